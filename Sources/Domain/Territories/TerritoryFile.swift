/// A file given to the import: what its columns, or the codes of its contours, say it is about.
package struct TerritoryFile: Sendable {
    /// A line of a table, by column name in lower case.
    package struct Record: Sendable {
        package let line: Int
        package let cells: [String: String]

        package init(line: Int, cells: [String: String]) { (self.line, self.cells) = (line, cells) }

        /// The cell when it says something, with the apostrophe of typography.
        func value(_ columns: String...) -> String? { value(columns) }

        /// The name under which the line gives it: the first one it has, or else the most usual.
        func column(_ columns: [String]) -> String {
            columns.first { !(cells[$0] ?? "").isEmpty } ?? columns.first { cells[$0] != nil } ?? columns.first ?? ""
        }

        func value(_ columns: [String]) -> String? {
            for column in columns {
                guard let cell = cells[column], !cell.isEmpty else { continue }
                return cell.utf8.contains(0x27) ? cell.replacing("'", with: "’") : cell
            }
            return nil
        }
    }

    package enum Content: Sendable {
        case table(columns: [String], records: [Record])
        case outlines(GeographicFile)
    }

    enum Subject: Equatable {
        case communes, epci, pays, membership, cog, movements
        case outlines(TerritoryKind)
    }

    package let name: String
    package let content: Content

    /// What the person says the file is about, for files that do not tell.
    package let kind: TerritoryKind?

    package init(name: String, content: Content, kind: TerritoryKind? = nil) {
        (self.name, self.content, self.kind) = (name, content, kind)
    }

    /// Nil when neither the columns nor the codes are those of a file about territories.
    var subject: Subject? {
        switch content {
        case .table(let columns, let records): subject(of: Set(columns.map { $0.lowercased() }), records)
        case .outlines(let file): kind(of: file).map(Subject.outlines)
        }
    }

    private func subject(of columns: Set<String>, _ records: [Record]) -> Subject? {
        func has(_ names: String...) -> Bool { columns.isSuperset(of: names) }
        if has("mod", "date_eff", "com_av", "com_ap") { return .movements }
        if has("typecom", "com", "libelle") { return .cog }
        if has("siren", "insee") { return .membership }
        let namesCommunes = has("nom") || has("libelle")
        if has("code_insee") || has("insee") || has("codgeo"), namesCommunes { return .communes }
        if has("epci_siren", "epci_nom") { return .epci }
        if has("pays_code", "pays_nom") { return .pays }
        guard let code = TerritoryColumns.anyCode.first(where: columns.contains),
            TerritoryColumns.names.contains(where: columns.contains)
        else { return nil }
        switch kind ?? TerritoryColumns.kind(ofCodes: records.compactMap { $0.value(code) }) {
        case .commune: return .communes
        case .epci: return .epci
        case .pays: return .pays
        case .region, .department, nil: return nil
        }
    }

    /// From what the person says, the level that the file gives, the form of the codes, or the name of the file for codes of two digits.
    private func kind(of file: GeographicFile) -> TerritoryKind? {
        if let kind { return kind }
        guard let first = file.features.first else { return nil }
        let level = (first.properties["level"] ?? "").decomposedASCII.lowercased()
        if let kind = TerritoryKind(rawValue: level) { return kind }
        let told = TerritoryColumns.kind(ofCodes: file.features.map(\.code))
        if told == .commune || told == .epci { return told }
        let name = name.lowercased()
        if name.contains("region") { return .region }
        if name.contains("departement") { return .department }
        return told
    }

    /// The year that the file's name ends with or contains, the last one when there are several.
    package var year: Int? {
        let digits = name.split { !$0.isASCII || !$0.isNumber }
        return digits.last { $0.count == 4 && ($0.hasPrefix("19") || $0.hasPrefix("20")) }.flatMap { Int($0) }
    }

    /// A code as territories bear it: the Région's files write « D22 » and « 053 ».
    static func code(_ kind: TerritoryKind, _ text: String) -> String {
        switch kind {
        case .department: String(text.drop { $0 == "D" })
        case .region: text.count == 3 && text.hasPrefix("0") ? String(text.dropFirst()) : text
        case .pays, .epci, .commune: text
        }
    }
}

/// Five characters, the second being A or B in Corsica.
func isCommuneCode(_ code: String) -> Bool {
    let characters = Array(code.utf8)
    guard characters.count == 5 else { return false }
    return characters.enumerated().allSatisfy { index, character in
        (0x30...0x39).contains(character) || index == 1 && (character == 0x41 || character == 0x42)
    }
}

func isSIREN(_ code: String) -> Bool { code.utf8.count == 9 && code.utf8.allSatisfy { (0x30...0x39).contains($0) } }

/// The département that a commune's code begins with: three characters overseas.
func departmentCode(ofCommune code: String) -> String { String(code.prefix(code.hasPrefix("97") ? 3 : 2)) }
