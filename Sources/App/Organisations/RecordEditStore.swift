import Domain
import Foundation
import GRDB

/// What a form of a record is drawn from: what it says, who keeps what, and how far its history had come.
struct RecordForm: Sendable {
    let id: ID<Organisation>
    let slug: String
    let sheet: OrganisationSheet
    let origins: [OrganisationField: FieldOrigin]
    /// The number of the last change when the form was drawn: what comes after is somebody else's.
    let version: Int64
    let choices: RecordChoices

    func keeper(of field: OrganisationField) -> FieldOrigin? {
        RecordEditing.keeper(of: field, in: sheet, saidBy: origins[field] ?? .file)
    }
}

/// The lists that a form chooses from.
struct RecordChoices: Sendable {
    let sectors: [(value: String, label: String)]
    let federations: [(value: String, label: String)]

    init(on day: Day, _ db: GRDB.Database) throws {
        sectors = try SectorStore.sectors(on: day, in: db).current.map { ($0.code, $0.label) }
        federations = try Row.fetchAll(db, sql: "SELECT slug, name FROM federation ORDER BY name COLLATE NOCASE").map {
            ($0["slug"], $0["name"])
        }
    }
}

/// A form that cannot be written: each field with its sentence. When somebody else wrote meanwhile, also what stands
/// now in the fields that were left alone, and the version that this shows.
struct RecordFormRefused: Refusal {
    let form: RefusedForm
    var present: [String: String] = [:]
    var version: Int64?
    var sentence: String { form.sentence }
}

/// Changes of records by people.
struct RecordEditStore {
    let database: any DatabaseWriter
    let duplicates: DuplicateKeeper

    /// The form of a published record.
    func form(slug: String, on day: Day) async throws -> RecordForm {
        try await database.read { db in
            let id = try ID<Organisation>.fetchOne(
                db, sql: "SELECT id FROM organisation WHERE slug = ? AND publication = 'publiee'", arguments: [slug])
            guard let id else { throw NotFound() }
            return try RecordEditStore.form(id, on: day, in: db)
        }
    }

    static func form(_ id: ID<Organisation>, on day: Day, in db: GRDB.Database) throws -> RecordForm {
        let origins = try OrganisationReader.origins(of: id, in: db)
        let slug = try String.fetchOne(
            db, sql: "SELECT slug FROM organisation WHERE id = ? AND publication = 'publiee'", arguments: [id])
        guard let slug else { throw NotFound() }
        return RecordForm(
            id: id, slug: slug, sheet: try OrganisationReader.sheet(of: id, in: db),
            origins: Dictionary(OrganisationField.allCases.map { ($0, origins($0)) }) { first, _ in first },
            version: try version(of: id, in: db), choices: try RecordChoices(on: day, db))
    }

    func choices(on day: Day) async throws -> RecordChoices {
        try await database.read { db in try RecordChoices(on: day, db) }
    }

    private static func version(of id: ID<Organisation>, in db: GRDB.Database) throws -> Int64 {
        try Int64.fetchOne(
            db, sql: "SELECT coalesce(max(id), 0) FROM fieldChange WHERE organisationID = ?", arguments: [id]) ?? 0
    }

    /// Writes what differs from what the form had shown. Returns how many fields changed.
    @discardableResult
    func save(
        _ typed: TypedRecord, to id: ID<Organisation>, seen version: Int64, isReview: Bool, author: RecordAuthor
    ) async throws -> Int {
        try await database.write { db in
            try RecordEditStore.save(typed, to: id, seen: version, isReview: isReview, author: author, in: db)
        }
    }

    static func save(
        _ typed: TypedRecord, to id: ID<Organisation>, seen version: Int64, isReview: Bool, author: RecordAuthor,
        in db: GRDB.Database
    ) throws -> Int {
        let form = try form(id, on: author.at.dayInFrance, in: db)
        let seen = try sheet(form, asOf: version, in: db)
        let values = try typed.values(over: seen, on: author.at.dayInFrance, in: db)
        let edit = RecordEdit(typed: values, seen: seen, present: form.sheet) { form.keeper(of: $0) != nil }
        guard edit.conflicts.isEmpty else { throw conflict(edit, form, seen, typed) }
        let writer = OrganisationWriter(author: author)
        try writer.apply(edit.changes, to: id, in: db)
        if isReview { try writer.confirm(id, in: db) }
        guard !edit.changes.isEmpty || isReview else { return 0 }
        let fields = edit.changes.map(\.field.rawValue).joined(separator: ", ")
        let kind = edit.changes.isEmpty ? "fiche.confirmee" : "fiche.modifiee"
        try Journal.record(
            Event(
                kind, on: "organisation/\(id)",
                ["champs": fields.isEmpty ? nil : fields, "par": author.origin.rawValue]),
            by: author.actor, at: author.at, in: db)
        return edit.changes.count
    }

