import Domain
import Foundation
import GRDB

/// A proposal as those who decide see it.
struct Proposal: Sendable {
    let id: Int64
    let kind: ProposalKind
    let organisation: ID<Organisation>?
    let name: String
    /// Empty for an organisation that has no record yet.
    let slug: String
    let fields: [ProposedField]
    let sender: ProposalSender
    let part: (hub: ID<Hub>, name: String, from: Day)?
    let createdAt: String
    /// Names of the hubs that may decide too.
    let hubs: [String]
}

/// A field that would change: what it said when it was proposed, what it says now, what it would say.
struct ProposedField: Sendable {
    let field: OrganisationField
    let old: String
    let present: String
    let new: String
}

/// Whoever decided came first.
struct AlreadyDecided: Refusal {
    var sentence: String { "Cette proposition a déjà été décidée par quelqu’un d’autre : revenez à la liste." }
}

/// What waits to be decided, at the network's desk or at a hub's.
struct ModerationStore {
    let database: any DatabaseWriter
    let letters: RecordLetters

    /// A hub sees what it may decide; the network everything but what hubs alone approve.
    func waiting(at hub: ID<Hub>?, on day: Day) async throws -> [Proposal] {
        try await database.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT p.*, o.name AS name, o.slug, h.name AS hubName FROM proposal p
                    LEFT JOIN organisation o ON o.id = p.organisationID LEFT JOIN hub h ON h.id = p.hubID
                    WHERE p.decidedAt IS NULL AND CASE WHEN :hub IS NULL THEN p.kind <> 'participation' ELSE
                        EXISTS (SELECT 1 FROM proposalHub x WHERE x.proposalID = p.id AND x.hubID = :hub) END
                    ORDER BY p.id LIMIT 200
                    """, arguments: ["hub": hub])
            return try rows.map { try Self.proposal($0, in: db) }
        }
    }

    /// How many wait.
    func count(at hub: ID<Hub>?) async throws -> Int {
        try await database.read { db in
            try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM proposal p
                    WHERE p.decidedAt IS NULL AND CASE WHEN :hub IS NULL THEN p.kind <> 'participation' ELSE
                        EXISTS (SELECT 1 FROM proposalHub x WHERE x.proposalID = p.id AND x.hubID = :hub) END
                    """, arguments: ["hub": hub]) ?? 0
        }
    }

    private static func proposal(_ row: Row, in db: GRDB.Database) throws -> Proposal {
        let id: Int64 = row["id"]
        let organisation: ID<Organisation>? = row["organisationID"]
        let sheet =
            try organisation.map { try OrganisationReader.sheet(of: $0, in: db).disclosed } ?? OrganisationSheet()
        let fields = try Row.fetchAll(db, sql: "SELECT * FROM proposedField WHERE proposalID = ?", arguments: [id])
        let proposed = fields.compactMap { field -> ProposedField? in
            OrganisationField(rawValue: field["field"]).map {
                ProposedField(field: $0, old: field["old"], present: sheet[$0], new: field["new"])
            }
        }
        let order = OrganisationField.allCases
        let sorted = proposed.sorted {
            (order.firstIndex(of: $0.field) ?? 0) < (order.firstIndex(of: $1.field) ?? 0)
        }
        let hubID: ID<Hub>? = row["hubID"]
        let from: Day? = row["validFrom"]
        let hubs = try String.fetchAll(
            db,
            sql: "SELECT h.name FROM proposalHub x JOIN hub h ON h.id = x.hubID WHERE x.proposalID = ? ORDER BY h.name",
            arguments: [id])
        return Proposal(
            id: id, kind: row["kind"], organisation: organisation,
            name: row["name"] ?? sorted.first { $0.field == .name }?.new ?? "", slug: row["slug"] ?? "",
            fields: sorted,
            sender: ProposalSender(
                name: row["senderName"], role: row["senderRole"], address: row["senderAddress"],
                message: row["message"], person: row["personID"]),
            part: hubID.flatMap { hub in from.map { (hub, row["hubName"] ?? "", $0) } },
            createdAt: row["createdAt"], hubs: hubs)
    }

    /// What somebody decides.
    struct Decision: Sendable {
        let isAccepted: Bool
        /// The fields that are kept, of a correction.
        let fields: Set<OrganisationField>
        let reason: String
        /// Whether the person who claims, signed in, also gets the role.
        var grantsRole = false
    }

    func decide(
        _ id: Int64, at hub: ID<Hub>?, _ decision: Decision, actor: Actor, at now: Date
    ) async throws {
        try RefusedForm.check([
            Refused.tooLong(decision.reason, 1000, field: "motif"),
            !decision.isAccepted && decision.reason.isEmpty
                ? Refused("Dites pourquoi vous refusez : c’est ce que lira qui a proposé.", field: "motif") : nil,
        ])
        try await database.write { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT p.*, o.name AS name, o.slug, h.name AS hubName FROM proposal p
                    LEFT JOIN organisation o ON o.id = p.organisationID LEFT JOIN hub h ON h.id = p.hubID
                    WHERE p.id = :id AND CASE WHEN :hub IS NULL THEN p.kind <> 'participation' ELSE
                        EXISTS (SELECT 1 FROM proposalHub x WHERE x.proposalID = p.id AND x.hubID = :hub) END
                    """, arguments: ["id": id, "hub": hub])
            guard let row else { throw NotFound() }
            guard (row["decidedAt"] as String?) == nil else { throw AlreadyDecided() }
            let applier = ProposalApplier(
                proposal: try Self.proposal(row, in: db), decision: decision, isNetwork: hub == nil, letters: letters,
                actor: actor, now: now)
            try applier.apply(in: db)
        }
    }
}
