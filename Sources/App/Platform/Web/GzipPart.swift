import CZlib
import Foundation
import Markup
import NIOCore

/// Something that stands in many pages, packed once for all of them.
struct PackedPart: Sendable {
    let bytes: [UInt8]
    /// Deflated by itself (RFC 1951): it refers to nothing before it, and ends on a byte.
    fileprivate let packed: [UInt8]
    fileprivate let checksum: UInt

    /// Nil when zlib has no memory.
    init?(_ markup: Markup) {
        bytes = markup.bytes
        guard let packed = Gzip.deflated(bytes[...], level: 1, Z_FULL_FLUSH) else { return nil }
        (self.packed, checksum) = (packed, Gzip.checksum(bytes[...]))
    }
}

extension Gzip {
    /// A page in which `part` stands: only what is around it is packed now. Nil when it does not stand there.
    static func compress(_ page: ByteBuffer, around part: PackedPart, level: Int32) -> ByteBuffer? {
        let page = [UInt8](page.readableBytesView)
        guard let place = position(of: part.bytes, in: page) else { return nil }
        let (before, after) = (page[..<place], page[(place + part.bytes.count)...])
        guard let head = deflated(before, level: level, Z_FULL_FLUSH),
            let tail = deflated(after, level: level, Z_FINISH)
        else { return nil }
        // RFC 1952: deflate, neither name nor time, written on Unix.
        var packed = ByteBuffer(bytes: [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3])
        packed.writeBytes(head)
        packed.writeBytes(part.packed)
        packed.writeBytes(tail)
        var sum = crc32_combine(checksum(before), part.checksum, part.bytes.count)
        sum = crc32_combine(sum, checksum(after), after.count)
        packed.writeInteger(UInt32(truncatingIfNeeded: sum), endianness: .little)
        packed.writeInteger(UInt32(truncatingIfNeeded: page.count), endianness: .little)
        return packed
    }

    private static func position(of part: [UInt8], in page: [UInt8]) -> Int? {
        guard let first = part.first else { return nil }
        return page.withUnsafeBytes { page in
            part.withUnsafeBytes { part in
                guard let start = page.baseAddress, let wanted = part.baseAddress else { return nil }
                var place = 0
                while place + part.count <= page.count {
                    let rest = page.count - part.count - place + 1
                    guard let found = memchr(start + place, Int32(first), rest) else { return nil }
                    place = start.distance(to: UnsafeRawPointer(found))
                    if memcmp(start + place, wanted, part.count) == 0 { return place }
                    place += 1
                }
                return nil
            }
        }
    }

    fileprivate static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt {
        bytes.withUnsafeBufferPointer { UInt(crc32(0, $0.baseAddress, UInt32($0.count))) }
    }

    /// Without what a gzip file begins and ends with.
    fileprivate static func deflated(_ bytes: ArraySlice<UInt8>, level: Int32, _ flush: Int32) -> [UInt8]? {
        var stream = z_stream()
        let bare: Int32 = -15
        let size = Int32(MemoryLayout<z_stream>.size)
        guard deflateInit2_(&stream, level, Z_DEFLATED, bare, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK else {
            return nil
        }
        defer { deflateEnd(&stream) }
        // A flush takes a few bytes more than what has no end.
        let room = Int(deflateBound(&stream, UInt(bytes.count))) + 16
        var input = Array(bytes)
        return input.withUnsafeMutableBufferPointer { source in
            var isDone = false
            let packed = [UInt8](unsafeUninitializedCapacity: room) { target, filled in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(room)
                let status = deflate(&stream, flush)
                isDone = stream.avail_in == 0 && status == (flush == Z_FINISH ? Z_STREAM_END : Z_OK)
                filled = room - Int(stream.avail_out)
            }
            return isDone ? packed : nil
        }
    }
}
