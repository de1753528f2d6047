import Domain
import Foundation
import Hummingbird

/// The network's own work: milestones of the network and of territories without hub, thresholds, journal.
struct NetworkDeskRoutes {
    let situation: SituationStore
    let milestones: MilestoneStore
    let territories: TerritoryStore
    let thresholds: ThresholdStore
    let documents: DocumentStore
    let journal: JournalStore

    func add(to table: inout RouteTable) {
        table.get("/reseau/pilotage", .readNetworkDesk, use: show)
        table.get("/reseau/pilotage/jalons/nouveau", .recordMilestone, use: newMilestone)
        table.post("/reseau/pilotage/jalons", .recordMilestone, use: record)
        table.get("/reseau/pilotage/seuils", .overrideRule, use: showThresholds)
        table.post("/reseau/pilotage/seuils", .overrideRule, use: setThreshold)
        table.get("/reseau/pilotage/journal", .readJournal, use: showJournal)
    }

    @Sendable func show(request: Request, context: WebContext) async throws -> Reply {
        let view = try await situation.view(on: context.today)
        return Reply(networkDeskPage(view) { context.may($0) }, in: context)
    }

    @Sendable func newMilestone(request: Request, context: WebContext) async throws -> Reply {
        let state = FormState(values: ["certitude": Certainty.established.rawValue])
        return Reply(try await page(state, context), in: context)
    }

    @Sendable func record(_ form: Form, context: WebContext) async throws -> Response {
        try await context.submit(then: "/situation") {
            let upload = form.file("piece")
            let slug = form.text("territoire")
            let territory = try await territories.territory(slug: slug)
            guard slug.isEmpty || territory != nil else { throw Refused("Ce territoire n’existe pas.", field: "territoire") }
            let kinds = territory == nil ? MilestoneKind.ofTheNetwork : MilestoneKind.ofTerritories
            let draft = try MilestoneForm.read(form, kinds: kinds, today: context.today, hasFile: upload != nil, isCorrection: false)
            try await documents.keeping(upload) { document in
                _ = try await milestones.record(
                    draft, about: territory.map { .territory($0.id) } ?? .network, document: document,
                    mayOverride: true, actor: context.actor, at: context.now)
            }
        } refused: { refusal in
            let values = form.values(MilestoneForm.fields + ["territoire"])
            return try await page(.refused(refusal, values: values), context)
        }
    }

    private func page(_ state: FormState, _ context: WebContext) async throws -> PageContent {
        let pays = try await territories.list(.pays, on: context.today).map(\.record)
        let view = MilestoneFormView(
            title: "Enregistrer un jalon du réseau ou d’un territoire",
            crumbs: [Crumb("Pilotage du réseau", "/reseau/pilotage")], action: "/reseau/pilotage/jalons",
            kinds: MilestoneKind.ofTheNetwork + MilestoneKind.ofTerritories.filter { !MilestoneKind.ofTheNetwork.contains($0) },
            corrected: nil, maximumUpload: documents.maximumUpload, mayOverride: false, territories: pays)
        return milestoneFormPage(view, state, token: context.visitor.token)
    }

    @Sendable func showThresholds(request: Request, context: WebContext) async throws -> Reply {
        let state = FormState(values: ["depuis": context.today.description])
        return Reply(thresholdPage(try await thresholds.all(), state, token: context.visitor.token), in: context)
    }

    @Sendable func setThreshold(_ form: Form, context: WebContext) async throws -> Response {
        try await context.submit(then: "/reseau/pilotage/seuils") {
            guard let day = Day(form.text("depuis")) else {
                throw Refused("Donnez le jour à partir duquel le seuil vaut, par exemple 2026-01-01.", field: "depuis")
            }
            guard let value = Int(form.text("valeur")) else { throw Refused("Le seuil est un nombre de 1 à 1 000.", field: "valeur") }
            try await thresholds.set(
                form.text("nom"), to: value, from: day, reason: form.text("motif"), actor: context.actor, at: context.now)
        } refused: { refusal in
            let values = form.values(["nom", "valeur", "depuis", "motif"])
            return thresholdPage(try await thresholds.all(), .refused(refusal, values: values), token: context.visitor.token)
        }
    }

    @Sendable func showJournal(request: Request, context: WebContext) async throws -> Reply {
        let size = 100
        let lines = try await journal.lines(before: Int64(request.query("avant")), limit: size + 1)
        let names = try await journal.names(of: Set(lines.compactMap(\.personID)))
        let next = lines.count > size ? lines[size - 1].id : nil
        return Reply(journalPage(Array(lines.prefix(size)), names: names, next: next), in: context)
    }
}
