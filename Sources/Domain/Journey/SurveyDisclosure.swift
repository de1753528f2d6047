/// What may be told of the answers to one question so that nobody's answer can be read from it, even by subtracting what is
/// told from what else is told.
///
/// A group is told when it and every difference that can be made out of two ways of breaking down hold at least `threshold`
/// answers. Groups that cannot be told are put together as « les autres », whose count anybody can work out anyway. A group whose
/// members all answered the same is not told either: to know that one of them answered would be to know what.
package struct SurveyDisclosure: Sendable {
    package struct Group: Hashable, Sendable {
        /// Empty for the groups put together.
        package let name: String
        package let size: Int
        /// By option.
        package let counts: [String: Int]
    }

    package struct Breakdown: Sendable {
        package let kind: SurveyBreakdown
        /// The larger first.
        package let groups: [Group]
        /// Those put together, when some are.
        package let others: Group?
        package let hidden: [String]
    }

    package let question: SurveyQuestion
    /// Those who answered this question.
    package let base: Int
    /// By option, over all; empty when too few answered.
    package let counts: [String: Int]
    package let breakdowns: [Breakdown]

    package var isTold: Bool { base > 0 && !counts.isEmpty }
    /// Below that, a threshold protects nobody.
    package static let leastThreshold = 3

    package init(_ question: SurveyQuestion, of responses: [SurveyResponse], threshold: Int) {
        self.question = question
        let threshold = max(threshold, Self.leastThreshold)
        let answered = responses.filter { !($0.choices[question.code] ?? []).isEmpty }
        base = answered.count
        guard question.kind != .text, answered.count >= threshold else {
            (counts, breakdowns) = ([:], [])
            return
        }
        let answers = Answers(question, answered)
        counts = answers.counts(Array(answered.indices))
        var accepted: [Partition] = []
        for kind in SurveyBreakdown.allCases {
            guard let partition = Partition(kind, answers, beside: accepted, threshold) else { continue }
            accepted.append(partition)
        }
        breakdowns = accepted.map { $0.told(answers) }
    }
}

/// The answers to one question, by rank.
private struct Answers {
    let question: SurveyQuestion
    let responses: [SurveyResponse]

    init(_ question: SurveyQuestion, _ responses: [SurveyResponse]) {
        (self.question, self.responses) = (question, responses)
    }

    func counts(_ ranks: [Int]) -> [String: Int] {
        var counts: [String: Int] = [:]
        for option in question.options {
            counts[option.code] = ranks.count { responses[$0].choices[question.code]?.contains(option.code) == true }
        }
        return counts
    }

    /// Everybody there chose the same answer.
    func isUnanimous(_ ranks: [Int]) -> Bool { counts(ranks).values.contains(ranks.count) }
}

/// One way of breaking down, with the groups that are put together.
private struct Partition {
    let kind: SurveyBreakdown
    /// Ranks of the answers, by group.
    private let groups: [String: [Int]]
    private var merged: Set<String> = []
    private let count: Int

    /// Puts groups together until nothing that can be worked out is about fewer than `threshold`; nil when nothing is left to tell.
    init?(_ kind: SurveyBreakdown, _ answers: Answers, beside others: [Partition], _ threshold: Int) {
        self.kind = kind
        count = answers.responses.count
        groups = Dictionary(grouping: answers.responses.indices) { answers.responses[$0].groups[kind] ?? "" }
        merged = Set(groups.filter { $0.value.count < threshold || answers.isUnanimous($0.value) }.keys)
        while !isSafe(answers, beside: others, threshold) {
            let shown = groups.filter { !merged.contains($0.key) }
            guard let smallest = shown.min(by: { ($0.value.count, $0.key) < ($1.value.count, $1.key) }) else {
                return nil
            }
            merged.insert(smallest.key)
        }
        guard nodes.count > 1 else { return nil }
    }

    /// The groups told, then the others together.
    var nodes: [[Int]] {
        let shown = groups.filter { !merged.contains($0.key) }.sorted { $0.key < $1.key }.map(\.value)
        let rest = merged.sorted().flatMap { groups[$0] ?? [] }
        return rest.isEmpty ? shown : shown + [rest]
    }

