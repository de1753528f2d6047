import Domain
import Foundation
import Hummingbird

/// The work on a survey of interest: prepare, open, write to people, type in papers, close, read.
struct SurveyDeskRoutes {
    let hubs: HubStore
    let surveys: SurveyStore
    let answers: SurveyAnswerStore
    let letters: SurveyLetterStore
    let views: SurveyViewStore
    let guide: JourneyGuide

    func add(to table: inout RouteTable) {
        let desk = "/poles/:slug/pilotage/demarche/enquete"
        table.get("\(desk)", .editHub, on: .hub, use: show)
        table.post("\(desk)", .editHub, on: .hub, use: create)
        table.post("\(desk)/texte", .editHub, on: .hub, use: edit)
        table.get("\(desk)/questions/:code", .editHub, on: .hub, use: showQuestion)
        table.post("\(desk)/questions/:code", .editHub, on: .hub, use: putQuestion)
        table.post("\(desk)/questions/:code/retrait", .editHub, on: .hub, use: removeQuestion)
        table.post("\(desk)/ouverture", .editHub, on: .hub, use: open)
        table.post("\(desk)/fermeture", .editHub, on: .hub, use: close)
        table.post("\(desk)/invitations", .editHub, on: .hub, use: invite)
        table.post("\(desk)/rappels", .editHub, on: .hub, use: remind)
        table.get("\(desk)/papier", .editHub, on: .hub, use: paper)
        table.get("\(desk)/saisie", .editHub, on: .hub, use: showEntry)
        table.post("\(desk)/saisie", .editHub, on: .hub, use: enter)
        table.get("\(desk)/resultats", .readHubDesk, on: .hub, use: results)
        table.get("\(desk)/resultats.csv", .readHubDesk, on: .hub, use: csv)
        table.post("\(desk)/publication", .editHub, on: .hub, use: publish)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let done = request.query("fait")
        let said = ["invitations", "rappels"].contains(done) ? (done, Int(request.query("nombre")) ?? 0) : nil
        return Reply(try await page(nil, said, context), in: context)
    }

    private func page(
        _ state: FormState?, _ done: (String, Int)? = nil, _ context: WebContext
    ) async throws -> PageContent {
        let hub = try await hub(context)
        let view = try await views.view(hub, on: context.today)
        let kept = FormState(values: [
            "titre": view.survey?.title ?? "", "presentation": view.survey?.presentation ?? "",
            "fermeture": view.survey?.closesOn?.description ?? "",
        ])
        return surveyDeskPage(view, done: done, state ?? kept, token: context.visitor.token)
    }

    /// Refusals of buttons stand above the page as it is.
    func refused(_ refusal: any Refusal, _ context: WebContext) async throws -> PageContent {
        let hub = try await hub(context)
        let view = try await views.view(hub, on: context.today)
        let values = [
            "titre": view.survey?.title ?? "", "presentation": view.survey?.presentation ?? "",
            "fermeture": view.survey?.closesOn?.description ?? "",
        ]
        return surveyDeskPage(
            view, done: nil, FormState(values: values, errors: [Refused(refusal.sentence)]),
            token: context.visitor.token)
    }

    @Sendable private func create(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hub(context)
        return try await context.submit(then: surveyDesk(hub)) {
            try await surveys.create(from: guide.enquete, for: hub.id, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await refused(refusal, context)
        }
    }

    @Sendable private func edit(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hub(context)
        return try await context.submit(then: surveyDesk(hub)) {
            try await surveys.edit(
                title: form.line("titre"), presentation: form.text("presentation"), closesOn: form.text("fermeture"),
                of: hub.id, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await page(.refused(refusal, values: form.values), nil, context)
        }
    }

    @Sendable private func showQuestion(request: Request, context: WebContext) async throws -> Reply {
        let view = try await draft(context)
        let code = try context.parameter("code")
        let question = view.survey?.questions.first { $0.code == code }
        guard question != nil || code == "nouvelle" else { throw NotFound() }
        let state = FormState(values: [
            "question": question?.label ?? "", "aide": question?.hint ?? "",
            "sorte": (question?.kind ?? .multiple).rawValue, "usage": (question?.use ?? .need).rawValue,
            "reponses": question.map { $0.options.map(\.label).joined(separator: "\n") } ?? "",
        ])
        return Reply(surveyQuestionPage(view.hub, question, state, token: context.visitor.token), in: context)
    }

    /// Options that were there keep their codes, so that nothing that names them breaks.
    @Sendable private func putQuestion(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await draft(context)
        let code = try context.parameter("code")
        let old = view.survey?.questions.first { $0.code == code }
        guard old != nil || code == "nouvelle" else { throw NotFound() }
        let kind = SurveyQuestion.Kind(rawValue: form.text("sorte")) ?? .multiple
        let lines = form.text("reponses").split(whereSeparator: \.isNewline).map {
            $0.trimmingCharacters(in: .whitespaces)
        }.filter { !$0.isEmpty }
        let options = kind == .text ? [] : Self.options(lines, keeping: old?.options ?? [])
        let question = SurveyQuestion(
            code: old?.code ?? Self.code(form.line("question"), among: view.survey?.questions.map(\.code) ?? []),
            kind: kind, use: SurveyQuestion.Use(rawValue: form.text("usage")) ?? .other, label: form.line("question"),
            hint: form.line("aide"), options: options)
        return try await context.submit(then: surveyDesk(view.hub)) {
            try await surveys.put(question, of: view.hub.id, actor: context.actor, at: context.now)
        } refused: { refusal in
            surveyQuestionPage(view.hub, old, .refused(refusal, values: form.values), token: context.visitor.token)
        }
    }

    private static func options(
        _ labels: [String], keeping old: [SurveyQuestion.Option]
    ) -> [SurveyQuestion.Option] {
        var taken: [String] = []
        return labels.map { label in
            let known = old.first { $0.label == label && !taken.contains($0.code) }
            let code = known?.code ?? code(label, among: taken + old.map(\.code))
            taken.append(code)
            return SurveyQuestion.Option(code: code, label: label)
        }
    }

    /// A short code that is not taken.
    private static func code(_ text: String, among taken: [String]) -> String {
        let start = String(French.slug(text).prefix(40))
        let base = start.isEmpty || start == "nouvelle" ? "q" : start
        guard taken.contains(base) else { return base }
        var number = 2
        while taken.contains("\(base)-\(number)") { number += 1 }
        return "\(base)-\(number)"
    }

    @Sendable private func removeQuestion(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hub(context)
        let code = try context.parameter("code")
        return try await context.submit(then: surveyDesk(hub)) {
            try await surveys.remove(code, of: hub.id, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await refused(refusal, context)
        }
    }

    func hub(_ context: WebContext) async throws -> Hub {
        guard let id = try await hubs.id(slug: context.parameter("slug")), let hub = try await hubs.hub(id) else {
            throw NotFound()
        }
        return hub
    }

    /// The view of a survey whose questions may still change.
    private func draft(_ context: WebContext) async throws -> SurveyView {
        let view = try await views.view(hub(context), on: context.today)
        guard view.survey?.state == .draft else { throw NotFound() }
        return view
    }
}
