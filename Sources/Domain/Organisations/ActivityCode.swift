/// The nomenclatures that activity codes (APE) come from.
package enum Nomenclature: String, Codable, Sendable, CaseIterable {
    case nafRev2 = "NAFRev2"
    /// In force on 1 January 2027 (décret 2025-736); present in Sirene since December 2025.
    case naf2025 = "NAF2025"
    case nafRev1 = "NAFRev1"
    case naf1993 = "NAF1993"
    case nap = "NAP"

    package var label: String {
        switch self {
        case .nafRev2: "NAF rév. 2"
        case .naf2025: "NAF 2025"
        case .nafRev1: "NAF rév. 1"
        case .naf1993: "NAF 1993"
        case .nap: "NAP 1973"
        }
    }

    /// Those that sectors are mapped to. A code of the others means something else in these, and is left unread.
    package static let mapped: [Nomenclature] = [.nafRev2, .naf2025]
}

/// An activity code with the nomenclature it belongs to.
package struct ActivityCode: Hashable, Sendable {
    package let nomenclature: Nomenclature
    /// Without its point: « 8899B ».
    package let letters: String

    /// Reads « 88.99B ». The nomenclature is the one that the source says; when it says none, the shape tells: the last letter
    /// of NAF rév. 2 is Z or A to F, that of NAF 2025 G to L or Y, older ones have one digit less. Nil when shape and word differ.
    package init?(_ text: String, nomenclature: String) {
        let letters = ActivityCode.plain(text)
        guard let shape = ActivityCode.shape(letters) else { return nil }
        if let said = Nomenclature(rawValue: nomenclature) {
            guard shape == said || !Nomenclature.mapped.contains(said) && !Nomenclature.mapped.contains(shape) else {
                return nil
            }
            self.nomenclature = said
        } else {
            self.nomenclature = shape
        }
        self.letters = letters
    }

    /// « 88.99b » → « 8899B ».
    static func plain(_ text: String) -> String {
        String(text.uppercased().unicodeScalars.filter { $0 != "." && $0 != " " && $0 != "\u{A0}" })
    }

    private static func shape(_ letters: String) -> Nomenclature? {
        let bytes = Array(letters.utf8)
        let digits = bytes.prefix { (0x30...0x39).contains($0) }.count
        switch (bytes.count, digits, bytes.last) {
        case (5, 4, 0x5A), (5, 4, .some(0x41...0x46)): return .nafRev2
        case (5, 4, 0x59), (5, 4, .some(0x47...0x4C)): return .naf2025
        case (4, 3, .some(0x41...0x5A)): return .nafRev1
        case (4, 4, _): return .nap
        default: return nil
        }
    }
}

/// The beginning of activity codes: a section's letter, a division, a group, a class or a whole code.
package struct ActivityPrefix: Hashable, Sendable {
    package let nomenclature: Nomenclature
    /// « Q », « 88 », « 889 », « 8899 », « 8899B ».
    package let letters: String

    /// Nil when no code of a mapped nomenclature could begin so.
    package init?(_ text: String, in nomenclature: Nomenclature) {
        let letters = ActivityCode.plain(text)
        guard Nomenclature.mapped.contains(nomenclature) else { return nil }
        if letters.utf8.count == 1 {
            guard ActivityPrefix.sections(nomenclature).contains(where: { $0.letter == letters }) else { return nil }
        } else if letters.utf8.count == 5 {
            guard ActivityCode(letters, nomenclature: nomenclature.rawValue) != nil else { return nil }
        } else {
            guard (2...4).contains(letters.utf8.count), letters.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let division = Int(letters.prefix(2)), ActivityPrefix.section(of: division, in: nomenclature) != nil
            else { return nil }
        }
        (self.nomenclature, self.letters) = (nomenclature, letters)
    }

    /// « 88.9 », as the nomenclature writes it.
    package var written: String {
        letters.utf8.count > 2 ? letters.prefix(2) + "." + letters.dropFirst(2) : letters
    }

    /// What this code begins with, the longest first, down to its section.
    static func all(of code: ActivityCode) -> [String] {
        var prefixes = [5, 4, 3, 2].map { String(code.letters.prefix($0)) }
        if let division = Int(code.letters.prefix(2)), let letter = section(of: division, in: code.nomenclature) {
            prefixes.append(letter)
        }
        return prefixes
    }

    static func section(of division: Int, in nomenclature: Nomenclature) -> String? {
        sections(nomenclature).first { $0.divisions.contains(division) }?.letter
    }

    private static func sections(_ nomenclature: Nomenclature) -> [(letter: String, divisions: ClosedRange<Int>)] {
        nomenclature == .naf2025 ? sections2025 : sectionsRev2
    }

    private static let sectionsRev2: [(letter: String, divisions: ClosedRange<Int>)] = [
        ("A", 1...3), ("B", 5...9), ("C", 10...33), ("D", 35...35), ("E", 36...39), ("F", 41...43), ("G", 45...47),
        ("H", 49...53), ("I", 55...56), ("J", 58...63), ("K", 64...66), ("L", 68...68), ("M", 69...75), ("N", 77...82),
        ("O", 84...84), ("P", 85...85), ("Q", 86...88), ("R", 90...93), ("S", 94...96), ("T", 97...98), ("U", 99...99),
    ]

    private static let sections2025: [(letter: String, divisions: ClosedRange<Int>)] = [
        ("A", 1...3), ("B", 5...9), ("C", 10...33), ("D", 35...35), ("E", 36...39), ("F", 41...43), ("G", 46...47),
        ("H", 49...53), ("I", 55...56), ("J", 58...60), ("K", 61...63), ("L", 64...66), ("M", 68...68), ("N", 69...75),
        ("O", 77...82), ("P", 84...84), ("Q", 85...85), ("R", 86...88), ("S", 90...93), ("T", 94...96), ("U", 97...98),
        ("V", 99...99),
    ]
}
