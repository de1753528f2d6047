import Domain
import Foundation
import GRDB

/// What a hub asked of the network, and what its animator answered.
struct NetworkJoining: Sendable {
    let id: Int64
    let hub: ID<Hub>
    let message: String
    let askedAt: String
    /// Nil while it waits; true for yes, false for « pas encore ».
    let isWelcome: Bool?
    let answerText: String
    let answeredAt: String?
}

/// The launch of a hub, read in one snapshot: founding assembly, hiring, network, first year.
struct LaunchView: Sendable {
    let hub: Hub
    let day: Day
    let standing: Standing
    let assembly: Assembly?
    let recruitments: [Recruitment]
    let joining: NetworkJoining?
    let milestones: [Milestone]
    let dates: [LaunchDate]
    /// Dates that the hub added itself, by their number.
    let own: [(id: Int64, date: LaunchDate)]

    var desk: String { "/poles/\(hub.slug)/pilotage/demarche/lancement" }

    func milestone(_ kinds: MilestoneKind...) -> Milestone? {
        milestones.first { kinds.contains($0.kind) && $0.certainty != .unknown }
    }

    var steps: [LaunchStep] { [founding, hiring, network, year] }
    /// Without the hub's own calendar, which names its funders and its drafts.
    var publicSteps: [LaunchStep] { [founding, hiring, network] }

    private var founding: LaunchStep {
        let title = "L’assemblée constitutive"
        if let milestone = milestone(.foundingAssembly, .hubCreated) {
            return LaunchStep(title, .done, "\(milestone.title), \(milestone.date.frenchWhen).")
        }
        guard let assembly else { return LaunchStep(title, .waiting, "Elle n’est pas encore préparée.") }
        let when = assembly.date.map { " pour \($0.frenchWithArticle)" } ?? ""
        let next =
            switch assembly.state {
            case .preparation: "elle se prépare\(when), personne n’est encore convoqué"
            case .convened: "elle est convoquée\(when)"
            case .open: "elle se tient"
            case .closed, .approved: "elle s’est tenue, son procès-verbal reste à sceller"
            case .sealed:
                "son procès-verbal est scellé ; ses décisions publiées, la création entre dans l’histoire du pôle"
            case .cancelled: "elle est annulée"
            }
        return LaunchStep(title, .underway, "« \(assembly.title) » : \(next).")
    }

    private var hiring: LaunchStep {
        let title = "L’embauche d’une personne chargée de mission"
        if let milestone = milestone(.coordinatorHired) {
            return LaunchStep(title, .done, "Arrivée \(milestone.date.frenchWhen).")
        }
        let open = recruitments.filter { $0.state == .open }
        if let post = open.first {
            return LaunchStep(
                title, .underway, "« \(post.title) » est annoncé, candidatures jusqu’au \(post.applyBy.french).")
        }
        if recruitments.contains(where: { $0.state == .filled }) {
            return LaunchStep(
                title, .underway, "La personne est choisie : le jalon s’inscrira à son arrivée, une fois le pôle créé.")
        }
        return recruitments.contains { $0.state == .draft }
            ? LaunchStep(title, .underway, "Une annonce se prépare.")
            : LaunchStep(title, .waiting, "Aucun poste n’est encore décrit.")
    }

    private var network: LaunchStep {
        let title = "L’entrée dans le réseau régional"
        if let milestone = milestone(.networkJoined) {
            return LaunchStep(title, .done, "Entré \(milestone.date.frenchWhen).")
        }
        switch joining?.isWelcome {
        case nil where joining != nil:
            return LaunchStep(title, .underway, "La demande attend la réponse de la personne qui anime le réseau.")
        case false?:
            let words = joining?.answerText ?? ""
            return LaunchStep(title, .waiting, "Pas encore, répond le réseau\(words.isEmpty ? "." : " : \(words)")")
        default:
            return standing.status == .created
                ? LaunchStep(title, .waiting, "La demande n’est pas encore faite.")
                : LaunchStep(title, .waiting, "Elle se demande une fois le pôle créé.")
        }
    }

    private var year: LaunchStep {
        let title = "La première année"
        let coming = dates.filter { $0.day >= day }
        guard let next = coming.first else {
            return LaunchStep(
                title, .waiting,
                dates.isEmpty
                    ? "Son calendrier naît avec l’assemblée, l’embauche et les financements."
                    : "Toutes ses dates sont passées.")
        }
        return LaunchStep(
            title, .underway,
            "\(French.count(coming.count, "date à venir", "dates à venir")), la première \(next.day.frenchWithArticle) : \(next.title)."
        )
    }
}

struct LaunchStore {
    let database: any DatabaseWriter

    func view(_ hub: Hub, on day: Day) async throws -> LaunchView {
        try await database.read { db in try Self.view(hub, on: day, in: db) }
    }

