import Domain
import Foundation
import Hummingbird

/// What one member owes and pays.
struct MemberDuesRoutes {
    let cards: MemberCardStore
    let views: DuesViewStore
    let desk: DuesDeskStore
    let payments: DuesPaymentStore
    let hubs: HubStore

    private static let fields = [
        "annee", "tranche", "montant", "libelle", "appel", "somme", "recu-le", "moyen", "reference",
    ]

    func add(to table: inout RouteTable) {
        let card = "/poles/:slug/pilotage/membres/:id"
        table.get("\(card)/cotisations", .readMembers, on: .hub, use: show)
        table.post("\(card)/cotisations", .keepDues, on: .hub, use: call)
        table.post("\(card)/cotisations/:appel/versements", .keepDues, on: .hub, use: pay)
        table.post("\(card)/cotisations/:appel/exoneration", .keepDues, on: .hub, use: exempt)
        table.post("\(card)/cotisations/:appel/retrait", .keepDues, on: .hub, use: withdraw)
        table.post("\(card)/versements/:versement/annulation", .keepDues, on: .hub, use: cancel)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let card = try await card(context)
        let state = FormState(values: ["annee": String(context.today.year)])
        return Reply(try await page(card, state, context, done: request.query("fait")), in: context)
    }

    @Sendable private func call(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, context) { card in
            try await desk.call(
                card.id, in: card.hub.id, year: Int(form.line("annee")) ?? 0, band: ID(form.line("tranche")),
                amount: form.line("montant"), label: form.line("libelle"), actor: context.actor, at: context.now)
        }
    }

    @Sendable private func pay(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, context) { card in
            let draft = DuesPaymentStore.Draft(
                amount: form.line("somme"), day: Day(form.line("recu-le")),
                means: PaymentMeans(rawValue: form.text("moyen")), note: form.line("reference"))
            try await payments.pay(
                number(context, "appel", of: card), in: card.hub.id, draft, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func exempt(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, context) { card in
            try await payments.exempt(
                number(context, "appel", of: card), in: card.hub.id, reason: form.line("motif"),
                isUndone: form["annule"] == "oui", actor: context.actor, at: context.now)
        }
    }

    @Sendable private func withdraw(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, context) { card in
            try await desk.withdraw(
                number(context, "appel", of: card), in: card.hub.id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func cancel(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, context) { card in
            let id = Int64(try context.parameter("versement"))
            guard let id, card.dues.contains(where: { $0.payments.contains { $0.id == id } }) else {
                throw NotFound()
            }
            try await payments.cancel(
                id, in: card.hub.id, reason: form.line("motif"), actor: context.actor, at: context.now)
        }
    }

    /// The call that the address names, which must be this member's.
    private func number(_ context: WebContext, _ name: String, of card: MemberCard) throws -> Int64 {
        guard let number = Int64(try context.parameter(name)), card.dues.contains(where: { $0.id == number }) else {
            throw NotFound()
        }
        return number
    }

    private func change(
        _ form: Form, _ context: WebContext, _ work: (MemberCard) async throws -> Void
    ) async throws -> Response {
        let card = try await card(context)
        return try await context.submit(then: card.path + "/cotisations?fait=oui") {
            try await work(card)
        } refused: { refusal in
            let typed = form.values(Self.fields).filter { form[$0.key] != nil }
            return try await page(card, placed(.refused(refusal, values: typed), card, context), context)
        }
    }

    /// Each year has its own fields on the page: an error leads to those of the call that the address names.
    private func placed(_ state: FormState, _ card: MemberCard, _ context: WebContext) -> FormState {
        let call = context.parameters.get("appel").flatMap { Int64($0) }
        let year = card.dues.first { $0.id == call }?.year
        let own = ["annee", "tranche", "montant", "libelle"]
        let errors = state.errors.map { refused -> Refused in
            guard let field = refused.field, !own.contains(field) else { return refused }
            return Refused(refused.sentence, field: year.map { "\(field)-\($0)" })
        }
        return FormState(values: state.values, errors: errors)
    }

    private func page(
        _ card: MemberCard, _ state: FormState, _ context: WebContext, done: String = ""
    ) async throws -> PageContent {
        let year = Int(state["annee"]) ?? context.today.year
        let scale = try await views.scale(of: card.hub.id, year: year)
        return memberDuesPage(card, scale: scale, state, done: done, token: context.visitor.token)
    }

    private func card(_ context: WebContext) async throws -> MemberCard {
        try await cards.card(context.id(), in: hubs.named(context), on: context.today)
    }
}
