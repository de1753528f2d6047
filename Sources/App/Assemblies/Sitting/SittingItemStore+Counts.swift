import Domain
import Foundation
import GRDB

/// What is counted on an item, by each way.
extension SittingItemStore {
    /// One way's count, for a college where the majority asks. Hands have no signatures and two scrutineers.
    func count(_ way: RecordedVote.Way, item: Int, at id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await sitting.change(id, actor: actor, at: now) { hall, db in
            let record = try Self.voting(item, hall)
            guard let count = way.count, count.isWellFormed else {
                throw Refused("Ces nombres ne vont pas.")
            }
            guard count.total > 0 else { throw Refused("Écrivez au moins une voix.") }
            if way.way == .hands, record.vote?.isSecret == true { throw Self.mustBeSecret }
            if way.way == .hands, Set(way.scrutineers.filter { !$0.isEmpty }).count < 2 {
                throw Refused("Un vote à main levée est compté par deux scrutateurs nommés.", field: "scrutateur-1")
            }
            if way.way == .paper, (way.voters ?? []).isEmpty {
                throw Refused("Cochez les organisations qui ont voté sur papier.", field: "votants")
            }
            try Self.check(way, on: record, hall)
            try db.execute(
                sql: """
                    INSERT INTO sittingCount (assemblyID, item, way, college, voters, yes, no, abstentions, blanks, nulls,
                        scrutineers, at, personID) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, item, way.way, way.college, try way.voters.map { try SittingStore.json($0) }, count.yes,
                    count.no,
                    count.abstentions, count.blanks, count.nulls, try SittingStore.json(way.scrutineers),
                    now.formatted(.iso8601), actor.personID,
                ])
            return SittingStore.event(
                "voix-comptees", id,
                [
                    "point": String(item), "voie": way.way.rawValue, "college": way.college, "pour": String(count.yes),
                    "contre": String(count.no), "autres": String(count.total - count.yes - count.no),
                ])
        }
    }

    private static let mustBeSecret = Refused(
        "Le vote est secret sur ce point : votez sur papier, ou par un scrutin secret en ligne.")

    /// What would make the whole impossible is refused at once; a gap is shown and explained later.
    private static func check(_ way: RecordedVote.Way, on record: RecordedItem, _ hall: Hall) throws {
        var tried = record
        var vote = record.vote ?? RecordedVote(ways: [])
        vote.ways.append(way)
        tried.vote = vote
        let found = hall.item(tried)
        if let reconciliation = found.reconciliation, reconciliation.outcome == .refused {
            throw Refused(reconciliation.sentences.joined(separator: " "))
        }
        if found.reconciliation == nil, let refusal = found.refusal { throw Refused(refusal) }
    }

    /// The roll call: one organisation, one answer, which may be corrected until the vote is closed.
    func answer(
        _ choices: [RecordedVote.Named], way: VotingWay = .rollCall, item: Int, at id: ID<Assembly>, actor: Actor,
        at now: Date
    ) async throws {
        try await sitting.change(id, actor: actor, at: now) { hall, db in
            if try Self.voting(item, hall).vote?.isSecret == true { throw Self.mustBeSecret }
            let floor = hall.floor(at: item)
            for named in choices {
                guard floor.voters.contains(named.organisation) else {
                    throw Refused("\(hall.roll.name(named.organisation)) n’est ni présente ni représentée à ce point.")
                }
                try db.execute(
                    sql: """
                        INSERT INTO sittingVote (assemblyID, item, organisation, way, choice, at, personID)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT DO UPDATE SET choice = excluded.choice, way = excluded.way, at = excluded.at,
                            personID = excluded.personID
                        """,
                    arguments: [
                        id, item, named.organisation, way, named.choice, now.formatted(.iso8601), actor.personID,
                    ])
            }
            let checked = try SittingRecordStore.record(of: id, in: db)
            if let record = checked.item(item), let reconciliation = Hall(checked).item(record).reconciliation,
                reconciliation.outcome == .refused
            {
                throw Refused(reconciliation.sentences.joined(separator: " "))
            }
            return SittingStore.event("appel", id, ["point": String(item), "reponses": String(choices.count)])
        }
    }

    /// A count entered by mistake, or a vote to hold again: it stays, cancelled.
    func cancelCount(_ line: Int64, item: Int, at id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await sitting.change(id, actor: actor, at: now) { hall, db in
            _ = try Self.opened(item, hall)
            try db.execute(
                sql: """
                    UPDATE sittingCount SET cancelledAt = ?
                    WHERE id = ? AND assemblyID = ? AND item = ? AND cancelledAt IS NULL
                    """, arguments: [now.formatted(.iso8601), line, id, item])
            guard db.changesCount == 1 else { throw Refused("Ce compte est déjà annulé.") }
            return SittingStore.event("voix-annulees", id, ["point": String(item), "ligne": String(line)])
        }
    }

    func explain(
        _ item: Int, _ explanation: String, casting: ResolutionResult.Casting?, at id: ID<Assembly>, actor: Actor,
        at now: Date
    ) async throws {
        if let refusal = Refused.tooLong(explanation, 1000, field: "explication") { throw refusal }
        try await sitting.change(id, actor: actor, at: now) { hall, db in
            let record = try Self.opened(item, hall)
            if casting != nil {
                guard hall.rules(record.rules)?.majority.hasCastingVote == true else {
                    throw Refused(
                        "Les statuts ne donnent pas de voix prépondérante à la présidence.")
                }
                guard hall.item(record).result?.isTied == true else {
                    throw Refused("La voix prépondérante ne sert qu’à départager une égalité.")
                }
            }
            try db.execute(
                sql: "UPDATE sittingItem SET explanation = ?, casting = ? WHERE assemblyID = ? AND item = ?",
                arguments: [explanation, casting, id, item])
            return SittingStore.event("vote-explique", id, ["point": String(item), "preponderante": casting?.rawValue])
        }
    }
}
