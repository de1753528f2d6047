import Domain
import Foundation
import GRDB

/// Whose import it is: the network's, or a hub's, which sees its own communes and undoes its own imports.
struct ImportDesk: Sendable {
    let path: String
    let title: String
    let crumbs: [Crumb]
    let section: Section
    let hub: ID<Hub>?
}

/// Files sent, waiting for somebody to look and decide.
struct ImportDraft: Sendable {
    let id: Int64
    let at: String
    let reading: OrganisationImportFiles
    let plan: ImportPlan

    /// What the preview showed: an import is made only while it would still do that.
    var fingerprint: String {
        let fields = plan.changed.reduce(0) { $0 + $1.fields.filter { $0.kept == nil }.count + $1.places.count }
        let heaps = [plan.created.count, plan.changed.count, fields, plan.unchanged.count, plan.refused.count]
        let decided = plan.resembling.map { $0.decision == .same ? 1 : 0 }
        return (heaps + [plan.outside.count] + decided).map(String.init).joined(separator: "-")
    }
}

/// Imports prepared on a page: sent, looked at, corrected, then made or dropped.
struct ImportDraftStore {
    let database: any DatabaseWriter

    /// Keeps the files until somebody decides; refuses those that cannot be read. Drafts of more than a week go.
    func create(
        _ files: [(name: String, bytes: [UInt8])], desk: ImportDesk, actor: Actor, at now: Date
    ) async throws -> Int64 {
        guard !files.isEmpty else { throw Refused("Choisissez au moins un fichier.", field: "fichiers") }
        do {
            _ = try OrganisationImportFiles(
                opened: try files.flatMap { try Archive.open($0.name, $0.bytes) }, acceptsAnyColumns: true)
        } catch let refusal as any Refusal {
            throw Refused(refusal.sentence, field: "fichiers")
        }
        return try await database.write { db in
            let old = now.addingTimeInterval(-7 * 86_400).formatted(.iso8601)
            try db.execute(sql: "DELETE FROM importDraft WHERE at < ?", arguments: [old])
            try db.execute(
                sql: "INSERT INTO importDraft (hubID, personID, at) VALUES (?, ?, ?)",
                arguments: [desk.hub, actor.personID, now.formatted(.iso8601)])
            let id = db.lastInsertedRowID
            for (position, file) in files.enumerated() {
                try db.execute(
                    sql: "INSERT INTO importFile (draftID, position, name, content) VALUES (?, ?, ?, ?)",
                    arguments: [id, position, String(file.name.prefix(200)), Data(file.bytes)])
            }
            return id
        }
    }

    /// What the import would do now.
    func draft(_ id: Int64, of desk: ImportDesk, on day: Day) async throws -> ImportDraft {
        try await database.read { db in try Self.draft(id, of: desk, on: day, in: db) }
    }

