import Crypto
import Domain
import Foundation
import GRDB

/// A vote on line as kept.
struct ScrutinRecord: Sendable, FetchableRecord, Decodable {
    let id: ID<Scrutin>
    let hubID: ID<Hub>
    let agendaItemID: ID<AgendaItem>?
    let identity: String
    let nature: String
    let clause: String
    let meeting: String
    let kind: String
    let title: String
    let question: String
    let options: String
    let seats: Int
    let most: Int?
    let isSecret: Bool
    let mayChange: Bool
    let opensAt: String
    let closesAt: String
    let state: String
    let tellerKey: String?
    let triedShares: String
    let byCollege: Bool
    let receiptKey: Data?
    let manifest: String?
    let fingerprint: String?
    let closedAt: String?
    let publishedAt: String?
    let cancelReason: String?
    let round: Int
    let isHeldInRoom: Bool

    var scrutin: Scrutin {
        Scrutin(
            state: Scrutin.State(rawValue: state) ?? .cancelled, isSecret: isSecret, opensAt: opensAt,
            closesAt: closesAt)
    }

    var isConsultation: Bool { nature == Scrutin.Nature.consultation.rawValue }

    func asked() throws -> ScrutinQuestion {
        guard let kind = ScrutinQuestion.Kind(rawValue: kind) else { throw NotFound() }
        return try ScrutinQuestion(
            kind, title: title, text: question, options: options.split(separator: "\n").map(String.init), seats: seats,
            most: most)
    }

    func tellers() throws -> TellerKey? { try tellerKey.map { try TellerKey(ScrutinRecord.json($0)) } }

    /// What was frozen at the opening.
    func frozen() throws -> ScrutinManifest {
        guard let manifest else { throw Refused("Ce scrutin n’est pas encore ouvert.") }
        return try ScrutinManifest(ScrutinRecord.json(manifest))
    }

    func sign(_ text: String) throws -> String {
        guard let receiptKey else { throw NotFound() }
        return try BallotCrypto.sign(text, with: Curve25519.Signing.PrivateKey(rawRepresentation: receiptKey))
    }

    static func json(_ text: String) throws -> JSONValue {
        do { return try JSONValue.read(Array(text.utf8)) } catch {
            throw Refused("Ce fichier ne se lit pas : \(error.description).")
        }
    }

    static func one(_ id: ID<Scrutin>, of hub: ID<Hub>? = nil, in db: GRDB.Database) throws -> ScrutinRecord {
        let sql = "SELECT * FROM scrutin WHERE id = ? AND (? IS NULL OR hubID = ?)"
        guard let record = try ScrutinRecord.fetchOne(db, sql: sql, arguments: [id, hub, hub]) else { throw NotFound() }
        return record
    }

    var subject: String { "scrutin/\(id)" }
}

/// Somebody on the roll, with where their link goes and whether they have voted.
struct ScrutinVoterLine: Sendable, FetchableRecord, Decodable {
    let organisationID: ID<Organisation>
    let name: String
    let college: String?
    let voices: Int
    let representative: String
    let address: String
    let linkMeans: String?
    let linkSentAt: String?
    let signedOn: Day?

    var voter: ScrutinVoter { ScrutinVoter(organisationID, name, college: college, voices: voices) }

    private static let sql = """
        SELECT v.organisationID, v.name, v.college, v.voices, v.representative, v.address, v.linkMeans, v.linkSentAt, s.signedOn
        FROM scrutinVoter v LEFT JOIN scrutinSignature s
            ON s.scrutinID = v.scrutinID AND s.organisationID = v.organisationID
        WHERE v.scrutinID = ?
        """

    static func all(_ scrutin: ID<Scrutin>, in db: GRDB.Database) throws -> [ScrutinVoterLine] {
        try ScrutinVoterLine.fetchAll(db, sql: sql + " ORDER BY v.name", arguments: [scrutin])
    }

    static func one(
        _ organisation: ID<Organisation>, on scrutin: ID<Scrutin>, in db: GRDB.Database
    ) throws -> ScrutinVoterLine? {
        try ScrutinVoterLine.fetchOne(db, sql: sql + " AND v.organisationID = ?", arguments: [scrutin, organisation])
    }
}

extension Date {
    /// As times are kept: UTC, to the second.
    var stamp: String { formatted(.iso8601) }
}
