import Domain
import Foundation
import Hummingbird

/// The charter, of the network or of a hub: for everybody, and at the desk.
struct CharterRoutes {
    let charters: CharterDeskStore
    let hubs: HubStore

    func add(to table: inout RouteTable) {
        table.get("/charte", .readPublic) { request, context in try await show(nil, request, context) }
        table.get("/poles/:slug/charte", .readPublic) { request, context in
            try await show(try await hubs.named(context), request, context)
        }
        desk("/reseau/pilotage/charte", .keepReferences, .keepReferences, .network, &table) { _ in nil }
        desk("/poles/:slug/pilotage/charte", .readHubDesk, .keepMembers, .hub, &table) { context in
            try await hubs.named(context)
        }
        table.post("/poles/:slug/pilotage/charte/reseau", .keepMembers, on: .hub, use: follow)
    }

    private typealias Place = @Sendable (WebContext) async throws -> Hub?

    private func desk(
        _ path: String, _ read: Act, _ write: Act, _ target: Target, _ table: inout RouteTable, place: @escaping Place
    ) {
        table.get("\(path)", read, on: target) { request, context in
            let hub = try await place(context)
            return Reply(try await page(hub, write, FormState(), context), in: context)
        }
        table.get("\(path)/comparaison", read, on: target) { request, context in
            try await compare(try await place(context), request, context)
        }
        table.get("\(path)/ecrire", write, on: target) { request, context in
            try await edit(try await place(context), request, context)
        }
        table.post("\(path)/ecrire", write, on: target) { form, context in
            try await save(try await place(context), form, context)
        }
        table.post("\(path)/:numero/retrait", write, on: target) { form, context in
            let hub = try await place(context)
            guard let number = Int(try context.parameter("numero")) else { throw NotFound() }
            let desk = try await charters.desk(of: hub, on: context.today)
            return try await context.submit(then: desk.path) {
                try await charters.withdraw(number, of: hub?.id, actor: context.actor, at: context.now)
            } refused: { refusal in
                try await page(hub, write, FormState(errors: [Refused(refusal.sentence)]), context)
            }
        }
    }

    private func page(_ hub: Hub?, _ write: Act, _ state: FormState, _ context: WebContext) async throws -> PageContent
    {
        let desk = try await charters.desk(of: hub, on: context.today)
        let mayWrite = context.may(write, to: hub.map { Scope.hub($0.id) })
        return charterDeskPage(desk, state, mayWrite: mayWrite, token: context.visitor.token)
    }

    private func show(_ hub: Hub?, _ request: Request, _ context: WebContext) async throws -> Reply {
        let desk = try await charters.desk(of: hub, on: context.today)
        let asked = request.query("version")
        guard !asked.isEmpty else { return Reply(charterPage(desk, desk.current), in: context) }
        guard let number = Int(asked), let charter = try await charters.charter(number, readableAt: hub?.id) else {
            throw NotFound()
        }
        return Reply(charterPage(desk, charter), in: context)
    }

    private func compare(_ hub: Hub?, _ request: Request, _ context: WebContext) async throws -> Reply {
        let desk = try await charters.desk(of: hub, on: context.today)
        func edition(_ name: String) throws -> CharterEdition {
            guard let number = Int(request.query(name)), let found = desk.worded.first(where: { $0.number == number })
            else {
                throw NotFound()
            }
            return found
        }
        return Reply(
            charterComparisonPage(desk, from: try edition("ancienne"), to: try edition("nouvelle")), in: context)
    }

    private func edit(_ hub: Hub?, _ request: Request, _ context: WebContext) async throws -> Reply {
        let desk = try await charters.desk(of: hub, on: context.today)
        var model = desk.current
        if let number = Int(request.query("modele")) {
            guard let charter = desk.edition(number)?.charter else { throw NotFound() }
            model = charter
        }
        var values = charterValues(model)
        values["depuis"] = context.today.description
        return Reply(charterFormPage(desk, model, FormState(values: values), token: context.visitor.token), in: context)
    }

    private func save(_ hub: Hub?, _ form: Form, _ context: WebContext) async throws -> Response {
        let desk = try await charters.desk(of: hub, on: context.today)
        return try await context.submit(then: desk.path) {
            try await charters.write(draft(form), for: hub?.id, actor: context.actor, at: context.now)
        } refused: { refusal in
            let names = Array(charterValues(desk.current).keys) + ["depuis", "instance", "note"]
            let state = FormState.refused(refusal, values: form.values(names))
            return charterFormPage(desk, desk.current, state, token: context.visitor.token)
        }
    }

    @Sendable private func follow(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hubs.named(context)
        return try await context.submit(then: "/poles/\(hub.slug)/pilotage/charte") {
            try await charters.followNetwork(
                hub.id, from: Day(form.line("reseau-depuis")), decidedBy: form.line("reseau-instance"),
                note: form.line("reseau-note"), actor: context.actor, at: context.now)
        } refused: { refusal in
            let values = form.values(["reseau-depuis", "reseau-instance", "reseau-note"])
            return try await page(hub, .keepMembers, .refused(refusal, values: values), context)
        }
    }

    /// Only what differs from the rule is kept: what the law says today is not frozen in somebody's charter.
    private func draft(_ form: Form) -> CharterDeskStore.Draft {
        let principles = PrincipleKey.allCases.map { (key: PrincipleKey) in
            Charter.Principle(
                key: key, title: form.line("titre-" + key.rawValue), text: form.text("texte-" + key.rawValue),
                source: form.line("source-" + key.rawValue), question: form.line("question-" + key.rawValue))
        }
        let said = PrincipleKey.allCases.flatMap { (key: PrincipleKey) in
            Family.legal.compactMap { (family: Family) -> Charter.Guarantee? in
                let name = "\(key.rawValue)-\(family.rawValue)"
                guard let level = LegalGuarantee.Level(rawValue: form.text("niveau-" + name)) else { return nil }
                let typed = Charter.Guarantee(key, family, level, form.line("garantie-" + name))
                let usual = LegalGuarantee.of(family, on: key)
                return usual.level == level && usual.sentence == typed.sentence ? nil : typed
            }
        }
        return CharterDeskStore.Draft(
            source: form.line("source"), principles: principles, guarantees: said, from: Day(form.line("depuis")),
            decidedBy: form.line("instance"), note: form.line("note"))
    }
}