    /// Imports waiting, the latest first, with the names of their files.
    func waiting(_ desk: ImportDesk) async throws -> [(id: Int64, at: String, title: String)] {
        try await database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT d.id, d.at, group_concat(f.name, ', ') AS title
                    FROM importDraft d JOIN importFile f ON f.draftID = d.id
                    WHERE d.hubID IS ? GROUP BY d.id ORDER BY d.id DESC
                    """, arguments: [desk.hub]
            ).map { ($0["id"], $0["at"], $0["title"]) }
        }
    }

    /// Says what each column is; `nil` leaves a column aside.
    func map(_ mapping: StructureMapping, draft id: Int64, of desk: ImportDesk) async throws {
        let words = mapping.mapValues { $0?.rawValue ?? "" }
        let text = String(decoding: try JSONEncoder().encode(words), as: UTF8.self)
        try await database.write { db in
            try db.execute(
                sql: "UPDATE importDraft SET mapping = ? WHERE id = ? AND hubID IS ?",
                arguments: [text, id, desk.hub])
            guard db.changesCount == 1 else { throw NotFound() }
        }
    }

    /// Says of some lines whether they are the record they look like.
    func decide(_ decisions: [String: ImportDecision], draft id: Int64, of desk: ImportDesk) async throws {
        try await database.write { db in
            let text = try String.fetchOne(
                db, sql: "SELECT decisions FROM importDraft WHERE id = ? AND hubID IS ?", arguments: [id, desk.hub])
            guard let text else { throw NotFound() }
            let all = try Self.decisions(text).merging(decisions) { _, new in new }
            try db.execute(
                sql: "UPDATE importDraft SET decisions = ? WHERE id = ?",
                arguments: [String(decoding: try JSONEncoder().encode(all), as: UTF8.self), id])
        }
    }

    private static func decisions(_ text: String) throws -> [String: ImportDecision] {
        try JSONDecoder().decode([String: ImportDecision].self, from: Data(text.utf8))
    }

    func drop(_ id: Int64, of desk: ImportDesk) async throws {
        try await database.write { db in
            try db.execute(sql: "DELETE FROM importDraft WHERE id = ? AND hubID IS ?", arguments: [id, desk.hub])
            guard db.changesCount == 1 else { throw NotFound() }
        }
    }

    /// Makes the import that the preview showed; returns the number of its batch.
    func make(
        _ id: Int64, of desk: ImportDesk, seen fingerprint: String, actor: Actor, at now: Date
    ) async throws -> Int64 {
        try await database.write { db in
            let draft = try Self.draft(id, of: desk, on: now.dayInFrance, in: db)
            guard draft.fingerprint == fingerprint else {
                throw Refused(
                    "L’annuaire a changé depuis que cet aperçu a été fait : le voici refait, relisez-le puis importez.")
            }
            guard !draft.plan.changesNothing else {
                throw Refused("Cet import ne changerait rien : il n’y a rien à enregistrer.")
            }
            let batch = try OrganisationImportStore.write(
                draft.plan, title: draft.reading.title, for: desk.hub, actor: actor, at: now, in: db)
            try db.execute(sql: "DELETE FROM importDraft WHERE id = ?", arguments: [id])
            return batch
        }
    }

    private static func draft(
        _ id: Int64, of desk: ImportDesk, on day: Day, in db: GRDB.Database
    ) throws -> ImportDraft {
        let found = try Row.fetchOne(
            db, sql: "SELECT * FROM importDraft WHERE id = ? AND hubID IS ?", arguments: [id, desk.hub])
        guard let row = found else { throw NotFound() }
        let files = try Row.fetchAll(
            db, sql: "SELECT name, content FROM importFile WHERE draftID = ? ORDER BY position", arguments: [id])
        let opened = try files.flatMap { file in
            try Archive.open(file["name"], [UInt8](file["content"] as Data))
        }
        var reading = try OrganisationImportFiles(opened: opened, acceptsAnyColumns: true)
        let words = try JSONDecoder().decode([String: String].self, from: Data((row["mapping"] as String).utf8))
        reading.mapping = words.mapValues { OrganisationField(rawValue: $0) }
        let scope = try OrganisationImportStore.scope(communes(desk, on: day, in: db), on: day, in: db)
        let parser = reading.parsed(scope)
        return ImportDraft(
            id: id, at: row["at"], reading: reading,
            plan: try OrganisationImportStore.plan(
                parser, reading.origin, decisions: try decisions(row["decisions"]), in: db))
    }

    /// A hub takes in its own communes; the network, all those it knows.
    private static func communes(_ desk: ImportDesk, on day: Day, in db: GRDB.Database) throws -> Set<String> {
        guard let hub = desk.hub else { return try OrganisationImportStore.communes(db) }
        let inside = try HubPlaces.communes(of: hub, on: day, in: db)
        guard !inside.isEmpty else {
            throw Refused(
                "Aucune commune n’est connue dans le périmètre de ce pôle : dites son périmètre, ou demandez à l’animation du réseau d’importer les communes."
            )
        }
        return Set(inside.map(\.territory.code))
    }
}
