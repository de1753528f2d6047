import Domain
import Foundation
import Hummingbird

/// The duplicates that concern a hub.
struct HubDuplicateRoutes {
    let keeper: DuplicateKeeper
    let distinctions: DistinctionStore
    let store: HubDuplicateStore
    let hubs: HubStore

    func add(to table: inout RouteTable) {
        table.get("/poles/:slug/pilotage/doublons", .moderateRecords, on: .hub, use: show)
        table.get("/poles/:slug/pilotage/doublons.csv", .moderateRecords, on: .hub, use: csv)
    }

    private func hub(_ context: WebContext) async throws -> Hub {
        guard let id = try await hubs.id(slug: context.parameter("slug")), let hub = try await hubs.hub(id) else {
            throw NotFound()
        }
        return hub
    }

    private func pairs(_ hub: Hub, _ context: WebContext, _ patience: Duration) async throws -> [DuplicatePair]? {
        guard let report = try await keeper.pairs(patience: patience) else { return nil }
        let left = report.left(try await distinctions.pairs())
        return try await store.pairs(left, of: hub.id, on: context.today)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let hub = try await hub(context)
        let view = HubDuplicateView(
            hub: hub, pairs: try await pairs(hub, context, .seconds(3)), page: Int(request.query("page")) ?? 1,
            mayMerge: context.may(.mergeOrganisations))
        return Reply(hubDuplicatePage(view), in: context)
    }

    @Sendable private func csv(request: Request, context: WebContext) async throws -> Reply {
        let hub = try await hub(context)
        guard let pairs = try await pairs(hub, context, .seconds(60)) else { throw NotFound() }
        return Reply.download(
            duplicateFile(pairs), type: "text/csv; charset=utf-8", name: "doublons-\(hub.slug).csv")
    }
}
