import CZlib
import Crypto
import Foundation
import Markup
import NIOCore

/// Something that stands in many pages, packed once for all of them.
struct PackedPart: Sendable {
    let bytes: [UInt8]
    /// What tells it from any other: its SHA-256.
    let digest: ByteBuffer
    /// Deflated by itself (RFC 1951): it refers to nothing before it, and ends on a byte.
    fileprivate let packed: [UInt8]
    fileprivate let checksum: UInt

    /// Nil when zlib has no memory.
    init?(_ markup: Markup) {
        bytes = markup.bytes
        let packed = Deflater.with(1, isBare: true) { deflater -> [UInt8]? in
            var packed: [UInt8] = []
            return markup.bytes.withUnsafeBytes { deflater.run($0, Z_FULL_FLUSH, to: &packed) } ? packed : nil
        }
        guard let packed else { return nil }
        self.packed = packed
        checksum = markup.bytes.withUnsafeBytes(Gzip.checksum)
        digest = ByteBuffer(bytes: SHA256.hash(data: bytes))
    }

    /// What is before it in a page and what is after, as offsets; nil when it does not stand there.
    func place(in page: ByteBuffer) -> (before: Range<Int>, after: Range<Int>)? {
        page.withUnsafeReadableBytes { page in
            bytes.withUnsafeBytes { part in
                guard let start = page.baseAddress, let wanted = part.baseAddress, let first = part.first else {
                    return nil
                }
                // Little follows it.
                var place = page.count - part.count
                while place >= 0 {
                    if page[place] == first, memcmp(start + place, wanted, part.count) == 0 {
                        return (0..<place, place + part.count..<page.count)
                    }
                    place -= 1
                }
                return nil
            }
        }
    }
}

extension Gzip {
    /// A page in which `part` stands between these bytes: only what is around it is packed now.
    static func compress(
        _ before: ByteBuffer, _ part: PackedPart, _ after: ByteBuffer, level: Int32
    ) -> ByteBuffer? {
        Deflater.with(level, isBare: true) { deflater in
            // RFC 1952: deflate, neither name nor time, written on Unix.
            var packed: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
            packed.reserveCapacity(part.packed.count + (before.readableBytes + after.readableBytes) / 2 + 512)
            guard before.withUnsafeReadableBytes({ deflater.run($0, Z_FULL_FLUSH, to: &packed) }) else { return nil }
            packed += part.packed
            guard after.withUnsafeReadableBytes({ deflater.run($0, Z_FINISH, to: &packed) }) else { return nil }
            let sums = (before.withUnsafeReadableBytes(checksum), after.withUnsafeReadableBytes(checksum))
            var sum = crc32_combine(sums.0, part.checksum, part.bytes.count)
            sum = crc32_combine(sum, sums.1, after.readableBytes)
            let count = before.readableBytes + part.bytes.count + after.readableBytes
            for number in [UInt32(truncatingIfNeeded: sum), UInt32(truncatingIfNeeded: count)] {
                for shift in stride(from: UInt32(0), to: 32, by: 8) { packed.append(UInt8(number >> shift & 0xFF)) }
            }
            return ByteBuffer(bytes: packed)
        }
    }

    fileprivate static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt {
        UInt(crc32(0, bytes.bindMemory(to: UInt8.self).baseAddress, UInt32(bytes.count)))
    }
}
