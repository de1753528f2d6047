import Domain
import Foundation
import Hummingbird

/// The directory: its list, its records.
struct DirectoryRoutes {
    let keeper: DirectoryKeeper
    let records: RecordStore
    let care: RecordCareStore
    let shapes: @Sendable () async throws -> MapShapes?
    let base: String

    func add(to table: inout RouteTable) {
        table.get("/annuaire", .readPublic, use: list)
        table.get("/annuaire/:slug", .readPublic, use: record)
    }

    @Sendable private func list(request: Request, context: WebContext) async throws -> Reply {
        let directory = try await keeper.directory(on: context.today)
        let query = DirectoryQuery(request.query)
        let answer = directory.index.search(query, facets: directory.pays.map(\.slug))
        let view = DirectoryView(
            query: query, answer: answer, lines: try await records.lines(answer.page, on: context.today),
            directory: directory, shapes: try await shapes(), base: base)
        return Reply(directoryPage(view), in: context)
    }

    @Sendable private func record(request: Request, context: WebContext) async throws -> Response {
        let slug = try context.parameter("slug")
        guard let view = try await records.view(slug: slug, on: context.today) else {
            guard let present = try await records.present(ofFormer: slug) else { throw NotFound() }
            // A merge can be undone: a browser asks again.
            var response = Response.redirect(to: "/annuaire/" + present, type: .permanent)
            response.headers[.cacheControl] = "no-cache"
            return response
        }
        let places = try await records.places(slug: slug, on: context.today) ?? []
        let care = RecordCare(
            slug: slug, mayEdit: context.may(.editOrganisation, within: places), token: context.visitor.token,
            mayDecide: context.may(.keepReferences), done: request.query("fait"),
            state: try await self.care.state(of: view.line.id, on: context.today))
        return Reply(recordPage(view, care), in: context).response(from: request, context: context)
    }
}
