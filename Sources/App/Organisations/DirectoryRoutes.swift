import Domain
import Foundation
import Hummingbird

/// The directory: its list, its records.
struct DirectoryRoutes {
    let keeper: DirectoryKeeper
    let records: RecordStore
    let care: RecordCareStore
    let tiles: TileServer?
    let base: String
    private let pages = HotPages()

    init(keeper: DirectoryKeeper, records: RecordStore, care: RecordCareStore, tiles: TileServer?, base: String) {
        (self.keeper, self.records, self.care, self.tiles, self.base) = (keeper, records, care, tiles, base)
    }

    func add(to table: inout RouteTable) {
        table.get("/annuaire", .readPublic, use: list)
        table.get("/annuaire/:slug", .readPublic, use: record)
    }

    @Sendable private func list(request: Request, context: WebContext) async throws -> Reply {
        let directory = try await keeper.directory(on: context.today)
        let query = DirectoryQuery(request.query)
        guard context.visitor.subject.person == nil else {
            return Reply(try await page(query, directory, context), in: context)
        }
        var frame = context.frame
        // The page of a passer-by holds no form that needs it.
        frame.token = ""
        let key = HotPages.Key(query: query, version: directory.version, day: directory.day, frame: frame)
        if let reply = pages.reply(key) { return reply }
        let reply = Reply(try await page(query, directory, context), in: context).prepared()
        pages.keep(reply, for: key)
        return reply
    }

    private func page(_ query: DirectoryQuery, _ directory: Directory, _ context: WebContext) async throws
        -> PageContent
    {
        let source = DirectoryViewSource(directory: directory, records: records, tiles: tiles, base: base)
        return directoryPage(try await source.view(of: query))
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

/// What views of the directory are made from.
struct DirectoryViewSource {
    let directory: Directory
    let records: RecordStore
    let tiles: TileServer?
    let base: String

    func view(of query: DirectoryQuery) async throws -> DirectoryView {
        let understood = directory.understood(query)
        let map = MapRequest(view: query.view ?? query.box ?? (query.territory.isEmpty ? directory.home : nil))
        var answer = directory.answer(understood.query, map: map)
        // Nothing to show: the network's own land rather than the whole of France.
        if map.view == nil, answer.map?.clusters.isEmpty == true, let home = directory.home {
            answer = directory.answer(understood.query, map: MapRequest(view: home))
        }
        let alone = answer.map?.clusters.compactMap(\.only) ?? []
        let found = try await records.items(answer.page, naming: alone, on: directory.day)
        return DirectoryView(
            query: query, answer: answer, items: found.items, names: found.names, directory: directory,
            outlines: directory.outlines, tiles: tiles, near: understood.near, base: base)
    }
}
