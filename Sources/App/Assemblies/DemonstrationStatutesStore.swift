import Domain
import Foundation
import GRDB

/// Statutes, bodies and mandates of the demonstration network: a hub with three colleges at its second version, a
/// collective managed by a host, a young association, a draft in a préfiguration.
enum DemonstrationStatutesStore {
    private typealias Seat = (
        body: String, organisation: String, college: String?, person: String, duty: Mandate.Duty, isPublic: Bool
    )

    static func install(at now: Date, in db: GRDB.Database) throws {
        if let hub = try hub("deux-rivieres", in: db) { try twoRivers(hub, at: now, in: db) }
        if let hub = try hub("trois-chenes", in: db) { try threeOaks(hub, at: now, in: db) }
        if let hub = try hub("grand-lavoir", in: db) { try washHouse(hub, at: now, in: db) }
        if let hub = try hub("la-passerelle", in: db) {
            try StatutesStore.begin(hub, from: .customary, actor: .program, at: now, in: db)
        }
    }

    private static func hub(_ slug: String, in db: GRDB.Database) throws -> ID<Hub>? {
        try ID<Hub>.fetchOne(db, sql: "SELECT id FROM hub WHERE slug = ?", arguments: [slug])
    }

    /// Writes the draft, then adopts it on its day.
    private static func adopt(
        _ hub: ID<Hub>, on day: Day, reason: String, isPublic: Bool, at now: Date, in db: GRDB.Database,
        _ write: (inout StatutesDocument) -> Void
    ) throws {
        let last = try StatutesStore.versions(of: hub, in: db).first { $0.state == .adopted }
        let id = try StatutesStore.begin(
            hub, from: last.map { .version($0.id) } ?? .customary, actor: .program, at: now, in: db)
        try edit(id, in: db, write)
        guard let draft = try StatutesStore.version(id, in: db) else { return }
        try StatutesStore.settle(draft, on: day, from: day, reason: reason, in: db)
        try db.execute(sql: "UPDATE statutesVersion SET isPublic = ? WHERE id = ?", arguments: [isPublic, id])
        try Journal.record(
            Event(
                "statuts.repris", on: "pole/\(hub)",
                [
                    "version": String(draft.version), "adoptes": day.description, "depuis": day.description,
                    "motif": reason,
                ]), by: .program, at: now, in: db)
    }

    private static func edit(
        _ id: ID<StatutesVersion>, in db: GRDB.Database, _ write: (inout StatutesDocument) -> Void
    ) throws {
        guard var document = try StatutesStore.version(id, in: db)?.document else { return }
        write(&document)
        try db.execute(
            sql: "UPDATE statutesVersion SET rules = ?, prose = ? WHERE id = ?",
            arguments: [try StatutesStore.json(document.rules), try StatutesStore.json(document.prose), id])
    }

    private static func seat(
        _ seats: [Seat], at hub: ID<Hub>, from day: Day, until: Day? = nil, at now: Date, in db: GRDB.Database
    ) throws {
        for seat in seats {
            let found = try ID<Organisation>.fetchOne(
                db, sql: "SELECT id FROM organisation WHERE name = ?", arguments: [seat.organisation])
            guard let found else { continue }
            let draft = MandateStore.Draft(
                bodyKey: seat.body, duty: seat.duty, college: seat.college, organisation: found,
                representative: seat.person, showsName: seat.isPublic, from: day, until: until)
            try MandateStore.record(draft, at: hub, actor: .program, at: now, in: db)
        }
    }

