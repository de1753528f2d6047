import Domain
import Foundation
import Hummingbird

/// How a hub comes about, and the opening of an initiative.
struct JourneyRoutes {
    let situation: SituationStore
    let hubs: HubStore
    let territories: TerritoryStore
    let thresholds: ThresholdStore
    let baseURL: String

    func add(to table: inout RouteTable) {
        table.get("/demarche", .readPublic, use: show)
        table.get("/demarche/initiatives/nouvelle", .openInitiative, use: newInitiative)
        table.post("/demarche/initiatives", .openInitiative, use: open)
    }

    @Sendable func show(request: Request, context: WebContext) async throws -> Reply {
        let inForce = try await thresholds.inForce(on: context.today)
        return Reply(journeyPage(thresholds: inForce, open: try await underway(context)), in: context)
    }

    @Sendable func newInitiative(request: Request, context: WebContext) async throws -> Reply {
        let state = FormState(values: ["territoire": request.query("territoire")])
        return Reply(try await page(state, context), in: context)
    }

    @Sendable func open(_ form: Form, context: WebContext) async throws -> Response {
        var slug = ""
        return try await context.submit(then: "/poles/\(slug)/pilotage") {
            let territory = try await territories.territory(slug: form.text("territoire"))
            slug = try await hubs.openInitiative(
                name: form.line("nom"), territory: territory?.id, motive: form.text("motif"),
                initiator: form.line("initiateurs"), actor: context.actor, at: context.now, baseURL: baseURL)
        } refused: { refusal in
            let values = form.values(["nom", "territoire", "initiateurs", "motif"])
            return try await page(.refused(refusal, values: values), context)
        }
    }

    private func page(_ state: FormState, _ context: WebContext) async throws -> PageContent {
        let choices = try await territories.choices(on: context.today)
        return initiativePage(
            choices: choices, existing: try await underway(context), state, token: context.visitor.token)
    }

    /// Initiatives and préfigurations, not yet hubs.
    private func underway(_ context: WebContext) async throws -> [HubLine] {
        let all = HubLine.all(try await situation.view(on: context.today))
        return all.filter { [.organising, .prefiguration].contains($0.standing.status) }
    }
}
