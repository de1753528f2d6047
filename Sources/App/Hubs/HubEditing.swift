import Domain
import Foundation
import GRDB

/// Changes to what a hub is: its presentation, its birth as an initiative.
extension HubStore {
    /// What a hub says of itself, as typed.
    struct Profile: Sendable {
        var name, presentation, manager, contactEmail, contactPhone, website: String
        var governance: GovernanceMode?
    }

    func edit(_ id: ID<Hub>, _ profile: Profile, actor: Actor, at now: Date) async throws {
        try RefusedForm.check([
            profile.name.isEmpty ? Refused("Donnez le nom du pôle.", field: "nom") : nil,
            Refused.tooLong(profile.name, 120, "Le nom est trop long", field: "nom"),
            Refused.tooLong(profile.presentation, 5000, "La présentation est trop longue", field: "presentation"),
            profile.governance == nil ? Refused("Choisissez le mode de gouvernance.", field: "gouvernance") : nil,
            Refused.tooLong(profile.manager, 200, field: "gestionnaire"),
            Refused.tooLong(profile.contactEmail, 254, field: "courriel"),
            Refused.tooLong(profile.contactPhone, 40, field: "telephone"),
            Refused.tooLong(profile.website, 500, field: "site"),
            profile.contactEmail.isEmpty || MailAddress(profile.contactEmail) != nil
                ? nil : Refused("Cette adresse électronique n’en est pas une.", field: "courriel"),
            profile.website.isEmpty || MilestoneForm.webAddress(profile.website) != nil
                ? nil : Refused("L’adresse du site commence par https:// et contient un nom de site.", field: "site"),
        ])
        guard let governance = profile.governance else { return }
        try await database.write { db in
            try db.execute(
                sql: """
                    UPDATE hub SET name = ?, presentation = ?, governance = ?, manager = ?, contactEmail = ?,
                        contactPhone = ?, website = ? WHERE id = ?
                    """,
                arguments: [
                    profile.name, profile.presentation, governance, profile.manager, profile.contactEmail,
                    profile.contactPhone, profile.website, id,
                ])
            try Journal.record(
                Event("pole.presente", on: "pole/\(id)", ["nom": profile.name, "gouvernance": governance.rawValue]),
                by: actor, at: now, in: db)
        }
    }

    /// Opens an initiative on territories (R10, R16): a hub to come, its perimeter, its first milestone; whoever opens it looks after it.
    func openInitiative(
        name: String, territories: [ID<Territory>], motive: String, initiator: String, actor: Actor, at now: Date,
        baseURL: String
    ) async throws -> String {
        try RefusedForm.check([
            name.isEmpty ? Refused("Donnez un nom à l’initiative.", field: "nom") : nil,
            Refused.tooLong(name, 120, "Le nom est trop long", field: "nom"),
            territories.isEmpty ? Refused("Choisissez le territoire dans la liste.", field: "territoire") : nil,
            initiator.isEmpty
                ? Refused(
                    "Dites qui lance l’initiative : des organisations, une collectivité, un Pays…", field: "initiateurs"
                ) : nil,
            Refused.tooLong(initiator, 200, field: "initiateurs"),
            motive.isEmpty ? Refused("Dites en quelques phrases pourquoi un pôle ici.", field: "motif") : nil,
            Refused.tooLong(motive, 4000, field: "motif"),
        ])
        guard let territory = territories.first else { return "" }
        return try await database.write { db in
            try HubStore.checkPerimeter(territories, on: now.dayInFrance, in: db)
            try HubStore.checkNotTwice(name, territory, by: actor, on: now.dayInFrance, in: db)
            let slug = try Slugs.free(French.slug(name), in: "hub", db)
            try db.execute(
                sql: "INSERT INTO hub (slug, name, presentation) VALUES (?, ?, ?)", arguments: [slug, name, motive])
            let id = ID<Hub>(rawValue: db.lastInsertedRowID)
            let day = now.dayInFrance
            let source = try Source.record(title: "Initiative ouverte sur Maillage par " + initiator, in: db)
            for place in territories {
                try db.execute(
                    sql: "INSERT INTO hubPerimeter (hubID, territoryID, validFrom, sourceID) VALUES (?, ?, ?, ?)",
                    arguments: [id, place, day, source])
            }
            try db.execute(
                sql: """
                    INSERT INTO milestone (hubID, kind, date, title, detail, certainty, sourceID, recordedAt, recordedBy)
                    VALUES (?, 'initiative', ?, 'Ouverture de l’initiative', ?, 'etabli', ?, ?, ?)
                    """, arguments: [id, day, motive, source, now.formatted(.iso8601), actor.personID])
            try HubStore.entrust(id, to: actor, at: now, in: db)
            try HubStore.tellAnimators(name, path: "/poles/" + slug, at: now, in: db, baseURL: baseURL)
            try Journal.record(
                Event("initiative.ouverte", on: "pole/\(id)", ["nom": name, "territoire": territory.description]),
                by: actor, at: now, in: db)
            return slug
        }
    }