    static func view(_ hub: Hub, on day: Day, in db: GRDB.Database) throws -> LaunchView {
        let milestones = try NetworkStore.milestones(db).filter { $0.subject == .hub(hub.id) }
            .sorted { Milestone.chronological($0, $1) }
        let assembly = try FoundingStore.assembly(of: hub.id, in: db)
        let own = try ownDates(of: hub.id, in: db)
        return LaunchView(
            hub: hub, day: day, standing: Standing.of(milestones, on: day), assembly: assembly,
            recruitments: try RecruitmentStore.recruitments(of: hub.id, in: db),
            joining: try NetworkJoiningStore.latest(of: hub.id, in: db), milestones: milestones,
            dates: try dates(hub, milestones, own.map(\.date), in: db), own: own)
    }

    /// Worked out from the founding, the hiring and the plan; met assemblies, meetings and the hub's own dates beside.
    private static func dates(
        _ hub: Hub, _ milestones: [Milestone], _ own: [LaunchDate], in db: GRDB.Database
    ) throws -> [LaunchDate] {
        var facts = FirstYearFacts()
        facts.governance = hub.governance
        let founding = milestones.first { [.foundingAssembly, .hubCreated].contains($0.kind) }
        facts.foundedOn = try founding?.date.latest ?? FoundingStore.assembly(of: hub.id, in: db)?.date
        facts.contractStart = try Day.fetchOne(
            db,
            sql:
                "SELECT contractStart FROM recruitment WHERE hubID = ? AND state = 'pourvue' ORDER BY contractStart LIMIT 1",
            arguments: [hub.id])
        if let plan = try FinanceStore.plan(of: hub.id, in: db) {
            facts.funders = plan.funders(.likely).map { share in
                (
                    share.funder,
                    plan.years.prefix(2).enumerated().filter { share.amounts[$0.offset] > .zero }.map(\.element)
                )
            }
        }
        let assemblies = try AssemblyStore.assemblies(of: hub.id, in: db).compactMap { assembly -> LaunchDate? in
            guard let date = assembly.date, assembly.state != .cancelled else { return nil }
            let time = [assembly.startsAt?.french ?? "", assembly.place].filter { !$0.isEmpty }.joined(separator: ", ")
            return LaunchDate(
                "assemblee-\(assembly.id)", date, assembly.kind.isOfBody ? .meeting : .assembly, assembly.title, time)
        }
        let meetings = try MeetingStore.meetings(of: hub.id, in: db).map {
            LaunchDate("reunion-\($0.id)", $0.day, .meeting, $0.title, $0.place)
        }
        // The year of the founding and the one that follows; before the founding, all that is known.
        let first = facts.foundedOn ?? Day.farPast
        let derived = FirstYear.dates(facts)
        let all = derived + (assemblies + meetings).filter { $0.day >= first } + own
        return all.sorted { ($0.day, $0.key) < ($1.day, $1.key) }
    }

    private static func ownDates(of hub: ID<Hub>, in db: GRDB.Database) throws -> [(id: Int64, date: LaunchDate)] {
        try Row.fetchAll(db, sql: "SELECT * FROM launchDate WHERE hubID = ? ORDER BY day, id", arguments: [hub]).map {
            (row: Row) -> (id: Int64, date: LaunchDate) in
            let id: Int64 = row["id"]
            return (id, LaunchDate("date-\(id)", row["day"], .own, row["title"]))
        }
    }

    /// Adds a date of the hub's own.
    func add(_ title: String, on typed: String, to hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        let day = Day(typed)
        try RefusedForm.check([
            day == nil ? Refused("Donnez le jour, comme 2027-03-01.", field: "jour") : nil,
            Refused.farDay(day, today: now.dayInFrance, field: "jour"),
            title.isEmpty ? Refused("Dites ce qui se passe ce jour-là.", field: "titre") : nil,
            Refused.tooLong(title, 200, field: "titre"),
        ])
        try await database.write { db in
            let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM launchDate WHERE hubID = ?", arguments: [hub])
            guard (count ?? 0) < 200 else { throw Refused("Deux cents dates, c’est assez : ôtez-en d’abord.") }
            try db.execute(
                sql: "INSERT INTO launchDate (hubID, day, title, recordedAt, recordedBy) VALUES (?, ?, ?, ?, ?)",
                arguments: [hub, day, title, now.formatted(.iso8601), actor.personID])
            try Journal.record(
                Event("lancement.date", on: "demarche/\(hub)", ["jour": day?.description]), by: actor, at: now, in: db)
        }
    }

    func remove(_ id: Int64, from hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        try await database.write { db in
            try db.execute(sql: "DELETE FROM launchDate WHERE id = ? AND hubID = ?", arguments: [id, hub])
            guard db.changesCount == 1 else { throw NotFound() }
            try Journal.record(Event("lancement.date-otee", on: "demarche/\(hub)"), by: actor, at: now, in: db)
        }
    }
}
