import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A file made piece by piece while it is sent: what it takes in memory does not grow with what it holds.
struct StreamedDownload: ResponseGenerator, Sendable {
    let type: String
    /// Everything that the content depends on: two files with the same identity are the same bytes.
    let identity: [String]
    var headers = HTTPFields()
    /// The piece of a number, from 0; nil after the last.
    let piece: @Sendable (Int) async throws -> ByteBuffer?

    func response(from request: Request, context: some RequestContext) -> Response {
        var headers = self.headers
        let digest = SHA256.hash(data: Data(identity.joined(separator: "\0").utf8)).prefix(12)
        let tag = "W/\"" + digest.map { String(format: "%02x", $0) }.joined() + "\""
        headers[.contentType] = type
        headers[.vary] = "Accept-Encoding"
        headers[.cacheControl] = "no-cache"
        headers[.eTag] = tag
        if request.alreadyHas(tag) { return Response(status: .notModified, headers: headers) }
        guard request.acceptsGzip else {
            return Response(status: .ok, headers: headers, body: body(packed: false))
        }
        headers[.contentEncoding] = "gzip"
        return Response(status: .ok, headers: headers, body: body(packed: true))
    }

    private func body(packed: Bool) -> ResponseBody {
        let piece = piece
        return ResponseBody { writer in
            // Two fifths of the time of the usual packing, for a tenth more bytes.
            let gzip = packed ? try GzipStream(level: 4) : nil
            var number = 0
            while let next = try await piece(number) {
                let bytes = try gzip?.add(next) ?? next
                if bytes.readableBytes > 0 { try await writer.write(bytes) }
                number += 1
            }
            if let gzip { try await writer.write(try gzip.finish()) }
            try await writer.finish(nil)
        }
    }
}
