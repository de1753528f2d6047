import Domain
import Tabular

/// Pairs as a table for a spreadsheet.
func duplicateFile(_ pairs: [DuplicatePair]) -> String {
    var writer = CSVWriter()
    let columns = [
        "points", "niveau", "fiche", "nom", "ville", "autre_fiche", "autre_nom", "autre_ville", "raisons",
    ]
    writer.add(columns.map { .text($0) })
    for pair in pairs {
        let reasons = pair.score.explanation.map { ($0.points < 0 ? "contre : " : "") + $0.sentence }
        let records = [pair.one, pair.other].flatMap { record -> [CSVWriter.Cell] in
            [.text(record.slug), .text(record.sheet[.name]), .text(record.sheet[.town])]
        }
        writer.add(
            [.number(pair.score.points), .text(pair.score.level?.label ?? "")] + records
                + [.text(reasons.joined(separator: " ; "))])
    }
    return writer.text
}
