import Domain
import Foundation
import Hummingbird
import Tabular

/// Refused tries to sign in, for those who keep the accounts.
struct SignInFailureRoutes {
    let store: SignInFailureStore

    func add(to table: inout RouteTable) {
        table.get("/reseau/pilotage/connexions", .manageAccounts, use: show)
        table.get("/reseau/pilotage/connexions.csv", .manageAccounts, use: file)
    }

    private static let day: TimeInterval = 24 * 3600

    private func failures(_ context: WebContext) async throws -> [SignInFailure] {
        try await store.failures(since: context.now - 30 * Self.day)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let failures = try await failures(context)
        let view = SignInFailureView(
            failures: failures, lately: failures.filter { $0.hour > context.now - Self.day })
        return Reply(signInFailurePage(view), in: context)
    }

    @Sendable private func file(request: Request, context: WebContext) async throws -> Reply {
        var writer = CSVWriter()
        writer.add(["heure", "cause", "compte", "essais"])
        for failure in try await failures(context) {
            writer.add([
                .text(failure.hour.formatted(.iso8601)), .text(failure.cause.rawValue),
                .init(failure.person?.description), .number(failure.count),
            ])
        }
        var reply = Reply.download(
            writer.text, type: "text/csv; charset=utf-8", name: "connexions-refusees.csv")
        reply.headers[.cacheControl] = "no-store"
        return reply
    }
}
