import Foundation
import Tabular

/// The files of a zip archive by its table of contents (APPNOTE 4.3), ZIP64 included: those of the national registers are
/// larger than four gigabytes once opened. Folders are passed over; what is encrypted or packed another way is refused.
struct ZipDirectory {
    let files: [PackedFile]
    private static let wide = 0xFFFF_FFFF

    init(_ name: String, _ file: FileBytes) throws {
        let damaged = Refused("L’archive « \(name) » est abîmée ou n’est pas un fichier zip ordinaire.")
        let (count, offset) = try Self.table(file, orThrow: damaged)
        guard (0..<file.count).contains(offset) else { throw damaged }
        let table = Bytes(try file.bytes(from: offset, count: min(file.count - offset, 64 << 20)), damaged)
        var files: [PackedFile] = []
        var position = 0
        for _ in 0..<count {
            guard try table[position, 4] == 0x0201_4B50, try table[position + 8, 2] & 1 == 0 else { throw damaged }
            let method = try table[position + 10, 2]
            let checksum = UInt32(truncatingIfNeeded: try table[position + 16, 4])
            let nameSize = try table[position + 28, 2]
            let entry = try table.text(position + 46, nameSize)
            let (size, local) = try Self.place(table, position, nameSize)
            let header = Bytes(try file.bytes(from: local, count: 30), damaged)
            guard try header[0, 4] == 0x0403_4B50 else { throw damaged }
            let start = try local + 30 + header[26, 2] + header[28, 2]
            guard size >= 0, start + size <= file.count else { throw damaged }
            position += try 46 + nameSize + table[position + 30, 2] + table[position + 32, 2]
            if entry.hasSuffix("/") { continue }
            guard method == 0 || method == 8 else { throw damaged }
            files.append(
                PackedFile(
                    name: entry, file: file, packing: method == 0 ? .stored : .deflate(checksum: checksum),
                    start: start,
                    size: size))
        }
        self.files = files
    }

    /// How many entries there are and where their table is.
    private static func table(_ file: FileBytes, orThrow damaged: Refused) throws -> (count: Int, offset: Int) {
        let start = max(0, file.count - 65_557)
        let tail = Bytes(try file.bytes(from: start, count: file.count - start), damaged)
        let candidates = tail.count >= 22 ? (0...tail.count - 22).reversed() : []
        guard let end = try candidates.first(where: { try tail[$0, 4] == 0x0605_4B50 }) else { throw damaged }
        let (count, offset) = (try tail[end + 10, 2], try tail[end + 16, 4])
        guard count == 0xFFFF || offset == wide, end >= 20, try tail[end - 20, 4] == 0x0706_4B50 else {
            return (count, offset)
        }
        let place = try tail[end - 12, 8]
        guard place >= 0, place <= file.count - 56 else { throw damaged }
        let large = Bytes(try file.bytes(from: place, count: 56), damaged)
        guard try large[0, 4] == 0x0606_4B50 else { throw damaged }
        let found = (count: try large[32, 8], offset: try large[48, 8])
        guard (0...65_535).contains(found.count), found.offset >= 0 else { throw damaged }
        return found
    }

    /// The packed size of an entry and where its header is: in 64 bits when 32 do not suffice.
    private static func place(_ table: Bytes, _ position: Int, _ nameSize: Int) throws -> (size: Int, local: Int) {
        var (size, local) = (try table[position + 20, 4], try table[position + 42, 4])
        let isOpenedWide = try table[position + 24, 4] == wide
        var place = position + 46 + nameSize
        let end = try place + table[position + 30, 2]
        while place + 4 <= end {
            let (kind, length) = (try table[place, 2], try table[place + 2, 2])
            place += 4
            if kind == 1 {
                var value = place + (isOpenedWide ? 8 : 0)
                if size == wide {
                    size = try table[value, 8]
                    value += 8
                }
                if local == wide { local = try table[value, 8] }
            }
            place += length
        }
        guard local >= 0, local < Int.max / 2, size < Int.max / 2 else { throw table.damaged }
        return (size, local)
    }
}

/// Little-endian numbers in bytes that may stop anywhere.
private struct Bytes {
    private let bytes: [UInt8]
    let damaged: Refused

    init(_ bytes: [UInt8], _ damaged: Refused) { (self.bytes, self.damaged) = (bytes, damaged) }

    var count: Int { bytes.count }

    subscript(place: Int, length: Int) -> Int {
        get throws {
            guard place >= 0, place + length <= bytes.count else { throw damaged }
            var value: UInt64 = 0
            for byte in bytes[place..<place + length].reversed() { value = value << 8 | UInt64(byte) }
            return Int(truncatingIfNeeded: value)
        }
    }

    func text(_ place: Int, _ length: Int) throws -> String {
        guard place >= 0, place + length <= bytes.count else { throw damaged }
        return String(decoding: bytes[place..<place + length], as: UTF8.self)
    }
}
