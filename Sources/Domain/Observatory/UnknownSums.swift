/// Sums of unknowns, all of them known: which unknowns do they give? Worked out modulo a prime, so large that sums of ones
/// behave as they do over fractions.
///
/// Rows are reduced by the unknown that fewest of them hold, so that they stay short. Then unknowns are given values that
/// agree with all sums being zero, chosen haphazardly where there is a choice: those that the sums give are zero whatever
/// is chosen, any other is not (but once in two thousand million, and it is done twice).
struct UnknownSums {
    private typealias Term = (unknown: Int, factor: UInt64)

    private static let prime: UInt64 = 2_147_483_647

    /// By unknown.
    private var rows: [[Term]] = []
    private var isActive: [Bool] = []
    /// The rows that hold an unknown, and some that did.
    private var users: [[Int]]
    private var counts: [Int]
    /// Unknowns by how many rows hold them, and some that were.
    private var buckets: [[Int]] = []
    private var pivots: [(unknown: Int, row: Int)] = []

    init(count: Int) {
        users = [[Int]](repeating: [], count: count)
        counts = [Int](repeating: 0, count: count)
    }

    mutating func add(_ parts: [Int], making whole: Int?) {
        var terms: [Term] = parts.map { (unknown: $0, factor: 1) }
        if let whole { terms.append((unknown: whole, factor: Self.prime - 1)) }
        guard !terms.isEmpty else { return }
        terms.sort { $0.unknown < $1.unknown }
        for term in terms {
            users[term.unknown].append(rows.count)
            counts[term.unknown] += 1
        }
        rows.append(terms)
        isActive.append(true)
    }

    mutating func determined() -> [Int] {
        reduce()
        let isKnown = nullVector(1).map { $0 == 0 }
        let again = nullVector(2)
        return pivots.map(\.unknown).filter { isKnown[$0] && again[$0] == 0 }
    }

    private mutating func reduce() {
        for (unknown, count) in counts.enumerated() where count > 0 { note(unknown) }
        while let unknown = next() {
            let holders = users[unknown].filter { isActive[$0] && factor(of: unknown, in: rows[$0]) != 0 }
            guard let pivot = holders.min(by: { rows[$0].count < rows[$1].count }) else { continue }
            isActive[pivot] = false
            pivots.append((unknown, pivot))
            let inverse = Self.power(factor(of: unknown, in: rows[pivot]), Self.prime - 2)
            for other in Set(holders) where other != pivot {
                let times = factor(of: unknown, in: rows[other]) * inverse % Self.prime
                subtract(rows[pivot], times: times, from: other)
            }
            for term in rows[pivot] {
                counts[term.unknown] -= 1
                note(term.unknown)
            }
        }
    }

    private mutating func note(_ unknown: Int) {
        let count = counts[unknown]
        while buckets.count <= count { buckets.append([]) }
        if count > 0 { buckets[count].append(unknown) }
    }

    private mutating func next() -> Int? {
        for count in buckets.indices {
            while let unknown = buckets[count].popLast() { if counts[unknown] == count { return unknown } }
        }
        return nil
    }

    private func factor(of unknown: Int, in row: [Term]) -> UInt64 {
        var (low, high) = (0, row.count)
        while low < high {
            let middle = (low + high) / 2
            if row[middle].unknown < unknown { low = middle + 1 } else { high = middle }
        }
        return low < row.count && row[low].unknown == unknown ? row[low].factor : 0
    }

    private mutating func subtract(_ pivot: [Term], times: UInt64, from number: Int) {
        let row = rows[number]
        var result: [Term] = []
        result.reserveCapacity(row.count + pivot.count)
        var (left, right) = (0, 0)
        while left < row.count || right < pivot.count {
            if right == pivot.count || left < row.count && row[left].unknown < pivot[right].unknown {
                result.append(row[left])
                left += 1
                continue
            }
            let term = pivot[right]
            right += 1
            let taken = (Self.prime - times) * term.factor % Self.prime
            guard left < row.count, row[left].unknown == term.unknown else {
                result.append((term.unknown, taken))
                users[term.unknown].append(number)
                counts[term.unknown] += 1
                note(term.unknown)
                continue
            }
            let rest = (row[left].factor + taken) % Self.prime
            left += 1
            if rest != 0 {
                result.append((term.unknown, rest))
            } else {
                counts[term.unknown] -= 1
                note(term.unknown)
            }
        }
        rows[number] = result
        if result.isEmpty { isActive[number] = false }
    }

    /// Values of the unknowns for which every sum is zero; haphazard where nothing is imposed.
    private func nullVector(_ seed: UInt64) -> [UInt64] {
        var state = seed &* 0x9E37_79B9_7F4A_7C15
        var values = counts.map { _ -> UInt64 in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33 % Self.prime
        }
        for pivot in pivots.reversed() {
            var sum: UInt64 = 0
            var own: UInt64 = 1
            for term in rows[pivot.row] {
                if term.unknown == pivot.unknown {
                    own = term.factor
                } else {
                    sum = (sum + term.factor * values[term.unknown]) % Self.prime
                }
            }
            values[pivot.unknown] = (Self.prime - sum) % Self.prime * Self.power(own, Self.prime - 2) % Self.prime
        }
        return values
    }

    private static func power(_ base: UInt64, _ exponent: UInt64) -> UInt64 {
        var (result, base, exponent) = (UInt64(1), base % prime, exponent)
        while exponent > 0 {
            if exponent & 1 == 1 { result = result * base % prime }
            base = base * base % prime
            exponent >>= 1
        }
        return result
    }
}
