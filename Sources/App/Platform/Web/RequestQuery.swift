import Foundation
import HTTPTypes
import Hummingbird

extension Request {
    /// A query parameter, empty when absent.
    /// A form sent by GET writes a space as « + », and a plus as « %2B ».
    func query(_ name: String) -> String {
        for pair in (uri.query ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, QueryText.decoded(parts[0]) == name else { continue }
            return QueryText.decoded(parts[1]) ?? ""
        }
        return ""
    }

    /// The first value of each parameter, for those who look for many.
    var queryValues: [String: String] {
        var values: [String: String] = [:]
        for pair in (uri.query ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let name = QueryText.decoded(parts[0]), values[name] == nil else { continue }
            values[name] = QueryText.decoded(parts[1]) ?? ""
        }
        return values
    }

    /// Every value of a parameter that may come several times, as boxes do that are ticked.
    func queries(_ name: String) -> [String] {
        (uri.query ?? "").split(separator: "&").compactMap { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, QueryText.decoded(parts[0]) == name else { return nil }
            return QueryText.decoded(parts[1])
        }
    }

    var acceptsGzip: Bool {
        guard let accepted = headers[.acceptEncoding] else { return false }
        // As browsers write it.
        if accepted == "gzip" || accepted.hasPrefix("gzip,") { return true }
        return accepted.split(separator: ",").contains { (coding: Substring) in
            let parts = coding.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
            return parts.first == "gzip" && !parts.dropFirst().contains { $0 == "q=0" || $0 == "q=0.0" }
        }
    }
}

/// The text of a name or of a value in an address (RFC 3986, 2.1), and as forms write it.
enum QueryText {
    /// Nil when what follows a « % » is not two digits, or when all of it is not UTF-8.
    static func decoded(_ text: Substring) -> String? {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else {
            return String(text)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var rest = text.utf8.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else { return nil }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
