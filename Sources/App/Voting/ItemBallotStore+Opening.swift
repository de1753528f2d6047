import Domain
import Foundation
import GRDB

/// The writing of a vote on line that opens now, in the transaction of the room.
struct ItemBallotOpening {
    let draft: ItemBallotDraft
    let round: Int
    let item: RecordedItem
    let assembly: ID<Assembly>
    let hall: Hall
    let now: Date
    let closing: Date
    let identity: String

    func write(actor: Actor, in db: GRDB.Database) throws -> ScrutinRecord {
        let meeting = try AssemblyStore.assembly(assembly, in: db)
        let agenda = try AssemblyStore.agenda(of: assembly, in: db).first { $0.position == item.position }
        guard let agenda else { throw NotFound() }
        let asked = try item.question(round: round, hall.item(item))
        let tellers = try draft.isSecret ? AssemblyTellers.ready(for: assembly, in: db) : nil
        try db.execute(
            sql: """
                INSERT INTO scrutin (hubID, identity, agendaItemID, nature, meeting, kind, title, question, options, seats,
                    most, isSecret, mayChange, opensAt, closesAt, tellerKey, triedShares, createdAt, createdBy, round,
                    isHeldInRoom) VALUES (?, ?, ?, 'decision', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
                """,
            arguments: [
                meeting.hub, identity, agenda.id, item.rules.rawValue, asked.kind.rawValue, asked.title, asked.text,
                asked.options.joined(separator: "\n"), asked.seats, asked.most, draft.isSecret,
                draft.mayChange && !draft.isSecret, now.stamp, closing.stamp, tellers?.record,
                tellers?.triedShares ?? "", now.stamp, actor.personID, round,
            ])
        let id = ID<Scrutin>(rawValue: db.lastInsertedRowID)
        try enrol(in: id, of: meeting.hub, in: db)
        let scrutin = try ScrutinRecord.one(id, in: db)
        let voters = try ScrutinVoterLine.all(id, in: db)
        let missing = try ScrutinStore.findings(scrutin, voters, hall.statutes, at: now).filter {
            $0.outcome == .missing
        }
        if !missing.isEmpty { throw Refused(missing.map(\.sentence).joined(separator: " "), field: "en-ligne-votants") }
        try ScrutinStore.freeze(scrutin, voters, hall.statutes, actor: actor, at: now, in: db)
        try markRoom(in: db)
        return try ScrutinRecord.one(id, in: db)
    }

    /// The link of somebody who is represented goes to whoever holds their proxy.
    private func enrol(in scrutin: ID<Scrutin>, of hub: ID<Hub>, in db: GRDB.Database) throws {
        let contacts = try ElectorateStore.addresses(of: hub, on: now.dayInFrance, in: db)
        let floor = hall.floor(at: item.position)
        for organisation in Set(draft.voters) {
            guard let entry = hall.roll.entry(organisation) else { continue }
            let contact = contacts[floor.represented[organisation] ?? organisation]
            try db.execute(
                sql: """
                    INSERT INTO scrutinVoter (scrutinID, organisationID, name, college, voices, representative, address)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    scrutin, organisation, entry.name, entry.college, entry.votes, contact?.name ?? "",
                    MailAddress(contact?.address ?? "")?.text ?? "",
                ])
        }
    }

    /// The vote is open in the room too; an election keeps the method by which it began.
    private func markRoom(in db: GRDB.Database) throws {
        if let election = item.election, let mode = BallotFile.Mode(rawValue: election.mode) {
            try SittingElectionStore.write(
                item.position, assembly, mode, election.seats, election.rounds, election.isSecret, in: db)
        } else {
            try db.execute(
                sql: """
                    UPDATE sittingItem SET voteOpenedAt = coalesce(voteOpenedAt, ?), voteClosedAt = NULL
                    WHERE assemblyID = ? AND item = ?
                    """, arguments: [now.formatted(.iso8601), assembly, item.position])
        }
    }
}

extension Hall {
    /// Those who may still vote at this item, by themselves or by another, and have not voted in the room.
    func mayVoteOnline(_ item: RecordedItem, round: Int) -> Set<ID<Organisation>> {
        let floor = floor(at: item.position)
        return floor.voters.subtracting(floor.postal).subtracting(item.roomVoters(round: round))
    }
}
