import Domain
import Markup

/// The diversity of members (R8): families, colleges, sectors, against the network's thresholds. It tells, it ranks nobody.
func diversitySection(_ register: MemberRegister) -> Markup? {
    guard !register.lines.isEmpty else { return nil }
    let families = counts(register.lines.compactMap { $0.facts.family?.label })
    let colleges = counts(register.lines.map { register.collegeName($0.facts.college) ?? "aucun collège" })
    let sectors = counts(register.lines.flatMap { $0.sectors.isEmpty ? ["secteur non dit"] : $0.sectors.map(\.label) })
    let whole = register.lines.count
    let holdings = register.holdings
    let portrait: [Markup] = Concentration.portrait(holdings, of: .votes).map { "<p>\(sentence: $0)</p>" }
    return """
        <section id="diversite"><h2>Diversité des membres</h2>
        \(findingList(diversityFindings(register)))\(portrait)
        <div class="trois">\(barTable("Familles juridiques", id: "familles", families, of: whole))\
        \(barTable("Collèges", id: "colleges", colleges, of: whole))\(barTable("Secteurs", id: "secteurs", sectors, of: whole))</div></section>
        """
}

/// What the thresholds of the network say of the members of a day.
func diversityFindings(_ register: MemberRegister) -> [Finding] {
    let thresholds = register.thresholds
    let actors = register.lines.filter { !$0.facts.isPublicBody }
    let families = Set(actors.compactMap(\.facts.family))
    let count = French.count(actors.count, "membre", "membres")
    let enough = actors.count >= thresholds.foundingOrganisations
    let diverse = families.count >= thresholds.families
    let kinds = French.count(families.count, "famille juridique", "familles juridiques")
    return [
        Finding(
            enough ? .met : .missing,
            "\(count) de l’ESS : le seuil du réseau est de \(thresholds.foundingOrganisations).", principle: "R8"),
        Finding(
            diverse ? .met : .missing, "\(kinds) : le seuil du réseau est de \(thresholds.families).", principle: "R8"),
    ] + statutesFindings(register)
}

/// What the statutes cap: votes held together, members that one person speaks for.
private func statutesFindings(_ register: MemberRegister) -> [Finding] {
    guard let statutes = register.statutes else { return [] }
    let names = Dictionary(register.lines.map { ($0.facts.organisation, $0.facts.name) }) { first, _ in first }
    let crowded = Representative.beyond(statutes.electorate.mostPerPerson, register.lines.flatMap(\.speakers))
    let people = crowded.map { person in
        let members = French.list(person.organisations.compactMap { names[$0] })
        return Finding(
            .missing,
            "\(person.name) parle pour \(members) : les statuts permettent au plus \(French.count(statutes.electorate.mostPerPerson ?? 0, "organisation", "organisations")) par personne.",
            principle: "R12")
    }
    return Concentration.findings(
        register.holdings, of: .votes, caps: statutes.caps, colleges: statutes.colleges) + people
}

extension MemberRegister {
    /// One organisation, one vote, affiliates together: what the concentration is reckoned on.
    var holdings: [Holding] {
        let groups = Mandate.groupNames(lines.map(\.facts))
        return lines.map { Holding($0.facts, $0.facts.votes, groups: groups) }
    }
}

private func counts(_ words: [String]) -> [(name: String, count: Int)] {
    Dictionary(grouping: words) { $0 }.map { ($0.key, $0.value.count) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
}

/// A table whose last column draws its numbers: the same thing twice, for the eye and for the ear.
func barTable(_ title: Markup, id: String, _ list: [(name: String, count: Int)], of whole: Int) -> Markup {
    let rows: [Markup] = list.map { item in
        """
        <tr><th scope="row">\(item.name)</th><td class="nombre">\(item.count)</td><td class="barre-case">\(bar(item.count, of: whole))</td></tr>
        """
    }
    return """
        <div><table class="diversite-table" id="\(id)"><caption>\(title)</caption><thead class="invisible"><tr><th scope="col">Nom</th><th scope="col">Nombre</th><th scope="col">Part</th></tr></thead><tbody>\(rows)</tbody></table></div>
        """
}

/// A part of a whole, as a bar.
func bar(_ count: Int, of whole: Int) -> Markup {
    let width = whole > 0 ? min(100, 100 * count / whole) : 0
    return """
        <svg class="diversite-barre" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="\(French.percent(tenths: whole > 0 ? 1000 * count / whole : 0))"><rect class="fond" width="100" height="8"/><rect class="part" width="\(width)" height="8"/></svg>
        """
}
