/// JSON in one way only, so that a hash of it can be computed again by anybody (docs/preuve-de-scrutin.md).
package enum ScrutinText {
    /// Keys in the order of their code points, no blanks, whole numbers; `"`, `\` and control characters escaped, nothing else.
    package static func canonical(_ value: JSONValue) -> String {
        var text = ""
        write(value, to: &text)
        return text
    }

    package static func hash(_ value: JSONValue) -> String { LotHash.hex(canonical(value)) }

    /// The same object without some of its members.
    package static func without(_ keys: Set<String>, _ value: JSONValue) -> JSONValue {
        guard case .object(let members) = value else { return value }
        return .object(members.filter { !keys.contains($0.key) })
    }

    private static func write(_ value: JSONValue, to text: inout String) {
        switch value {
        case .null: text += "null"
        case .bool(let flag): text += flag ? "true" : "false"
        case .number(let number): text += Int(exactly: number).map(String.init) ?? "\(number)"
        case .text(let string): quote(string, to: &text)
        case .list(let items):
            text += "["
            for (rank, item) in items.enumerated() {
                if rank > 0 { text += "," }
                write(item, to: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            let sorted = members.sorted { $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars) }
            for (rank, member) in sorted.enumerated() {
                if rank > 0 { text += "," }
                quote(member.key, to: &text)
                text += ":"
                write(member.value, to: &text)
            }
            text += "}"
        }
    }

    private static func quote(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar.value {
            case 0x22: text += "\\\""
            case 0x5C: text += "\\\\"
            case 0..<0x20:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}

extension JSONValue {
    package static func integer(_ value: Int) -> JSONValue { .number(Double(value)) }
    package static func texts(_ list: [String]) -> JSONValue { .list(list.map { .text($0) }) }
    /// A text, or null.
    package static func said(_ text: String?) -> JSONValue { text.map { .text($0) } ?? .null }

    package var whole: Int? { number.flatMap { Int(exactly: $0) } }
    package var flag: Bool? { if case .bool(let flag) = self { flag } else { nil } }
    package var members: [String: JSONValue]? { if case .object(let members) = self { members } else { nil } }
    /// The texts of a list of texts.
    package var strings: [String]? {
        guard let list else { return nil }
        let texts = list.compactMap(\.text)
        return texts.count == list.count ? texts : nil
    }
}
