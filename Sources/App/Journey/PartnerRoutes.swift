import Domain
import Foundation
import Hummingbird

/// Workstream 5 on its pages: possible partners, and the study.
struct PartnerRoutes {
    let hubs: HubStore
    let partners: PartnerStore

    func add(to table: inout RouteTable) {
        let desk = "/poles/:slug/pilotage/demarche"
        table.get("\(desk)/partenaires", .readHubDesk, on: .hub, use: show)
        table.get("\(desk)/partenaires/:id", .editHub, on: .hub, use: showPartner)
        table.post("\(desk)/partenaires/:id", .editHub, on: .hub, use: put)
        table.get("\(desk)/etude", .editHub, on: .hub, use: showStudy)
        table.post("\(desk)/etude", .editHub, on: .hub, use: putStudy)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let hub = try await hub(context)
        let (partners, study) = try await partners.all(of: hub.id)
        return Reply(
            partnerListPage(hub, partners, study, mayEdit: context.may(.editHub, to: .hub(hub.id))), in: context)
    }

    @Sendable private func showPartner(request: Request, context: WebContext) async throws -> Reply {
        let hub = try await hub(context)
        let partner = try await partner(hub, context)
        let state = FormState(values: [
            "nom": partner?.name ?? "", "sorte": partner?.kind.rawValue ?? "", "demande": partner?.asked ?? "",
            "etat": (partner?.state ?? .toMeet).rawValue, "jour": partner?.metOn?.description ?? "",
            "reponse": partner?.answer ?? "", "lien": partner?.evidenceURL ?? "",
        ])
        return Reply(partnerPage(hub, partner, state, token: context.visitor.token), in: context)
    }

    @Sendable private func put(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hub(context)
        let partner = try await partner(hub, context)
        return try await context.submit(then: "/poles/\(hub.slug)/pilotage/demarche/partenaires") {
            try await partners.put(
                PartnerStore.Draft(
                    name: form.line("nom"), kind: PartnerKind(rawValue: form.text("sorte")),
                    asked: form.line("demande"),
                    state: PartnershipState(rawValue: form.text("etat")), metOn: form.text("jour"),
                    answer: form.line("reponse"), evidenceURL: form.text("lien")), as: partner?.id, of: hub.id,
                actor: context.actor, at: context.now)
        } refused: { refusal in
            partnerPage(hub, partner, .refused(refusal, values: form.values), token: context.visitor.token)
        }
    }

    @Sendable private func showStudy(request: Request, context: WebContext) async throws -> Reply {
        let hub = try await hub(context)
        let study = try await partners.all(of: hub.id).study
        let state = FormState(values: [
            "porteur": study?.carrier ?? "", "cahier": study?.brief ?? "", "cout": study?.cost?.plain ?? "",
            "financeurs": study?.funders ?? "", "debut": study?.startsOn?.description ?? "",
            "fin": study?.endsOn?.description ?? "", "rendus": study?.deliverables ?? "",
        ])
        let fed = Set(study?.workstreams ?? [])
        return Reply(studyPage(hub, fed, state, token: context.visitor.token), in: context)
    }

    @Sendable private func putStudy(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hub(context)
        let fed = Set(form.all("chantier").compactMap(Workstream.init(rawValue:)))
        return try await context.submit(then: "/poles/\(hub.slug)/pilotage/demarche/partenaires#etude") {
            try await partners.put(
                PartnerStore.StudyDraft(
                    carrier: form.line("porteur"), brief: form.text("cahier"), cost: form.text("cout"),
                    funders: form.line("financeurs"), startsOn: form.text("debut"), endsOn: form.text("fin"),
                    deliverables: form.text("rendus"), workstreams: fed), of: hub.id, actor: context.actor,
                at: context.now)
        } refused: { refusal in
            studyPage(hub, fed, .refused(refusal, values: form.values), token: context.visitor.token)
        }
    }

    private func hub(_ context: WebContext) async throws -> Hub {
        guard let id = try await hubs.id(slug: context.parameter("slug")), let hub = try await hubs.hub(id) else {
            throw NotFound()
        }
        return hub
    }

    /// Nil for a new one.
    private func partner(_ hub: Hub, _ context: WebContext) async throws -> PossiblePartner? {
        let text = try context.parameter("id")
        if text == "nouveau" { return nil }
        let id = Int64(text)
        guard let partner = try await partners.all(of: hub.id).partners.first(where: { $0.id == id }) else {
            throw NotFound()
        }
        return partner
    }
}
