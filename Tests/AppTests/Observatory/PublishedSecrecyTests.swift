import Domain
import Foundation
import HTTPTypes
import NIOCore
import Testing

@testable import App

/// Somebody downloads every file that the observatory publishes, for two months, and puts all of it in one system: what
/// families and sizes say of each commune are unknowns, what files say are sums of them. Nothing here is the program's.
struct PublishedSecrecyTests {
    typealias Place = SmallRegion.Place

    /// Legal categories and the row of the table of sizes that each is in.
    private static let categories = [("9220", 0), ("5458", 1), ("8210", 2)]
    private static let bands = [
        ["NN"], ["00"], ["01", "02"], ["03", "11"], ["12"], ["21"], ["22", "31"], ["32", "41"],
    ]
    private static let groups = bands.count
    private static let moved = SmallRegion.communes.count - 1
    private static let least = 3

    /// Communes of each territory that has a table, by their rank.
    private static let territories: [(slug: String, communes: [Int])] = [
        ("region-d-essai", Array(0..<8)), ("pays-du-nord", Array(0..<4)), ("pays-du-sud", Array(4..<8)),
        ("epci-200000000", [0, 1]), ("epci-200000001", [2, 3]), ("epci-200000002", [4, 5]),
        ("epci-200000003", [6, 7]),
    ]

    /// Unknowns of the last commune in the second month come after all the others, which are the same in both.
    private static func unknown(_ commune: Int, _ family: Int, _ group: Int, isLater: Bool) -> Int {
        let place = isLater && commune == moved ? SmallRegion.communes.count : commune
        return (place * 3 + family) * groups + group
    }

    private static let count = (SmallRegion.communes.count + 1) * 3 * groups

    private struct Sum { let parts: Set<Int>, value: Int }

    /// What is known, sum by sum, in echelon form modulo a prime; and bounds that nothing below zero gives.
    private struct Attacker {
        static let prime: UInt64 = 2_147_483_647
        private var rows: [Int: [UInt64]] = [:]
        private var sums: [Sum] = []

        private func form(_ parts: Set<Int>) -> [UInt64] {
            (0..<PublishedSecrecyTests.count).map { parts.contains($0) ? 1 : 0 }
        }

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

        mutating func learn(_ sum: Sum) {
            sums.append(sum)
            let rest = reduced(form(sum.parts))
            guard let pivot = rest.firstIndex(where: { $0 != 0 }) else { return }
            var (inverse, base, exponent) = (UInt64(1), rest[pivot], Self.prime - 2)
            while exponent > 0 {
                if exponent & 1 == 1 { inverse = inverse * base % Self.prime }
                base = base * base % Self.prime
                exponent >>= 1
            }
            rows[pivot] = rest.map { $0 * inverse % Self.prime }
        }

        func combines(_ parts: Set<Int>) -> Bool { reduced(form(parts)).allSatisfy { $0 == 0 } }

        /// The least and the most that each unknown can be, until nothing moves.
        func bounds() -> (low: [Int], high: [Int]) {
            var low = [Int](repeating: 0, count: PublishedSecrecyTests.count)
            var high = [Int](repeating: 1000, count: PublishedSecrecyTests.count)
            var isMoving = true
            while isMoving {
                isMoving = false
                for sum in sums {
                    let (least, most) = (sum.parts.reduce(0) { $0 + low[$1] }, sum.parts.reduce(0) { $0 + high[$1] })
                    for part in sum.parts {
                        let (bottom, top) = (sum.value - most + high[part], sum.value - least + low[part])
                        if bottom > low[part] { (low[part], isMoving) = (bottom, true) }
                        if top < high[part] { (high[part], isMoving) = (top, true) }
                    }
                }
            }
            return (low, high)
        }
    }

    private func places(_ random: inout SeededRandom) -> [[[Int]]] {
        SmallRegion.communes.indices.map { _ in
            (0..<3).map { family in
                (0..<Self.groups).map { _ in
                    family == 0 ? Int.random(in: 0...5, using: &random) : Int.random(in: 0...2, using: &random)
                }
            }
        }
    }

