import Testing

@testable import Domain

/// What is left out of tables must not be found again by whoever has all that is left.
struct SecrecyTests {
    /// Every way of filling the hidden cells that agrees with all sums: the strongest attacker, for small tables.
    private func solutions(_ problem: SecrecyProblem, _ hidden: [Bool], most: Int) -> [[Int]] {
        let unknown = hidden.indices.filter { hidden[$0] }
        var values = zip(problem.values, hidden).map { $1 ? 0 : $0 }
        var found: [[Int]] = []
        func agrees() -> Bool {
            problem.equations.allSatisfy { equation in
                let sum = equation.parts.reduce(0) { $0 + values[$1] }
                return sum == (equation.whole.map { values[$0] } ?? equation.sum)
            }
        }
        func fill(_ rank: Int) {
            guard rank < unknown.count else {
                if agrees() { found.append(values) }
                return
            }
            for value in 0...most {
                values[unknown[rank]] = value
                fill(rank + 1)
            }
            values[unknown[rank]] = 0
        }
        fill(0)
        return found
    }

    /// A table of small counts with its margins, all of it published.
    private func table(_ counts: [[Int]], least: Int) -> SecrecyProblem {
        var problem = SecrecyProblem()
        let cells = counts.map { row in
            row.map { problem.addCell($0, isSensitive: $0 > 0 && $0 < least) }
        }
        for (row, numbers) in zip(counts, cells) {
            problem.add(.init(numbers, sum: row.reduce(0, +)))
        }
        for column in counts[0].indices {
            problem.add(.init(cells.map { $0[column] }, sum: counts.reduce(0) { $0 + $1[column] }))
        }
        return problem
    }

    @Test func aCellAloneInItsRowAndColumnIsCovered() {
        let problem = table([[1, 9, 7], [8, 6, 9], [5, 9, 8]], least: 3)
        #expect(SecrecyAttack(problem, hidden: problem.isSensitive).found == [0])
        let hidden = problem.hidden()
        #expect(hidden.filter(\.self).count == 4)
        #expect(SecrecyAttack(problem, hidden: hidden).found == [])
    }

    /// Subtracting no single sum gives it, adding two and taking away two others does.
    @Test func aCellThatOnlyACombinationOfSumsGivesIsFound() {
        var problem = SecrecyProblem()
        let (x, y, z) = (
            problem.addCell(4, isSensitive: false), problem.addCell(4, isSensitive: false),
            problem.addCell(2, isSensitive: true)
        )
        problem.add(.init([x, y], sum: 8))
        problem.add(.init([x, y, z], sum: 10))
        let attack = SecrecyAttack(problem, hidden: [true, true, true])
        #expect(attack.found == [z])
        #expect(attack.low[z] < attack.high[z])
    }

    @Test func boundsFindWhatSumsAloneDoNot() {
        var problem = SecrecyProblem()
        let cells = (0..<3).map { _ in problem.addCell(0, isSensitive: true) }
        problem.add(.init(cells, sum: 0))
        #expect(SecrecyAttack(problem, hidden: [true, true, true]).found == cells)
    }

