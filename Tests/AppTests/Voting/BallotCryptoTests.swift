import Crypto
import Domain
import Foundation
import Testing

@testable import App

/// The double envelope with its real keys.
struct BallotCryptoTests {
    @Test func twoOfThreeTellersOpenAndOneDoesNot() throws {
        let whole = try ProofCase(seed: 10, isSecret: true, kind: .resolution, voters: 12)
        let (key, shares) = try TellerWork.makeKey(name: "Conseil", count: 3, threshold: 2)
        for pair in [[0, 1], [0, 2], [2, 1]] {
            let combined = try TellerWork.combine(pair.map { shares[$0] }, for: key)
            #expect(combined.publicKey.x963Representation.base64EncodedString() == key.publicKey)
        }
        for alone in shares {
            let refusal = #expect(throws: AssemblyRefusal.self) { try TellerWork.combine([alone], for: key) }
            #expect(refusal?.sentence.contains("rien ne s’ouvre") == true)
        }
        // One share passed off as two, and one that was changed with its checksum.
        let again = TellerShare(
            key: key.fingerprint, share: SecretShare(number: 2, bytes: shares[0].share.bytes), threshold: 2, count: 3,
            signingKey: shares[0].signingKey)
        let forged = #expect(throws: AssemblyRefusal.self) { try TellerWork.combine([shares[0], again], for: key) }
        #expect(forged?.sentence.contains("ne redonnent pas") == true)
        #expect(whole.proof.opened != nil)
    }

    @Test func aBallotOpensOnlyAsItselfInItsOwnVote() throws {
        let (key, shares) = try TellerWork.makeKey(name: "A", count: 2, threshold: 2)
        let manifest = try self.manifest(key, title: "Oui ?")
        let other = try self.manifest(key, title: "Non ?")
        let plain = BallotPlaintext(
            scrutin: manifest.identity, choice: "pour", code: TrackingCode.make(BallotCrypto.chance(28)))
        let id = Hex.text(BallotCrypto.chance(16))
        let ballot = try BallotCrypto.seal(plain, as: id, college: "a", for: manifest)
        let whole = try TellerWork.combine(shares, for: key)
        func open(_ ballot: UrnBallot, _ manifest: ScrutinManifest) -> [UInt8]? {
            BallotCrypto.open(ballot, with: whole, fingerprint: manifest.fingerprint)
        }
        #expect(open(ballot, manifest) == plain.bytes(for: manifest.question))
        #expect(open(ballot, other) == nil)
        #expect(
            open(UrnBallot(id: Hex.text(BallotCrypto.chance(16)), college: "a", sealed: ballot.sealed), manifest) == nil
        )
        #expect(open(UrnBallot(id: id, college: "b", sealed: ballot.sealed), manifest) == nil)
        #expect(open(UrnBallot(id: id, college: "a", sealed: "AAAA"), manifest) == nil)
        #expect(Data(base64Encoded: ballot.sealed)?.count == BallotPlaintext.sealedLength(manifest.question))
    }

    private func manifest(_ key: TellerKey, title: String) throws -> ScrutinManifest {
        ScrutinManifest(
            identity: String(repeating: "ab", count: 16), hub: "pole",
            question: try ScrutinQuestion(.resolution, title: title, text: "Texte"), isSecret: true, mayChange: false,
            rules: ScrutinRules(majority: nil), clause: "", opensAt: "2026-11-25T08:00:00Z",
            closesAt: "2026-11-26T08:00:00Z", tellers: key, receiptKey: "", roll: [])
    }

    /// Whatever the order of the urn, the opened list is the same file: it says nothing of who came first.
    @Test func theOpenedListForgetsTheOrderOfTheUrn() throws {
        let whole = try ProofCase(seed: 13, isSecret: true, voters: 14)
        let manifest = whole.proof.manifest
        let plains = Dictionary(
            uniqueKeysWithValues: whole.proof.urn.map { ballot in
                (
                    ballot.id,
                    BallotPlaintext(
                        scrutin: manifest.identity, choice: "blanc", code: TrackingCode.make(BallotCrypto.chance(28)))
                )
            })
        let lists = (0..<50).map { _ in
            OpenedList(whole.proof.urn.shuffled(), of: manifest) { plains[$0.id]?.bytes(for: manifest.question) }
        }
        #expect(Set(lists).count == 1)
        #expect(!ScrutinText.canonical(lists[0].value).contains(whole.proof.urn[0].id))
    }

    @Test func twoBallotsWithOneCodeCountForNeither() throws {
        let whole = try ProofCase(seed: 15, isSecret: true, kind: .choice, voters: 10)
        let manifest = whole.proof.manifest
        let code = TrackingCode.make(BallotCrypto.chance(28))
        let list = OpenedList(whole.proof.urn, of: manifest) { _ in
            BallotPlaintext(scrutin: manifest.identity, choice: "1", code: code).bytes(for: manifest.question)
        }
        #expect(list.lines.isEmpty)
        #expect(list.unreadable == ["": whole.proof.urn.count])
    }
}
