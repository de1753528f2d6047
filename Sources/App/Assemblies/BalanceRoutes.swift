import Domain
import Hummingbird

/// « Personne ne domine », for everybody and at the desk.
struct BalanceRoutes {
    let store: BalanceStore

    func add(to table: inout RouteTable) {
        table.get("/poles/:slug/equilibre", .readPublic) { [store] request, context in
            try await Self.reply(store, request, context, isDesk: false)
        }
        table.get("/poles/:slug/pilotage/equilibre", .readHubDesk, on: .hub) { [store] request, context in
            try await Self.reply(store, request, context, isDesk: true)
        }
    }

    private static func reply(
        _ store: BalanceStore, _ request: Request, _ context: WebContext, isDesk: Bool
    ) async throws -> Reply {
        let day = Day(request.query("au")) ?? context.today
        guard let view = try await store.view(slug: context.parameter("slug"), on: day, isDesk: isDesk) else {
            throw NotFound()
        }
        return Reply(balancePage(view), in: context)
    }
}
