/// Cells and sums of the size tables of territories that lie in one another or overlap. Pieces are the sets of places that
/// are in the same territories: a territory, what two have in common, what one holds besides its parts are all made of them,
/// and each of those could be found by subtraction.
struct SizeSystem {
    private let rule: SecrecyRule
    private var problem = SecrecyProblem()
    private let pieces: [[Family: [Int]]]
    /// The pieces of each territory.
    private let territories: [Int: Set<Int>]
    /// A table for each set of pieces: its rows of cells (the families in their order, then the total), and their sums.
    private var tables: [Set<Int>: (cells: [[Int]], sums: [Int])] = [:]
    private static let groups = SizeGroup.allCases.count

    init(_ places: [SizeTables.Place], of keys: Set<Int>, rule: SecrecyRule) {
        self.rule = rule
        var found: [Set<Int>: [Family: [Int]]] = [:]
        for place in places {
            let wholes = place.wholes.intersection(keys)
            if !wholes.isEmpty { found[wholes] = Self.sum(found[wholes] ?? [:], place.sizes) }
        }
        let sorted = found.sorted { $0.key.sorted().lexicographicallyPrecedes($1.key.sorted()) }
        pieces = sorted.map(\.value)
        var territories: [Int: Set<Int>] = [:]
        for (piece, entry) in sorted.enumerated() {
            for key in entry.key { territories[key, default: []].insert(piece) }
        }
        self.territories = territories
    }

    private static func sum(_ left: [Family: [Int]], _ right: [Family: [Int]]) -> [Family: [Int]] {
        left.merging(right) { zip($0, $1).map(+) }
    }

    /// A table that is published.
    mutating func show(_ key: Int, after former: SizeTables?) {
        add(
            territories[key] ?? [], isShown: true, former: former?.left[key] ?? [],
            formerSum: former?.tables[key]?.total.sum ?? 0)
    }

    /// What a territory holds of smaller ones, and besides them. Of those that go beyond it, it holds what they have in common.
    mutating func divide(_ whole: Int, by parts: [Int]) {
        guard let mine = territories[whole], !mine.isEmpty else { return }
        var rest = mine
        var inside: [Set<Int>] = []
        for part in parts.sorted() {
            guard let common = territories[part]?.intersection(mine), !common.isEmpty, common != mine else { continue }
            inside.append(common)
            rest.subtract(common)
        }
        if !inside.isEmpty { make(mine, of: inside + [rest]) }
    }

    /// The smallest territories, common parts and rests are the sums of their pieces; the larger territories are sums of those
    /// already. So whatever is told of one thing is told of all others that share its pieces.
    mutating func divideAll(but larger: some Sequence<Int>) {
        let known = Set(larger.compactMap { territories[$0] })
        for set in tables.keys.sorted(by: { $0.sorted().lexicographicallyPrecedes($1.sorted()) }) {
            if known.contains(set) { continue }
            make(set, of: set.sorted().map { [$0] })
        }
    }

    private mutating func make(_ whole: Set<Int>, of parts: [Set<Int>]) {
        let parts = parts.filter { !$0.isEmpty }
        guard parts.count > 1, parts.reduce(0, { $0 + $1.count }) == whole.count else { return }
        for set in parts + [whole] { add(set, isShown: false) }
        guard let sum = tables[whole] else { return }
        for row in sum.cells.indices {
            for group in 0..<Self.groups {
                problem.add(.init(parts.compactMap { tables[$0]?.cells[row][group] }, make: sum.cells[row][group]))
            }
        }
    }

    /// `former`: for each row and group, what the table of the month before left out. The same cells are left out again, so
    /// that the two tables side by side tell no more than one: what hides a count in the first hides it in the second too. Not
    /// so where more than half of the employers came or went: only counts that are the same are protected there.
    private mutating func add(
        _ set: Set<Int>, isShown: Bool, former: [[SizeTables.Left?]] = [], formerSum: Int = 0
    ) {
        guard tables[set] == nil else { return }
        var rows = SizeFamily.allCases.map { _ in [Int](repeating: 0, count: Self.groups) }
        for piece in set {
            for (family, counts) in pieces[piece] {
                let row = SizeFamily(family).rawValue
                rows[row] = zip(rows[row], counts).map(+)
            }
        }
        rows.append((0..<Self.groups).map { group in rows.reduce(0) { $0 + $1[group] } })
        let sums = rows.map { $0.reduce(0, +) }
        let sum = sums.last ?? 0
        let isNear = sum <= 2 * formerSum && formerSum <= 2 * sum
        let cells = rows.enumerated().map { rank, row in
            zip(row.indices, rule.sensitive(row)).map { group, isSensitive in
                let left = rank < former.count ? former[rank][group] : nil
                return problem.addCell(
                    row[group], isSensitive: isSensitive || left?.secret == row[group],
                    isShown: isShown && !(isNear && left != nil))
            }
        }
        tables[set] = (cells, sums)
        // How many employers there are, of each family, is public wherever it is.
        for (row, sum) in zip(cells, sums) { problem.add(.init(row, sum: sum)) }
        guard let total = cells.last else { return }
        for group in 0..<Self.groups {
            problem.add(.init(cells.dropLast().map { $0[group] }, make: total[group]))
        }
    }

    /// The tables as they may be shown, and what they leave out.
    func solved(_ keys: some Sequence<Int>) -> (shown: [Int: SizeTables.Table], left: [Int: [[SizeTables.Left?]]]) {
        let (hidden, found) = problem.solved()
        let known = Set(found)
        var shown: [Int: SizeTables.Table] = [:]
        var left: [Int: [[SizeTables.Left?]]] = [:]
        for key in keys {
            guard let table = tables[territories[key] ?? []] else { continue }
            let rows = zip(table.cells, table.sums).map { cells, sum in
                SizeTables.Row(counts: cells.map { hidden[$0] ? nil : problem.values[$0] }, sum: sum)
            }
            guard let total = rows.last else { continue }
            let families = zip(SizeFamily.allCases, rows.dropLast()).filter { $0.1.sum > 0 }
            shown[key] = SizeTables.Table(
                families: Dictionary(families.map { ($0.0, $0.1) }) { first, _ in first }, total: total)
            left[key] = table.cells.map { row in
                row.map { hidden[$0] ? .init(secret: known.contains($0) ? nil : problem.values[$0]) : nil }
            }
        }
        return (shown, left)
    }
}
