import Domain
import Foundation
import Hummingbird

/// Workstream 4: the two situations of R13 side by side, tried on those who would found the hub, then the choice.
struct GovernanceRoutes {
    let hubs: HubStore
    let governances: GovernanceStore
    let guide: JourneyGuide

    func add(to table: inout RouteTable) {
        let path = "/poles/:slug/pilotage/demarche/gouvernance"
        table.get("\(path)", .editHub, on: .hub, use: show)
        table.post("\(path)", .writeStatutes, on: .hub, use: choose)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let isTried = !request.query("essai").isEmpty
        let question = GovernanceStore.Question(
            founders: isTried ? Set(request.queries("fondatrice")) : nil,
            host: isTried ? String(request.query("hote-essaye").trimmingCharacters(in: .whitespaces).prefix(200)) : nil,
            isCustomary: request.query("base") == "usage")
        let hub = try await hubs.named(context)
        let view = try await governances.view(hub, question, on: context.today)
        let reading = GovernanceMode(rawValue: request.query("lire")).flatMap { $0 == .undecided ? nil : $0 }
        return Reply(page(view, reading: reading, state(view, on: context.today), context), in: context)
    }

    private func page(
        _ view: GovernanceView, reading: GovernanceMode?, _ state: FormState, _ context: WebContext
    ) -> PageContent {
        governancePage(
            view, guide.voies, reading: reading, mayChoose: context.may(.writeStatutes, to: .hub(view.hub.id)), state,
            token: context.visitor.token)
    }

    /// The form as what is known fills it.
    private func state(_ view: GovernanceView, on today: Day) -> FormState {
        let management = view.delegated.document.prose.management
        return FormState(values: [
            "voie": view.hub.governance.rawValue, "hote": view.host?.name ?? "",
            "accepte": management.acceptedOn?.description ?? "", "clause": management.hostClause,
            "motif": view.choices.first?.reason ?? "",
            "decide": view.choices.first?.decidedOn.description ?? today.description,
        ])
    }

    @Sendable private func choose(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hubs.named(context)
        let draft = GovernanceStore.Draft(
            mode: GovernanceMode(rawValue: form.text("voie")), host: form.line("hote"),
            acceptedOn: form.trimmed("accepte"), hostClause: form.text("clause"), reason: form.text("motif"),
            decidedOn: form.trimmed("decide"))
        return try await context.submit(then: "/poles/\(hub.slug)/pilotage/demarche/gouvernance#decision") {
            try await governances.choose(draft, for: hub, actor: context.actor, at: context.now)
        } refused: { refusal in
            let view = try await governances.view(hub, GovernanceStore.Question(), on: context.today)
            let values = form.values(["voie", "hote", "accepte", "clause", "motif", "decide"])
            return page(view, reading: nil, .refused(refusal, values: values), context)
        }
    }
}
