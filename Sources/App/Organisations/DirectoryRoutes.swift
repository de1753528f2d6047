import Domain
import Foundation
import Hummingbird
import Tabular

/// The directory: its list, its files, its records.
struct DirectoryRoutes {
    let keeper: DirectoryKeeper
    let records: RecordStore
    let shapes: @Sendable () async throws -> MapShapes?
    let baseURL: String

    func add(to table: inout RouteTable) {
        table.get("/annuaire", .readPublic, use: list)
        table.get("/annuaire.csv", .readPublic, use: csv)
        table.get("/annuaire.geojson", .readPublic, use: geojson)
        table.get("/annuaire.jsonld", .readPublic, use: jsonld)
        table.get("/annuaire/:slug", .readPublic, use: record)
    }

    @Sendable private func list(request: Request, context: WebContext) async throws -> Reply {
        let directory = try await keeper.directory(on: context.today)
        let query = DirectoryQuery(request.query)
        let answer = directory.index.search(query, facets: directory.pays.map(\.slug))
        let view = DirectoryView(
            query: query, answer: answer, lines: try await records.lines(answer.page, on: context.today),
            directory: directory, shapes: try await shapes())
        return Reply(directoryPage(view), in: context)
    }

    @Sendable private func record(request: Request, context: WebContext) async throws -> Response {
        let slug = try context.parameter("slug")
        guard let view = try await records.view(slug: slug, on: context.today) else {
            guard let present = try await records.present(ofFormer: slug) else { throw NotFound() }
            return .redirect(to: "/annuaire/" + present, type: .permanent)
        }
        let places = try await records.places(slug: slug, on: context.today) ?? []
        let care = RecordCare(
            slug: slug, mayEdit: context.may(.editOrganisation, within: places), token: context.visitor.token,
            isConfirmed: request.query("fait") == "confirmee")
        return Reply(recordPage(view, care), in: context).response(from: request, context: context)
    }

    @Sendable private func csv(request: Request, context: WebContext) async throws -> Reply {
        let text = DirectoryFile.csv(try await lines(request, context), on: context.today)
        return Reply.download(text, type: "text/csv; charset=utf-8", name: "annuaire-ess.csv")
    }

    @Sendable private func geojson(request: Request, context: WebContext) async throws -> Reply {
        let text = try DirectoryFile.geojson(try await lines(request, context), base: baseURL, on: context.today)
        return Reply.download(text, type: "application/geo+json; charset=utf-8", name: "annuaire-ess.geojson")
    }

    @Sendable private func jsonld(request: Request, context: WebContext) async throws -> Reply {
        let text = try DirectoryFile.jsonld(try await lines(request, context), base: baseURL, on: context.today)
        return Reply.download(text, type: "application/ld+json; charset=utf-8", name: "annuaire-ess.jsonld")
    }

    /// Everything that answers, in order.
    private func lines(_ request: Request, _ context: WebContext) async throws -> [DirectoryLine] {
        let directory = try await keeper.directory(on: context.today)
        return try await records.lines(directory.index.all(DirectoryQuery(request.query)), on: context.today)
    }
}
