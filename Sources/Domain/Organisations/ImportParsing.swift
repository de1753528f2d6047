/// Turns the lines of the known files into candidates, one organisation each, however many lines speak of it.
package struct ImportParser: Sendable {
    let scope: ImportScope
    var communes: Set<String> { scope.communes }
    package fileprivate(set) var candidates: [ImportCandidate] = []
    package private(set) var refusals: [ImportRefusal] = []
    /// Lines outside what the directory is about: persons, other places, other economies.
    package private(set) var outside: [ImportPlace] = []
    /// More such lines, of files too large for each to be kept.
    package private(set) var passedOver = 0
    /// Where each organisation stands among the candidates, by SIREN, else RNA.
    private var positions: [String: Int] = [:]
    /// What lines say, in a part of a file that is read beside the others: they are put together in the order of the file.
    private var said: [Said]?
    private var memory = ColumnMemory()
    private var establishments: [EstablishmentLine] = []
    private var waitingRefusals = 0

    /// What somebody said the columns are, in files of their own.
    let mapping: StructureMapping

    package init(_ scope: ImportScope, mapping: StructureMapping = [:]) {
        (self.scope, self.mapping) = (scope, mapping)
    }

    private struct Said: Sendable {
        let sheet: PackedSheet
        let key: String
        let place: ImportPlace
    }

    /// Another that reads a part of a file, of which this one will be told by `join`.
    package var forPart: ImportParser {
        var part = ImportParser(scope, mapping: mapping)
        part.said = []
        return part
    }

    /// Takes what was read in a part that begins after so many lines of its file; parts come in order.
    package mutating func join(_ part: ImportParser, linesBefore: Int) {
        func moved(_ place: ImportPlace) -> ImportPlace {
            ImportPlace(file: place.file, line: place.line + linesBefore)
        }
        for one in part.said ?? [] { add(one.sheet, key: one.key, at: moved(one.place)) }
        for refusal in part.refusals { refuse(moved(refusal.place), refusal.column, refusal.reason) }
        outside += part.outside.map(moved)
        passedOver += part.passedOver
        establishments += part.establishments.map { line in
            var line = line
            line.place = moved(line.place)
            return line
        }
        waitingRefusals += part.waitingRefusals
    }

    /// One line; cells by name of column in lower case, without the spaces around them. `[ND]` is « not disclosed ».
    package mutating func read(_ cells: [String: String], as format: ImportFormat, at place: ImportPlace) {
        var cells = cells
        if cells.values.contains(where: ImportParser.saysNothing) {
            cells = cells.mapValues { ImportParser.saysNothing($0) ? "" : $0 }
        }
        switch format {
        case .sireneUnits: readUnit(cells, at: place)
        case .sireneEstablishments:
            let line = EstablishmentLine(cells, at: place)
            if line.establishment == nil { waitingRefusals += 1 }
            establishments.append(line)
        case .rna: readRNA(cells, at: place)
        case .essFrance: readEssFrance(cells, at: place)
        case .siae: readSIAE(cells, at: place)
        case .gogocarto, .structures: readStructure(cells, as: format, at: place)
        }
    }

    private static func saysNothing(_ cell: String) -> Bool { cell == "[ND]" || cell == "0001-01-01" }

    private mutating func readUnit(_ cells: [String: String], at place: ImportPlace) {
        guard let siren = Identifiers.siren(cells["siren"] ?? "") else {
            return refuse(place, "siren", OrganisationField.siren.reason(refusing: cells["siren"] ?? ""))
        }
        let category = cells["categoriejuridiqueunitelegale"] ?? ""
        let flag = cells["economiesocialesolidaireunitelegale"] ?? ""
        let activity = cells["activiteprincipaleunitelegale"] ?? ""
        let nomenclature = cells["nomenclatureactiviteprincipaleunitelegale"] ?? ""
        let isIncluded = scope.perimeter.includes(category: category, activity: activity, nomenclature: nomenclature)
        guard !LegalForm.isPerson(category), flag == "O" || flag == "" && isIncluded else {
            outside.append(place)
            return
        }
        let isPartial = cells["statutdiffusionunitelegale"] == "P" || cells["statutdiffusionunitelegale"] == "N"
        var sheet = OrganisationSheet()
        let usual = cells["denominationusuelle1unitelegale"] ?? ""
        sheet[.name] = cells["denominationunitelegale"].flatMap { $0.isEmpty ? nil : $0 } ?? usual
        guard !sheet[.name].isEmpty else {
            return refuse(place, "denominationUniteLegale", "l’unité \(siren) n’a pas de dénomination")
        }
        sheet[.usualName] = usual == sheet[.name] ? "" : usual
        sheet[.acronym] = isPartial ? "" : cells["sigleunitelegale"] ?? ""
        sheet[.siren] = siren
        sheet[.rna] = Identifiers.rna(cells["identifiantassociationunitelegale"] ?? "") ?? ""
        sheet[.legalCategory] = category
        sheet[.family] = (scope.perimeter[category]?.family ?? .company).rawValue
        sheet[.essSirene] = ["O", "N"].contains(flag) ? flag : ""
        sheet[.activity] = activity
        sheet[.activityNomenclature] = nomenclature
        sheet[.sizeBand] = cells["trancheeffectifsunitelegale"] ?? ""
        sheet[.sizeYear] = cells["anneeeffectifsunitelegale"] ?? ""
        let employer = cells["caractereemployeurunitelegale"] ?? ""
        sheet[.employer] = ["O", "N"].contains(employer) ? employer : ""
        sheet[.state] = cells["etatadministratifunitelegale"] == "C" ? "cessee" : "active"
        sheet[.closedOn] = sheet.isCeased ? cells["datedebut"] ?? "" : ""
        sheet[.createdOn] = cells["datecreationunitelegale"] ?? ""
        sheet[.diffusion] = isPartial ? "P" : "O"
        add(sheet, key: siren, at: place)
    }

    /// Establishments are joined to their units once every line is read.
    package mutating func finish() {
        for line in establishments {
            guard let establishment = line.establishment else {
                refuse(line.place, "siret", OrganisationField.siret.reason(refusing: line.typed))
                continue
            }
            guard let position = positions[String(establishment.siret.prefix(9))] else {
                outside.append(line.place)
                continue
            }
            attach(establishment, isSeat: line.isSeat, to: position)
            candidates[position].add(line.place)
        }
        (establishments, waitingRefusals, positions) = ([], 0, [:])
        keepOnlyNear()
    }

    private mutating func attach(_ place: ImportedPlace, isSeat: Bool, to position: Int) {
        guard isSeat else {
            if !place.isClosed { candidates[position].places.append(place) }
            return
        }
        var sheet = candidates[position].sheet
        let isPartial = sheet.isPartlyDiffused
        sheet[.siret] = place.siret
        sheet[.commune] = place.commune
        sheet[.town] = place.town
        sheet[.postcode] = isPartial ? "" : place.postcode
        sheet[.address] = isPartial ? "" : place.address
        candidates[position].sheet = sheet
    }

    /// Organisations with no place in the network's communes are set aside.
    private mutating func keepOnlyNear() {
        guard !communes.isEmpty else { return }
        let (communes, departments) = (communes, Set(communes.map { $0.prefix(2) }))
        var elsewhere: [ImportPlace] = []
        candidates.removeAll { candidate in
            let known = ([candidate.packed[.commune]] + candidate.places.map(\.commune)).filter { !$0.isEmpty }
            let isNear =
                known.isEmpty ? Self.isNear(candidate.packed, departments) : known.contains(where: communes.contains)
            if !isNear { elsewhere += candidate.lines }
            return !isNear
        }
        outside += elsewhere
    }

    /// Without the commune's code, the postcode tells the département. What says neither is kept only from files of one's own.
    private static func isNear(_ sheet: PackedSheet, _ departments: Set<Substring>) -> Bool {
        let postcode = sheet[.postcode]
        guard postcode.utf8.count == 5 else { return sheet[.siren].isEmpty || sheet[.legalCategory].isEmpty }
        return departments.contains(postcode.prefix(2))
    }

    /// How many lines are refused so far, or will be.
    package var refusedCount: Int { refusals.count + waitingRefusals }

    /// Lines that are outside for certain, seen so before they were read whole.
    package mutating func passOver(_ count: Int) { passedOver += count }

    mutating func refuse(_ place: ImportPlace, _ column: String, _ reason: String) {
        refusals.append(ImportRefusal(place: place, column: column, reason: reason))
    }

    /// A line about an organisation met before completes it: what the first line says stays.
    mutating func add(_ sheet: OrganisationSheet, key: String, at place: ImportPlace) {
        var sheet = sheet
        for (field, value) in sheet.values
        where value.utf8.count > field.limit && value.unicodeScalars.count > field.limit {
            sheet[field] = String(value.unicodeScalars.prefix(field.limit).map(Character.init))
        }
        let packed = PackedSheet(sheet)
        if said == nil {
            add(packed, key: key, at: place)
        } else {
            said?.append(Said(sheet: packed, key: key, place: place))
        }
    }

    private mutating func add(_ packed: PackedSheet, key: String, at place: ImportPlace) {
        guard !key.isEmpty else { return candidates.append(ImportCandidate(packed, at: place)) }
        guard let position = positions[key] else {
            positions[key] = candidates.count
            return candidates.append(ImportCandidate(packed, at: place))
        }
        let sheet = packed.sheet
        addPlace(of: sheet, to: position)
        var known = candidates[position].sheet
        for (field, value) in sheet.values where known[field].isEmpty { known[field] = value }
        candidates[position].sheet = known
        candidates[position].add(place)
    }

    /// The column that begins so, among those of a line.
    mutating func column(starting prefix: String, in cells: [String: String]) -> String? {
        if let known = memory.columns[prefix], cells[known] != nil { return known }
        let found = cells.keys.first { $0.hasPrefix(prefix) }
        memory.columns[prefix] = found
        return found
    }

    /// The family that a text of a list names; there are four.
    mutating func familyNamed(_ text: String, _ read: (String) -> Family) -> Family {
        if let known = memory.families[text] { return known }
        let family = read(text)
        if memory.families.count < 100 { memory.families[text] = family }
        return family
    }
}

extension ImportParser {
    /// A line with another SIRET of the same organisation speaks of another of its places.
    private mutating func addPlace(of sheet: OrganisationSheet, to position: Int) {
        let (siret, known) = (sheet[.siret], candidates[position].packed[.siret])
        guard !siret.isEmpty, siret != known, !known.isEmpty else { return }
        guard !candidates[position].places.contains(where: { $0.siret == siret }) else { return }
        var place = ImportedPlace()
        place.siret = siret
        place.name = sheet[.usualName].isEmpty ? sheet[.name] : sheet[.usualName]
        (place.address, place.postcode) = (sheet[.address], sheet[.postcode])
        (place.commune, place.town) = (sheet[.commune], sheet[.town])
        candidates[position].places.append(place)
    }
}

/// What was found out of a file's columns and words, which is the same line after line.
private struct ColumnMemory: Sendable {
    var columns: [String: String] = [:]
    var families: [String: Family] = [:]
}