    private static func twoRivers(_ hub: ID<Hub>, at now: Date, in db: GRDB.Database) throws {
        guard let founding = Day("2023-03-18"), let second = Day("2025-04-12"), let renewal = Day("2026-04-18") else {
            return
        }
        try adopt(
            hub, on: founding, reason: "Assemblée constitutive, tenue avant l’arrivée du programme (démonstration).",
            isPublic: true, at: now, in: db
        ) {
            $0.prose.object =
                "Réunir les organisations de l’économie sociale et solidaire des deux Pays, porter leur parole, aider celles qui naissent, et mener ensemble les projets qu’aucune ne porterait seule."
            $0.prose.seat = "1, place du Gué (adresse inventée)"
            $0.rules.colleges = [
                College("associations", name: "Associations", weight: 40),
                College("entreprises", name: "Coopératives et entreprises", weight: 35),
                College("mutualite", name: "Mutuelles, fondations et fédérations", weight: 25),
            ]
            $0.rules.bodies = [
                GoverningBody(
                    "conseil", name: "Conseil d’administration", seats: 15,
                    seatsByCollege: ["associations": 7, "entreprises": 5, "mutualite": 3], termYears: 3, parts: 3),
                GoverningBody("bureau", name: "Bureau", seats: 4, termYears: 3),
            ]
        }
        try adopt(
            hub, on: second, reason: "Assemblée extraordinaire d’avant l’arrivée du programme (démonstration).",
            isPublic: true, at: now, in: db
        ) {
            $0.rules.meetings[.ordinary]?.quorum = QuorumRule(ShareThreshold(.atLeast, .third))
            $0.rules.bodies[0].mostTerms = 3
            $0.rules.caps.append(Cap(.mandates, per: .organisation, number: 2))
            $0.prose.additions[.ordinary] =
                "Une personne accueille les organisations qui viennent pour la première fois."
        }
        let draft = try StatutesStore.begin(
            hub, from: StatutesStore.inForce(at: hub, on: second, in: db).map { .version($0.id) } ?? .customary,
            actor: .program, at: now, in: db)
        try edit(draft, in: db) {
            $0.rules.meetings[.extraordinary]?.majority.colleges = .proportional
            $0.rules.proxies.most = 1
            $0.rules.caps.append(Cap(.seats, per: .family, share: Fraction("3/4")))
        }
        try seat(
            [
                ("conseil", "Recyclerie du Méandre", "associations", "Inès Moreau", .chair, true),
                ("conseil", "Les Ateliers du Gué", "associations", "Elouan Kerdraon", .member, false),
                ("conseil", "Cinéma Le Bateau-Lavoir", "associations", "Jeanne Tréguer", .member, false),
                ("conseil", "Radio Confluence", "associations", "Olivier Jaffrès", .secretary, true),
                ("conseil", "Coopérative des Semailles", "entreprises", "Brigitte Le Bihan", .treasurer, true),
                ("conseil", "Habiter la Rivière", "entreprises", "Gaëlle Postic", .member, false),
                ("conseil", "Mutuelle des Rives", "mutualite", "Denise Abgrall", .member, false),
                ("conseil", "Fondation des Deux Ponts", "mutualite", "Iwan Corre", .member, false),
            ], at: hub, from: founding, until: renewal, at: now, in: db)
        try seat(
            [
                ("conseil", "Recyclerie du Méandre", "associations", "Inès Moreau", .chair, true),
                ("conseil", "Les Ateliers du Gué", "associations", "Elouan Kerdraon", .member, false),
                ("conseil", "Crèche Les Galets", "associations", "Loïc Penven", .member, false),
                ("conseil", "Radio Confluence", "associations", "Olivier Jaffrès", .secretary, true),
                ("conseil", "Relais des aidants du Moulin", "associations", "Véronique Bodénès", .member, true),
                ("conseil", "Logement jeunes Le Ponton", "associations", "Armel Floch", .member, false),
                ("conseil", "Coopérative des Semailles", "entreprises", "Brigitte Le Bihan", .treasurer, true),
                ("conseil", "Scop Charpente du Val", "entreprises", "Hélène Pochat", .member, false),
                ("conseil", "Énergie du Courant", "entreprises", "Noémie Bescond", .member, false),
                ("conseil", "Services du Gué", "entreprises", "Pierrick Gloaguen", .member, false),
                ("conseil", "Mutuelle des Rives", "mutualite", "Denise Abgrall", .viceChair, true),
                ("conseil", "Banque coopérative des Rives", "mutualite", "Yannick Stéphan", .member, false),
                ("bureau", "Recyclerie du Méandre", nil, "Inès Moreau", .chair, true),
                ("bureau", "Coopérative des Semailles", nil, "Brigitte Le Bihan", .treasurer, true),
                ("bureau", "Radio Confluence", nil, "Olivier Jaffrès", .secretary, true),
            ], at: hub, from: renewal, at: now, in: db)
        try db.execute(
            sql:
                "INSERT INTO boardDeclaration (hubID, declaredOn, reference, recordedAt) VALUES (?, '2026-05-20', 'démonstration', ?)",
            arguments: [hub, now.formatted(.iso8601)])
    }

    /// An informal collective: an ESS organisation of the territory manages, and its own statutes say so (R13).
    private static func threeOaks(_ hub: ID<Hub>, at now: Date, in db: GRDB.Database) throws {
        guard let founding = Day("2024-06-08"), let accepted = Day("2024-05-14") else { return }
        try adopt(
            hub, on: founding, reason: "Assemblée constitutive, tenue avant l’arrivée du programme (démonstration).",
            isPublic: true, at: now, in: db
        ) {
            $0.prose.object =
                "Faire vivre un pôle de l’économie sociale et solidaire, par un collectif ouvert à toutes les organisations qui en partagent les principes."
            $0.prose.management.mode = .delegated
            $0.prose.management.host = "Maison des associations des Trois Chênes"
            $0.prose.management.acceptedOn = accepted
            $0.prose.management.hostClause =
                "L’association peut tenir les comptes et employer le personnel d’un pôle de développement de l’économie sociale et solidaire, à la demande du collectif qui le gouverne."
            $0.rules.bodies = [GoverningBody("conseil", name: "Comité de pilotage", seats: 5, termYears: 2)]
            $0.rules.meetings[.bureau] = nil
        }
        try seat(
            [
                ("conseil", "Menuiserie du Gland", nil, "Fabien Guézennec", .coChair, false),
                ("conseil", "Mutuelle du Bocage", nil, "Gwenola Hervé", .coChair, false),
                ("conseil", "Épicerie du Chêne creux", nil, "Hugo Inizan", .member, true),
            ], at: hub, from: founding, until: Day("2027-03-01"), at: now, in: db)
    }

    private static func washHouse(_ hub: ID<Hub>, at now: Date, in db: GRDB.Database) throws {
        guard let founding = Day("2026-06-20") else { return }
        try adopt(
            hub, on: founding, reason: "Assemblée constitutive, tenue avant l’arrivée du programme (démonstration).",
            isPublic: false, at: now, in: db
        ) {
            $0.prose.object = "Écrire en un an un plan d’actions avec les organisations du canal, et le mener."
            $0.rules.bodies = [GoverningBody("conseil", name: "Conseil", seats: 5, termYears: 3, parts: 1)]
            $0.rules.caps = [Cap(.seats, per: .group, number: 1)]
        }
        try seat(
            [
                ("conseil", "Blanchisserie d’insertion Le Battoir", nil, "Laure Le Guern", .chair, true),
                ("conseil", "Scop L’Enclume", nil, "Aline Prigent", .treasurer, false),
                ("conseil", "Jardins du Canal", nil, "Blaise Kerouédan", .secretary, false),
            ], at: hub, from: founding, at: now, in: db)
    }
}
