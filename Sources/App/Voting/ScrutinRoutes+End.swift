import Domain
import Foundation
import Hummingbird

/// Once a vote is open: reminders, links, its end.
extension ScrutinRoutes {
    @Sendable func remind(_ form: Form, context: WebContext) async throws -> Response {
        try await act(context) { id, hub in
            _ = try await scrutins.remind(id, of: hub, actor: context.actor, at: context.now)
        }
    }

    private func linkPage(_ hub: Hub, _ state: FormState, _ context: WebContext) async throws -> PageContent {
        let desk = try await scrutins.desk(context.id(), of: hub.id, at: context.now)
        let organisation: ID<Organisation> = try context.id("organisation")
        guard desk.record.scrutin.state == .open,
            let line = desk.voters.first(where: { $0.organisationID == organisation })
        else { throw NotFound() }
        return scrutinLinkPage(desk, line, hub: hub, state, token: context.visitor.token)
    }

    @Sendable func showLink(request: Request, context: WebContext) async throws -> Reply {
        Reply(
            try await linkPage(try await hub(context), FormState(values: ["moyen": "courriel"]), context), in: context)
    }

    @Sendable func renewLink(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hub(context)
        let id: ID<Scrutin> = try context.id()
        let isOnPaper = form["moyen"] == "papier"
        var given: (voter: ScrutinVoterLine, secret: Secret)?
        let answer = try await context.submit(then: "\(scrutinPath(hub))/\(id)") {
            given = try await scrutins.renewLink(
                id, of: hub.id, for: context.id("organisation"), onPaper: isOnPaper, actor: context.actor,
                at: context.now)
        } refused: { refusal in
            try await linkPage(hub, .refused(refusal, values: form.values(["moyen"])), context)
        }
        guard let given, isOnPaper else { return answer }
        let record = try await scrutins.record(id, of: hub.id)
        let page = paperLinkPage(given.voter, record, hub: hub, address: "\(baseURL)/vote?cle=\(given.secret.text)")
        return Reply(page, in: context).plainResponse
    }

    // The end.

    @Sendable func close(_ form: Form, context: WebContext) async throws -> Response {
        try await act(context) { id, hub in
            try await scrutins.close(id, of: hub, actor: context.actor, at: context.now)
        }
    }

    @Sendable func urn(request: Request, context: WebContext) async throws -> Reply {
        let hub = try await hub(context)
        let text = try await scrutins.urnFile(context.id(), of: hub.id)
        return Reply.download(text + "\n", type: "application/json", name: "urne.json")
    }

    @Sendable func acceptList(_ form: Form, context: WebContext) async throws -> Response {
        try await act(context) { id, hub in
            try await scrutins.acceptList(id, of: hub, form.json("liste"), actor: context.actor, at: context.now)
        }
    }

    @Sendable func publish(_ form: Form, context: WebContext) async throws -> Response {
        try await act(context) { id, hub in
            try await scrutins.publish(id, of: hub, actor: context.actor, at: context.now)
        }
    }

    @Sendable func cancel(_ form: Form, context: WebContext) async throws -> Response {
        try await act(context, values: form.values(["motif"])) { id, hub in
            try await scrutins.cancel(id, of: hub, reason: form.text("motif"), actor: context.actor, at: context.now)
        }
    }
}