    private func isSafe(_ answers: Answers, beside others: [Partition], _ threshold: Int) -> Bool {
        let rest = merged.flatMap { groups[$0] ?? [] }
        if !rest.isEmpty, rest.count < threshold || (rest.count < count && answers.isUnanimous(rest)) { return false }
        if nodes.contains(where: { $0.count < threshold }) { return false }
        for other in others {
            if let cut = MinimumCut.of(weights(other)), cut.weight < threshold { return false }
        }
        return !LinearSpan.exposes(others.map(\.nodes) + [nodes], of: count, fewerThan: threshold)
    }

    /// A graph of the groups of two ways of breaking down, each answer an edge between its two groups. Any sum of groups of the
    /// one minus any sum of groups of the other is a cut of it, and tells about as many answers as the cut weighs.
    private func weights(_ other: Partition) -> [[Int]] {
        let (mine, theirs) = (nodes, other.nodes)
        var place = Array(repeating: 0, count: count)
        for (index, ranks) in theirs.enumerated() { for rank in ranks { place[rank] = index } }
        let size = mine.count + theirs.count
        var weights = Array(repeating: Array(repeating: 0, count: size), count: size)
        for (index, ranks) in mine.enumerated() {
            for rank in ranks {
                weights[index][mine.count + place[rank]] += 1
                weights[mine.count + place[rank]][index] += 1
            }
        }
        return weights
    }

    func told(_ answers: Answers) -> SurveyDisclosure.Breakdown {
        func group(_ name: String, _ ranks: [Int]) -> SurveyDisclosure.Group {
            SurveyDisclosure.Group(name: name, size: ranks.count, counts: answers.counts(ranks))
        }
        let shown = groups.filter { !merged.contains($0.key) }.map { group($0.key, $0.value) }
        let rest = merged.flatMap { groups[$0] ?? [] }
        return SurveyDisclosure.Breakdown(
            kind: kind, groups: shown.sorted { ($1.size, $0.name) < ($0.size, $1.name) },
            others: rest.isEmpty ? nil : group("", rest), hidden: merged.sorted())
    }
}

/// What sums and differences of any number of told groups amount to.
private enum LinearSpan {
    /// A prime; an answer found out over the fractions is found out modulo it too.
    private static let prime = 2_147_483_647

    /// Whether answers that share all their groups, fewer than `threshold` of them, can be singled out.
    static func exposes(_ partitions: [[[Int]]], of count: Int, fewerThan threshold: Int) -> Bool {
        var keys = Array(repeating: [Int](), count: count)
        for nodes in partitions {
            for (index, ranks) in nodes.enumerated() { for rank in ranks { keys[rank].append(index) } }
        }
        let atoms = Dictionary(grouping: keys.indices) { keys[$0] }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        var rows: [[Int]] = []
        for (partition, nodes) in partitions.enumerated() {
            for index in nodes.indices { rows.append(atoms.map { $0.key[partition] == index ? 1 : 0 }) }
        }
        let reduced = reduce(rows, width: atoms.count)
        return reduced.contains { row in
            let places = row.indices.filter { row[$0] != 0 }
            guard places.count == 1, let place = places.first else { return false }
            return atoms[place].value.count < threshold
        }
    }

    /// Reduced row echelon form: one row for each pivot, which no other row has.
    private static func reduce(_ rows: [[Int]], width: Int) -> [[Int]] {
        var rows = rows
        var rank = 0
        for column in 0..<width {
            guard let pivot = rows.indices.dropFirst(rank).first(where: { rows[$0][column] != 0 }) else { continue }
            rows.swapAt(rank, pivot)
            let inverse = power(rows[rank][column], prime - 2)
            rows[rank] = rows[rank].map { $0 * inverse % prime }
            for row in rows.indices where row != rank && rows[row][column] != 0 {
                let factor = rows[row][column]
                for place in rows[row].indices {
                    rows[row][place] = ((rows[row][place] - factor * rows[rank][place]) % prime + prime) % prime
                }
            }
            rank += 1
        }
        return Array(rows.prefix(rank))
    }

    private static func power(_ base: Int, _ exponent: Int) -> Int {
        var (result, square, rest) = (1, base % prime, exponent)
        while rest > 0 {
            if rest & 1 == 1 { result = result * square % prime }
            square = square * square % prime
            rest >>= 1
        }
        return result
    }
}
