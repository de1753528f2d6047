/// The heaps of an import, for a person to read before it is done: created, changed from old to new, unchanged, refused.
package struct TerritoryDifferences: Sendable {
    package struct Field: Equatable, Sendable {
        package let name: String
        package let old: String?
        package let new: String?
    }

    package struct Item: Equatable, Sendable {
        package let key: TerritoryState.Key
        package let name: String
        package let fields: [Field]
    }

    package let created: [Item]
    package let changed: [Item]
    package let unchanged: Int
    package let leftAside: Int
    package let refused: [TerritoryPlan.Refusal]
    /// What the files say and that is not taken, in sentences.
    package let remarks: [String]
    /// The contours that are replaced: kind, number of shapes and of points.
    package let outlines: [(kind: TerritoryKind, shapes: Int, points: Int, isNew: Bool)]

    package init(_ plan: TerritoryPlan) {
        var created: [Item] = []
        var changed: [Item] = []
        let touched = plan.mentioned.union(plan.after.slugs.keys.filter { !plan.before.isKnown($0) })
        for key in touched.sorted() {
            let item = Item(key: key, name: plan.after.name(of: key) ?? key.code, fields: Self.fields(key, plan))
            if !plan.before.isKnown(key) {
                created.append(item)
            } else if !item.fields.isEmpty {
                changed.append(item)
            }
        }
        self.created = created
        self.changed = changed
        unchanged = touched.count - created.count - changed.count
        leftAside = plan.leftAside
        refused = plan.refusals
        remarks = plan.undatedPopulations.sorted { $0.key < $1.key }.map { file, count in
            "\(file) : \(French.count(count, "population n’est pas reprise", "populations ne sont pas reprises")), faute d’en savoir l’année. Mettez-la dans le nom du fichier, comme communes-2026.csv, ou donnez --depuis 2026-01-01."
        }
        outlines = plan.after.outlines.sorted { $0.key.rawValue < $1.key.rawValue }.compactMap { kind, outlines in
            let old = plan.before.outlines[kind]?.topology
            guard old != outlines.topology else { return nil }
            return (kind, outlines.topology.shapes.count, outlines.topology.pointCount, old == nil)
        }
    }

    private static func fields(_ key: TerritoryState.Key, _ plan: TerritoryPlan) -> [Field] {
        let (before, after) = (plan.before, plan.after)
        var fields: [Field] = []
        func compare(_ name: String, _ old: [String], _ new: [String]) {
            let gone = old.filter { !new.contains($0) }
            let added = new.filter { !old.contains($0) }
            for index in 0..<max(gone.count, added.count) {
                fields.append(
                    Field(
                        name: name, old: index < gone.count ? gone[index] : nil,
                        new: index < added.count ? added[index] : nil))
            }
        }
        compare("nom", (before.names[key] ?? []).map(text), (after.names[key] ?? []).map(text))
        for kind in TerritoryKind.allCases {
            let old = (before.links[key] ?? []).filter { $0.whole.kind == kind }.map { text($0, after) }
            let new = (after.links[key] ?? []).filter { $0.whole.kind == kind }.map { text($0, after) }
            compare(kind.label, old, new)
        }
        let (old, new) = (before.populations[key] ?? [:], after.populations[key] ?? [:])
        for year in Set(old.keys).union(new.keys).sorted() where old[year]?.inhabitants != new[year]?.inhabitants {
            fields.append(
                Field(
                    name: "population \(year)", old: old[year].map { French.number($0.inhabitants) },
                    new: new[year].map { French.number($0.inhabitants) }))
        }
        return fields
    }

    private static func text(_ name: TerritoryState.Name) -> String { name.name + text(name.validity) }

    private static func text(_ link: TerritoryState.Link, _ state: TerritoryState) -> String {
        (state.name(of: link.whole) ?? link.whole.code) + text(link.validity)
    }

    private static func text(_ validity: Validity) -> String {
        switch (validity.from, validity.until) {
        case (nil, nil): ""
        case (let from?, nil): ", depuis \(from.frenchWithArticle)"
        case (nil, let until?): ", jusqu’au \(until.french)"
        case (let from?, let until?): ", du \(from.french) au \(until.french)"
        }
    }
}
