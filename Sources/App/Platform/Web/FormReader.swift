import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Reads the body of a request into a `Form`, whichever way the browser sent it; files go to disk as they come.
struct FormReader: Sendable {
    let limits: FormLimits
    let folder: URL

    init(limits: FormLimits = .standard, folder: URL = FileManager.default.temporaryDirectory) {
        self.limits = limits
        self.folder = folder
    }

    /// Reads the form of a request, then works on it; a body that is not one of our forms never reaches the work.
    func read(
        _ request: Request, _ context: WebContext, _ work: (Form) async throws -> Response
    ) async throws -> Response {
        let form: Form
        do {
            form = try await read(request.body, contentType: request.headers[.contentType])
        } catch let fault as FormFault {
            throw HTTPError(fault.status)
        }
        return try await work(form)
    }

    func read<Body: AsyncSequence>(
        _ body: Body, contentType: String?
    ) async throws -> Form where Body.Element == ByteBuffer {
        let media = MediaType(contentType ?? "")
        switch media.name {
        case "application/x-www-form-urlencoded":
            return try await urlEncoded(body)
        case "multipart/form-data":
            guard let boundary = media.parameters["boundary"], (1...70).contains(boundary.utf8.count) else {
                throw FormFault.malformed("multipart: boundary")
            }
            return try await multipart(body, boundary: boundary)
        default:
            throw FormFault.unsupported
        }
    }

    private func urlEncoded<Body: AsyncSequence>(_ body: Body) async throws -> Form where Body.Element == ByteBuffer {
        var bytes: [UInt8] = []
        for try await chunk in body {
            guard bytes.count + chunk.readableBytes <= limits.totalBytes else { throw FormFault.tooLarge("form") }
            bytes.append(contentsOf: chunk.readableBytesView)
        }
        return try FormData.form(fromURLEncoded: bytes, limits: limits)
    }

    private func multipart<Body: AsyncSequence>(
        _ body: Body, boundary: String
    ) async throws -> Form where Body.Element == ByteBuffer {
        var parser = Multipart(boundary: boundary, headerLimit: limits.partHeaderBytes)
        var collector = PartCollector(limits: limits, folder: folder)
        var received = 0
        for try await chunk in body {
            received += chunk.readableBytes
            guard received <= limits.bodyBytes else { throw FormFault.tooLarge("body") }
            try parser.consume(chunk.readableBytesView) { event in try collector.take(event) }
        }
        try parser.finish()
        return collector.form
    }
}

extension FormFault {
    var status: HTTPResponse.Status {
        switch self {
        case .malformed: .badRequest
        case .tooLarge: .contentTooLarge
        case .unsupported: .unsupportedMediaType
        }
    }
}
