import Domain
import Foundation
import Hummingbird

/// The work on one hub: each change is a noun, a POST, a redirect.
struct HubDeskRoutes {
    let views: HubViewStore
    let hubs: HubStore
    let milestones: MilestoneStore
    let members: MemberStore
    let territories: TerritoryStore
    let documents: DocumentStore
    let duplicates: DuplicateKeeper
    let moderation: ModerationStore
    let duties: [any DutySource]

    func add(to table: inout RouteTable) {
        let desk = "/poles/:slug/pilotage"
        table.get("\(desk)", .readHubDesk, on: .hub, use: show)
        table.get("\(desk)/jalons/nouveau", .recordMilestone, on: .hub, use: newMilestone)
        table.post("\(desk)/jalons", .recordMilestone, on: .hub, use: record)
        table.get("\(desk)/jalons/:id/correction", .correctMilestone, on: .hub, use: correction)
        table.post("\(desk)/jalons/:id/correction", .correctMilestone, on: .hub, use: correct)
        table.get("\(desk)/jalons/:id/retrait", .correctMilestone, on: .hub, use: withdrawal)
        table.post("\(desk)/jalons/:id/retrait", .correctMilestone, on: .hub, use: withdraw)
        table.get("\(desk)/presentation", .editHub, on: .hub, use: profile)
        table.post("\(desk)/presentation", .editHub, on: .hub, use: edit)
        table.get("\(desk)/organisations", .editHub, on: .hub, use: organisations)
        table.post("\(desk)/organisations", .editHub, on: .hub, use: addOrganisation)
        table.post("\(desk)/organisations/:id/fin", .editHub, on: .hub, use: endOrganisation)
        table.post("\(desk)/organisations/:id/annulation", .editHub, on: .hub, use: cancelOrganisation)
    }

    @Sendable func show(request: Request, context: WebContext) async throws -> Reply {
        let view = try await view(context)
        var next: (status: Status, findings: [Finding])?
        if let kind = view.standing.status.nextMilestone, let status = kind.effect {
            next = (status, try await milestones.findings(for: kind, hub: view.id, on: context.today))
        }
        let mayEdit = context.may(.recordMilestone, to: .hub(view.id))
        let waiting = mayEdit ? try await moderation.count(at: view.id) : 0
        let mine = mayEdit ? try await duties.all(of: [view.id], on: context.today) : []
        return Reply(
            hubDeskPage(
                view, next: next, duties: Duty.grouped(mine, on: context.today), mayEdit: mayEdit, waiting: waiting),
            in: context)
    }

    @Sendable func newMilestone(request: Request, context: WebContext) async throws -> Reply {
        let view = try await view(context)
        let state = FormState(values: ["sorte": request.query("sorte"), "certitude": Certainty.established.rawValue])
        return Reply(milestoneFormPage(formView(view, nil, context), state, token: context.visitor.token), in: context)
    }

    @Sendable func record(_ form: Form, context: WebContext) async throws -> Response {
        try await save(form, replacing: nil, context)
    }

    @Sendable func correction(request: Request, context: WebContext) async throws -> Reply {
        let view = try await view(context)
        let milestone = try milestone(view, context)
        let state = FormState(values: MilestoneForm.values(of: milestone))
        return Reply(
            milestoneFormPage(formView(view, milestone, context), state, token: context.visitor.token), in: context)
    }

    @Sendable func correct(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await view(context)
        return try await save(form, replacing: try milestone(view, context), context)
    }

    /// Reads, keeps the document, lets the rule decide; a refusal shows the form again with what it found.
    private func save(_ form: Form, replacing old: Milestone?, _ context: WebContext) async throws -> Response {
        let view = try await view(context)
        let path = "/poles/\(view.hub.slug)/pilotage"
        return try await context.submit(then: path) {
            let upload = form.file("piece")
            let draft = try MilestoneForm.read(
                form, kinds: MilestoneKind.ofHubs, today: context.today,
                hasFile: upload != nil || old?.source.documentID != nil,
                isCorrection: old != nil)
            try await documents.keeping(upload) { document in
                _ = try await milestones.record(
                    draft, about: .hub(view.id), replacing: old?.id, document: document,
                    mayOverride: context.may(.overrideRule), actor: context.actor, at: context.now)
            }
        } refused: { refusal in
            var formView = formView(view, old, context)
            if let refused = refusal as? TransitionRefused { formView.findings = refused.findings }
            let state = FormState.refused(refusal, values: MilestoneForm.values(form))
            return milestoneFormPage(formView, state, token: context.visitor.token)
        }
    }

    @Sendable func withdrawal(request: Request, context: WebContext) async throws -> Reply {
        let view = try await view(context)
        return Reply(
            withdrawalPage(
                try milestone(view, context), desk: "/poles/\(view.hub.slug)/pilotage", crumbs: hubCrumbs(view),
                FormState(),
                token: context.visitor.token), in: context)
    }

    @Sendable func withdraw(_ form: Form, context: WebContext) async throws -> Response {
        let view = try await view(context)
        let milestone = try milestone(view, context)
        return try await context.submit(then: "/poles/\(view.hub.slug)/pilotage") {
            try await milestones.withdraw(
                milestone.id, about: .hub(view.id), reason: form.text("motif"),
                mayOverride: context.may(.overrideRule), actor: context.actor, at: context.now)
        } refused: { refusal in
            withdrawalPage(
                milestone, desk: "/poles/\(view.hub.slug)/pilotage", crumbs: hubCrumbs(view),
                .refused(refusal, values: form.values(["motif"])), token: context.visitor.token)
        }
    }

    private func formView(_ view: HubView, _ corrected: Milestone?, _ context: WebContext) -> MilestoneFormView {
        let path = "/poles/\(view.hub.slug)/pilotage"
        return MilestoneFormView(
            title: corrected == nil ? "Enregistrer un jalon" : "Corriger un jalon",
            crumbs: [
                Crumb("Pôles", "/poles"), Crumb(view.hub.name, "/poles/" + view.hub.slug), Crumb("Pilotage", path),
            ],
            action: corrected.map { "\(path)/jalons/\($0.id)/correction" } ?? "\(path)/jalons",
            kinds: MilestoneKind.ofHubs, corrected: corrected, maximumUpload: documents.maximumUpload,
            mayOverride: context.may(.overrideRule))
    }

    /// The milestone named by the address, when it holds and is this hub's.
    private func milestone(_ view: HubView, _ context: WebContext) throws -> Milestone {
        let id: ID<Milestone> = try context.id()
        guard let milestone = view.milestones.first(where: { $0.id == id }) else {
            guard view.history.contains(where: { $0.milestone.id == id }) else { throw NotFound() }
            throw AlreadyChanged()
        }
        return milestone
    }

    func view(_ context: WebContext) async throws -> HubView {
        guard let view = try await views.view(slug: context.parameter("slug"), on: context.today) else {
            throw NotFound()
        }
        return view
    }
}

extension Status {
    /// The milestone that usually brings the next status.
    var nextMilestone: MilestoneKind? {
        switch self {
        case .unknown, .none: .initiative
        case .organising: .steeringGroup
        case .prefiguration: .foundingAssembly
        case .created: nil
        }
    }
}

extension MilestoneForm {
    /// What is known of a milestone, to start a correction from.
    static func values(of milestone: Milestone) -> [String: String] {
        [
            "sorte": milestone.kind.rawValue, "date": milestone.date.description, "titre": milestone.title,
            "detail": milestone.detail, "certitude": milestone.certainty.rawValue, "preuve": milestone.source.title,
            "lien": milestone.source.url ?? "",
        ]
    }
}
