import Foundation

/// The table of contents of a ZIP archive, enough to tell an office document from a bomb; nothing is unpacked.
struct ZipContents {
    private struct Entry {
        let name: String
        let packed, unpacked: Int
    }

    private let entries: [Entry]
    private static let mostEntries = 2_000
    private static let largestContent = 500_000_000
    /// An office document compresses well, but not a thousandfold.
    private static let largestRatio = 200
    /// The end record and its comment.
    private static let tailLength = 22 + 65_535

    /// Nil when the table cannot be read, or says what no office document would.
    init?(_ url: URL) {
        guard let file = try? FileHandle(forReadingFrom: url) else { return nil }
        defer { try? file.close() }
        guard let size = try? file.seekToEnd(),
            let table = try? Self.table(file, size: Int(size)),
            let entries = Self.entries(table.bytes, count: table.count)
        else { return nil }
        self.entries = entries
        guard isReasonable(archiveSize: Int(size)) else { return nil }
    }

    var officeType: FileType? {
        let names = Set(entries.map(\.name))
        if names.contains("content.xml"), names.contains("mimetype"), names.contains("META-INF/manifest.xml") {
            return odfType
        }
        guard names.contains("[Content_Types].xml") else { return nil }
        // Documents with macros have a `vbaProject.bin`.
        guard !names.contains(where: { $0.hasSuffix("vbaProject.bin") }) else { return nil }
        if names.contains("word/document.xml") { return .docx }
        return names.contains("xl/workbook.xml") ? .xlsx : nil
    }

    private var odfType: FileType? {
        // Its length tells the text from the spreadsheet: `application/vnd.oasis.opendocument.{text,spreadsheet}`.
        switch entries.first(where: { $0.name == "mimetype" })?.unpacked {
        case 39: .odt
        case 46: .ods
        default: nil
        }
    }

    private func isReasonable(archiveSize: Int) -> Bool {
        var total = 0
        for entry in entries {
            total += entry.unpacked
            guard total <= Self.largestContent else { return false }
            guard entry.unpacked <= Self.largestRatio * max(entry.packed, 1_000) else { return false }
            guard !entry.name.hasPrefix("/"), !entry.name.contains("\\"), !entry.name.contains("\u{0}"),
                !entry.name.split(separator: "/").contains("..")
            else { return false }
        }
        return total <= Self.largestRatio * max(archiveSize, 1_000)
    }

    private static func table(_ file: FileHandle, size: Int) throws -> (bytes: [UInt8], count: Int)? {
        let start = max(0, size - tailLength)
        try file.seek(toOffset: UInt64(start))
        let tail = [UInt8](try file.read(upToCount: tailLength) ?? Data())
        let signature: [UInt8] = [0x50, 0x4B, 5, 6]
        guard tail.count >= 22,
            let end = stride(from: tail.count - 22, through: 0, by: -1).first(where: { position in
                tail[position] == 0x50 && tail[position...].starts(with: signature)
            })
        else { return nil }
        let count = number(tail, end + 10, bytes: 2)
        let length = number(tail, end + 12, bytes: 4)
        let offset = number(tail, end + 16, bytes: 4)
        guard count <= mostEntries, length <= 1_000_000, offset + length <= size else { return nil }
        try file.seek(toOffset: UInt64(offset))
        return ([UInt8](try file.read(upToCount: length) ?? Data()), count)
    }

    private static func entries(_ table: [UInt8], count: Int) -> [Entry]? {
        var entries: [Entry] = []
        var position = 0
        for _ in 0..<count {
            guard position + 46 <= table.count, table[position...].starts(with: [0x50, 0x4B, 1, 2]) else { return nil }
            let nameLength = number(table, position + 28, bytes: 2)
            let more = number(table, position + 30, bytes: 2) + number(table, position + 32, bytes: 2)
            let end = position + 46 + nameLength
            guard end + more <= table.count else { return nil }
            let name = String(decoding: table[(position + 46)..<end], as: UTF8.self)
            let packed = number(table, position + 20, bytes: 4)
            let unpacked = number(table, position + 24, bytes: 4)
            entries.append(Entry(name: name, packed: packed, unpacked: unpacked))
            position = end + more
        }
        return entries
    }

    /// Little-endian; the caller has checked that it is there.
    private static func number(_ bytes: [UInt8], _ position: Int, bytes count: Int) -> Int {
        (0..<count).reduce(0) { $0 | Int(bytes[position + $1]) << (8 * $1) }
    }
}
