/// Reads one file into the plan, line by line; a line that cannot be taken is refused with its column and the others go on.
struct TerritoryReading {
    typealias Key = TerritoryState.Key
    typealias Record = TerritoryFile.Record

    var plan: TerritoryPlan
    let file: TerritoryFile
    let since: Day
    /// The year of the populations, when the file or the caller tells it.
    let year: Int?
    /// The codes of the départements that the network knows.
    let departments: Set<String>

    init(plan: TerritoryPlan, file: TerritoryFile, since: Day, year: Int?) {
        (self.plan, self.file, self.since, self.year) = (plan, file, since, year)
        departments = Set(plan.after.slugs.keys.filter { $0.kind == .department }.map(\.code))
    }

    /// Simplification, in square metres: what a map of the region 700 points wide cannot show.
    private static func tolerance(_ kind: TerritoryKind) -> Double { kind == .commune ? 100_000 : 300_000 }

    mutating func read(_ subject: TerritoryFile.Subject) {
        switch file.content {
        case .outlines(let contours): readOutlines(contours, subject)
        case .table(_, let records):
            if subject == .movements { return readMovements(records) }
            for record in records { read(record, subject) }
        }
    }

    private mutating func read(_ record: Record, _ subject: TerritoryFile.Subject) {
        switch subject {
        case .communes: readCommune(record, isList: true)
        case .cog: readOfficialCommune(record)
        case .membership: readMembership(record)
        case .epci: readEPCI(record)
        case .pays: readPays(record)
        case .movements, .outlines: break
        }
    }

    mutating func refuse(_ line: Int?, _ column: String?, _ reason: String) {
        plan.refusals.append(TerritoryPlan.Refusal(file: file.name, line: line, column: column, reason: reason))
    }

    /// `isList`: the file is the list of communes, so its names are to be followed; otherwise they only serve to create.
    private mutating func readCommune(_ record: Record, isList: Bool) {
        guard let code = code(.commune, in: record, "un code de commune", where: isCommuneCode) else { return }
        let key = Key(.commune, code)
        let column = record.column(TerritoryColumns.names)
        guard let name = record.value(TerritoryColumns.names) ?? plan.after.name(of: key) else {
            return refuse(record.line, column, "la commune \(code) n’a pas de nom")
        }
        guard follow(key, name, isList: isList, line: record.line, column: column) else { return }
        belongToDepartment(key)
        if let siren = record.value("epci_siren", "siren_epci") {
            join(
                key, .epci, siren, name: record.value("epci_nom"), since: since, line: record.line, column: "epci_siren"
            )
        }
        joinPays(key, record)
        count(key, record, [record.column(TerritoryColumns.populations)], year: year)
    }

    /// The code that the line gives; a line whose code has not the right form is refused by the name of its column.
    private mutating func code(
        _ kind: TerritoryKind, in record: Record, _ what: String, where isRight: (String) -> Bool
    ) -> String? {
        let columns = TerritoryColumns.codes(kind)
        let found = record.value(columns) ?? ""
        if isRight(found) { return found }
        refuse(record.line, record.column(columns), "« \(found) » n’est pas \(what)")
        return nil
    }

    /// A line of INSEE's Code officiel géographique; delegated and associated communes and districts are left aside.
    private mutating func readOfficialCommune(_ record: Record) {
        guard record.value("typecom") == "COM" else { return plan.leftAside += 1 }
        guard let code = record.value("com"), isCommuneCode(code) else {
            return refuse(record.line, "COM", "« \(record.value("com") ?? "") » n’est pas un code de commune")
        }
        guard let name = record.value("libelle") else {
            return refuse(record.line, "LIBELLE", "la commune \(code) n’a pas de nom")
        }
        let key = Key(.commune, code)
        guard plan.after.isKnown(key) || isHere(code) else { return plan.leftAside += 1 }
        guard follow(key, name, isList: true, line: record.line, column: "LIBELLE") else { return }
        belongToDepartment(key)
    }

