import Domain
import Foundation
import Hummingbird

/// Whose object an act is done to, found from the address.
enum Target: String, Sendable {
    /// Nothing in particular, or the network as a whole.
    case network
    /// The hub named by `:slug`.
    case hub
    /// The assembly `:id` of the hub `:slug`: another hub's is not found there.
    case assembly
    /// The published organisation named by `:slug`, and the hubs that it takes part in.
    case organisation
}

/// One door of the program, as the authorisation matrix sees it.
struct Endpoint: Sendable, Hashable {
    let method: String
    let path: String
    let act: Act
    let target: Target
}

/// The visitor must sign in first; a GET leads to the sign-in page and back.
struct SignInFirst: Error {}
/// The visitor's roles do not open this.
struct Forbidden: Error {}

/// The only way to add a route: each names the act it is, and the table of who may do it decides before the handler runs.
struct RouteTable {
    let router: Router<WebContext>
    /// The hub that a slug names, or nil.
    let hub: @Sendable (String) async throws -> ID<Hub>?
    /// The places that an organisation's slug names on a day: itself and its hubs; nil when there is no such record.
    let organisation: @Sendable (String, Day) async throws -> Set<Scope>?
    /// Whether the hub has this assembly.
    let assembly: @Sendable (ID<Assembly>, ID<Hub>) async throws -> Bool
    let forms: FormReader
    /// The address in the settings, which forms must come from.
    let base: URL?
    private(set) var endpoints: [Endpoint] = []

    init(
        router: Router<WebContext>, forms: FormReader, base: URL?,
        hub: @escaping @Sendable (String) async throws -> ID<Hub>?,
        organisation: @escaping @Sendable (String, Day) async throws -> Set<Scope>?,
        assembly: @escaping @Sendable (ID<Assembly>, ID<Hub>) async throws -> Bool
    ) {
        (self.router, self.forms, self.base, self.hub, self.organisation) = (router, forms, base, hub, organisation)
        self.assembly = assembly
    }

    mutating func get<R: ResponseGenerator>(
        _ path: RouterPath, _ act: Act, on target: Target = .network,
        use handler: @escaping @Sendable (Request, WebContext) async throws -> R
    ) {
        endpoints.append(Endpoint(method: "GET", path: path.description, act: act, target: target))
        let (admit, find) = (admission(act, target), presence(target))
        let answer: @Sendable (Request, WebContext) async throws -> Response = { request, context in
            try await admit(context)
            try await find(context)
            return try await handler(request, context).response(from: request, context: context)
        }
        router.get(path, use: answer)
        router.head(path, use: answer)
    }

    /// Reads the form, checks that it comes from one of our own pages, then hands it over.
    mutating func post(
        _ path: RouterPath, _ act: Act, on target: Target = .network,
        use handler: @escaping @Sendable (Form, WebContext) async throws -> Response
    ) {
        endpoints.append(Endpoint(method: "POST", path: path.description, act: act, target: target))
        let (admit, find) = (admission(act, target), presence(target))
        let (forms, base) = (forms, base)
        router.post(path) { request, context in
            try await admit(context)
            // Before the body is read: a form of another site is not worth the disk.
            try CSRF.checkOrigin(request.headers, authority: request.head.authority, base: base)
            return try await forms.read(request, context) { form in
                try CSRF.checkToken(form[CSRF.field], expected: context.visitor.token)
                try await find(context)
                return try await handler(form, context)
            }
        }
    }

    private func admission(_ act: Act, _ target: Target) -> @Sendable (WebContext) async throws -> Void {
        let (hub, organisation) = (hub, organisation)
        return { context in
            var places: Set<Scope> = []
            switch target {
            case .network: break
            case .hub, .assembly:
                guard let id = try await hub(context.parameters.require("slug")) else { throw NotFound() }
                places = [.hub(id)]
            case .organisation:
                let slug = try context.parameters.require("slug")
                guard let found = try await organisation(slug, context.today) else { throw NotFound() }
                places = found
            }
            switch AccessMatrix.decision(act, within: places, by: context.visitor.subject, on: context.today) {
            case .allowed: return
            case .signInFirst: throw SignInFirst()
            case .refused: throw Forbidden()
            }
        }
    }

    /// After the decision, and after the form was found ours: whoever may not enter learns nothing of what is there.
    private func presence(_ target: Target) -> @Sendable (WebContext) async throws -> Void {
        let (hub, assembly) = (hub, assembly)
        return { context in
            guard target == .assembly else { return }
            guard let host = try await hub(context.parameters.require("slug")),
                try await assembly(context.id(), host)
            else { throw NotFound() }
        }
    }
}

extension WebContext {
    /// Post, redirect, get: success moves on to `path`, a refusal shows the page again with its sentence (422).
    func submit(
        then path: @autoclosure () -> String, _ work: () async throws -> Void,
        refused page: (any Refusal) async throws -> PageContent
    ) async throws -> Response {
        do {
            try await work()
            return .redirect(to: path(), type: .normal)
        } catch let refusal as any Refusal {
            return try await refuse(refusal, page)
        } catch  where isConstraint(error) {
            // A check of the database that no sentence came before: the person gets one all the same, the log the fault.
            Log.fault(error, id: id, path: frame.path)
            return try await refuse(unkept, page)
        }
    }

    private func refuse(
        _ refusal: any Refusal, _ page: (any Refusal) async throws -> PageContent
    ) async throws -> Response {
        Reply(try await page(refusal), in: self, status: .unprocessableContent).plainResponse
    }
}
