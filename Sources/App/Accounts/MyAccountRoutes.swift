import Domain
import Foundation
import Hummingbird

/// A person and their own account.
struct MyAccountRoutes {
    let services: Services

    private var accounts: MyAccountStore { MyAccountStore(database: services.database, letters: services.letters) }
    private var passwords: PasswordStore {
        PasswordStore(database: services.database, hasher: services.hasher, letters: services.letters)
    }

    func add(to table: inout RouteTable) {
        table.get("/compte", .manageOwnAccount) { request, context in
            Reply(try await page(context, done: request.query("fait")), in: context)
        }
        table.post("/compte/nom", .manageOwnAccount, use: rename)
        table.post("/compte/courriel", .manageOwnAccount, use: changeAddress)
        table.post("/compte/mot-de-passe", .manageOwnAccount, use: changePassword)
        table.post("/compte/sessions/fermeture", .manageOwnAccount, use: closeOthers)
        table.post("/compte/sessions/:id/fermeture", .manageOwnAccount, use: closeOne)
        table.get("/compte/donnees.json", .manageOwnAccount, use: export)
        table.get("/compte/effacement", .manageOwnAccount) { _, context in
            Reply(erasurePage(token: context.visitor.token), in: context)
        }
        table.post("/compte/effacement", .manageOwnAccount, use: erase)
    }

    private func session(_ context: WebContext) throws -> Session {
        guard let session = context.visitor.session else { throw SignInFirst() }
        return session
    }

    private func page(
        _ context: WebContext, refused: (MyAccountForm, FormState)? = nil, done: String = ""
    ) async throws -> PageContent {
        let session = try session(context)
        return myAccountPage(
            try await accounts.account(session.person, at: context.now), current: session, today: context.today,
            token: context.visitor.token, refused: refused, done: done)
    }

    @Sendable func rename(form: Form, context: WebContext) async throws -> Response {
        let person = try session(context).person
        return try await context.submit(then: "/compte?fait=nom") {
            guard let name = PersonName(form["nom"] ?? "") else { throw AccountForms.badName }
            try await accounts.rename(person, to: name, at: context.now)
        } refused: { refusal in
            try await page(context, refused: (.name, .refused(refusal, values: form.values)))
        }
    }

    @Sendable func changeAddress(form: Form, context: WebContext) async throws -> Response {
        let session = try session(context)
        return try await context.submit(then: "/compte?fait=courriel") {
            guard let address = MailAddress(form["courriel"] ?? "") else { throw AccountForms.badAddress }
            try await checkOwner(session, form["actuel"], field: "actuel", context)
            guard await services.throttle.lettersPerAddress.allows(address.text, at: context.now) else {
                throw Refused(
                    "Trop de messages sont déjà partis vers cette adresse. Attendez une heure.", field: "courriel")
            }
            try await accounts.requestAddressChange(session.person, to: address, at: context.now)
        } refused: { refusal in
            try await page(context, refused: (.address, .refused(refusal, values: form.values)))
        }
    }

    @Sendable func changePassword(form: Form, context: WebContext) async throws -> Response {
        let session = try session(context)
        do {
            try await checkOwner(session, form["ancien"], field: "ancien", context)
            let secret = try await passwords.setPassword(form["nouveau"] ?? "", session: session, at: context.now)
            var response = Response.redirect(to: "/compte?fait=mot-de-passe", type: .normal)
            services.cookie.setSession(secret, on: &response)
            return response
        } catch let refusal as any Refusal {
            let content = try await page(context, refused: (.password, .refused(refusal, values: form.values)))
            return Reply(content, in: context, status: .unprocessableContent).plainResponse
        }
    }

    /// Somebody else at an open screen must not make off with the account, nor try passwords there for ever.
    private func checkOwner(_ session: Session, _ password: String?, field: String, _ context: WebContext) async throws
    {
        let key = "compte/\(session.person)"
        guard await services.throttle.passwordsPerAccount.allows(key, at: context.now) else {
            throw Refused("Trop d’essais. Attendez un quart d’heure.", field: field)
        }
        do {
            try await passwords.checkOwner(session, password: password ?? "", at: context.now)
            await services.throttle.passwordsPerAccount.forget(key)
        } catch let refused as Refused {
            throw Refused(refused.sentence, field: field)
        }
    }

    @Sendable func closeOthers(form: Form, context: WebContext) async throws -> Response {
        let session = try session(context)
        try await services.sessions.closeAll(of: session.person, except: session.id, at: context.now)
        return .redirect(to: "/compte?fait=sessions", type: .normal)
    }

    @Sendable func closeOne(form: Form, context: WebContext) async throws -> Response {
        let person = try session(context).person
        try await services.sessions.close(try context.id(), of: person, at: context.now)
        return .redirect(to: "/compte?fait=sessions", type: .normal)
    }

    @Sendable func export(request: Request, context: WebContext) async throws -> Reply {
        let data = try await accounts.export(try session(context).person, at: context.now)
        var reply = Reply.download(try data.json(), type: "application/json; charset=utf-8", name: "mes-donnees.json")
        reply.headers[.cacheControl] = "no-store"
        return reply
    }

    @Sendable func erase(form: Form, context: WebContext) async throws -> Response {
        let person = try session(context).person
        var response = try await context.submit(then: "/") {
            guard form["certain"] == "oui" else {
                throw Refused("Cochez la case pour confirmer : l’effacement est définitif.", field: "certain")
            }
            try await accounts.erase(person, on: context.today, by: context.actor, at: context.now)
        } refused: { refusal in
            erasurePage(token: context.visitor.token, state: .refused(refusal, values: form.values))
        }
        if response.status == .seeOther { services.cookie.clearSession(on: &response) }
        return response
    }
}
