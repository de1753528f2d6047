import Domain
import Foundation
import GRDB

/// The vote on line of one item of an agenda, as the room sees it: who is on its roll, who has voted, never what.
struct ItemBallot: Sendable {
    let record: ScrutinRecord
    let voters: [ScrutinVoterLine]
    /// The tellers' list is there.
    let isUrnOpened: Bool

    var state: Scrutin.State { record.scrutin.state }
    var isOpen: Bool { state == .open }
    var isPrepared: Bool { state == .preparation }
    var signed: Set<ID<Organisation>> { Set(voters.filter { $0.signedOn != nil }.map(\.organisationID)) }
    var roll: Set<ID<Organisation>> { Set(voters.map(\.organisationID)) }

    /// Its voices are not known yet: nothing of the item can be told.
    var isUnderWay: Bool { isOpen || awaitsTellers }

    /// Closed, and its urn not opened yet.
    var awaitsTellers: Bool { state == .closed && record.isSecret && !isUrnOpened }

    /// « 12 organisations sur 20 ont voté en ligne. »
    var participation: String {
        "\(French.count(signed.count, "organisation a voté", "organisations ont voté")) en ligne, sur \(voters.count)."
    }

    /// - Parameter round: nil for the latest.
    static func of(
        _ item: Int, _ round: Int? = nil, at id: ID<Assembly>, in db: GRDB.Database
    ) throws -> ItemBallot? {
        let record = try ScrutinRecord.fetchOne(
            db,
            sql: """
                SELECT s.* FROM scrutin s JOIN agendaItem i ON i.id = s.agendaItemID
                WHERE i.assemblyID = :id AND i.position = :item AND s.state <> 'annule' AND (:round IS NULL OR s.round = :round)
                ORDER BY s.round DESC, s.id DESC LIMIT 1
                """, arguments: ["id": id, "item": item, "round": round])
        return try record.map { try ItemBallot($0, in: db) }
    }

    init(_ record: ScrutinRecord, in db: GRDB.Database) throws {
        self.record = record
        voters = try ScrutinVoterLine.all(record.id, in: db)
        isUrnOpened =
            try Bool.fetchOne(
                db, sql: "SELECT opened IS NOT NULL FROM scrutin WHERE id = ?", arguments: [record.id]) ?? false
    }

    /// The proof file that its voices are read from; nil while they are not known.
    func file(in db: GRDB.Database) throws -> JSONValue? {
        guard [.closed, .published].contains(state) else { return nil }
        return try ScrutinStore.file(record, in: db)
    }

    /// Nothing that was put to the vote changes once a vote on line is held on it.
    static func refuseChange(of item: Int, at id: ID<Assembly>, field: String? = nil, in db: GRDB.Database) throws {
        guard let ballot = try of(item, at: id, in: db), ballot.state != .preparation else { return }
        throw Refused(
            "Un vote en ligne est tenu sur ce point : ce qui est mis aux voix ne change plus. Annulez-le d’abord.",
            field: field)
    }

    /// An item ends when its vote on line is over and told.
    static func refuseEnd(of item: Int, at id: ID<Assembly>, in db: GRDB.Database) throws {
        guard let ballot = try of(item, at: id, in: db) else { return }
        if ballot.isOpen { throw Refused("Le vote en ligne de ce point est ouvert : clôturez-le d’abord.") }
        if ballot.awaitsTellers {
            throw Refused(
                "L’urne du vote en ligne n’est pas encore ouverte : les scrutateurs l’ouvrent, puis vous déposez leur liste."
            )
        }
    }
}

extension ItemBallot {
    /// Once the item is finished: a public assembly publishes its votes on line, and nobody's address is kept longer.
    static func release(_ item: Int, at id: ID<Assembly>, actor: Actor, at now: Date, in db: GRDB.Database) throws {
        let isPublic = try AssemblyStore.assembly(id, in: db).isPublic
        for round in [1, 2] {
            guard let ballot = try of(item, round, at: id, in: db), ballot.state == .closed else { continue }
            if isPublic {
                try ScrutinStore.publish(ballot.record, actor: actor, at: now, in: db)
            } else {
                try ScrutinStore.forgetAddresses(ballot.record.id, in: db)
            }
        }
    }
}

