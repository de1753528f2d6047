import Crypto
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Markup
import NIOCore

/// A whole answer in memory: the ETag and the compression are its own business.
struct Reply: ResponseGenerator, Sendable {
    var bytes: ByteBuffer
    var type: String
    var status = HTTPResponse.Status.ok
    var headers = HTTPFields()
    /// Worked out beforehand for an answer that is given many times.
    private(set) var tag: String?
    private(set) var packed: ByteBuffer?
    private(set) var packing = Packing.none
    private var part: PackedPart?

    enum Packing { case none, quick, tight }

    init(_ text: String, type: String, status: HTTPResponse.Status = .ok) {
        (bytes, self.type, self.status) = (ByteBuffer(string: text), type, status)
    }
    init(bytes: ByteBuffer, type: String) { (self.bytes, self.type) = (bytes, type) }

    /// A page of the program.
    init(_ page: PageContent, in context: WebContext, status: HTTPResponse.Status = .ok) {
        self.init(bytes: ByteBuffer(bytes: layout(page, context.frame).bytes), type: "text/html; charset=utf-8")
        self.status = status
        part = page.part
        if context.visitor.subject.person != nil { headers[.cacheControl] = "private, no-cache" }
        // Not left in the browser for whoever sits down next.
        if page.isPrivate { headers[.cacheControl] = "no-store" }
    }

    /// A file to keep: the browser saves it under `name`.
    static func download(_ text: String, type: String, name: String) -> Reply {
        var reply = Reply(text, type: type)
        reply.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
        return reply
    }

    /// The same, ready to be given again and again; `quick` packing takes a third of the time, and a sixth more place. What
    /// stands in many pages is neither packed nor read again for the tag.
    func prepared(_ packing: Packing) -> Reply {
        var reply = self
        reply.packing = packing
        let level: Int32 = packing == .quick ? 1 : 6
        guard let part, let place = part.place(in: bytes) else {
            reply.tag = tag ?? Self.tag(of: [bytes])
            reply.packed = Gzip.compress(bytes, level: level)
            return reply
        }
        let (before, after) = (bytes[place.before], bytes[place.after])
        reply.tag = tag ?? Self.tag(of: [before, part.digest, after])
        reply.packed = Gzip.compress(before, part, after, level: level) ?? Gzip.compress(bytes, level: level)
        return reply
    }

    /// Without the bytes that are in it packed: a tenth of the place.
    var packedAlone: Reply {
        guard packed != nil, bytes.readableBytes > Self.leastPacked else { return self }
        var reply = self
        (reply.bytes, reply.part) = (ByteBuffer(), nil)
        return reply
    }

    /// Packed again, as tightly as can be.
    var tightened: Reply {
        guard let opened else { return self }
        var reply = self
        reply.bytes = opened
        return reply.prepared(.tight).packedAlone
    }

    /// The bytes as they are, whether or not they are kept packed alone.
    private var opened: ByteBuffer? { bytes.readableBytes > 0 ? bytes : packed.flatMap(Gzip.open) }

    private var worthPacking: ByteBuffer? {
        guard bytes.readableBytes > 0 else { return packed }
        return bytes.readableBytes > Self.leastPacked ? packed ?? Gzip.compress(bytes) : nil
    }

    /// In bytes: packing anything shorter gains nothing.
    private static let leastPacked = 1000

    private static func tag(of pieces: [ByteBuffer]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var tag = Array("W/\"".utf8)
        var hash = SHA256()
        for piece in pieces { piece.withUnsafeReadableBytes { hash.update(bufferPointer: $0) } }
        for byte in hash.finalize().prefix(12) { tag += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
        tag.append(UInt8(ascii: "\""))
        return String(decoding: tag, as: UTF8.self)
    }

    /// Without a request at hand: a refused form, never cached nor compressed.
    var plainResponse: Response {
        var headers = self.headers
        headers[.contentType] = type
        headers[.cacheControl] = "no-store"
        return Response(status: status, headers: headers, body: .init(byteBuffer: bytes))
    }

    func response(from request: Request, context: some RequestContext) -> Response {
        var headers = self.headers
        headers[.contentType] = type
        headers[.vary] = "Accept-Encoding, Cookie"
        if headers[.cacheControl] == nil { headers[.cacheControl] = "no-cache" }
        if status == .ok {
            let tag = self.tag ?? Self.tag(of: [bytes])
            headers[.eTag] = tag
            if request.alreadyHas(tag) { return Response(status: .notModified, headers: headers) }
        }
        if request.acceptsGzip, let packed = worthPacking {
            headers[.contentEncoding] = "gzip"
            return Response(status: status, headers: headers, body: .init(byteBuffer: packed))
        }
        return Response(status: status, headers: headers, body: .init(byteBuffer: opened ?? bytes))
    }
}

extension Request {
    /// RFC 9110, 13.1.2: one of several tags, compared without regard to their being weak, or any.
    func alreadyHas(_ tag: String) -> Bool {
        func opaque(_ tag: String) -> Substring { tag.hasPrefix("W/") ? tag.dropFirst(2) : tag[...] }
        let tags = headers[values: .ifNoneMatch].flatMap { $0.split(separator: ",") }
        return tags.map { $0.trimmingCharacters(in: .whitespaces) }.contains { $0 == "*" || opaque($0) == opaque(tag) }
    }
}

extension ByteBuffer {
    /// The same memory, from an offset of what is readable to another.
    fileprivate subscript(range: Range<Int>) -> ByteBuffer {
        getSlice(at: readerIndex + range.lowerBound, length: range.count) ?? ByteBuffer()
    }
}
