import Domain
import Foundation
import Hummingbird

/// Correcting a record without an account: asking for the link, using it, claiming a record that has no address.
struct RecordLinkRoutes {
    let links: RecordLinkStore
    let edits: RecordEditStore
    let proposals: ProposalStore
    let throttle: RecordThrottle

    private static let claimFields = ["nom-personne", "role", "courriel", "verification"]

    func add(to table: inout RouteTable) {
        table.get("/annuaire/:slug/acces", .proposeRecord, use: show)
        table.post("/annuaire/:slug/acces", .proposeRecord, use: request)
        table.post("/annuaire/:slug/reclamation", .proposeRecord, use: claim)
        table.get("/fiche", .proposeRecord, use: open)
        table.post("/fiche", .proposeRecord, use: save)
        table.get("/fiche/merci", .proposeRecord) { _, context in Reply(recordThanksPage(), in: context) }
        table.get("/fiche/rappels", .proposeRecord, use: showRefusal)
        table.post("/fiche/rappels", .proposeRecord, use: refuse)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let record = try await record(context)
        let page = accessPage(
            record.slug, record.sheet[.name], FormState(), done: request.query("fait"), token: context.visitor.token)
        return Reply(page, in: context)
    }

    private func record(_ context: WebContext) async throws -> RecordForm {
        try await edits.form(slug: context.parameter("slug"), on: context.today)
    }

    /// The answer is the same whether the record has an address or not, and whether a letter leaves or not.
    @Sendable private func request(_ form: Form, context: WebContext) async throws -> Response {
        let record = try await record(context)
        guard await throttle.linksPerClient.allows(context.client.key, at: context.now) else {
            throw HTTPError(.tooManyRequests)
        }
        if await throttle.linksPerRecord.allows(record.slug, at: context.now) {
            try await links.request(record.id, at: context.now)
        }
        return .redirect(to: "/annuaire/\(record.slug)/acces?fait=lien", type: .normal)
    }

    @Sendable private func claim(_ form: Form, context: WebContext) async throws -> Response {
        let record = try await record(context)
        guard await throttle.proposalsPerClient.allows(context.client.key, at: context.now) else {
            throw HTTPError(.tooManyRequests)
        }
        return try await context.submit(then: "/annuaire/\(record.slug)/acces?fait=demande") {
            guard form.text("site-web-2").isEmpty else { return }
            let sender = ProposalSender(
                name: form.line("nom-personne"), role: form.line("role"), address: form.line("courriel"),
                message: form.text("verification"), person: context.visitor.subject.person)
            try await proposals.claim(record.id, sender, at: context.now)
        } refused: { refusal in
            let state = FormState.refused(refusal, values: form.values(Self.claimFields))
            return accessPage(record.slug, record.sheet[.name], state, done: "", token: context.visitor.token)
        }
    }

    // The link itself.

    @Sendable private func open(request: Request, context: WebContext) async throws -> Reply {
        let key = request.query("cle")
        do {
            let link = try await links.usable(Secret(key), for: .correction, at: context.now)
            let record = try await edits.form(slug: link.slug, on: context.today)
            var values = TypedRecord.values(of: record.sheet)
            values["relue"] = "oui"
            let page = recordFormPage(view(record, key), FormState(values: values), token: context.visitor.token)
            return Reply(page, in: context)
        } catch let refusal as LinkRefusal {
            return Reply(deadRecordLinkPage(refusal), in: context, status: .gone)
        }
    }

    private func view(_ record: RecordForm, _ key: String) -> RecordFormView {
        RecordFormView(
            record: record, action: "/fiche", hidden: [(name: "cle", value: key)],
            lead:
                "Vous écrivez au nom de cette organisation. Seuls les champs que vous changez sont écrits ; le lien a servi quand vous enregistrez.",
            cancel: nil)
    }

    @Sendable private func save(_ form: Form, context: WebContext) async throws -> Response {
        let key = form["cle"] ?? ""
        do {
            let link = try await links.usable(Secret(key), for: .correction, at: context.now)
            let record = try await edits.form(slug: link.slug, on: context.today)
            return try await context.submit(then: "/fiche/merci") {
                _ = try await links.save(
                    Secret(key), TypedRecord(form), seen: Int64(form.text("version")) ?? record.version,
                    isReview: form["relue"] == "oui", at: context.now)
            } refused: { refusal in
                recordFormPage(
                    view(record, key), .record(refusal, form, over: record.sheet), token: context.visitor.token)
            }
        } catch let refusal as LinkRefusal {
            return Reply(deadRecordLinkPage(refusal), in: context, status: .gone).plainResponse
        }
    }

    // Stopping letters.

    @Sendable private func showRefusal(request: Request, context: WebContext) async throws -> Reply {
        let key = request.query("cle")
        do {
            let link = try await links.usable(Secret(key), for: .reminders, at: context.now)
            return Reply(reminderRefusalPage(link.name, key: key, token: context.visitor.token), in: context)
        } catch let refusal as LinkRefusal {
            return Reply(deadRecordLinkPage(refusal), in: context, status: .gone)
        }
    }

    @Sendable private func refuse(_ form: Form, context: WebContext) async throws -> Response {
        do {
            try await links.refuseReminders(Secret(form["cle"] ?? ""), at: context.now)
            return Reply(remindersStoppedPage(), in: context).plainResponse
        } catch let refusal as LinkRefusal {
            return Reply(deadRecordLinkPage(refusal), in: context, status: .gone).plainResponse
        }
    }
}
