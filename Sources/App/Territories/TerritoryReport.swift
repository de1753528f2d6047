import Domain

/// The heaps of an import, as lines for a person.
struct TerritoryReport {
    let differences: TerritoryDifferences
    let isTrial: Bool

    var lines: [String] {
        var lines: [String] = []
        lines.append(heading("Créés", differences.created.count) + kinds(differences.created))
        if isTrial { lines += differences.created.map { item in "  " + label(item) } }
        lines.append(heading("Modifiés", differences.changed.count) + kinds(differences.changed))
        for item in differences.changed {
            let fields = item.fields.map { field in "\(field.name) : \(field.old ?? "rien") → \(field.new ?? "rien")" }
            lines.append("  " + label(item) + " — " + fields.joined(separator: " ; "))
        }
        lines.append(heading("Inchangés", differences.unchanged))
        for outlines in differences.outlines {
            let verb = outlines.isNew ? "nouveaux" : "remplacés"
            lines.append(
                "Contours \(verb) : \(French.count(outlines.shapes, outlines.kind.label, outlines.kind.plural)), \(French.count(outlines.points, "point", "points"))"
            )
        }
        if differences.leftAside > 0 {
            lines.append(heading("Lignes d’ailleurs, laissées de côté", differences.leftAside))
        }
        if !differences.remarks.isEmpty { lines += ["À savoir :"] + differences.remarks.map { "  " + $0 } }
        lines.append(heading("Refusés", differences.refused.count))
        lines += differences.refused.map { refusal in "  " + refusal.sentence }
        return lines
    }

    private func heading(_ title: String, _ count: Int) -> String { "\(title) : \(French.number(count))" }

    private func label(_ item: TerritoryDifferences.Item) -> String {
        "\(item.key.kind.label) \(item.key.code) \(item.name)"
    }

    /// « (60 intercommunalités, 1 202 communes) »
    private func kinds(_ items: [TerritoryDifferences.Item]) -> String {
        let counts = TerritoryKind.allCases.compactMap { (kind: TerritoryKind) -> String? in
            let count = items.count { $0.key.kind == kind }
            return count == 0 ? nil : French.count(count, kind.label, kind.plural)
        }
        return counts.isEmpty ? "" : " (" + counts.joined(separator: ", ") + ")"
    }
}
