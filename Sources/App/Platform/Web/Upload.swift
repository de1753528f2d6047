import Foundation

/// A file that somebody sent, in a temporary place until somebody keeps it.
struct Upload: Sendable {
    /// The name it had, made harmless; only ever shown, never a path.
    let name: String
    let size: Int
    /// In hexadecimal.
    let sha256: String
    /// Nil when it is none of the kinds that are accepted.
    let type: FileType?
    private let file: TemporaryFile

    init(name: String, size: Int, sha256: String, type: FileType?, file: TemporaryFile) {
        self.name = type.map { UploadName.cleaned(name, for: $0) } ?? UploadName.cleaned(name)
        self.size = size
        self.sha256 = sha256
        self.type = type
        self.file = file
    }

    var url: URL { file.url }
}

/// A file that goes away with its last owner.
final class TemporaryFile: Sendable {
    let url: URL

    /// Creates an empty file that only this program may read.
    init(in folder: URL) throws {
        url = folder.appending(path: "envoi-\(Secret().text)")
        let created = FileManager.default.createFile(
            atPath: url.path, contents: nil, attributes: [.posixPermissions: 0o600])
        guard created else { throw CocoaError(.fileWriteUnknown) }
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}

/// Names of files as people and attackers write them, made fit to be shown and offered again.
enum UploadName {
    private static let longest = 100

    static func cleaned(_ name: String) -> String {
        let last = name.split { $0 == "/" || $0 == "\\" }.last ?? ""
        var kept = ""
        for scalar in last.precomposedStringWithCanonicalMapping.unicodeScalars where isShown(scalar) {
            kept.unicodeScalars.append(scalar)
        }
        let words = kept.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let trimmed = words.drop { $0 == "." || $0 == " " }
        guard !trimmed.isEmpty else { return "document" }
        return shortened(String(trimmed))
    }

    /// With the extension of what it is, so that `note.html` that holds text leaves as `note.html.txt`.
    static func cleaned(_ name: String, for type: FileType) -> String {
        let name = cleaned(name)
        let fits = type.extensions.contains { name.lowercased().hasSuffix("." + $0) }
        guard !fits, let suffix = type.extensions.first else { return name }
        return shortened("\(name).\(suffix)")
    }

    private static func shortened(_ name: String) -> String {
        guard name.count > longest || name.utf8.count > 2 * longest else { return name }
        let dot = name.lastIndex(of: ".") ?? name.endIndex
        let suffix = name[dot...].count <= 6 && name[dot...].utf8.count <= 12 ? name[dot...] : ""
        var stem = String(name.prefix(longest - suffix.count))
        while stem.utf8.count + suffix.utf8.count > 2 * longest { stem.removeLast() }
        return stem + suffix
    }

    /// Neither control characters, nor those that turn the direction of writing, nor what other systems refuse in a name.
    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: !"<>:\"|?*".unicodeScalars.contains(scalar)
        }
    }
}
