import Foundation

/// One way only of writing a value as JSON, so that its SHA-256 names it: names in the order of their code points, no space,
/// whole numbers, UTF-8, and only what JSON obliges to escape (docs/preuves.md).
package enum CanonicalJSON {
    package static func value(of thing: some Encodable) throws -> JSONValue {
        let bytes = [UInt8](try JSONEncoder().encode(thing))
        return try JSONValue.read(bytes)
    }

    package static func text(_ value: JSONValue) throws(AssemblyRefusal) -> String {
        var text = ""
        try write(value, to: &text)
        return text
    }

    package static func text(of thing: some Encodable) throws -> String { try text(value(of: thing)) }

    private static func write(_ value: JSONValue, to text: inout String) throws(AssemblyRefusal) {
        switch value {
        case .null: text += "null"
        case .bool(let flag): text += flag ? "true" : "false"
        case .number(let number):
            guard let whole = Int(exactly: number), abs(number) <= 9_007_199_254_740_991 else {
                throw AssemblyRefusal("Un nombre n’est pas entier : \(number). Une preuve ne compte qu’en entiers.")
            }
            text += String(whole)
        case .text(let string): write(string, to: &text)
        case .list(let items):
            text += "["
            for (index, item) in items.enumerated() {
                if index > 0 { text += "," }
                try write(item, to: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            // Not Swift's own order of strings, which sets equivalent writings equal.
            let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            for (index, member) in sorted.enumerated() {
                if index > 0 { text += "," }
                write(member.key, to: &text)
                text += ":"
                try write(member.value, to: &text)
            }
            text += "}"
        }
    }

    private static func write(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{8}": text += "\\b"
            case "\u{C}": text += "\\f"
            case "\u{0}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
