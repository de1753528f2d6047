import Domain
import Foundation
import Hummingbird

/// The desk of votes on line of a hub.
struct ScrutinRoutes {
    let scrutins: ScrutinStore
    let hubs: HubStore
    let baseURL: String

    private static let fields = [
        "titre", "texte", "genre", "options", "places", "choix-au-plus", "nature", "clause", "point", "majorite",
        "secret",
        "modifiable", "ouverture", "cloture",
    ]

    func add(to table: inout RouteTable) {
        let path = "/poles/:slug/pilotage/scrutins"
        table.get("\(path)", .holdVote, on: .hub, use: list)
        table.get("\(path)/nouveau", .holdVote, on: .hub, use: new)
        table.post("\(path)", .holdVote, on: .hub, use: create)
        table.get("\(path)/:id", .holdVote, on: .hub, use: show)
        table.get("\(path)/:id/modification", .holdVote, on: .hub, use: showEdit)
        table.post("\(path)/:id/modification", .holdVote, on: .hub, use: edit)
        table.post("\(path)/:id/adresses", .holdVote, on: .hub, use: setContacts)
        table.post("\(path)/:id/cle", .holdVote, on: .hub, use: depositKey)
        table.get("\(path)/:id/essai.json", .holdVote, on: .hub, use: trial)
        table.post("\(path)/:id/essai", .holdVote, on: .hub, use: acceptTrial)
        table.post("\(path)/:id/ouverture", .holdVote, on: .hub, use: open)
        table.post("\(path)/:id/relance", .holdVote, on: .hub, use: remind)
        table.get("\(path)/:id/liens/:organisation", .holdVote, on: .hub, use: showLink)
        table.post("\(path)/:id/liens/:organisation", .holdVote, on: .hub, use: renewLink)
        table.post("\(path)/:id/cloture", .holdVote, on: .hub, use: close)
        table.get("\(path)/:id/urne.json", .holdVote, on: .hub, use: urn)
        table.post("\(path)/:id/liste", .holdVote, on: .hub, use: acceptList)
        table.post("\(path)/:id/publication", .holdVote, on: .hub, use: publish)
        table.post("\(path)/:id/annulation", .holdVote, on: .hub, use: cancel)
    }

    func hub(_ context: WebContext) async throws -> Hub {
        guard let id = try await hubs.id(slug: context.parameter("slug")), let hub = try await hubs.hub(id) else {
            throw NotFound()
        }
        return hub
    }

    @Sendable private func list(request: Request, context: WebContext) async throws -> Reply {
        let hub = try await hub(context)
        return Reply(scrutinListPage(try await scrutins.list(hub.id), hub: hub), in: context)
    }

    // Preparing.

    @Sendable private func new(request: Request, context: WebContext) async throws -> Reply {
        let hub = try await hub(context)
        let state = FormState(values: [
            "genre": "pour-contre", "nature": "consultation", "majorite": "ordinaire", "places": "1",
        ])
        return Reply(try await formPage(hub, scrutinPath(hub), isNew: true, state, context), in: context)
    }

    private func formPage(
        _ hub: Hub, _ action: String, isNew: Bool, _ state: FormState, _ context: WebContext
    ) async throws -> PageContent {
        let items = try await scrutins.items(of: hub.id)
        return scrutinFormPage(
            hub: hub, action: action, isNew: isNew, items: items, state, token: context.visitor.token)
    }

    private func draft(_ form: Form) -> ScrutinDraft {
        ScrutinDraft(
            nature: form.text("nature"), clause: form.text("clause"), meeting: form.text("majorite"),
            kind: form.text("genre"), title: form.line("titre"), question: form.text("texte"),
            options: form.text("options"),
            seats: form.text("places"), most: form.text("choix-au-plus"), isSecret: form["secret"] == "oui",
            mayChange: form["modifiable"] == "oui", opens: form.text("ouverture"), closes: form.text("cloture"),
            item: form.text("point"))
    }

    @Sendable private func create(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hub(context)
        var path = scrutinPath(hub)
        return try await context.submit(then: path) {
            let id = try await scrutins.create(draft(form), in: hub.id, actor: context.actor, at: context.now)
            path += "/\(id)"
        } refused: { refusal in
            try await formPage(
                hub, scrutinPath(hub), isNew: true, .refused(refusal, values: form.values(Self.fields)), context)
        }
    }

