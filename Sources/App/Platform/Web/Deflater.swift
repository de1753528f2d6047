import CZlib
import Synchronization

/// A stream of zlib that packs one thing after the other: the quarter of a megabyte that it works in is got, and cleaned, once.
final class Deflater {
    /// zlib keeps the address: the stream may not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private var room: [UInt8] = []
    private var isUsed = false

    private struct Kind: Hashable {
        let level: Int32
        let isBare: Bool
    }

    /// Handed from one user to the next, never to two.
    private struct Idle: @unchecked Sendable { let deflater: Deflater }

    private static let idle = Mutex<[Kind: [Idle]]>([:])
    /// Of each kind: more than pages are made at once.
    private static let mostIdle = 4
    /// In bytes: what a large thing took is given back.
    private static let largestRoom = 1 << 20

    /// Bare is without what a gzip file begins and ends with (RFC 1951 rather than 1952). Nil when zlib has no memory.
    static func with<Result>(_ level: Int32, isBare: Bool, _ body: (Deflater) -> Result?) -> Result? {
        let kind = Kind(level: level, isBare: isBare)
        let kept = idle.withLock { $0[kind]?.popLast() }
        guard let deflater = kept?.deflater ?? Deflater(kind) else { return nil }
        let result = body(deflater)
        if deflater.room.count > largestRoom { deflater.room = [] }
        let free = Idle(deflater: deflater)
        idle.withLock { idle in
            if idle[kind, default: []].count < mostIdle { idle[kind, default: []].append(free) }
        }
        return result
    }

    private init?(_ kind: Kind) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let size = Int32(MemoryLayout<z_stream>.size)
        let windowOfGzip: Int32 = 15 + 16
        let window = kind.isBare ? -15 : windowOfGzip
        let made = deflateInit2_(stream, kind.level, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
        guard made == Z_OK else {
            stream.deallocate()
            return nil
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Packs this alone, to its end or to a byte where something else may follow, behind what `output` holds. False when zlib
    /// does not get there.
    func run(_ source: UnsafeRawBufferPointer, _ flush: Int32, to output: inout [UInt8]) -> Bool {
        if isUsed, deflateReset(stream) != Z_OK { return false }
        isUsed = true
        // A flush takes a few bytes more than what has no end.
        let most = Int(deflateBound(stream, UInt(source.count))) + 16
        if room.count < most { room = [UInt8](repeating: 0, count: most) }
        let stream = stream
        var nothing: UInt8 = 0
        return room.withUnsafeMutableBufferPointer { target in
            withUnsafeMutablePointer(to: &nothing) { nothing in
                // zlib only reads there, whatever its types say.
                let start = source.bindMemory(to: UInt8.self).baseAddress.map { UnsafeMutablePointer(mutating: $0) }
                stream.pointee.next_in = start ?? nothing
                stream.pointee.avail_in = UInt32(source.count)
                stream.pointee.next_out = target.baseAddress
                stream.pointee.avail_out = UInt32(target.count)
                let status = deflate(stream, flush)
                guard stream.pointee.avail_in == 0, status == (flush == Z_FINISH ? Z_STREAM_END : Z_OK) else {
                    return false
                }
                output += target[..<(target.count - Int(stream.pointee.avail_out))]
                return true
            }
        }
    }
}
