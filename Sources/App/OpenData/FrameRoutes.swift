import Domain
import Foundation
import HTTPTypes
import Hummingbird

/// The pages made to stand in a frame of another site. They are the only ones that may: nobody is signed in there, and
/// nothing can be written from them.
struct FrameRoutes {
    let sources: OpenDataSources
    let assets: Assets

    func add(to table: inout RouteTable) {
        table.get("/annuaire/cadre", .readPublic, use: directory)
        table.get("/situation/cadre", .readPublic, use: situation)
    }

    @Sendable private func directory(request: Request, context: WebContext) async throws -> Reply {
        let directory = try await sources.store.directory(on: context.today)
        // No tiles: on somebody else's page, nothing is asked of a third site.
        let source = DirectoryViewSource(
            directory: directory, records: sources.records, tiles: nil, base: sources.base, drawing: .frame)
        let view = try await source.view(of: DirectoryQuery(request.query))
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
