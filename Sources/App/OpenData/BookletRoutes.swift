import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The directory of a territory, a sector or any other question, as a booklet to print.
struct BookletRoutes {
    let sources: OpenDataSources
    let assets: Assets
    let press: BookletPress

    /// What a booklet holds at most: beyond, it is no longer a booklet, and takes the server minutes to set.
    private static let linesAtMost = 1500

    func add(to table: inout RouteTable) {
        table.get("/annuaire/livret", .readPublic, use: page)
        table.get("/annuaire/livret.pdf", .readPublic, use: file)
    }

    @Sendable private func page(request: Request, context: WebContext) async throws -> Reply {
        let booklet = try await booklet(request, context)
        let html = bookletDocument(
            booklet, stylesheet: assets.path("livret.css"), isFictional: context.frame.isFictional)
        return Reply(html, type: "text/html; charset=utf-8")
    }

    @Sendable private func file(request: Request, context: WebContext) async throws -> Response {
        let booklet = try await booklet(request, context)
        // The page says how to print without it.
        guard press.isThere else { return .redirect(to: booklet.address(format: booklet.format), type: .normal) }
        guard !booklet.isTooLong else { return .redirect(to: booklet.address(format: booklet.format), type: .normal) }
        let html = bookletDocument(booklet, stylesheet: nil, isFictional: context.frame.isFictional)
        let version = try await sources.store.version(on: context.today)
        let key = [String(version), context.today.description, booklet.address(format: booklet.format)].joined(
            separator: " ")
        do {
            let sheet = try Resources.folder().appending(path: "Public/livret.css")
            var reply = Reply(
                bytes: ByteBuffer(bytes: try await press.print(html, stylesheet: sheet, key: key)),
                type: "application/pdf")
            reply.headers[.contentDisposition] = "inline; filename=\"annuaire-ess-\(booklet.format.rawValue).pdf\""
            return reply.response(from: request, context: context)
        } catch is BookletPress.Busy {
            throw Refused("D’autres livrets sont en cours de fabrication : recommencez dans une minute.")
        } catch let fault as BookletPress.Fault {
            Log.fault(fault, id: context.id, path: request.uri.path)
            throw Refused(
                "Le livret n’a pas pu être fabriqué. Ouvrez-le comme une page, puis imprimez-la depuis le navigateur.")
        }
    }

    private func booklet(_ request: Request, _ context: WebContext) async throws -> Booklet {
        let directory = try await sources.store.directory(on: context.today)
        var query = DirectoryQuery(request.query).asked
        query.sort = .name
        let ids = directory.all(query)
        let isTooLong = ids.count > Self.linesAtMost
        let lines = isTooLong ? [] : try await sources.records.lines(ids, on: context.today)
        return Booklet(
            query: query, total: ids.count, most: Self.linesAtMost, lines: lines,
            territory: directory.territories.place(query.territory)?.name,
            hub: directory.hubs.first { $0.slug == query.hub }?.name,
            narrowed: [.sector, .federation, .label, .offer, .months, .box].map { directory.words($0, in: query) },
            sectors: try await sources.sectors.sectors(on: context.today), origin: sources.origin(context),
            format: Booklet.Format(rawValue: request.query("format")) ?? .a4,
            order: Booklet.Order(rawValue: request.query("par")) ?? .commune,
            isFictional: context.frame.isFictional, hasPress: press.isThere)
    }
}
