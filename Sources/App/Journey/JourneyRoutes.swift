import Domain
import Foundation
import Hummingbird

/// How a hub comes about, and the opening of an initiative.
struct JourneyRoutes {
    let situation: SituationStore
    let hubs: HubStore
    let territories: TerritoryStore
    let thresholds: ThresholdStore
    /// What a perimeter is worth, and who is already near it.
    let tool: PerimeterToolStore
    let nearby: NearbyStore
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
        let chosen = Array(request.uri.queryParameters.getAll("t").prefix(30))
        return Reply(try await page(chosen, state, context), in: context)
    }

    @Sendable func open(_ form: Form, context: WebContext) async throws -> Response {
        var slug = ""
        let chosen = form.all("t").isEmpty ? [] : Array(form.all("t").prefix(30))
        return try await context.submit(then: "/poles/\(slug)/pilotage") {
            var found: [ID<Territory>] = []
            for name in chosen.isEmpty ? [form.text("territoire")] : chosen {
                if let territory = try await territories.territory(slug: name) { found.append(territory.id) }
            }
            slug = try await hubs.openInitiative(
                name: form.line("nom"), territories: found, motive: form.text("motif"),
                initiator: form.line("initiateurs"), actor: context.actor, at: context.now, baseURL: baseURL)
        } refused: { refusal in
            let values = form.values(["nom", "territoire", "initiateurs", "motif"])
            return try await page(chosen, .refused(refusal, values: values), context)
        }
    }

    /// With the territories that the tool gave back, when it did.
    private func page(_ chosen: [String], _ state: FormState, _ context: WebContext) async throws -> PageContent {
        let choices = try await territories.choices(on: context.today)
        let perimeter = chosen.isEmpty ? nil : try await tool.choice(chosen, map: nil, on: context.today)
        let isChosen = perimeter?.chosen.isEmpty == false
        let listed = choices.first { $0.territory.slug == state["territoire"] }
        let places = isChosen ? perimeter?.chosen ?? [] : [listed].compactMap(\.self)
        let view = try await situation.view(on: context.today)
        return initiativePage(
            choices: choices, perimeter: isChosen ? perimeter : nil,
            existing: try await nearby.hubs(near: Set(places.map(\.id)), in: view), state,
            token: context.visitor.token)
    }

    /// Initiatives and préfigurations, not yet hubs.
    private func underway(_ context: WebContext) async throws -> [HubLine] {
        let all = HubLine.all(try await situation.view(on: context.today))
        return all.filter { [.organising, .prefiguration].contains($0.standing.status) }
    }
}
