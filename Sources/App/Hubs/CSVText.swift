/// Stand-in until the module Tabular writes CSV.
enum CSVText {
    static func write(_ rows: [[String]]) -> String {
        rows.map { (row: [String]) in
            row.map { (cell: String) in
                cell.contains(where: { "\",\n\r".contains($0) }) ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
            }.joined(separator: ",") + "\r\n"
        }.joined()
    }
}
