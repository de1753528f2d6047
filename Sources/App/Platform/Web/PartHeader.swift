import Foundation

/// The header of one part of a `multipart/form-data` body: the field's name, and the file's own name if it is a file.
struct PartHeader: Equatable, Sendable {
    let name: String
    let filename: String?

    init(_ bytes: some Collection<UInt8>) throws(FormFault) {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .malformed("part header: UTF-8") }
        var disposition: String?
        for line in Self.lines(text) {
            guard let colon = line.firstIndex(of: ":") else { throw .malformed("part header: no colon") }
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            switch line[..<colon].lowercased() {
            case "content-disposition":
                guard disposition == nil else { throw .malformed("part header: twice the same") }
                disposition = value
            case "content-transfer-encoding":
                guard ["binary", "8bit", "7bit"].contains(value.lowercased()) else {
                    throw .malformed("part header: encoding")
                }
            default: continue
            }
        }
        guard let disposition else { throw .malformed("part header: no disposition") }
        let parameters = try Self.parameters(of: disposition)
        guard let name = parameters["name"] else { throw .malformed("part header: no name") }
        self.name = try formText(Array(name.utf8), limit: FormLimits.standard.nameBytes, what: "name")
        filename = parameters["filename"]
    }

    /// By scalar, because Swift counts `\r\n` as one character.
    private static func lines(_ text: String) -> [Substring] {
        text.split(omittingEmptySubsequences: false) { $0 == "\r\n" }
    }

    /// `form-data; name="a"; filename="b"`. A quote ends a value only before `;` or the end, since browsers disagree on how to write
    /// one inside (`%22`, `\"`, or as it is). `filename*` is forbidden by RFC 7578 and ignored.
    private static func parameters(of disposition: String) throws(FormFault) -> [String: String] {
        var rest = disposition[...]
        guard Self.token(&rest)?.lowercased() == "form-data" else { throw .malformed("part header: not form-data") }
        var parameters: [String: String] = [:]
        while true {
            rest = rest.drop { $0 == " " || $0 == "\t" }
            guard let first = rest.popFirst() else { return parameters }
            guard first == ";" else { throw .malformed("part header: parameter") }
            rest = rest.drop { $0 == " " || $0 == "\t" }
            if rest.isEmpty { return parameters }
            guard let key = token(&rest)?.lowercased(), rest.popFirst() == "=" else {
                throw .malformed("part header: parameter")
            }
            guard let value = quoted(&rest) ?? token(&rest) else { throw .malformed("part header: value") }
            guard parameters.updateValue(value, forKey: key) == nil else {
                throw .malformed("part header: twice the same")
            }
        }
    }

    private static func token(_ rest: inout Substring) -> String? {
        let token = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "!#$%&'*+-.^_`|~".contains($0)) }
        guard !token.isEmpty else { return nil }
        rest = rest[token.endIndex...]
        return String(token)
    }

    private static func quoted(_ rest: inout Substring) -> String? {
        guard rest.first == "\"" else { return nil }
        let text = rest.dropFirst()
        for index in text.indices where text[index] == "\"" {
            let after = text[text.index(after: index)...].drop { $0 == " " || $0 == "\t" }
            guard after.isEmpty || after.first == ";" else { continue }
            rest = after
            return unescaped(text[..<index])
        }
        return nil
    }

    private static func unescaped(_ text: Substring) -> String {
        text.replacingOccurrences(of: "\\\"", with: "\"")
            .replacingOccurrences(of: "%22", with: "\"")
            .replacingOccurrences(of: "%0D", with: "", options: .caseInsensitive)
            .replacingOccurrences(of: "%0A", with: "", options: .caseInsensitive)
    }
}
