import Domain
import Foundation
import HTTPTypes
import Hummingbird

/// What a handler of the interface gives back.
enum ApiAnswer: Sendable {
    /// A document; `next` is the address of the page that follows.
    case document(JSON, next: String? = nil)
    /// The object has another address now.
    case moved(String)
    /// A file that is sent as it is made.
    case file(StreamedDownload)
}

/// One address of the interface. The route, the check of what is asked, the description for programs and the one for people
/// are made from this one value.
struct ApiOperation: Sendable {
    /// « /api/organisations/{identifiant} »
    let path: String
    let name: String
    let title: String
    let description: String
    var parameters: [ApiParameter] = []
    /// What a successful answer holds.
    let shape: ApiShape
    var mediaType = "application/json"
    /// Its object may have moved to another address.
    var mayMove = false
    let answer: @Sendable (ApiAsk, WebContext) async throws -> ApiAnswer

    /// Whether it may answer that what is named does not exist.
    var mayMiss: Bool { parameters.contains { $0.kind.isName } }

    func respond(to request: Request, in context: WebContext) async throws -> Response {
        do {
            var path: [String: String] = [:]
            for parameter in parameters where parameter.isInPath {
                path[parameter.name] = try context.parameter(parameter.name)
            }
            let ask = try ApiAsk(query: request.uri.query ?? "", path: path, parameters)
            switch try await answer(ask, context) {
            case .document(let json, let next):
                var reply = Reply(bytes: json.bytes, type: mediaType + "; charset=utf-8")
                if let next { reply.headers[.link] = "<\(next)>; rel=\"next\"" }
                return reply.response(from: request, context: context)
            case .moved(let address): return .redirect(to: address, type: .permanent)
            case .file(let file): return file.response(from: request, context: context)
            }
        } catch let refusal as ApiRefused {
            return Problem(
                status: .badRequest, title: "Paramètre refusé", detail: refusal.sentence, parameter: refusal.field
            ).response
        } catch let missing as ApiMissing {
            return Problem(
                status: .notFound, title: "Inconnu", detail: missing.sentence, parameter: missing.parameter
            ).response
        }
    }
}

/// What a parameter names does not exist.
struct ApiMissing: Error {
    let sentence: String
    let parameter: String
}

extension ApiParameter.Kind {
    /// Names something that may not exist.
    var isName: Bool { if case .identifier = self { true } else { false } }
}

/// One page of a list, with what it takes to cite it and to go on.
struct ApiPageOf<Item: Sendable>: Sendable {
    let total: Int
    let items: [Item]
    /// Where the following page starts; nil on the last.
    let mark: PageMark?
    let nextAddress: String?
    let origin: OpenOrigin
}

extension ApiObject where Source: Sendable {
    /// The list of such objects, page by page.
    var list: ApiObject<ApiPageOf<Source>> {
        ApiObject<ApiPageOf<Source>>(
            name: "Liste" + name, description: "Une page de la liste, avec sa licence, sa source et sa date.",
            fields: [
                ApiField("total", .integer, "Combien répondent en tout.") { .integer($0.total) },
                ApiField("resultats", .list(.object(shape)), "Ceux de cette page, dans l’ordre de leur inscription.") {
                    .list($0.items.map(json))
                },
                ApiField(
                    "suite", .optional(.text),
                    "À donner au paramètre du même nom pour la page suivante ; null à la fin."
                ) {
                    $0.mark.map { .text($0.text) } ?? .null
                },
                ApiField("suivante", .optional(.address), "L’adresse de la page suivante.") {
                    $0.nextAddress.map { .text($0) } ?? .null
                },
                ApiField("licence", .address, "La licence de ces données.") { _ in .text(OpenOrigin.licence) },
                ApiField("source", .text, "Ce qu’il faut citer.") { .text($0.origin.network) },
                ApiField("date", .day, "Le jour de ces données.") { .text($0.origin.day.description) },
            ])
    }
}
