import Domain
import Foundation
import Hummingbird

struct SituationRoutes {
    let services: Services

    func add(to table: inout RouteTable) {
        table.get("/situation", .readPublic, use: show)
    }

    @Sendable func show(request: Request, context: WebContext) async throws -> Reply {
        Reply(notFoundPage(), in: context)
    }
}
