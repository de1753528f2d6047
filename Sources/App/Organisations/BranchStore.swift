import Domain
import Foundation
import GRDB

/// What a record says of its parent and its branches.
struct BranchView: Sendable {
    struct Link: Sendable { let slug, name, town: String }
    let parent: Link?
    let branches: [Link]

    static let none = BranchView(parent: nil, branches: [])
}

/// Branches of an organisation, and collectives without a legal person.
struct BranchStore {
    let database: any DatabaseWriter

    static func view(of id: ID<Organisation>, _ sheet: OrganisationSheet, in db: GRDB.Database) throws -> BranchView {
        func link(_ row: Row) -> BranchView.Link {
            BranchView.Link(slug: row["slug"], name: row["name"], town: row["town"])
        }
        // A parent that was merged is found where it went.
        let above = try db.cachedStatement(
            sql: """
                SELECT p.slug, p.name, p.town FROM organisation o
                JOIN organisation p ON p.id = coalesce(o.mergedInto, o.id) AND p.publication = 'publiee'
                WHERE o.id = CAST(? AS INTEGER) AND p.id <> ?
                """)
        let parent =
            sheet[.parent].isEmpty ? nil : try Row.fetchOne(above, arguments: [sheet[.parent], id]).map(link)
        let below = try db.cachedStatement(
            sql: """
                SELECT slug, name, town FROM organisation WHERE publication = 'publiee' AND parent <> '' AND id <> :id
                AND CAST(parent AS INTEGER) IN (SELECT :id UNION SELECT id FROM organisation WHERE mergedInto = :id)
                ORDER BY name COLLATE NOCASE
                """)
        return BranchView(parent: parent, branches: try Row.fetchAll(below, arguments: ["id": id]).map(link))
    }

    /// Says whose branch a record is (nobody's when empty), and whether it is a collective.
    func set(
        _ slug: String, parent typed: String, isCollective: Bool, from origin: FieldOrigin, actor: Actor, at now: Date
    ) async throws {
        try await database.write { db in
            let found = try Row.fetchOne(
                db, sql: "SELECT * FROM organisation WHERE slug = ? AND publication = 'publiee'", arguments: [slug])
            guard let row = found else { throw NotFound() }
            let id: ID<Organisation> = row["id"]
            let sheet = OrganisationReader.sheet(row)
            if isCollective, !(sheet[.siren] + sheet[.rna]).isEmpty {
                throw Refused(
                    "Cette organisation a un numéro au registre : ce n’est pas un collectif sans personne morale.",
                    field: "collectif")
            }
            let parent = typed.isEmpty ? "" : try Self.parent(typed, of: id, in: db).description
            let said = OrganisationSheet([.parent: parent, .existence: isCollective ? "collectif" : ""])
            let origins = try OrganisationReader.origins(of: id, in: db)
            let changes = sheet.changes(by: said, from: origin, knownFrom: origins)
            guard !changes.isEmpty else { throw Refused("Rien ne change : la fiche dit déjà cela.") }
            let author = RecordAuthor(origin: origin, actor: actor, at: now)
            try OrganisationWriter(author: author).apply(changes, to: id, in: db)
            try Journal.record(
                Event("fiche.rattachement", on: "organisation/\(id)", ["nom": sheet[.name], "valeur": parent]),
                by: actor, at: now, in: db)
        }
    }

    private static func parent(
        _ typed: String, of id: ID<Organisation>, in db: GRDB.Database
    ) throws -> ID<Organisation> {
        let parent = try OrganisationFinder.id(named: typed, field: "antenne_de", in: db)
        let above =
            try String.fetchOne(db, sql: "SELECT parent FROM organisation WHERE id = ?", arguments: [parent]) ?? ""
        let below =
            try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM organisation
                    WHERE CAST(parent AS INTEGER) = ? AND parent <> '' AND publication = 'publiee'
                    """, arguments: [id]) ?? 0
        switch Branch.objection(to: parent, of: id, parentOfParent: above, branchesOfBranch: below) {
        case nil: return parent
        case .itself: throw Refused("Une organisation n’est pas sa propre antenne.", field: "antenne_de")
        case .parentIsBranch:
            throw Refused(
                "Celle-ci est elle-même une antenne : rattachez à l’organisation entière.", field: "antenne_de")
        case .hasBranches:
            throw Refused("Cette organisation a des antennes : elle ne peut pas en être une.", field: "antenne_de")
        }
    }
}
