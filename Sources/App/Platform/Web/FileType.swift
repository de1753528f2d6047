import Foundation

/// The kinds of file that are accepted, told by what is inside and never by the name or what the browser says.
enum FileType: String, Sendable, CaseIterable {
    case pdf, png, jpeg, webp, gif, odt, ods, docx, xlsx, csv, text

    var mediaType: String {
        switch self {
        case .pdf: "application/pdf"
        case .png: "image/png"
        case .jpeg: "image/jpeg"
        case .webp: "image/webp"
        case .gif: "image/gif"
        case .odt: "application/vnd.oasis.opendocument.text"
        case .ods: "application/vnd.oasis.opendocument.spreadsheet"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .csv: "text/csv; charset=utf-8"
        case .text: "text/plain; charset=utf-8"
        }
    }

    /// The usual one first.
    var extensions: [String] {
        switch self {
        case .jpeg: ["jpg", "jpeg"]
        case .text: ["txt", "md"]
        default: [rawValue]
        }
    }

    /// The images that a page may show.
    var isImage: Bool { [.png, .jpeg, .webp, .gif].contains(self) }

    static let headLength = 16

    /// Tells the kind from the first bytes, and from the table of contents for archives.
    static func recognise(_ url: URL, head: [UInt8], isText: Bool, name: String) -> FileType? {
        if let type = binary(head) { return type }
        if head.starts(with: Array("PK\u{3}\u{4}".utf8)) { return ZipContents(url)?.officeType }
        guard isText, !head.isEmpty else { return nil }
        return name.lowercased().hasSuffix(".csv") ? .csv : .text
    }

    private static func binary(_ head: [UInt8]) -> FileType? {
        if head.starts(with: Array("%PDF-".utf8)) { return .pdf }
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if head.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if head.starts(with: Array("GIF87a".utf8)) || head.starts(with: Array("GIF89a".utf8)) { return .gif }
        if head.starts(with: Array("RIFF".utf8)), head.dropFirst(8).starts(with: Array("WEBP".utf8)) { return .webp }
        return nil
    }
}
