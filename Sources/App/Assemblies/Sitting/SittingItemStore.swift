import Domain
import Foundation
import GRDB

/// The items of the agenda as they are taken: one at a time, each vote opened, counted and closed.
struct SittingItemStore {
    let database: any DatabaseWriter
    var sitting: SittingStore { SittingStore(database: database) }

    init(database: any DatabaseWriter) { self.database = database }

    /// Takes an item up; the one before must be finished.
    func open(_ item: Int, at id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await sitting.change(id, actor: actor, at: now) { hall, db in
            guard let wanted = hall.record.item(item) else { throw NotFound() }
            guard wanted.openedAt == nil else { throw Refused("Le point \(item) a déjà été abordé.") }
            if let other = hall.record.items.first(where: { $0.openedAt != nil && $0.closedAt == nil }) {
                throw Refused("Le point \(other.position) est encore ouvert : fermez-le d’abord.")
            }
            try db.execute(
                sql: """
                    INSERT INTO sittingItem (assemblyID, item, openedAt, isSecret)
                    SELECT assemblyID, position, ?, isSecret AND kind IN ('deliberation', 'statuts') FROM agendaItem
                    WHERE assemblyID = ? AND position = ?
                    """, arguments: [now.formatted(.iso8601), id, item])
            try db.execute(sql: "UPDATE sitting SET item = ? WHERE assemblyID = ?", arguments: [item, id])
            if let ballot = try ItemBallot.of(item, at: id, in: db), [.closed, .published].contains(ballot.state) {
                try ItemBallotStore.admit(ballot.signed, item: item, hall, at: id, actor: actor, at: now, in: db)
            }
            return SittingStore.event("point-ouvert", id, ["point": String(item)])
        }
    }

    /// Finishes an item. What was voted on must have a result that may be told, or nothing counted at all.
    func close(_ item: Int, at id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await sitting.change(id, actor: actor, at: now) { hall, db in
            let record = try Self.opened(item, hall)
            try ItemBallot.refuseEnd(of: item, at: id, in: db)
            let found = hall.item(record)
            if let gap = found.reconciliation, !gap.mayDeclare {
                throw Refused(gap.sentences.joined(separator: " "))
            }
            try db.execute(
                sql: """
                    UPDATE sittingItem SET closedAt = :at,
                        voteClosedAt = CASE WHEN voteOpenedAt IS NULL THEN NULL ELSE coalesce(voteClosedAt, :at) END
                    WHERE assemblyID = :id AND item = :item
                    """, arguments: ["at": now.formatted(.iso8601), "id": id, "item": item])
            try ItemBallot.release(item, at: id, actor: actor, at: now, in: db)
            return SittingStore.event(
                "point-ferme", id,
                [
                    "point": String(item), "adoptee": found.result.map { $0.isAdopted ? "oui" : "non" },
                    "elus": found.tally.map { String($0.elected.count) },
                ])
        }
    }

    /// Notes, the text put to the vote, what became of amendments.
    func edit(
        _ item: Int, notes: String, text: String, amendments: [RecordedItem.Amendment]?, at id: ID<Assembly>,
        actor: Actor, at now: Date
    ) async throws {
        try RefusedForm.check([
            Refused.tooLong(notes, 20_000, field: "notes"), Refused.tooLong(text, 20_000, field: "texte"),
        ])
        try await MinutesStore(database: database).correct(id, actor: actor, at: now) { db in
            let hall = Hall(try SittingRecordStore.record(of: id, in: db))
            guard let record = hall.record.item(item) else { throw NotFound() }
            guard record.isOpened else { throw Refused("Ouvrez d’abord le point \(item).") }
            let isVoted = record.vote.map { !$0.ways.isEmpty } ?? false
            if text != record.text, isVoted || record.closedAt != nil {
                throw Refused(
                    "Le vote a commencé : le texte ne change plus. Annulez d’abord ce qui a été compté.", field: "texte"
                )
            }
            if text != record.text { try ItemBallot.refuseChange(of: item, at: id, field: "texte", in: db) }
            try db.execute(
                sql: "UPDATE sittingItem SET notes = ?, text = ? WHERE assemblyID = ? AND item = ?",
                arguments: [notes, text, id, item])
            if let amendments, record.closedAt == nil {
                try db.execute(
                    sql: "UPDATE sittingItem SET amendments = ? WHERE assemblyID = ? AND item = ?",
                    arguments: [try SittingStore.json(amendments), id, item])
            }
            return SittingStore.event("point-note", id, ["point": String(item)])
        }
    }

