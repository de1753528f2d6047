/// Reads `application/x-www-form-urlencoded`, as browsers send it.
enum FormData {
    static func form(
        fromURLEncoded body: some Collection<UInt8>, limits: FormLimits = .standard
    ) throws(FormFault) -> Form {
        guard body.count <= limits.totalBytes else { throw .tooLarge("form") }
        var form = Form.empty
        var count = 0
        for pair in body.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: true) {
            count += 1
            guard count <= limits.fields else { throw .tooLarge("number of fields") }
            let sign = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            let name = try decoded(pair[..<sign])
            let value = try sign == pair.endIndex ? [] : decoded(pair[pair.index(after: sign)...])
            form.append(
                try formText(value, limit: limits.valueBytes, what: "value"),
                as: try formText(name, limit: limits.nameBytes, what: "name"))
        }
        return form
    }

    /// `+` is a space; `%` must be followed by two hexadecimal digits.
    private static func decoded(_ bytes: some Collection<UInt8>) throws(FormFault) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var rest = bytes.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+"): decoded.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else {
                    throw .malformed("percent escape")
                }
                decoded.append(high << 4 | low)
            default: decoded.append(byte)
            }
        }
        return decoded
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
