import Domain
import Foundation
import Hummingbird

/// Keeping the accounts of the network.
struct PeopleRoutes {
    let services: Services
    private static let root = "/reseau/pilotage/comptes"

    private var people: PeopleStore { PeopleStore(database: services.database, letters: services.letters) }

    func add(to table: inout RouteTable) {
        table.get("/reseau/pilotage/comptes", .manageAccounts, use: list)
        table.get("/reseau/pilotage/comptes.csv", .manageAccounts, use: file)
        table.get("/reseau/pilotage/comptes/invitation", .grantRoles) { request, context in
            let state = FormState(values: ["lieu": request.query("lieu"), "role": request.query("role")])
            return Reply(try await invitation(context, state), in: context)
        }
        table.post("/reseau/pilotage/comptes", .grantRoles, use: invite)
        table.get("/reseau/pilotage/comptes/:id", .manageAccounts) { _, context in
            Reply(try await page(context), in: context)
        }
        table.post("/reseau/pilotage/comptes/:id/roles", .grantRoles, use: grant)
        table.post("/reseau/pilotage/comptes/:id/roles/:role/fin", .grantRoles, use: end)
        table.post("/reseau/pilotage/comptes/:id/suspension", .manageAccounts) { _, context in
            try await change(context) { try await people.suspend($0, by: $1, on: $2, at: $3) }
        }
        table.post("/reseau/pilotage/comptes/:id/retablissement", .manageAccounts) { _, context in
            try await change(context) { try await people.restore($0, by: $1, on: $2, at: $3) }
        }
        table.post("/reseau/pilotage/comptes/:id/lien", .manageAccounts) { _, context in
            try await change(context, then: Self.root + "?fait=lien") {
                try await people.sendLink($0, by: $1, on: $2, at: $3)
            }
        }
    }

    @Sendable func list(request: Request, context: WebContext) async throws -> Reply {
        let words = String(request.query("q").prefix(100))
        let sorting = Sorting(request.query("tri"), among: peopleSortKeys)
        let found = sorted(try await people.people(matching: words), sorting)
        return Reply(
            peoplePage(found, words: words, sorting: sorting, today: context.today, done: request.query("fait")),
            in: context)
    }

    private func sorted(_ people: [ListedPerson], _ sorting: Sorting) -> [ListedPerson] {
        switch sorting.key {
        case "courriel": sorting.sorted(people) { ($0.person.address?.text ?? "") < ($1.person.address?.text ?? "") }
        case "etat": sorting.sorted(people) { $0.person.state.rawValue < $1.person.state.rawValue }
        case "visite": sorting.sorted(people) { ($0.lastSeenAt ?? .distantPast) < ($1.lastSeenAt ?? .distantPast) }
        default: sorting.sorted(people) { French.slug($0.person.name) < French.slug($1.person.name) }
        }
    }

    @Sendable func file(request: Request, context: WebContext) async throws -> Reply {
        let text = peopleFile(try await people.people(), on: context.today)
        var reply = Reply.download(text, type: "text/csv; charset=utf-8", name: "comptes.csv")
        reply.headers[.cacheControl] = "no-store"
        return reply
    }

    private func invitation(_ context: WebContext, _ state: FormState) async throws -> PageContent {
        invitationPage(
            kinds: kinds(context), places: try await people.places(), token: context.visitor.token, state: state)
    }

    /// The roles that the visitor may give.
    private func kinds(_ context: WebContext) -> [RoleKind] {
        RoleKind.allCases.filter { context.visitor.subject.mayGrant($0, on: context.today) }
    }

    @Sendable func invite(form: Form, context: WebContext) async throws -> Response {
        try await context.submit(then: Self.root + "?fait=lien") {
            let name = PersonName(form["nom"] ?? "")
            let address = MailAddress(form["courriel"] ?? "")
            guard let name, let address else {
                return try RefusedForm.check([
                    name == nil ? AccountForms.badName : nil, address == nil ? AccountForms.badAddress : nil,
                ])
            }
            let grant = form.trimmed("role").isEmpty ? nil : try RoleForm.grant(form, today: context.today)
            _ = try await people.invite(
                name, address, as: grant, by: context.visitor.subject, on: context.today, at: context.now)
        } refused: { refusal in
            try await invitation(context, .refused(refusal, values: form.values))
        }
    }

    private func page(
        _ context: WebContext, state: FormState = FormState(), refusal: (any Refusal)? = nil
    ) async throws -> PageContent {
        let account = try await people.person(try context.id(), at: context.now)
        let held = account.roles.map(\.role).filter { $0.isHeld(on: context.today) }.map(\.kind)
        return personPage(
            account, kinds: kinds(context), places: try await people.places(),
            mayManage: context.visitor.subject.mayManageAccount(holding: held, on: context.today),
            today: context.today, token: context.visitor.token, state: state, refusal: refusal)
    }

    @Sendable func grant(form: Form, context: WebContext) async throws -> Response {
        let id: ID<Person> = try context.id()
        return try await context.submit(then: "\(Self.root)/\(id)") {
            let grant = try RoleForm.grant(form, today: context.today)
            try await people.grant(grant, to: id, by: context.visitor.subject, on: context.today, at: context.now)
        } refused: { refusal in
            try await page(context, state: .refused(refusal, values: form.values))
        }
    }

    @Sendable func end(form: Form, context: WebContext) async throws -> Response {
        let role: ID<Role> = try context.id("role")
        return try await change(context) { try await people.end(role, of: $0, by: $1, on: $2, at: $3) }
    }

    private func change(
        _ context: WebContext, then path: String? = nil, _ work: (ID<Person>, Subject, Day, Date) async throws -> Void
    ) async throws -> Response {
        let id: ID<Person> = try context.id()
        return try await context.submit(then: path ?? "\(Self.root)/\(id)") {
            try await work(id, context.visitor.subject, context.today, context.now)
        } refused: { refusal in
            try await page(context, refusal: refusal)
        }
    }
}

/// The part of a form that gives a role.
enum RoleForm {
    static func grant(_ form: Form, today: Day) throws -> PeopleStore.Grant {
        guard let kind = RoleKind(rawValue: form.trimmed("role")) else {
            throw Refused("Choisissez un rôle.", field: "role")
        }
        guard let scope = scope(form.trimmed("lieu")) else { throw Refused("Choisissez un lieu.", field: "lieu") }
        let until = form.trimmed("au")
        return PeopleStore.Grant(
            kind: kind, scope: scope, from: try day(form, "du") ?? today,
            until: until.isEmpty ? nil : try day(form, "au"))
    }

    private static func day(_ form: Form, _ field: String) throws -> Day? {
        let text = form.trimmed(field)
        guard !text.isEmpty else { return nil }
        guard let day = Day(text) else { throw Refused("Écrivez un jour, comme 2026-03-01.", field: field) }
        return day
    }

    /// `reseau`, `pole/3`, `organisation/7`.
    static func scope(_ text: String) -> Scope? {
        if text == "reseau" { return .network }
        let halves = text.split(separator: "/")
        guard halves.count == 2 else { return nil }
        switch halves[0] {
        case "pole": return ID<Hub>(String(halves[1])).map(Scope.hub)
        case "organisation": return ID<Organisation>(String(halves[1])).map(Scope.organisation)
        default: return nil
        }
    }
}
