import Crypto
import Domain
import Foundation

@testable import App

/// Whole votes made up from a seed, with real keys, for tests of the count and of the proof file.
struct ProofCase {
    let proof: ScrutinProof
    let receipts = Curve25519.Signing.PrivateKey()
    var file: JSONValue { get throws { try seal(proof.value()) } }

    func seal(_ value: JSONValue) throws -> JSONValue {
        try ScrutinProof.sealed(value) { try BallotCrypto.sign($0, with: receipts) }
    }

    /// - Parameter voters: how many are on the roll; about four in five vote.
    init(seed: UInt64, isSecret: Bool, kind: ScrutinQuestion.Kind? = nil, voters: Int? = nil) throws {
        var generator = SeededRandom(seed: seed)
        let kind = kind ?? ScrutinQuestion.Kind.allCases[Int(seed) % 5]
        let options = (1...Int.random(in: 2...5, using: &generator)).map { "Choix « \($0) » \\ \"\u{1F33F}\" é" }
        let question = try ScrutinQuestion(
            kind, title: "Scrutin n° \(seed)", text: "Une ligne\net une autre",
            options: kind == .resolution ? [] : options,
            seats: kind == .approval || kind == .ranking ? min(2, options.count) : 1)
        let hasColleges = kind == .resolution && Bool.random(using: &generator)
        let colleges =
            hasColleges
            ? [College("a", name: "Associations", weight: 3), College("b", name: "Coopératives", weight: 2)] : []
        let majority = MajorityRule(
            ShareThreshold(Bool.random(using: &generator) ? .moreThan : .atLeast, .half),
            colleges: hasColleges
                ? [.each, .proportional, .winnerTakesAll].randomElement(using: &generator) ?? .each : .together)
        let count = voters ?? Int.random(in: 3...14, using: &generator)
        let roll = (1...count).map { number in
            ScrutinVoter(
                ID(rawValue: Int64(number * 7)), "Organisation \(number)",
                college: hasColleges ? ["a", "b"][number % 2] : nil,
                voices: isSecret ? 1 : Int.random(in: 1...3, using: &generator))
        }
        let (key, shares) = try TellerWork.makeKey(name: question.title, count: 3, threshold: 2)
        let manifest = ScrutinManifest(
            identity: Hex.text((0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }), hub: "pole-essai",
            question: question, isSecret: isSecret, mayChange: !isSecret,
            rules: ScrutinRules(majority: kind == .resolution ? majority : nil, colleges: colleges),
            clause: "article 9",
            opensAt: "2026-11-25T08:00:00Z", closesAt: "2026-11-26T18:00:00Z", tellers: isSecret ? key : nil,
            receiptKey: receipts.publicKey.rawRepresentation.base64EncodedString(), roll: roll)
        let present = roll.filter { _ in Int.random(in: 0..<5, using: &generator) > 0 }
        let day = try Day("2026-11-25") ?? { throw NotFound() }()
        let signatures = Dictionary(uniqueKeysWithValues: present.map { ($0.organisation, day) })
        let choices = present.map { _ in Self.choice(question, &generator) }
        guard isSecret else {
            proof = ScrutinProof(
                manifest: manifest, roll: roll, signatures: signatures,
                openVotes: zip(present, choices).map { OpenVote($0.organisation, $1.text) })
            return
        }
        let urn = try zip(present, choices).map { voter, choice in
            let code = TrackingCode.make(BallotCrypto.chance(TrackingCode.chanceNeeded))
            return try BallotCrypto.seal(
                BallotPlaintext(scrutin: manifest.identity, choice: choice.text, code: code),
                as: Hex.text(BallotCrypto.chance(16)), college: voter.college, for: manifest)
        }
        guard case .object(var members) = Urn.file(manifest, urn) else { throw NotFound() }
        let print = Urn.chain(manifest.fingerprint, urn)
        members["signature"] = .text(try BallotCrypto.sign(Urn.signed(print), with: receipts))
        let (_, list) = try TellerWork.open(.object(members), with: Array(shares.shuffled(using: &generator).prefix(2)))
        proof = ScrutinProof(manifest: manifest, roll: roll, signatures: signatures, urn: urn, opened: list)
    }

    static func choice(_ question: ScrutinQuestion, _ generator: inout SeededRandom) -> ScrutinChoice {
        if Int.random(in: 0..<8, using: &generator) == 0 { return .blank }
        let all = Array(question.options.indices)
        switch question.kind {
        case .resolution: return [.yes, .yes, .no, .abstention].randomElement(using: &generator) ?? .yes
        case .choice: return .options([all.randomElement(using: &generator) ?? 0])
        case .approval:
            let some = all.filter { _ in Bool.random(using: &generator) }
            return some.isEmpty ? .blank : .options(some)
        case .ranking:
            return .options(
                Array(all.shuffled(using: &generator).prefix(Int.random(in: 1...all.count, using: &generator))))
        case .judgment: return .grades(all.map { _ in Int.random(in: 0..<question.grades.count, using: &generator) })
        }
    }
}
