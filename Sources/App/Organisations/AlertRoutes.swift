import Domain
import Foundation
import Hummingbird

/// Searches kept with an alert: by a person, or by an address that confirms it.
struct AlertRoutes {
    let services: Services
    let keeper: DirectoryKeeper

    private var alerts: AlertStore {
        AlertStore(database: services.database, baseURL: services.configuration.baseURL)
    }

    func add(to table: inout RouteTable) {
        table.get("/alertes/nouvelle", .keepAlert, use: new)
        table.post("/alertes", .keepAlert, use: create)
        table.get("/alertes/envoi", .keepAlert) { _, context in
            Reply(
                alertSentencePage(
                    "Regardez votre boîte aux lettres",
                    "Un message vient d’y partir\u{A0}: suivez son lien pour confirmer. Sans cela, rien ne sera envoyé."
                ),
                in: context)
        }
        table.get("/alertes/confirmation", .keepAlert, use: showConfirmation)
        table.post("/alertes/confirmation", .keepAlert, use: confirm)
        table.get("/alertes/arret", .keepAlert, use: showStop)
        table.post("/alertes/arret", .keepAlert, use: stop)
        table.get("/compte/alertes", .manageOwnAccount, use: list)
        table.post("/compte/alertes/:id/retrait", .manageOwnAccount, use: remove)
    }

    @Sendable private func new(request: Request, context: WebContext) async throws -> Reply {
        let state = FormState(values: ["rythme": AlertFrequency.weekly.rawValue])
        return Reply(try await page(DirectoryQuery(request.query), state, context), in: context)
    }

    @Sendable private func create(_ form: Form, context: WebContext) async throws -> Response {
        let query = DirectoryQuery { form[$0] ?? "" }
        let person = context.visitor.subject.person
        return try await context.submit(then: person == nil ? "/alertes/envoi" : "/compte/alertes?fait=oui") {
            let frequency = AlertFrequency(rawValue: form.text("rythme"))
            if let person {
                try await alerts.create(query, frequency, for: .person(person), at: context.now)
                return
            }
            guard let address = MailAddress(form.trimmed("courriel")) else {
                throw Refused("Écrivez votre adresse, par exemple nom@example.org.", field: "courriel")
            }
            guard await mayWrite(to: address, context) else { return }
            try await alerts.create(query, frequency, for: .address(address), at: context.now)
        } refused: { refusal in
            try await page(query, .refused(refusal, values: form.values(["rythme", "courriel"])), context)
        }
    }

    /// Too many messages asked for: the page says the same, and nothing is sent.
    private func mayWrite(to address: MailAddress, _ context: WebContext) async -> Bool {
        guard await services.throttle.lettersPerClient.allows(context.client.key, at: context.now) else { return false }
        return await services.throttle.lettersPerAddress.allows(address.text, at: context.now)
    }

    @Sendable private func showConfirmation(request: Request, context: WebContext) async throws -> Reply {
        let key = Secret(request.query("cle"))
        guard let key, try await alerts.isWaiting(key, at: context.now) else {
            return Reply(
                alertSentencePage(
                    "Ce lien ne sert plus",
                    "Il a déjà servi, ou il a plus de deux jours. Enregistrez de nouveau la recherche depuis l’annuaire."
                ),
                in: context)
        }
        return Reply(
            alertSentencePage(
                "Confirmer l’alerte", "Vous recevrez à cette adresse les nouveautés de la recherche.",
                alertKeyForm(
                    "/alertes/confirmation", key: key.text, "Confirmer", token: context.visitor.token)), in: context)
    }

    @Sendable private func confirm(_ form: Form, context: WebContext) async throws -> Response {
        do {
            guard let key = Secret(form.trimmed("cle")) else {
                throw Refused("Ce lien est incomplet : recopiez-le en entier.")
            }
            try await alerts.confirm(key, at: context.now)
        } catch let refusal as any Refusal {
            let page = alertSentencePage("Ce lien ne sert plus", "", nil, .refused(refusal, values: [:]))
            return Reply(page, in: context, status: .unprocessableContent).plainResponse
        }
        return Reply(
            alertSentencePage(
                "C’est confirmé", "Vous serez averti·e s’il y a du nouveau. Chaque message porte le lien pour arrêter."),
            in: context
        ).plainResponse
    }

    @Sendable private func showStop(request: Request, context: WebContext) async throws -> Reply {
        Reply(
            alertSentencePage(
                "Ne plus recevoir cette alerte", "Elle prend fin aussitôt, et rien d’autre ne change.",
                alertKeyForm(
                    "/alertes/arret", key: String(request.query("cle").prefix(100)), "Ne plus recevoir cette alerte",
                    token: context.visitor.token)), in: context)
    }

    @Sendable private func stop(_ form: Form, context: WebContext) async throws -> Response {
        if let key = Secret(form.trimmed("cle")) { try await alerts.stop(key, at: context.now) }
        return Reply(
            alertSentencePage("C’est fini", "Vous ne recevrez plus cette alerte."), in: context
        ).plainResponse
    }

    @Sendable private func list(request: Request, context: WebContext) async throws -> Reply {
        guard let person = context.visitor.subject.person else { throw SignInFirst() }
        let directory = try await keeper.directory(on: context.today)
        let kept = try await alerts.alerts(of: person).map { (alert: $0, words: directory.words($0.query)) }
        return Reply(
            alertListPage(kept, done: request.query("fait") == "oui", token: context.visitor.token), in: context)
    }

    @Sendable private func remove(_ form: Form, context: WebContext) async throws -> Response {
        guard let person = context.visitor.subject.person else { throw SignInFirst() }
        guard let id = Int64(try context.parameter("id")) else { throw NotFound() }
        try await alerts.remove(id, of: person, at: context.now)
        return .redirect(to: "/compte/alertes", type: .normal)
    }

    private func page(_ query: DirectoryQuery, _ state: FormState, _ context: WebContext) async throws -> PageContent {
        let directory = try await keeper.directory(on: context.today)
        return alertFormPage(
            query, words: directory.words(query), isSignedIn: context.visitor.subject.person != nil, state,
            token: context.visitor.token)
    }
}
