import Domain
import Foundation
import GRDB

/// What a form says of a record, by name of field, before it is read.
struct TypedRecord: Sendable {
    /// One text for each field of the form that was there.
    let raw: [String: String]

    /// The commune is one field to type; everything else is named as in files.
    static func name(of field: OrganisationField) -> String {
        [.commune, .town].contains(field) ? "commune" : field.rawValue
    }

    /// What a form is filled in with.
    static func values(of sheet: OrganisationSheet) -> [String: String] {
        var values: [String: String] = [:]
        for field in RecordEditing.fields { values[name(of: field)] = sheet[field] }
        values["commune"] = place(of: sheet)
        // As a form would send them back: a register's spaces are no change of anybody's.
        return values.mapValues { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
    }

    /// « Morlaix (29151) ».
    static func place(of sheet: OrganisationSheet) -> String {
        let (town, code) = (sheet[.town], sheet[.commune])
        if code.isEmpty { return town }
        return town.isEmpty ? code : "\(town) (\(code))"
    }

    /// What a new record would say; it needs a name.
    func newSheet(on day: Day, in db: GRDB.Database) throws -> OrganisationSheet {
        let named = TypedRecord(raw: ["nom": ""].merging(raw) { _, typed in typed })
        return OrganisationSheet(try named.values(over: OrganisationSheet(), on: day, in: db))
    }

    /// Each field as it is kept; all that cannot be is refused at once. What is left as `seen` shows it is not read again:
    /// a register may have written it otherwise than people must.
    func values(
        over seen: OrganisationSheet, on day: Day, in db: GRDB.Database
    ) throws -> [OrganisationField: String] {
        let shown = TypedRecord.values(of: seen)
        var values: [OrganisationField: String] = [:]
        var refusals: [Refused] = []
        for field in RecordEditing.fields where ![.commune, .town, .sectors, .federations].contains(field) {
            guard let typed = raw[field.rawValue], typed != shown[field.rawValue] || field == .name && typed.isEmpty
            else { continue }
            do throws(FieldRefusal) {
                values[field] = try RecordEditing.read(typed, as: field)
            } catch {
                refusals.append(Refused(error.sentence, field: field.rawValue))
            }
        }
        for field in [OrganisationField.sectors, .federations] { values[field] = chosen(field, over: seen) }
        if let typed = raw["commune"], typed != shown["commune"] {
            do {
                let postcode = values[.postcode] ?? seen[.postcode]
                (values[.commune], values[.town]) = try CommuneSearch.find(typed, postcode: postcode, on: day, in: db)
            } catch let refused as Refused {
                refusals.append(refused)
            }
        }
        guard refusals.isEmpty else { throw RecordFormRefused(form: RefusedForm(refusals: refusals)) }
        return values
    }
}

extension TypedRecord {
    /// Codes that were ticked: those that were there keep their order, and those that the form did not offer their place.
    private func chosen(_ field: OrganisationField, over seen: OrganisationSheet) -> String? {
        guard let ticked = raw[field.rawValue], let offer = raw[field.rawValue + "-vus"] else { return nil }
        let before = seen[field].split(separator: " ").map(String.init)
        let offered = Set(offer.split(separator: " ").map(String.init))
        let new = ticked.split(separator: " ").map(String.init).filter(offered.contains)
        let kept = before.filter { new.contains($0) || !offered.contains($0) }
        return (kept + new.filter { !kept.contains($0) }).joined(separator: " ")
    }
}

/// Finds the commune that somebody means by a name or a code.
enum CommuneSearch {
    /// The code and the name; the name alone, as typed, where no commune is known to the program.
    static func find(
        _ typed: String, postcode: String, on day: Day, in db: GRDB.Database
    ) throws -> (code: String, town: String) {
        guard !typed.isEmpty else { return ("", "") }
        guard typed.unicodeScalars.count <= OrganisationField.town.limit else {
            throw Refused("C’est trop long : donnez le nom de la commune.", field: "commune")
        }
        let name = typed.prefix { $0 != "(" }.trimmingCharacters(in: .whitespaces)
        let bracket = typed.drop { $0 != "(" }.filter { $0 != "(" && $0 != ")" }
        if let code = Identifiers.commune(String(bracket)) ?? Identifiers.commune(typed) {
            return try commune(code, name: code == typed ? "" : name, on: day, in: db)
        }
        let all = try communes(on: day, in: db)
        guard !all.isEmpty else { return ("", typed) }
        let wanted = French.slug(name)
        var found = all.filter { French.slug($0.name) == wanted }
        let near = found.filter { !postcode.isEmpty && $0.code.hasPrefix(postcode.prefix(2)) }
        if !near.isEmpty { found = near }
        guard let only = found.first else {
            throw Refused(
                "Aucune commune ne s’appelle « \(name) » : vérifiez, ou donnez son code Insee, comme 29151.",
                field: "commune")
        }
        guard found.count == 1 else {
            let list = found.prefix(8).map { "\($0.name) (\($0.code))" }
            throw Refused(
                "Plusieurs communes s’appellent ainsi. Recopiez celle qui convient : \(French.list(list)).",
                field: "commune")
        }
        return (only.code, only.name)
    }

