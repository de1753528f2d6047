import Domain
import Foundation
import Hummingbird

/// Files that come with the program, before anything is asked of the database.
struct StaticFiles: RouterMiddleware {
    typealias Context = WebContext
    let assets: Assets

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        if let response = assets.response(to: request) { return response }
        return try await next(request, context)
    }
}

/// Puts on the context the time and what every page needs.
struct Visit: RouterMiddleware {
    typealias Context = WebContext
    let services: Services

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.now = services.now()
        context.mark = services.changes?.value()
        context.client = Client(
            key: ClientAddress.key(
                request.headers, remote: context.remoteAddress, trustedProxies: services.configuration.trustedProxies),
            agent: request.headers[.userAgent] ?? "",
            cookie: services.cookie.session(in: request.headers))
        let newVisit = try await recognise(request, &context)
        let words = try await services.frameSettings.words(at: context.mark)
        var frame = Frame(assets: services.assets)
        frame.networkName = words.networkName ?? frame.networkName
        frame.isFictional = words.isFictional
        frame.visitorName = context.visitor.name
        frame.token = context.visitor.token
        frame.mayReadNetworkDesk = context.may(.readNetworkDesk)
        frame.path = request.uri.path
        context.frame = frame
        var response = try await next(request, context)
        if let newVisit { services.cookie.setVisit(newVisit, on: &response) }
        return response
    }

    /// Puts on the context who holds the session's cookie. For a stranger at the door, the mark that ties the forms there to
    /// their browser: one to set when there was none.
    private func recognise(_ request: Request, _ context: inout WebContext) async throws -> Secret? {
        if let secret = context.client.cookie,
            let visitor = try await services.sessions.visitor(secret, at: context.now)
        {
            context.visitor = visitor
            return nil
        }
        if let visit = services.cookie.visit(in: request.headers) {
            context.visitor.token = CSRF.token(for: visit)
            return nil
        }
        guard request.method == .get, Self.isDoor(request.uri.path) else { return nil }
        let visit = Secret()
        context.visitor.token = CSRF.token(for: visit)
        return visit
    }

    /// The pages with forms for people who have not signed in.
    private static let doors = [
        "/connexion", "/inscription", "/lien", "/fiche", "/fiche/rappels", "/propositions/nouvelle",
        "/alertes/nouvelle", "/alertes/confirmation", "/alertes/arret", "/convocation", "/vote",
        "/demarche/voix/confirmation", "/demarche/voix/arret", "/enquete", "/enquete/refus",
        "/candidature",
    ]

    private static func isDoor(_ path: String) -> Bool {
        if doors.contains(path) { return true }
        if path.hasPrefix("/poles/") {
            return ["/adherer", "/adherer/suivi", "/telephone", "/demarche/voix", "/enquete", "/candidature"].contains {
                path.hasSuffix($0)
            }
        }
        if path.hasPrefix("/dossiers/") { return path.hasSuffix("/remarques") }
        return path.hasPrefix("/annuaire/") && (path.hasSuffix("/acces") || path.hasSuffix("/proposition"))
    }
}
