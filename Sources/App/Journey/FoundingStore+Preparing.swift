import Domain
import Foundation
import GRDB

extension FoundingStore {
    /// What the form says.
    struct Draft: Sendable {
        var founders: Set<String> = []
        var candidates: Set<String> = []
        var date = ""
        var startsAt = ""
        var place = ""
        var startsStatutes = false
    }

    /// Writes the founders' engagement, the assembly and its agenda in one transaction. Nothing leaves before the convocation.
    func prepare(_ draft: Draft, for hub: Hub, actor: Actor, at now: Date) async throws -> ID<Assembly> {
        var typed = AssemblyDraft(
            kind: .founding, title: "Assemblée constitutive \(French.of(hub.name))", date: draft.date,
            startsAt: draft.startsAt,
            place: draft.place)
        typed.title = String(typed.title.unicodeScalars.prefix(200))
        typed.introduction = """
            Les organisations qui veulent fonder ce pôle se réunissent pour valider son projet, adopter ses statuts et élire ceux qui le dirigeront.
            """
        let assembly = try typed.checked(today: now.dayInFrance)
        return try await database.write { [baseURL] db in
            let view = try Self.view(hub, on: now.dayInFrance, baseURL: baseURL, in: db)
            try Self.check(draft, view)
            if draft.startsStatutes, !view.facts.hasStatutesDraft {
                try StatutesStore.begin(hub.id, from: .customary, actor: actor, at: now, in: db)
            }
            for founder in view.founders where draft.founders.contains(founder.key) {
                try Self.engage(founder, in: hub.id, actor: actor, at: now, in: db)
            }
            let ready = try Self.view(hub, on: now.dayInFrance, baseURL: baseURL, in: db)
            var facts = ready.facts
            facts.candidates = view.facts(founding: draft.founders, candidates: draft.candidates).candidates
            let id = try AssemblyStore.create(assembly, in: hub.id, actor: actor, at: now, in: db)
            for (index, point) in FoundingAssembly.agenda(facts, hub: hub.name).enumerated() {
                try AgendaStore.insert(AgendaDraft(point), id, .founding, at: index + 1, in: db)
            }
            try Journal.record(
                Event(
                    "demarche.constitutive", on: "demarche/\(hub.id)",
                    ["assemblee": id.description, "fondatrices": String(draft.founders.count)]), by: actor, at: now,
                in: db)
            return id
        }
    }

    private static func check(_ draft: Draft, _ view: FoundingView) throws {
        if let assembly = view.assembly {
            throw Refused(
                "Une assemblée constitutive est déjà là, « \(assembly.title) », \(assembly.state.label) : ouvrez-la, ou annulez-la d’abord."
            )
        }
        let known = Set(view.founders.map(\.key))
        try RefusedForm.check([
            draft.founders.isEmpty
                ? Refused(
                    "Cochez au moins une organisation fondatrice : ce sont elles qui voteront.", field: "fondatrice")
                : nil,
            draft.founders.isSubset(of: known)
                ? nil
                : Refused("Une de ces organisations n’est plus dans la liste : relisez la page.", field: "fondatrice"),
            draft.candidates.isSubset(of: draft.founders)
                ? nil
                : Refused(
                    "Une candidate n’est pas fondatrice : cochez-la aussi dans la première colonne.",
                    field: "fondatrice"),
        ])
    }

    /// A founder is engaged in the hub to come: that is what its assembly's roll is drawn from.
    private static func engage(
        _ founder: PossibleFounder, in hub: ID<Hub>, actor: Actor, at now: Date, in db: GRDB.Database
    ) throws {
        let day = now.dayInFrance
        let member: ID<Organisation>
        if let known = founder.organisation {
            member = known
        } else {
            guard let family = founder.family, family != .undetermined else {
                throw Refused(
                    "« \(founder.name) » n’a ni fiche ni famille : inscrivez-la dans l’annuaire, puis donnez-lui sa place dans le noyau.",
                    field: "fondatrice")
            }
            member = try MemberStore.organisation(
                name: founder.name, family: family, summary: "", actor: actor, at: now, in: db)
            try db.execute(
                sql: """
                    UPDATE coreSeat SET organisationID = ?, organisationName = '', family = NULL
                    WHERE hubID = ? AND organisationID IS NULL AND organisationName = ?
                    """, arguments: [member, hub, founder.name])
        }
        guard try !MemberStore.isMember(member, of: hub, from: day, in: db) else { return }
        try MemberStore.join(member, hub, from: day, actor: actor, at: now, in: db)
        guard let name = PersonName(founder.person) else { return }
        try RepresentativeStore.add(
            RepresentativeDraft(kind: .titular, name: name, address: nil, from: day), of: member, in: hub, actor: actor,
            at: now, in: db)
    }
}

extension AgendaDraft {
    init(_ point: FoundingPoint) {
        self.init(
            kind: point.kind, title: String(point.title.unicodeScalars.prefix(200)),
            text: String(point.text.unicodeScalars.prefix(20_000)), bodyKey: point.body?.key ?? "",
            seats: point.body.map { String($0.seats) } ?? "", method: point.body == nil ? nil : .approval,
            isSecret: point.body != nil, minutes: String(point.minutes))
    }
}