    private static func commune(
        _ code: String, name: String, on day: Day, in db: GRDB.Database
    ) throws -> (code: String, town: String) {
        let known = try communes(on: day, code: code, in: db).first
        if let known { return (code, known.name) }
        let isEmpty = try Bool.fetchOne(
            db, sql: "SELECT NOT EXISTS (SELECT 1 FROM territory WHERE kind = 'commune')")
        guard isEmpty == true else {
            throw Refused("Aucune commune ne porte le code \(code).", field: "commune")
        }
        return (code, name)
    }

    private static func communes(
        on day: Day, code: String? = nil, in db: GRDB.Database
    ) throws -> [(code: String, name: String)] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT t.code, n.name FROM territory t JOIN territoryName n ON n.territoryID = t.id
                WHERE t.kind = 'commune' AND (:code IS NULL OR t.code = :code)
                    AND (n.validFrom IS NULL OR n.validFrom <= :day) AND (n.validUntil IS NULL OR n.validUntil > :day)
                ORDER BY t.code
                """, arguments: ["code": code, "day": day]
        ).map { ($0["code"], $0["name"]) }
    }
}

/// A record that may be the one somebody is about to write.
struct PossibleDuplicate: Sendable {
    let slug: String
    let name: String
    let place: String
    /// What they have in common, in words.
    let why: String
    /// Nil when only their names or their numbers were compared.
    var score: DuplicateScore?
}

/// The new record may be there already: it is shown before anything is written.
struct PossiblyKnown: Refusal {
    let twins: [PossibleDuplicate]
    var sentence: String {
        "Cette organisation est peut-être déjà dans l’annuaire : regardez les fiches ci-dessous avant d’en créer une."
    }
}

extension PossibleDuplicate {
    init(_ resemblance: Resemblance) {
        let sheet = resemblance.record.sheet
        let place = [sheet[.postcode], sheet[.town]].filter { !$0.isEmpty }.joined(separator: " ")
        self.init(
            slug: resemblance.record.slug, name: sheet[.name], place: place,
            why: French.list(resemblance.score.explanation.filter { $0.points > 0 }.map(\.sentence)),
            score: resemblance.score)
    }
}

/// What is asked before a record is created by hand.
enum PossibleDuplicates {
    /// Those that score as one organisation, the surest first, then those that only bear the same name or number.
    static func of(
        _ typed: TypedRecord, among duplicates: DuplicateKeeper, on day: Day, from database: any DatabaseWriter
    ) async throws -> [PossibleDuplicate] {
        let (sheet, named) = try await database.read { db in
            let sheet = try typed.newSheet(on: day, in: db)
            return (sheet, try of(sheet, in: db))
        }
        let scored = try await duplicates.resembling(sheet).map { PossibleDuplicate($0) }
        return scored + named.filter { twin in !scored.contains { $0.slug == twin.slug } }
    }

    /// Published records with the same identifier, or the same name in the same place.
    static func of(_ sheet: OrganisationSheet, in db: GRDB.Database) throws -> [PossibleDuplicate] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT slug, name, postcode, town, diffusion,
                    CASE WHEN :siren <> '' AND siren = :siren THEN 'même SIREN'
                        WHEN :siret <> '' AND siret = :siret THEN 'même SIRET'
                        WHEN :rna <> '' AND rna = :rna THEN 'même numéro RNA'
                        ELSE 'même nom' END AS why
                FROM organisation WHERE publication = 'publiee' AND (
                    :siren <> '' AND siren = :siren OR :siret <> '' AND siret = :siret OR :rna <> '' AND rna = :rna
                    OR name = :name COLLATE NOCASE AND (:commune = '' OR commune = '' OR commune = :commune))
                ORDER BY name LIMIT 10
                """,
            arguments: [
                "siren": sheet[.siren], "siret": sheet[.siret], "rna": sheet[.rna], "name": sheet[.name],
                "commune": sheet[.commune],
            ])
        return rows.map { row in
            let isPartial = row["diffusion"] as String == "P"
            let place = [isPartial ? "" : row["postcode"], row["town"] as String].filter { !$0.isEmpty }
            return PossibleDuplicate(
                slug: row["slug"], name: row["name"], place: place.joined(separator: " "), why: row["why"])
        }
    }
}