    @Test(arguments: 0..<60) func noSensitiveCellOfARandomTableHasOneValueOnly(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed + 1))
        let counts = (0..<3).map { _ in
            (0..<3).map { _ in Int.random(in: 0...4, using: &random) }
        }
        let problem = table(counts, least: 3)
        let hidden = problem.hidden()
        #expect(zip(problem.isSensitive, hidden).allSatisfy { !$0 || $1 })
        #expect(SecrecyAttack(problem, hidden: hidden).found.filter { problem.isSensitive[$0] } == [])
        // Nine unknowns of thirteen values would be too many to try: the attacker above has said enough of those.
        guard hidden.count(where: \.self) <= 6 else { return }
        let all = solutions(problem, hidden, most: 12)
        for cell in hidden.indices where problem.isSensitive[cell] {
            #expect(Set(all.map { $0[cell] }).count > 1, "cell \(cell) of \(counts)")
        }
    }

    private typealias Sizes = [Family: [Int]]

    /// 1: the region; 2 and 3: its Pays; 4 to 7: their parts; the first Pays and the region hold something besides.
    private static let levels = [[1], [2, 3], [4, 5, 6, 7]]

    private func nested(_ random: inout SeededRandom) -> [SizeTables.Place] {
        let wholes: [Set<Int>] = [[4, 2, 1], [5, 2, 1], [6, 3, 1], [7, 3, 1], [2, 1], [1]]
        return wholes.enumerated().map { rank, keys in
            SizeTables.Place(in: keys, some(&random, most: rank < 4 ? 4 : 1))
        }
    }

    private func sum(_ key: Int, _ places: [SizeTables.Place]) -> Sizes {
        places.filter { $0.wholes.contains(key) }.reduce(into: [:]) { total, place in
            total.merge(place.sizes) { zip($0, $1).map(+) }
        }
    }

    private func some(_ random: inout SeededRandom, most: Int) -> Sizes {
        var sizes: Sizes = [:]
        for family in [Family.association, .cooperative, .company] {
            sizes[family] = SizeGroup.allCases.map { _ in Int.random(in: 0...most, using: &random) }
        }
        return sizes
    }

    /// An attacker written apart: rows, columns and territories of what is shown, subtracted until nothing more is found.
    @Test(arguments: 0..<12) func nothingIsFoundBySubtractingTheTablesOfNestedTerritories(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed * 7 + 3))
        let places = nested(&random)
        let sizes = Dictionary(uniqueKeysWithValues: (1...7).map { ($0, sum($0, places)) })
        let rule = SecrecyRule(least: 3, dominance: 85)
        let tables = SizeTables(places, levels: Self.levels, rule: rule).tables
        var known: [[Int]: Int] = [:]
        func note(_ key: [Int], _ value: Int?) { if let value { known[key] = value } }
        let families = [Family.association, .cooperative, .company]
        let rows = SizeFamily.allCases
        for (territory, table) in tables {
            for (rank, family) in rows.enumerated() {
                let counts = table.families[family]?.counts ?? SizeGroup.allCases.map { _ in 0 }
                for (group, count) in counts.enumerated() { note([territory, rank, group], count) }
            }
            for (group, count) in table.total.counts.enumerated() { note([territory, 3, group], count) }
        }
        let groups = SizeGroup.allCases.indices
        var sums: [(parts: [[Int]], whole: [Int]?, sum: Int)] = []
        for (territory, table) in tables {
            for (rank, family) in rows.enumerated() {
                sums.append((groups.map { [territory, rank, $0] }, nil, table.families[family]?.sum ?? 0))
            }
            sums.append((groups.map { [territory, 3, $0] }, nil, table.total.sum))
            for group in groups { sums.append(((0..<3).map { [territory, $0, group] }, [territory, 3, group], 0)) }
        }
        for row in 0...3 {
            for group in groups { sums.append(([6, 7].map { [$0, row, group] }, [3, row, group], 0)) }
        }
        let shown = Set(known.keys)
        var isLearning = true
        while isLearning {
            isLearning = false
            for sum in sums {
                let terms = sum.parts + (sum.whole.map { [$0] } ?? [])
                let missing = terms.filter { known[$0] == nil }
                guard missing.count == 1, let cell = missing.first else { continue }
                let parts = sum.parts.filter { $0 != cell }.reduce(0) { $0 + (known[$1] ?? 0) }
                known[cell] = cell == sum.whole ? parts : (sum.whole.flatMap { known[$0] } ?? sum.sum) - parts
                isLearning = true
            }
        }
        for cell in Set(known.keys).subtracting(shown) {
            let row = cell[1] == 3 ? nil : sizes[cell[0]]?[families[cell[1]]]
            let value = known[cell] ?? 0
            // What an attacker may find is only what needed no secret.
            #expect(row == nil || value == 0 || value >= rule.least || cell[2] == SizeGroup.untold.rawValue, "\(cell)")
        }
        #expect(tables.values.contains { !$0.total.isWhole })
    }

    @Test func whatIsShownIsRightAndSumsAreWhole() {
        var random = SeededRandom(seed: 5)
        let places = nested(&random)
        let tables = SizeTables(places, levels: Self.levels, rule: .usual).tables
        #expect(tables.keys.sorted() == [1, 2, 3, 4, 5, 6, 7])
        for (territory, table) in tables {
            for (family, row) in table.families {
                let counts = sum(territory, places).first { SizeFamily($0.key) == family }?.value ?? []
                #expect(row.sum == counts.reduce(0, +))
                for (shown, count) in zip(row.counts, counts) { #expect(shown == nil || shown == count) }
            }
        }
    }

    /// What is said of jobs comes from what is shown: the same tables with another true value behind a secret say the same.
    @Test func theBracketOfJobsTellsNothingThatTheTableDoesNot() {
        let row = SizeTables.Row(counts: [0, 2, nil, 4, nil, 0, 0, 0], sum: 10)
        #expect(row.jobs.low == 4 * 6 + 4 * 1)
        #expect(row.jobs.high == 4 * 19 + 4 * 49)
        #expect(SizeTables.Row(counts: [1, 0, 2, 0, 0, 0, 0, 3], sum: 6).jobs.french == "au moins 752")
        #expect(row.jobs.french == "de 28 à 272")
    }

    @Test func oneLargeEmployerAmongSmallOnesIsSecret() {
        let rule = SecrecyRule(least: 1, dominance: 85)
        // One of 100 to 249 beside two of 1 to 5: it may have 249 of 251 jobs.
        #expect(rule.sensitive([0, 0, 2, 0, 0, 0, 1, 0])[6])
        #expect(!rule.sensitive([0, 0, 0, 4, 4, 4, 4, 0])[6])
        #expect(rule.sensitive([0, 0, 0, 0, 0, 0, 0, 1])[7])
        // Whose band is not told says nothing of a size.
        #expect(SecrecyRule.usual.sensitive([1, 0, 0, 0, 0, 0, 0, 0]) == [Bool](repeating: false, count: 8))
    }
}
