/// The sums of a problem laid end to end, and which hold each cell: what is gone through hundreds of times.
struct SecrecySums {
    /// The parts of sum `n` are those from `starts[n]` to `starts[n + 1]`.
    private(set) var parts: [Int] = []
    private(set) var starts = [0]
    /// The cell that the parts make up, or -1, and the sum when it is no cell.
    private(set) var wholes: [Int] = []
    private(set) var totals: [Int] = []
    /// The sums that hold each cell.
    private(set) var users: [[Int]]

    init(_ problem: SecrecyProblem) {
        users = [[Int]](repeating: [], count: problem.values.count)
        for (number, equation) in problem.equations.enumerated() {
            parts += equation.parts
            starts.append(parts.count)
            wholes.append(equation.whole ?? -1)
            totals.append(equation.sum)
            for cell in equation.cells { users[cell].append(number) }
        }
    }

    var count: Int { wholes.count }
}
