import Domain
import Foundation
import Hummingbird

/// What anybody may propose about the directory, and what an organisation asks of a hub.
struct ProposalRoutes {
    let proposals: ProposalStore
    let edits: RecordEditStore
    let hubs: HubStore
    let throttle: RecordThrottle

    func add(to table: inout RouteTable) {
        table.get("/annuaire/:slug/proposition", .proposeRecord, use: show)
        table.post("/annuaire/:slug/proposition", .proposeRecord, use: send)
        table.get("/propositions/nouvelle", .proposeRecord, use: new)
        table.post("/propositions", .proposeRecord, use: create)
        table.get("/propositions/merci", .proposeRecord) { _, context in Reply(proposalThanksPage(), in: context) }
        table.get("/annuaire/:slug/participation", .editOrganisation, on: .organisation, use: showPart)
        table.post("/annuaire/:slug/participation", .editOrganisation, on: .organisation, use: askPart)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let record = try await proposals.publicForm(context.parameter("slug"), on: context.today)
        var values = TypedRecord.values(of: record.sheet)
        values["message"] = String(request.query("message").prefix(500))
        let state = FormState(values: values)
        return Reply(proposalPage(record, state, token: context.visitor.token), in: context)
    }

    @Sendable private func send(_ form: Form, context: WebContext) async throws -> Response {
        let record = try await proposals.publicForm(context.parameter("slug"), on: context.today)
        return try await context.submit(then: "/propositions/merci") {
            guard try await isWelcome(form, context) else { return }
            try await proposals.correct(record.slug, TypedRecord(form), sender(form, context), at: context.now)
        } refused: { refusal in
            proposalPage(record, .record(refusal, form, over: record.sheet), token: context.visitor.token)
        }
    }

    /// What fills the field that people do not see is a machine: it is thanked, and nothing is kept.
    private func isWelcome(_ form: Form, _ context: WebContext) async throws -> Bool {
        guard await throttle.proposalsPerClient.allows(context.client.key, at: context.now) else {
            throw HTTPError(.tooManyRequests)
        }
        return form.text("site-web-2").isEmpty
    }

    private func sender(_ form: Form, _ context: WebContext) -> ProposalSender {
        ProposalSender(
            address: form.line("repondre"), message: form.text("message"), person: context.visitor.subject.person)
    }

    @Sendable private func new(request: Request, context: WebContext) async throws -> Reply {
        let state = FormState(values: ["famille": "association"])
        return Reply(newRecordPage(try await view(context, state), state, token: context.visitor.token), in: context)
    }

    @Sendable private func create(_ form: Form, context: WebContext) async throws -> Response {
        try await context.submit(then: "/propositions/merci") {
            guard try await isWelcome(form, context) else { return }
            try await proposals.propose(
                TypedRecord(form), isCertain: form["certain"] == "oui", sender(form, context), at: context.now)
        } refused: { refusal in
            let state = FormState.record(refusal, form, over: nil)
            var view = try await view(context, state)
            if let known = refusal as? PossiblyKnown { view.twins = known.twins }
            return newRecordPage(view, state, token: context.visitor.token)
        }
    }

    private func view(_ context: WebContext, _ state: FormState) async throws -> NewRecordView {
        NewRecordView(
            title: "Proposer une organisation",
            lead:
                "Elle paraîtra dans l’annuaire quand un pôle ou l’animation du réseau l’aura lue. Seul le nom est obligatoire.",
            section: .directory, crumbs: [Crumb("Annuaire", "/annuaire")], action: "/propositions",
            button: "Proposer", choices: try await edits.choices(on: context.today), extra: senderFields(state))
    }

    // Taking part in a hub.

    @Sendable private func showPart(request: Request, context: WebContext) async throws -> Reply {
        let state = FormState(values: ["depuis": context.today.description])
        return Reply(try await partPage(context, state), in: context)
    }

    private func partPage(_ context: WebContext, _ state: FormState) async throws -> PageContent {
        let record = try await edits.form(slug: context.parameter("slug"), on: context.today)
        return participationPage(record, hubs: try await hubs.all(), state, token: context.visitor.token)
    }

    @Sendable private func askPart(_ form: Form, context: WebContext) async throws -> Response {
        let record = try await edits.form(slug: context.parameter("slug"), on: context.today)
        return try await context.submit(then: "/annuaire/\(record.slug)?fait=demandee") {
            try await proposals.askPart(
                of: record.id, in: ID(form.text("pole")), from: Day(form.line("depuis")), message: form.text("message"),
                actor: context.actor, at: context.now)
        } refused: { refusal in
            try await partPage(context, .refused(refusal, values: form.values(["pole", "depuis", "message"])))
        }
    }
}
