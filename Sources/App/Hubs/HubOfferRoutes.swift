import Domain
import Foundation
import Hummingbird

/// What the members of a hub offer and look for, kept by the hub.
struct HubOfferRoutes {
    let offers: OfferStore
    let hubs: HubStore

    private static let fields = ["organisation", "sens", "sorte", "objet", "precisions", "jusquau"]

    func add(to table: inout RouteTable) {
        table.get("/poles/:slug/pilotage/offres", .editHub, on: .hub, use: desk)
        table.post("/poles/:slug/pilotage/offres", .editHub, on: .hub, use: record)
        table.post("/poles/:slug/pilotage/offres/:id/fin", .editHub, on: .hub, use: end)
    }

    @Sendable private func desk(request: Request, context: WebContext) async throws -> Reply {
        Reply(try await page(context, FormState(values: ["sens": "propose"])), in: context)
    }

    @Sendable private func record(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hub(context)
        return try await context.submit(then: "/poles/\(hub.slug)/pilotage/offres") {
            let draft = OfferStore.Draft(
                organisation: ID(form.text("organisation")), direction: Offer.Direction(rawValue: form.text("sens")),
                kind: Offer.Kind(rawValue: form.text("sorte")), topic: form.line("objet"),
                detail: form.text("precisions"), until: form.line("jusquau"))
            try await offers.record(draft, in: hub.id, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await page(context, .refused(refusal, values: form.values(Self.fields)))
        }
    }

    @Sendable private func end(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hub(context)
        let id: ID<Offer> = try context.id()
        return try await context.submit(then: "/poles/\(hub.slug)/pilotage/offres") {
            try await offers.end(id, in: hub.id, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await page(context, FormState(errors: [Refused(refusal.sentence)]))
        }
    }

    private func page(_ context: WebContext, _ state: FormState) async throws -> PageContent {
        let hub = try await hub(context)
        return hubOffersPage(
            hub: hub, members: try await offers.members(of: hub.id, on: context.today),
            lines: try await offers.lines(on: context.today, membersOf: hub.id), state, token: context.visitor.token)
    }

    private func hub(_ context: WebContext) async throws -> Hub {
        guard let id = try await hubs.id(slug: context.parameter("slug")), let hub = try await hubs.hub(id) else {
            throw NotFound()
        }
        return hub
    }
}