    @Sendable private func showEdit(request: Request, context: WebContext) async throws -> Reply {
        let hub = try await hub(context)
        let record = try await scrutins.record(context.id(), of: hub.id)
        guard record.scrutin.state == .preparation else { throw Refused("Ce scrutin n’est plus en préparation.") }
        let state = FormState(values: [
            "titre": record.title, "texte": record.question, "genre": record.kind, "options": record.options,
            "places": String(record.seats), "choix-au-plus": record.most.map { String($0) } ?? "",
            "nature": record.nature,
            "clause": record.clause, "point": record.agendaItemID?.description ?? "", "majorite": record.meeting,
            "secret": record.isSecret ? "oui" : "", "modifiable": record.mayChange ? "oui" : "",
            "ouverture": ParisClock.typed(record.opensAt), "cloture": ParisClock.typed(record.closesAt),
        ])
        let action = "\(scrutinPath(hub))/\(record.id)/modification"
        return Reply(try await formPage(hub, action, isNew: false, state, context), in: context)
    }

    @Sendable private func edit(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hub(context)
        let id: ID<Scrutin> = try context.id()
        let path = "\(scrutinPath(hub))/\(id)"
        return try await context.submit(then: path) {
            try await scrutins.edit(id, of: hub.id, draft(form), actor: context.actor, at: context.now)
        } refused: { refusal in
            try await formPage(
                hub, path + "/modification", isNew: false, .refused(refusal, values: form.values(Self.fields)), context)
        }
    }

    // One vote.

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        Reply(try await page(try await hub(context), FormState(), context), in: context)
    }

    func page(_ hub: Hub, _ state: FormState, _ context: WebContext) async throws -> PageContent {
        let desk = try await scrutins.desk(context.id(), of: hub.id, at: context.now)
        return scrutinDeskPage(desk, hub: hub, state, now: context.now.stamp, token: context.visitor.token)
    }

    /// Does something to the vote and comes back to its page.
    func act(
        _ context: WebContext, values: [String: String] = [:],
        _ work: (ID<Scrutin>, ID<Hub>) async throws -> Void
    ) async throws -> Response {
        let hub = try await hub(context)
        let id: ID<Scrutin> = try context.id()
        return try await context.submit(then: "\(scrutinPath(hub))/\(id)") {
            try await work(id, hub.id)
        } refused: { refusal in
            try await page(hub, .refused(refusal, values: values), context)
        }
    }

    @Sendable private func setContacts(_ form: Form, context: WebContext) async throws -> Response {
        var contacts: [ID<Organisation>: VoterContact] = [:]
        for field in form.fields where field.name.hasPrefix("adresse-") {
            guard let organisation = ID<Organisation>(String(field.name.dropFirst(8))) else { continue }
            contacts[organisation] = VoterContact(
                name: form.line("nom-\(organisation)"), address: form.line("adresse-\(organisation)"))
        }
        return try await act(context, values: form.values) { id, hub in
            try await scrutins.setContacts(id, of: hub, contacts, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func depositKey(_ form: Form, context: WebContext) async throws -> Response {
        try await act(context) { id, hub in
            try await scrutins.depositKey(id, of: hub, form.json("cle"), actor: context.actor, at: context.now)
        }
    }

    @Sendable private func trial(request: Request, context: WebContext) async throws -> Reply {
        let hub = try await hub(context)
        let text = try await scrutins.trialFile(context.id(), of: hub.id)
        return Reply.download(text + "\n", type: "application/json", name: "essai.json")
    }

    @Sendable private func acceptTrial(_ form: Form, context: WebContext) async throws -> Response {
        try await act(context) { id, hub in
            try await scrutins.acceptTrial(id, of: hub, form.json("liste"), actor: context.actor, at: context.now)
        }
    }

    @Sendable private func open(_ form: Form, context: WebContext) async throws -> Response {
        try await act(context) { id, hub in
            try await scrutins.open(id, of: hub, actor: context.actor, at: context.now)
        }
    }
}
