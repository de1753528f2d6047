/// What an election fills, and under which rules.
package struct Election: Hashable, Sendable {
    package var seats: Int
    package var candidates: [ElectionCandidate]
    /// Only those on seats are looked at.
    package var caps: [Cap]
    /// Seats kept for colleges; the other seats are open to all.
    package var keptSeats: [String: Int]
    package var ties: [TieRule]
    /// Drawn in front of everybody, then published.
    package var seed: String?

    package init(
        seats: Int, candidates: [ElectionCandidate], caps: [Cap] = [], keptSeats: [String: Int] = [:],
        ties: [TieRule] = [], seed: String? = nil
    ) {
        (self.seats, self.candidates, self.caps) = (max(0, seats), candidates, caps)
        (self.keptSeats, self.ties, self.seed) = (keptSeats.filter { $0.value > 0 }, ties, seed)
    }

    var breaker: TieBreaker { TieBreaker(rules: ties, seed: seed, candidates: candidates) }
    func name(_ index: Int) -> String { candidates[index].name }
    func names(_ indices: [Int]) -> String { French.list(indices.map(name)) }

    /// Why one more seat for this candidate would break a cap; nil when it would not.
    func capReason(_ candidate: Int, elected: [Int]) -> String? {
        for cap in caps where cap.subject == .seats {
            guard let mark = candidates[candidate].marks[cap.per], cap.key.map({ $0 == mark }) ?? true,
                let most = cap.most(of: seats)
            else { continue }
            let held = elected.filter { candidates[$0].marks[cap.per] == mark }
            guard held.count >= most else { continue }
            let holders = held.isEmpty ? "" : ", déjà pourvus (\(names(held)))"
            return
                "\(name(candidate)) ne peut pas être élu·e : les statuts prévoient au plus \(French.count(most, "siège", "sièges")) par \(cap.per.label) (\(French.quote(mark)))\(holders)."
        }
        return keptReason(candidate, elected: elected)
    }

    /// Why the seats that are left are not for this candidate: they are kept for other colleges.
    private func keptReason(_ candidate: Int, elected: [Int]) -> String? {
        guard !keptSeats.isEmpty else { return nil }
        let kept = keptSeats.values.reduce(0, +)
        let held = Dictionary(grouping: elected + [candidate]) { candidates[$0].marks[.college] ?? "" }
        let open = held.reduce(0) { $0 + max(0, $1.value.count - (keptSeats[$1.key] ?? 0)) }
        guard open > max(0, seats - kept) else { return nil }
        return "\(name(candidate)) ne peut pas être élu·e : les sièges qui restent sont réservés à d’autres collèges."
    }
}

/// The result of an election, with every step in words.
package struct ElectionResult: Hashable, Sendable {
    /// Indices of candidates, in the order in which they were elected.
    package var elected: [Int] = []
    /// Candidates from the best to the last; those on the same line are equal.
    package var ranking: [[Int]] = []
    package var ties: [Tie] = []
    package var steps: [String] = []
    /// Who goes to the second round, when there must be one.
    package var secondRound: [Int] = []

    /// Gives the seats along a ranking: caps are looked at first, then ties, and nothing is settled in silence.
    static func award(
        _ election: Election, ranking: [[Int]], already: [Int] = [], isEligible: (Int) -> Bool = { _ in true }
    ) -> ElectionResult {
        var result = ElectionResult(elected: already, ranking: ranking)
        for group in ranking {
            let open = group.filter { !already.contains($0) && isEligible($0) }
            guard result.elected.count < election.seats, !open.isEmpty else { continue }
            guard result.give(seatsTo: open, in: election) else { break }
        }
        result.sayVacant(election)
        return result
    }

    /// False when a tie that nothing settles stops everything.
    private mutating func give(seatsTo group: [Int], in election: Election) -> Bool {
        let free = group.filter { candidate in
            let reason = election.capReason(candidate, elected: elected)
            if let reason { steps.append(reason) }
            return reason == nil
        }
        if canAllHaveSeats(free, in: election) {
            elected += free
            steps += free.map { "\(election.name($0)) est élu·e." }
            return true
        }
        let settled = election.breaker.settle(free)
        ties.append(settled.tie)
        steps.append(settled.sentence)
        if settled.isShared {
            elected += free
            steps.append("\(election.names(free)) se partagent ce qui reste de sièges.")
            return false
        }
        for candidate in settled.order where elected.count < election.seats {
            if let reason = election.capReason(candidate, elected: elected) {
                steps.append(reason)
            } else {
                elected.append(candidate)
                steps.append("\(election.name(candidate)) est élu·e.")
            }
        }
        return !settled.order.isEmpty
    }

    private func canAllHaveSeats(_ group: [Int], in election: Election) -> Bool {
        guard elected.count + group.count <= election.seats else { return false }
        var seated = elected
        for candidate in group {
            guard election.capReason(candidate, elected: seated) == nil else { return false }
            seated.append(candidate)
        }
        return true
    }

    mutating func sayVacant(_ election: Election) {
        let vacant = election.seats - elected.count
        guard vacant > 0 else { return }
        steps.append("\(French.count(vacant, "siège reste à pourvoir", "sièges restent à pourvoir")).")
    }

    /// Rank of each candidate, by index; equal ranks leave a hole after them (1, 1, 3).
    package func ranks(of count: Int) -> [Int?] {
        var ranks = [Int?](repeating: nil, count: count)
        var next = 1
        for group in ranking {
            for candidate in group { ranks[candidate] = next }
            next += group.count
        }
        return ranks
    }

    /// Groups candidates by score, the highest first; candidates of one group stay in the order of the list.
    static func ranking<Score: Hashable & Comparable>(_ scores: [Score]) -> [[Int]] {
        let groups = Dictionary(grouping: scores.indices) { scores[$0] }
        return groups.sorted { $0.key > $1.key }.map(\.value)
    }
}
