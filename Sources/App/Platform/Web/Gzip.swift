import CZlib
import Foundation
import NIOCore

/// gzip by the system's zlib.
enum Gzip {
    /// Nil when zlib has no memory: the caller then sends the bytes as they are.
    static func compress(_ buffer: ByteBuffer, level: Int32 = 6) -> ByteBuffer? {
        var stream = z_stream()
        let windowOfGzip: Int32 = 15 + 16
        let version = ZLIB_VERSION
        let size = Int32(MemoryLayout<z_stream>.size)
        guard deflateInit2_(&stream, level, Z_DEFLATED, windowOfGzip, 8, Z_DEFAULT_STRATEGY, version, size) == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        let bound = Int(deflateBound(&stream, UInt(buffer.readableBytes)))
        var input = [UInt8](buffer.readableBytesView)
        var output = [UInt8](repeating: 0, count: bound)
        let inputCount = UInt32(input.count)
        let done = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = inputCount
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(bound)
                return deflate(&stream, Z_FINISH)
            }
        }
        guard done == Z_STREAM_END else { return nil }
        return ByteBuffer(bytes: output.prefix(Int(stream.total_out)))
    }
}
