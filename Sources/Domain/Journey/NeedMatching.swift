/// Which offers of the directory already answer a need that a hub has heard (R14), by the words they share.
package enum NeedMatching {
    /// At least half of the need's words, said in the offer; the best first, then by number.
    package static func answers(to need: String, among offers: [Offer]) -> [Offer] {
        let wanted = OfferMatching.words(need)
        guard !wanted.isEmpty else { return [] }
        let scored = offers.filter { $0.direction == .offer }.map { (offer: Offer) -> (Offer, Int) in
            let said = OfferMatching.words(offer.topic).union(OfferMatching.words(offer.detail))
            return (offer, wanted.intersection(said).count * 10 / wanted.count)
        }
        return scored.filter { $0.1 >= 5 }.sorted { ($1.1, $0.0.id.rawValue) < ($0.1, $1.0.id.rawValue) }.map(\.0)
    }
}
