/// What tables publish, as sums that anybody may write: which cells must not be found, and which are left out so that they
/// cannot be. Cells are numbered; an equation says that some of them make up another, or a number that is known.
package struct SecrecyProblem: Sendable {
    package struct Equation: Sendable {
        package let parts: [Int]
        /// The cell that the parts make up; nil when their sum is published, or known, apart.
        package let whole: Int?
        /// The sum, when it is no cell.
        package let sum: Int

        package init(_ parts: [Int], make whole: Int) { (self.parts, self.whole, sum) = (parts, whole, 0) }
        package init(_ parts: [Int], sum: Int) { (self.parts, whole, self.sum) = (parts, nil, sum) }

        var cells: [Int] { whole.map { parts + [$0] } ?? parts }
    }

    /// What cells hold.
    package private(set) var values: [Int] = []
    package private(set) var isSensitive: [Bool] = []
    /// Cells that no table shows, but that sums may give away.
    package private(set) var isShown: [Bool] = []
    package private(set) var equations: [Equation] = []

    package init() {}

    package mutating func addCell(_ value: Int, isSensitive: Bool, isShown: Bool = true) -> Int {
        values.append(value)
        self.isSensitive.append(isSensitive)
        self.isShown.append(isShown)
        return values.count - 1
    }

    package mutating func add(_ equation: Equation) { equations.append(equation) }

    /// The cells that are left out: the sensitive ones, then as many others as it takes so that none of them can be worked
    /// out, by subtracting, adding or bounding, from all that is left.
    package func hidden() -> [Bool] { solved().hidden }

    /// The same, and the cells left out that can be worked out all the same: none of them is sensitive.
    func solved() -> (hidden: [Bool], found: [Int]) {
        var hidden = zip(isSensitive, isShown).map { $0 || !$1 }
        let sums = SecrecySums(self)
        // How many cells each sum leaves out.
        var gaps = equations.map { $0.cells.count { hidden[$0] } }
        while true {
            // Bounds first: they are quick, and what they find need not be found by combining.
            var attack = SecrecyAttack(self, sums, hidden: hidden)
            var found = attack.found.filter { isSensitive[$0] }
            if found.isEmpty {
                attack.combine(self, hidden: hidden)
                found = attack.found.filter { isSensitive[$0] }
            }
            var isChanged = false
            for cell in found {
                // Others may have covered it meanwhile; one too many costs little.
                guard let cover = cover(for: cell, hidden, sums.users, gaps) else { continue }
                hidden[cover] = true
                for equation in sums.users[cover] { gaps[equation] += 1 }
                isChanged = true
            }
            guard isChanged else { return (hidden, attack.found) }
        }
    }

    /// The cell to leave out so that `cell` is covered. A sum in which a cell is the only one left out gives that cell away,
    /// and perhaps others with it: such a sum is covered when there is one near. Else a nearest sum of any kind.
    private func cover(for cell: Int, _ hidden: [Bool], _ users: [[Int]], _ gaps: [Int]) -> Int? {
        for isBareOnly in [true, false] {
            var seen: Set<Int> = [cell]
            var front = [cell]
            while !front.isEmpty, !isBareOnly || seen.count < Self.near {
                let sums = front.flatMap { users[$0] }
                let open = isBareOnly ? sums.filter { gaps[$0] == 1 } : sums
                if let best = open.compactMap({ cheapest(in: $0, hidden) }).min() { return best.cell }
                front = sums.flatMap { equations[$0].cells }.filter { hidden[$0] && seen.insert($0).inserted }
            }
        }
        return nil
    }

    /// How many cells are looked at around one, in search of what gives it away.
    private static let near = 300

    private struct Choice: Comparable {
        let cost, cell: Int
        static func < (left: Choice, right: Choice) -> Bool { (left.cost, left.cell) < (right.cost, right.cell) }
    }

    /// The least that is not nothing; totals last.
    private func cheapest(in equation: Int, _ hidden: [Bool]) -> Choice? {
        equations[equation].cells.filter { !hidden[$0] }.map { cell in
            let isWhole = equations[equation].whole == cell
            return Choice(cost: values[cell] == 0 ? 1 << 20 : values[cell] + (isWhole ? 1 << 24 : 0), cell: cell)
        }.min()
    }
}
