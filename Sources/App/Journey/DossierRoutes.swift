import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The dossier de préfiguration: one button, a private link, a PDF, versions kept.
struct DossierRoutes {
    let hubs: HubStore
    let dossiers: DossierStore
    let assets: Assets
    let press: BookletPress
    let views: HubViewStore
    let figures: TerritoryFigures

    func add(to table: inout RouteTable) {
        let desk = "/poles/:slug/pilotage/demarche/dossier"
        table.get("\(desk)", .readHubDesk, on: .hub, use: show)
        table.post("\(desk)", .editHub, on: .hub, use: make)
        table.post("\(desk)/:id/fermeture", .editHub, on: .hub, use: close)
        table.get("/dossiers/:cle", .readPublic, use: page)
        table.get("/dossiers/:cle/pdf", .readPublic, use: file)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        Reply(try await deskPage(FormState(), context), in: context)
    }

    private func deskPage(_ state: FormState, _ context: WebContext) async throws -> PageContent {
        let hub = try await hub(context)
        return dossierDeskPage(
            hub, try await dossiers.versions(of: hub.id),
            missing: try await dossiers.material(hub, on: context.today).missing, hasPress: press.isThere,
            mayEdit: context.may(.editHub, to: .hub(hub.id)), state, token: context.visitor.token)
    }

    @Sendable private func make(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hub(context)
        return try await context.submit(then: "/poles/\(hub.slug)/pilotage/demarche/dossier") {
            let material = try await dossiers.material(hub, on: context.today)
            let view = try await views.view(slug: hub.slug, on: context.today)
            let card = try await figures.card(of: view, on: context.today)
            let key = Secret()
            try await dossiers.keep(
                dossierBody(material, panorama: card, remarks: "/dossiers/\(key.text)/remarques"),
                missing: material.missing.count,
                under: key, of: hub.id, actor: context.actor,
                at: context.now)
        } refused: { refusal in
            try await deskPage(.refused(refusal, values: [:]), context)
        }
    }

    @Sendable private func close(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hub(context)
        guard let id = Int64(try context.parameter("id")) else { throw NotFound() }
        try await dossiers.close(id, of: hub.id, actor: context.actor, at: context.now)
        return .redirect(to: "/poles/\(hub.slug)/pilotage/demarche/dossier", type: .normal)
    }

    @Sendable private func page(request: Request, context: WebContext) async throws -> Reply {
        let opened = try await opened(context)
        let path = "/dossiers/" + (try context.parameter("cle"))
        let html = dossierDocument(
            opened, path: path, stylesheet: assets.path("livret.css"), hasPress: press.isThere,
            isFictional: context.frame.isFictional)
        var reply = Reply(html, type: "text/html; charset=utf-8")
        reply.headers[.cacheControl] = "private, no-cache"
        return reply
    }

    @Sendable private func file(request: Request, context: WebContext) async throws -> Response {
        let opened = try await opened(context)
        let key = try context.parameter("cle")
        guard press.isThere else { return .redirect(to: "/dossiers/" + key, type: .normal) }
        let html = dossierDocument(
            opened, path: "", stylesheet: nil, hasPress: true, isFictional: context.frame.isFictional)
        do {
            let sheet = try Resources.folder().appending(path: "Public/livret.css")
            var reply = Reply(
                bytes: ByteBuffer(bytes: try await press.print(html, stylesheet: sheet, key: key, isTagged: true)),
                type: "application/pdf")
            reply.headers[.contentDisposition] =
                "inline; filename=\"dossier-\(opened.hub.slug)-version-\(opened.number).pdf\""
            return reply.response(from: request, context: context)
        } catch is BookletPress.Busy {
            throw Refused("D’autres documents sont en cours de fabrication : recommencez dans une minute.")
        } catch let fault as BookletPress.Fault {
            Log.fault(fault, id: context.id, path: "/dossiers")
            throw Refused(
                "Le PDF n’a pas pu être fabriqué. Ouvrez le dossier comme une page, puis imprimez-la depuis le navigateur."
            )
        }
    }

    private func opened(_ context: WebContext) async throws -> OpenedDossier {
        guard let key = Secret(try context.parameter("cle")), let opened = try await dossiers.opened(key) else {
            throw NotFound()
        }
        return opened
    }

    private func hub(_ context: WebContext) async throws -> Hub {
        guard let id = try await hubs.id(slug: context.parameter("slug")), let hub = try await hubs.hub(id) else {
            throw NotFound()
        }
        return hub
    }
}
