import Testing

@testable import Domain

/// Tables of territories that overlap, and of months that follow each other, put side by side by somebody who has them all.
struct OverlapSecrecyTests {
    private typealias Sizes = [Family: [Int]]
    private static let families = [Family.association, .cooperative, .company]
    private static let groups = SizeGroup.allCases.count
    private let rule = SecrecyRule(least: 3, dominance: 100)

    /// A region (1), two départements (2, 3), two Pays (4, 5) of which one is in both, three intercommunalités (6 to 8) of which
    /// one is in two Pays and one partly in none.
    private static let levels = [[1], [2, 3], [4, 5], [6, 7, 8]]
    private static let wholes: [Set<Int>] = [
        [1, 2, 4, 6], [1, 2, 4, 7], [1, 2, 5, 7], [1, 3, 5, 7], [1, 3, 5, 8], [1, 3, 8], [1, 3, 5],
    ]

    private func places(_ random: inout SeededRandom, most: Int = 3) -> [SizeTables.Place] {
        Self.wholes.map { keys in
            var sizes: Sizes = [:]
            for family in Self.families {
                sizes[family] = (0..<Self.groups).map { _ in Int.random(in: 0...most, using: &random) }
            }
            return SizeTables.Place(in: keys, sizes)
        }
    }

    /// What is published, as sums over the counts of each piece (piece × family × group), put in echelon form modulo a prime:
    /// linear algebra and nothing of the program under test.
    private struct Knowledge {
        static let prime: UInt64 = 2_147_483_647
        private var rows: [Int: [UInt64]] = [:]

        private func reduced(_ form: [UInt64]) -> [UInt64] {
            var form = form
            for pivot in form.indices where form[pivot] != 0 {
                guard let row = rows[pivot] else { continue }
                let factor = Self.prime - form[pivot]
                for place in pivot..<form.count where row[place] != 0 {
                    form[place] = (form[place] + factor * row[place]) % Self.prime
                }
            }
            return form
        }

        mutating func learn(_ form: [UInt64]) {
            let rest = reduced(form)
            guard let pivot = rest.firstIndex(where: { $0 != 0 }) else { return }
            let inverse = Self.power(rest[pivot], Self.prime - 2)
            rows[pivot] = rest.map { $0 * inverse % Self.prime }
        }

        /// Whether a combination of what is published gives this sum.
        func gives(_ form: [UInt64]) -> Bool { reduced(form).allSatisfy { $0 == 0 } }

        private static func power(_ base: UInt64, _ exponent: UInt64) -> UInt64 {
            var (result, base, exponent) = (UInt64(1), base, exponent)
            while exponent > 0 {
                if exponent & 1 == 1 { result = result * base % prime }
                base = base * base % prime
                exponent >>= 1
            }
            return result
        }
    }

    /// The sum of some pieces, some families, some groups.
    private func form(_ pieces: [Int], _ families: Range<Int>, _ groups: Range<Int>) -> [UInt64] {
        var form = [UInt64](repeating: 0, count: Self.wholes.count * Self.families.count * Self.groups)
        for piece in pieces {
            for family in families {
                for group in groups { form[(piece * Self.families.count + family) * Self.groups + group] = 1 }
            }
        }
        return form
    }

    private func pieces(of key: Int) -> [Int] { Self.wholes.indices.filter { Self.wholes[$0].contains(key) } }

    private func rows(of family: Int) -> Range<Int> { family == 3 ? 0..<3 : family..<family + 1 }

    private func value(_ places: [SizeTables.Place], _ pieces: [Int], _ family: Int, _ group: Int) -> Int {
        rows(of: family).reduce(0) { sum, family in
            pieces.reduce(sum) { $0 + (places[$1].sizes[Self.families[family]]?[group] ?? 0) }
        }
    }

    private func learn(
        _ tables: SizeTables, into knowledge: inout Knowledge, as place: ([UInt64]) -> [UInt64] = { $0 }
    ) {
        let all = 0..<Self.groups
        // How many employers of each family there are, in each commune and so in each piece.
        for piece in Self.wholes.indices {
            for family in 0..<3 { knowledge.learn(place(form([piece], rows(of: family), all))) }
        }
        for (key, table) in tables.tables {
            for (family, row) in table.rows.enumerated() {
                for (group, count) in (row?.counts ?? (0..<Self.groups).map { _ in 0 }).enumerated() where count != nil
                {
                    knowledge.learn(place(form(pieces(of: key), rows(of: family), group..<group + 1)))
                }
            }
        }
    }

    /// Every territory, what any two have in common, what each holds besides all those of a smaller kind, every piece.
    private var targets: Set<[Int]> {
        let keys = Self.levels.flatMap(\.self)
        var targets: Set<[Int]> = []
        for one in keys {
            targets.insert(pieces(of: one))
            for other in keys where other != one {
                targets.insert(pieces(of: one).filter { pieces(of: other).contains($0) })
            }
        }
        for piece in Self.wholes.indices { targets.insert([piece]) }
        for (rank, level) in Self.levels.enumerated() {
            for (whole, smaller) in level.flatMap({ whole in Self.levels.dropFirst(rank + 1).map { (whole, $0) } }) {
                targets.insert(pieces(of: whole).filter { Self.wholes[$0].isDisjoint(with: smaller) })
            }
        }
        return targets.filter { !$0.isEmpty }
    }

