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
    private let pages = HotPages<ListKey>()
    private let recordPages = HotPages<RecordKey>(room: 24 << 20)

    private struct ListKey: Hashable {
        let query: DirectoryQuery
        let version: Int
        let day: Day
        let frame: Frame
    }

    private struct RecordKey: Hashable {
        let slug: String
        /// Of the whole database: a record's page shows what many tables say.
        let mark: Int
        let day: Day
        let frame: Frame
    }

    init(services: Services) {
        keeper = services.directory
        records = RecordStore(database: services.database, quick: services.quick)
        care = RecordCareStore(database: services.database)
        (tiles, base) = (services.configuration.tiles, services.configuration.baseURL)
    }

    func add(to table: inout RouteTable) {
        table.get("/annuaire", .readPublic, use: list)
        table.get("/annuaire/:slug", .readPublic, use: record)
    }

    @Sendable private func list(request: Request, context: WebContext) async throws -> Response {
        let directory = try await keeper.directory(on: context.today, at: context.mark)
        let values = request.queryValues
        let query = DirectoryQuery { values[$0] ?? "" }
        guard context.visitor.subject.person == nil else {
            return Reply(try await page(query, directory, context), in: context).response(
                from: request, context: context)
        }
        var frame = context.frame
        // The page of a passer-by holds no form that needs it.
        frame.token = ""
        let key = ListKey(query: query, version: directory.version, day: directory.day, frame: frame)
        if let kept = pages.reply(key) { return kept.response(from: request, context: context) }
        let reply = Reply(try await page(query, directory, context), in: context).prepared(.quick)
        pages.keep(reply, for: key)
        return reply.response(from: request, context: context)
    }

    private func page(_ query: DirectoryQuery, _ directory: Directory, _ context: WebContext) async throws
        -> PageContent
    {
        let source = DirectoryViewSource(
            directory: directory, records: records, tiles: tiles, base: base, drawing: .page)
        return directoryPage(try await source.view(of: query))
    }

    @Sendable private func record(request: Request, context: WebContext) async throws -> Response {
        let slug = try context.parameter("slug")
        // Whoever has no mark from us reads what everybody reads.
        let isPasserBy = context.visitor.subject.person == nil && context.visitor.token.isEmpty
        guard isPasserBy, request.uri.query == nil, let mark = context.mark else {
            return try await record(slug, request, context) { Reply($0, in: context) }
        }
        let key = RecordKey(slug: slug, mark: mark, day: context.today, frame: context.frame)
        if let reply = recordPages.reply(key) { return reply.response(from: request, context: context) }
        return try await record(slug, request, context) { page in
            let reply = Reply(page, in: context).prepared(.quick)
            recordPages.keep(reply, for: key)
            return reply
        }
    }

    private func record(
        _ slug: String, _ request: Request, _ context: WebContext, _ reply: (PageContent) -> Reply
    ) async throws -> Response {
        guard let view = try await records.view(slug: slug, on: context.today) else {
            guard let present = try await records.present(ofFormer: slug) else { throw NotFound() }
            // A merge can be undone: a browser asks again.
            var response = Response.redirect(to: "/annuaire/" + present, type: .permanent)
            response.headers[.cacheControl] = "no-cache"
            return response
        }
        let care = RecordCare(
            slug: slug, mayEdit: try await mayEdit(slug, context), token: context.visitor.token,
            mayDecide: context.may(.keepReferences), done: request.query("fait"), state: view.state)
        return try await reply(recordPage(view, completed(care, view, context))).response(
            from: request, context: context)
    }

    /// Nothing is asked for those who have not signed in.
    private func mayEdit(_ slug: String, _ context: WebContext) async throws -> Bool {
        guard context.visitor.subject.person != nil else { return false }
        let places = try await records.places(slug: slug, on: context.today) ?? []
        return context.may(.editOrganisation, within: places)
    }

    /// With what only those who keep the record are shown: its whole text, and whom it has asked.
    private func completed(_ care: RecordCare, _ view: RecordView, _ context: WebContext) async throws -> RecordCare {
        guard care.mayEdit else { return care }
        var care = care
        care.state = try await self.care.state(of: view.line.id, on: context.today)
        return care
    }
}

/// What views of the directory are made from.
struct DirectoryViewSource {
    let directory: Directory
    let records: RecordStore
    let tiles: TileServer?
    let base: String
    /// Whose list it is.
    let drawing: ItemDrawing

    func view(of query: DirectoryQuery) async throws -> DirectoryView {
        let understood = directory.understood(query)
        let map = MapRequest(view: query.view ?? query.box ?? (query.territory.isEmpty ? directory.home : nil))
        var answer = directory.answer(understood.query, map: map)
        // Nothing to show: the network's own land rather than the whole of France.
        if map.view == nil, answer.map?.clusters.isEmpty == true, let home = directory.home {
            answer = directory.answer(understood.query, map: MapRequest(view: home))
        }
        let side = drawing.name == .page ? directory.answers.side(of: query) : nil
        let alone = side == nil ? answer.map?.clusters.compactMap(\.only) ?? [] : []
        let known = directory.answers.items(answer.page, drawing)
        let missing = zip(answer.page, known).compactMap { $1 == nil ? $0 : nil }
        let found = try await records.items(missing, naming: alone, on: directory.day)
        return DirectoryView(
            query: query, answer: answer, items: directory.answers.items(answer.page, known, found.items, drawing),
            names: found.names, directory: directory, tiles: tiles, near: understood.near, base: base, side: side)
    }
}
