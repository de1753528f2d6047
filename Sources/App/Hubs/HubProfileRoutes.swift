import Domain
import Foundation
import Hummingbird

/// The hub's presentation and its organisations.
extension HubDeskRoutes {
    private static let profileFields = [
        "nom", "presentation", "gouvernance", "gestionnaire", "courriel", "telephone", "site",
    ]
    private static let memberFields = ["nom", "famille", "activite", "depuis"]

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
        return try await context.submit(then: "/poles/\(view.hub.slug)/pilotage/organisations") {
            try await members.add(
                name: form.line("nom"), family: Family(rawValue: form.text("famille")), summary: form.line("activite"),
                to: view.id, from: Day(form.text("depuis")), actor: context.actor, at: context.now)
        } refused: { refusal in
            memberPage(view, .refused(refusal, values: form.values(Self.memberFields)), token: context.visitor.token)
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
