import Domain
import Foundation
import Hummingbird
import Tabular

/// The launch at a hub's desk: founding assembly, network, first year. Posts have routes of their own.
struct LaunchRoutes {
    let hubs: HubStore
    let launches: LaunchStore
    let foundings: FoundingStore
    let joinings: NetworkJoiningStore

    func add(to table: inout RouteTable) {
        let desk = "/poles/:slug/pilotage/demarche/lancement"
        table.get("\(desk)", .readHubDesk, on: .hub, use: show)
        table.get("\(desk)/calendrier.ics", .readHubDesk, on: .hub, use: calendar)
        table.get("\(desk)/calendrier.csv", .readHubDesk, on: .hub, use: csv)
        table.get("\(desk)/constitutive", .prepareAssembly, on: .hub, use: showFounding)
        table.post("\(desk)/constitutive", .prepareAssembly, on: .hub, use: prepare)
        table.post("\(desk)/reseau", .editHub, on: .hub, use: ask)
        table.post("\(desk)/reseau/reponse", .welcomeHub, on: .hub, use: answer)
        table.post("\(desk)/dates", .editHub, on: .hub, use: addDate)
        table.post("\(desk)/dates/:id/retrait", .editHub, on: .hub, use: removeDate)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        Reply(page(try await view(context), FormState(), context), in: context)
    }

    private func page(_ view: LaunchView, _ state: FormState, _ context: WebContext) -> PageContent {
        launchPage(
            view, mayEdit: context.may(.editHub, to: .hub(view.hub.id)), mayAnswer: context.may(.welcomeHub), state,
            token: context.visitor.token)
    }

    @Sendable private func calendar(request: Request, context: WebContext) async throws -> Reply {
        let view = try await view(context)
        return .download(
            LaunchCalendarFile(view: view).text(at: context.now), type: "text/calendar; charset=utf-8",
            name: "lancement-\(view.hub.slug).ics")
    }

    @Sendable private func csv(request: Request, context: WebContext) async throws -> Reply {
        let view = try await view(context)
        var writer = CSVWriter()
        writer.addHeading(["jour", "ce_qui_se_passe", "sorte", "origine"])
        for date in view.dates {
            writer.add(
                [.text(date.day.description), .text(date.title), .text(date.kind.label), .text(date.reason)],
                citedFor: context)
        }
        return .download(writer.text, type: "text/csv; charset=utf-8", name: "lancement-\(view.hub.slug).csv")
    }

    @Sendable private func showFounding(request: Request, context: WebContext) async throws -> Reply {
        let view = try await foundings.view(hubs.named(context), on: context.today)
        let state = FormState(values: ["statuts": "oui"])
        return Reply(
            foundingPage(view, founders: view.proposed, candidates: [], state, token: context.visitor.token),
            in: context)
    }

    @Sendable private func prepare(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hubs.named(context)
        let (founders, candidates) = (Set(form.all("fondatrice")), Set(form.all("candidate")))
        var created: ID<Assembly>?
        return try await context.submit(
            then: "/poles/\(hub.slug)/pilotage/assemblees/\(created?.rawValue ?? 0)"
        ) {
            created = try await foundings.prepare(
                FoundingStore.Draft(
                    founders: founders, candidates: candidates, date: form.trimmed("date"),
                    startsAt: form.trimmed("heure"), place: form.line("lieu"), startsStatutes: form["statuts"] == "oui"),
                for: hub, actor: context.actor, at: context.now)
        } refused: { refusal in
            let view = try await foundings.view(hub, on: context.today)
            let state = FormState.refused(refusal, values: form.values(["date", "heure", "lieu", "statuts"]))
            return foundingPage(
                view, founders: founders, candidates: candidates, state, token: context.visitor.token)
        }
    }

    @Sendable private func ask(_ form: Form, context: WebContext) async throws -> Response {
        try await act(form, context) { view in
            try await joinings.ask(form.text("message"), for: view.hub.id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func answer(_ form: Form, context: WebContext) async throws -> Response {
        try await act(form, context) { view in
            let answer: Bool? = ["oui": true, "pas-encore": false][form.text("reponse")]
            try await joinings.answer(
                isWelcome: answer, form.text("texte"), to: view.hub.id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func addDate(_ form: Form, context: WebContext) async throws -> Response {
        try await act(form, context) { view in
            try await launches.add(
                form.line("titre"), on: form.trimmed("jour"), to: view.hub.id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func removeDate(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await view(context)
        guard let id = Int64(try context.parameter("id")) else { throw NotFound() }
        try await launches.remove(id, from: view.hub.id, actor: context.actor, at: context.now)
        return .redirect(to: view.desk, type: .normal)
    }

    private func act(
        _ form: Form, _ context: WebContext, _ work: (LaunchView) async throws -> Void
    ) async throws -> Response {
        let view = try await view(context)
        return try await context.submit(then: view.desk) {
            try await work(view)
        } refused: { refusal in
            let values = form.values(["message", "reponse", "texte", "jour", "titre"])
            return page(view, .refused(refusal, values: values), context)
        }
    }

    private func view(_ context: WebContext) async throws -> LaunchView {
        try await launches.view(hubs.named(context), on: context.today)
    }
}
