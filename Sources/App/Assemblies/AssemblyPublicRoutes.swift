import Domain
import Foundation
import Hummingbird

/// What a hub publishes of its assemblies.
struct AssemblyPublicRoutes {
    let door: AssemblyDoor
    let assemblies: AssemblyStore

    func add(to table: inout RouteTable) {
        table.get("/poles/:slug/assemblees", .readPublic, on: .hub, use: list)
        table.get("/poles/:slug/assemblees/:id", .readPublic, on: .assembly, use: show)
        table.get("/poles/:slug/assemblees/:id/calendrier.ics", .readPublic, on: .assembly, use: calendar)
    }

    @Sendable private func list(request: Request, context: WebContext) async throws -> Reply {
        let hub = try await door.hub(context)
        let published = try await assemblies.assemblies(of: hub.id).filter(\.isPublished)
        return Reply(publicAssembliesPage(hub, published, today: context.today), in: context)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let dossier = try await published(context)
        let mayPrepare = context.may(.prepareAssembly, to: .hub(dossier.hub.id))
        return Reply(publicAssemblyPage(dossier, mayPrepare: mayPrepare), in: context)
    }

    @Sendable private func calendar(request: Request, context: WebContext) async throws -> Reply {
        guard let file = CalendarFile(try await published(context), forMembers: false) else { throw NotFound() }
        return Reply.download(file.text(at: context.now), type: "text/calendar; charset=utf-8", name: file.name)
    }

    /// A draft, or what the hub keeps for its members, exists for nobody here.
    private func published(_ context: WebContext) async throws -> AssemblyDossier {
        let dossier = try await door.dossier(context)
        guard dossier.assembly.isPublished else { throw NotFound() }
        return dossier
    }
}
