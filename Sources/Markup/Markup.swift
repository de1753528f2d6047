/// HTML that is safe to send: what the source file spells out is trusted, every interpolated value is escaped.
/// A value of a type that is not listed below does not compile, so nothing reaches a page by accident.
package struct Markup: ExpressibleByStringInterpolation, Sendable {
    package private(set) var text: String

    package init(stringLiteral literal: StaticString) { text = Typography.french(literal.description) }
    package init(stringInterpolation parts: StringInterpolation) { text = parts.text }

    /// The one door for HTML made elsewhere; every use says why it is safe.
    package init(trusting html: String) { text = html }

    package var isEmpty: Bool { text.isEmpty }

    package struct StringInterpolation: StringInterpolationProtocol {
        var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + 24 * interpolationCount)
        }
        package mutating func appendLiteral(_ literal: StaticString) { text += Typography.french(literal.description) }
        package mutating func appendInterpolation(_ value: String) { value.appendEscaped(to: &text) }
        package mutating func appendInterpolation(_ value: some BinaryInteger) { text += String(value) }
        package mutating func appendInterpolation(_ link: WebLink) { link.address.appendEscaped(to: &text) }
        package mutating func appendInterpolation(_ markup: Markup?) { text += markup?.text ?? "" }
        package mutating func appendInterpolation(_ list: [Markup]) { for markup in list { text += markup.text } }
        /// A sentence made by the program, with French spaces before its punctuation.
        package mutating func appendInterpolation(sentence: String) {
            Typography.french(sentence).appendEscaped(to: &text)
        }
        /// A bare attribute such as `checked`, present or not.
        package mutating func appendInterpolation(_ attribute: StaticString, if condition: Bool) {
            if condition { text += " " + attribute.description }
        }
        /// An attribute that is left out when it has no value.
        package mutating func appendInterpolation(_ attribute: StaticString, _ value: String?) {
            guard let value else { return }
            text += " " + attribute.description + "=\""
            value.appendEscaped(to: &text)
            text += "\""
        }
    }
}

extension String {
    /// Appends `self` to `html`, with the five characters that HTML reads as syntax spelled out.
    func appendEscaped(to html: inout String) {
        guard utf8.contains(where: { Self.entity(for: $0) != nil }) else {
            html += self
            return
        }
        var rest = self[...]
        while let special = rest.utf8.firstIndex(where: { Self.entity(for: $0) != nil }) {
            html += rest[..<special]
            html += Self.entity(for: rest.utf8[special]) ?? ""
            rest = rest[rest.utf8.index(after: special)...]
        }
        html += rest
    }

    private static func entity(for byte: UInt8) -> String? {
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
