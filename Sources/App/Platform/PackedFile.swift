import Foundation
import Tabular

/// A file that is read from start to end, as often as wanted, without being held in memory: as it is, `.gz`, or one of those
/// in a `.zip`, the large ones (ZIP64) included.
struct PackedFile: Sendable {
    enum Packing: Sendable {
        case none, gzip, stored
        /// With the checksum that its content must have.
        case deflate(checksum: UInt32)
    }

    let name: String
    let file: FileBytes
    let packing: Packing
    /// Where the bytes are in the file, packed.
    let start, size: Int

    /// The files at a path; `-` is standard input, of which a copy is kept on disk while it is needed.
    static func open(path: String) throws -> [PackedFile] {
        do {
            let isInput = path == "-"
            let name = isInput ? "entrée standard" : URL(filePath: path).lastPathComponent
            return try open(name, isInput ? try copyOfInput() : FileBytes(path: path))
        } catch let fault as ByteFault {
            throw Refused("\(fault.description).")
        }
    }

    static func open(_ name: String, _ file: FileBytes) throws -> [PackedFile] {
        let head = try file.bytes(from: 0, count: min(4, file.count))
        if head.starts(with: [0x1F, 0x8B]) {
            let inner = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
            return [PackedFile(name: inner, file: file, packing: .gzip, start: 0, size: file.count)]
        }
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return try ZipDirectory(name, file).files }
        return [PackedFile(name: name, file: file, packing: .none, start: 0, size: file.count)]
    }

    /// The copy has no name any more, so that nothing is left of it when the program ends.
    private static func copyOfInput() throws -> FileBytes {
        let path = FileManager.default.temporaryDirectory.appending(path: "maillage-\(UUID().uuidString)").path
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let copy = FileHandle(forWritingAtPath: path)
        else { throw Refused("La place manque pour lire l’entrée standard.") }
        defer { try? FileManager.default.removeItem(atPath: path) }
        do {
            while let bytes = try FileHandle.standardInput.read(upToCount: 1 << 20), !bytes.isEmpty {
                try copy.write(contentsOf: bytes)
            }
            try copy.close()
        } catch {
            throw Refused("L’entrée standard ne se lit pas jusqu’au bout, ou la place manque pour la garder.")
        }
        return try FileBytes(path: path)
    }

    /// A plain file whose last line has no end: a download that stopped at the end of a cell looks like that, and nothing else
    /// tells. Packed files carry a checksum.
    var endsAbruptly: Bool {
        guard case .none = packing, size > 0 else { return false }
        return (try? file.bytes(from: start + size - 1, count: 1)) != [0x0A]
    }

    /// A new reading from the start.
    func source() throws -> any PackedSource {
        switch packing {
        case .none, .stored: StoredBytes(file, start: start, size: size)
        case .gzip: try InflatedBytes(self, window: 15 + 16, checksum: nil)
        case .deflate(let checksum): try InflatedBytes(self, window: -15, checksum: checksum)
        }
    }

    /// All of it, for files that are small.
    func bytes() throws -> [UInt8] {
        let source = try self.source()
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = try piece.withUnsafeMutableBytes { try source.read(into: $0) }
            if count == 0 { return bytes }
            bytes += piece[..<count]
            guard bytes.count <= Archive.largest else { throw Refused("« \(name) » est trop gros.") }
        }
    }

    /// Reads the table piece by piece, on two threads when the file is as it is. `progress` is told how many bytes of the
    /// file have been read; a defect becomes a refusal that names the line.
    func scan<Part: Sendable, Total: Sendable>(
        into total: Total, countsLines: Bool = true, progress: @Sendable (Int) -> Void,
        read: @Sendable (inout RowScanner) throws -> Part,
        join: @Sendable (inout Total, Part, ParallelScan.Piece) throws -> Void
    ) throws -> Total {
        do {
            if case .none = packing {
                var scan = try ParallelScan(file)
                scan.countsLines = countsLines
                return try scan.run(into: total, read: read) { total, part, piece in
                    try join(&total, part, piece)
                    progress(piece.bytesRead)
                }
            }
            let source = try self.source()
            var table = try TableScan(source)
            return try table.run(into: total, read: read) { total, part, piece in
                try join(&total, part, piece)
                progress(source.consumed)
            }
        } catch let defect as TableDefect {
            throw Refused("\(name), ligne \(defect.line) : \(defect.description). Rien n’a été changé.")
        } catch let fault as ByteFault {
            throw Refused("\(fault.description). Rien n’a été changé.")
        }
    }
}

/// A source that knows how far it is in its file.
protocol PackedSource: ByteSource {
    var consumed: Int { get }
}

final class StoredBytes: PackedSource {
    private let file: FileBytes
    private let start, size: Int
    private(set) var consumed = 0

    init(_ file: FileBytes, start: Int, size: Int) { (self.file, self.start, self.size) = (file, start, size) }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let part = UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(size - consumed))
        if part.isEmpty { return 0 }
        let count = try file.read(at: start + consumed, into: part)
        consumed += count
        return count
    }
}
