/// A record that the directory holds already.
package struct KnownRecord: Sendable {
    package let id: ID<Organisation>
    package let packed: PackedSheet
    package var sheet: OrganisationSheet { packed.sheet }
    package let origin: FieldOrigin
    package let origins: [OrganisationField: FieldOrigin]
    /// SIRET of its other places.
    package let places: Set<String>
    /// What records that were made one with this one said: a file that still names them means this one.
    package var former: [OrganisationSheet] = []

    package init(
        id: ID<Organisation>, sheet: OrganisationSheet, origin: FieldOrigin,
        origins: [OrganisationField: FieldOrigin], places: Set<String>
    ) {
        self.init(id: id, packed: PackedSheet(sheet), origin: origin, origins: origins, places: places)
    }

    package init(
        id: ID<Organisation>, packed: PackedSheet, origin: FieldOrigin, origins: [OrganisationField: FieldOrigin],
        places: Set<String>
    ) {
        (self.id, self.packed, self.origin, self.origins, self.places) = (id, packed, origin, origins, places)
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
    /// To create, but they look like a record.
    package private(set) var resembling: [ImportResemblance] = []
    package private(set) var changed: [Change] = []
    package private(set) var unchanged: [ImportPlace] = []
    package private(set) var refused: [ImportRefusal] = []
    /// Outside what the directory is about.
    package private(set) var outside: [ImportPlace] = []
    /// More such lines, of files too large for each to be kept.
    package let passedOver: Int
    package let origin: FieldOrigin

    /// `decisions` are what somebody said of those that look like a record, by their key.
    package init(
        _ parser: ImportParser, from origin: FieldOrigin, known: [KnownRecord],
        decisions: [String: ImportDecision] = [:]
    ) {
        self.origin = origin
        (refused, outside, passedOver) = (parser.refusals, parser.outside, parser.passedOver)
        var register = Register(known)
        var taken: Set<ID<Organisation>> = []
        var unknown: [ImportCandidate] = []
        for candidate in parser.candidates {
            guard let (record, isFormer) = register.record(like: candidate) else {
                unknown.append(candidate)
                continue
            }
            if isFormer {
                sort(change(candidate, of: record, onlyFilling: true))
                continue
            }
            guard taken.insert(record.id).inserted else {
                refused += candidate.lines.map { (place: ImportPlace) in
                    ImportRefusal(
                        place: place, column: "",
                        reason: "« \(record.packed[.name]) » est déjà dit par une autre ligne de cet import")
                }
                continue
            }
            sort(change(candidate, of: record))
        }
        tellApart(unknown, known, taken, decisions)
    }

    /// What a line says of a record that it names. One that names it as it was before a merge only fills what is empty.
    private func change(
        _ candidate: ImportCandidate, of record: KnownRecord, onlyFilling: Bool = false
    ) -> Change {
        var said = candidate.sheet
        let sheet = record.sheet
        // A label adds to those that are known; it does not take their place.
        if !said[.labels].isEmpty {
            said[.labels] = Set(sheet.labelCodes).union(said.labelCodes).sorted().joined(separator: " ")
        }
        // « To be specified » says nothing.
        if said.family == .undetermined { said.values[.family] = nil }
        let fields = sheet.changes(by: said, from: origin) { record.origins[$0] ?? record.origin }
        return Change(
            id: record.id, name: sheet[.name],
            fields: onlyFilling ? fields.filter { $0.old.isEmpty } : fields,
            places: candidate.places.filter { !record.places.contains($0.siret) }, lines: candidate.lines)
    }

    private mutating func sort(_ change: Change) {
        if change.fields.contains(where: { $0.kept == nil }) || !change.places.isEmpty {
            changed.append(change)
        } else {
            unchanged += change.lines
        }
    }

    /// What no number or name ties to a record is created, unless it looks like one: then somebody decides, or the score.
    private mutating func tellApart(
        _ unknown: [ImportCandidate], _ known: [KnownRecord], _ taken: Set<ID<Organisation>>,
        _ decisions: [String: ImportDecision]
    ) {
        guard !unknown.isEmpty, !known.isEmpty else {
            created = unknown
            return
        }
        // Most files say numbers, most records have one: then there is next to nothing to compare.
        let unnumbered = ImportResemblances(known, onlyUnnumbered: true)
        let saysNoNumber = unknown.contains { $0.packed[.siren].isEmpty }
        let everyone = saysNoNumber ? ImportResemblances(known, onlyUnnumbered: false) : unnumbered
        var taken = taken
        for candidate in unknown {
            let resemblances = candidate.packed[.siren].isEmpty ? everyone : unnumbered
            guard let (record, score) = resemblances.closest(to: candidate), !taken.contains(record.id) else {
                created.append(candidate)
                continue
            }
            let change = change(candidate, of: record)
            let chosen = decisions[candidate.decisionKey]
            let decision = chosen ?? (score.level == .certain ? .same : .create)
            if decision == .same { taken.insert(record.id) }
            resembling.append(
                ImportResemblance(
                    candidate: candidate, record: record.id, name: record.packed[.name], score: score, change: change,
                    decision: decision, isChosen: chosen != nil))
        }
    }

    /// How many lines were read, over all heaps.
    package var lineCount: Int {
        created.reduce(0) { $0 + $1.lineCount } + changed.reduce(0) { $0 + $1.lines.count } + unchanged.count
            + refused.count + outside.count + passedOver + resembling.reduce(0) { $0 + $1.candidate.lines.count }
    }

    package var changesNothing: Bool { allCreated.isEmpty && allChanged.isEmpty }
}

/// The known records by what tells them apart.
private struct Register {
    private let records: [KnownRecord]
    /// Where they stand in `records`.
    private var byCode: [String: Int32] = [:]
    /// By a number made of the name, which only says where to look: made when a name is first asked for, and none of a
    /// file whose lines all say a known number. Two of the same name in the same place: neither is taken for the other.
    private var byName: [Int: Int32]?
    /// What records that were made one with another said.
    private var former: [String: Int32] = [:]

    init(_ records: [KnownRecord]) {
        self.records = records
        for (place, record) in records.enumerated() {
            for field in [OrganisationField.siren, .rna] {
                let code = record.packed[field]
                if !code.isEmpty { byCode[code] = Int32(place) }
            }
            for sheet in record.former {
                for code in [sheet[.siren], sheet[.rna], Register.name(sheet)] where !code.isEmpty {
                    former[code] = Int32(place)
                }
            }
        }
    }

    /// By SIREN, else RNA, else name and place when the record has no number of its own; and whether what was named is a
    /// record that has been made one with it.
    mutating func record(like candidate: ImportCandidate) -> (KnownRecord, isFormer: Bool)? {
        guard !records.isEmpty else { return nil }
        let codes = [candidate.packed[.siren], candidate.packed[.rna]].filter { !$0.isEmpty }
        for code in codes {
            if let place = byCode[code] { return (records[Int(place)], false) }
        }
        let name = Register.name(candidate.sheet)
        guard let record = named(name) else {
            return (codes + [name]).compactMap { former[$0] }.first.map { (records[Int($0)], true) }
        }
        let isCompatible = [OrganisationField.siren, .rna].allSatisfy { field in
            let (known, said) = (record.packed[field], candidate.packed[field])
            return known.isEmpty || said.isEmpty || known == said
        }
        return isCompatible ? (record, false) : nil
    }

    private mutating func named(_ name: String) -> KnownRecord? {
        if byName == nil {
            var numbers: [Int: Int32] = [:]
            for (place, record) in records.enumerated() {
                let number = Register.name(record.sheet).hashValue
                numbers[number] = numbers[number] == nil ? Int32(place) : -1
            }
            byName = numbers
        }
        guard let place = byName?[name.hashValue], place >= 0 else { return nil }
        let record = records[Int(place)]
        return Register.name(record.sheet) == name ? record : nil
    }

    private static func name(_ sheet: OrganisationSheet) -> String {
        let place = sheet[.commune].isEmpty ? SearchText.words(sheet[.town]).joined(separator: " ") : sheet[.commune]
        return SearchText.words(sheet[.name]).joined(separator: " ") + "|" + place
    }
}
