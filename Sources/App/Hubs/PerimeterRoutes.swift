import Domain
import Foundation
import Hummingbird

/// The work on a hub's perimeter.
struct PerimeterRoutes {
    let views: HubViewStore
    let perimeters: PerimeterStore
    let reader: PerimeterReader
    let territories: TerritoryStore

    func add(to table: inout RouteTable) {
        let path = "/poles/:slug/pilotage/perimetre"
        table.get("\(path)", .changePerimeter, on: .hub, use: show)
        table.post("\(path)", .changePerimeter, on: .hub, use: extend)
        table.post("\(path)/:territoire/retrait", .changePerimeter, on: .hub, use: reduce)
        table.post("\(path)/entrees/:id/annulation", .changePerimeter, on: .hub, use: cancel)
    }

    @Sendable func show(request: Request, context: WebContext) async throws -> Reply {
        Reply(try await page(try await view(context), FormState(), context), in: context)
    }

    @Sendable func extend(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await view(context)
        return try await context.submit(then: path(view)) {
            let territory = try await territories.territory(slug: form.text("territoire"))
            let change = PerimeterStore.Change(
                day: Day(form.text("depuis")), evidence: form.line("preuve"),
                overrideReason: context.may(.overrideRule) ? form.text("passer-outre") : nil)
            try await perimeters.extend(view.id, with: territory?.id, change, actor: context.actor, at: context.now)
        } refused: { refusal in
            let values = form.values(["territoire", "depuis", "preuve", "passer-outre"])
            let mayOverride = refusal is PerimeterOverlap && context.may(.overrideRule)
            return try await page(view, .refused(refusal, values: values), context, mayOverride: mayOverride)
        }
    }

    @Sendable func reduce(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await view(context)
        guard let territory = try await territories.territory(slug: context.parameter("territoire")) else {
            throw NotFound()
        }
        return try await context.submit(then: path(view)) {
            let change = PerimeterStore.Change(day: Day(form.text("jusqua")), evidence: form.line("preuve"))
            try await perimeters.reduce(view.id, by: territory.id, change, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await page(view, FormState(errors: [Refused(refusal.sentence)]), context)
        }
    }

    @Sendable func cancel(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await view(context)
        guard let entry = Int64(try context.parameter("id")) else { throw NotFound() }
        return try await context.submit(then: path(view)) {
            try await perimeters.cancel(
                entry, of: view.id, insteadFrom: form.text("depuis"), reason: form.text("motif"),
                actor: context.actor, at: context.now)
        } refused: { refusal in
            try await page(view, FormState(errors: [Refused(refusal.sentence)]), context)
        }
    }

    private func page(
        _ view: HubView, _ state: FormState, _ context: WebContext, mayOverride: Bool = false
    ) async throws -> PageContent {
        perimeterPage(
            view, choices: try await territories.choices(on: context.today),
            findings: try await reader.findings(view.id, on: context.today), mayOverride: mayOverride, state,
            token: context.visitor.token)
    }

    private func path(_ view: HubView) -> String { "/poles/\(view.hub.slug)/pilotage/perimetre" }

    private func view(_ context: WebContext) async throws -> HubView {
        guard let view = try await views.view(slug: context.parameter("slug"), on: context.today) else {
            throw NotFound()
        }
        return view
    }
}
