import Domain
import Foundation
import GRDB

/// Changes to what a hub is: its presentation, its perimeter, its birth as an initiative.
extension HubStore {
    /// What a hub says of itself, as typed.
    struct Profile: Sendable {
        var name, presentation, manager, contactEmail, contactPhone, website: String
        var governance: GovernanceMode?
    }

    func edit(_ id: ID<Hub>, _ profile: Profile, actor: Actor, at now: Date) async throws {
        try RefusedForm.check([
            profile.name.isEmpty ? Refused("Donnez le nom du pôle.", field: "nom") : nil,
            profile.name.count > 120 ? Refused("Le nom est trop long : 120 caractères au plus.", field: "nom") : nil,
            profile.presentation.count > 5000
                ? Refused("La présentation est trop longue : 5 000 caractères au plus.", field: "presentation") : nil,
            profile.governance == nil ? Refused("Choisissez le mode de gouvernance.", field: "gouvernance") : nil,
            MilestoneForm.tooLong(profile.manager, 200, field: "gestionnaire"),
            MilestoneForm.tooLong(profile.contactPhone, 40, field: "telephone"),
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

    /// Adds a territory to a perimeter from a day on.
    func extend(
        _ id: ID<Hub>, with territory: ID<Territory>?, from day: Day?, evidence: String, actor: Actor, at now: Date
    ) async throws {
        try RefusedForm.check([
            territory == nil ? Refused("Choisissez le territoire à ajouter dans la liste.", field: "territoire") : nil,
            day == nil
                ? Refused(
                    "Donnez le jour à partir duquel le périmètre change, par exemple 2026-01-01.", field: "depuis")
                : nil,
            evidence.isEmpty
                ? Refused("Dites d’où vient ce changement : délibération, publication…", field: "preuve") : nil,
            MilestoneForm.tooLong(evidence, 400, field: "preuve"),
        ])
        guard let territory, let day else { return }
        try await database.write { db in
            let entries = try NetworkStore.perimeters(db).filter { $0.hubID == id && $0.territoryID == territory }
            guard let new = Validity(from: day, until: nil), !entries.contains(where: { $0.validity.overlaps(new) })
            else {
                throw Refused(
                    "Ce territoire est déjà dans le périmètre à cette date ou plus tard.", field: "territoire")
            }
            let source = try Source.record(title: evidence, in: db)
            try db.execute(
                sql: "INSERT INTO hubPerimeter (hubID, territoryID, validFrom, sourceID) VALUES (?, ?, ?, ?)",
                arguments: [id, territory, day, source])
            try Journal.record(
                Event(
                    "perimetre.etendu", on: "pole/\(id)",
                    ["territoire": territory.description, "depuis": day.description, "preuve": evidence]),
                by: actor, at: now, in: db)
        }
    }

    /// Takes a territory out of a perimeter from a day on. The last one stays: a hub has a territory (R10).
    func reduce(
        _ id: ID<Hub>, by territory: ID<Territory>, from day: Day?, evidence: String, actor: Actor, at now: Date
    ) async throws {
        try RefusedForm.check([
            day == nil
                ? Refused(
                    "Donnez le jour à partir duquel le périmètre change, par exemple 2026-01-01.", field: "jusqua")
                : nil,
            evidence.isEmpty
                ? Refused("Dites d’où vient ce changement : délibération, publication…", field: "preuve") : nil,
            MilestoneForm.tooLong(evidence, 400, field: "preuve"),
        ])
        guard let day else { return }
        try await database.write { db in
            let entries = try NetworkStore.perimeters(db).filter { $0.hubID == id && $0.validity.contains(day) }
            guard entries.contains(where: { $0.territoryID == territory }) else {
                throw Refused("Ce territoire n’est pas dans le périmètre ce jour-là.", field: "jusqua")
            }
            let others = entries.filter { $0.territoryID != territory && $0.validity.until == nil }
            guard !others.isEmpty else {
                throw Refused("C’est le dernier territoire du pôle : ajoutez-en un autre avant de retirer celui-ci.")
            }
            try db.execute(
                sql: """
                    UPDATE hubPerimeter SET validUntil = ? WHERE hubID = ? AND territoryID = ?
                    AND (validFrom IS NULL OR validFrom < ?) AND (validUntil IS NULL OR validUntil > ?)
                    """, arguments: [day, id, territory, day, day])
            guard db.changesCount == 1 else {
                throw Refused("La sortie doit venir après l’entrée du territoire dans le périmètre.", field: "jusqua")
            }
            try Journal.record(
                Event(
                    "perimetre.reduit", on: "pole/\(id)",
                    ["territoire": territory.description, "jusqua": day.description, "preuve": evidence]),
                by: actor, at: now, in: db)
        }
    }

    /// Opens an initiative on a territory (R16): a hub to come, its perimeter, its first milestone; whoever opens it looks after it.
    func openInitiative(
        name: String, territory: ID<Territory>?, motive: String, initiator: String, actor: Actor, at now: Date,
        baseURL: String
    ) async throws -> String {
        try RefusedForm.check([
            name.isEmpty ? Refused("Donnez un nom à l’initiative.", field: "nom") : nil,
            name.count > 120 ? Refused("Le nom est trop long : 120 caractères au plus.", field: "nom") : nil,
            territory == nil ? Refused("Choisissez le territoire dans la liste.", field: "territoire") : nil,
            initiator.isEmpty
                ? Refused(
                    "Dites qui lance l’initiative : des organisations, une collectivité, un Pays…", field: "initiateurs"
                ) : nil,
            MilestoneForm.tooLong(initiator, 200, field: "initiateurs"),
            motive.isEmpty ? Refused("Dites en quelques phrases pourquoi un pôle ici.", field: "motif") : nil,
            motive.count > 4000 ? Refused("C’est trop long : 4 000 caractères au plus.", field: "motif") : nil,
        ])
        guard let territory else { return "" }
        return try await database.write { db in
            let slug = try Slugs.free(French.slug(name), in: "hub", db)
            try db.execute(
                sql: "INSERT INTO hub (slug, name, presentation) VALUES (?, ?, ?)", arguments: [slug, name, motive])
            let id = ID<Hub>(rawValue: db.lastInsertedRowID)
            let day = now.dayInFrance
            let source = try Source.record(title: "Initiative ouverte sur Maillage par " + initiator, in: db)
            try db.execute(
                sql: "INSERT INTO hubPerimeter (hubID, territoryID, validFrom, sourceID) VALUES (?, ?, ?, ?)",
                arguments: [id, territory, day, source])
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
        let day = now.dayInFrance
        let animators = try Row.fetchAll(
            db,
            sql: """
                SELECT DISTINCT p.id, p.name, p.address FROM person p JOIN role r ON r.personID = p.id
                WHERE r.kind = ? AND r.validFrom <= ? AND (r.validUntil IS NULL OR r.validUntil > ?)
                AND p.address IS NOT NULL AND p.suspendedAt IS NULL
                """, arguments: [RoleKind.networkAnimator, day, day])
        let letter = Letter(
            subject: "Une initiative s’ouvre : \(String(name.prefix(120)))",
            body: "Bonjour,\n\nUne initiative vient d’être ouverte : « \(name) ».\n\n\(baseURL)\(path)\n\nMaillage\n")
        for row in animators {
            guard let address: MailAddress = row["address"] else { continue }
            try OutboxStore.enqueue(letter, to: address, row["name"], at: now, in: db)
        }
    }
}
