import Domain
import Foundation
import Hummingbird

/// Milestones of the network and of territories without hub: recorded, corrected and set aside by the network's animator.
struct NetworkMilestoneRoutes {
    let situation: SituationStore
    let milestones: MilestoneStore
    let territories: TerritoryStore
    let documents: DocumentStore
    let histories: HistoryReader

    private static let desk = "/reseau/pilotage"
    private static let list = "/reseau/pilotage/jalons"

    func add(to table: inout RouteTable) {
        table.get("/reseau/historique", .readPublic, use: history)
        table.get("/reseau/pilotage/jalons", .recordMilestone, use: show)
        table.get("/reseau/pilotage/jalons/nouveau", .recordMilestone, use: newMilestone)
        table.post("/reseau/pilotage/jalons", .recordMilestone, use: record)
        table.get("/reseau/pilotage/jalons/:id/correction", .correctMilestone, use: correction)
        table.post("/reseau/pilotage/jalons/:id/correction", .correctMilestone, use: correct)
        table.get("/reseau/pilotage/jalons/:id/retrait", .correctMilestone, use: withdrawal)
        table.post("/reseau/pilotage/jalons/:id/retrait", .correctMilestone, use: withdraw)
    }

    @Sendable func history(request: Request, context: WebContext) async throws -> Reply {
        let page = historyPage(
            title: "Jalons du réseau", section: .network, crumbs: [Crumb("Le réseau", "/situation")],
            entries: try await histories.historyOfTheNetwork(), journal: [])
        return Reply(page, in: context)
    }

    @Sendable func show(request: Request, context: WebContext) async throws -> Reply {
        Reply(networkMilestonesPage(try await situation.view(on: context.today)), in: context)
    }

    @Sendable func newMilestone(request: Request, context: WebContext) async throws -> Reply {
        let state = FormState(values: ["certitude": Certainty.established.rawValue])
        return Reply(try await formPage(nil, state, context), in: context)
    }

    @Sendable func record(_ form: Form, context: WebContext) async throws -> Response {
        try await save(form, replacing: nil, context) {
            let slug = form.text("territoire")
            guard !slug.isEmpty else { return .network }
            guard let territory = try await territories.territory(slug: slug) else {
                throw Refused("Ce territoire n’existe pas : choisissez-le dans la liste.", field: "territoire")
            }
            return .territory(territory.id)
        }
    }

    @Sendable func correction(request: Request, context: WebContext) async throws -> Reply {
        let old = try await milestone(context)
        return Reply(try await formPage(old, FormState(values: MilestoneForm.values(of: old)), context), in: context)
    }

    @Sendable func correct(_ form: Form, context: WebContext) async throws -> Response {
        let old = try await milestone(context)
        return try await save(form, replacing: old, context) { old.subject }
    }

    private func save(
        _ form: Form, replacing old: Milestone?, _ context: WebContext,
        about subject: () async throws -> MilestoneSubject
    ) async throws -> Response {
        try await context.submit(then: Self.list) {
            let upload = form.file("piece")
            let subject = try await subject()
            let draft = try MilestoneForm.read(
                form, kinds: subject == .network ? MilestoneKind.ofTheNetwork : MilestoneKind.ofTerritories,
                today: context.today, hasFile: upload != nil || old?.source.documentID != nil, isCorrection: old != nil)
            try await documents.keeping(upload) { document in
                _ = try await milestones.record(
                    draft, about: subject, replacing: old?.id, document: document, mayOverride: true,
                    actor: context.actor, at: context.now)
            }
        } refused: { refusal in
            let values = form.values(MilestoneForm.fields + ["territoire"])
            return try await formPage(old, .refused(refusal, values: values), context)
        }
    }

    @Sendable func withdrawal(request: Request, context: WebContext) async throws -> Reply {
        Reply(withdrawalPage(try await milestone(context), FormState(), context), in: context)
    }

    @Sendable func withdraw(_ form: Form, context: WebContext) async throws -> Response {
        let old = try await milestone(context)
        return try await context.submit(then: Self.list) {
            try await milestones.withdraw(
                old.id, about: old.subject, reason: form.text("motif"), mayOverride: true, actor: context.actor,
                at: context.now)
        } refused: { refusal in
            withdrawalPage(old, .refused(refusal, values: form.values(["motif"])), context)
        }
    }

    private func withdrawalPage(_ old: Milestone, _ state: FormState, _ context: WebContext) -> PageContent {
        App.withdrawalPage(
            old, desk: Self.desk, crumbs: deskCrumbs + [Crumb("Jalons", Self.list)], state, token: context.visitor.token
        )
    }

    private func formPage(_ old: Milestone?, _ state: FormState, _ context: WebContext) async throws -> PageContent {
        let kinds: [MilestoneKind]
        switch old?.subject {
        case nil:
            kinds =
                MilestoneKind.ofTheNetwork
                + MilestoneKind.ofTerritories.filter { !MilestoneKind.ofTheNetwork.contains($0) }
        case .territory?: kinds = MilestoneKind.ofTerritories
        default: kinds = MilestoneKind.ofTheNetwork
        }
        let pays = old == nil ? try await territories.list(.pays, on: context.today).map(\.record) : []
        let view = MilestoneFormView(
            title: old == nil ? "Enregistrer un jalon du réseau ou d’un territoire" : "Corriger un jalon",
            crumbs: deskCrumbs + [Crumb("Jalons", Self.list)],
            action: old.map { "\(Self.list)/\($0.id)/correction" } ?? Self.list, kinds: kinds, corrected: old,
            maximumUpload: documents.maximumUpload, mayOverride: false, territories: pays)
        return milestoneFormPage(view, state, token: context.visitor.token)
    }

    /// The milestone named by the address, when it holds and is not a hub's.
    private func milestone(_ context: WebContext) async throws -> Milestone {
        let id: ID<Milestone> = try context.id()
        let all = try await situation.view(on: context.today).facts.milestones
        guard let found = all.first(where: { $0.id == id }) else { throw NotFound() }
        if case .hub = found.subject { throw NotFound() }
        return found
    }
}
