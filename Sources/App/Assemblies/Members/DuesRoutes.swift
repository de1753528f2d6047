import Domain
import Foundation
import Hummingbird
import Tabular

/// Dues of a hub: scale, calls, reminders, file.
struct DuesRoutes {
    let views: DuesViewStore
    let desk: DuesDeskStore
    let payments: DuesPaymentStore
    let hubs: HubStore
    let baseURL: String

    private static let fields = [
        "instance", "decide-le", "echeance", "libelle", "base", "apartir", "moins", "college", "montant",
    ]

    func add(to table: inout RouteTable) {
        let path = "/poles/:slug/pilotage/cotisations"
        table.get("\(path)", .readMembers, on: .hub, use: show)
        table.get("\(path).csv", .readMembers, on: .hub, use: csv)
        table.post("\(path)/bareme", .keepDues, on: .hub, use: setScale)
        table.post("\(path)/tranches", .keepDues, on: .hub, use: addBand)
        table.post("\(path)/tranches/:id/retrait", .keepDues, on: .hub, use: removeBand)
        table.post("\(path)/appels", .keepDues, on: .hub, use: callAll)
        table.post("\(path)/rappels", .keepDues, on: .hub, use: remind)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let view = try await view(year(request.query("annee"), context), context)
        return Reply(duesPage(view, duesState(view), token: context.visitor.token), in: context)
    }

    @Sendable private func csv(request: Request, context: WebContext) async throws -> Reply {
        let view = try await view(year(request.query("annee"), context), context)
        var writer = CSVWriter()
        writer.add([
            "organisation", "annee", "tranche", "appele_centimes", "recu_centimes", "reste_centimes", "etat",
            "appele_le", "a_regler_le", "exoneration", "rappele_le", "recus",
        ])
        for account in view.accounts {
            let receipts = account.payments.map { $0.receipt + ($0.cancellation == nil ? "" : " (annulé)") }
            writer.add([
                .text(account.name), .number(account.year), .text(account.label), .number(account.amount.cents),
                .number(account.paid.cents), .number(account.rest.cents),
                .text(account.state(on: context.today).label), .text(account.calledOn.description),
                .text(account.dueOn.description), .init(account.exemption),
                .init(account.remindedOn?.description), .text(receipts.joined(separator: " ; ")),
            ])
        }
        return .download(
            writer.text, type: "text/csv; charset=utf-8", name: "cotisations-\(view.hub.slug)-\(view.year).csv")
    }

    @Sendable private func setScale(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, context) { hub, year in
            try await desk.setScale(
                of: hub.id, year: year, decidedBy: form.line("instance"), decidedOn: form.line("decide-le"),
                dueOn: Day(form.line("echeance")), actor: context.actor, at: context.now)
        }
    }

    @Sendable private func addBand(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, context) { hub, year in
            let draft = DuesDeskStore.BandDraft(
                label: form.line("libelle"), college: form.line("college"),
                basis: DuesBasis(rawValue: form.text("base")), atLeast: form.line("apartir"),
                below: form.line("moins"), amount: form.line("montant"))
            try await desk.addBand(draft, to: hub.id, year: year, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func removeBand(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, context) { hub, _ in
            try await desk.removeBand(context.id(), of: hub.id, actor: context.actor, at: context.now)
        }
    }

    /// Says who could not be called and why: the page answers itself, since that is nowhere else.
    @Sendable private func callAll(_ form: Form, context: WebContext) async throws -> Response {
        try await answer(form, context) { hub, year in
            let result = try await desk.callAll(in: hub.id, year: year, actor: context.actor, at: context.now)
            return duesCalled(result.called, left: result.left)
        }
    }

    @Sendable private func remind(_ form: Form, context: WebContext) async throws -> Response {
        try await answer(form, context) { hub, year in
            let result = try await payments.remind(
                in: hub, year: year, baseURL: baseURL, actor: context.actor, at: context.now)
            return duesReminded(result.sent, without: result.without)
        }
    }

    private func change(
        _ form: Form, _ context: WebContext, _ work: (Hub, Int) async throws -> Void
    ) async throws -> Response {
        let hub = try await hubs.named(context)
        let year = year(form.line("annee"), context)
        return try await context.submit(then: "/poles/\(hub.slug)/pilotage/cotisations?annee=\(year)") {
            try await work(hub, year)
        } refused: { refusal in
            let view = try await view(year, context)
            let typed = form.values(Self.fields).filter { form[$0.key] != nil }
            let values = duesState(view).values.merging(typed) { _, typed in typed }
            return duesPage(view, .refused(refusal, values: values), token: context.visitor.token)
        }
    }

    private func answer(
        _ form: Form, _ context: WebContext, _ work: (Hub, Int) async throws -> DuesSaid
    ) async throws -> Response {
        let hub = try await hubs.named(context)
        let year = year(form.line("annee"), context)
        do {
            let said = try await work(hub, year)
            let view = try await view(year, context, said)
            return Reply(duesPage(view, duesState(view), token: context.visitor.token), in: context).plainResponse
        } catch let refusal as any Refusal {
            let view = try await view(year, context)
            let page = duesPage(view, .refused(refusal, values: [:]), token: context.visitor.token)
            return Reply(page, in: context, status: .unprocessableContent).plainResponse
        }
    }

    private func year(_ typed: String, _ context: WebContext) -> Int {
        Int(typed).flatMap { (1990...2100).contains($0) ? $0 : nil } ?? context.today.year
    }

    private func duesState(_ view: DuesView) -> FormState {
        FormState(values: [
            "instance": view.scale?.decidedBy ?? "", "decide-le": view.scale?.decidedOn?.description ?? "",
            "echeance": view.scale?.dueOn.description ?? "",
        ])
    }

    private func view(_ year: Int, _ context: WebContext, _ said: DuesSaid? = nil) async throws -> DuesView {
        var view = try await views.view(of: hubs.named(context), year: year, on: context.today)
        view.said = said
        return view
    }
}