/// Nobody votes twice on an item, whichever the way, and nobody leaves a vote that they take part in.
enum ItemBallotGuard {
    /// Whether this organisation has already voted in the room on the item that the vote on line is held for.
    static func hasVotedInRoom(
        _ organisation: ID<Organisation>, on record: ScrutinRecord, in db: GRDB.Database
    ) throws -> Bool {
        guard let item = record.agendaItemID else { return false }
        return try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM agendaItem i WHERE i.id = :item AND (
                    EXISTS (SELECT 1 FROM sittingVote v WHERE v.assemblyID = i.assemblyID AND v.item = i.position
                        AND v.organisation = :who)
                    OR EXISTS (SELECT 1 FROM sittingCount c, json_each(c.voters) w WHERE c.assemblyID = i.assemblyID
                        AND c.item = i.position AND c.cancelledAt IS NULL AND w.value = :who)
                    OR EXISTS (SELECT 1 FROM sittingRound r, json_each(r.voters) w WHERE r.assemblyID = i.assemblyID
                        AND r.item = i.position AND r.round = :round AND w.value = :who)))
                """, arguments: ["item": item, "who": organisation, "round": record.round]) ?? false
    }

    /// What a change in the room must leave true as long as an item with a vote on line is being dealt with.
    static func check(_ id: ID<Assembly>, in db: GRDB.Database) throws {
        let items = try Int.fetchAll(
            db,
            sql: """
                SELECT t.item FROM sittingItem t JOIN agendaItem i ON i.assemblyID = t.assemblyID AND i.position = t.item
                WHERE t.assemblyID = ? AND t.closedAt IS NULL
                    AND EXISTS (SELECT 1 FROM scrutin s WHERE s.agendaItemID = i.id AND s.state IN ('ouvert', 'clos', 'publie'))
                """, arguments: [id])
        guard !items.isEmpty else { return }
        let hall = Hall(try SittingRecordStore.record(of: id, in: db))
        for position in items {
            guard let item = hall.record.item(position) else { continue }
            for round in [1, 2] {
                guard let ballot = try ItemBallot.of(position, round, at: id, in: db) else { continue }
                try check(ballot, on: item, hall)
            }
        }
    }

    private static func check(_ ballot: ItemBallot, on item: RecordedItem, _ hall: Hall) throws {
        let next = item.position + 1
        let bound = ballot.isOpen && ballot.record.isHeldInRoom ? ballot.roll : ballot.isOpen ? [] : ballot.signed
        let absent = bound.subtracting(hall.floor(at: item.position).voters)
        if let one = absent.min(by: { $0.rawValue < $1.rawValue }) {
            throw Refused(
                "\(hall.roll.name(one)) est sur la liste du vote en ligne de ce point : ce changement vaut à partir du point \(next)."
            )
        }
        let inRoom = item.roomVoters(round: ballot.record.round)
        if let twice = inRoom.intersection(ballot.signed).min(by: { $0.rawValue < $1.rawValue }) {
            throw Refused("\(hall.roll.name(twice)) a déjà voté en ligne sur ce point.", field: "votants")
        }
        if ballot.isOpen, item.hasHands(round: ballot.record.round) {
            throw Refused(
                "Le vote en ligne de ce point est ouvert : clôturez-le, puis comptez les mains de celles qui n’ont pas voté en ligne."
            )
        }
    }
}

extension RecordedItem {
    /// Those whose vote in the room bears a name.
    func roomVoters(round: Int) -> Set<ID<Organisation>> {
        let ways = (vote?.ways ?? []).filter { $0.way != .online }
        let named = ways.flatMap { $0.choices?.map(\.organisation) ?? $0.voters ?? [] }
        return Set(named + ((round == 2 ? election?.second : election?.first)?.voters ?? []))
    }

    func hasHands(round: Int) -> Bool {
        let counted = (round == 2 ? election?.second : election?.first)?.way == .hands
        return counted || (vote?.ways ?? []).contains { $0.way == .hands }
    }
}
