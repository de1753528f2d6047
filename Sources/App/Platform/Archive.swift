import CZlib
import Foundation

/// Files given compressed: `.gz` and `.zip` are read as they are.
enum Archive {
    /// What one import may weigh once opened, in bytes: an archive that promises more is refused.
    static let largest = 1 << 30

    /// The files at a path; `-` is standard input.
    static func open(path: String) throws -> [(name: String, bytes: [UInt8])] {
        let name = path == "-" ? "entrée standard" : URL(filePath: path).lastPathComponent
        let data: Data
        do {
            data =
                path == "-"
                ? try FileHandle.standardInput.readToEnd() ?? Data() : try Data(contentsOf: URL(filePath: path))
        } catch {
            throw Refused("Le fichier « \(path) » n’existe pas ou ne se lit pas.")
        }
        return try open(name, [UInt8](data))
    }

    /// The files that `bytes` hold: itself, what it compresses, or the entries of the archive.
    static func open(_ name: String, _ bytes: [UInt8]) throws -> [(name: String, bytes: [UInt8])] {
        if bytes.starts(with: [0x1F, 0x8B]) {
            let inner = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
            return [(inner, try inflated(bytes[...], window: 15 + 16, name: name))]
        }
        guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else { return [(name, bytes)] }
        return try entries(of: bytes, name: name)
    }

    /// Reads the central directory (APPNOTE 4.3.12): folders and encrypted entries are not files to import.
    private static func entries(of bytes: [UInt8], name: String) throws -> [(name: String, bytes: [UInt8])] {
        let damaged = Refused("L’archive « \(name) » est abîmée ou n’est pas un fichier zip ordinaire.")
        func number(_ at: Int, _ count: Int) throws -> Int {
            guard at >= 0, at + count <= bytes.count else { throw damaged }
            return bytes[at..<at + count].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        let earliest = max(0, bytes.count - 65_557)
        let candidates = bytes.count >= 22 ? (earliest...bytes.count - 22).reversed() : []
        guard let end = candidates.first(where: { bytes[$0...].starts(with: [0x50, 0x4B, 0x05, 0x06]) }) else {
            throw damaged
        }
        var files: [(name: String, bytes: [UInt8])] = []
        var position = try number(end + 16, 4)
        for _ in 0..<(try number(end + 10, 2)) {
            guard try number(position, 4) == 0x0201_4B50, try number(position + 8, 2) & 1 == 0 else { throw damaged }
            let method = try number(position + 10, 2)
            let size = try number(position + 20, 4)
            let nameSize = try number(position + 28, 2)
            guard position + 46 + nameSize <= bytes.count else { throw damaged }
            let entry = String(decoding: bytes[position + 46..<position + 46 + nameSize], as: UTF8.self)
            let local = try number(position + 42, 4)
            let start = try local + 30 + number(local + 26, 2) + number(local + 28, 2)
            guard start + size <= bytes.count else { throw damaged }
            position += try 46 + nameSize + number(position + 30, 2) + number(position + 32, 2)
            if entry.hasSuffix("/") { continue }
            let content = bytes[start..<start + size]
            switch method {
            case 0: files.append((entry, Array(content)))
            case 8: files.append((entry, try inflated(content, window: -15, name: name)))
            default: throw damaged
            }
        }
        return files
    }

    /// `window` is zlib's: 31 for gzip, -15 for a bare stream.
    private static func inflated(_ bytes: ArraySlice<UInt8>, window: Int32, name: String) throws -> [UInt8] {
        var stream = z_stream()
        guard inflateInit2_(&stream, window, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw Refused("La mémoire manque pour ouvrir « \(name) ».")
        }
        defer { inflateEnd(&stream) }
        var input = Array(bytes)
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: min(1 << 18, max(1 << 12, 8 * bytes.count)))
        let (inputCount, chunkCount) = (UInt32(input.count), UInt32(chunk.count))
        try input.withUnsafeMutableBufferPointer { source in
            stream.next_in = source.baseAddress
            stream.avail_in = inputCount
            var status = Z_OK
            while status == Z_OK {
                status = chunk.withUnsafeMutableBufferPointer { target in
                    stream.next_out = target.baseAddress
                    stream.avail_out = chunkCount
                    return inflate(&stream, Z_NO_FLUSH)
                }
                output.append(contentsOf: chunk.prefix(Int(chunkCount - stream.avail_out)))
                guard output.count <= largest else { throw Refused("« \(name) » est trop gros une fois décompressé.") }
                // A gzip file may be several members one after the other.
                if status == Z_STREAM_END, window > 15, stream.avail_in > 0 { status = inflateReset(&stream) }
            }
            guard status == Z_STREAM_END else {
                throw Refused("« \(name) » est abîmé : il ne se décompresse pas jusqu’au bout.")
            }
        }
        return output
    }
}
