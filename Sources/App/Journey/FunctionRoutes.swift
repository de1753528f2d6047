import Domain
import Foundation
import Hummingbird

/// Workstream 3 on its pages: needs, decisions, weights, first actions.
struct FunctionRoutes {
    let hubs: HubStore
    let functions: FunctionStore
    let views: HubViewStore
    let figures: TerritoryFigures

    func add(to table: inout RouteTable) {
        let desk = "/poles/:slug/pilotage/demarche/fonctions"
        table.get("\(desk)", .readHubDesk, on: .hub, use: show)
        table.post("\(desk)/chiffres", .editHub, on: .hub, use: addFigure)
        table.post("\(desk)/besoins", .editHub, on: .hub, use: addNeed)
        table.get("\(desk)/besoins/:id", .editHub, on: .hub, use: showNeed)
        table.post("\(desk)/besoins/:id", .editHub, on: .hub, use: decide)
        table.post("\(desk)/poids", .editHub, on: .hub, use: choose)
        table.post("\(desk)/actions", .editHub, on: .hub, use: addAction)
        table.post("\(desk)/chiffres/:id/retrait", .editHub, on: .hub) { try await remove(.figure, $1) }
        table.post("\(desk)/besoins/:id/retrait", .editHub, on: .hub) { try await remove(.need, $1) }
        table.post("\(desk)/actions/:id/retrait", .editHub, on: .hub) { try await remove(.action, $1) }
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let view = try await view(context)
        let hub = try await views.view(slug: view.hub.slug, on: context.today)
        let card = try await figures.card(of: hub, on: context.today)
        let page = functionPage(
            view, panorama: card, mayEdit: context.may(.editHub, to: .hub(view.hub.id)), FunctionFormState(),
            token: context.visitor.token)
        return Reply(page, in: context)
    }

    private func page(_ view: FunctionView, _ state: FunctionFormState, _ context: WebContext) -> PageContent {
        functionPage(
            view, mayEdit: context.may(.editHub, to: .hub(view.hub.id)), state, token: context.visitor.token)
    }

    @Sendable private func addFigure(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await view(context)
        return try await context.submit(then: functionDesk(view.hub) + "#chiffres") {
            try await functions.addFigure(
                label: form.line("chiffre"), value: form.line("valeur"), year: Int(form.text("annee")),
                source: form.line("source"), to: view.hub.id, actor: context.actor, at: context.now)
        } refused: { refusal in
            page(view, FunctionFormState(.figure, refusal, form), context)
        }
    }

    @Sendable private func addNeed(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await view(context)
        return try await context.submit(then: functionDesk(view.hub) + "#matrice") {
            try await functions.addNeed(
                FunctionStore.NeedDraft(
                    title: form.line("besoin"), survey: form.text("enquete"), heard: form.line("entendu"),
                    figures: Set(form.all("figures").compactMap { Int64($0) })), to: view.hub.id,
                actor: context.actor, at: context.now)
        } refused: { refusal in
            page(view, FunctionFormState(.need, refusal, form), context)
        }
    }

    @Sendable private func showNeed(request: Request, context: WebContext) async throws -> Reply {
        let view = try await view(context)
        let need = try need(view, context)
        var values = ["raison": need.decisions.values.first { !$0.reason.isEmpty }?.reason ?? ""]
        for (function, decided) in need.decisions { values["f-" + function.rawValue] = decided.decision.rawValue }
        return Reply(needPage(view, need, FormState(values: values), token: context.visitor.token), in: context)
    }

    @Sendable private func decide(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await view(context)
        let need = try need(view, context)
        let decisions = HubFunction.allCases.compactMap { function in
            NeedDecision(rawValue: form.text("f-" + function.rawValue)).map { (function, $0) }
        }
        return try await context.submit(then: functionDesk(view.hub) + "#matrice") {
            try await functions.decide(
                Dictionary(uniqueKeysWithValues: decisions), reason: form.line("raison"), about: need, of: view.hub.id,
                actor: context.actor, at: context.now)
        } refused: { refusal in
            needPage(view, need, .refused(refusal, values: form.values), token: context.visitor.token)
        }
    }

    @Sendable private func choose(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await view(context)
        let parts = HubFunction.allCases.map { ($0, Int(form.text("poids-" + $0.rawValue)) ?? 0) }
        return try await context.submit(then: functionDesk(view.hub) + "#poids") {
            try await functions.choose(
                FunctionWeights(Dictionary(uniqueKeysWithValues: parts)), reason: form.text("pourquoi"),
                of: view.hub.id, actor: context.actor, at: context.now)
        } refused: { refusal in
            page(view, FunctionFormState(.weights, refusal, form), context)
        }
    }

    @Sendable private func addAction(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await view(context)
        return try await context.submit(then: functionDesk(view.hub) + "#actions") {
            try await functions.addAction(
                FunctionStore.ActionDraft(
                    title: form.line("action"), function: HubFunction(rawValue: form.text("fonction")),
                    who: form.line("qui"), detail: form.text("detail"),
                    needs: Set(form.all("besoins").compactMap { Int64($0) })), to: view.hub.id, actor: context.actor,
                at: context.now)
        } refused: { refusal in
            page(view, FunctionFormState(.action, refusal, form), context)
        }
    }

    @Sendable private func remove(_ kind: FunctionStore.Removable, _ context: WebContext) async throws -> Response {
        let view = try await view(context)
        guard let id = Int64(try context.parameter("id")) else { throw NotFound() }
        try await functions.remove(kind, id, of: view.hub.id, actor: context.actor, at: context.now)
        return .redirect(to: functionDesk(view.hub), type: .normal)
    }

    private func view(_ context: WebContext) async throws -> FunctionView {
        guard let id = try await hubs.id(slug: context.parameter("slug")), let hub = try await hubs.hub(id) else {
            throw NotFound()
        }
        return try await functions.view(hub, on: context.today)
    }

    private func need(_ view: FunctionView, _ context: WebContext) throws -> JourneyNeed {
        let id = Int64(try context.parameter("id"))
        guard let need = view.needs.first(where: { $0.id == id }) else { throw NotFound() }
        return need
    }
}

/// Which of the page's forms was refused, and what it held.
struct FunctionFormState: Sendable {
    enum Place: Sendable { case figure, need, weights, action }
    private let place: Place?
    private let state: FormState
    private let several: Set<String>

    init() { (place, state, several) = (nil, FormState(), []) }

    init(_ place: Place, _ refusal: any Refusal, _ form: Form) {
        self.place = place
        state = .refused(refusal, values: form.values)
        several = Set(form.all("besoins") + form.all("figures"))
    }

    func at(_ asked: Place) -> FormState { asked == place ? state : FormState() }
    func isTicked(_ id: Int64, at asked: Place) -> Bool { asked == place && several.contains(String(id)) }
}
