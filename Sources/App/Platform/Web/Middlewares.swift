import Foundation
import HTTPTypes
import Hummingbird
import Synchronization

/// Headers that every answer carries: nothing from elsewhere, nothing inline, no framing.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = WebContext
    let isSecure: Bool
    private let policy: String

    /// `imageHost` is the one other host that images may come from: the administrator's tile server.
    init(isSecure: Bool, imageHost: String? = nil) {
        (self.isSecure, policy) = (isSecure, Self.policy(imageHost: imageHost))
    }

    static let policy = policy(imageHost: nil)

    static func policy(imageHost: String?) -> String {
        [
            "default-src 'none'", "style-src 'self'", "script-src 'self'",
            "img-src 'self'\(imageHost.map { " " + $0 } ?? "")", "connect-src 'self'",
            "manifest-src 'self'", "form-action 'self'", "base-uri 'none'", "object-src 'none'",
            "frame-ancestors 'none'",
        ].joined(separator: "; ")
    }

    /// For the few pages that are made to stand in a frame of another site: without account, without any form that writes.
    static let framed = policy.replacing("frame-ancestors 'none'", with: "frame-ancestors *")

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] = policy
        }
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "same-origin"
        response.headers[.crossOriginOpenerPolicy] = "same-origin"
        response.headers[.permissionsPolicy] = "camera=(), microphone=(), geolocation=(), payment=()"
        if isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        return response
    }
}

/// A HEAD has the headers of the GET and no body, whoever answered: a handler, a file, an error page.
struct Heads: RouterMiddleware {
    typealias Context = WebContext

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        let response = try await next(request, context)
        guard request.method == .head else { return response }
        return Response(status: response.status, headers: response.headers)
    }
}

extension HTTPField.Name {
    static let referrerPolicy = HTTPField.Name("Referrer-Policy") ?? .contentType
    static let crossOriginOpenerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy") ?? .contentType
    static let permissionsPolicy = HTTPField.Name("Permissions-Policy") ?? .contentType
    static let link = HTTPField.Name("Link") ?? .contentType
    static let requestID = HTTPField.Name("X-Request-Id") ?? .contentType
}

/// One line of JSON per request, with an id that the answer also carries. No query, no address of the reader.
struct RequestLog: RouterMiddleware {
    typealias Context = WebContext
    let isOn: Bool

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var response = try await next(request, context)
        response.headers[.requestID] = context.id
        guard isOn else { return response }
        let elapsed = (ContinuousClock.now - start).components
        let milliseconds = Int(elapsed.seconds * 1000) + Int(elapsed.attoseconds / 1_000_000_000_000_000)
        Log.write([
            "at": .text(Log.present), "id": .text(context.id),
            "method": .text(request.method.rawValue), "milliseconds": .integer(milliseconds),
            "path": .text(request.uri.path), "status": .integer(response.status.code),
        ])
        return response
    }
}

/// Lines of JSON on standard error.
enum Log {
    private static let second = Mutex<(number: Int, text: String)>((0, ""))

    /// The time to the second (ISO 8601), written once for all the lines of a second.
    static var present: String {
        let now = Date.now
        let number = Int(now.timeIntervalSince1970.rounded(.down))
        return second.withLock { (kept: inout (number: Int, text: String)) in
            if kept.number != number { kept = (number, now.formatted(.iso8601)) }
            return kept.text
        }
    }

    static func write(_ line: JSON) {
        try? FileHandle.standardError.write(contentsOf: Data((line.text + "\n").utf8))
    }

    /// A fault: the details are for those who run the program, never for the page.
    static func fault(_ error: any Error, id: String, path: String) {
        write([
            "at": .text(Date.now.formatted(.iso8601)), "fault": .text(String(describing: error)), "id": .text(id),
            "path": .text(path),
        ])
    }
}

/// Turns what handlers throw into pages: a sentence for people, the details for the log.
struct ErrorPages: RouterMiddleware {
    typealias Context = WebContext
    /// What pages are drawn in when the visit itself fails; nil takes the visit's.
    var frame: Frame?

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if let frame { context.frame = frame }
        do {
            return try await next(request, context)
        } catch is SignInFirst where request.method == .get {
            let path = request.uri.string.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "/"
            return .redirect(to: "/connexion?suite=" + path, type: .normal)
        } catch {
            let (status, page) = answer(to: error, request, context)
            if OpenDoor.isInterface(request.uri.path) {
                return Problem(error, status: status, title: page.title).response
            }
            return Reply(page, in: context, status: status).response(from: request, context: context)
        }
    }

    private func answer(to error: any Error, _ request: Request, _ context: WebContext) -> (
        HTTPResponse.Status, PageContent
    ) {
        switch error {
        case is NotFound: return (.notFound, notFoundPage())
        case is SignInFirst:
            return (.unauthorized, signedOutPage())
        case is Forbidden:
            return (
                .forbidden,
                errorPage(
                    title: "Cette page ne vous est pas ouverte",
                    "Votre compte ne porte pas le rôle qu’elle demande. La personne qui anime le réseau peut vous le donner."
                )
            )
        case is CSRF.Fault:
            return (
                .forbidden,
                errorPage(
                    title: "Cette demande ne vient pas d’une page à jour",
                    "Rien n’a été enregistré. Rechargez la page d’où vous venez, puis recommencez.")
            )
        case is PasswordHasher.Busy:
            return (
                .serviceUnavailable,
                errorPage(title: "Trop de monde à la fois", "Attendez une minute, puis recommencez.")
            )
        case let refusal as any Refusal:
            return (.unprocessableContent, errorPage(title: "Ce n’est pas possible", refusal.sentence))
        case let error as any HTTPResponseError: return answer(to: error.status)
        default:
            Log.fault(error, id: context.id, path: request.uri.path)
            return (.internalServerError, faultPage(id: context.id))
        }
    }

    private func answer(to status: HTTPResponse.Status) -> (HTTPResponse.Status, PageContent) {
        switch status {
        case .notFound: (status, notFoundPage())
        case .contentTooLarge:
            (status, errorPage(title: "C’est trop gros", "Ce que vous envoyez dépasse la taille permise."))
        case .requestTimeout:
            (
                status,
                errorPage(
                    title: "C’est trop long",
                    "L’envoi a duré trop longtemps ; recommencez avec une meilleure connexion.")
            )
        case .tooManyRequests:
            (status, errorPage(title: "Trop d’essais", "Attendez quelques minutes avant de recommencer."))
        case .methodNotAllowed:
            (status, errorPage(title: "Cette adresse ne reçoit rien", "Revenez à la page précédente."))
        default:
            (
                status,
                errorPage(
                    title: "Demande illisible",
                    "Le serveur n’a pas compris cette demande. Revenez à la page précédente et recommencez.")
            )
        }
    }
}
