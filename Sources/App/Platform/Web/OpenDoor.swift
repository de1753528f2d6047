import Domain
import Foundation
import HTTPTypes
import Hummingbird

/// What is open to programs of other sites: the interface under `/api/` and the public files. No cookie opens anything there,
/// so any origin may read it (Fetch standard, « CORS protocol »).
struct OpenDoor: RouterMiddleware {
    typealias Context = WebContext

    /// The public files; what a person alone may read is not among them.
    private static let files: Set<String> = [
        "/annuaire.csv", "/annuaire.csv-metadata.json", "/annuaire.geojson", "/annuaire.jsonld", "/offres.csv",
        "/poles.csv", "/territoires.csv", "/situation.csv", "/situation.json", "/situation.geojson", "/situation.svg",
    ]
    private static let methods = "GET, HEAD, OPTIONS"

    static func isInterface(_ path: String) -> Bool { path.hasPrefix("/api/") }
    private static func isOpen(_ path: String) -> Bool { isInterface(path) || files.contains(path) }

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        let path = request.uri.path
        guard Self.isOpen(path) else { return try await next(request, context) }
        var response: Response
        switch request.method {
        case .get, .head: response = try await next(request, context)
        case .options: response = Self.preflight
        default:
            response =
                Problem(
                    status: .methodNotAllowed, title: "Cette adresse ne se lit que par GET",
                    detail: "L’interface ne reçoit rien : demandez cette adresse par GET."
                ).response
            response.headers[.allow] = Self.methods
        }
        response.headers[.accessControlAllowOrigin] = "*"
        response.headers[.accessControlExposeHeaders] = "ETag, Link, X-Request-Id"
        return response
    }

    /// A day: what it allows does not change while the program runs.
    private static var preflight: Response {
        Response(
            status: .noContent,
            headers: [
                .allow: methods, .accessControlAllowMethods: methods, .accessControlMaxAge: "86400",
                .accessControlAllowHeaders: "Accept, Accept-Language, Content-Type, If-None-Match",
            ])
    }
}

/// A refusal or a fault as programs read it (RFC 9457).
struct Problem: Sendable {
    let status: HTTPResponse.Status
    let title: String
    let detail: String
    /// The name of the parameter it is about.
    var parameter: String?

    static let type = "application/problem+json; charset=utf-8"

    var response: Response {
        var members: [(name: String, value: JSON)] = [
            ("type", "about:blank"), ("title", .text(title)), ("status", .integer(status.code)),
            ("detail", .text(detail)),
        ]
        if let parameter { members.append(("parametre", .text(parameter))) }
        return Response(
            status: status, headers: [.contentType: Self.type, .cacheControl: "no-store"],
            body: .init(byteBuffer: JSON.object(members).bytes))
    }

    /// For what nobody caught before the error pages.
    init(_ error: any Error, status: HTTPResponse.Status, title: String) {
        let detail: String
        switch (error, status) {
        case (let refusal as any Refusal, _): detail = refusal.sentence
        case (_, .notFound): detail = "Il n’y a rien à cette adresse. Les adresses de l’interface sont décrites à /api."
        case (_, .internalServerError):
            detail =
                "Le programme n’a pas su répondre. Recommencez plus tard ; l’en-tête X-Request-Id nomme cette demande."
        default: detail = title + "."
        }
        self.init(status: status, title: title, detail: detail)
    }

    init(status: HTTPResponse.Status, title: String, detail: String, parameter: String? = nil) {
        (self.status, self.title, self.detail, self.parameter) = (status, title, detail, parameter)
    }
}
