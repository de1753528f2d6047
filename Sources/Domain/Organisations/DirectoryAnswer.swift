/// What a question finds.
package struct DirectoryAnswer: Sendable {
    /// How many organisations answer in all.
    package let total: Int
    /// Those of the asked page, in order.
    package let page: [ID<Organisation>]
    /// How many there would be for each choice of a filter, the filter itself set aside.
    private let counts: [DirectoryFacet: [String: Int]]
    /// The same for territories, by their number in the index.
    private let sums: [Int32]
    private let numbers: DirectoryBuilder.Registry<String>
    /// The answers on the map, when they were asked for.
    package let map: DirectoryMap?
    /// Words of the question that nothing says, and that were left out.
    package let unknownWords: [String]
    /// Words that were read as others: « resourcerie » → « ressourcerie ».
    package let corrections: [(typed: String, read: String)]

    /// In bytes, about.
    package var size: Int { sums.count * 4 + 16_384 }

    package func counts(_ facet: DirectoryFacet) -> [String: Int] { counts[facet] ?? [:] }

    /// How many there would be in a territory, whatever territory is asked for.
    package func count(in slug: String) -> Int { numbers[slug].map { Int(sums[$0]) } ?? 0 }

    /// The territories that would leave most, among those wanted.
    package func largest(_ count: Int, where isWanted: (String) -> Bool) -> [(slug: String, count: Int)] {
        var kept: [(slug: String, count: Int)] = []
        // What a territory must be above to come in.
        var least: Int32 = 0
        sums.withUnsafeBufferPointer { sums in
            for number in sums.indices where sums[number] > least {
                guard isWanted(numbers.keys[number]) else { continue }
                let sum = Int(sums[number])
                if kept.count == count { kept.removeLast() }
                let place = kept.firstIndex { $0.count < sum } ?? kept.count
                kept.insert((numbers.keys[number], sum), at: place)
                if kept.count == count, let last = kept.last { least = Int32(clamping: last.count) }
            }
        }
        return kept
    }

    init(
        total: Int, page: [ID<Organisation>], counts: [DirectoryFacet: [String: Int]], sums: [Int32],
        numbers: DirectoryBuilder.Registry<String>, map: DirectoryMap?, reading: DirectoryReading
    ) {
        (self.total, self.page, self.counts, self.map) = (total, page, counts, map)
        (self.sums, self.numbers) = (sums, numbers)
        (unknownWords, corrections) = (reading.unknown, reading.corrections)
    }
}
