import Foundation

/// French typography of dates, numbers and lists, for the sentences that people read.
package enum French {
    /// No-break space, before « : » and inside « … ».
    package static let space = "\u{A0}"
    /// Narrow no-break space, between thousands and before « ; ! ? % ».
    package static let thin = "\u{202F}"

    static let months = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
        "novembre", "décembre",
    ]

    /// `12345` → « 12 345 ».
    package static func number(_ value: Int) -> String {
        if (0..<1000).contains(value) { return String(value) }
        let digits = String(value.magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += thin }
            text.append(digit)
        }
        return value < 0 ? "−" + text : text
    }

    /// Tenths as a percentage: `135` → « 13,5 % ».
    package static func percent(tenths: Int) -> String {
        let rest = abs(tenths % 10)
        let sign = tenths < 0 && tenths > -10 ? "−" : ""
        return sign + number(tenths / 10) + (rest == 0 ? "" : "," + String(rest)) + thin + "%"
    }

    /// « 1 pôle », « 2 pôles », « aucun pôle » is left to the caller: French counts 0 and 1 as singular.
    package static func count(_ value: Int, _ singular: String, _ plural: String) -> String {
        number(value) + space + (abs(value) < 2 ? singular : plural)
    }

    /// « a, b et c ».
    package static func list(_ items: [String]) -> String {
        guard let last = items.last else { return "" }
        guard items.count > 1 else { return last }
        return items.dropLast().joined(separator: ", ") + " et " + last
    }

    package static func quote(_ text: String) -> String { "«" + space + text + space + "»" }

    /// Title → identifier for addresses: « Pays de Trégor-Goëlo » → `pays-de-tregor-goelo`.
    package static func slug(_ text: String) -> String { plainSlug(text) ?? foldedSlug(text) }

    /// Of what is ASCII and the usual accents, byte by byte; nil for other texts.
    private static func plainSlug(_ text: String) -> String? {
        var text = text
        return text.withUTF8 { (bytes: UnsafeBufferPointer<UInt8>) -> String? in
            var slug: [UInt8] = []
            slug.reserveCapacity(bytes.count)
            var place = 0
            while place < bytes.count {
                let byte = bytes[place]
                place += 1
                switch byte {
                case 0x61...0x7A, 0x30...0x39: slug.append(byte)
                case 0x41...0x5A: slug.append(byte + 32)
                case ..<0x80:
                    if let last = slug.last, last != 0x2D { slug.append(0x2D) }
                case 0xC3 where place < bytes.count:
                    let letter = accented[Int(bytes[place] & 0x3F)]
                    guard letter != 0x2E else { return nil }
                    slug.append(letter)
                    place += 1
                default: return nil
                }
            }
            while slug.last == 0x2D { slug.removeLast() }
            return String(decoding: slug, as: UTF8.self)
        }
    }

    /// U+00C0 to U+00FF without their accents; a point for what is not one letter and its accent.
    private static let accented = Array("aaaaaa.ceeeeiiii.nooooo..uuuuy..aaaaaa.ceeeeiiii.nooooo..uuuuy.y".utf8)

    static func foldedSlug(_ text: String) -> String {
        let folded = text.lowercased().unicodeScalars.map { (scalar: Unicode.Scalar) -> String in
            folding[scalar] ?? String(scalar)
        }
        var slug = ""
        for character in folded.joined().decomposedASCII {
            if character.isASCII, character.isLetter || character.isNumber {
                slug.append(character)
            } else if !slug.hasSuffix("-"), !slug.isEmpty, character.isASCII || character.isWhitespace {
                slug.append("-")
            }
        }
        while slug.hasSuffix("-") { slug.removeLast() }
        return slug
    }

    private static let folding: [Unicode.Scalar: String] = [
        "œ": "oe", "æ": "ae", "ß": "ss", "’": "-", "–": "-", "—": "-",
    ]
}

extension Day {
    /// « 1er mars 2010 ».
    package var french: String { (day == 1 ? "1er" : String(day)) + French.space + monthAndYear }
    fileprivate var monthAndYear: String { French.months[month - 1] + French.space + String(year) }
    /// « 1er mars 2010 » with « le » in front.
    package var frenchWithArticle: String { "le" + French.space + french }
}

extension PartialDate {
    /// « 2009 », « juin 2009 », « 12 juin 2009 ».
    package var french: String {
        guard month != nil else { return String(year) }
        return day == nil ? earliest.monthAndYear : earliest.french
    }

    /// « en 2009 », « en juin 2009 », « le 12 juin 2009 ».
    package var frenchWhen: String { (day == nil ? "en" : "le") + French.space + french }
}

extension String {
    /// The first letter as a capital.
    package var uppercasedFirst: String { prefix(1).uppercased() + dropFirst() }

    /// Letters without their accents: é → e. Characters that have no decomposition stay as they are.
    package var decomposedASCII: String {
        let decomposed = self.decomposedStringWithCanonicalMapping
        return String(
            String.UnicodeScalarView(decomposed.unicodeScalars.filter { !(0x300...0x36F).contains($0.value) }))
    }
}
