import CZlib
import Foundation
import NIOCore

/// gzip by the system's zlib.
enum Gzip {
    /// Nil when zlib has no memory: the caller then sends the bytes as they are.
    static func compress(_ buffer: ByteBuffer, level: Int32 = 6) -> ByteBuffer? {
        Deflater.with(level, isBare: false) { deflater in
            var packed: [UInt8] = []
            let isDone = buffer.withUnsafeReadableBytes { deflater.run($0, Z_FINISH, to: &packed) }
            return isDone ? ByteBuffer(bytes: packed) : nil
        }
    }
}

extension Gzip {
    /// What was packed by `compress`; nil when it cannot be opened.
    static func open(_ packed: ByteBuffer) -> ByteBuffer? {
        var stream = z_stream()
        let windowOfGzip: Int32 = 15 + 16
        guard inflateInit2_(&stream, windowOfGzip, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            return nil
        }
        defer { inflateEnd(&stream) }
        var input = [UInt8](packed.readableBytesView)
        let count = UInt32(input.count)
        var output = ByteBuffer()
        let isWhole = input.withUnsafeMutableBufferPointer { source in
            stream.next_in = source.baseAddress
            stream.avail_in = count
            while true {
                var status = Z_OK
                let room = Swift.max(4096, 4 * Int(count))
                output.writeWithUnsafeMutableBytes(minimumWritableBytes: room) { target in
                    stream.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
                    stream.avail_out = UInt32(clamping: target.count)
                    status = inflate(&stream, Z_NO_FLUSH)
                    return Swift.min(target.count, Int(UInt32.max)) - Int(stream.avail_out)
                }
                if status == Z_STREAM_END { return true }
                guard status == Z_OK else { return false }
            }
        }
        return isWhole ? output : nil
    }
}

/// gzip of what comes piece by piece.
final class GzipStream {
    /// zlib could not go on.
    struct Fault: Error {}

    /// zlib keeps the address: the stream may not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private static let roomBytes = 1 << 16

    init(level: Int32 = 6) throws {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let windowOfGzip: Int32 = 15 + 16
        let size = Int32(MemoryLayout<z_stream>.size)
        guard
            deflateInit2_(stream, level, Z_DEFLATED, windowOfGzip, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK
        else {
            stream.deallocate()
            throw Fault()
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// What comes out once this has gone in; nothing as long as zlib waits for more.
    func add(_ piece: ByteBuffer) throws -> ByteBuffer { try run([UInt8](piece.readableBytesView), Z_NO_FLUSH) }

    func finish() throws -> ByteBuffer { try run([], Z_FINISH) }

    private func run(_ input: [UInt8], _ flush: Int32) throws -> ByteBuffer {
        var input = input
        var output = ByteBuffer()
        var room = [UInt8](repeating: 0, count: Self.roomBytes)
        let count = UInt32(input.count)
        try input.withUnsafeMutableBufferPointer { source in
            stream.pointee.next_in = source.baseAddress
            stream.pointee.avail_in = count
            repeat {
                let status = room.withUnsafeMutableBufferPointer { target in
                    stream.pointee.next_out = target.baseAddress
                    stream.pointee.avail_out = UInt32(Self.roomBytes)
                    return deflate(stream, flush)
                }
                // Nothing left to do is no fault.
                guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else { throw Fault() }
                output.writeBytes(room.prefix(Self.roomBytes - Int(stream.pointee.avail_out)))
            } while stream.pointee.avail_out == 0
        }
        return output
    }
}
