import Crypto
import Domain
import Foundation
import GRDB

/// The tellers' key and the made-up urn by which they show that it opens.
extension ScrutinStore {
    /// Keeps the tellers' public key, and makes the sealed ballots that they must open to show that they can.
    func depositKey(_ id: ID<Scrutin>, of hub: ID<Hub>, _ text: String, actor: Actor, at now: Date) async throws {
        let key = try Self.key(text)
        let (file, expected) = try Self.trial(of: key)
        try await database.write { db in
            let record = try Self.inPreparation(id, of: hub, in: db)
            guard record.isSecret else { throw Refused("Un vote à découvert n’a pas de scrutateurs.") }
            try db.execute(
                sql: "UPDATE scrutin SET tellerKey = ?, trial = ?, trialPrint = ?, triedShares = '' WHERE id = ?",
                arguments: [
                    ScrutinText.canonical(key.value), ScrutinText.canonical(file), expected, id,
                ])
            try Journal.record(
                Event("scrutin.cle", on: record.subject, ["empreinte": key.fingerprint]), by: actor, at: now, in: db)
        }
    }

    /// The public key of a file, once it is known to be one.
    static func key(_ text: String) throws -> TellerKey {
        let key = try TellerKey(ScrutinRecord.json(text))
        guard let bytes = Data(base64Encoded: key.publicKey),
            (try? P256.KeyAgreement.PublicKey(x963Representation: bytes)) != nil
        else { throw Refused("La clé de ce fichier n’en est pas une.", field: "cle") }
        return key
    }

    /// An urn of made-up ballots, and the fingerprint of the list that opening it must give.
    static func trial(of key: TellerKey) throws -> (file: JSONValue, expected: String) {
        let signer = Curve25519.Signing.PrivateKey()
        let manifest = ScrutinManifest(
            identity: Hex.text(BallotCrypto.chance(16)), hub: "essai",
            question: try ScrutinQuestion(
                .resolution, title: "Urne d’essai",
                text: "Ces bulletins sont inventés : ils servent à essayer les parts."),
            isSecret: true, mayChange: false, rules: ScrutinRules(majority: nil), clause: "",
            opensAt: "2000-01-01T00:00:00Z", closesAt: "2000-01-02T00:00:00Z", tellers: key,
            receiptKey: signer.publicKey.rawRepresentation.base64EncodedString(), roll: [])
        let plains = ["pour", "contre", "abstention", "blanc", "pour"].map { choice in
            BallotPlaintext(
                scrutin: manifest.identity, choice: choice,
                code: TrackingCode.make(BallotCrypto.chance(TrackingCode.chanceNeeded)))
        }
        var opened: [String: [UInt8]] = [:]
        let ballots = try plains.map { plain in
            let ballot = try BallotCrypto.seal(
                plain, as: Hex.text(BallotCrypto.chance(16)), college: nil, for: manifest)
            opened[ballot.id] = plain.bytes(for: manifest.question)
            return ballot
        }
        let expected = OpenedList(ballots, of: manifest) { opened[$0.id] }
        return (
            try signed(Urn.file(manifest, ballots), ballots, manifest) { try BallotCrypto.sign($0, with: signer) },
            expected.fingerprint
        )
    }

    static func signed(
        _ file: JSONValue, _ ballots: [UrnBallot], _ manifest: ScrutinManifest, sign: (String) throws -> String
    ) throws -> JSONValue {
        guard case .object(var members) = file else { return file }
        members["signature"] = .text(try sign(Urn.signed(Urn.chain(manifest.fingerprint, ballots))))
        return .object(members)
    }

    func trialFile(_ id: ID<Scrutin>, of hub: ID<Hub>) async throws -> String {
        try await database.read { db in
            let sql = "SELECT trial FROM scrutin WHERE id = ? AND hubID = ?"
            guard let text = try String.fetchOne(db, sql: sql, arguments: [id, hub]) else { throw NotFound() }
            return text
        }
    }

    /// The list that the tellers got from the trial urn: right, and signed by enough of them.
    func acceptTrial(_ id: ID<Scrutin>, of hub: ID<Hub>, _ text: String, actor: Actor, at now: Date) async throws {
        let list = try OpenedList(ScrutinRecord.json(text))
        try await database.write { db in
            let record = try Self.inPreparation(id, of: hub, in: db)
            let expected = try String.fetchOne(db, sql: "SELECT trialPrint FROM scrutin WHERE id = ?", arguments: [id])
            let tried = try Self.tried(list, expected, by: record.tellers(), before: record.triedShares)
            try db.execute(sql: "UPDATE scrutin SET triedShares = ? WHERE id = ?", arguments: [tried, id])
            try Journal.record(
                Event("scrutin.essai", on: record.subject, ["parts": tried]), by: actor, at: now, in: db)
        }
    }

    /// The shares that have opened the trial urn, with those of this list.
    static func tried(
        _ list: OpenedList, _ expected: String?, by key: TellerKey?, before: String
    ) throws -> String {
        guard let key else { throw Refused("Déposez d’abord la clé publique des scrutateurs.") }
        guard list.fingerprint == expected else {
            throw Refused("Cette liste n’est pas celle de cette urne d’essai.", field: "liste")
        }
        let signers = list.signers(key, verify: BallotCrypto.isSigned)
        guard signers.count >= key.threshold else {
            throw Refused(
                "Il manque des signatures de scrutateurs : \(signers.count) sur \(key.threshold).", field: "liste")
        }
        let tried = Set(before.split(separator: ",").compactMap { Int($0) }).union(signers)
        return tried.sorted().map(String.init).joined(separator: ",")
    }
}
