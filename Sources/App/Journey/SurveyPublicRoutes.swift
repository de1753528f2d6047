import Domain
import Foundation
import Hummingbird

/// Answering a survey: by a link of one's own, or on the open page; reading its results once they are published.
struct SurveyPublicRoutes {
    let services: Services
    let hubs: HubStore
    let answers: SurveyAnswerStore
    let letters: SurveyLetterStore
    let views: SurveyViewStore

    func add(to table: inout RouteTable) {
        table.get("/poles/:slug/enquete", .answerSurvey, on: .hub, use: showOpen)
        table.post("/poles/:slug/enquete", .answerSurvey, on: .hub, use: answerOpen)
        table.get("/poles/:slug/enquete/resultats", .readPublic, on: .hub, use: results)
        table.get("/poles/:slug/enquete/resultats.csv", .readPublic, on: .hub, use: csv)
        table.get("/enquete", .answerSurvey, use: showLink)
        table.post("/enquete", .answerSurvey, use: answerLink)
        table.get("/enquete/merci", .answerSurvey) { _, context in Reply(surveyThanksPage(), in: context) }
        table.get("/enquete/refus", .answerSurvey, use: showRefusal)
        table.post("/enquete/refus", .answerSurvey, use: refuse)
    }

    @Sendable private func showOpen(request: Request, context: WebContext) async throws -> Reply {
        let view = try await view(context)
        guard let survey = view.survey, survey.takesAnswers(on: context.today) else {
            return Reply(surveyClosedPage(view), in: context)
        }
        return Reply(
            surveyAnswerPage(view, survey, .page, SurveyFormState(), token: context.visitor.token), in: context)
    }

    @Sendable private func answerOpen(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await view(context)
        guard let survey = view.survey else { throw NotFound() }
        return try await context.submit(then: "/enquete/merci") {
            guard await services.recordThrottle.proposalsPerClient.allows(context.client.key, at: context.now) else {
                throw Refused("Beaucoup de réponses viennent d’ici : recommencez dans une heure.")
            }
            try await answers.keep(
                SurveyForm.sheet(form, survey), of: SurveyForm.respondent(form, view), by: .page, for: view.hub.id,
                actor: context.actor, at: context.now)
        } refused: { refusal in
            surveyAnswerPage(
                view, survey, .page, SurveyFormState(form, survey, refusal), token: context.visitor.token)
        }
    }

    @Sendable private func results(request: Request, context: WebContext) async throws -> Reply {
        let view = try await view(context)
        guard view.survey?.isPublished == true else { return Reply(surveyClosedPage(view), in: context) }
        return Reply(surveyPublicResultsPage(view), in: context)
    }

    @Sendable private func csv(request: Request, context: WebContext) async throws -> Reply {
        let view = try await view(context)
        guard view.survey?.isPublished == true, let reading = view.reading else { throw NotFound() }
        return surveyFile(reading, view.hub, context)
    }

    @Sendable private func showLink(request: Request, context: WebContext) async throws -> Reply {
        let text = request.query("cle")
        guard let key = Secret(text), let opened = try await letters.opened(key, on: context.today) else {
            return Reply(
                surveySentencePage(
                    "Ce lien n’ouvre rien", "Recopiez-le en entier, ou répondez sur la page ouverte de la démarche."),
                in: context)
        }
        guard opened.survey.takesAnswers(on: context.today) else {
            return Reply(
                surveySentencePage("L’enquête est close", "Merci d’être venu·e : les réponses ne sont plus prises."),
                in: context)
        }
        let view = try await views.view(opened.hub, on: context.today)
        return Reply(
            surveyAnswerPage(
                view, opened.survey, .link(key: text, name: opened.respondent.name), SurveyFormState(),
                token: context.visitor.token), in: context)
    }

    @Sendable private func answerLink(_ form: Form, context: WebContext) async throws -> Response {
        let text = form.trimmed("cle")
        guard let key = Secret(text), let opened = try await letters.opened(key, on: context.today) else {
            throw NotFound()
        }
        let view = try await views.view(opened.hub, on: context.today)
        return try await context.submit(then: "/enquete/merci") {
            try await answers.keep(
                SurveyForm.sheet(form, opened.survey), of: opened.respondent, by: .link, for: opened.hub.id,
                actor: context.actor, at: context.now)
        } refused: { refusal in
            surveyAnswerPage(
                view, opened.survey, .link(key: text, name: opened.respondent.name),
                SurveyFormState(form, opened.survey, refusal), token: context.visitor.token)
        }
    }

    @Sendable private func showRefusal(request: Request, context: WebContext) async throws -> Reply {
        Reply(
            surveySentencePage(
                "Ne plus recevoir de message", "Plus aucune lettre ne partira au sujet de cette enquête.",
                alertKeyForm(
                    "/enquete/refus", key: String(request.query("cle").prefix(100)), "Ne plus recevoir",
                    token: context.visitor.token)), in: context)
    }

    @Sendable private func refuse(_ form: Form, context: WebContext) async throws -> Response {
        if let key = Secret(form.trimmed("cle")) { try await letters.refuse(key, at: context.now) }
        return Reply(surveySentencePage("C’est noté", "Vous ne recevrez plus de message à ce sujet."), in: context)
            .plainResponse
    }

    private func view(_ context: WebContext) async throws -> SurveyView {
        guard let id = try await hubs.id(slug: context.parameter("slug")), let hub = try await hubs.hub(id) else {
            throw NotFound()
        }
        return try await views.view(hub, on: context.today)
    }
}
