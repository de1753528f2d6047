import Domain
import Markup

/// A door on the pages of hubs and territories, for a slice that knows figures of any territory. Who fills it knows hubs;
/// hubs do not know who fills it.
struct TerritoryFigures: Sendable {
    /// What is shown of these territories together, with the address where there is more; nil when nothing is known of all of
    /// them.
    let card: @Sendable (_ territories: Set<ID<Territory>>, _ path: String, _ day: Day) async throws -> Markup?
}
