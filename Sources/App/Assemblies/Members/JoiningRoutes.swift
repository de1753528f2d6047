import Domain
import Foundation
import Hummingbird

/// Asking to join a hub, and following the request by its link.
struct JoiningRoutes {
    let joining: JoiningStore
    let hubs: HubStore
    let records: JoiningPrefillStore
    let documents: DocumentStore
    let throttle: RecordThrottle

    private static let fields = [
        "organisation", "nom", "famille", "siren", "commune", "activite", "salaries", "budget", "collectivite",
        "motivation", "apporte", "attend", "titulaire", "titulaire-courriel", "suppleant", "suppleant-courriel",
        "contact", "fonction", "courriel",
    ]

    func add(to table: inout RouteTable) {
        let path = "/poles/:slug/adherer"
        table.get("\(path)", .askToJoin, use: show)
        table.post("\(path)", .askToJoin, use: ask)
        table.get("\(path)/envoi", .askToJoin) { _, context in
            Reply(joiningSentPage(try await hubs.named(context)), in: context)
        }
        table.get("\(path)/suivi", .askToJoin, use: follow)
        table.post("\(path)/confirmation", .askToJoin, use: confirm)
        table.post("\(path)/reponse", .askToJoin, use: answer)
        table.post("\(path)/pieces", .askToJoin, use: join)
        table.post("\(path)/retrait", .askToJoin, use: withdraw)
    }

    @Sendable private func show(request: Request, context: WebContext) async throws -> Reply {
        let hub = try await hubs.named(context)
        var values = try await records.values(
            slug: request.query("organisation"), person: context.visitor.subject.person)
        let family = Family(rawValue: request.query("famille"))
        if let family { values["famille"] = family.rawValue }
        return Reply(try await page(hub, FormState(values: values), context), in: context)
    }

    private func page(_ hub: Hub, _ state: FormState, _ context: WebContext) async throws -> PageContent {
        let view = JoiningFormView(
            hub: hub, charter: try await joining.charter(of: hub, on: context.today),
            own: try await records.represented(by: context.visitor.subject, on: context.today),
            isSignedIn: context.visitor.subject.person != nil)
        return joiningPage(view, state, token: context.visitor.token)
    }

    @Sendable private func ask(_ form: Form, context: WebContext) async throws -> Response {
        let hub = try await hubs.named(context)
        return try await context.submit(then: "/poles/\(hub.slug)/adherer/envoi") {
            guard await throttle.proposalsPerClient.allows(context.client.key, at: context.now) else {
                throw HTTPError(.tooManyRequests)
            }
            // What fills the field that people do not see is a machine: it is thanked, and nothing is kept.
            guard form.text("site-web-2").isEmpty else { return }
            let own = try await records.represented(by: context.visitor.subject, on: context.today)
            let chosen = ID<Organisation>(form.line("organisation")).flatMap { id in own.first { $0.id == id }?.id }
            try await joining.ask(
                draft(form, chosen), of: hub, person: context.visitor.subject.person, at: context.now)
        } refused: { refusal in
            let keys = PrincipleKey.allCases.flatMap { ["charte-" + $0.rawValue, "accord-" + $0.rawValue] }
            return try await page(hub, .refused(refusal, values: form.values(Self.fields + keys)), context)
        }
    }

    private func draft(_ form: Form, _ organisation: ID<Organisation>?) -> JoiningDraft {
        let answers = PrincipleKey.allCases.map { ($0, form.text("charte-" + $0.rawValue)) }
        return JoiningDraft(
            organisation: organisation, name: form.line("nom"), family: Family(rawValue: form.text("famille")),
            siren: form.line("siren").filter { !$0.isWhitespace }, town: form.line("commune"),
            summary: form.line("activite"), isPublicBody: form["collectivite"] == "oui",
            employees: form.line("salaries"), budget: form.line("budget"), contactName: form.line("contact"),
            contactRole: form.line("fonction"), contactAddress: form.line("courriel"),
            titularName: form.line("titulaire"), titularAddress: form.line("titulaire-courriel"),
            deputyName: form.line("suppleant"), deputyAddress: form.line("suppleant-courriel"),
            answers: Dictionary(answers) { first, _ in first },
            agreed: Set(PrincipleKey.allCases.filter { form["accord-" + $0.rawValue] == "oui" }),
            motivation: form.text("motivation"), brings: form.text("apporte"), expects: form.text("attend"))
    }

    @Sendable private func follow(request: Request, context: WebContext) async throws -> Reply {
        let hub = try await hubs.named(context)
        let key = Secret(request.query("cle"))
        do {
            let view = try await joining.view(key, of: hub, at: context.now)
            let page = joiningFollowPage(
                view, key: key?.text ?? "", FormState(), maximumUpload: documents.maximumUpload,
                token: context.visitor.token)
            return Reply(page, in: context)
        } catch let refusal as LinkRefusal {
            return Reply(joiningLostPage(hub, refusal.sentence), in: context, status: .unprocessableContent)
        }
    }

    @Sendable private func confirm(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, context) { hub, key in
            try await joining.confirm(key, of: hub, at: context.now)
        }
    }

    @Sendable private func answer(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, context) { hub, key in
            try await joining.answer(key, of: hub, form.text("reponse"), at: context.now)
        }
    }

    @Sendable private func join(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, context) { hub, key in
            guard let upload = form.file("piece") else {
                throw Refused("Choisissez un document.", field: "piece")
            }
            // Only whoever holds a link that opens something may leave a file.
            _ = try await joining.view(key, of: hub, at: context.now)
            try await documents.keeping(upload) { document in
                guard let document else { return }
                try await joining.join(document, to: key, of: hub, at: context.now)
            }
        }
    }

    @Sendable private func withdraw(_ form: Form, context: WebContext) async throws -> Response {
        try await change(form, context) { hub, key in
            try await joining.withdraw(key, of: hub, at: context.now)
        }
    }

    private func change(
        _ form: Form, _ context: WebContext, _ work: (Hub, Secret?) async throws -> Void
    ) async throws -> Response {
        let hub = try await hubs.named(context)
        let key = Secret(form.trimmed("cle"))
        return try await context.submit(then: "/poles/\(hub.slug)/adherer/suivi?cle=\(key?.text ?? "")") {
            try await work(hub, key)
        } refused: { refusal in
            do {
                let view = try await joining.view(key, of: hub, at: context.now)
                return joiningFollowPage(
                    view, key: key?.text ?? "", .refused(refusal, values: form.values(["reponse"])),
                    maximumUpload: documents.maximumUpload, token: context.visitor.token)
            } catch let lost as LinkRefusal {
                return joiningLostPage(hub, lost.sentence)
            }
        }
    }
}
