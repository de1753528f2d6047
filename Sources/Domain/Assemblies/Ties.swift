/// What settles a tie, as the statutes name it.
package enum TieRule: String, Codable, Sendable, CaseIterable {
    case eldest = "aine"
    case youngest = "benjamin"
    /// By lot, from a seed that is published: anybody can draw again.
    case lot = "tirage"
    /// The order of the list of candidates.
    case order = "ordre"
    /// The tied share the seat.
    case shared = "partage"
}

/// One tie that was met, and what became of it.
package struct Tie: Hashable, Codable, Sendable {
    package let names: [String]
    /// Nil: nothing settled it.
    package let rule: TieRule?
    package let seed: String?
    /// The tied in the order that the rule gave, the favoured first.
    package let order: [String]

    private enum CodingKeys: String, CodingKey {
        case names = "candidats"
        case rule = "regle"
        case seed = "graine"
        case order = "ordre"
    }
}

/// Settles ties between candidates by the rules of the statutes, one after the other, and says so.
struct TieBreaker: Sendable {
    let rules: [TieRule]
    let seed: String?
    let candidates: [ElectionCandidate]

    struct Settled {
        let tie: Tie
        /// Indices of candidates, the favoured first; empty when nothing settled the tie.
        let order: [Int]
        let isShared: Bool
        let sentence: String
    }

    func settle(_ tied: [Int]) -> Settled {
        let names = tied.map { candidates[$0].name }
        let heading = "Égalité entre \(French.list(names))"
        for rule in rules {
            if rule == .shared {
                let tie = Tie(names: names, rule: rule, seed: nil, order: names)
                return Settled(
                    tie: tie, order: tied, isShared: true,
                    sentence: "\(heading) : les statuts disent qu’à égalité le siège est partagé.")
            }
            guard let (order, how) = order(tied, by: rule) else { continue }
            let tie = Tie(
                names: names, rule: rule, seed: rule == .lot ? seed : nil, order: order.map { candidates[$0].name })
            return Settled(
                tie: tie, order: order, isShared: false,
                sentence: "\(heading), départagée \(how) : \(tie.order.joined(separator: ", puis ")).")
        }
        let why =
            rules.contains(.lot) && seed == nil
            ? "le tirage au sort n’a pas encore eu lieu" : "aucune règle ne la départage"
        return Settled(
            tie: Tie(names: names, rule: nil, seed: nil, order: []), order: [], isShared: false,
            sentence: "\(heading) : \(why).")
    }

    private func order(_ tied: [Int], by rule: TieRule) -> (order: [Int], how: String)? {
        switch rule {
        case .order: return (tied.sorted(), "par l’ordre de la liste")
        case .eldest, .youngest:
            let dated = tied.compactMap { index in candidates[index].born.map { (index: index, born: $0) } }
            guard dated.count == tied.count, Set(dated.map(\.born)).count == dated.count else { return nil }
            let sorted = dated.sorted { rule == .eldest ? $0.born < $1.born : $0.born > $1.born }
            return (sorted.map(\.index), rule == .eldest ? "au bénéfice de l’âge" : "au bénéfice du plus jeune")
        case .lot:
            guard let seed, !seed.isEmpty else { return nil }
            let drawn = tied.map { (index: $0, digest: LotHash.hex(seed + "\n" + candidates[$0].name)) }
            let sorted = drawn.sorted { ($0.digest, $0.index) < ($1.digest, $1.index) }
            return (
                sorted.map(\.index),
                "par tirage au sort (graine publiée \(French.quote(seed)), le plus petit SHA-256 de la graine, d’un saut de ligne et du nom passe en tête)"
            )
        case .shared: return nil
        }
    }
}
