import Domain
import Foundation
import Hummingbird

/// Correcting a record by whoever has a role about it, undoing a change, writing a new record.
struct RecordEditRoutes {
    let edits: RecordEditStore
    let hubs: HubStore

    func add(to table: inout RouteTable) {
        table.get("/annuaire/:slug/correction", .editOrganisation, on: .organisation, use: show)
        table.post("/annuaire/:slug/correction", .editOrganisation, on: .organisation, use: save)
        table.post("/annuaire/:slug/historique/:id/annulation", .editOrganisation, on: .organisation, use: undo)
        table.get("/reseau/pilotage/annuaire/nouvelle", .createOrganisation, use: new)
        table.post("/reseau/pilotage/annuaire", .createOrganisation, use: create)
        table.get("/poles/:slug/pilotage/annuaire/nouvelle", .createOrganisation, on: .hub, use: newInHub)
        table.post("/poles/:slug/pilotage/annuaire", .createOrganisation, on: .hub, use: createInHub)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let record = try await edits.form(slug: context.parameter("slug"), on: context.today)
        var values = TypedRecord.values(of: record.sheet)
        values["relue"] = context.origin(of: record.id) == .organisation ? "oui" : ""
        return Reply(recordFormPage(view(record), FormState(values: values), token: context.visitor.token), in: context)
    }

    private func view(_ record: RecordForm) -> RecordFormView {
        RecordFormView(
            record: record, action: "/annuaire/\(record.slug)/correction",
            lead: "Seuls les champs que vous changez sont écrits, et l’histoire de la fiche garde ce qu’ils disaient.",
            cancel: "/annuaire/" + record.slug)
    }

    @Sendable private func save(_ form: Form, context: WebContext) async throws -> Response {
        let record = try await edits.form(slug: context.parameter("slug"), on: context.today)
        let typed = TypedRecord(form)
        let author = RecordAuthor(origin: context.origin(of: record.id), actor: context.actor, at: context.now)
        let isReview = form["relue"] == "oui"
        var changed = 0
        return try await context.submit(
            then: "/annuaire/\(record.slug)?fait=\(changed > 0 ? "corrigee" : isReview ? "confirmee" : "identique")"
        ) {
            changed = try await edits.save(
                typed, to: record.id, seen: Int64(form.text("version")) ?? record.version, isReview: isReview,
                author: author)
        } refused: { refusal in
            recordFormPage(view(record), .record(refusal, form, over: record.sheet), token: context.visitor.token)
        }
    }

    @Sendable private func undo(_ form: Form, context: WebContext) async throws -> Response {
        let record = try await edits.form(slug: context.parameter("slug"), on: context.today)
        let change: ID<RecordChange> = try context.id()
        try await edits.undo(change.rawValue, of: record.id, actor: context.actor, at: context.now)
        return .redirect(to: "/annuaire/\(record.slug)?fait=annulee", type: .normal)
    }

    // New records.

    @Sendable private func new(request: Request, context: WebContext) async throws -> Reply {
        let page = newRecordPage(
            try await network(context), FormState(values: ["famille": "association"]), token: context.visitor.token)
        return Reply(page, in: context)
    }

    @Sendable private func create(_ form: Form, context: WebContext) async throws -> Response {
        try await create(form, in: nil, network: try await network(context), origin: .animator, context)
    }

    @Sendable private func newInHub(request: Request, context: WebContext) async throws -> Reply {
        let values = ["famille": "association", "depuis": context.today.description]
        let (_, view) = try await hub(context)
        return Reply(newRecordPage(view, FormState(values: values), token: context.visitor.token), in: context)
    }

    @Sendable private func createInHub(_ form: Form, context: WebContext) async throws -> Response {
        let (hub, view) = try await hub(context)
        let isOwn = context.visitor.subject.roles(on: context.today).contains { $0.scope == .hub(hub.id) }
        return try await create(form, in: hub, network: view, origin: isOwn ? .hub : .animator, context)
    }

    private func create(
        _ form: Form, in hub: Hub?, network view: NewRecordView, origin: FieldOrigin, _ context: WebContext
    ) async throws -> Response {
        var slug = ""
        return try await context.submit(then: "/annuaire/\(slug)?fait=creee") {
            let since = form.line("depuis")
            if hub != nil, !since.isEmpty {
                try RefusedForm.check([
                    Day(since) == nil ? Refused("Donnez le jour ainsi : 2026-01-15.", field: "depuis") : nil,
                    Refused.farDay(Day(since), today: context.today, field: "depuis"),
                ])
            }
            let part = hub.flatMap { hub in Day(since).map { (id: hub.id, from: $0) } }
            slug = try await edits.create(
                TypedRecord(form), isCertain: form["certain"] == "oui", memberOf: part,
                author: RecordAuthor(origin: origin, actor: context.actor, at: context.now))
        } refused: { refusal in
            var view = view
            if let known = refusal as? PossiblyKnown { view.twins = known.twins }
            return newRecordPage(view, .record(refusal, form, over: nil), token: context.visitor.token)
        }
    }

    private func network(_ context: WebContext) async throws -> NewRecordView {
        NewRecordView(
            title: "Inscrire une organisation",
            lead: "La fiche paraît aussitôt dans l’annuaire. Seul le nom est obligatoire.", section: .directory,
            crumbs: deskCrumbs, action: "/reseau/pilotage/annuaire", button: "Créer la fiche",
            choices: try await edits.choices(on: context.today))
    }

    private func hub(_ context: WebContext) async throws -> (Hub, NewRecordView) {
        guard let id = try await hubs.id(slug: context.parameter("slug")), let hub = try await hubs.hub(id) else {
            throw NotFound()
        }
        let path = "/poles/\(hub.slug)"
        let view = NewRecordView(
            title: "Inscrire une organisation",
            lead: "La fiche paraît aussitôt dans l’annuaire. Seul le nom est obligatoire.", section: .hubs,
            crumbs: [Crumb("Pôles", "/poles"), Crumb(hub.name, path), Crumb("Pilotage", path + "/pilotage")],
            action: path + "/pilotage/annuaire", button: "Créer la fiche",
            choices: try await edits.choices(on: context.today),
            hub: hub.name)
        return (hub, view)
    }
}

extension TypedRecord {
    /// The fields of a record that a form holds; long texts keep their lines.
    init(_ form: Form) {
        var raw: [String: String] = [:]
        for name in Set(RecordEditing.fields.map(TypedRecord.name)) {
            let isList = name == OrganisationField.sectors.rawValue || name == OrganisationField.federations.rawValue
            if isList {
                guard let offered = form[name + "-vus"] else { continue }
                raw[name + "-vus"] = offered
                raw[name] = form.all(name).joined(separator: " ")
            } else if form[name] != nil {
                let isLong = ["presentation", "objet"].contains(name)
                raw[name] = isLong ? form.text(name) : form.line(name)
            }
        }
        self.init(raw: raw)
    }
}

extension FormState {
    /// A refused form of a record: what was typed stays, but what somebody else wrote meanwhile in other fields shows.
    static func record(_ refusal: any Refusal, _ form: Form, over sheet: OrganisationSheet?) -> FormState {
        var values = sheet.map(TypedRecord.values) ?? [:]
        values.merge(TypedRecord(form).raw) { _, typed in typed }
        values.merge(form.values(["relue", "version", "depuis", "certain", "message", "repondre"])) { _, typed in typed
        }
        guard let refused = refusal as? RecordFormRefused else { return .refused(refusal, values: values) }
        values.merge(refused.present) { _, present in present }
        if let version = refused.version { values["version"] = String(version) }
        return .refused(refused.form, values: values)
    }
}
