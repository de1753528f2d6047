import Domain
import Foundation
import HTTPTypes
import Hummingbird

/// `/convocation?cle=…`: the page that the link of a convocation opens, without an account.
struct AnswerLinkRoutes {
    let answers: AnswerStore
    let documents: DocumentStore
    let phones: SittingLinkStore

    func add(to table: inout RouteTable) {
        table.get("/convocation", .answerConvocation, use: open)
        table.post("/convocation", .answerConvocation, use: answer)
        table.post("/convocation/seance", .answerConvocation, use: enter)
        table.post("/convocation/amendements", .answerConvocation, use: propose)
        table.post("/convocation/candidatures", .answerConvocation, use: stand)
        table.post("/convocation/candidatures/retrait", .answerConvocation, use: withdraw)
        table.get("/convocation/calendrier.ics", .answerConvocation, use: calendar)
        table.get("/convocation/pieces/:piece", .answerConvocation, use: download)
    }

    @Sendable private func open(request: Request, context: WebContext) async throws -> Reply {
        let key = request.query("cle")
        do {
            let view = try await view(key, context)
            return Reply(
                answerLinkPage(view, done: request.query("fait"), token: context.visitor.token), in: context)
        } catch let refusal as LinkRefusal {
            return Reply(deadConvocationPage(refusal), in: context, status: .gone)
        }
    }

    private func view(_ key: String, _ context: WebContext) async throws -> AnswerLinkView {
        let (link, dossier) = try await answers.open(Secret(key), at: context.now)
        let reason = AnswerWindow.reason(dossier.assembly, today: context.today, clock: context.now.clockInFrance)
        return AnswerLinkView(
            key: key, link: link, dossier: dossier, closedBecause: reason,
            noCandidacyBecause: AnswerWindow.candidacyReason(
                dossier.assembly, today: context.today, clock: context.now.clockInFrance))
    }

    @Sendable private func answer(_ form: Form, context: WebContext) async throws -> Response {
        try await act(form, context, done: "reponse", fields: AnswerDeskRoutes.answerFields) { secret in
            try await answers.answer(secret, AnswerDraft(form), at: context.now)
        } refused: { view, state in
            answerLinkPage(view, answer: state, token: context.visitor.token)
        }
    }

    /// From the convocation to the telephone of the assembly that is being held.
    @Sendable private func enter(_ form: Form, context: WebContext) async throws -> Response {
        var address = ""
        let key = form["cle"] ?? ""
        do {
            let view = try await view(key, context)
            return try await context.submit(then: address) {
                let assembly = view.dossier.assembly
                let secret = try await phones.create(
                    for: view.link.organisation, at: assembly.id, actor: .program, at: context.now)
                address = "/poles/\(view.dossier.hub.slug)/assemblees/\(assembly.id)/telephone?cle=\(secret.text)"
            } refused: { refusal in
                answerLinkPage(
                    view, answer: .refused(refusal, values: view.state.values), token: context.visitor.token)
            }
        } catch let refusal as LinkRefusal {
            return Reply(deadConvocationPage(refusal), in: context, status: .gone).plainResponse
        }
    }

    @Sendable private func propose(_ form: Form, context: WebContext) async throws -> Response {
        try await act(form, context, done: "amendement", fields: AnswerDeskRoutes.amendmentFields) { secret in
            try await answers.propose(secret, AmendmentDraft(form), at: context.now)
        } refused: { view, state in
            answerLinkPage(view, amendment: state, token: context.visitor.token)
        }
    }

    private static let candidacyFields = [
        "election", "representant-candidat", "genre", "naissance", "presentation",
    ]

    @Sendable private func stand(_ form: Form, context: WebContext) async throws -> Response {
        try await act(form, context, done: "candidature", fields: Self.candidacyFields) { secret in
            let draft = CandidacyStore.Draft(
                item: Int(form.text("election")) ?? 0, representative: form.line("representant-candidat"),
                gender: form.text("genre"), born: form.text("naissance"), statement: form.text("presentation"))
            try await answers.stand(secret, draft, at: context.now)
        } refused: { view, state in
            answerLinkPage(view, candidacy: state, token: context.visitor.token)
        }
    }

    @Sendable private func withdraw(_ form: Form, context: WebContext) async throws -> Response {
        try await act(form, context, done: "retrait", fields: []) { secret in
            try await answers.withdraw(
                secret, form.text("candidature"), item: Int(form.text("election")) ?? 0, at: context.now)
        } refused: { view, state in
            answerLinkPage(view, candidacy: state, token: context.visitor.token)
        }
    }

    private func act(
        _ form: Form, _ context: WebContext, done: String, fields: [String], _ work: (Secret?) async throws -> Void,
        refused page: (AnswerLinkView, FormState) -> PageContent
    ) async throws -> Response {
        let key = form["cle"] ?? ""
        do {
            let view = try await view(key, context)
            return try await context.submit(then: "/convocation?cle=\(key)&fait=\(done)") {
                try await work(Secret(key))
            } refused: { refusal in
                page(view, .refused(refusal, values: form.answerValues(fields)))
            }
        } catch let refusal as LinkRefusal {
            return Reply(deadConvocationPage(refusal), in: context, status: .gone).plainResponse
        }
    }

    @Sendable private func calendar(request: Request, context: WebContext) async throws -> Reply {
        let (_, dossier) = try await opened(request, context)
        guard let file = CalendarFile(dossier, forMembers: true) else { throw NotFound() }
        return Reply.download(file.text(at: context.now), type: "text/calendar; charset=utf-8", name: file.name)
    }

    @Sendable private func download(request: Request, context: WebContext) async throws -> Response {
        let (_, dossier) = try await opened(request, context)
        let id: ID<Document> = try context.id("piece")
        guard dossier.assembly.state != .preparation, dossier.documents.contains(where: { $0.id == id }) else {
            throw NotFound()
        }
        guard let document = try await documents.document(id, of: dossier.hub.id) else { throw NotFound() }
        return try DocumentRoutes(documents: documents).answer(document, request, context)
    }

    private func opened(
        _ request: Request, _ context: WebContext
    ) async throws -> (link: AnswerLink, dossier: AssemblyDossier) {
        do {
            return try await answers.open(Secret(request.query("cle")), at: context.now)
        } catch is LinkRefusal { throw NotFound() }
    }
}
