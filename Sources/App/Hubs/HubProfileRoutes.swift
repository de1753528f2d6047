import Domain
import Foundation
import Hummingbird

/// The hub's presentation and its organisations.
extension HubDeskRoutes {
    private static let profileFields = [
        "nom", "presentation", "gouvernance", "gestionnaire", "courriel", "telephone", "site",
    ]
    private static let memberFields = ["nom", "famille", "activite", "depuis", "fiche"]

    @Sendable func profile(request: Request, context: WebContext) async throws -> Reply {
        let view = try await view(context)
        let hub = view.hub
        let state = FormState(values: [
            "nom": hub.name, "presentation": hub.presentation, "gouvernance": hub.governance.rawValue,
            "gestionnaire": hub.manager, "courriel": hub.contactEmail, "telephone": hub.contactPhone,
            "site": hub.website,
        ])
        return Reply(profilePage(view, state, token: context.visitor.token), in: context)
    }

    @Sendable func edit(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await view(context)
        return try await context.submit(then: "/poles/\(view.hub.slug)/pilotage") {
            let profile = HubStore.Profile(
                name: form.line("nom"), presentation: form.text("presentation"), manager: form.line("gestionnaire"),
                contactEmail: form.text("courriel"), contactPhone: form.line("telephone"), website: form.text("site"),
                governance: GovernanceMode(rawValue: form.text("gouvernance")))
            try await hubs.edit(view.id, profile, actor: context.actor, at: context.now)
        } refused: { refusal in
            profilePage(view, .refused(refusal, values: form.values(Self.profileFields)), token: context.visitor.token)
        }
    }

    @Sendable func organisations(request: Request, context: WebContext) async throws -> Reply {
        Reply(
            memberPage(
                try await view(context), FormState(values: ["depuis": context.today.description]),
                token: context.visitor.token), in: context)
    }

    @Sendable func addOrganisation(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await view(context)
        let (name, summary) = (form.line("nom"), form.line("activite"))
        let (family, since) = (Family(rawValue: form.text("famille")), Day(form.text("depuis")))
        return try await context.submit(then: "/poles/\(view.hub.slug)/pilotage/organisations") {
            try MemberStore.check(name: name, family: family, summary: summary, from: since, at: context.now)
            let sheet = OrganisationSheet([.name: name, .family: family?.rawValue ?? ""])
            let choice = try await RecordChoice(form.text("fiche"), for: sheet, among: duplicates)
            try await members.add(
                name: name, family: family, summary: summary, to: view.id, from: since, choosing: choice,
                actor: context.actor, at: context.now)
        } refused: { refusal in
            memberPage(
                view, .refused(refusal, values: form.values(Self.memberFields)), token: context.visitor.token,
                resembling: (refusal as? ResemblanceRefused)?.found ?? [])
        }
    }

    @Sendable func cancelOrganisation(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await view(context)
        let id: ID<Organisation> = try context.id()
        return try await context.submit(then: "/poles/\(view.hub.slug)/pilotage/organisations") {
            guard let day = Day(form.text("entree")) else { throw NotFound() }
            try await members.cancel(
                id, in: view.id, since: day, reason: form.text("motif"), actor: context.actor, at: context.now)
        } refused: { refusal in
            memberPage(view, FormState(errors: [Refused(refusal.sentence)]), token: context.visitor.token)
        }
    }

    @Sendable func endOrganisation(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await view(context)
        let id: ID<Organisation> = try context.id()
        return try await context.submit(then: "/poles/\(view.hub.slug)/pilotage/organisations") {
            try await members.end(id, in: view.id, on: context.today, actor: context.actor, at: context.now)
        } refused: { refusal in
            memberPage(view, FormState(errors: [Refused(refusal.sentence)]), token: context.visitor.token)
        }
    }
}
