import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A panorama on paper: four pages or a card, as a page that prints and as a PDF; and one drawing in a frame.
struct PanoramaPrintRoutes {
    let reader: PanoramaReader
    let maps: PanoramaMaps
    let assets: Assets
    let press: BookletPress
    let base: String

    func add(to table: inout RouteTable) {
        table.get("/observatoire/:slug/imprimer", .readPublic, use: page)
        table.get("/observatoire/:slug/panorama.pdf", .readPublic, use: file)
        table.get("/observatoire/:slug/cadre", .readPublic, use: frame)
    }

    @Sendable private func page(request: Request, context: WebContext) async throws -> Reply {
        let printed = try await printed(request, context)
        return Reply(
            printedPanorama(printed, stylesheet: assets.path("panorama.css")), type: "text/html; charset=utf-8")
    }

    @Sendable private func file(request: Request, context: WebContext) async throws -> Response {
        let printed = try await printed(request, context)
        // The page says how to print without it.
        guard press.isThere else { return .redirect(to: printed.address("imprimer"), type: .normal) }
        let html = printedPanorama(printed, stylesheet: nil)
        do {
            let sheet = try Resources.folder().appending(path: "Public/panorama.css")
            let bytes = try await press.print(html, stylesheet: sheet, key: html, isTagged: true)
            var reply = Reply(bytes: ByteBuffer(bytes: bytes), type: "application/pdf")
            let name =
                "\(printed.format.rawValue)-\(printed.view.record.territory.slug)-\(printed.view.vintage.month).pdf"
            reply.headers[.contentDisposition] = "inline; filename=\"\(name)\""
            return reply.response(from: request, context: context)
        } catch is BookletPress.Busy {
            throw Refused("D’autres documents sont en cours de fabrication : recommencez dans une minute.")
        } catch let fault as BookletPress.Fault {
            Log.fault(fault, id: context.id, path: request.uri.path)
            throw Refused(
                "Le panorama n’a pas pu être fabriqué. Ouvrez-le comme une page, puis imprimez-la depuis le navigateur."
            )
        }
    }

    private func printed(_ request: Request, _ context: WebContext) async throws -> PrintedPanorama {
        let view = try await view(request, context)
        let map = try await maps.map(
            view.parts, view.partKind, query: view.query,
            label: "Carte de la part de l’ESS, \(view.partKind.label) par \(view.partKind.label)")
        return PrintedPanorama(
            view: view, map: map, format: PrintedPanorama.Format(rawValue: request.query("format")) ?? .pages,
            network: context.frame.networkName, base: base, isFictional: context.frame.isFictional,
            hasPress: press.isThere)
    }

    private func view(_ request: Request, _ context: WebContext) async throws -> TerritoryPanorama {
        let slug = try context.parameter("slug")
        guard let view = try await reader.view(slug, PanoramaAsk(request, context)) else {
            throw NotFound()
        }
        return view
    }

    /// One drawing, for somebody else's page.
    @Sendable private func frame(request: Request, context: WebContext) async throws -> Reply {
        let view = try await view(request, context)
        let name = request.query("graphique")
        guard let chart = name.isEmpty ? view.charts.first : view.chart(name) else { throw NotFound() }
        var frame = Frame(assets: assets)
        frame.networkName = context.frame.networkName
        frame.isFictional = context.frame.isFictional
        let origin = OpenOrigin(base: base, network: context.frame.networkName, day: context.today)
        var reply = Reply(
            frameLayout(panoramaFramePage(view, chart, origin), frame), type: "text/html; charset=utf-8")
        reply.headers[.contentSecurityPolicy] = SecurityHeaders.framed
        return reply
    }
}
