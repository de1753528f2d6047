import Domain
import Foundation
import ServiceLifecycle

/// Works out what the observatory's pages begin with before somebody asks: after the start, after an import, when the day
/// changes the limits of territories. Sums and secrecy of a region take a second or more; pages then find them made.
struct PanoramaWarming: Service {
    let reader: PanoramaReader
    let now: @Sendable () -> Date
    var pause = Duration.seconds(60)

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            var done: [String] = []
            while !Task.isCancelled {
                do {
                    let state = try await reader.state(on: now().dayInFrance)
                    if state != done { try await reader.warm(on: now().dayInFrance) }
                    done = state
                } catch is CancellationError {
                    return
                } catch { Log.fault(error, id: "observatoire", path: "") }
                try await Task.sleep(for: pause)
            }
        }
    }
}

extension PanoramaReader {
    /// What the first pages depend on: the months that are kept, and what makes each territory.
    func state(on day: Day) async throws -> [String] {
        let vintages = try await store.vintages()
        guard !vintages.isEmpty else { return [] }
        return try await vintages.map(\.digest) + [store.geography(on: day).identity]
    }

    /// Regions: what is worked out for them is what the pages of their parts need.
    func warm(on day: Day) async throws {
        let regions = try await store.geography(on: day).records(.region)
        for region in regions {
            try Task.checkCancellation()
            _ = try await view(region.territory.slug, PanoramaAsk(today: day))
        }
    }
}
