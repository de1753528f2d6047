import Domain
import Foundation
import Hummingbird

/// Comments on the dossier: by whoever holds the link of a version, or signed in; answered by those who steer.
struct DossierCommentRoutes {
    let services: Services
    let hubs: HubStore
    let dossiers: DossierStore
    let comments: DossierCommentStore

    func add(to table: inout RouteTable) {
        table.get("/dossiers/:cle/remarques", .commentByLink, use: show)
        table.post("/dossiers/:cle/remarques", .commentByLink, use: write)
        let desk = "/poles/:slug/pilotage/demarche/dossier/remarques"
        table.get("\(desk)", .readHubDesk, on: .hub, use: showDesk)
        table.post("\(desk)", .commentDossier, on: .hub, use: writeSigned)
        table.post("\(desk)/:id", .editHub, on: .hub, use: answer)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let state = FormState(values: ["partie": String(request.query("partie").prefix(20))])
        return Reply(try await page(state, context), in: context)
    }

    private func page(_ state: FormState, _ context: WebContext) async throws -> PageContent {
        let opened = try await opened(context)
        return dossierCommentPage(
            opened, try await comments.comments(of: opened.hub.id, version: opened.number),
            path: "/dossiers/" + (try context.parameter("cle")), signedAs: context.visitor.name, state,
            token: context.visitor.token)
    }

    @Sendable private func write(_ form: Form, context: WebContext) async throws -> Response {
        let opened = try await opened(context)
        let key = try context.parameter("cle")
        return try await context.submit(then: "/dossiers/\(key)/remarques") {
            // Each one is told to several people.
            guard await services.throttle.lettersPerClient.allows(context.client.key, at: context.now) else {
                throw Refused("Beaucoup de remarques sont parties d’ici en peu de temps : recommencez dans une heure.")
            }
            try await comments.add(
                draft(form), on: opened.number, of: opened.hub, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await page(.refused(refusal, values: form.values), context)
        }
    }

    @Sendable private func showDesk(request: Request, context: WebContext) async throws -> Reply {
        Reply(try await deskPage(FormState(), context), in: context)
    }

    private func deskPage(_ state: FormState, _ context: WebContext) async throws -> PageContent {
        let hub = try await hub(context)
        return dossierCommentDeskPage(
            hub, try await comments.comments(of: hub.id), try await dossiers.versions(of: hub.id),
            mayEdit: context.may(.editHub, to: .hub(hub.id)), signedAs: context.visitor.name, state,
            token: context.visitor.token)
    }

    @Sendable private func writeSigned(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hub(context)
        return try await context.submit(then: "/poles/\(hub.slug)/pilotage/demarche/dossier/remarques") {
            guard let version = try await dossiers.versions(of: hub.id).first else {
                throw Refused("Aucune version du dossier n’est faite : il n’y a encore rien à commenter.")
            }
            try await comments.add(draft(form), on: version.number, of: hub, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await deskPage(.refused(refusal, values: form.values), context)
        }
    }

    @Sendable private func answer(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hub(context)
        guard let id = Int64(try context.parameter("id")) else { throw NotFound() }
        return try await context.submit(then: "/poles/\(hub.slug)/pilotage/demarche/dossier/remarques") {
            try await comments.answer(
                id, form.text("reponse-\(id)"), isClosed: form.text("suite") == "classee", of: hub.id,
                actor: context.actor, at: context.now)
        } refused: { refusal in
            try await deskPage(.refused(refusal, values: form.values), context)
        }
    }

    private func draft(_ form: Form) -> DossierCommentStore.Draft {
        DossierCommentStore.Draft(
            section: DossierSection(rawValue: form.text("partie")), body: form.text("remarque"),
            author: form.line("nom"), organisation: form.line("organisation"))
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
