import Domain
import Foundation
import Hummingbird
import NIOCore

/// The files of the directory, with the filters of its page.
struct DirectoryFileRoutes {
    let sources: OpenDataSources

    func add(to table: inout RouteTable) {
        for format in [DirectoryFile.Format.csv, .geojson, .jsonld] {
            table.get(RouterPath("/annuaire." + format.rawValue), .readPublic) { request, context in
                try await file(format, request, context)
            }
        }
        table.get("/annuaire.csv-metadata.json", .readPublic) { _, context in
            Reply(
                bytes: CSVDescription.directory(sources.resources, sources.origin(context)).bytes,
                type: "application/csvm+json; charset=utf-8")
        }
    }

    private func file(
        _ format: DirectoryFile.Format, _ request: Request, _ context: WebContext
    ) async throws -> StreamedDownload {
        let directory = try await sources.store.directory(on: context.today)
        let query = DirectoryQuery(request.query)
        var file = sources.stream(
            format, directory.all(query), version: directory.version,
            question: query.parts.map { $0.key.rawValue + "=" + $0.value }, context)
        file.headers[.contentDisposition] = "attachment; filename=\"annuaire-ess.\(format.rawValue)\""
        var links = ["<\(OpenOrigin.licence)>; rel=\"license\"", "</api/catalogue.jsonld>; rel=\"describedby\""]
        if format == .csv {
            links.append("</annuaire.csv-metadata.json>; rel=\"describedby\"; type=\"application/csvm+json\"")
        }
        file.headers[.link] = links.joined(separator: ", ")
        return file
    }
}

extension OpenDataSources {
    /// How many records are read and written at a time.
    private static let chunk = 500

    /// A file of these records, in this order; `question` is what they answer.
    func stream(
        _ format: DirectoryFile.Format, _ ids: [ID<Organisation>], version: Int, question: [String],
        _ context: WebContext
    ) -> StreamedDownload {
        let origin = origin(context)
        let file = DirectoryFile(format, origin)
        let (records, day) = (records, context.today)
        let chunks = (ids.count + Self.chunk - 1) / Self.chunk
        let identity = [format.rawValue, String(version), origin.day.description, origin.base, origin.network]
        return StreamedDownload(type: format.mediaType, identity: identity + question) { number in
            if number == 0 { return ByteBuffer(string: file.head) }
            if number == chunks + 1 { return ByteBuffer(string: file.tail) }
            guard number <= chunks else { return nil }
            let start = (number - 1) * Self.chunk
            let some = Array(ids[start..<min(start + Self.chunk, ids.count)])
            return file.text(of: try await records.lines(some, on: day))
        }
    }
}
