import Foundation
import Tabular

@testable import App

/// Archives of any bytes: the reader that keeps files on disk and the one that holds them in memory find the same, or refuse.
struct FuzzedArchive {
    private let choice: UInt8
    private let bytes: [UInt8]

    /// The first byte chooses how the rest is read.
    init(_ input: [UInt8]) { (choice, bytes) = (input.first ?? 0, Array(input.dropFirst())) }

    /// A file of its own: the readings of a test run are many at once.
    private func onDisk<Found>(_ read: (FileBytes) throws -> Found) throws -> Found? {
        var name = Array((FileManager.default.temporaryDirectory.path + "/maillage-XXXXXX").utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else { return nil }
        let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { unlink(path) }
        let written = write(descriptor, bytes, bytes.count)
        close(descriptor)
        guard written == bytes.count else { return nil }
        return try read(FileBytes(path: path))
    }

    var zipDefect: String? {
        var found: [(name: String, bytes: [UInt8]?)]?
        do {
            found = try onDisk { file in
                _ = ZipContents(URL(filePath: file.path))?.officeType
                // Only so many, so that a small archive is not a long work.
                return try PackedFile.open("a.zip", file).prefix(8).map {
                    ($0.name, try content($0))
                }
            }
        } catch {
            return error is Refused || error is ByteFault ? nil : "a fault rather than a refusal: \(error)"
        }
        guard let found, let others = try? Archive.open("a.zip", bytes) else { return nil }
        for (one, other) in zip(found, others) {
            if one.name != other.name { return "another name: \(one.name), \(other.name)" }
            if let content = one.bytes,
                !other.bytes.starts(with: content) || content.count < most && content != other.bytes
            {
                return "other bytes in \(one.name)"
            }
        }
        return nil
    }

    var gzipDefect: String? {
        let isBare = choice & 16 != 0
        let input = isBare ? bytes : [0x1F, 0x8B] + bytes.dropFirst(2)
        let (found, failure): ([UInt8]?, (any Error)?) = FuzzedArchive([choice] + input).inflated(isBare: isBare)
        if let failure, !(failure is Refused || failure is ByteFault) {
            return "a fault rather than a refusal: \(failure)"
        }
        guard !isBare else { return nil }
        let other = try? Archive.open("a.gz", input).first?.bytes
        // Of something long, the beginning is compared: its end may be damaged, which only the other reader has seen.
        if let found, found.count >= most {
            return other.map { $0.starts(with: found) } ?? true ? nil : differ(found, other)
        }
        return found == other ? nil : differ(found, other)
    }

    private func differ(_ one: [UInt8]?, _ other: [UInt8]?) -> String {
        "the two readers differ: \(one?.count ?? -1), \(other?.count ?? -1)"
    }

    private func inflated(isBare: Bool) -> ([UInt8]?, (any Error)?) {
        do {
            let found = try onDisk { file in
                let packed = PackedFile(
                    name: "a", file: file, packing: isBare ? .deflate(checksum: 0) : .gzip, start: 0, size: file.count)
                return try content(packed)
            }
            return (found ?? nil, nil)
        } catch {
            return (nil, error)
        }
    }

    private var portion: Int { [1, 13, 512, 1 << 13][Int(choice & 3)] }

    /// How much of what comes out is looked at: a hundred bytes may say a hundred thousand.
    private var most: Int { portion * 256 }

    private func content(_ file: PackedFile) throws -> [UInt8]? {
        let source = try file.source()
        var content: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: portion)
        while content.count < most {
            let count = try piece.withUnsafeMutableBytes { try source.read(into: $0) }
            if count == 0 { break }
            content += piece[..<count]
        }
        return content
    }
}
