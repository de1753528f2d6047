import Domain
import Foundation
import Hummingbird

/// Requests to join, at the hub's desk.
struct JoiningDeskRoutes {
    let joining: JoiningDeskStore
    let views: DuesViewStore
    let hubs: HubStore
    let duplicates: DuplicateKeeper

    private static let fields = [
        "fiche", "instance", "jour", "refus-instance", "refus-jour", "depuis", "college", "cotisation", "mot", "motif",
        "question",
    ]

    func add(to table: inout RouteTable) {
        let path = "/poles/:slug/pilotage/adhesions"
        table.get("\(path)", .readMembers, on: .hub) { _, context in
            let hub = try await hubs.named(context)
            return Reply(joiningDeskPage(hub, try await joining.lines(of: hub.id)), in: context)
        }
        table.get("\(path)/:id", .readMembers, on: .hub, use: show)
        table.post("\(path)/:id/complement", .decideJoining, on: .hub, use: ask)
        table.post("\(path)/:id/admission", .decideJoining, on: .hub, use: admit)
        table.post("\(path)/:id/refus", .decideJoining, on: .hub, use: refuse)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let today = context.today.description
        let state = FormState(values: ["jour": today, "refus-jour": today, "depuis": today, "cotisation": "oui"])
        return Reply(try await page(state, context), in: context)
    }

    private func page(
        _ state: FormState, _ context: WebContext, resembling: [Resemblance] = []
    ) async throws -> PageContent {
        let hub = try await hubs.named(context)
        let dues = try await views.view(of: hub, year: context.today.year, on: context.today)
        let decision = JoiningDecisionView(
            view: try await joining.view(context.id(), of: hub), colleges: dues.colleges,
            hasScale: dues.scale != nil, resembling: resembling)
        return joiningRequestPage(decision, state, token: context.visitor.token)
    }

    @Sendable private func ask(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, "complement", context) { hub, id in
            try await joining.ask(id, of: hub, form.text("question"), actor: context.actor, at: context.now)
        }
    }

    @Sendable private func refuse(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, "refus", context) { hub, id in
            try await joining.refuse(
                id, of: hub, decision(form, JoiningDeskStore.refusalPrefix), actor: context.actor, at: context.now)
        }
    }

    @Sendable private func admit(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, "admission", context) { hub, id in
            let decision = decision(form, "")
            // Before anybody is asked which record is meant.
            try RefusedForm.check(decision.refusals(on: context.today))
            let request = try await joining.view(id, of: hub).request
            let answer = form.text("fiche").isEmpty ? request.organisation?.description ?? "" : form.text("fiche")
            let choice = try await RecordChoice(answer, for: request.sheet, among: duplicates)
            let admission = JoiningDeskStore.Admission(
                decision: decision, from: Day(form.line("depuis")), college: form.line("college"),
                callsDues: form["cotisation"] == "oui", note: form.text("mot"))
            try await joining.admit(id, of: hub, admission, record: choice, actor: context.actor, at: context.now)
        }
    }

    private func decision(_ form: Form, _ prefix: String) -> JoiningDeskStore.Decision {
        JoiningDeskStore.Decision(
            body: form.line(prefix + "instance"), day: Day(form.line(prefix + "jour")), reason: form.text("motif"),
            prefix: prefix)
    }

    private func change(
        _ form: Form, _ act: String, _ context: WebContext,
        _ work: (Hub, ID<JoiningRequest>) async throws -> Void
    ) async throws -> Response {
        let hub = try await hubs.named(context)
        let id: ID<JoiningRequest> = try context.id()
        return try await context.submit(then: "/poles/\(hub.slug)/pilotage/adhesions/\(id)") {
            try await work(hub, id)
        } refused: { refusal in
            var values = form.values(Self.fields)
            values["acte"] = act
            return try await page(
                .refused(refusal, values: values), context,
                resembling: (refusal as? ResemblanceRefused)?.found ?? [])
        }
    }
}
