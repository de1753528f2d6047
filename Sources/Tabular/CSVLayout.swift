/// How a CSV file is laid out: its separator and the names of its columns, in their order.
package struct CSVLayout: Sendable {
    package let separator: UInt8
    /// As the file writes them, without the spaces around them.
    package let columns: [String]
    /// Where the rows begin.
    package let firstRow: Int
    /// How many lines the names take; more than one when a name holds a line end.
    package let headerLines: Int
    private let positions: [String: Int]

    /// Refuses the same name twice.
    init(separator: UInt8, names: [String], firstRow: Int, headerLines: Int) throws(TableDefect) {
        (self.separator, self.firstRow, self.headerLines) = (separator, firstRow, headerLines)
        columns = names.map(trimmed)
        var positions: [String: Int] = [:]
        for (position, name) in columns.enumerated() where !name.isEmpty {
            if positions.updateValue(position, forKey: name.lowercased()) != nil {
                throw TableDefect(line: 1, "la colonne « \(name) » y est deux fois")
            }
        }
        self.positions = positions
    }

    /// Where a column stands, whatever its capitals; nil when there is none of that name.
    package subscript(name: String) -> Int? { positions[name.lowercased()] }

    /// Refuses a file in which a column that cannot be done without is missing.
    package func position(of name: String) throws(TableDefect) -> Int {
        guard let position = self[name] else { throw TableDefect(line: 1, "il y manque la colonne « \(name) »") }
        return position
    }
}
