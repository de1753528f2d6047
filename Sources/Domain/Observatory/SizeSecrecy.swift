/// When a count of employers could tell the size of one of them, as the network decided it.
package struct SecrecyRule: Hashable, Sendable {
    /// Fewer employers than this in a cell are not shown.
    package var least: Int
    /// An employer that may have more than this per cent of the jobs of its row is not shown.
    package var dominance: Int

    /// What the program begins with: a custom, that the network may change.
    package static let usual = SecrecyRule(least: 3, dominance: 85)

    package init(least: Int, dominance: Int) { (self.least, self.dominance) = (least, dominance) }

    /// Whether each count of a row is to be kept secret: of employers by size group.
    func sensitive(_ row: [Int]) -> [Bool] {
        var cells = zip(SizeGroup.allCases, row).map { group, count in
            group != .untold && count > 0 && count < least
        }
        let largest = SizeGroup.allCases.last { $0 != .untold && row[$0.rawValue] > 0 }
        if let largest, dominates(largest, row) { cells[largest.rawValue] = true }
        return cells
    }

    /// Whether one employer of the largest group might hold the row's jobs almost alone: it at its greatest, all others at
    /// their least.
    private func dominates(_ largest: SizeGroup, _ row: [Int]) -> Bool {
        let least = zip(SizeGroup.allCases, row).reduce(0) { $0 + $1.0.low * $1.1 } - largest.low
        guard let most = largest.high else { return row[largest.rawValue] == 1 }
        return most > 0 && 100 * most > dominance * (most + least)
    }
}

/// The rows of tables of sizes: families that have few employers are put together, or nearly all of their cells would be
/// secret.
package enum SizeFamily: Int, Sendable, CaseIterable {
    case association, cooperative, other

    package init(_ family: Family) {
        switch family {
        case .association: self = .association
        case .cooperative: self = .cooperative
        default: self = .other
        }
    }

    package var label: String {
        switch self {
        case .association: "association"
        case .cooperative: "coopérative"
        case .other: "autres familles"
        }
    }
}

/// Tables of employers by family and size of nested territories, with what must be left out of all of them together.
package struct SizeTables: Sendable {
    /// A row of counts by size group, nil where the count is secret; the row's own sum is always shown.
    package struct Row: Hashable, Sendable {
        package let counts: [Int?]
        package let sum: Int

        package var isWhole: Bool { !counts.contains(nil) }

        /// Between which bounds their jobs lie, from what is shown and nothing else; those whose band is not told are left
        /// out, and told apart.
        package var jobs: JobBracket {
            var bracket = JobBracket()
            let hidden = SizeGroup.allCases.filter { counts[$0.rawValue] == nil }
            let shown = counts.compactMap(\.self).reduce(0, +)
            for group in SizeGroup.allCases where group != .untold {
                bracket.add(counts[group.rawValue] ?? 0, group)
            }
            guard let least = hidden.first, let most = hidden.last, sum > shown else { return bracket }
            bracket.low += (sum - shown) * least.low
            if let bound = most.high, let high = bracket.high {
                bracket.high = high + (sum - shown) * bound
            } else {
                bracket.high = nil
            }
            return bracket
        }

        package var untold: Int { counts[SizeGroup.untold.rawValue] ?? 0 }
    }

    package struct Table: Sendable {
        package let families: [SizeFamily: Row]
        package let total: Row

        /// The families in their order, then the total; nil for a family that employs nobody.
        var rows: [Row?] { SizeFamily.allCases.map { families[$0] } + [total] }
    }

    /// By the key of each territory.
    package let tables: [Int: Table]
    /// A count that is left out; `secret` when nobody can work it out.
    struct Left: Sendable {
        let secret: Int?
    }

    /// For each row and group what is left out: for the tables of the next month, and for nobody else.
    let left: [Int: [[Left?]]]

    /// The smallest places that are counted, with the territories that hold each: enough to know how territories lie in one
    /// another, and where they only overlap.
    package struct Place: Sendable {
        package let wholes: Set<Int>
        package let sizes: [Family: [Int]]
        package init(in wholes: Set<Int>, _ sizes: [Family: [Int]]) { (self.wholes, self.sizes) = (wholes, sizes) }
    }

    /// `levels`: the territories that have a table, by kind, the largest first; those of one kind share no place. `former`: the
    /// tables of the month before. Somebody who holds both may suppose that a count did not change: what was left out then is
    /// left out again, and what was secret, and is the same now, stays secret.
    package init(_ places: [Place], levels: [[Int]], rule: SecrecyRule, after former: SizeTables? = nil) {
        var system = SizeSystem(places, of: Set(levels.joined()), rule: rule)
        for key in levels.joined() { system.show(key, after: former) }
        for (rank, level) in levels.enumerated() {
            for whole in level {
                for smaller in levels.dropFirst(rank + 1) { system.divide(whole, by: smaller) }
            }
        }
        system.divideAll(but: levels.dropLast().joined())
        (tables, left) = system.solved(levels.joined())
    }
}
