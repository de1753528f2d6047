import Domain
import Foundation
import Hummingbird

/// Commitments of a hub, followed after the assembly.
struct CommitmentRoutes {
    let commitments: CommitmentStore
    let hubs: HubStore

    func add(to table: inout RouteTable) {
        table.get("/poles/:slug/pilotage/engagements", .conductAssembly, on: .hub, use: show)
        table.post("/poles/:slug/pilotage/engagements/:engagement", .conductAssembly, on: .hub, use: follow)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        Reply(try await page(SittingForms(token: context.visitor.token), context), in: context)
    }

    private func page(_ forms: SittingForms, _ context: WebContext) async throws -> PageContent {
        let slug = try context.parameter("slug")
        guard let id = try await hubs.id(slug: slug), let hub = try await hubs.hub(id) else { throw NotFound() }
        return commitmentPage(
            try await commitments.commitments(of: id), slug: slug, hub: hub.name, today: context.today, forms)
    }

    @Sendable private func follow(_ form: Form, context: WebContext) async throws -> Response {
        let slug = try context.parameter("slug")
        return try await context.submit(then: "/poles/\(slug)/pilotage/engagements") {
            guard let line = Int64(try context.parameter("engagement")), let hub = try await hubs.id(slug: slug) else {
                throw NotFound()
            }
            guard let state = Commitment.State(rawValue: form.text("etat")) else {
                throw Refused("Dites où en est cet engagement.")
            }
            try await commitments.follow(
                line, state, note: form.text("note"), in: hub, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await page(SittingRoutes.forms("suivi", refusal, form, context), context)
        }
    }
}
