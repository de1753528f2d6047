import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// `/pieces/{id}`: a document joined to a public milestone, always as a file to save, never run as a page.
struct DocumentRoutes {
    let documents: DocumentStore

    func add(to table: inout RouteTable) { table.get("/pieces/:id", .readPublic, use: download) }

    @Sendable func download(request: Request, context: WebContext) async throws -> Response {
        guard let document = try await documents.document(context.id()) else { throw NotFound() }
        return try answer(document, request, context)
    }

    /// The file itself, for whoever has been let in.
    func answer(_ document: Document, _ request: Request, _ context: WebContext) throws -> Response {
        try documents.response(document, request, context)
    }
}

extension DocumentStore {
    /// The file, to be saved.
    func response(_ document: Document, _ request: Request, _ context: WebContext) throws -> Response {
        let data: Data
        do {
            data = try Data(contentsOf: file(of: document))
        } catch {
            Log.fault(error, id: context.id, path: request.uri.path)
            throw NotFound()
        }
        var headers = HTTPFields()
        headers[.contentType] = document.mediaType
        headers[.contentDisposition] =
            "attachment; filename=\"\(document.asciiName)\"; filename*=UTF-8''\(document.name.addressEncoded)"
        headers[.contentSecurityPolicy] = "sandbox; default-src 'none'"
        headers[.cacheControl] = "private, no-cache"
        headers[.eTag] = "\"" + document.digest.prefix(24) + "\""
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: data)))
    }
}

extension Document {
    /// For clients that only read ASCII file names.
    fileprivate var asciiName: String {
        let plain = name.decomposedASCII.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "._- ".contains($0)) }
        return plain.isEmpty ? "document" : plain
    }
}