    private func lines(_ counts: [[[Int]]]) -> [Place] {
        var siren = 0
        return counts.enumerated().flatMap { commune, families in
            families.enumerated().flatMap { family, groups in
                groups.enumerated().flatMap { group, count in
                    (0..<count).map { rank -> Place in
                        siren += 1
                        return Place(
                            siren: siren, commune: SmallRegion.communes[commune],
                            band: Self.bands[group][rank % Self.bands[group].count], isEmployer: true,
                            category: Self.categories[family].0)
                    }
                }
            }
        }
    }

    private func cells(_ text: String) -> [[String]] {
        text.split(whereSeparator: \.isNewline).dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    /// What the files of a month say.
    private func published(_ month: String, isLater: Bool, _ browser: Browser) async throws -> [Sum] {
        var sums: [Sum] = []
        func parts(_ communes: [Int], _ families: Range<Int>, _ groups: Range<Int>) -> Set<Int> {
            Set(
                communes.flatMap { commune in
                    families.flatMap { family in
                        groups.map { Self.unknown(commune, family, $0, isLater: isLater) }
                    }
                })
        }
        for (rank, code) in SmallRegion.communes.enumerated() {
            let file = try await browser.get("/observatoire/commune-\(code)/fichiers/familles.csv?millesime=\(month)")
            for row in cells(file.text) {
                let family = ["association": 0, "coopérative": 1, "mutuelle": 2][row[0]]
                guard let family, let employers = Int(row[2]) else { continue }
                sums.append(Sum(parts: parts([rank], family..<family + 1, 0..<Self.groups), value: employers))
            }
            #expect(
                try await browser.get("/observatoire/commune-\(code)/fichiers/tailles.csv?millesime=\(month)").status
                    == .notFound)
        }
        for territory in Self.territories {
            let file = try await browser.get("/observatoire/\(territory.slug)/fichiers/tailles.csv?millesime=\(month)")
            let rows = cells(file.text)
            #expect(!rows.isEmpty)
            for row in rows {
                let family = ["association": 0, "coopérative": 1, "autres familles": 2][row[0]]
                let families = family.map { $0..<$0 + 1 } ?? 0..<3
                for group in 0..<Self.groups {
                    guard let count = Int(row[group + 1]) else { continue }
                    sums.append(Sum(parts: parts(territory.communes, families, group..<group + 1), value: count))
                }
            }
        }
        return sums
    }

    @Test(arguments: 0..<3) func nothingSmallIsFoundInAllThatIsPublishedOfTwoMonths(seed: Int) async throws {
        var random = SeededRandom(seed: UInt64(seed * 41 + 7))
        let first = places(&random)
        var second = first
        second[Self.moved][0][2] += 3
        second[Self.moved][1][4] += 2
        second[Self.moved][2][6] += 1
        let region = try await SmallRegion()
        try await region.bringIn(try region.write(lines(first), month: "2025-12"))
        try await region.bringIn(try region.write(lines(second), month: "2026-01"))
        let files = Mutexed<[Sum]>([])
        try await region.site.visit { browser in
            for (month, isLater) in [("2025-12", false), ("2026-01", true)] {
                let sums = try await published(month, isLater: isLater, browser)
                files.change { $0 += sums }
            }
        }
        let sums = files.value
        #expect(sums.count > 200)
        var attacker = Attacker()
        for sum in sums { attacker.learn(sum) }
        let bounds = attacker.bounds()
        for (counts, isLater) in [(first, false), (second, true)] {
            for territory in Self.territories + SmallRegion.communes.indices.map({ (slug: "", communes: [$0]) }) {
                for family in 0..<3 {
                    for group in 1..<Self.groups {
                        let count = territory.communes.reduce(0) { $0 + counts[$1][family][group] }
                        guard count > 0, count < Self.least else { continue }
                        let parts = Set(territory.communes.map { Self.unknown($0, family, group, isLater: isLater) })
                        let isCombined = attacker.combines(parts)
                        let isBounded = parts.allSatisfy { bounds.low[$0] == bounds.high[$0] }
                        #expect(
                            !isCombined && !isBounded, "\(territory.slug) \(territory.communes), \(family), \(group)")
                    }
                }
            }
        }
    }
}
