import Domain
import Foundation
import GRDB

/// A network or federation (tête de réseau) with how many organisations say they belong to it.
struct Federation: Sendable {
    let slug, name, website, definition, source: String
    let validUntil: Day?
    let members: Int
}

/// A member of a federation, with the Pays where it lies.
struct FederationMember: Sendable {
    let slug: String
    let sheet: OrganisationSheet
    let origin: FieldOrigin
    /// Empty when its place is not known.
    let pays: String
}

/// The federations and who belongs to them; belonging is a field of each record, with its origin.
struct FederationStore {
    let database: any DatabaseWriter

    func all() async throws -> [Federation] { try await database.read { db in try Self.all(db) } }

    static func all(_ db: GRDB.Database) throws -> [Federation] {
        var counts: [String: Int] = [:]
        let said = try Row.fetchAll(
            db,
            sql: """
                SELECT federations, count(*) AS count FROM organisation
                WHERE publication = 'publiee' AND state = 'active' AND federations <> '' GROUP BY 1
                """)
        for row in said {
            let count: Int = row["count"]
            for slug in (row["federations"] as String).split(separator: " ") {
                counts[String(slug), default: 0] += count
            }
        }
        return try Row.fetchAll(db, sql: "SELECT * FROM federation ORDER BY name COLLATE NOCASE").map { row in
            let slug: String = row["slug"]
            return Federation(
                slug: slug, name: row["name"], website: row["website"], definition: row["definition"],
                source: row["source"], validUntil: row["validUntil"], members: counts[slug] ?? 0)
        }
    }

