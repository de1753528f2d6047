import Domain
import Foundation
import GRDB

extension FieldOrigin: DatabaseValueConvertible {}
extension Publication: DatabaseValueConvertible {}

/// Who writes records, from which source, when.
struct RecordAuthor: Sendable {
    let origin: FieldOrigin
    let actor: Actor
    let at: Date
    /// The import that the writing belongs to.
    var batch: Int64?

    init(origin: FieldOrigin, actor: Actor, at: Date, batch: Int64? = nil) {
        (self.origin, self.actor, self.at, self.batch) = (origin, actor, at, batch)
    }
}

/// The only way records are written: each change of a field leaves its line, and the directory's version goes up.
/// Called inside the transaction of whoever decided; the journal line is theirs.
struct OrganisationWriter {
    let author: RecordAuthor

    /// A new record. The sheet must have a name.
    func create(
        _ sheet: OrganisationSheet, publication: Publication = .published, in db: GRDB.Database
    ) throws -> ID<Organisation> {
        let id = try RecordInserter(author, publication, in: db).insert(PackedSheet(sheet))
        try OrganisationWriter.touch(db)
        return id
    }

    /// Makes the changes that are not kept back; returns how many.
    @discardableResult
    func apply(_ changes: [FieldChange], to id: ID<Organisation>, in db: GRDB.Database) throws -> Int {
        let made = changes.filter { $0.kept == nil }
        guard !made.isEmpty else { return 0 }
        let at = author.at.formatted(.iso8601)
        let origins = try OrganisationReader.origins(of: id, in: db)
        for change in made {
            try db.cachedStatement(sql: OrganisationWriter.update(of: change.field)).execute(
                arguments: [OrganisationWriter.stored(change.new, in: change.field), at, id])
            try db.cachedStatement(
                sql: """
                    INSERT INTO fieldChange
                        (organisationID, field, old, new, oldOrigin, origin, batchID, personID, at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                id, change.field.rawValue, change.old, change.new, origins(change.field), author.origin,
                author.batch, author.actor.personID, at,
            ])
            try db.cachedStatement(
                sql: "INSERT OR REPLACE INTO fieldOrigin (organisationID, field, origin) VALUES (?, ?, ?)"
            ).execute(arguments: [id, change.field.rawValue, author.origin])
        }
        try OrganisationWriter.touch(db)
        return made.count
    }

    /// Somebody who knows looked at the record and found it right.
    func confirm(_ id: ID<Organisation>, in db: GRDB.Database) throws {
        try db.execute(
            sql: "UPDATE organisation SET confirmedAt = ? WHERE id = ?",
            arguments: [author.at.formatted(.iso8601), id])
        try OrganisationWriter.touch(db)
    }

    /// What the directory shows has changed: copies in memory are made again.
    static func touch(_ db: GRDB.Database) throws {
        try db.execute(sql: "UPDATE directoryVersion SET version = version + 1")
    }

    /// The column is a name written in our own code.
    private static func update(of field: OrganisationField) -> String {
        "UPDATE organisation SET \(field.column) = ?, updatedAt = ? WHERE id = ?"
    }

    /// Three fields always say something.
    private static func stored(_ value: String, in field: OrganisationField) -> String {
        guard value.isEmpty else { return value }
        switch field {
        case .family: return Family.undetermined.rawValue
        case .state: return "active"
        case .diffusion: return "O"
        default: return ""
        }
    }
}

/// Reads records whole.
enum OrganisationReader {
    /// All that the record says.
    static func sheet(of id: ID<Organisation>, in db: GRDB.Database) throws -> OrganisationSheet {
        guard let row = try Row.fetchOne(db, sql: "SELECT * FROM organisation WHERE id = ?", arguments: [id]) else {
            throw NotFound()
        }
        return sheet(row)
    }

    /// From a row of `organisation` that has every column.
    static func sheet(_ row: Row) -> OrganisationSheet {
        var sheet = OrganisationSheet()
        sheet.values.reserveCapacity(OrganisationField.allCases.count)
        for (column, value) in row {
            guard let field = fieldByColumn[column] else { continue }
            sheet.values.append(field, String.fromDatabaseValue(value) ?? "")
        }
        return sheet
    }

    private static let fieldByColumn = Dictionary(
        uniqueKeysWithValues: OrganisationField.allCases.map { ($0.column, $0) })

    /// What `columns` give from a place of the row on, without what says nothing.
    static func said(_ row: Row, from start: Int) -> OrganisationSheet {
        var sheet = OrganisationSheet()
        sheet.values.reserveCapacity(PackedSheet.fields.count)
        for (place, field) in PackedSheet.fields.enumerated() {
            let value: String = row[start + place]
            if !value.isEmpty { sheet.values.append(field, value) }
        }
        return sheet
    }

    /// What `columns` give from a place of the row on, without what says nothing.
    static func packed(_ row: Row, from start: Int) -> PackedSheet { PackedSheet(said(row, from: start)) }

    static let columns = PackedSheet.fields.map(\.column).joined(separator: ", ")

    /// Who said each field last.
    static func origins(
        of id: ID<Organisation>, in db: GRDB.Database
    ) throws -> (OrganisationField) -> FieldOrigin {
        let own = try db.cachedStatement(sql: "SELECT origin FROM organisation WHERE id = ?")
        let usual = try FieldOrigin.fetchOne(own, arguments: [id]) ?? .file
        let known = try saidOrigins(of: id, in: db)
        return { field in known[field] ?? usual }
    }

    /// Of the fields that another source than the record's own has said.
    static func saidOrigins(
        of id: ID<Organisation>, in db: GRDB.Database
    ) throws -> [OrganisationField: FieldOrigin] {
        let statement = try db.cachedStatement(sql: "SELECT field, origin FROM fieldOrigin WHERE organisationID = ?")
        var known: [OrganisationField: FieldOrigin] = [:]
        let rows = try Row.fetchCursor(statement, arguments: [id])
        while let row = try rows.next() {
            if let field = OrganisationField(rawValue: row[0]) { known[field] = row[1] }
        }
        return known
    }
}
