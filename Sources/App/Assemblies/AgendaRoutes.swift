import Domain
import Foundation
import HTTPTypes
import Hummingbird

/// The agenda of an assembly: points, their order, their documents.
struct AgendaRoutes {
    let door: AssemblyDoor
    let agenda: AgendaStore
    let assemblies: AssemblyStore
    let documents: DocumentStore

    static let fields = [
        "sorte", "titre", "texte", "regles", "instance", "sieges", "methode", "secret", "duree",
    ]

    func add(to table: inout RouteTable) {
        let path = "/poles/:slug/pilotage/assemblees/:id"
        table.get("\(path)/ordre-du-jour", .prepareAssembly, on: .assembly, use: show)
        table.post("\(path)/ordre-du-jour", .prepareAssembly, on: .assembly, use: add)
        table.post("\(path)/ordre-du-jour/copie", .prepareAssembly, on: .assembly, use: copy)
        table.get("\(path)/ordre-du-jour/:point", .prepareAssembly, on: .assembly, use: form)
        table.post("\(path)/ordre-du-jour/:point", .prepareAssembly, on: .assembly, use: edit)
        table.post("\(path)/ordre-du-jour/:point/deplacement", .prepareAssembly, on: .assembly, use: move)
        table.post("\(path)/ordre-du-jour/:point/retrait", .prepareAssembly, on: .assembly, use: remove)
        table.post("\(path)/ordre-du-jour/:point/pieces", .prepareAssembly, on: .assembly, use: attach)
        table.get("\(path)/pieces/:piece", .prepareAssembly, on: .assembly, use: download)
        table.post("\(path)/pieces/:piece/retrait", .prepareAssembly, on: .assembly, use: detach)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let state = FormState(values: ["sorte": "deliberation"])
        return Reply(try await page(context, state), in: context)
    }

    @Sendable private func add(_ form: Form, context: WebContext) async throws -> Response {
        try await act(context, form.values(Self.fields)) { dossier in
            try await agenda.add(
                AgendaDraft(form), to: dossier.assembly.id, of: dossier.hub.id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func copy(_ form: Form, context: WebContext) async throws -> Response {
        try await act(context) { dossier in
            guard let other = ID<Assembly>(form.text("modele")) else {
                throw Refused("Choisissez l’assemblée dont l’ordre du jour est repris.", field: "modele")
            }
            try await agenda.copy(
                from: other, to: dossier.assembly.id, of: dossier.hub.id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func form(request: Request, context: WebContext) async throws -> Reply {
        let (dossier, item) = try await point(context)
        let state = FormState(values: AgendaDraft.values(of: item))
        return Reply(
            agendaItemPage(dossier, item, state, maximum: documents.maximumUpload, token: context.visitor.token),
            in: context)
    }

    @Sendable private func edit(_ form: Form, context: WebContext) async throws -> Response {
        let (dossier, item) = try await point(context)
        return try await context.submit(then: "\(dossier.path)/ordre-du-jour#point-\(item.position)") {
            try await agenda.edit(
                item.id, AgendaDraft(form), of: dossier.assembly.id, in: dossier.hub.id, actor: context.actor,
                at: context.now)
        } refused: { refusal in
            agendaItemPage(
                dossier, item, .refused(refusal, values: form.values(Self.fields)), maximum: documents.maximumUpload,
                token: context.visitor.token)
        }
    }

    @Sendable private func move(_ form: Form, context: WebContext) async throws -> Response {
        let id: ID<AgendaItem> = try context.id("point")
        return try await act(context) { dossier in
            try await agenda.move(
                id, by: form["sens"] == "haut" ? -1 : 1, of: dossier.assembly.id, in: dossier.hub.id,
                actor: context.actor, at: context.now)
        }
    }

    @Sendable private func remove(_ form: Form, context: WebContext) async throws -> Response {
        let id: ID<AgendaItem> = try context.id("point")
        return try await act(context) { dossier in
            try await agenda.remove(
                id, of: dossier.assembly.id, in: dossier.hub.id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func attach(_ form: Form, context: WebContext) async throws -> Response {
        let (dossier, item) = try await point(context)
        return try await context.submit(then: "\(dossier.path)/ordre-du-jour/\(item.id)") {
            guard let upload = form.file("piece") else { throw Refused("Choisissez un document.", field: "piece") }
            try await documents.keeping(upload) { document in
                guard let document else { return }
                try await agenda.attach(
                    document, to: item.id, of: dossier.assembly.id, in: dossier.hub.id, actor: context.actor,
                    at: context.now)
            }
        } refused: { refusal in
            agendaItemPage(
                dossier, item, .refused(refusal, values: AgendaDraft.values(of: item)),
                maximum: documents.maximumUpload, token: context.visitor.token)
        }
    }

    @Sendable private func detach(_ form: Form, context: WebContext) async throws -> Response {
        let id: ID<Document> = try context.id("piece")
        return try await act(context) { dossier in
            try await agenda.detach(
                id, of: dossier.assembly.id, in: dossier.hub.id, actor: context.actor, at: context.now)
        }
    }

    @Sendable private func download(request: Request, context: WebContext) async throws -> Response {
        let dossier = try await door.dossier(context)
        let id: ID<Document> = try context.id("piece")
        guard dossier.documents.contains(where: { $0.id == id }) else { throw NotFound() }
        guard let document = try await documents.document(id, of: dossier.hub.id) else { throw NotFound() }
        return try DocumentRoutes(documents: documents).answer(document, request, context)
    }

    private func act(
        _ context: WebContext, _ values: [String: String] = ["sorte": "deliberation"],
        _ work: (AssemblyDossier) async throws -> Void
    ) async throws -> Response {
        let dossier = try await door.dossier(context)
        return try await context.submit(then: dossier.path + "/ordre-du-jour") {
            try await work(dossier)
        } refused: { refusal in
            try await page(context, .refused(refusal, values: values))
        }
    }

    private func page(_ context: WebContext, _ state: FormState) async throws -> PageContent {
        let dossier = try await door.dossier(context)
        let others = try await assemblies.assemblies(of: dossier.hub.id).filter { $0.id != dossier.assembly.id }
        return agendaPage(dossier, others: others, state, token: context.visitor.token)
    }

    private func point(_ context: WebContext) async throws -> (AssemblyDossier, AgendaItem) {
        let dossier = try await door.dossier(context)
        let id: ID<AgendaItem> = try context.id("point")
        guard let item = dossier.agenda.first(where: { $0.id == id }) else { throw NotFound() }
        return (dossier, item)
    }
}

extension AgendaDraft {
    init(_ form: Form) {
        self.init(
            kind: AgendaItem.Kind(rawValue: form.text("sorte")), title: form.line("titre"), text: form.text("texte"),
            rulesOf: AssemblyKind(rawValue: form.text("regles")).flatMap {
                [.ordinary, .extraordinary].contains($0) ? $0 : nil
            }, bodyKey: form.line("instance"), seats: form.line("sieges"),
            method: ElectionMethod(rawValue: form.text("methode")), isSecret: form["secret"] == "oui",
            minutes: form.line("duree"))
    }

    static func values(of item: AgendaItem) -> [String: String] {
        [
            "sorte": item.kind.rawValue, "titre": item.title, "texte": item.text,
            "regles": item.rulesOf?.rawValue ?? "", "instance": item.bodyKey ?? "",
            "sieges": item.seats.map(String.init) ?? "", "methode": item.method?.rawValue ?? "",
            "secret": item.isSecret ? "oui" : "", "duree": item.minutes.map(String.init) ?? "",
        ]
    }
}
