import Foundation
import ServiceLifecycle

/// Erases applications on their day and tells hirings on theirs, as long as the program runs.
struct RecruitmentTask: Service {
    let upkeep: RecruitmentUpkeepStore
    let now: @Sendable () -> Date
    var pause = Duration.seconds(3600)

    init(_ services: Services) {
        upkeep = RecruitmentUpkeepStore(services)
        now = services.now
    }

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do { try await upkeep.look(at: now()) } catch { Log.fault(error, id: "recrutements", path: "") }
                try await Task.sleep(for: pause)
            }
        }
    }
}
