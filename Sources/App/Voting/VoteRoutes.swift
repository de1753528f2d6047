import Domain
import Foundation
import Hummingbird

/// Voting by link, without an account; and what everybody may read once a result is published.
struct VoteRoutes {
    let voters: VoterStore
    let hubs: HubStore
    let script: VotingScript

    func add(to table: inout RouteTable) {
        table.get("/vote", .castVote, use: show)
        table.post("/vote", .castVote, use: cast)
        table.get("/vote/manifeste.json", .castVote, use: manifest)
        table.get("/poles/:slug/scrutins", .readPublic, use: list)
        table.get("/poles/:slug/scrutins/:id", .readPublic, use: published)
        table.get("/poles/:slug/scrutins/:id/preuve.json", .readPublic, use: proof)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let key = VoterKey(request.query("cle"), sitting: request.query("seance"))
        do {
            return Reply(page(try await voters.view(Secret(key.link)), key, FormState(), context), in: context)
        } catch let refusal as Refused {
            return Reply(deadVotePage(refusal.sentence), in: context, status: .gone)
        }
    }

    private func page(_ view: VoterView, _ key: VoterKey, _ state: FormState, _ context: WebContext) -> PageContent {
        var page = votePage(
            view, key: key, state, now: context.now.stamp, script: script, token: context.visitor.token)
        page.usesVotingScript = view.record.isSecret
        return page
    }

    @Sendable private func cast(_ form: Form, context: WebContext) async throws -> Response {
        let key = VoterKey(form["cle"] ?? "", sitting: form.text("seance"))
        let view: VoterView
        do { view = try await voters.view(Secret(key.link), isForPage: false) } catch let refusal as Refused {
            return Reply(deadVotePage(refusal.sentence), in: context, status: .gone).plainResponse
        }
        do {
            let content = view.record.isSecret ? try sealed(form) : .open(try choice(form, view.question))
            let receipt = try await voters.cast(Secret(key.link), content, at: context.now)
            // The receipt is in this answer alone: nothing on the server could show it again.
            return Reply(receiptPage(receipt, view, key: key), in: context).plainResponse
        } catch let refusal as any Refusal {
            // What was ticked in an open vote stays; a secret one never came here.
            let values = view.record.isSecret ? [:] : form.values
            let now = try await voters.view(Secret(key.link))
            let isDone = now.voter.signedOn != nil && !now.record.mayChange
            let field = Refused(refusal.sentence, field: isDone ? nil : "choix")
            return Reply(
                page(now, key, FormState(values: values, errors: [field]), context), in: context,
                status: .unprocessableContent
            ).plainResponse
        }
    }

    /// `NUMÉRO.BULLETIN`, as the page's script or the command writes it.
    private func sealed(_ form: Form) throws -> CastVote.Content {
        let text = form.text("bulletin").isEmpty ? form.text("bulletin-colle") : form.text("bulletin")
        let parts = text.filter { !$0.isWhitespace }.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let key = Hex.bytes(String(parts[0])), let bytes = Data(base64Encoded: String(parts[1]))
        else {
            throw Refused(
                "Le bulletin n’est pas arrivé chiffré : rien n’a été enregistré. Rechargez la page, scripts activés, et recommencez."
            )
        }
        return .sealed(key: Data(key), bytes: bytes)
    }

    /// What the fields of an open vote say, in the written form of a choice.
    private func choice(_ form: Form, _ question: ScrutinQuestion) throws -> String {
        if [.resolution, .choice].contains(question.kind) { return form.text("choix") }
        let fields = question.options.indices.map { form.text("option-\($0 + 1)") }
        let isBlank = form["blanc"] == "oui"
        if isBlank, fields.contains(where: { !$0.isEmpty }) {
            throw Refused("Vous votez blanc et vous choisissez aussi : gardez l’un ou l’autre.")
        }
        if isBlank { return "blanc" }
        switch question.kind {
        case .judgment: return fields.map { $0.isEmpty ? "-" : $0 }.joined(separator: ",")
        case .ranking:
            let ranked = fields.enumerated().filter { !$0.element.isEmpty }
            let ranks = ranked.compactMap { Int($0.element) }.sorted()
            guard ranks.count == ranked.count, ranks == Array(1..<(ranks.count + 1)) else {
                throw Refused("Numérotez 1, 2, 3… sans trou et sans donner deux fois le même rang.")
            }
            return ranked.sorted { (Int($0.element) ?? 0) < (Int($1.element) ?? 0) }.map { String($0.offset + 1) }
                .joined(separator: ",")
        default:
            return fields.enumerated().filter { $0.element == "oui" }.map { String($0.offset + 1) }.joined(
                separator: ",")
        }
    }

    @Sendable private func manifest(request: Request, context: WebContext) async throws -> Reply {
        let view = try await voters.view(Secret(request.query("cle")))
        return Reply.download(
            try ScrutinText.canonical(view.record.frozen().value) + "\n", type: "application/json",
            name: "manifeste.json")
    }

    // Published.

    private func hub(_ context: WebContext) async throws -> Hub {
        guard let id = try await hubs.id(slug: context.parameter("slug")), let hub = try await hubs.hub(id) else {
            throw NotFound()
        }
        return hub
    }

    @Sendable private func list(request: Request, context: WebContext) async throws -> Reply {
        let hub = try await hub(context)
        return Reply(publishedScrutinsPage(try await voters.list(of: hub.id), hub: hub), in: context)
    }

    @Sendable private func published(request: Request, context: WebContext) async throws -> Reply {
        let hub = try await hub(context)
        let found = try await voters.published(context.id(), of: hub.id)
        return Reply(publishedScrutinPage(found, hub: hub), in: context)
    }

    @Sendable private func proof(request: Request, context: WebContext) async throws -> Reply {
        let hub = try await hub(context)
        let found = try await voters.published(context.id(), of: hub.id)
        return Reply.download(found.file + "\n", type: "application/json", name: "scrutin-\(found.record.id).json")
    }
}
