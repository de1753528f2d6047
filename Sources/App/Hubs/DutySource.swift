import Domain

/// What a slice knows to be waiting in hubs. Each slice says its own; `/espace` and the desk of a hub lay them side by side without knowing who spoke.
protocol DutySource: Sendable {
    func duties(of hubs: Set<ID<Hub>>, on day: Day) async throws -> [Duty]
}

extension [any DutySource] {
    func all(of hubs: Set<ID<Hub>>, on day: Day) async throws -> [Duty] {
        var found: [Duty] = []
        for source in self { found += try await source.duties(of: hubs, on: day) }
        return found
    }
}