    /// One federation with its members, by Pays then by name.
    func view(_ slug: String, on day: Day) async throws -> (Federation, [FederationMember]) {
        try await database.read { db in
            guard let federation = try Self.all(db).first(where: { $0.slug == slug }) else { throw NotFound() }
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM organisation WHERE publication = 'publiee' AND state = 'active'
                    AND ' ' || federations || ' ' LIKE '% ' || ? || ' %' ORDER BY name COLLATE NOCASE
                    """, arguments: [slug])
            let communes = try TerritoryStore.records(.commune, on: day, in: db)
            let pays = Dictionary(try TerritoryStore.records(.pays, on: day, in: db).map { ($0.id, $0.name) }) { a, _ in
                a
            }
            let byCode = Dictionary(communes.map { ($0.territory.code, $0.id) }) { first, _ in first }
            let composition = Composition(try TerritoryStore.memberships(db))
            let members = try rows.map { row in
                let id: ID<Organisation> = row["id"]
                let sheet = OrganisationReader.sheet(row).disclosed
                let whole = byCode[sheet[.commune]].flatMap { composition.whole(.pays, of: $0, on: day) }
                return FederationMember(
                    slug: row["slug"], sheet: sheet,
                    origin: try OrganisationReader.origins(of: id, in: db)(.federations),
                    pays: whole.flatMap { pays[$0] } ?? "")
            }
            return (
                federation, members.sorted { ($0.pays.isEmpty ? 1 : 0, $0.pays) < ($1.pays.isEmpty ? 1 : 0, $1.pays) }
            )
        }
    }

    /// Adds one, or rewrites the one named by `slug`; returns its slug.
    func save(
        _ slug: String?, name: String, website: String, definition: String, source: String, actor: Actor, at now: Date
    ) async throws -> String {
        try RefusedForm.check([
            name.isEmpty ? Refused("Donnez le nom de ce réseau.", field: "nom") : nil,
            Refused.tooLong(name, 200, field: "nom"), Refused.tooLong(definition, 500, field: "definition"),
            Refused.tooLong(website, 500, field: "site"),
            !website.isEmpty && !website.hasPrefix("https://") && !website.hasPrefix("http://")
                ? Refused("L’adresse du site commence par https://.", field: "site") : nil,
            source.isEmpty ? Refused("Dites d’où cela vient.", field: "preuve") : nil,
            Refused.tooLong(source, 300, field: "preuve"),
        ])
        return try await database.write { db in
            let isTaken =
                try Bool.fetchOne(
                    db, sql: "SELECT EXISTS (SELECT 1 FROM federation WHERE name = ? COLLATE NOCASE AND slug IS NOT ?)",
                    arguments: [name, slug]) ?? false
            guard !isTaken else { throw Refused("Un réseau porte déjà ce nom.", field: "nom") }
            let code = try slug ?? Slugs.free(French.slug(name), in: "federation", db)
            if slug == nil {
                try db.execute(
                    sql: "INSERT INTO federation (slug, name, website, definition, source) VALUES (?, ?, ?, ?, ?)",
                    arguments: [code, name, website, definition, source])
            } else {
                try db.execute(
                    sql: "UPDATE federation SET name = ?, website = ?, definition = ?, source = ? WHERE slug = ?",
                    arguments: [name, website, definition, source, code])
                guard db.changesCount == 1 else { throw NotFound() }
            }
            try Self.record(
                slug == nil ? "reseau.ajoute" : "reseau.change", ["nom": name, "preuve": source], actor, now, db)
            return code
        }
    }

    /// Out of use from a day, or in use again when the day is nil.
    func retire(_ slug: String, on day: Day?, actor: Actor, at now: Date) async throws {
        try RefusedForm.check([Refused.farDay(day, today: now.dayInFrance, field: "fin")])
        try await database.write { db in
            let name = try String.fetchOne(db, sql: "SELECT name FROM federation WHERE slug = ?", arguments: [slug])
            guard let name else { throw NotFound() }
            try db.execute(
                sql: "UPDATE federation SET validUntil = ? WHERE slug = ?", arguments: [day, slug])
            try Self.record(
                day == nil ? "reseau.retabli" : "reseau.retire", ["nom": name, "au": day?.description], actor, now, db)
        }
    }

    /// Says that an organisation belongs, or no longer belongs, to a federation.
    func set(_ organisation: String, belongs: Bool, to slug: String, actor: Actor, at now: Date) async throws {
        try await database.write { db in
            let name = try String.fetchOne(db, sql: "SELECT name FROM federation WHERE slug = ?", arguments: [slug])
            guard let name else { throw NotFound() }
            let id = try OrganisationFinder.id(named: organisation, field: "organisation", in: db)
            let sheet = try OrganisationReader.sheet(of: id, in: db)
            guard belongs != sheet.federationSlugs.contains(slug) else {
                throw Refused(
                    belongs
                        ? "« \(sheet[.name]) » est déjà dans ce réseau."
                        : "« \(sheet[.name]) » n’est plus dans ce réseau.",
                    field: "organisation")
            }
            let slugs = belongs ? sheet.federationSlugs + [slug] : sheet.federationSlugs.filter { $0 != slug }
            let said = OrganisationSheet([.federations: slugs.joined(separator: " ")])
            guard said[.federations].utf8.count <= OrganisationField.federations.limit else {
                throw Refused("Cette organisation est déjà dans trop de réseaux.", field: "organisation")
            }
            let origins = try OrganisationReader.origins(of: id, in: db)
            let author = RecordAuthor(origin: .animator, actor: actor, at: now)
            try OrganisationWriter(author: author).apply(
                sheet.changes(by: said, from: .animator, knownFrom: origins), to: id, in: db)
            try Journal.record(
                Event(
                    belongs ? "reseau.membre" : "reseau.membre-ote", on: "organisation/\(id)",
                    ["nom": sheet[.name], "valeur": name]), by: actor, at: now, in: db)
        }
    }

    private static func record(
        _ kind: String, _ detail: [String: String?], _ actor: Actor, _ now: Date, _ db: GRDB.Database
    ) throws {
        try OrganisationWriter.touch(db)
        try Journal.record(Event(kind, on: "annuaire", detail), by: actor, at: now, in: db)
    }
}

/// Finds the organisation that somebody types.
enum OrganisationFinder {
    /// By its address here, a SIREN, SIRET or RNA, or its name when it is the only one to bear it.
    static func id(named text: String, field: String, in db: GRDB.Database) throws -> ID<Organisation> {
        let typed = text.split(separator: "/").last.map(String.init) ?? ""
        guard !typed.isEmpty else { throw Refused("Dites quelle organisation.", field: field) }
        let code = typed.filter { !$0.isWhitespace }.uppercased()
        let found = try ID<Organisation>.fetchAll(
            db,
            sql: """
                SELECT id FROM organisation WHERE publication = 'publiee' AND (
                    slug = :typed OR (siren <> '' AND siren = :code) OR (siret <> '' AND siret = :code)
                    OR (rna <> '' AND rna = :code) OR name = :text COLLATE NOCASE) LIMIT 2
                """, arguments: ["typed": typed, "code": code, "text": text])
        guard let id = found.first else {
            throw Refused(
                "Aucune organisation de l’annuaire ne répond à « \(text) » : donnez son nom exact, l’adresse de sa fiche ou son SIREN.",
                field: field)
        }
        guard found.count == 1 else {
            throw Refused(
                "Plusieurs organisations répondent à « \(text) » : donnez l’adresse de sa fiche ou son SIREN.",
                field: field)
        }
        return id
    }
}
