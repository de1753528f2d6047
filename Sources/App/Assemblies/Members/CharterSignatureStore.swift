import Domain
import Foundation
import GRDB

/// Which version of the charter members have signed: the one they joined on, or a later one.
struct CharterSignatureStore {
    let database: any DatabaseWriter

    /// What one organisation signed last at a hub; nil when nothing of it was kept.
    static func last(
        of organisation: ID<Organisation>, at hub: ID<Hub>, in db: GRDB.Database
    ) throws -> (number: Int, at: String, answers: [PrincipleKey: String])? {
        let joined = try Row.fetchOne(
            db,
            sql: """
                SELECT * FROM joiningRequest WHERE hubID = ? AND organisationID = ? AND state = 'admise'
                ORDER BY decidedOn DESC, id DESC LIMIT 1
                """, arguments: [hub, organisation]
        ).map(JoiningRequest.init(row:))
        let signed = try Row.fetchOne(
            db,
            sql: """
                SELECT number, signedAt FROM charterSignature WHERE hubID = ? AND organisationID = ?
                ORDER BY id DESC LIMIT 1
                """, arguments: [hub, organisation])
        let answers = joined?.answers ?? [:]
        if let signed, joined.map({ $0.createdAt < signed["signedAt"] as String }) ?? true {
            return (signed["number"], signed["signedAt"], answers)
        }
        return joined.map { ($0.charterVersion, $0.createdAt, answers) }
    }

    /// Every member of a day with what it signed last, by name.
    static func signers(of hub: ID<Hub>, on day: Day, in db: GRDB.Database) throws -> [CharterSigner] {
        try MemberFactStore.members(of: hub, on: day, in: db).map { member in
            let last = try last(of: member.organisation, at: hub, in: db)
            return CharterSigner(
                organisation: member.organisation, name: member.name, number: last?.number, signedAt: last?.at ?? "")
        }.sorted { French.slug($0.name) < French.slug($1.name) }
    }

    /// The organisation signs the version in force. `number`: the one that it was shown.
    func sign(
        _ organisation: ID<Organisation>, at hub: Hub, shown number: Int?, isAgreed: Bool, actor: Actor, at now: Date
    ) async throws {
        try await database.write { db in
            let today = now.dayInFrance
            guard try MemberStore.isMember(organisation, of: hub.id, from: today, in: db) else {
                throw Refused("Votre organisation n’est plus membre \(French.of(hub.name)).")
            }
            let charter = try CharterStore.inForce(at: hub.id, on: today, in: db)
            guard charter.version == number else {
                throw Refused("La charte a changé entre-temps : relisez-la avant de signer.", field: "charte-accord")
            }
            guard isAgreed else {
                throw Refused("Cochez la case si votre organisation s’y engage.", field: "charte-accord")
            }
            guard try Self.last(of: organisation, at: hub.id, in: db)?.number != number else {
                throw Refused("Votre organisation a déjà signé cette version.", field: "charte-accord")
            }
            try db.execute(
                sql: """
                    INSERT INTO charterSignature (hubID, organisationID, number, signedAt, signedBy)
                    VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET signedAt = excluded.signedAt,
                        signedBy = excluded.signedBy
                    """,
                arguments: [hub.id, organisation, charter.version, now.formatted(.iso8601), actor.personID])
            try Journal.record(
                Event(
                    "adherent.charte-signee", on: MemberJournal.subject(organisation, hub.id),
                    ["numero": String(charter.version)]), by: actor, at: now, in: db)
        }
    }
}
