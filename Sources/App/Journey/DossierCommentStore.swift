import Domain
import Foundation
import GRDB

extension DossierSection: DatabaseValueConvertible {}

/// What somebody said of a part of a version, and what became of it.
struct DossierComment: Sendable {
    let id: Int64
    /// The version's number.
    let version: Int
    let section: DossierSection
    let body: String
    let author, organisation: String
    /// Whether it came from an account rather than by the link.
    let isSigned: Bool
    let writtenAt: String
    let answer: String
    let answeredAt: String?
    let isClosed: Bool
}

/// Comments of companions and funders on the dossier, kept with the version that they read.
struct DossierCommentStore {
    let database: any DatabaseWriter
    let baseURL: String

    /// More than that on one version is a flood.
    private static let most = 300

    /// Of one version, or of all the hub's, the oldest first.
    func comments(of hub: ID<Hub>, version: Int? = nil) async throws -> [DossierComment] {
        try await database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT c.*, d.number, p.name AS person FROM dossierComment c
                    JOIN journeyDossier d ON d.id = c.dossierID LEFT JOIN person p ON p.id = c.personID
                    WHERE d.hubID = ? AND (? IS NULL OR d.number = ?) ORDER BY c.id
                    """, arguments: [hub, version, version]
            ).map { row in
                DossierComment(
                    id: row["id"], version: row["number"], section: row["section"], body: row["body"],
                    author: row["person"] ?? row["author"], organisation: row["organisation"],
                    isSigned: (row["personID"] as Int64?) != nil, writtenAt: row["writtenAt"], answer: row["answer"],
                    answeredAt: row["answeredAt"], isClosed: (row["closedAt"] as String?) != nil)
            }
        }
    }

    struct Draft: Sendable {
        var section: DossierSection?
        var body = ""
        var author = ""
        var organisation = ""
    }

    /// Writes a comment on a version and tells those who steer. Whoever has no account says who they are.
    func add(_ draft: Draft, on version: Int, of hub: Hub, actor: Actor, at now: Date) async throws {
        let isSigned = actor.personID != nil
        try RefusedForm.check([
            draft.section == nil ? Refused("Choisissez la partie dont vous parlez.", field: "partie") : nil,
            draft.body.isEmpty ? Refused("Écrivez votre remarque.", field: "remarque") : nil,
            Refused.tooLong(draft.body, 2000, field: "remarque"),
            !isSigned && draft.author.isEmpty
                ? Refused("Dites votre nom : une remarque sans auteur ne peut pas recevoir de réponse.", field: "nom")
                : nil,
            Refused.tooLong(draft.author, 120, field: "nom"),
            Refused.tooLong(draft.organisation, 200, field: "organisation"),
        ])
        guard let section = draft.section else { return }
        try await database.write { db in
            let dossier = try Int64.fetchOne(
                db, sql: "SELECT id FROM journeyDossier WHERE hubID = ? AND number = ?", arguments: [hub.id, version])
            guard let dossier else { throw NotFound() }
            let before = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM dossierComment WHERE dossierID = ?", arguments: [dossier])
            guard (before ?? 0) < Self.most else {
                throw Refused("Cette version a déjà reçu trois cents remarques : écrivez à ceux qui pilotent.")
            }
            let twice = try Bool.fetchOne(
                db,
                sql: "SELECT EXISTS (SELECT 1 FROM dossierComment WHERE dossierID = ? AND section = ? AND body = ?)",
                arguments: [dossier, section, draft.body])
            guard twice != true else { throw Refused("Cette remarque est déjà là.", field: "remarque") }
            try db.execute(
                sql: """
                    INSERT INTO dossierComment (dossierID, section, body, personID, author, organisation, writtenAt)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    dossier, section, draft.body, actor.personID, isSigned ? "" : draft.author, draft.organisation,
                    now.formatted(.iso8601),
                ])
            try tell(hub, section, version, except: actor.personID, at: now, in: db)
            try Journal.record(
                Event(
                    "dossier.remarque", on: "demarche/\(hub.id)",
                    ["partie": section.rawValue, "numero": String(version)]), by: actor, at: now, in: db)
        }
    }

    /// A letter to those who coordinate and administer the hub; what was said stays on the page.
    private func tell(
        _ hub: Hub, _ section: DossierSection, _ version: Int, except writer: ID<Person>?, at now: Date,
        in db: GRDB.Database
    ) throws {
        let day = now.dayInFrance
        let people = try Row.fetchAll(
            db,
            sql: """
                SELECT DISTINCT p.name, p.address FROM person p JOIN role r ON r.personID = p.id
                WHERE r.hubID = ? AND r.kind IN (?, ?) AND r.validFrom <= ?
                AND (r.validUntil IS NULL OR r.validUntil > ?) AND p.address IS NOT NULL AND p.suspendedAt IS NULL
                AND p.id IS NOT ?
                """,
            arguments: [hub.id, RoleKind.hubCoordinator, RoleKind.hubAdministrator, day, day, writer])
        let letter = Letter(
            subject: "Une remarque sur le dossier : \(hub.name)",
            body: """
                Bonjour,

                Une remarque vient d’être écrite sur la version \(version) du dossier de préfiguration, à propos de : \(section.title).

                La lire et y répondre :
                \(baseURL)/poles/\(hub.slug)/pilotage/demarche/dossier/remarques

                Maillage

                """)
        for row in people {
            guard let address: MailAddress = row["address"] else { continue }
            try OutboxStore.enqueue(letter, to: address, row["name"], at: now, in: db)
        }
    }

    /// Answers, closes, or opens again. An answer once given may be completed, never emptied.
    func answer(
        _ id: Int64, _ text: String, isClosed: Bool, of hub: ID<Hub>, actor: Actor, at now: Date
    ) async throws {
        try RefusedForm.check([Refused.tooLong(text, 2000, field: "reponse-\(id)")])
        try await database.write { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT c.* FROM dossierComment c JOIN journeyDossier d ON d.id = c.dossierID
                    WHERE c.id = ? AND d.hubID = ?
                    """, arguments: [id, hub])
            guard let row else { throw NotFound() }
            let before: String = row["answer"]
            let kept = text.isEmpty ? before : text
            guard !kept.isEmpty || isClosed else {
                throw Refused("Écrivez une réponse, ou classez la remarque.", field: "reponse-\(id)")
            }
            let at = now.formatted(.iso8601)
            try db.execute(
                sql: """
                    UPDATE dossierComment SET answer = ?, answeredAt = ?, answeredBy = ?, closedAt = ? WHERE id = ?
                    """,
                arguments: [
                    kept, kept.isEmpty ? nil : kept == before ? row["answeredAt"] as String? : at,
                    kept.isEmpty ? nil : kept == before ? row["answeredBy"] as Int64? : actor.personID?.rawValue,
                    isClosed ? row["closedAt"] as String? ?? at : nil, id,
                ])
            try Journal.record(
                Event("dossier.reponse", on: "demarche/\(hub)", ["close": isClosed ? "oui" : nil]), by: actor, at: now,
                in: db)
        }
    }
}