    /// A line of « epcicom »: a commune is in an EPCI. Communes of elsewhere are left aside.
    private mutating func readMembership(_ record: Record) {
        guard let code = record.value("insee"), isCommuneCode(code) else {
            return refuse(record.line, "insee", "« \(record.value("insee") ?? "") » n’est pas un code de commune")
        }
        let key = Key(.commune, code)
        if !plan.after.isKnown(key) {
            guard !departments.isEmpty, isHere(code), let name = record.value("nom_membre") else {
                return plan.leftAside += 1
            }
            plan.after.create(key, name: name, file: file.name)
            belongToDepartment(key)
        }
        plan.mentioned.insert(key)
        guard let siren = record.value("siren") else {
            return refuse(record.line, "siren", "le SIREN de l’EPCI manque")
        }
        join(key, .epci, siren, name: record.value("raison_sociale"), since: since, line: record.line, column: "siren")
        for column in record.cells.keys.sorted() where column.hasPrefix("pmun_") {
            count(key, record, [column], year: Int(column.dropFirst("pmun_".count)))
        }
    }

    private mutating func readEPCI(_ record: Record) {
        guard let siren = code(.epci, in: record, "un SIREN de neuf chiffres", where: isSIREN) else { return }
        let key = Key(.epci, siren)
        let column = record.column(TerritoryColumns.names(.epci))
        guard let name = record.value(TerritoryColumns.names(.epci)).map(Self.fullName) else {
            return refuse(record.line, column, "l’EPCI \(siren) n’a pas de nom")
        }
        guard follow(key, name, isList: true, line: record.line, column: column) else { return }
        count(key, record, [record.column(TerritoryColumns.populations)], year: year)
        // An EPCI over several Pays is in none as a whole: its communes are.
        guard let pays = record.value("pays_codes"), !pays.contains("|") else { return }
        join(key, .pays, pays, name: record.value("pays_noms"), since: since, line: record.line, column: "pays_codes")
    }

    private mutating func readPays(_ record: Record) {
        guard let code = code(.pays, in: record, "un code de Pays", where: { (1...3).contains($0.utf8.count) }) else {
            return
        }
        let key = Key(.pays, code)
        let column = record.column(TerritoryColumns.names(.pays))
        guard let name = record.value(TerritoryColumns.names(.pays)) else {
            return refuse(record.line, column, "le Pays \(code) n’a pas de nom")
        }
        guard follow(key, name, isList: true, line: record.line, column: column) else { return }
        count(key, record, [record.column(TerritoryColumns.populations)], year: year)
        for siren in (record.value("epci") ?? "").split(separator: "|").map(String.init) {
            guard plan.after.isKnown(Key(.epci, siren)) else { continue }
            attempt(record.line, "epci") { [since] state, file throws(StatementRefusal) in
                try state.join(Key(.epci, siren), to: key, since: since, file: file)
            }
        }
    }

    private mutating func readOutlines(_ contours: GeographicFile, _ subject: TerritoryFile.Subject) {
        guard case .outlines(let kind) = subject else { return }
        for feature in contours.features {
            let key = Key(kind, TerritoryFile.code(kind, feature.code))
            plan.mentioned.insert(key)
            if kind == .commune {
                readCommune(Record(line: feature.number, cells: feature.properties), isList: false)
            } else if !plan.after.isKnown(key) {
                guard let name = feature.name else {
                    refuse(feature.number, nil, "\(kind.label) \(feature.code) est inconnu et n’a pas de nom")
                    continue
                }
                plan.after.create(key, name: name.replacing("'", with: "’"), file: file.name)
            }
        }
        let outlines = contours.topology.shapes.map { shape in
            Topology.Outline(
                code: TerritoryFile.code(kind, shape.code), polygons: contours.topology.outline(of: shape).polygons)
        }
        if let other = plan.outlineFiles[kind] {
            return refuse(
                nil, nil,
                "« \(other) » donne déjà les contours des \(kind.plural), donnez-les tous dans un seul fichier")
        }
        plan.outlineFiles[kind] = file.name
        let tolerance = Self.tolerance(kind)
        let simple = Topology(transform: contours.topology.transform, outlines: outlines)
            .simplified(tolerance: tolerance, smallestIsland: tolerance)
        if plan.after.outlines[kind]?.topology != simple {
            plan.after.outlines[kind] = TerritoryState.Outlines(simple, file: file.name)
        }
    }
}
