/// A record that the directory holds already.
package struct KnownRecord: Sendable {
    package let id: ID<Organisation>
    package let sheet: OrganisationSheet
    package let origin: FieldOrigin
    package let origins: [OrganisationField: FieldOrigin]
    /// SIRET of its other places.
    package let places: Set<String>

    package init(
        id: ID<Organisation>, sheet: OrganisationSheet, origin: FieldOrigin,
        origins: [OrganisationField: FieldOrigin], places: Set<String>
    ) {
        (self.id, self.sheet, self.origin, self.origins, self.places) = (id, sheet, origin, origins, places)
    }
}

/// What an import would do: every line read is in exactly one heap.
package struct ImportPlan: Sendable {
    package struct Change: Sendable {
        package let id: ID<Organisation>
        package let name: String
        /// Fields, with those that stay as they are because somebody more entitled said them.
        package let fields: [FieldChange]
        package let places: [ImportedPlace]
        package let lines: [ImportPlace]
    }

    package private(set) var created: [ImportCandidate] = []
    package private(set) var changed: [Change] = []
    package private(set) var unchanged: [ImportPlace] = []
    package private(set) var refused: [ImportRefusal] = []
    /// Outside what the directory is about.
    package private(set) var outside: [ImportPlace] = []
    /// More such lines, of files too large for each to be kept.
    package let passedOver: Int
    package let origin: FieldOrigin

    package init(_ parser: ImportParser, from origin: FieldOrigin, known: [KnownRecord]) {
        self.origin = origin
        (refused, outside, passedOver) = (parser.refusals, parser.outside, parser.passedOver)
        let register = Register(known)
        var taken: Set<ID<Organisation>> = []
        for candidate in parser.candidates {
            guard let record = register.record(like: candidate) else {
                created.append(candidate)
                continue
            }
            guard taken.insert(record.id).inserted else {
                refused += candidate.lines.map { (place: ImportPlace) in
                    ImportRefusal(
                        place: place, column: "",
                        reason: "« \(record.sheet[.name]) » est déjà dit par une autre ligne de cet import")
                }
                continue
            }
            compare(candidate, with: record)
        }
    }

    private mutating func compare(_ candidate: ImportCandidate, with record: KnownRecord) {
        var said = candidate.sheet
        // A label adds to those that are known; it does not take their place.
        let labels = Set(record.sheet.labelCodes).union(candidate.sheet.labelCodes)
        if !candidate.sheet.labelCodes.isEmpty { said[.labels] = labels.sorted().joined(separator: " ") }
        // « To be specified » says nothing.
        if said.family == .undetermined { said.values[.family] = nil }
        let fields = record.sheet.changes(by: said, from: origin) { record.origins[$0] ?? record.origin }
        let places = candidate.places.filter { !record.places.contains($0.siret) }
        if fields.contains(where: { $0.kept == nil }) || !places.isEmpty {
            changed.append(
                Change(
                    id: record.id, name: record.sheet[.name], fields: fields, places: places, lines: candidate.lines))
        } else {
            unchanged += candidate.lines
        }
    }

    /// How many lines were read, over all heaps.
    package var lineCount: Int {
        created.reduce(0) { $0 + $1.lines.count } + changed.reduce(0) { $0 + $1.lines.count } + unchanged.count
            + refused.count + outside.count + passedOver
    }

    package var changesNothing: Bool { created.isEmpty && changed.isEmpty }
}

/// The known records by what tells them apart.
private struct Register {
    private var byCode: [String: KnownRecord] = [:]
    private var byName: [String: KnownRecord] = [:]

    init(_ records: [KnownRecord]) {
        for record in records {
            for code in [record.sheet[.siren], record.sheet[.rna]] where !code.isEmpty { byCode[code] = record }
            let key = Register.name(record.sheet)
            // Two of the same name in the same place: neither is taken for the other.
            byName[key] = byName[key] == nil ? record : nil
        }
    }

    /// By SIREN, else RNA, else name and place when the record has no number of its own.
    func record(like candidate: ImportCandidate) -> KnownRecord? {
        for code in [candidate.sheet[.siren], candidate.sheet[.rna]] where !code.isEmpty {
            if let record = byCode[code] { return record }
        }
        guard let record = byName[Register.name(candidate.sheet)] else { return nil }
        let isCompatible = [OrganisationField.siren, .rna].allSatisfy { field in
            record.sheet[field].isEmpty || candidate.sheet[field].isEmpty
                || record.sheet[field] == candidate.sheet[field]
        }
        return isCompatible ? record : nil
    }

    private static func name(_ sheet: OrganisationSheet) -> String {
        let place = sheet[.commune].isEmpty ? SearchText.words(sheet[.town]).joined(separator: " ") : sheet[.commune]
        return SearchText.words(sheet[.name]).joined(separator: " ") + "|" + place
    }
}
