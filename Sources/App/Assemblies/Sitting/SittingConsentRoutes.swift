import Domain
import Foundation
import Hummingbird

/// What is said in an election by consent or without candidate.
struct SittingConsentRoutes {
    let views: SittingViewStore
    let consents: SittingConsentStore

    func add(to table: inout RouteTable) {
        let path = "/poles/:slug/pilotage/assemblees/:id/seance/points/:point/consentement"
        table.post("\(path)", .conductAssembly, on: .assembly, use: take)
        table.post("\(path)/annulation", .conductAssembly, on: .assembly, use: cancel)
    }

    @Sendable private func take(_ form: Form, context: WebContext) async throws -> Response {
        guard let kind = RecordedElection.Consent.Step.Kind(rawValue: form.text("etape")) else { throw NotFound() }
        return try await context.act(on: views, "consentement-\(kind.rawValue)", form) { id, item in
            let chosen = form.text("pour-\(kind.rawValue)")
            let step = RecordedElection.Consent.Step(
                kind, by: ID(form.text("de-\(kind.rawValue)")), candidate: chosen.isEmpty ? nil : chosen,
                reason: form.line("motif-\(kind.rawValue)"))
            try await consents.take(
                step, nominee: kind == .nomination && chosen.isEmpty ? Self.nominee(form) : nil, item: item.position,
                at: id,
                actor: context.actor, at: context.now)
        }
    }

    /// Somebody who is not in the list yet.
    private static func nominee(_ form: Form) throws -> (organisation: ID<Organisation>, person: String)? {
        let person = form.line("personne")
        guard let organisation = ID<Organisation>(form.text("organisation-nommee")) else {
            guard person.isEmpty else {
                throw Refused("Dites de quelle organisation est cette personne.", field: "organisation-nommee")
            }
            return nil
        }
        guard !person.isEmpty else { throw Refused("Écrivez le nom de la personne.", field: "personne") }
        return (organisation, person)
    }

    @Sendable private func cancel(_ form: Form, context: WebContext) async throws -> Response {
        try await context.act(on: views, "consentement-annulation", form) { id, item in
            try await consents.cancelLast(item: item.position, at: id, actor: context.actor, at: context.now)
        }
    }
}
