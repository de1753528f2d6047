import Domain
import Foundation
import Hummingbird

/// Finds the hub and the assembly that an address names.
struct AssemblyDoor: Sendable {
    let hubs: HubStore
    let dossiers: AssemblyDossierStore

    func hub(_ context: WebContext) async throws -> Hub {
        guard let id = try await hubs.id(slug: context.parameter("slug")), let hub = try await hubs.hub(id) else {
            throw NotFound()
        }
        return hub
    }

    func dossier(_ context: WebContext) async throws -> AssemblyDossier {
        let hub = try await hub(context)
        return try await dossiers.dossier(context.id(), of: hub.id, today: context.today)
    }
}

/// Preparing assemblies: the list of a hub, the desk of each, what it is.
struct AssemblyRoutes {
    let door: AssemblyDoor
    let assemblies: AssemblyStore
    let copies: AssemblyCopyStore

    static let fields = [
        "sorte", "titre", "date", "heure", "lieu", "lien", "presentation", "instance", "amendements", "candidatures",
        "publique",
    ]

    func add(to table: inout RouteTable) {
        let desk = "/poles/:slug/pilotage/assemblees"
        table.get("\(desk)", .prepareAssembly, on: .hub, use: list)
        table.get("\(desk)/nouvelle", .prepareAssembly, on: .hub, use: new)
        table.post("\(desk)", .prepareAssembly, on: .hub, use: create)
        table.get("\(desk)/:id", .prepareAssembly, on: .assembly, use: show)
        table.get("\(desk)/:id/modification", .prepareAssembly, on: .assembly, use: form)
        table.post("\(desk)/:id/modification", .prepareAssembly, on: .assembly, use: edit)
        table.post("\(desk)/:id/annulation", .prepareAssembly, on: .assembly, use: cancel)
        table.post("\(desk)/:id/copie", .prepareAssembly, on: .assembly, use: duplicate)
        table.post("\(desk)/:id/seconde", .prepareAssembly, on: .assembly, use: second)
        table.get("\(desk)/:id/siegent", .prepareAssembly, on: .assembly, use: seated)
        table.post("\(desk)/:id/siegent", .prepareAssembly, on: .assembly, use: seat)
    }

    @Sendable private func list(request: Request, context: WebContext) async throws -> Reply {
        let hub = try await door.hub(context)
        let all = try await assemblies.assemblies(of: hub.id)
        return Reply(assemblyListPage(hub, all, today: context.today), in: context)
    }

    @Sendable private func new(request: Request, context: WebContext) async throws -> Reply {
        let hub = try await door.hub(context)
        let state = FormState(values: ["sorte": "ordinaire", "publique": "oui"])
        return Reply(try await formPage(hub, nil, state, context), in: context)
    }

