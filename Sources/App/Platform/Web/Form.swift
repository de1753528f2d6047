import Foundation

/// What was typed into a form, in order and as typed, so that a refused form can be drawn again.
struct Form: Sendable {
    struct Field: Hashable, Sendable {
        let name: String
        let value: String
    }

    private(set) var fields: [Field]
    private var uploads: [(name: String, upload: Upload)] = []

    static let empty = Form([])

    init(_ fields: [Field]) { self.fields = fields }

    /// The first value of that name, as typed.
    subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    /// The first value of that name without the space around it; empty when there is none.
    func trimmed(_ name: String) -> String {
        self[name]?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    }

    /// What to draw a refused form with: the first value of each name.
    var values: [String: String] {
        Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    func file(_ name: String) -> Upload? { uploads.first { $0.name == name }?.upload }
    func files(_ name: String) -> [Upload] { uploads.filter { $0.name == name }.map(\.upload) }

    mutating func append(_ value: String, as name: String) { fields.append(Field(name: name, value: value)) }
    mutating func append(_ upload: Upload, as name: String) { uploads.append((name, upload)) }
}

/// How much a form may hold.
struct FormLimits: Sendable {
    var fields = 500
    var nameBytes = 200
    var valueBytes = 200_000
    /// All the fields together, as sent.
    var totalBytes = 1_000_000
    var files = 10
    var fileBytes = 10_000_000
    /// Everything together, as sent.
    var bodyBytes = 25_000_000
    var partHeaderBytes = 4_096

    static let standard = FormLimits()
}

/// A body that is not a form, or too much of one. No browser sends these from our pages.
enum FormFault: Error, Equatable {
    case malformed(String)
    case tooLarge(String)
    case unsupported
}

/// Checks that bytes are a text that can be kept: UTF-8, no control character but tab and line ends; line ends become `\n`.
func formText(_ bytes: some Collection<UInt8>, limit: Int, what: String) throws(FormFault) -> String {
    guard bytes.count <= limit else { throw .tooLarge(what) }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .malformed("UTF-8") }
    var clean = ""
    clean.reserveCapacity(text.utf8.count)
    var afterReturn = false
    for scalar in text.unicodeScalars {
        defer { afterReturn = scalar == "\r" }
        switch scalar {
        case "\r": clean.unicodeScalars.append("\n")
        case "\n": if !afterReturn { clean.unicodeScalars.append(scalar) }
        case "\t": clean.unicodeScalars.append(scalar)
        case "\u{0}"..."\u{1F}", "\u{7F}": throw .malformed("control character")
        default: clean.unicodeScalars.append(scalar)
        }
    }
    return clean.precomposedStringWithCanonicalMapping
}
