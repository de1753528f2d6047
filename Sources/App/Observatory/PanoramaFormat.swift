import Domain
import Tabular

/// A territory's panorama as a text, a table or a document.
enum PanoramaFormat: String, CaseIterable, Sendable {
    case text = "texte"
    case csv, json

    func text(_ view: TerritoryPanorama) -> String {
        switch self {
        case .text: Self.plain(view)
        case .csv: Self.long(view)
        case .json: view.json.text + "\n"
        }
    }

    private static func plain(_ view: TerritoryPanorama) -> String {
        var lines = [view.name, view.leadSentence]
        if let rank = view.rankSentence { lines.append(rank) }
        lines.append("")
        for table in view.tables where table.rows.count <= 80 { lines.append(table.text) }
        lines.append("Source : \(view.vintage.citation). Périmètre : \(view.vintage.perimeter).")
        lines.append("Pour refaire ces tableaux : \(view.vintage.command)")
        return lines.joined(separator: "\n") + "\n"
    }

    /// Every table in one, a figure a line.
    private static func long(_ view: TerritoryPanorama) -> String {
        var writer = CSVWriter()
        writer.add(["territoire", "millesime", "tableau", "ligne", "colonne", "valeur", "source"])
        for table in view.tables {
            for row in table.rows {
                guard let head = row.cells.first else { continue }
                for (column, cell) in zip(table.columns, row.cells).dropFirst() {
                    writer.add([
                        .text(view.record.territory.slug), .text(view.vintage.month.description), .text(table.name),
                        .text(head.plain), .text(column.name), cell.cell,
                        .text(table.source ?? view.vintage.citation),
                    ])
                }
            }
        }
        return writer.text
    }
}

extension TerritoryPanorama {
    var json: JSON {
        .object([
            ("territoire", .text(record.territory.slug)), ("nom", .text(name)),
            ("sorte", .text(record.territory.kind.rawValue)), ("code", .text(record.territory.code)),
            ("millesime", .text(vintage.month.description)), ("source", .text(vintage.citation)),
            ("licence", .text(OpenLicence.name)), ("perimetre", .text(vintage.perimeter)),
            ("commande", .text(vintage.command)), ("limites_au", .text(geography.day.description)),
            ("phrases", .texts([leadSentence, rankSentence, familySentence, groupSentence].compactMap(\.self))),
            ("tableaux", .list(tables.map(\.json))),
        ])
    }
}
