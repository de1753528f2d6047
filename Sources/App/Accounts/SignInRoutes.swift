import Domain
import Foundation
import Hummingbird

/// Coming in and going out.
struct SignInRoutes {
    let services: Services

    private var failures: SignInFailureStore {
        SignInFailureStore(database: services.database, throttle: services.throttle)
    }

    private var passwords: PasswordStore {
        PasswordStore(database: services.database, hasher: services.hasher, letters: services.letters)
    }

    func add(to table: inout RouteTable) {
        table.get("/connexion", .signIn, use: show)
        table.post("/connexion", .signIn, use: signIn)
        table.post("/connexion/lien", .signIn, use: sendLink)
        table.get("/connexion/envoi", .signIn) { _, context in Reply(letterSentPage(), in: context) }
        table.get("/inscription", .signIn) { _, context in Reply(signUpPage(token: context.visitor.token), in: context)
        }
        table.post("/inscription", .signIn, use: signUp)
        table.get("/lien", .signIn, use: showLink)
        table.post("/lien", .signIn, use: useLink)
        table.post("/deconnexion", .manageOwnAccount, use: signOut)
    }

    @Sendable func show(request: Request, context: WebContext) async throws -> Reply {
        Reply(
            signInPage(
                token: context.visitor.token, next: LocalPath(request.query("suite")),
                done: request.query("fait") == "adresse"), in: context)
    }

    @Sendable func signIn(form: Form, context: WebContext) async throws -> Response {
        let next = LocalPath(form["suite"])
        do {
            let secret = try await openSession(form, context)
            return redirect(to: next, with: secret)
        } catch let refusal as any Refusal {
            let state = FormState.refused(refusal, values: form.values)
            let page = signInPage(token: context.visitor.token, next: next, password: state)
            return Reply(page, in: context, status: .unprocessableContent).plainResponse
        }
    }

    /// Tries are counted before the password is looked at, and by what was typed: a known address is not told from another.
    private func openSession(_ form: Form, _ context: WebContext) async throws -> Secret {
        guard let address = MailAddress(form.trimmed("adresse")) else { throw wrongPassword }
        guard await services.throttle.passwordsPerClient.allows(context.client.key, at: context.now) else {
            try await failures.note(.limit, address, at: context.now)
            throw HTTPError(.tooManyRequests)
        }
        guard await services.throttle.passwordsPerAccount.allows(address.text, at: context.now) else {
            try await failures.note(.limit, address, at: context.now)
            throw Refused("Trop d’essais pour cette adresse. Entrez par un lien, ou attendez un quart d’heure.")
        }
        let secret = try await passwords.signIn(
            address, form["mot-de-passe"] ?? "", browser: context.client.browser, replacing: context.client.cookie,
            at: context.now)
        guard let secret else {
            try await failures.note(.password, address, at: context.now)
            throw wrongPassword
        }
        await services.throttle.passwordsPerAccount.forget(address.text)
        return secret
    }

    private var wrongPassword: Refused { Refused("L’adresse ou le mot de passe ne convient pas.", field: "adresse") }

    @Sendable func sendLink(form: Form, context: WebContext) async throws -> Response {
        let next = LocalPath(form["suite"])
        return try await context.submit(then: "/connexion/envoi") {
            let address = try typedAddress(form)
            guard try await mayWrite(to: address, context) else { return }
            try await services.links.requestSignIn(address, then: next, at: context.now)
        } refused: { refusal in
            signInPage(
                token: context.visitor.token, next: next, link: FormState.refused(refusal, values: form.values))
        }
    }

    @Sendable func signUp(form: Form, context: WebContext) async throws -> Response {
        try await context.submit(then: "/connexion/envoi") {
            let name = PersonName(form["nom"] ?? "")
            let address = MailAddress(form["courriel"] ?? "")
            guard let name, let address else {
                return try RefusedForm.check([
                    name == nil ? AccountForms.badName : nil, address == nil ? AccountForms.badAddress : nil,
                ])
            }
            guard try await mayWrite(to: address, context) else { return }
            try await services.links.requestSignUp(name, address, at: context.now)
        } refused: { refusal in
            signUpPage(token: context.visitor.token, state: FormState.refused(refusal, values: form.values))
        }
    }

    private func typedAddress(_ form: Form) throws -> MailAddress {
        guard let address = MailAddress(form["courriel"] ?? "") else { throw AccountForms.badAddress }
        return address
    }

    /// No: the mailbox has enough letters already, and the page says the same as ever. Throws when one place asks for too many.
    private func mayWrite(to address: MailAddress, _ context: WebContext) async throws -> Bool {
        guard await services.throttle.lettersPerClient.allows(context.client.key, at: context.now) else {
            throw HTTPError(.tooManyRequests)
        }
        return await services.throttle.lettersPerAddress.allows(address.text, at: context.now)
    }

    @Sendable func showLink(request: Request, context: WebContext) async throws -> Reply {
        let key = request.query("cle")
        do {
            let link = try await services.links.usable(Secret(key), at: context.now)
            let next = LocalPath(request.query("suite"))
            return Reply(linkPage(link, key: key, next: next, token: context.visitor.token), in: context)
        } catch let refusal as LinkRefusal {
            return Reply(deadLinkPage(refusal), in: context, status: .gone)
        }
    }

    @Sendable func useLink(form: Form, context: WebContext) async throws -> Response {
        do {
            let outcome = try await services.links.use(
                Secret(form["cle"] ?? ""), browser: context.client.browser, replacing: context.client.cookie,
                at: context.now)
            guard let secret = outcome.session else {
                let isSignedIn = context.visitor.session != nil
                return .redirect(to: isSignedIn ? "/compte?fait=adresse" : "/connexion?fait=adresse", type: .normal)
            }
            let isNew = outcome.purpose != .signIn
            return redirect(to: isNew ? LocalPath("/compte?fait=bienvenue") : LocalPath(form["suite"]), with: secret)
        } catch let refusal as any Refusal {
            try await failures.note(.link, at: context.now)
            return Reply(deadLinkPage(refusal), in: context, status: .gone).plainResponse
        }
    }

    @Sendable func signOut(form: Form, context: WebContext) async throws -> Response {
        if let session = context.visitor.session {
            try await services.sessions.close(session.id, of: session.person, at: context.now)
        }
        var response = Response.redirect(to: "/", type: .normal)
        services.cookie.clearSession(on: &response)
        return response
    }

    private func redirect(to next: LocalPath?, with secret: Secret) -> Response {
        var response = Response.redirect(to: next?.text ?? "/espace", type: .normal)
        services.cookie.setSession(secret, on: &response)
        return response
    }
}

/// What forms about people refuse, in words.
enum AccountForms {
    static let badName = Refused("Écrivez un nom, en 100 caractères au plus.", field: "nom")
    static let badAddress = Refused("Écrivez une adresse de courriel, comme prenom@example.org.", field: "courriel")
}
