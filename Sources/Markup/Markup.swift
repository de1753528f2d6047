/// HTML that is safe to send: what the source file spells out is trusted, every interpolated value is escaped.
/// A value of a type that is not listed below does not compile, so nothing reaches a page by accident.
package struct Markup: ExpressibleByStringInterpolation, Sendable {
    /// UTF-8: pages are put together by the hundred thousand bytes, and sent as they are.
    package private(set) var bytes: [UInt8] = []

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    package init(stringLiteral literal: StaticString) { Typography.append(literal, to: &bytes) }
    package init(stringInterpolation parts: StringInterpolation) { bytes = parts.bytes }

    /// The one door for HTML made elsewhere; every use says why it is safe.
    package init(trusting html: String) { bytes = Array(html.utf8) }

    package var isEmpty: Bool { bytes.isEmpty }

    package struct StringInterpolation: StringInterpolationProtocol {
        var bytes: [UInt8] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + 24 * interpolationCount)
        }
        package mutating func appendLiteral(_ literal: StaticString) { Typography.append(literal, to: &bytes) }
        package mutating func appendInterpolation(_ value: String) { value.appendEscaped(to: &bytes) }
        package mutating func appendInterpolation(_ value: some BinaryInteger) { bytes += String(value).utf8 }
        package mutating func appendInterpolation(_ link: WebLink) { link.address.appendEscaped(to: &bytes) }
        package mutating func appendInterpolation(_ markup: Markup?) { if let markup { bytes += markup.bytes } }
        package mutating func appendInterpolation(_ list: [Markup]) { for markup in list { bytes += markup.bytes } }
        /// A sentence made by the program, with French spaces before its punctuation.
        package mutating func appendInterpolation(sentence: String) {
            Typography.french(sentence).appendEscaped(to: &bytes)
        }
        /// A bare attribute such as `checked`, present or not.
        package mutating func appendInterpolation(_ attribute: StaticString, if condition: Bool) {
            if condition { appendName(attribute) }
        }
        /// An attribute that is left out when it has no value.
        package mutating func appendInterpolation(_ attribute: StaticString, _ value: String?) {
            guard let value else { return }
            appendName(attribute)
            bytes += [UInt8(ascii: "="), UInt8(ascii: "\"")]
            value.appendEscaped(to: &bytes)
            bytes.append(UInt8(ascii: "\""))
        }

        private mutating func appendName(_ attribute: StaticString) {
            bytes.append(UInt8(ascii: " "))
            attribute.withUTF8Buffer { bytes += $0 }
        }
    }
}

extension String {
    /// Appends `self` to `html`, with the five characters that HTML reads as syntax spelled out.
    func appendEscaped(to html: inout [UInt8]) {
        var text = self
        text.withUTF8 { (source: UnsafeBufferPointer<UInt8>) in
            var start = 0
            for (place, byte) in source.enumerated() {
                guard let entity = Self.entity(for: byte) else { continue }
                html += UnsafeBufferPointer(rebasing: source[start..<place])
                entity.withUTF8Buffer { html += $0 }
                start = place + 1
            }
            html += UnsafeBufferPointer(rebasing: source[start...])
        }
    }

    private static func entity(for byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}
