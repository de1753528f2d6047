/// The value of a `Content-Type` header: `multipart/form-data; boundary=x`.
struct MediaType: Equatable, Sendable {
    let name: String
    private(set) var parameters: [String: String] = [:]

    init(_ header: String) {
        let pieces = header.prefix(1_000).split(separator: ";", omittingEmptySubsequences: false)
        name = Self.trimmed(pieces.first ?? "").lowercased()
        for piece in pieces.dropFirst() {
            let halves = piece.split(separator: "=", maxSplits: 1)
            guard let key = halves.first, let value = halves.dropFirst().first else { continue }
            let plain = Self.trimmed(value)
            let isQuoted = plain.count >= 2 && plain.hasPrefix("\"") && plain.hasSuffix("\"")
            let unquoted = isQuoted ? String(plain.dropFirst().dropLast()) : plain
            let name = Self.trimmed(key).lowercased()
            if parameters[name] == nil { parameters[name] = unquoted }
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop { $0 == " " || $0 == "\t" }
        guard let last = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return String(start[...last])
    }
}
