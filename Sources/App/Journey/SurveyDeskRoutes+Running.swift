import Domain
import Foundation
import Hummingbird
import Tabular

/// Once it is open: letters, papers, closing, results.
extension SurveyDeskRoutes {
    @Sendable func open(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hub(context)
        return try await context.submit(then: surveyDesk(hub)) {
            try await surveys.open(hub.id, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await refused(refusal, context)
        }
    }

    @Sendable func close(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hub(context)
        return try await context.submit(then: surveyDesk(hub) + "/resultats") {
            try await surveys.close(hub.id, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await refused(refusal, context)
        }
    }

    @Sendable func invite(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hub(context)
        var count = 0
        return try await context.submit(then: surveyDesk(hub) + "?fait=invitations&nombre=\(count)") {
            count = try await letters.invite(hub, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await refused(refusal, context)
        }
    }

    @Sendable func remind(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hub(context)
        var count = 0
        return try await context.submit(then: surveyDesk(hub) + "?fait=rappels&nombre=\(count)") {
            count = try await letters.remind(hub, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await refused(refusal, context)
        }
    }

    @Sendable func paper(request: Request, context: WebContext) async throws -> Reply {
        let view = try await views.view(hub(context), on: context.today)
        guard let survey = view.survey else { throw NotFound() }
        return Reply(surveyPaperPage(view, survey), in: context)
    }

    @Sendable func showEntry(request: Request, context: WebContext) async throws -> Reply {
        let view = try await running(context)
        return Reply(
            surveyEntryPage(
                view, done: request.query("fait") == "oui", SurveyFormState(), token: context.visitor.token),
            in: context)
    }

    @Sendable func enter(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await running(context)
        guard let survey = view.survey else { throw NotFound() }
        return try await context.submit(then: surveyDesk(view.hub) + "/saisie?fait=oui") {
            try await answers.keep(
                SurveyForm.sheet(form, survey), of: SurveyForm.respondent(form, view), by: .paper, for: view.hub.id,
                actor: context.actor, at: context.now)
        } refused: { refusal in
            surveyEntryPage(
                view, done: false, SurveyFormState(form, survey, refusal), token: context.visitor.token)
        }
    }

    private func running(_ context: WebContext) async throws -> SurveyView {
        let view = try await views.view(hub(context), on: context.today)
        guard view.survey?.state == .open else { throw NotFound() }
        return view
    }

    @Sendable func results(request: Request, context: WebContext) async throws -> Reply {
        let hub = try await hub(context)
        let view = try await views.view(hub, on: context.today)
        let mayEdit = context.may(.editHub, to: .hub(hub.id))
        // What was written freely and who may be called back are for those who steer.
        let inside = mayEdit ? try await views.inside(hub) : nil
        return Reply(surveyResultsPage(view, inside, mayEdit: mayEdit, token: context.visitor.token), in: context)
    }

    @Sendable func csv(request: Request, context: WebContext) async throws -> Reply {
        let view = try await views.view(hub(context), on: context.today)
        guard let reading = view.reading, view.survey?.state == .closed else { throw NotFound() }
        return surveyFile(reading, view.hub, context)
    }

    @Sendable func publish(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hub(context)
        return try await context.submit(then: surveyDesk(hub) + "/resultats") {
            try await surveys.publish(
                form.text("publier") == "oui", of: hub.id, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await refused(refusal, context)
        }
    }
}

/// Results as a file: only what may be told, in a long form.
func surveyFile(_ results: SurveyResults, _ hub: Hub, _ context: WebContext) -> Reply {
    var writer = CSVWriter()
    writer.addHeading(["question", "reponse", "par", "groupe", "reponses_du_groupe", "choisie"])
    for disclosure in results.disclosures where disclosure.isTold {
        for option in disclosure.question.options {
            func add(_ kind: String, _ group: String, _ size: Int, _ counts: [String: Int]) {
                writer.add(
                    [
                        .text(disclosure.question.label), .text(option.label), .text(kind), .text(group), .number(size),
                        .number(counts[option.code] ?? 0),
                    ], citedFor: context)
            }
            add("ensemble", "", disclosure.base, disclosure.counts)
            for breakdown in disclosure.breakdowns {
                for group in breakdown.groups {
                    add(breakdown.kind.rawValue, results.name(group.name, breakdown.kind), group.size, group.counts)
                }
                if let others = breakdown.others { add(breakdown.kind.rawValue, "autres", others.size, others.counts) }
            }
        }
    }
    return Reply.download(writer.text, type: "text/csv; charset=utf-8", name: "enquete-\(hub.slug).csv")
}
