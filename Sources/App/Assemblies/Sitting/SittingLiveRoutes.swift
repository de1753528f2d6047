import Domain
import Foundation
import HTTPTypes
import Hummingbird

/// What follows an assembly by itself: the projector's page, and the streams that tell pages to look again.
struct SittingLiveRoutes {
    let views: SittingViewStore
    let assemblies: AssemblyStore
    let hubs: HubStore
    let board: LiveBoard

    func add(to table: inout RouteTable) {
        table.get(
            "/poles/:slug/pilotage/assemblees/:id/seance/evenements", .conductAssembly, on: .assembly, use: events)
        table.get("/poles/:slug/assemblees/:id/ecran", .readPublic, on: .assembly, use: screen)
        table.get("/poles/:slug/assemblees/:id/ecran/evenements", .readPublic, on: .assembly, use: publicEvents)
    }

    @Sendable private func events(request: Request, context: WebContext) async throws -> Response {
        let assembly = try await assembly(context)
        return await board.follow(assembly.id, isOpen: assembly.state == .open && request.method == .get)
    }

    @Sendable private func publicEvents(request: Request, context: WebContext) async throws -> Response {
        let assembly = try await shown(context)
        return await board.follow(assembly.id, isOpen: assembly.state == .open && request.method == .get)
    }

    @Sendable private func screen(request: Request, context: WebContext) async throws -> Reply {
        let assembly = try await shown(context)
        guard assembly.state == .convened || assembly.state.hasOpened else { throw NotFound() }
        let view = try await views.view(assembly.id, on: context.today)
        var reply = Reply(
            screenDocument(view, isStaff: context.may(.conductAssembly, to: .hub(assembly.hub)), context.frame),
            type: "text/html; charset=utf-8")
        reply.headers[.cacheControl] = "no-store"
        return reply
    }

    private func assembly(_ context: WebContext) async throws -> Assembly {
        guard let hub = try await hubs.id(slug: context.parameter("slug")) else { throw NotFound() }
        return try await assemblies.assembly(context.id(), of: hub)
    }

    /// To everybody when the assembly is public; otherwise to those who conduct it.
    private func shown(_ context: WebContext) async throws -> Assembly {
        let assembly = try await assembly(context)
        guard assembly.isPublic || context.may(.conductAssembly, to: .hub(assembly.hub)) else { throw NotFound() }
        return assembly
    }
}
