import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Statutes as files: on paper, and as data.
struct StatutesPrinter {
    let press: BookletPress
    let networkAddress: String

    /// The same data that the program decides by, with what they are of.
    func json(_ hub: Hub, _ version: StatutesVersion) -> Reply {
        struct File: Encodable {
            let pole, adresse, etat: String
            let version: Int
            let statuts: StatutesDocument
        }
        let file = File(
            pole: hub.name, adresse: "\(networkAddress)/poles/\(hub.slug)", etat: version.state.label,
            version: version.version, statuts: version.document)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        let bytes = (try? encoder.encode(file)) ?? Data()
        var reply = Reply(bytes: ByteBuffer(bytes: bytes), type: "application/json; charset=utf-8")
        reply.headers[.contentDisposition] = "attachment; filename=\"statuts-\(hub.slug)-\(version.version).json\""
        return reply
    }

    /// Where there is no press the page is printed from the browser.
    func pdf(
        _ hub: Hub, _ version: StatutesVersion, otherwise page: String, _ request: Request, _ context: WebContext
    ) async throws -> Response {
        guard press.isThere else { return .redirect(to: page, type: .normal) }
        let html = statutesPaper(
            hub, version, network: context.frame.networkName, isFictional: context.frame.isFictional)
        do {
            let sheet = try Resources.folder().appending(path: "Public/statuts.css")
            let bytes = try await press.print(html, stylesheet: sheet, key: html, isTagged: true)
            var reply = Reply(bytes: ByteBuffer(bytes: bytes), type: "application/pdf")
            reply.headers[.contentDisposition] = "inline; filename=\"statuts-\(hub.slug)-\(version.version).pdf\""
            return reply.response(from: request, context: context)
        } catch is BookletPress.Busy {
            throw Refused("D’autres documents sont en cours de fabrication : recommencez dans une minute.")
        } catch let fault as BookletPress.Fault {
            Log.fault(fault, id: context.id, path: request.uri.path)
            throw Refused("Le PDF n’a pas pu être fabriqué : imprimez la page depuis le navigateur.")
        }
    }
}

/// The statutes in force, when the hub publishes them.
struct StatutesPublicRoutes {
    let statutes: StatutesStore
    let printer: StatutesPrinter

    func add(to table: inout RouteTable) {
        table.get("/poles/:slug/statuts", .readPublic, use: show)
        table.get("/poles/:slug/statuts.pdf", .readPublic, use: pdf)
        table.get("/poles/:slug/statuts.json", .readPublic, use: json)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let (hub, version) = try await published(context)
        return Reply(publicStatutesPage(hub, version, hasPress: printer.press.isThere), in: context)
    }

    @Sendable private func pdf(request: Request, context: WebContext) async throws -> Response {
        let (hub, version) = try await published(context)
        return try await printer.pdf(hub, version, otherwise: "/poles/\(hub.slug)/statuts", request, context)
    }

    @Sendable private func json(request: Request, context: WebContext) async throws -> Reply {
        let (hub, version) = try await published(context)
        return printer.json(hub, version)
    }

    private func published(_ context: WebContext) async throws -> (Hub, StatutesVersion) {
        guard let found = try await statutes.published(slug: context.parameter("slug"), on: context.today) else {
            throw NotFound()
        }
        return found
    }
}
