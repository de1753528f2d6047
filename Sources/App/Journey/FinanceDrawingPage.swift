import Domain
import Markup

/// Charges and resources of each year, one bar under the other, each resource by how sure it is. The tables below say the same.
func planDrawing(_ plan: FinancePlan, _ scenario: PlanScenario) -> Markup? {
    let years = plan.years.indices
    let totals = years.flatMap { [plan.total(.charges, $0, scenario), plan.total(.resources, $0, scenario)] }
    guard let most = totals.max(), most > .zero else { return nil }
    func width(_ amount: Money) -> Int { 560 * amount.cents / most.cents }
    let bars: [Markup] = years.map { year in
        let top = 92 * year
        let charges = plan.total(.charges, year, scenario)
        let resources = plan.total(.resources, year, scenario)
        var place = 120
        let parts: [Markup] = resourceParts(plan, year, scenario).compactMap { part in
            guard part.amount > .zero else { return nil }
            defer { place += width(part.amount) }
            return
                "<rect x=\"\(place)\" y=\"\(top + 44)\" width=\"\(max(width(part.amount), 1))\" height=\"22\" fill=\"\(part.fill)\" stroke=\"#0d5c63\" stroke-width=\"1\"><title>\(part.label) : \(part.amount.french)</title></rect>"
        }
        return """
            <text x="0" y="\(top + 45)" font-family="sans-serif" font-size="17" font-weight="700" fill="#4c5f6a">\(plan.years[year])</text>\
            <text x="112" y="\(top + 31)" text-anchor="end" font-family="sans-serif" font-size="12" fill="#4c5f6a">charges</text><text x="112" y="\(top + 60)" text-anchor="end" font-family="sans-serif" font-size="12" fill="#4c5f6a">ressources</text>\
            <rect x="120" y="\(top + 15)" width="\(max(width(charges), 1))" height="22" fill="#a2421d"/>\(parts)\
            <text x="\(128 + width(charges))" y="\(top + 31)" font-family="sans-serif" font-size="13" fill="#4c5f6a">\(charges.french)</text><text x="\(128 + width(resources))" y="\(top + 60)" font-family="sans-serif" font-size="13" fill="#4c5f6a">\(resources.french)</text>
            """
    }
    let legend: [Markup] = resourceParts(plan, 0, scenario).map { part in
        "<li><svg viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\" focusable=\"false\"><rect width=\"16\" height=\"16\" fill=\"\(part.fill)\" stroke=\"#0d5c63\"/></svg> \(part.label)</li>"
    }
    return """
        <figure class="plan-figure"><svg class="plan-dessin" viewBox="0 0 800 \(92 * plan.years.count)" role="img" aria-label="Charges et ressources, année par année, scénario \(scenario.label.lowercasedFirst)">\(hopedPattern)\(bars)</svg>
        <ul class="legende"><li><svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false"><rect width="16" height="16" fill="#a2421d"/></svg> charges</li>\(legend)</ul></figure>
        """
}

private let hopedPattern: Markup =
    "<defs><pattern id=\"motif-espere\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"#d8e8e3\"/><rect width=\"2.4\" height=\"6\" fill=\"#0d5c63\"/></pattern></defs>"

private struct ResourcePart {
    let label: String
    let fill: String
    let amount: Money
}

/// What is promised, what is hoped for, what the hub earns itself.
private func resourceParts(_ plan: FinancePlan, _ year: Int, _ scenario: PlanScenario) -> [ResourcePart] {
    let entries = plan.entries(scenario).filter { $0.account.side == .resources }
    func sum(_ isKept: (PlanEntry) -> Bool) -> Money { entries.filter(isKept).sum { $0.amounts[year] } }
    return [
        ResourcePart(label: "acquis d’un financeur", fill: "#0d5c63", amount: sum { $0.state == .acquired }),
        ResourcePart(
            label: "demandé ou à demander", fill: "url(#motif-espere)",
            amount: sum { $0.state != nil && $0.state != .acquired }),
        ResourcePart(label: "ressources propres", fill: "#a9cbc5", amount: sum { $0.state == nil }),
    ]
}
