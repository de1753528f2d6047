import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What is printed: letters for those without mail, and the kit that holds an assembly on paper.
struct AssemblyPaperRoutes {
    let door: AssemblyDoor
    let assets: Assets
    let press: BookletPress

    func add(to table: inout RouteTable) {
        let path = "/poles/:slug/pilotage/assemblees/:id"
        table.get("\(path)/lettres", .prepareAssembly, on: .assembly, use: letters)
        table.get("\(path)/papiers", .prepareAssembly, on: .assembly, use: kit)
        table.get("\(path)/papiers.pdf", .prepareAssembly, on: .assembly, use: file)
    }

    @Sendable private func letters(request: Request, context: WebContext) async throws -> Reply {
        let dossier = try await door.dossier(context)
        return reply(assemblyLettersDocument(dossier, sheet(context)))
    }

    @Sendable private func kit(request: Request, context: WebContext) async throws -> Reply {
        let dossier = try await door.dossier(context)
        return reply(assemblyKitDocument(dossier, sheet(context)))
    }

    @Sendable private func file(request: Request, context: WebContext) async throws -> Response {
        let dossier = try await door.dossier(context)
        // The page says how to print without it.
        guard press.isThere else { return .redirect(to: dossier.path + "/papiers", type: .normal) }
        let html = assemblyKitDocument(
            dossier, PaperSheet(stylesheet: nil, isFictional: context.frame.isFictional, hasPress: true))
        do {
            let sheet = try Resources.folder().appending(path: "Public/papiers.css")
            let bytes = try await press.print(html, stylesheet: sheet, key: html, isTagged: true)
            var reply = Reply(bytes: ByteBuffer(bytes: bytes), type: "application/pdf")
            reply.headers[.contentDisposition] =
                "inline; filename=\"assemblee-\(dossier.hub.slug)-\(dossier.assembly.id).pdf\""
            reply.headers[.cacheControl] = "no-store"
            return reply.response(from: request, context: context)
        } catch is BookletPress.Busy {
            throw Refused("D’autres documents sont en cours de fabrication : recommencez dans une minute.")
        } catch let fault as BookletPress.Fault {
            Log.fault(fault, id: context.id, path: request.uri.path)
            throw Refused("Le PDF n’a pas pu être fabriqué. Ouvrez les papiers comme une page, puis imprimez-la.")
        }
    }

    private func sheet(_ context: WebContext) -> PaperSheet {
        PaperSheet(
            stylesheet: assets.path("papiers.css"), isFictional: context.frame.isFictional, hasPress: press.isThere)
    }

    /// Names of people stand on these sheets: nobody finds them in the browser afterwards.
    private func reply(_ html: String) -> Reply {
        var reply = Reply(html, type: "text/html; charset=utf-8")
        reply.headers[.cacheControl] = "no-store"
        return reply
    }
}
