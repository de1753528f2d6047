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
    }

    /// By the key of each territory.
    package let tables: [Int: Table]

    /// `sizes`: employers by family and size group of each territory; `nestings`: which territories are parts of which, each
    /// part once in a nesting. What of a whole is in none of its parts could be found by subtraction: it counts as a part
    /// that no table shows.
    package init(
        _ sizes: [Int: [Family: [Int]]], nestings: [(whole: Int, parts: [Int])], rule: SecrecyRule
    ) {
        var system = System(rule: rule)
        for key in sizes.keys.sorted() { system.add(key, sizes[key] ?? [:], isShown: true) }
        var rests = -1
        for nesting in nestings.sorted(by: { $0.whole < $1.whole }) {
            guard let whole = sizes[nesting.whole], !nesting.parts.isEmpty else { continue }
            var rest = whole
            for part in nesting.parts {
                for (family, row) in sizes[part] ?? [:] {
                    rest[family] = zip(rest[family] ?? row.map { _ in 0 }, row).map { $0 - $1 }
                }
            }
            // Parts that overlap or go beyond the whole make no sum that anybody could write.
            guard rest.values.allSatisfy({ $0.allSatisfy { $0 >= 0 } }) else { continue }
            system.add(rests, rest, isShown: false)
            system.nest(nesting.parts + [rests], in: nesting.whole)
            rests -= 1
        }
        tables = system.solved().filter { $0.key >= 0 }
    }

    /// Cells and sums of all the tables.
    private struct System {
        let rule: SecrecyRule
        var problem = SecrecyProblem()
        /// The cells of each territory by row: the families in their order, then the total.
        var cells: [Int: [[Int]]] = [:]
        var sums: [Int: [Int]] = [:]
        private static let groups = SizeGroup.allCases.count

        init(rule: SecrecyRule) { self.rule = rule }

        mutating func add(_ key: Int, _ sizes: [Family: [Int]], isShown: Bool) {
            var rows = SizeFamily.allCases.map { _ in [Int](repeating: 0, count: Self.groups) }
            for (family, counts) in sizes {
                let row = SizeFamily(family).rawValue
                rows[row] = zip(rows[row], counts).map(+)
            }
            rows.append((0..<Self.groups).map { group in rows.reduce(0) { $0 + $1[group] } })
            cells[key] = rows.map { row in
                zip(row, rule.sensitive(row)).map { problem.addCell($0, isSensitive: $1, isShown: isShown) }
            }
            sums[key] = rows.map { $0.reduce(0, +) }
            for (row, sum) in zip(cells[key] ?? [], sums[key] ?? []) { problem.add(.init(row, sum: sum)) }
            guard let added = cells[key], let total = added.last else { return }
            for group in 0..<Self.groups {
                problem.add(.init(added.dropLast().map { $0[group] }, make: total[group]))
            }
        }

        mutating func nest(_ parts: [Int], in whole: Int) {
            for row in 0...SizeFamily.allCases.count {
                for group in 0..<Self.groups {
                    guard let sum = cells[whole]?[row][group] else { continue }
                    problem.add(.init(parts.compactMap { cells[$0]?[row][group] }, make: sum))
                }
            }
        }

        func solved() -> [Int: Table] {
            let hidden = problem.hidden()
            return cells.reduce(into: [:]) { tables, entry in
                let rows = zip(entry.value, sums[entry.key] ?? []).map { cells, sum in
                    Row(counts: cells.map { hidden[$0] ? nil : problem.values[$0] }, sum: sum)
                }
                guard let total = rows.last else { return }
                let families = zip(SizeFamily.allCases, rows.dropLast()).filter { $0.1.sum > 0 }
                tables[entry.key] = Table(
                    families: Dictionary(families.map { ($0.0, $0.1) }) { first, _ in first }, total: total)
            }
        }
    }
}
