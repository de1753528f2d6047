/// A JSON text (RFC 8259) as values, read with the place of what is wrong: line and column, both from 1.
package enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    /// - Parameter uniqueNames: refuses an object that says the same name twice, where what it means must be certain.
    package static func read(_ bytes: [UInt8], uniqueNames: Bool = false) throws(GeometryDefect) -> JSONValue {
        var reader = JSONReader(bytes: bytes, uniqueNames: uniqueNames)
        return try reader.whole()
    }

    package subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    package var text: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }

    package var list: [JSONValue]? {
        guard case .list(let items) = self else { return nil }
        return items
    }

    package var number: Double? {
        guard case .number(let number) = self else { return nil }
        return number
    }
}

private struct JSONReader {
    /// Deeper than any geographic file; bounds the stack.
    private static let deepest = 64
    private let bytes: [UInt8]
    private let uniqueNames: Bool
    private var index = 0

    init(bytes: [UInt8], uniqueNames: Bool) {
        (self.bytes, self.uniqueNames) = (bytes, uniqueNames)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    mutating func whole() throws(GeometryDefect) -> JSONValue {
        let value = try value(depth: 0)
        skipBlanks()
        if index < bytes.count { throw defect("du texte suit la fin du document") }
        return value
    }

    private func defect(_ what: String, at place: Int? = nil) -> GeometryDefect {
        let end = min(place ?? index, bytes.count)
        let line = bytes[..<end].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
        let start = bytes[..<end].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let position = "ligne \(line), colonne \(end - start + 1) (octet \(end + 1))"
        return GeometryDefect("ce n’est pas du JSON valable : \(what), \(position)")
    }

    private mutating func skipBlanks() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default: return
            }
        }
    }

    private mutating func value(depth: Int) throws(GeometryDefect) -> JSONValue {
        skipBlanks()
        guard index < bytes.count else { throw defect("le fichier s’arrête trop tôt") }
        guard depth < Self.deepest else { throw defect("trop de niveaux imbriqués") }
        switch bytes[index] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        default: throw defect("caractère inattendu")
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(GeometryDefect) -> JSONValue {
        guard bytes[index...].starts(with: word.utf8) else { throw defect("mot inconnu") }
        index += word.utf8.count
        return value
    }

    private mutating func list(depth: Int) throws(GeometryDefect) -> JSONValue {
        index += 1
        var items: [JSONValue] = []
        skipBlanks()
        if take("]") { return .list([]) }
        while true {
            items.append(try value(depth: depth + 1))
            skipBlanks()
            if take("]") { return .list(items) }
            guard take(",") else {
                throw defect(index < bytes.count ? "virgule ou crochet attendu" : "le fichier s’arrête trop tôt")
            }
        }
    }

    private mutating func object(depth: Int) throws(GeometryDefect) -> JSONValue {
        index += 1
        var members: [String: JSONValue] = [:]
        skipBlanks()
        if take("}") { return .object([:]) }
        while true {
            skipBlanks()
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
                throw defect("nom entre guillemets attendu")
            }
            let key = try string()
            skipBlanks()
            guard take(":") else { throw defect("deux-points attendus") }
            let former = members.updateValue(try value(depth: depth + 1), forKey: key)
            if uniqueNames, former != nil { throw defect("« \(key) » figure deux fois dans le même objet") }
            skipBlanks()
            if take("}") { return .object(members) }
            guard take(",") else {
                throw defect(index < bytes.count ? "virgule ou accolade attendue" : "le fichier s’arrête trop tôt")
            }
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    private mutating func number() throws(GeometryDefect) -> Double {
        let start = index
        characters: while index < bytes.count {
            switch bytes[index] {
            case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x65, 0x45: index += 1
            default: break characters
            }
        }
        let text = bytes[start..<index]
        let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text
        let isPlain =
            digits.count == 1 || digits.first != UInt8(ascii: "0")
            || [0x2E, 0x65, 0x45].contains(digits[digits.startIndex + 1])
        // A point is between digits: « 1.e5 » is no number, though Swift reads it.
        let hasDigits = !zip(text, text.dropFirst()).contains { $0 == 0x2E && !(0x30...0x39).contains($1) }
        guard let first = digits.first, (0x30...0x39).contains(first), isPlain, hasDigits, digits.last != 0x2E,
            let number = Double(String(decoding: text, as: UTF8.self)), number.isFinite
        else { throw defect("nombre mal écrit", at: start) }
        return number
    }

    private mutating func string() throws(GeometryDefect) -> String {
        index += 1
        var content: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: content, as: UTF8.self) else {
                    throw defect("texte qui n’est pas en UTF-8")
                }
                return text
            case UInt8(ascii: "\\"): content.append(contentsOf: try escaped())
            case 0..<0x20: throw defect("saut de ligne ou caractère de contrôle dans un texte", at: index - 1)
            default: content.append(byte)
            }
        }
        throw defect("texte sans guillemet de fin")
    }

    private mutating func escaped() throws(GeometryDefect) -> [UInt8] {
        guard index < bytes.count else { throw defect("texte sans guillemet de fin") }
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "u"):
            var unit = try hexadecimal()
            if (0xD800..<0xDC00).contains(unit), bytes[index...].starts(with: "\\u".utf8) {
                index += 2
                let low = try hexadecimal()
                guard (0xDC00..<0xE000).contains(low) else { throw defect("caractère échappé mal écrit") }
                unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(unit) else { throw defect("caractère échappé mal écrit") }
            return Array(String(scalar).utf8)
        default: throw defect("caractère échappé mal écrit")
        }
    }

    private mutating func hexadecimal() throws(GeometryDefect) -> UInt32 {
        let digits = bytes[index...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw defect("caractère échappé mal écrit") }
        index += 4
        return value
    }
}
