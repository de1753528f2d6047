import Domain
import Foundation
import GRDB

/// Assemblies of the demonstration, one at each stage after the opening; everything in them is invented.
struct SittingDemonstrationStore {
    let now: Date
    let db: GRDB.Database

    private static let agenda: [(kind: AgendaItem.Kind, title: String, text: String)] = [
        (.information, "Accueil et rapport d’activité", ""),
        (.deliberation, "Rapport moral", "L’assemblée approuve le rapport moral."),
        (.deliberation, "Cotisation de l’an prochain", "La cotisation reste la même, avec un barème selon la taille."),
        (.election, "Renouvellement du conseil", ""),
    ]

    /// On the largest hub of the demonstration.
    static func install(now: Date, in db: GRDB.Database) throws {
        let hub = try ID<Hub>.fetchOne(db, sql: "SELECT id FROM hub WHERE slug = 'deux-rivieres'")
        guard let hub else { return }
        let store = SittingDemonstrationStore(now: now, db: db)
        let past: [(days: Int, state: AssemblyState, title: String)] = [
            (400, .sealed, "Assemblée générale au moulin du Gué"),
            (120, .approved, "Assemblée générale d’été, sous la halle"),
            (20, .closed, "Assemblée générale de rentrée, au cinéma"),
            (0, .open, "Assemblée générale, salle des Lavandières"),
        ]
        for (days, state, title) in past {
            try store.play(hub, title, daysAgo: days, until: state, isOnline: state == .sealed)
        }
        try store.play(
            hub, "Assemblée du soir, dans la salle et en ligne", daysAgo: 0, until: .open, isOnline: true)
    }

    /// - Parameter isOnline: an item is voted on line: sealed for tellers in the past, open and under way today.
    private func play(
        _ hub: ID<Hub>, _ title: String, daysAgo: Int, until state: AssemblyState, isOnline: Bool
    ) throws {
        let then = now.addingTimeInterval(-Double(daysAgo) * 86_400)
        let day = then.dayInFrance
        guard try MemberFactStore.members(of: hub, on: day, in: db).count >= 6 else { return }
        let isLive = state == .open
        let id = try convened(hub, title, day, then)
        try SittingStore.open(id, actor: .program, at: then, in: db)
        let roll = Hall(try SittingRecordStore.record(of: id, in: db)).roll
        let names = try SittingMembersStore.expected(at: hub, on: day, in: db)
        let here = roll.entries.prefix(max(3, roll.entries.count * 2 / 3))
        var used: Set<String> = []
        for entry in here {
            let name = names[entry.organisation].flatMap { used.insert($0).inserted ? $0 : nil }
            try sign(id, entry, name, then)
        }
        if let giver = roll.entries.last, let holder = here.first, giver.organisation != holder.organisation,
            !here.contains(giver)
        {
            try SittingStore.insert(
                Proxy(from: giver.organisation, to: holder.organisation), id, actor: .program, at: then, in: db)
        }
        try db.execute(
            sql: """
                UPDATE sitting SET chair = 'Nolwenn Le Bihan', chairOrganisation = ?, secretary = 'Yann Kervella',
                    openingNotes = 'La présidente souhaite la bienvenue et rappelle l’ordre du jour.' WHERE assemblyID = ?
                """, arguments: [here.first?.organisation, id])
        for position in 1...(isLive ? 2 : Self.agenda.count) {
            try take(position, id, isLive: isLive && position == 2, isOnline: isOnline, then)
        }
        guard !isLive else { return }
        try db.execute(
            sql: """
                INSERT INTO commitment (hubID, assemblyID, item, what, who, due, state, at)
                VALUES (?, ?, 3, 'Envoyer l’appel à cotisation', 'Le conseil', ?, ?, ?)
                """,
            arguments: [hub, id, day.adding(days: 60), daysAgo > 60 ? "fait" : "a-faire", then.formatted(.iso8601)])
        try SittingStore.close(id, actor: .program, at: then.addingTimeInterval(7200), in: db)
        if state == .closed { return }
        try MinutesStore.approve(id, actor: .program, at: then.addingTimeInterval(86_400), in: db)
        if state == .approved { return }
        try MinutesStore.seal(id, actor: .program, at: then.addingTimeInterval(172_800), in: db)
        try db.execute(
            sql: "UPDATE minutes SET publishedAt = ? WHERE assemblyID = ?", arguments: [now.formatted(.iso8601), id])
    }

