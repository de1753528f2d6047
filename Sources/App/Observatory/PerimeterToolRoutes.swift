import Domain
import Hummingbird

/// The tool for deciding where a hub should be (R10).
struct PerimeterToolRoutes {
    let tool: PerimeterToolStore

    func add(to table: inout RouteTable) {
        table.get("/observatoire/perimetre", .readPublic, use: page)
    }

    @Sendable func page(request: Request, context: WebContext) async throws -> Reply {
        let slugs = Array(request.uri.queryParameters.getAll("t").prefix(100))
        let kind = TerritoryKind(rawValue: request.query("carte"))
        let view = try await tool.choice(slugs, map: kind, on: context.today)
        return Reply(perimeterToolPage(view), in: context)
    }
}
