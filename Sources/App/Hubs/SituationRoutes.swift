import Domain
import Foundation
import Hummingbird

struct SituationRoutes {
    let situation: SituationStore

    func add(to table: inout RouteTable) {
        table.get("/", .readPublic, use: home)
        table.get("/situation", .readPublic, use: show)
        table.get("/situation.csv", .readPublic) { request, context in try await file(.csv, request, context) }
        table.get("/situation.json", .readPublic) { request, context in try await file(.json, request, context) }
        table.get("/situation.geojson", .readPublic) { request, context in try await file(.geojson, request, context) }
        table.get("/situation.svg", .readPublic) { request, context in try await file(.svg, request, context) }
    }

    @Sendable func home(request: Request, context: WebContext) async throws -> Reply {
        Reply(homePage(try await situation.view(on: context.today)), in: context)
    }

    @Sendable func show(request: Request, context: WebContext) async throws -> Reply {
        let typed = request.query("au")
        let sorting = Sorting(request.query("tri"), among: situationSortKeys)
        do {
            let day = try SituationRoutes.day(typed, today: context.today)
            return Reply(situationPage(try await situation.view(on: day), sorting: sorting), in: context)
        } catch let refusal as Refused {
            let view = try await situation.view(on: context.today)
            return Reply(
                situationPage(view, sorting: sorting, refusal: refusal.sentence), in: context,
                status: .unprocessableContent)
        }
    }

    private func file(_ format: SituationFormat, _ request: Request, _ context: WebContext) async throws -> Reply {
        let day: Day
        do {
            day = try SituationRoutes.day(request.query("au"), today: context.today)
        } catch let refusal as Refused {
            return try refused(refusal, format)
        }
        let view = try await situation.view(on: day)
        let text = try format.text(view)
        // Without outlines there is no map.
        guard !text.isEmpty else { throw NotFound() }
        var reply = Reply(text, type: format.mediaType)
        reply.headers[.accessControlAllowOrigin] = "*"
        reply.headers[.contentDisposition] = "inline; filename=\"situation-\(day.description).\(format.rawValue)\""
        return reply
    }

    /// Programs that ask for a file get their refusal as a file.
    private func refused(_ refusal: Refused, _ format: SituationFormat) throws -> Reply {
        let isJSON = format == .json || format == .geojson
        let text = isJSON ? try SituationFormat.encode(["erreur": refusal.sentence]) : refusal.sentence + "\n"
        let type = isJSON ? SituationFormat.json.mediaType : SituationFormat.texte.mediaType
        var reply = Reply(text, type: type, status: .unprocessableContent)
        reply.headers[.accessControlAllowOrigin] = "*"
        return reply
    }

    /// The day asked for: nothing is today; a year or a month is its last day.
    static func day(_ typed: String, today: Day) throws -> Day {
        let text = typed.trimmingCharacters(in: .whitespaces)
        guard !text.isEmpty else { return today }
        guard let date = PartialDate(text) else {
            throw Refused(
                "« \(text) » n’est pas une date : écrivez par exemple 2010-03-01, 2010-03 ou 2010.", field: "au")
        }
        return date.latest
    }
}