    /// Each may be part of a perimeter, once, and none lies in another.
    private static func checkPerimeter(_ territories: [ID<Territory>], on day: Day, in db: GRDB.Database) throws {
        guard Set(territories).count == territories.count else {
            throw Refused("Un territoire est choisi deux fois.", field: "territoire")
        }
        let composition = Composition(try TerritoryStore.memberships(above: Set(territories), in: db))
        for place in territories {
            guard try PerimeterReader.isChoice(place, on: day, in: db) else {
                throw Refused(
                    "Un périmètre est fait de Pays ou d’intercommunalités : choisissez dans la liste.",
                    field: "territoire")
            }
            guard let whole = composition.whole(.pays, of: place, on: day), whole != place, territories.contains(whole)
            else { continue }
            let names = try [place, whole].map { try PerimeterReader.name($0, in: db) ?? "" }
            throw Refused("\(names[0]) est déjà dans \(names[1]) : gardez l’un des deux.", field: "territoire")
        }
    }

    /// The same initiative is opened once, and nobody opens more than three a day: a form sent twice, a robot.
    private static func checkNotTwice(
        _ name: String, _ territory: ID<Territory>, by actor: Actor, on day: Day, in db: GRDB.Database
    ) throws {
        guard let person = actor.personID else { return }
        let lines = try JournalLine.fetchAll(
            db,
            sql: "SELECT * FROM journal WHERE kind = 'initiative.ouverte' AND personID = ? ORDER BY id DESC LIMIT 20",
            arguments: [person])
        let today = lines.filter { line in
            (try? Date(line.at, strategy: .iso8601))?.dayInFrance == day
        }
        let isTwice = today.contains { line in
            line.details["territoire"] == territory.description
                && French.slug(line.details["nom"] ?? "") == French.slug(name)
        }
        guard !isTwice else {
            throw Refused(
                "Vous avez déjà ouvert cette initiative aujourd’hui : elle est dans votre espace.", field: "nom")
        }
        guard today.count < 3 else {
            throw Refused("Vous avez déjà ouvert trois initiatives aujourd’hui : attendez demain pour une autre.")
        }
    }

    /// Whoever opens an initiative becomes its administrator, until the actors decide otherwise.
    private static func entrust(_ hub: ID<Hub>, to actor: Actor, at now: Date, in db: GRDB.Database) throws {
        guard let person = actor.personID else { return }
        try AccountStore.grant(
            .hubAdministrator, .hub(hub), to: person, from: now.dayInFrance, by: actor, at: now, in: db)
    }

    /// The network's animators become companions of every new initiative: they are told at once.
    private static func tellAnimators(
        _ name: String, path: String, at now: Date, in db: GRDB.Database, baseURL: String
    ) throws {
        let letter = Letter(
            subject: "Une initiative s’ouvre : \(String(name.prefix(120)))",
            body: "Bonjour,\n\nUne initiative vient d’être ouverte : « \(name) ».\n\n\(baseURL)\(path)\n\nMaillage\n")
        try writeToAnimators(letter, at: now, in: db)
    }

    /// A letter to each of those who animate the network today.
    static func writeToAnimators(_ letter: Letter, at now: Date, in db: GRDB.Database) throws {
        let day = now.dayInFrance
        let animators = try Row.fetchAll(
            db,
            sql: """
                SELECT DISTINCT p.id, p.name, p.address FROM person p JOIN role r ON r.personID = p.id
                WHERE r.kind = ? AND r.validFrom <= ? AND (r.validUntil IS NULL OR r.validUntil > ?)
                AND p.address IS NOT NULL AND p.suspendedAt IS NULL
                """, arguments: [RoleKind.networkAnimator, day, day])
        for row in animators {
            guard let address: MailAddress = row["address"] else { continue }
            try OutboxStore.enqueue(letter, to: address, row["name"], at: now, in: db)
        }
    }
}
