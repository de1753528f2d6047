extension TerritoryReading {
    /// The network's own départements, when it has any, say what « here » means.
    func isHere(_ commune: String) -> Bool {
        departments.isEmpty || departments.contains(departmentCode(ofCommune: commune))
    }

    /// Takes a statement, or refuses its line with the reason.
    @discardableResult
    mutating func attempt(
        _ line: Int?, _ column: String?, _ statement: (inout TerritoryState, String) throws(StatementRefusal) -> Void
    ) -> Bool {
        do {
            try statement(&plan.after, file.name)
            return true
        } catch {
            refuse(line, column, error.reason)
            return false
        }
    }

    /// Creates the territory, or follows its name when the file is the list of its kind.
    mutating func follow(_ key: Key, _ name: String, isList: Bool, line: Int, column: String) -> Bool {
        plan.mentioned.insert(key)
        guard plan.after.isKnown(key) else {
            plan.after.create(key, name: name, file: file.name)
            return true
        }
        guard isList else { return true }
        return attempt(line, column) { [since] state, file throws(StatementRefusal) in
            try state.rename(key, to: name, since: since, file: file)
        }
    }

    mutating func belongToDepartment(_ commune: Key) {
        plan.after.belong(commune, to: Key(.department, departmentCode(ofCommune: commune.code)), file: file.name)
    }

    /// Joins a commune or an EPCI to a whole, which is created when the line names it.
    mutating func join(
        _ part: Key, _ kind: TerritoryKind, _ code: String, name: String?, since: Day, until limit: Day? = nil,
        line: Int,
        column: String
    ) {
        if kind == .epci, !isSIREN(code) {
            return refuse(line, column, "« \(code) » n’est pas un SIREN de neuf chiffres")
        }
        let whole = Key(kind, code)
        if !plan.after.isKnown(whole) {
            guard let name else {
                return refuse(line, column, "\(kind.label) « \(code) » est inconnu et la ligne ne le nomme pas")
            }
            plan.after.create(whole, name: kind == .epci ? Self.fullName(name) : name, file: file.name)
        }
        plan.mentioned.insert(whole)
        attempt(line, column) { [since] state, file throws(StatementRefusal) in
            try state.join(part, to: whole, since: since, until: limit, file: file)
        }
    }

    /// INSEE's lists abbreviate what an EPCI is: « CC » is a communauté de communes.
    static func fullName(_ name: String) -> String {
        let kinds = [
            "CC ": "Communauté de communes ", "CA ": "Communauté d’agglomération ", "CU ": "Communauté urbaine ",
        ]
        guard let full = kinds[String(name.prefix(3))] else { return name }
        return full + name.dropFirst(3)
    }

    /// The Pays of a commune is the one of its EPCI; it is only said of the commune itself where that does not answer:
    /// before the EPCI's own history is known (columns `pays_code_AAAA`), or when its EPCI lies over two Pays.
    mutating func joinPays(_ commune: Key, _ record: Record) {
        let epci = plan.after.whole(.epci, of: commune, on: since)
        let answer = epci.flatMap { plan.after.whole(.pays, of: $0, on: since) }
        let pays = record.value("pays_code").map { Key(.pays, $0) }
        let direct = plan.after.whole(.pays, of: commune, on: since)
        if let pays, direct != nil || answer != pays {
            join(
                commune, .pays, pays.code, name: record.value("pays_nom"), since: since, line: record.line,
                column: "pays_code")
        }
        for column in record.cells.keys.filter({ $0.hasPrefix("pays_code_") }).sorted() {
            guard let year = Int(column.dropFirst("pays_code_".count)), let day = Day(year: year, month: 1, day: 1),
                let code = record.value(column)
            else { continue }
            guard day < since else { continue }
            let old = Key(.pays, code)
            let limit = answer == nil ? nil : since
            join(commune, .pays, code, name: nil, since: day, until: limit, line: record.line, column: column)
            guard let pays, pays != old, let move = epci.flatMap({ dayOfMove(of: $0, from: old, to: pays, after: day) })
            else { continue }
            attempt(record.line, column) { [since] state, file throws(StatementRefusal) in
                guard move < since else { return }
                try state.join(commune, to: pays, since: move, until: limit, file: file)
            }
        }
    }

    /// The day on which an EPCI went from one Pays to another, when that is known: its communes went with it.
    private func dayOfMove(of epci: Key, from old: Key, to new: Key, after day: Day) -> Day? {
        let links = plan.after.links[epci] ?? []
        return links.compactMap { (link: TerritoryState.Link) -> Day? in
            guard link.whole == new, let start = link.validity.from, start > day else { return nil }
            return links.contains { $0.whole == old && $0.validity.until == start } ? start : nil
        }.min()
    }

    mutating func count(_ key: Key, _ record: Record, _ columns: [String], year: Int?) {
        for column in columns {
            guard let text = record.value(column) else { continue }
            guard let year else {
                plan.undatedPopulations[file.name, default: 0] += 1
                continue
            }
            guard let inhabitants = Int(text), inhabitants >= 0 else {
                refuse(record.line, column, "« \(text) » n’est pas un nombre d’habitants")
                continue
            }
            guard plan.after.populations[key]?[year]?.inhabitants != inhabitants else { continue }
            plan.after.populations[key, default: [:]][year] = TerritoryState.Count(inhabitants, file: file.name)
        }
    }
}
