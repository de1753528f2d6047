/// Whole numbers in words, as receipts and cheques write them: « deux cent quatre-vingt-un ».
extension French {
    /// From 0 to 999 999 999; nil for other numbers. Spelling before 1990: hyphens below one hundred only.
    package static func words(_ number: Int) -> String? {
        guard (0...999_999_999).contains(number) else { return nil }
        if number == 0 { return "zéro" }
        let (millions, thousands, rest) = (number / 1_000_000, number / 1000 % 1000, number % 1000)
        let parts: [String?] = [
            millions == 0 ? nil : hundreds(millions, isLast: true) + (millions < 2 ? " million" : " millions"),
            // « mille » takes no « un » before it and no « s »; nor do « cent » and « vingt » before it.
            thousands == 0 ? nil : thousands == 1 ? "mille" : hundreds(thousands, isLast: false) + " mille",
            rest == 0 ? nil : hundreds(rest, isLast: true),
        ]
        return parts.compactMap(\.self).joined(separator: " ")
    }

    /// From 1 to 999. `isLast`: nothing follows, so that « cents » and « quatre-vingts » keep their « s ».
    private static func hundreds(_ number: Int, isLast: Bool) -> String {
        let (hundred, rest) = (number / 100, number % 100)
        let head = hundred == 0 ? "" : hundred == 1 ? "cent" : small[hundred] + " cent"
        guard rest > 0 else { return head + (hundred > 1 && isLast ? "s" : "") }
        return (head.isEmpty ? "" : head + " ") + tens(rest, isLast: isLast)
    }

    private static func tens(_ number: Int, isLast: Bool) -> String {
        if number < 20 { return small[number] }
        let (ten, unit) = (number / 10, number % 10)
        switch ten {
        case 7: return unit == 1 ? "soixante et onze" : "soixante-" + small[10 + unit]
        case 8: return unit == 0 ? (isLast ? "quatre-vingts" : "quatre-vingt") : "quatre-vingt-" + small[unit]
        case 9: return "quatre-vingt-" + small[10 + unit]
        default:
            let name = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante"][ten]
            return unit == 0 ? name : unit == 1 ? name + " et un" : name + "-" + small[unit]
        }
    }

    private static let small = [
        "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
        "treize",
        "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
    ]
}

extension Money {
    /// « soixante euros et cinquante centimes ».
    package var inWords: String {
        let (euros, cents) = (rawValue / 100, rawValue % 100)
        guard let whole = French.words(euros), let rest = French.words(cents) else { return french }
        let of = euros >= 1_000_000 && euros % 1_000_000 == 0 ? " d’" : " "
        let first = whole + of + (euros < 2 ? "euro" : "euros")
        if cents == 0 { return first }
        let second = rest + (cents < 2 ? " centime" : " centimes")
        return euros == 0 ? second : first + " et " + second
    }
}
