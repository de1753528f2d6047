import Domain
import Foundation
import Hummingbird

/// Deciding on what people propose, at the network's desk and at each hub's.
struct ModerationRoutes {
    let moderation: ModerationStore
    let hubs: HubStore

    func add(to table: inout RouteTable) {
        table.get("/reseau/pilotage/moderation", .moderateRecords, use: network)
        table.post("/reseau/pilotage/moderation/:id", .moderateRecords, use: decideAtNetwork)
        table.get("/poles/:slug/pilotage/moderation", .moderateRecords, on: .hub, use: hub)
        table.post("/poles/:slug/pilotage/moderation/:id", .moderateRecords, on: .hub, use: decideAtHub)
    }

    @Sendable private func network(request: Request, context: WebContext) async throws -> Reply {
        Reply(try await page(.network, nil, FormState(), context), in: context)
    }

    @Sendable private func hub(request: Request, context: WebContext) async throws -> Reply {
        let (desk, id) = try await desk(context)
        return Reply(try await page(desk, id, FormState(), context), in: context)
    }

    private func desk(_ context: WebContext) async throws -> (ModerationDesk, ID<Hub>) {
        guard let id = try await hubs.id(slug: context.parameter("slug")), let hub = try await hubs.hub(id) else {
            throw NotFound()
        }
        return (.hub(hub), id)
    }

    private func page(
        _ desk: ModerationDesk, _ hub: ID<Hub>?, _ state: FormState, _ context: WebContext, refused: Int64? = nil
    ) async throws -> PageContent {
        let waiting = try await moderation.waiting(at: hub, on: context.today)
        return moderationPage(desk, waiting, state, refused: refused, token: context.visitor.token)
    }

    @Sendable private func decideAtNetwork(_ form: Form, context: WebContext) async throws -> Response {
        try await decide(form, .network, nil, context)
    }

    @Sendable private func decideAtHub(_ form: Form, context: WebContext) async throws -> Response {
        let (desk, id) = try await desk(context)
        return try await decide(form, desk, id, context)
    }

    private func decide(
        _ form: Form, _ desk: ModerationDesk, _ hub: ID<Hub>?, _ context: WebContext
    ) async throws -> Response {
        guard let id = Int64(try context.parameter("id")) else { throw NotFound() }
        return try await context.submit(then: desk.path) {
            let decision = ModerationStore.Decision(
                isAccepted: form["decision"] == "accepter",
                fields: Set(form.all("champ").compactMap(OrganisationField.init)), reason: form.text("motif"),
                grantsRole: form["role"] == "oui")
            try await moderation.decide(id, at: hub, decision, actor: context.actor, at: context.now)
        } refused: { refusal in
            let state = FormState.refused(refusal, values: form.values(["motif"]))
            return try await page(desk, hub, state, context, refused: id)
        }
    }
}
