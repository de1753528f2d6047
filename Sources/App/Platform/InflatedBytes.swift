import CZlib
import Foundation
import Tabular

/// What a gzip file or an entry of an archive holds, opened as it is read.
final class InflatedBytes: PackedSource {
    private let name: String
    private let packed: StoredBytes
    private let isGzip: Bool
    private let checksum: UInt32?
    /// zlib keeps its address: it may not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private let input: UnsafeMutableRawBufferPointer
    private var found: UInt = 0
    private var isOver = false

    var consumed: Int { packed.consumed }

    /// `window` is zlib's: 31 for gzip, -15 for a bare stream.
    init(_ file: PackedFile, window: Int32, checksum: UInt32?) throws {
        (name, isGzip, self.checksum) = (file.name, window > 15, checksum)
        packed = StoredBytes(file.file, start: file.start, size: file.size)
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        input = .allocate(byteCount: max(16, min(1 << 18, file.size)), alignment: 16)
        guard inflateInit2_(stream, window, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw Refused("La mémoire manque pour ouvrir « \(name) ».")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        input.deallocate()
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let room = UInt32(clamping: buffer.count)
        stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = room
        while !isOver, stream.pointee.avail_out == room {
            if stream.pointee.avail_in == 0, try feed() == 0 { throw damaged }
            let status = inflate(stream, Z_NO_FLUSH)
            if status == Z_STREAM_END { try end() } else if status != Z_OK { throw damaged }
        }
        let count = Int(room - stream.pointee.avail_out)
        if checksum != nil {
            found = crc32(found, buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt32(count))
        }
        if isOver, let checksum, found != UInt(checksum) { throw damaged }
        return count
    }

    private func feed() throws -> Int {
        let count = try packed.read(into: input)
        stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(count)
        return count
    }

    /// A gzip file may be several members one after the other.
    private func end() throws {
        guard isGzip else {
            isOver = true
            return
        }
        if stream.pointee.avail_in == 0, try feed() == 0 {
            isOver = true
        } else {
            inflateReset(stream)
        }
    }

    private var damaged: Refused { Refused("« \(name) » est abîmé : il ne se décompresse pas jusqu’au bout.") }
}