    /// The record as it was when its history had come to `version`.
    private static func sheet(
        _ form: RecordForm, asOf version: Int64, in db: GRDB.Database
    ) throws -> OrganisationSheet {
        var sheet = form.sheet
        let later = try Row.fetchAll(
            db, sql: "SELECT field, old FROM fieldChange WHERE organisationID = ? AND id > ? ORDER BY id DESC",
            arguments: [form.id, version])
        for row in later {
            if let field = OrganisationField(rawValue: row["field"]) { sheet[field] = row["old"] }
        }
        return sheet
    }

    /// Somebody else wrote meanwhile: nothing is overwritten before this has been read.
    private static func conflict(
        _ edit: RecordEdit, _ form: RecordForm, _ seen: OrganisationSheet, _ typed: TypedRecord
    ) -> RecordFormRefused {
        let refusals = edit.conflicts.map { change in
            let stands = change.old.isEmpty ? "a été vidé" : "est devenu « \(change.old) »"
            let who = (form.origins[change.field] ?? .file).label
            return Refused(
                "Pendant que vous écriviez, ce champ \(stands) (dit par : \(who)). Enregistrez encore pour mettre ce que vous avez écrit, ou reprenez cette valeur.",
                field: TypedRecord.name(of: change.field))
        }
        let (before, now) = (TypedRecord.values(of: seen), TypedRecord.values(of: form.sheet))
        let untouched = now.filter { name, value in before[name] != value && typed.raw[name] == before[name] }
        return RecordFormRefused(form: RefusedForm(refusals: refusals), present: untouched, version: form.version)
    }

    /// A new record, published at once; with a day, it also takes part in the hub from then on.
    func create(
        _ typed: TypedRecord, isCertain: Bool, memberOf hub: (id: ID<Hub>, from: Day)?, author: RecordAuthor
    ) async throws -> String {
        let day = author.at.dayInFrance
        let known =
            isCertain ? [] : try await PossibleDuplicates.of(typed, among: duplicates, on: day, from: database)
        guard known.isEmpty else { throw PossiblyKnown(twins: known) }
        return try await database.write { db in
            let sheet = try typed.newSheet(on: day, in: db)
            // Somebody may have written the same meanwhile.
            let twins = isCertain ? [] : try PossibleDuplicates.of(sheet, in: db)
            guard twins.isEmpty else { throw PossiblyKnown(twins: twins) }
            let id = try RecordEditStore.create(sheet, author: author, in: db)
            if let hub {
                try MemberStore.join(id, hub.id, from: hub.from, actor: author.actor, at: author.at, in: db)
            }
            return try String.fetchOne(db, sql: "SELECT slug FROM organisation WHERE id = ?", arguments: [id]) ?? ""
        }
    }

    static func create(
        _ sheet: OrganisationSheet, author: RecordAuthor, in db: GRDB.Database
    ) throws -> ID<Organisation> {
        let id = try OrganisationWriter(author: author).create(sheet, in: db)
        try Journal.record(
            Event("fiche.creee", on: "organisation/\(id)", ["nom": sheet[.name], "par": author.origin.rawValue]),
            by: author.actor, at: author.at, in: db)
        return id
    }

    /// Gives a field back what it said before a change, and to whoever said it.
    func undo(_ change: Int64, of id: ID<Organisation>, actor: Actor, at now: Date) async throws {
        try await database.write { db in
            let row = try Row.fetchOne(
                db, sql: "SELECT * FROM fieldChange WHERE id = ? AND organisationID = ?", arguments: [change, id])
            guard let row, let field = OrganisationField(rawValue: row["field"]) else { throw NotFound() }
            let form = try RecordEditStore.form(id, on: now.dayInFrance, in: db)
            guard form.keeper(of: field) == nil else {
                throw Refused("Ce champ est tenu par un registre : il ne s’annule pas ici.")
            }
            let (old, new): (String, String) = (row["old"], row["new"])
            guard form.sheet[field] == new, old != new else {
                throw Refused("Ce champ a changé depuis : annulez d’abord le changement le plus récent.")
            }
            let author = RecordAuthor(origin: row["oldOrigin"], actor: actor, at: now)
            try OrganisationWriter(author: author).apply(
                [FieldChange(field: field, old: new, new: old)], to: id, in: db)
            try Journal.record(
                Event("fiche.annulation", on: "organisation/\(id)", ["champs": field.rawValue]), by: actor, at: now,
                in: db)
        }
    }
}
