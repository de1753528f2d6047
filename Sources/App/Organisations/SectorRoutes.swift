import Domain
import Foundation
import Hummingbird

/// The sectors: their public page, and their keeping by the network's animator.
struct SectorRoutes {
    let store: SectorStore

    func add(to table: inout RouteTable) {
        table.get("/annuaire/secteurs", .readPublic, use: show)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let view = try await store.view(on: context.today)
        return Reply(sectorPage(view, mayEdit: false), in: context)
    }
}
