import Domain
import Foundation
import Hummingbird

/// Where a hub stands, for everybody; following it, joining it, saying that one wants it.
struct VoiceRoutes {
    let services: Services
    let journeys: JourneyStore
    let voices: VoiceStore
    let guide: JourneyGuide

    func add(to table: inout RouteTable) {
        table.get("/poles/:slug/demarche", .readPublic, on: .hub, use: show)
        table.get("/poles/:slug/demarche/voix", .joinInitiative, on: .hub, use: new)
        table.post("/poles/:slug/demarche/voix", .joinInitiative, on: .hub, use: ask)
        table.get("/demarche/voix/envoi", .joinInitiative) { _, context in
            Reply(
                voiceSentencePage(
                    "Regardez votre boîte aux lettres",
                    "Un message vient d’y partir : suivez son lien pour confirmer. Sans cela, rien ne sera gardé."),
                in: context)
        }
        table.get("/demarche/voix/confirmation", .joinInitiative, use: showConfirmation)
        table.post("/demarche/voix/confirmation", .joinInitiative, use: confirm)
        table.get("/demarche/voix/arret", .joinInitiative, use: showStop)
        table.post("/demarche/voix/arret", .joinInitiative, use: stop)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let view = try await journeys.named(context)
        return Reply(
            journeyStatusPage(view, guide: guide, mayReadDesk: context.may(.readHubDesk, to: .hub(view.hub.id))),
            in: context)
    }

    @Sendable private func new(request: Request, context: WebContext) async throws -> Reply {
        let view = try await journeys.named(context)
        let kind = VoiceKind(rawValue: request.query("sorte")) ?? .follow
        return Reply(
            voiceFormPage(view.hub, FormState(values: ["sorte": kind.rawValue]), token: context.visitor.token),
            in: context)
    }

    @Sendable private func ask(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await journeys.named(context).hub
        return try await context.submit(then: "/demarche/voix/envoi") {
            let draft = VoiceStore.Draft(
                kind: VoiceKind(rawValue: form.text("sorte")), address: form.trimmed("courriel"),
                name: form.line("nom"), organisation: form.line("organisation"), message: form.text("message"))
            guard let address = try VoiceStore.check(draft) else { return }
            guard await mayWrite(to: address, context) else { return }
            try await voices.ask(draft, address: address, of: hub, at: context.now)
        } refused: { refusal in
            voiceFormPage(hub, .refused(refusal, values: form.values), token: context.visitor.token)
        }
    }

    /// Too many messages asked for: the page says the same, and nothing is sent.
    private func mayWrite(to address: MailAddress, _ context: WebContext) async -> Bool {
        guard await services.throttle.lettersPerClient.allows(context.client.key, at: context.now) else { return false }
        return await services.throttle.lettersPerAddress.allows(address.text, at: context.now)
    }

    @Sendable private func showConfirmation(request: Request, context: WebContext) async throws -> Reply {
        guard let key = Secret(request.query("cle")), try await voices.isWaiting(key, at: context.now) else {
            return Reply(
                voiceSentencePage(
                    "Ce lien ne sert plus",
                    "Il a déjà servi, ou il a plus de deux jours. Recommencez depuis la page de la démarche."),
                in: context)
        }
        return Reply(
            voiceSentencePage(
                "Confirmer", "Votre voix comptera dès que vous l’aurez confirmée.",
                alertKeyForm("/demarche/voix/confirmation", key: key.text, "Confirmer", token: context.visitor.token)),
            in: context)
    }

    @Sendable private func confirm(_ form: Form, context: WebContext) async throws -> Response {
        do {
            guard let key = Secret(form.trimmed("cle")) else {
                throw Refused("Ce lien est incomplet : recopiez-le en entier.")
            }
            let slug = try await voices.confirm(key, at: context.now)
            return Reply(voiceConfirmedPage(slug), in: context).plainResponse
        } catch let refusal as any Refusal {
            return Reply(
                voiceSentencePage("Ce lien ne sert plus", "", nil, .refused(refusal, values: [:])), in: context,
                status: .unprocessableContent
            ).plainResponse
        }
    }

    @Sendable private func showStop(request: Request, context: WebContext) async throws -> Reply {
        Reply(
            voiceSentencePage(
                "Retirer ce que j’ai dit", "Votre adresse et vos mots sont effacés aussitôt.",
                alertKeyForm(
                    "/demarche/voix/arret", key: String(request.query("cle").prefix(100)), "Retirer",
                    token: context.visitor.token)), in: context)
    }

    @Sendable private func stop(_ form: Form, context: WebContext) async throws -> Response {
        if let key = Secret(form.trimmed("cle")) { try await voices.stop(key, at: context.now) }
        return Reply(voiceSentencePage("C’est fini", "Rien n’est gardé."), in: context).plainResponse
    }
}
