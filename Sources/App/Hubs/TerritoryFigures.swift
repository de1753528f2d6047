import Domain
import Markup

/// A door on the pages of hubs and territories, for a slice that knows figures of any territory. Who fills it knows hubs;
/// hubs do not know who fills it.
struct TerritoryFigures: Sendable {
    /// What is shown of these territories together, with the address where there is more; nil when nothing is known of all of
    /// them.
    let card: @Sendable (_ territories: Set<ID<Territory>>, _ path: String, _ day: Day) async throws -> Markup?
}

extension TerritoryFigures {
    /// What is shown of the perimeter of a hub, as it stands in this view; nil without a view.
    func card(of view: HubView?, on day: Day) async throws -> Markup? {
        guard let view else { return nil }
        let territories = view.territoriesNow.map(\.record)
        let more = "/observatoire/perimetre?" + territories.map { "t=" + $0.territory.slug }.joined(separator: "&")
        return try await card(Set(territories.map(\.id)), more, day)
    }
}
