import Domain
import Foundation
import HTTPTypes
import Hummingbird

/// The pages made to stand in a frame of another site. They are the only ones that may: nobody is signed in there, and
/// nothing can be written from them.
struct FrameRoutes {
    let sources: OpenDataSources
    let shapes: @Sendable () async throws -> MapShapes?
    let assets: Assets

    func add(to table: inout RouteTable) {
        table.get("/annuaire/cadre", .readPublic, use: directory)
        table.get("/situation/cadre", .readPublic, use: situation)
    }

    @Sendable private func directory(request: Request, context: WebContext) async throws -> Reply {
        let directory = try await sources.store.directory(on: context.today)
        let query = DirectoryQuery(request.query)
        let answer = directory.index.search(query, facets: directory.pays.map(\.slug))
        let view = DirectoryView(
            query: query, answer: answer, lines: try await sources.records.lines(answer.page, on: context.today),
            directory: directory, shapes: try await shapes(), base: sources.base)
        return framed(directoryFramePage(view, sources.origin(context)), context)
    }

    @Sendable private func situation(request: Request, context: WebContext) async throws -> Reply {
        let day = try SituationRoutes.day(request.query("au"), today: context.today)
        let view = try await sources.situation.view(on: day)
        return framed(situationFramePage(view, sources.origin(context)), context)
    }

    private func framed(_ page: PageContent, _ context: WebContext) -> Reply {
        var frame = Frame(assets: assets)
        frame.networkName = context.frame.networkName
        frame.isFictional = context.frame.isFictional
        var reply = Reply(frameLayout(page, frame), type: "text/html; charset=utf-8")
        reply.headers[.contentSecurityPolicy] = SecurityHeaders.framed
        return reply
    }
}
