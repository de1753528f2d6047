import Domain
import Foundation
import GRDB

/// Two records side by side.
struct MergeView: Sendable {
    let kept: ResemblingRecord
    let other: ResemblingRecord
    let score: DuplicateScore
    let plan: MergePlan
    /// Said by the form: a merge is made only of the records that were looked at.
    let fingerprint: String
    /// What else would follow the merged record: hubs, offers, places, people, in words.
    let carried: [String]
    let areDistinct: Bool
    /// What the codes of sectors, of federations and of labels stand for.
    let names: [OrganisationField: [String: String]]
}

/// Makes two records one: fields, places, parts in hubs, offers, roles, former addresses, all in one transaction.
struct MergeStore {
    let database: any DatabaseWriter

    func view(_ kept: ID<Organisation>, _ other: ID<Organisation>) async throws -> MergeView {
        try await database.read { db in
            let (mine, theirs) = (try MergeStore.known(kept, in: db), try MergeStore.known(other, in: db))
            let records = try DuplicateReader.records([kept, other], in: db)
            guard let one = records.first(where: { $0.id == kept }), let two = records.first(where: { $0.id == other }),
                kept != other
            else { throw NotFound() }
            let areDistinct = try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM distinctOrganisations WHERE firstID = ? AND secondID = ?)",
                arguments: [min(kept.rawValue, other.rawValue), max(kept.rawValue, other.rawValue)])
            return MergeView(
                kept: one, other: two, score: DuplicateScore(mine.sheet, theirs.sheet),
                plan: MergePlan(keeping: mine, absorbing: theirs),
                fingerprint: try MergeStore.fingerprint(kept, other, in: db),
                carried: try MergeCarrier(from: other, to: kept).summary(in: db), areDistinct: areDistinct ?? false,
                names: [
                    .sectors: try MergeStore.names("SELECT code, label FROM sector", in: db),
                    .federations: try MergeStore.names("SELECT slug, name FROM federation", in: db),
                    .labels: Dictionary(Label.all.map { ($0.code, $0.short) }) { first, _ in first },
                ])
        }
    }

    private static func names(_ question: String, in db: GRDB.Database) throws -> [String: String] {
        let rows = try Row.fetchAll(db, sql: question)
        return Dictionary(rows.map { ($0[0], $0[1]) }) { first, _ in first }
    }

    /// Returns the number of the merge, and the address of what is left.
    func merge(
        _ kept: ID<Organisation>, absorbing other: ID<Organisation>, choices: [String: MergeSide],
        seen fingerprint: String, actor: Actor, at now: Date
    ) async throws -> (id: Int64, slug: String) {
        try await database.write { db in
            guard kept != other else { throw NotFound() }
            let (mine, theirs) = (try MergeStore.known(kept, in: db), try MergeStore.known(other, in: db))
            guard try MergeStore.fingerprint(kept, other, in: db) == fingerprint else {
                throw Refused("Une de ces fiches a changé entre-temps : la voici à jour, relisez puis réunissez.")
            }
            var trace = MergeTrace()
            trace.publication = try MergeStore.publication(other, in: db)
            guard try MergeStore.publication(kept, in: db) == .published || trace.publication != .published else {
                throw Refused("Gardez la fiche publiée : celle-ci n’est encore que proposée.")
            }
            let changes = MergePlan(keeping: mine, absorbing: theirs).changes(choices)
            try MergeStore.write(changes, to: kept, actor: actor, at: now, trace: &trace, in: db)
            try MergeCarrier(from: other, to: kept).carry(headOffice: theirs.sheet, trace: &trace, in: db)
            try db.execute(
                sql: "UPDATE organisation SET publication = 'fusionnee', mergedInto = ? WHERE id = ?",
                arguments: [kept, other])
            try db.execute(
                sql: "INSERT INTO organisationMerge (keptID, absorbedID, at, personID, trace) VALUES (?, ?, ?, ?, ?)",
                arguments: [kept, other, now.formatted(.iso8601), actor.personID, try trace.json])
            let id = db.lastInsertedRowID
            try OrganisationWriter.touch(db)
            try Journal.record(
                Event(
                    "annuaire.fusion", on: "annuaire",
                    [
                        "gardee": kept.description, "absorbee": other.description, "nom": mine.sheet[.name],
                        "autre": theirs.sheet[.name], "champs": String(changes.count),
                    ]), by: actor, at: now, in: db)
            let slug = try String.fetchOne(db, sql: "SELECT slug FROM organisation WHERE id = ?", arguments: [kept])
            return (id, slug ?? "")
        }
    }

    /// Writes the chosen values with who said them, and remembers what they replaced.
    private static func write(
        _ changes: [MergePlan.Change], to id: ID<Organisation>, actor: Actor, at now: Date, trace: inout MergeTrace,
        in db: GRDB.Database
    ) throws {
        trace.updatedAt =
            try String.fetchOne(
                db, sql: "SELECT updatedAt FROM organisation WHERE id = ?", arguments: [id]) ?? ""
        for change in changes {
            let explicit = try FieldOrigin.fetchOne(
                db, sql: "SELECT origin FROM fieldOrigin WHERE organisationID = ? AND field = ?",
                arguments: [id, change.change.field.rawValue])
            let author = RecordAuthor(origin: change.origin, actor: actor, at: now)
            try OrganisationWriter(author: author).apply([change.change], to: id, in: db)
            let line = try Int64.fetchOne(
                db, sql: "SELECT max(id) FROM fieldChange WHERE organisationID = ?", arguments: [id])
            trace.fields.append(
                MergeTrace.Field(
                    field: change.change.field, old: change.change.old, new: change.change.new, oldOrigin: explicit,
                    origin: change.origin, line: line ?? 0))
        }
        trace.writtenAt =
            try String.fetchOne(
                db, sql: "SELECT updatedAt FROM organisation WHERE id = ?", arguments: [id]) ?? ""
    }

    static func publication(_ id: ID<Organisation>, in db: GRDB.Database) throws -> Publication {
        let found = try Publication.fetchOne(
            db, sql: "SELECT publication FROM organisation WHERE id = ?", arguments: [id])
        guard let found else { throw NotFound() }
        return found
    }

    /// The record with its origins; one that is withdrawn or merged already is not to be merged.
    private static func known(_ id: ID<Organisation>, in db: GRDB.Database) throws -> KnownRecord {
        guard [.published, .proposed].contains(try publication(id, in: db)) else { throw NotFound() }
        let origins = try OrganisationReader.origins(of: id, in: db)
        let said = OrganisationField.allCases.map { ($0, origins($0)) }
        let own = try FieldOrigin.fetchOne(db, sql: "SELECT origin FROM organisation WHERE id = ?", arguments: [id])
        return KnownRecord(
            id: id, sheet: try OrganisationReader.sheet(of: id, in: db), origin: own ?? .file,
            origins: Dictionary(uniqueKeysWithValues: said), places: [])
    }

    /// Changes of fields made so far to each.
    private static func fingerprint(
        _ one: ID<Organisation>, _ other: ID<Organisation>, in db: GRDB.Database
    ) throws -> String {
        try [one, other].map { id in
            try String.fetchOne(
                db,
                sql: """
                    SELECT updatedAt || '.' || (SELECT count(*) FROM fieldChange WHERE organisationID = o.id)
                    FROM organisation o WHERE id = ?
                    """, arguments: [id]) ?? ""
        }.joined(separator: "_")
    }
}