    private func convened(_ hub: ID<Hub>, _ title: String, _ day: Day, _ then: Date) throws -> ID<Assembly> {
        let draft = AssemblyDraft(
            kind: .ordinary, title: title, date: day.description, startsAt: "18:00",
            place: "Salle des fêtes")
        let id = try AssemblyStore.create(
            draft.checked(today: then.dayInFrance), in: hub, actor: .program, at: then, in: db)
        for (index, item) in Self.agenda.enumerated() {
            try db.execute(
                sql: """
                    INSERT INTO agendaItem (assemblyID, position, kind, title, text, bodyKey, seats, method)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, index + 1, item.kind, item.title, item.text, item.kind == .election ? "conseil" : nil,
                    item.kind == .election ? 3 : nil, item.kind == .election ? ElectionMethod.majorityJudgment : nil,
                ])
        }
        try db.execute(
            sql: "UPDATE assembly SET statutes = ?, convenedOn = ?, state = 'convoquee' WHERE id = ?",
            arguments: [
                try SittingStore.json(Statutes.customary(inForceFrom: day.adding(days: -365))), day.adding(days: -21),
                id,
            ])
        return id
    }

    private func sign(_ id: ID<Assembly>, _ entry: Roll.Entry, _ name: String?, _ then: Date) throws {
        try db.execute(
            sql: """
                INSERT INTO sittingAttendance (assemblyID, organisation, manner, fromItem, representative, at)
                VALUES (?, ?, ?, 0, ?, ?)
                """,
            arguments: [
                id, entry.organisation, entry.organisation.rawValue % 7 == 0 ? "en-ligne" : "present",
                name ?? "Personne \(entry.organisation)", then.formatted(.iso8601),
            ])
    }

    private func take(_ position: Int, _ id: ID<Assembly>, isLive: Bool, isOnline: Bool, _ then: Date) throws {
        let moment = then.addingTimeInterval(Double(position) * 900)
        let at = then.addingTimeInterval(Double(position) * 900).formatted(.iso8601)
        try db.execute(
            sql:
                "INSERT INTO sittingItem (assemblyID, item, openedAt, closedAt, voteOpenedAt, notes) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
                id, position, at, isLive ? nil : at, position > 1 && position < 4 ? at : nil,
                position == 1 ? "Le rapport d’activité est présenté, puis discuté." : "",
            ])
        if !isLive {
            try db.execute(
                sql: "UPDATE sittingItem SET voteClosedAt = voteOpenedAt WHERE assemblyID = ? AND item = ?",
                arguments: [id, position])
        }
        try db.execute(sql: "UPDATE sitting SET item = ? WHERE assemblyID = ?", arguments: [position, id])
        let hall = Hall(try SittingRecordStore.record(of: id, in: db))
        let voters = hall.floor(at: position).voters.sorted { $0.rawValue < $1.rawValue }
        switch position {
        case 2 where isLive && isOnline: try voteOnline(2, id, hall, voters, isSecret: false, at: now)
        case 3 where isOnline: try voteOnline(3, id, hall, voters, isSecret: true, at: moment)
        case 2 where !isLive:
            try db.execute(
                sql: """
                    INSERT INTO sittingCount (assemblyID, item, way, yes, no, abstentions, blanks, nulls, scrutineers, at)
                    VALUES (?, 2, 'main-levee', ?, 1, 0, 0, 0, '["Maël","Soizic"]', ?)
                    """, arguments: [id, hall.roll.votes(of: voters) - 1, at])
        case 3:
            for (index, voter) in voters.enumerated() {
                try db.execute(
                    sql:
                        "INSERT INTO sittingVote (assemblyID, item, organisation, way, choice, at) VALUES (?, 3, ?, 'appel-nominal', ?, ?)",
                    arguments: [id, voter, index % 5 == 4 ? "contre" : index % 7 == 6 ? "abstention" : "pour", at])
            }
        case 4: try elect(id, hall, voters, at)
        default: break
        }
    }

    private func elect(_ id: ID<Assembly>, _ hall: Hall, _ voters: [ID<Organisation>], _ at: String) throws {
        let candidates = hall.roll.entries.prefix(4).map {
            (organisation: $0.organisation, name: "\(hall.roll.label($0.organisation)) (titulaire)")
        }
        for candidate in candidates {
            try db.execute(
                sql: """
                    INSERT INTO sittingCandidate (assemblyID, item, name, organisation, representative, at)
                    VALUES (?, 4, ?, ?, 'titulaire', ?)
                    """, arguments: [id, candidate.name, candidate.organisation, at])
        }
        try db.execute(
            sql:
                "INSERT INTO sittingElection (assemblyID, item, mode, seats, isSecret) VALUES (?, 4, 'jugement-majoritaire', 3, 1)",
            arguments: [id])
        try db.execute(
            sql: """
                INSERT INTO sittingRound (assemblyID, item, round, way, voters, scrutineers)
                VALUES (?, 4, 1, 'papier', ?, '["Maël","Soizic"]')
                """, arguments: [id, try SittingStore.json(voters)])
        let packs = [["Excellent", "Bien", "Très bien", "Passable"], ["Bien", "Très bien", "Assez bien", "Bien"]]
        let half = voters.count / 2
        for (grades, count) in zip(packs, [voters.count - half, half]) where count > 0 {
            let given = Dictionary(zip(candidates.map(\.name), grades)) { first, _ in first }
            try db.execute(
                sql: "INSERT INTO sittingBallot (assemblyID, item, round, count, content) VALUES (?, 4, 1, ?, ?)",
                arguments: [id, count, try SittingStore.json(RecordedElection.Ballot(count, grades: given))])
        }
    }
}
