/// Where in an order stand the first, the 513th, the 1025th… of those that a question finds: whoever keeps them does not go
/// through all that comes before a page far in the list.
package struct OrderSteps: Sendable {
    package static let stride = 512
    private let places: [UInt32]

    /// One at the start of the order: pages near it need no more.
    static let none = OrderSteps(places: [0])

    private init(places: [UInt32]) { self.places = places }

    init(of set: DocumentSet, in order: [UInt32]) {
        var (rank, places): (Int, [UInt32]) = (0, [0])
        for (place, document) in order.enumerated() where set.contains(document) {
            if rank > 0, rank % Self.stride == 0 { places.append(UInt32(place)) }
            rank += 1
        }
        self.places = places
    }

    /// A place of the order to walk from, before the one of this rank, and its rank.
    func start(of rank: Int) -> (rank: Int, place: Int) {
        let step = min(rank / Self.stride, places.count - 1)
        return (step * Self.stride, Int(places[step]))
    }

    /// In bytes.
    package var size: Int { places.count * 4 + 64 }
}