    func openVote(_ item: Int, at id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await sitting.change(id, actor: actor, at: now) { hall, db in
            try Self.checkVoteMayOpen(try Self.voting(item, hall), hall)
            try db.execute(
                sql: """
                    UPDATE sittingItem SET voteOpenedAt = coalesce(voteOpenedAt, ?), voteClosedAt = NULL
                    WHERE assemblyID = ? AND item = ?
                    """, arguments: [now.formatted(.iso8601), id, item])
            return SittingStore.event("vote-ouvert", id, ["point": String(item)])
        }
    }

    /// Quorum, and nobody beyond what the statutes allow.
    static func checkVoteMayOpen(_ item: RecordedItem, _ hall: Hall) throws {
        let quorum = hall.quorum(item.rules, at: item.position)
        guard quorum.isReached else {
            throw Refused("Ce vote ne peut pas s’ouvrir. \(quorum.sentence)")
        }
        let excess = Concentration.findings(hall.voices(at: item.position), of: .votes, caps: hall.statutes.caps)
        if let excess = excess.first(where: { $0.outcome == .missing }) {
            throw Refused("Ce vote ne peut pas s’ouvrir. \(excess.sentence)")
        }
    }

    func closeVote(_ item: Int, at id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await sitting.change(id, actor: actor, at: now) { hall, db in
            _ = try Self.opened(item, hall)
            try ItemBallot.refuseEnd(of: item, at: id, in: db)
            try db.execute(
                sql: """
                    UPDATE sittingItem SET voteClosedAt = ?
                    WHERE assemblyID = ? AND item = ? AND voteOpenedAt IS NOT NULL AND voteClosedAt IS NULL
                    """, arguments: [now.formatted(.iso8601), id, item])
            guard db.changesCount == 1 else { throw Refused("Aucun vote n’est ouvert sur ce point.") }
            return SittingStore.event("vote-clos", id, ["point": String(item)])
        }
    }

    /// Asked for by some of those present: the statutes say how many are enough.
    func askSecrecy(_ item: Int, by count: Int, at id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await sitting.change(id, actor: actor, at: now) { hall, db in
            _ = try Self.voting(item, hall)
            let present = hall.floor(at: item).present.count + hall.floor(at: item).online.count
            guard (0...present).contains(count) else {
                throw Refused(
                    "Ils ne peuvent pas être plus de \(present) à le demander : ce sont les présents.",
                    field: "demandeurs")
            }
            let found = hall.statutes.secretBallot.finding(aboutPersons: false, askedBy: count)
            try db.execute(
                sql: "UPDATE sittingItem SET secrecyAskedBy = ?, isSecret = ? WHERE assemblyID = ? AND item = ?",
                arguments: [count, found.isSecret, id, item])
            return SittingStore.event("secret-demande", id, ["point": String(item), "par": String(count)])
        }
    }

    /// The item, taken and not finished.
    static func opened(_ item: Int, _ hall: Hall) throws -> RecordedItem {
        guard let record = hall.record.item(item) else { throw NotFound() }
        guard record.isOpened else { throw Refused("Ouvrez d’abord le point \(item).") }
        guard record.closedAt == nil else { throw Refused("Le point \(item) est fermé : il ne change plus.") }
        return record
    }

    /// The same, when there is something to vote on.
    static func voting(_ item: Int, _ hall: Hall) throws -> RecordedItem {
        let record = try opened(item, hall)
        guard record.kind == .deliberation || record.kind == .statutes else {
            throw Refused("On ne vote pas pour ou contre sur ce point.")
        }
        return record
    }

    /// Everything counted on an item, cancelled counts too.
    static func counts(of id: ID<Assembly>, item: Int, in db: GRDB.Database) throws -> [CountLine] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM sittingCount WHERE assemblyID = ? AND item = ? ORDER BY id", arguments: [id, item]
        ).map { row in
            CountLine(
                id: row["id"], way: row["way"], college: row["college"],
                count: VoteCount(
                    yes: row["yes"], no: row["no"], abstentions: row["abstentions"], blanks: row["blanks"],
                    nulls: row["nulls"]),
                scrutineers: try SittingStore.read(row["scrutineers"], as: [String].self),
                isCancelled: (row["cancelledAt"] as String?) != nil)
        }
    }
}

/// A count of voices as it was entered.
struct CountLine: Sendable {
    let id: Int64
    let way: VotingWay
    let college: String?
    let count: VoteCount
    let scrutineers: [String]
    let isCancelled: Bool
}
