/// An address that mail can be sent to: the plain form of RFC 5321, in ASCII, in lower case so that it is known again however it is typed.
package struct MailAddress: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    package init?(_ typed: String) {
        let trimmed = typed.drop(while: \.isWhitespace)
        guard let last = trimmed.lastIndex(where: { !$0.isWhitespace }) else { return nil }
        // Before lower case, which turns the Kelvin sign into a k.
        guard trimmed.utf8.count <= 1_000, trimmed[...last].utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let address = trimmed[...last].lowercased()
        guard address.utf8.count <= 254 else { return nil }
        let halves = address.split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, Self.isLocalPart(halves[0]), Self.isDomain(halves[1]) else { return nil }
        text = address
    }

    package var description: String { text }
    package var domain: Substring { text.drop { $0 != "@" }.dropFirst() }
    package var localPart: Substring { text.prefix { $0 != "@" } }

    private static func isLocalPart(_ part: Substring) -> Bool {
        guard (1...64).contains(part.utf8.count) else { return false }
        let atoms = part.split(separator: ".", omittingEmptySubsequences: false)
        return atoms.allSatisfy { atom in !atom.isEmpty && atom.allSatisfy(isAtomCharacter) }
    }

    private static func isAtomCharacter(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "!#$%&'*+/=?^_`{|}~-".contains(character)
    }

    /// At least two labels, of letters, digits and inner hyphens; the last one is not a number.
    private static func isDomain(_ domain: Substring) -> Bool {
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, labels.last?.contains(where: \.isLetter) == true else { return false }
        return labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
        }
    }
}
