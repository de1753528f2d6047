import Domain
import Foundation
import GRDB

/// What an assembly decided and that is still to be written elsewhere; somebody asks for each.
enum AssemblyEffect: Hashable, Sendable {
    /// The draft of the statutes becomes the version in force.
    case statutes(version: Int)
    /// Those elected at this item enter the register of mandates.
    case mandates(item: Int, count: Int)
    /// A founding assembly enters the chronology of its hub.
    case milestone(MilestoneKind)

    /// Its name in a form.
    var key: String {
        switch self {
        case .statutes: "statuts"
        case .mandates(let item, _): "mandats-\(item)"
        case .milestone(let kind): "jalon-\(kind.rawValue)"
        }
    }

    var sentence: String {
        switch self {
        case .statutes(let version):
            "L’assemblée a adopté les statuts : la version \(version), en projet, peut entrer en vigueur."
        case .mandates(let item, let count):
            "\(French.count(count, "personne élue", "personnes élues")) au point \(item) : à inscrire au registre des mandats."
        case .milestone(let kind):
            "Les statuts sont adoptés : « \(kind.label) » peut entrer dans la chronologie du pôle."
        }
    }
}

struct AssemblyEffectStore {
    let database: any DatabaseWriter
    /// The site's address: published decisions are the evidence of a milestone.
    let base: String

    /// Those that are still to come, once the assembly is closed.
    static func effects(of assembly: Assembly, _ hall: Hall, in db: GRDB.Database) throws -> [AssemblyEffect] {
        guard [.closed, .approved, .sealed].contains(assembly.state) else { return [] }
        let statutes = hall.record.items.filter { $0.kind == .statutes && $0.isOpened }
        let areCarried = !statutes.isEmpty && statutes.allSatisfy { hall.item($0).isAdopted }
        var effects: [AssemblyEffect] = []
        if areCarried, try !isWritten("statutesVersion", assembly.id, in: db),
            let draft = try StatutesStore.draft(of: assembly.hub, in: db)
        {
            effects.append(.statutes(version: draft.version))
        }
        for item in hall.record.items where item.election != nil && item.isOpened {
            let elected = hall.item(item).elected.count
            let body = item.election?.body ?? ""
            if elected > 0, try !isWritten("mandate", assembly.id, body: body, in: db) {
                effects.append(.mandates(item: item.position, count: elected))
            }
        }
        guard areCarried, assembly.kind == .founding, assembly.state == .sealed else { return effects }
        let known = try NetworkStore.milestones(db).filter { $0.subject == .hub(assembly.hub) }.map(\.kind)
        return effects
            + [MilestoneKind.foundingAssembly, .hubCreated].filter { !known.contains($0) }.map { .milestone($0) }
    }

    private static func isWritten(
        _ table: String, _ id: ID<Assembly>, body: String? = nil, in db: GRDB.Database
    ) throws -> Bool {
        let sql =
            table == "mandate"
            ? "SELECT EXISTS (SELECT 1 FROM mandate WHERE assemblyID = ? AND bodyKey = ?)"
            : "SELECT EXISTS (SELECT 1 FROM statutesVersion WHERE assemblyID = ?)"
        let arguments: StatementArguments = body.map { [id, $0] } ?? [id]
        return try Bool.fetchOne(db, sql: sql, arguments: arguments) ?? false
    }

    /// Writes one of them. What the rules of the register or of passage do not allow is refused, with their sentence.
    func bring(about key: String, after id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        let effect = try await database.read { db in
            let hall = Hall(try SittingRecordStore.record(of: id, in: db))
            let effects = try Self.effects(of: AssemblyStore.assembly(id, in: db), hall, in: db)
            return effects.first { $0.key == key }
        }
        switch effect {
        case nil: throw Refused("Cette décision a déjà eu son effet, ou n’en a pas.")
        case .statutes: try await adopt(after: id, actor: actor, at: now)
        case .mandates(let item, _): try await seat(item, of: id, actor: actor, at: now)
        case .milestone(let kind): try await record(kind, after: id, actor: actor, at: now)
        }
    }

    /// Published, a founding enters its hub's history of itself; what the rule of passage does not allow yet stays to be
    /// asked for.
    func tellFounding(after id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        let (effects, isPublished) = try await database.read { db in
            let assembly = try AssemblyStore.assembly(id, in: db)
            guard assembly.kind == .founding, assembly.state == .sealed else { return ([AssemblyEffect](), false) }
            let hall = Hall(try SittingRecordStore.record(of: id, in: db))
            return (
                try Self.effects(of: assembly, hall, in: db), try MinutesStore.state(of: id, in: db).publishedAt != nil
            )
        }
        guard isPublished else { return }
        for case .milestone(let kind) in effects {
            do { try await record(kind, after: id, actor: actor, at: now) } catch is TransitionRefused { return }
        }
    }

    private func adopt(after id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await database.write { db in
            let assembly = try AssemblyStore.assembly(id, in: db)
            guard let draft = try StatutesStore.draft(of: assembly.hub, in: db), let day = assembly.date else {
                throw Refused("Il n’y a pas de projet de statuts à adopter.")
            }
            try StatutesStore.adopt(draft.id, on: day, from: day, assembly: id, actor: actor, at: now, in: db)
        }
    }

    private func seat(_ position: Int, of id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await database.write { db in
            let assembly = try AssemblyStore.assembly(id, in: db)
            let hall = Hall(try SittingRecordStore.record(of: id, in: db))
            guard let item = hall.record.item(position), let election = item.election, let day = assembly.date else {
                throw NotFound()
            }
            let elected = hall.item(item).elected
            for candidate in election.running where elected.contains(candidate.name) {
                var draft = MandateStore.Draft(organisation: candidate.organisation, from: day)
                (draft.bodyKey, draft.representative, draft.assembly) = (election.body, candidate.representative, id)
                draft.college = hall.roll.entry(candidate.organisation)?.college
                try MandateStore.record(draft, at: assembly.hub, actor: actor, at: now, in: db)
            }
        }
    }

    private func record(_ kind: MilestoneKind, after id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        let (assembly, slug, minutes) = try await database.read { db in
            let assembly = try AssemblyStore.assembly(id, in: db)
            let slug = try String.fetchOne(db, sql: "SELECT slug FROM hub WHERE id = ?", arguments: [assembly.hub])
            return (assembly, slug ?? "", try MinutesStore.state(of: id, in: db))
        }
        guard let date = PartialDate(assembly.date?.description ?? "") else { throw NotFound() }
        guard minutes.publishedAt != nil else {
            throw Refused("Publiez d’abord les décisions : elles sont la preuve de ce jalon.")
        }
        let draft = MilestoneDraft(
            kind: kind, date: date,
            title: kind == .foundingAssembly ? assembly.title : "Le pôle est créé par son assemblée constitutive",
            detail: "", certainty: .established, evidenceTitle: "Procès-verbal scellé de l’assemblée constitutive",
            evidenceURL: "\(base)/poles/\(slug)/assemblees/\(id)/decisions", reason: "", overrideReason: "")
        try await MilestoneStore(database: database).record(
            draft, about: .hub(assembly.hub), mayOverride: false, actor: actor, at: now)
    }
}
