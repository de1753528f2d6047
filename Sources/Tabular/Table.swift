/// A whole CSV file in memory: a line of column names, then rows whose cells are asked for by name.
package struct Table: Sendable {
    package struct Row: Sendable {
        /// The line of the file on which it starts, from 1.
        package let line: Int
        /// In the order of the columns, without the spaces around them.
        package let cells: [String]
        fileprivate let positions: [String: Int]

        /// The cell of a column, without the spaces around it; nil when there is no such column.
        package subscript(column: String) -> String? {
            guard let position = positions[column.lowercased()], position < cells.count else { return nil }
            return cells[position]
        }

        /// The cell when it says something.
        package func value(_ column: String) -> String? {
            guard let cell = self[column], !cell.isEmpty else { return nil }
            return cell
        }
    }

    /// As the file writes them.
    package let columns: [String]
    package let rows: [Row]

    /// Refuses a file without column names, with the same name twice, or a row that is longer or shorter than the names.
    package init(_ bytes: [UInt8], separator: UInt8? = nil) throws(TableDefect) {
        var reader = CSVReader(bytes, separator: separator)
        guard let header = try reader.next() else { throw TableDefect(line: 1, "le fichier est vide") }
        columns = header.cells.map(trimmed)
        var positions: [String: Int] = [:]
        for (position, name) in columns.enumerated() where !name.isEmpty {
            if positions.updateValue(position, forKey: name.lowercased()) != nil {
                throw TableDefect(line: header.line, "la colonne « \(name) » y est deux fois")
            }
        }
        var rows: [Row] = []
        while let record = try reader.next() {
            guard record.cells.count == columns.count else {
                throw TableDefect(
                    line: record.line, "\(record.cells.count) cellules au lieu de \(columns.count)")
            }
            rows.append(Row(line: record.line, cells: record.cells.map(trimmed), positions: positions))
        }
        self.rows = rows
    }

    package func has(_ names: String...) -> Bool {
        let known = Set(columns.map { $0.lowercased() })
        return names.allSatisfy { known.contains($0.lowercased()) }
    }
}

/// Most cells have no blank at either end, which their bytes tell at once.
func trimmed(_ text: String) -> String {
    guard let first = text.utf8.first, let last = text.utf8.last else { return text }
    guard first <= 0x20 || last <= 0x20 || first >= 0x80 || last >= 0x80 else { return text }
    guard text.first?.isWhitespace == true || text.last?.isWhitespace == true else { return text }
    let start = text.drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
}
