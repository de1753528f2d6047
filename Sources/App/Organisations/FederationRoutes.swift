import Domain
import Foundation
import Hummingbird

/// The federations, their public pages and their keeping; branches of an organisation.
struct FederationRoutes {
    let store: FederationStore
    let branches: BranchStore
    let records: RecordStore
    private static let desk = "/reseau/pilotage/reseaux"
    private static let fields = ["nom", "site", "definition", "preuve"]

    func add(to table: inout RouteTable) {
        table.get("/annuaire/reseaux", .readPublic, use: list)
        table.get("/annuaire/reseaux/:code", .readPublic, use: show)
        table.get("/reseau/pilotage/reseaux", .keepReferences, use: showDesk)
        table.post("/reseau/pilotage/reseaux", .keepReferences, use: addOne)
        table.get("/reseau/pilotage/reseaux/:code", .keepReferences, use: showOne)
        table.post("/reseau/pilotage/reseaux/:code", .keepReferences, use: change)
        table.post("/reseau/pilotage/reseaux/:code/retrait", .keepReferences, use: retire)
        table.post("/reseau/pilotage/reseaux/:code/membres", .keepReferences, use: addMember)
        table.post("/reseau/pilotage/reseaux/:code/membres/retrait", .keepReferences, use: removeMember)
        table.get("/annuaire/:slug/rattachement", .editOrganisation, on: .organisation, use: showBranch)
        table.post("/annuaire/:slug/rattachement", .editOrganisation, on: .organisation, use: setBranch)
    }

    @Sendable private func list(request: Request, context: WebContext) async throws -> Reply {
        let all = try await store.all()
        return Reply(federationListPage(all, on: context.today, mayEdit: context.may(.keepReferences)), in: context)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let (federation, members) = try await store.view(context.parameter("code"), on: context.today)
        return Reply(federationPage(federation, members, mayEdit: context.may(.keepReferences)), in: context)
    }

    @Sendable private func showDesk(request: Request, context: WebContext) async throws -> Reply {
        Reply(try await deskPage(FormState(), context), in: context)
    }

    private func deskPage(_ state: FormState, _ context: WebContext) async throws -> PageContent {
        federationDeskPage(try await store.all(), on: context.today, state, token: context.visitor.token)
    }

    @Sendable private func addOne(_ form: Form, context: WebContext) async throws -> Response {
        var slug = ""
        return try await context.submit(then: "\(Self.desk)/\(slug)") {
            slug = try await save(form, nil, context)
        } refused: { refusal in
            try await deskPage(.refused(refusal, values: form.values(Self.fields)), context)
        }
    }

    private func save(_ form: Form, _ slug: String?, _ context: WebContext) async throws -> String {
        try await store.save(
            slug, name: form.text("nom"), website: form.text("site"), definition: form.text("definition"),
            source: form.text("preuve"), actor: context.actor, at: context.now)
    }

    @Sendable private func showOne(request: Request, context: WebContext) async throws -> Reply {
        Reply(try await editPage(nil, FormState(), context), in: context)
    }

    private func editPage(_ state: FormState?, _ member: FormState, _ context: WebContext) async throws -> PageContent {
        let (federation, members) = try await store.view(context.parameter("code"), on: context.today)
        let values = [
            "nom": federation.name, "site": federation.website, "definition": federation.definition,
            "preuve": federation.source,
        ]
        return federationEditPage(
            federation, members, state ?? FormState(values: values), member: member, token: context.visitor.token)
    }

    @Sendable private func change(_ form: Form, context: WebContext) async throws -> Response {
        let code = try context.parameter("code")
        return try await context.submit(then: "\(Self.desk)/\(code)") {
            _ = try await save(form, code, context)
        } refused: { refusal in
            try await editPage(.refused(refusal, values: form.values(Self.fields)), FormState(), context)
        }
    }

    @Sendable private func retire(_ form: Form, context: WebContext) async throws -> Response {
        let code = try context.parameter("code")
        return try await context.submit(then: "\(Self.desk)/\(code)") {
            let day = form.text("fin").isEmpty ? nil : Day(form.text("fin"))
            guard day != nil || form.text("fin").isEmpty else {
                throw Refused("Donnez un jour, par exemple 2026-06-01, ou rien pour le rétablir.", field: "fin")
            }
            try await store.retire(code, on: day, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await editPage(nil, .refused(refusal, values: form.values(["fin"])), context)
        }
    }

    @Sendable private func addMember(_ form: Form, context: WebContext) async throws -> Response {
        try await setMember(form, true, context)
    }

    @Sendable private func removeMember(_ form: Form, context: WebContext) async throws -> Response {
        try await setMember(form, false, context)
    }

    private func setMember(_ form: Form, _ belongs: Bool, _ context: WebContext) async throws -> Response {
        let code = try context.parameter("code")
        return try await context.submit(then: "\(Self.desk)/\(code)#membres") {
            try await store.set(
                form.text("organisation"), belongs: belongs, to: code, actor: context.actor, at: context.now)
        } refused: { refusal in
            try await editPage(nil, .refused(refusal, values: form.values(["organisation"])), context)
        }
    }

    @Sendable private func showBranch(request: Request, context: WebContext) async throws -> Reply {
        Reply(try await branchPage(nil, context), in: context)
    }

    private func branchPage(_ state: FormState?, _ context: WebContext) async throws -> PageContent {
        guard let view = try await records.view(slug: context.parameter("slug"), on: context.today) else {
            throw NotFound()
        }
        let values = [
            "antenne_de": view.branches.parent?.name ?? "",
            "collectif": view.line.sheet[.existence] == "collectif" ? "oui" : "",
        ]
        return branchEditPage(view, state ?? FormState(values: values), token: context.visitor.token)
    }

    @Sendable private func setBranch(_ form: Form, context: WebContext) async throws -> Response {
        let slug = try context.parameter("slug")
        return try await context.submit(then: "/annuaire/\(slug)") {
            guard let view = try await records.view(slug: slug, on: context.today) else { throw NotFound() }
            try await branches.set(
                slug, parent: form.text("antenne_de"), isCollective: form.text("collectif") == "oui",
                from: context.origin(of: view.line.id), actor: context.actor, at: context.now)
        } refused: { refusal in
            try await branchPage(.refused(refusal, values: form.values(["antenne_de", "collectif"])), context)
        }
    }
}