    @Sendable private func create(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await door.hub(context)
        var created: ID<Assembly>?
        return try await context.submit(
            then: "/poles/\(hub.slug)/pilotage/assemblees/\(created?.rawValue ?? 0)"
        ) {
            created = try await assemblies.create(
                AssemblyDraft(form), in: hub.id, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await formPage(hub, nil, .refused(refusal, values: form.values(Self.fields)), context)
        }
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let dossier = try await door.dossier(context)
        return Reply(
            assemblyDeskPage(dossier, FormState(), done: request.query("fait"), token: context.visitor.token),
            in: context)
    }

    @Sendable private func form(request: Request, context: WebContext) async throws -> Reply {
        let dossier = try await door.dossier(context)
        let state = FormState(values: AssemblyDraft.values(of: dossier.assembly))
        return Reply(try await formPage(dossier.hub, dossier, state, context), in: context)
    }

    @Sendable private func edit(_ form: Form, context: WebContext) async throws -> Response {
        let dossier = try await door.dossier(context)
        return try await context.submit(then: dossier.path) {
            try await assemblies.edit(
                dossier.assembly.id, of: dossier.hub.id, AssemblyDraft(form), actor: context.actor, at: context.now)
        } refused: { refusal in
            try await formPage(dossier.hub, dossier, .refused(refusal, values: form.values(Self.fields)), context)
        }
    }

    @Sendable private func cancel(_ form: Form, context: WebContext) async throws -> Response {
        try await act(form, context, done: "annulee") { dossier in
            try await assemblies.cancel(
                dossier.assembly.id, of: dossier.hub.id, reason: form.text("motif"), actor: context.actor,
                at: context.now)
        }
    }

    @Sendable private func duplicate(_ form: Form, context: WebContext) async throws -> Response {
        let dossier = try await door.dossier(context)
        let copy = try await copies.duplicate(
            dossier.assembly.id, of: dossier.hub.id, actor: context.actor, at: context.now)
        return .redirect(
            to: "/poles/\(dossier.hub.slug)/pilotage/assemblees/\(copy.rawValue)/modification", type: .normal)
    }

    @Sendable private func second(_ form: Form, context: WebContext) async throws -> Response {
        let dossier = try await door.dossier(context)
        var created: ID<Assembly>?
        return try await context.submit(
            then: "/poles/\(dossier.hub.slug)/pilotage/assemblees/\(created?.rawValue ?? 0)"
        ) {
            created = try await copies.secondCall(
                of: dossier.assembly.id, in: dossier.hub.id, actor: context.actor, at: context.now)
        } refused: { refusal in
            assemblyDeskPage(dossier, .refused(refusal, values: [:]), done: "", token: context.visitor.token)
        }
    }

    @Sendable private func seated(request: Request, context: WebContext) async throws -> Reply {
        Reply(try await seatedPage(context, FormState()), in: context)
    }

    @Sendable private func seat(_ form: Form, context: WebContext) async throws -> Response {
        let dossier = try await door.dossier(context)
        return try await context.submit(then: dossier.path) {
            let chosen = Set(form.all("siege").compactMap(ID<Organisation>.init))
            try await copies.seat(
                chosen, at: dossier.assembly.id, of: dossier.hub.id, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await seatedPage(context, .refused(refusal, values: [:]))
        }
    }

    private func seatedPage(_ context: WebContext, _ state: FormState) async throws -> PageContent {
        let dossier = try await door.dossier(context)
        guard dossier.assembly.kind.isOfBody else { throw NotFound() }
        let members = try await copies.members(of: dossier.assembly, on: context.today)
        return assemblySeatPage(dossier, members, state, token: context.visitor.token)
    }

    private func formPage(
        _ hub: Hub, _ dossier: AssemblyDossier?, _ state: FormState, _ context: WebContext
    ) async throws -> PageContent {
        let bodies: [GoverningBody]
        if let dossier {
            bodies = dossier.statutes.bodies
        } else {
            bodies = try await copies.bodies(of: hub.id, on: context.today)
        }
        return assemblyFormPage(hub, dossier, bodies: bodies, state, token: context.visitor.token)
    }

    private func act(
        _ form: Form, _ context: WebContext, done: String, _ work: (AssemblyDossier) async throws -> Void
    ) async throws -> Response {
        let dossier = try await door.dossier(context)
        return try await context.submit(then: "\(dossier.path)?fait=\(done)") {
            try await work(dossier)
        } refused: { refusal in
            assemblyDeskPage(
                dossier, .refused(refusal, values: form.values(["motif"])), done: "", token: context.visitor.token)
        }
    }
}

extension AssemblyDraft {
    init(_ form: Form) {
        self.init(
            kind: Assembly.Kind(rawValue: form.text("sorte")), title: form.line("titre"), date: form.line("date"),
            startsAt: form.line("heure"), amendmentsUntil: form.line("amendements"),
            candidaciesUntil: form.line("candidatures"), place: form.line("lieu"), onlineAddress: form.line("lien"),
            introduction: form.text("presentation"), bodyKey: form.line("instance"),
            isPublic: form["publique"] == "oui")
    }

    static func values(of assembly: Assembly) -> [String: String] {
        [
            "sorte": assembly.kind.rawValue, "titre": assembly.title, "date": assembly.date?.description ?? "",
            "heure": assembly.startsAt?.description ?? "", "lieu": assembly.place, "lien": assembly.onlineAddress,
            "presentation": assembly.introduction, "instance": assembly.bodyKey ?? "",
            "amendements": assembly.amendmentsUntil?.description ?? "",
            "candidatures": assembly.candidaciesUntil?.description ?? "",
            "publique": assembly.isPublic ? "oui" : "",
        ]
    }
}
