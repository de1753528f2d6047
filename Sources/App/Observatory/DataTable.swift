import Domain
import Markup
import Tabular

/// A table of figures, from which the page, the files, the interface and the command are all made.
struct DataTable: Sendable {
    enum Value: Sendable, Hashable {
        case text(String)
        case count(Int)
        /// Thousandths: « 16,7 % », `16.7` in files.
        case percent(Int)
        /// Hundredths: « 1,25 », `1.25` in files.
        case ratio(Int)
        /// Tenths: « 12,4 », `12.4` in files.
        case tenths(Int)
        /// Kept secret: few enough to tell one of them.
        case secret
        case none

        init(_ text: String?) { self = text.map(Value.text) ?? .none }
        init(_ count: Int?) { self = count.map(Value.count) ?? .none }
        static func share(_ proportion: Proportion?) -> Value { proportion?.tenthsOfPercent.map(percent) ?? .none }
        static func index(_ proportion: Proportion?) -> Value { proportion?.rounded(times: 100).map(ratio) ?? .none }

        /// As people read it.
        var written: String {
            switch self {
            case .text(let text): text
            case .count(let count): French.number(count)
            case .percent(let tenths): French.percent(tenths: tenths)
            case .ratio(let value): Self.decimal(value, 2, ",")
            case .tenths(let value): Self.decimal(value, 1, ",")
            case .secret: "s"
            case .none: "—"
            }
        }

        /// As programs read it.
        var plain: String {
            switch self {
            case .text(let text): text
            case .count(let count): String(count)
            case .percent(let tenths): Self.decimal(tenths, 1, ".")
            case .ratio(let value): Self.decimal(value, 2, ".")
            case .tenths(let value): Self.decimal(value, 1, ".")
            case .secret: "s"
            case .none: ""
            }
        }

        private static func decimal(_ value: Int, _ places: Int, _ mark: String) -> String {
            let unit = places == 1 ? 10 : 100
            let rest = String(value.magnitude % UInt(unit))
            let sign = value < 0 ? "-" : ""
            return sign + String(value.magnitude / UInt(unit)) + mark
                + String(repeating: "0", count: places - rest.count) + rest
        }

        var cell: CSVWriter.Cell {
            switch self {
            case .count(let count): .number(count)
            case .none: .empty
            default: .text(plain)
            }
        }
    }

    struct Column: Sendable {
        /// In files.
        let name: String
        let title: String
        var isNumeric = true
        /// Where the row's path is a link.
        var isLinked = false
    }

    struct Row: Sendable {
        let cells: [Value]
        /// Where the linked column leads.
        var path: String?
        var isTotal = false
    }

    /// « familles »: what its files are called.
    let name: String
    let title: String
    let columns: [Column]
    let rows: [Row]
    /// What must be known to read it.
    var note: String?
    /// Where its figures come from, when it is not the vintage.
    var source: String?

    var hasSecrets: Bool { rows.contains { $0.cells.contains(.secret) } }
}

extension DataTable {
    /// Each line says where it comes from and what makes it again: files leave without the page they were on.
    func csv(_ vintage: Vintage, limits: Day) -> String {
        var writer = CSVWriter()
        writer.add(
            columns.map { .text($0.name) } + ["source", "licence", "perimetre", "limites_au", "donnees_au", "commande"])
        let counted = [vintage.perimeter, "\(limits)", vintage.treatedOn.map { "\($0)" } ?? "", vintage.command]
        let origin = source == nil ? counted : counted.map { _ in "" }
        let end = ([source ?? vintage.citation, OpenLicence.name] + origin).map { CSVWriter.Cell.text($0) }
        for row in rows { writer.add(row.cells.map(\.cell) + end) }
        return writer.text
    }

    /// Columns aligned by spaces, for a terminal.
    var text: String {
        let lines = [columns.map(\.title)] + rows.map { $0.cells.map(\.written) }
        let widths = columns.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        let body = lines.map { line in
            let cells = line.enumerated().map { column, text in
                let space = String(repeating: " ", count: widths[column] - text.count)
                return columns[column].isNumeric ? space + text : text + space
            }
            let joined = "  " + cells.joined(separator: "  ")
            return String(joined.reversed().drop { $0 == " " }.reversed())
        }
        return ([title] + body + (note.map { ["  " + $0] } ?? [])).joined(separator: "\n") + "\n"
    }

    var json: JSON {
        .object([
            ("nom", .text(name)), ("titre", .text(title)), ("source", source.map(JSON.text) ?? .null),
            (
                "lignes",
                .list(
                    rows.map { row in
                        .object(zip(columns, row.cells).map { column, cell in (column.name, cell.json) })
                    })
            ),
        ])
    }
}

extension DataTable.Value {
    fileprivate var json: JSON {
        switch self {
        case .text(let text): .text(text)
        case .count(let count): .integer(count)
        case .percent, .ratio, .tenths: .number(Double(plain) ?? 0)
        case .secret: "s"
        case .none: .null
        }
    }
}