    /// Small counts that a combination of what is known gives.
    private func found(
        _ places: [SizeTables.Place], by knowledge: Knowledge, as place: ([UInt64]) -> [UInt64] = { $0 }
    ) -> [String] {
        targets.flatMap { target in
            (0...3).flatMap { family in
                (1..<Self.groups).compactMap { group in
                    let count = value(places, target, family, group)
                    guard count > 0, count < rule.least,
                        knowledge.gives(place(form(target, rows(of: family), group..<group + 1)))
                    else { return nil }
                    return "\(count) employers of \(family), size \(group), in \(target)"
                }
            }
        }
    }

    @Test(arguments: 0..<6) func nothingSmallIsFoundInTerritoriesNorInWhatTheyHaveInCommon(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed * 31 + 5))
        let places = places(&random)
        let tables = SizeTables(places, levels: Self.levels, rule: rule)
        var knowledge = Knowledge()
        learn(tables, into: &knowledge)
        let found = found(places, by: knowledge)
        #expect(found == [])
        #expect(tables.tables.values.contains { !$0.total.isWhole })
    }

    @Test func somebodyToWhomNothingIsHiddenFindsWhatAnOverlapHolds() {
        let blind = Self.levels.flatMap(\.self).reduce(into: Knowledge()) { knowledge, key in
            for family in 0...3 {
                for group in 0..<Self.groups {
                    knowledge.learn(form(pieces(of: key), rows(of: family), group..<group + 1))
                }
            }
        }
        // An intercommunalité in two Pays: what one of them holds of it is its table less those of its other parts. The
        // attacker of the test above can find something.
        let isFound = blind.gives(form([1], 0..<1, 3..<4))
        #expect(isFound)
    }

    private static let movedPiece = 6

    private func twoMonths(_ seed: Int) -> (before: [SizeTables.Place], after: [SizeTables.Place]) {
        var random = SeededRandom(seed: UInt64(seed * 17 + 11))
        let before = places(&random)
        var after = before
        var moved = after[Self.movedPiece].sizes
        moved[.association]?[2] += 4
        moved[.cooperative]?[5] += 7
        after[Self.movedPiece] = SizeTables.Place(in: after[Self.movedPiece].wholes, moved)
        return (before, after)
    }

    /// Two months in one system: what did not move is the same unknown in both, what did is two.
    private func joint(_ isLater: Bool) -> ([UInt64]) -> [UInt64] {
        { form in
            let first = Self.movedPiece * Self.families.count * Self.groups
            let own = Array(form[first...])
            let nothing = own.map { _ in UInt64(0) }
            return form[..<first] + (isLater ? nothing + own : own + nothing)
        }
    }

    /// The attacker knows both months, and that nothing moved but in one piece.
    @Test(arguments: 0..<6) func twoMonthsPutTogetherGiveNothingSmall(seed: Int) {
        let (before, after) = twoMonths(seed)
        let first = SizeTables(before, levels: Self.levels, rule: rule)
        let second = SizeTables(after, levels: Self.levels, rule: rule, after: first)
        var knowledge = Knowledge()
        learn(first, into: &knowledge, as: joint(false))
        learn(second, into: &knowledge, as: joint(true))
        let found = found(before, by: knowledge, as: joint(false)) + found(after, by: knowledge, as: joint(true))
        #expect(found == [])
    }

    /// The attacker of the test above finds something where the second month does not look at the first.
    @Test func monthsThatDoNotLookAtEachOtherGiveSmallCountsAway() {
        let all = (0..<6).flatMap { seed in
            let (before, after) = twoMonths(seed)
            var knowledge = Knowledge()
            learn(SizeTables(before, levels: Self.levels, rule: rule), into: &knowledge, as: joint(false))
            learn(SizeTables(after, levels: Self.levels, rule: rule), into: &knowledge, as: joint(true))
            return found(before, by: knowledge, as: joint(false))
        }
        #expect(!all.isEmpty)
    }

    /// A first month of which little was imported hides nearly everything; the next, whole, shows what it would have shown.
    @Test func aMonthThatWasCountedInPartDoesNotBlankTheNext() {
        var random = SeededRandom(seed: 97)
        let whole = places(&random, most: 60)
        let few = whole.map { place in
            SizeTables.Place(in: place.wholes, place.sizes.mapValues { $0.map { min(1, $0 / 50) } })
        }
        func shown(_ tables: SizeTables) -> Int {
            tables.tables.values.reduce(0) { sum, table in
                table.rows.reduce(sum) { $0 + ($1?.counts.count { $0 != nil } ?? 0) }
            }
        }
        let alone = SizeTables(whole, levels: Self.levels, rule: rule)
        let after = SizeTables(
            whole, levels: Self.levels, rule: rule, after: SizeTables(few, levels: Self.levels, rule: rule))
        #expect(shown(after) > shown(alone) * 3 / 4)
    }

    /// What a month leaves out the next ones leave out too, and no more than they need: where nothing moved, the same.
    @Test(arguments: 0..<6) func whatIsLeftOutOfAMonthIsLeftOutOfTheNext(seed: Int) {
        let (before, after) = twoMonths(seed)
        let first = SizeTables(before, levels: Self.levels, rule: rule)
        let same = SizeTables(before, levels: Self.levels, rule: rule, after: first)
        let second = SizeTables(after, levels: Self.levels, rule: rule, after: first)
        for (key, table) in first.tables {
            #expect(same.tables[key]?.rows == table.rows)
            for (family, row) in table.rows.enumerated() {
                let later = second.tables[key]?.rows[family]
                for (group, count) in (row?.counts ?? []).enumerated() where count == nil {
                    #expect(later?.counts[group] == nil, "territory \(key), row \(family), size \(group)")
                }
            }
        }
    }
}
