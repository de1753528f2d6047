/// What somebody finds who has every table that is published: bounds that sums impose on what is left out (nothing is below
/// zero), and cells that a combination of sums gives exactly.
package struct SecrecyAttack: Sendable {
    /// Hidden cells whose value is known all the same.
    package let found: [Int]
    package let low: [Int]
    /// `Int.max` when nothing bounds it.
    package let high: [Int]

    /// `combines`: whether sums are combined too, which takes longer than bounding.
    package init(_ problem: SecrecyProblem, hidden: [Bool], combines: Bool = true) {
        var bounds = HiddenBounds(problem, hidden: hidden)
        bounds.tighten()
        let (low, high) = (bounds.low, bounds.high)
        (self.low, self.high) = (low, high)
        let pinned = hidden.indices.filter { hidden[$0] && low[$0] == high[$0] }
        guard combines else {
            found = pinned
            return
        }
        var system = UnknownSums(count: hidden.count)
        for equation in problem.equations {
            // What bounds have settled is no longer unknown.
            let parts = equation.parts.filter { hidden[$0] && low[$0] < high[$0] }
            let whole = equation.whole.flatMap { hidden[$0] && low[$0] < high[$0] ? $0 : nil }
            system.add(parts, making: whole)
        }
        found = Set(pinned).union(system.determined()).sorted()
    }
}

/// Propagation: each cell is at least what its sum leaves when the others are greatest, at most when they are least.
private struct HiddenBounds {
    private let problem: SecrecyProblem
    private(set) var low: [Int]
    private(set) var high: [Int]
    private var waiting: [Int]
    private var isWaiting: [Bool]
    private var users: [[Int]]

    init(_ problem: SecrecyProblem, hidden: [Bool]) {
        self.problem = problem
        low = zip(problem.values, hidden).map { $1 ? 0 : $0 }
        high = zip(problem.values, hidden).map { $1 ? Int.max : $0 }
        waiting = Array(problem.equations.indices)
        isWaiting = waiting.map { _ in true }
        users = [[Int]](repeating: [], count: problem.values.count)
        for (number, equation) in problem.equations.enumerated() {
            for cell in equation.cells where hidden[cell] { users[cell].append(number) }
        }
    }

    mutating func tighten() {
        // Each round narrows a whole number of units: it ends, and is stopped if it were ever slow to.
        var rounds = 0
        while let number = waiting.popLast(), rounds < 4_000_000 {
            isWaiting[number] = false
            rounds += 1
            tighten(problem.equations[number])
        }
    }

    private mutating func tighten(_ equation: SecrecyProblem.Equation) {
        let least = equation.parts.reduce(0) { $0 + low[$1] }
        var most = 0
        var endless = 0
        for part in equation.parts {
            if high[part] == .max { endless += 1 } else { most += high[part] }
        }
        if let whole = equation.whole {
            narrow(whole, from: least, to: endless == 0 ? most : .max)
        }
        let sumLow = equation.whole.map { low[$0] } ?? equation.sum
        let sumHigh = equation.whole.map { high[$0] } ?? equation.sum
        for part in equation.parts where low[part] < high[part] {
            let upper = sumHigh == .max ? Int.max : sumHigh - (least - low[part])
            let othersEndless = high[part] == .max ? endless - 1 : endless
            let othersMost = high[part] == .max ? most : most - high[part]
            narrow(part, from: othersEndless == 0 ? sumLow - othersMost : 0, to: upper)
        }
    }

    private mutating func narrow(_ cell: Int, from lower: Int, to upper: Int) {
        guard low[cell] < high[cell], lower > low[cell] || upper < high[cell] else { return }
        low[cell] = max(low[cell], lower)
        high[cell] = min(high[cell], upper)
        for user in users[cell] where !isWaiting[user] {
            isWaiting[user] = true
            waiting.append(user)
        }
    }
}
