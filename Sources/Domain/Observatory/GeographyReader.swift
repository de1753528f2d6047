/// In which territories each commune is counted on a day. A commune that was merged is counted in the one that took it in, so
/// that files of several years are read within the same limits.
package struct GeographyReader: Sendable {
    private let composition: Composition
    private let day: Day

    package init(_ composition: Composition, on day: Day) { (self.composition, self.day) = (composition, day) }

    /// The commune itself, or its heir.
    package func heir(of commune: Territory) -> ID<Territory> {
        var (id, seen) = (commune.id, Set([commune.id]))
        while let next = composition.wholes(of: id, on: day).first(where: { $0.wholeKind == .commune })?.wholeID,
            seen.insert(next).inserted
        {
            id = next
        }
        return id
    }

    /// All that it is in, itself or its heir included.
    package func wholes(of commune: Territory) -> Set<ID<Territory>> {
        let heir = heir(of: commune)
        let kinds: [TerritoryKind] = [.region, .department, .pays, .epci]
        return Set(kinds.compactMap { composition.whole($0, of: heir, on: day) } + [heir, commune.id])
    }
}
