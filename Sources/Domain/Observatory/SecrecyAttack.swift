/// What somebody finds who has every table that is published: bounds that sums impose on what is left out (nothing is below
/// zero), and cells that a combination of sums gives exactly.
package struct SecrecyAttack: Sendable {
    /// Hidden cells whose value is known all the same.
    package private(set) var found: [Int]
    package let low: [Int]
    /// `Int.max` when nothing bounds it.
    package let high: [Int]

    package init(_ problem: SecrecyProblem, hidden: [Bool]) {
        self.init(problem, SecrecySums(problem), hidden: hidden)
        combine(problem, hidden: hidden)
    }

    /// What bounds give, before sums are combined, which takes longer.
    init(_ problem: SecrecyProblem, _ sums: SecrecySums, hidden: [Bool]) {
        var bounds = HiddenBounds(problem, sums, hidden: hidden)
        bounds.tighten()
        (low, high) = (bounds.low, bounds.high)
        found = []
        for cell in hidden.indices where hidden[cell] && low[cell] == high[cell] { found.append(cell) }
    }

    /// Adds what combining sums gives.
    mutating func combine(_ problem: SecrecyProblem, hidden: [Bool]) {
        var system = UnknownSums(count: hidden.count)
        for equation in problem.equations {
            // What bounds have settled is no longer unknown.
            let parts = equation.parts.filter { hidden[$0] && low[$0] < high[$0] }
            let whole = equation.whole.flatMap { hidden[$0] && low[$0] < high[$0] ? $0 : nil }
            system.add(parts, making: whole)
        }
        found = Set(found).union(system.determined()).sorted()
    }
}

/// Propagation: each cell is at least what its sum leaves when the others are greatest, at most when they are least.
/// Indices rather than iterators: it runs a hundred times a month of tables.
private struct HiddenBounds {
    private let sums: SecrecySums
    private(set) var low: [Int]
    private(set) var high: [Int]
    private var waiting: [Int]
    private var isWaiting: [Bool]

    init(_ problem: SecrecyProblem, _ sums: SecrecySums, hidden: [Bool]) {
        self.sums = sums
        low = problem.values
        high = problem.values
        for cell in hidden.indices where hidden[cell] { (low[cell], high[cell]) = (0, .max) }
        waiting = Array(0..<sums.count)
        isWaiting = [Bool](repeating: true, count: sums.count)
    }

    mutating func tighten() {
        // Each round narrows a whole number of units: it ends, and is stopped if it were ever slow to.
        var rounds = 0
        while let number = waiting.popLast(), rounds < 4_000_000 {
            isWaiting[number] = false
            rounds += 1
            tighten(number)
        }
    }

    private mutating func tighten(_ number: Int) {
        let (first, end) = (sums.starts[number], sums.starts[number + 1])
        var (least, most, endless, open) = (0, 0, 0, 0)
        var place = first
        while place < end {
            let part = sums.parts[place]
            let (bottom, top) = (low[part], high[part])
            least += bottom
            if top == .max { endless += 1 } else { most += top }
            if bottom < top { open += 1 }
            place += 1
        }
        let whole = sums.wholes[number]
        if whole >= 0 { narrow(whole, from: least, to: endless == 0 ? most : .max) }
        guard open > 0 else { return }
        let sumLow = whole >= 0 ? low[whole] : sums.totals[number]
        let sumHigh = whole >= 0 ? high[whole] : sums.totals[number]
        place = first
        while place < end {
            let part = sums.parts[place]
            place += 1
            let (bottom, top) = (low[part], high[part])
            guard bottom < top else { continue }
            let upper = sumHigh == .max ? Int.max : sumHigh - (least - bottom)
            let othersEndless = top == .max ? endless - 1 : endless
            let othersMost = top == .max ? most : most - top
            narrow(part, from: othersEndless == 0 ? sumLow - othersMost : 0, to: upper)
        }
    }

    private mutating func narrow(_ cell: Int, from lower: Int, to upper: Int) {
        let (bottom, top) = (low[cell], high[cell])
        guard bottom < top, lower > bottom || upper < top else { return }
        if lower > bottom { low[cell] = lower }
        if upper < top { high[cell] = upper }
        let users = sums.users[cell]
        var place = 0
        while place < users.count {
            let user = users[place]
            place += 1
            if !isWaiting[user] {
                isWaiting[user] = true
                waiting.append(user)
            }
        }
    }
}
