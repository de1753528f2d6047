import Domain
import Foundation
import Hummingbird

/// Whom a démarche has reached, and letters to those that it misses.
struct MobilisationRoutes {
    let journeys: JourneyStore
    let prospects: ProspectStore
    let letters: ProspectLetterStore
    let mobilisations: MobilisationReader
    let assets: Assets

    func add(to table: inout RouteTable) {
        let path = "/poles/:slug/pilotage/demarche/mobilisation"
        table.get("\(path)", .editHub, on: .hub, use: show)
        table.get("\(path)/texte", .editHub, on: .hub, use: showText)
        table.post("\(path)/texte", .editHub, on: .hub, use: changeText)
        table.post("\(path)/lettres", .editHub, on: .hub, use: print)
        table.get("\(path)/lettres/:id", .editHub, on: .hub, use: bundle)
        table.get("\(path)/organisations/:organisation", .editHub, on: .hub, use: showLetter)
        table.post("\(path)/organisations/:organisation", .editHub, on: .hub, use: mailed)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        Reply(try await page(ProspectQuery(request.query), FormState(), context), in: context)
    }

    private func page(_ query: ProspectQuery, _ state: FormState, _ context: WebContext) async throws -> PageContent {
        let journey = try await journeys.named(context)
        let view = MobilisationView(
            missing: try await prospects.view(journey.hub, commune: query.commune, on: context.today),
            held: try await mobilisations.read(journey), template: try await letters.template(of: journey.hub.id),
            letters: try await letters.letters(of: journey.hub.id),
            voices: journey.voices.count { $0.kind == .want }, steering: journey.core.structures)
        return mobilisationPage(view, query, state, token: context.visitor.token)
    }

    @Sendable private func showText(request: Request, context: WebContext) async throws -> Reply {
        let hub = try await journeys.named(context).hub
        let template = try await letters.template(of: hub.id)
        let state = FormState(values: ["objet": template.subject, "texte": template.body])
        return Reply(letterTextPage(hub, state, token: context.visitor.token), in: context)
    }

    @Sendable private func changeText(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await journeys.named(context).hub
        return try await context.submit(then: mobilisationPath(hub)) {
            try await letters.write(
                LetterTemplate(subject: form.line("objet"), body: form.text("texte")), for: hub.id,
                actor: context.actor, at: context.now)
        } refused: { refusal in
            letterTextPage(hub, .refused(refusal, values: form.values), token: context.visitor.token)
        }
    }

    @Sendable private func print(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await journeys.named(context).hub
        let chosen = Set(form.all("organisation"))
        var bundle = 0
        return try await context.submit(then: "\(mobilisationPath(hub))/lettres/\(bundle)") {
            let view = try await prospects.view(hub, commune: "", on: context.today)
            let template = try await letters.template(of: hub.id)
            let made = view.prospects.filter { chosen.contains($0.slug) }.map { prospect in
                (
                    organisation: prospect.organisation.id,
                    text: letters.letter(
                        template, to: prospect, commune: commune(prospect, view), of: hub)
                )
            }
            bundle = try await letters.print(made, of: hub.id, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await page(ProspectQuery { _ in "" }, .refused(refusal, values: [:]), context)
        }
    }

    @Sendable private func bundle(request: Request, context: WebContext) async throws -> Reply {
        let hub = try await journeys.named(context).hub
        guard let number = Int(try context.parameter("id")) else { throw NotFound() }
        let made = try await letters.letters(of: hub.id, bundle: number)
        guard !made.isEmpty else { throw NotFound() }
        let sheet = PaperSheet(
            stylesheet: assets.path("papiers.css"), isFictional: context.frame.isFictional, hasPress: false)
        var reply = Reply(prospectLettersDocument(hub, made, sheet), type: "text/html; charset=utf-8")
        reply.headers[.cacheControl] = "no-store"
        return reply
    }

    @Sendable private func showLetter(request: Request, context: WebContext) async throws -> Reply {
        Reply(try await letterPage(FormState(), context), in: context)
    }

    private func letterPage(_ state: FormState, _ context: WebContext) async throws -> PageContent {
        let (hub, prospect, letter) = try await one(context)
        let sent = try await letters.letters(of: hub.id).filter { $0.organisation == prospect.organisation.id }
        return oneLetterPage(hub, prospect, letter, sent: sent, state, token: context.visitor.token)
    }

    @Sendable private func mailed(_ form: Form, context: WebContext) async throws -> Response {
        let (hub, prospect, letter) = try await one(context)
        return try await context.submit(then: "\(mobilisationPath(hub))/organisations/\(prospect.slug)") {
            try await letters.mailed(
                prospect.organisation.id, letter, of: hub.id, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await letterPage(.refused(refusal, values: [:]), context)
        }
    }

    /// One of those that the list shows, and its letter.
    private func one(_ context: WebContext) async throws -> (Hub, Prospect, LetterTemplate) {
        let hub = try await journeys.named(context).hub
        let view = try await prospects.view(hub, commune: "", on: context.today)
        let slug = try context.parameter("organisation")
        guard let prospect = view.prospects.first(where: { $0.slug == slug }) else { throw NotFound() }
        let template = try await letters.template(of: hub.id)
        return (hub, prospect, letters.letter(template, to: prospect, commune: commune(prospect, view), of: hub))
    }

    private func commune(_ prospect: Prospect, _ view: MissingView) -> String {
        view.communes.first { $0.territory.code == prospect.organisation.commune }?.name ?? ""
    }
}
