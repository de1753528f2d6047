import Domain

/// What a slice knows to be waiting in hubs. Each slice says its own; `/espace` lays them side by side without knowing who spoke.
protocol DutySource: Sendable {
    func duties(of hubs: Set<ID<Hub>>, on day: Day) async throws -> [Duty]
}
