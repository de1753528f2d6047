/// A date as precisely as it is known: a year, a month or a day (the brochure says « juin 2009 »).
/// Written `2009`, `2009-06` or `2009-06-12`: level 0 of EDTF (ISO 8601-2).
package struct PartialDate: Hashable, Sendable, LosslessStringConvertible {
    package let year: Int
    package let month: Int?
    package let day: Int?

    package init?(year: Int, month: Int? = nil, day: Int? = nil) {
        guard day == nil || month != nil else { return nil }
        guard Day(year: year, month: month ?? 1, day: day ?? 1) != nil else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    package init(_ day: Day) { (year, month, self.day) = (day.year, day.month, day.day) }

    package init?(_ description: String) {
        let parts = description.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), parts[0].utf8.count == 4 else { return nil }
        guard parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }) else { return nil }
        let numbers = parts.compactMap { (part: Substring) -> Int? in Day.number(part) }
        guard numbers.count == parts.count else { return nil }
        self.init(
            year: numbers[0], month: numbers.count > 1 ? numbers[1] : nil, day: numbers.count > 2 ? numbers[2] : nil)
    }

    package var description: String {
        var text = Day.pad(year, 4)
        if let month { text += "-" + Day.pad(month, 2) }
        if let day { text += "-" + Day.pad(day, 2) }
        return text
    }

    /// The first day it may be.
    package var earliest: Day {
        Day(year: year, month: month ?? 1, day: day ?? 1) ?? Day.farPast
    }

    /// The last day it may be: from the end of this day on, what the date says is certain to have happened.
    package var latest: Day {
        let lastMonth = month ?? 12
        return Day(year: year, month: lastMonth, day: day ?? Day.length(ofMonth: lastMonth, year: year))
            ?? Day.farPast
    }

    package var isExact: Bool { day != nil }
}

extension Day {
    /// Earlier than any day a source could name.
    package static let farPast = Day(number: -354_285) ?? Day(unchecked: 1000, 1, 1)

    private init(unchecked year: Int, _ month: Int, _ day: Int) {
        (self.year, self.month, self.day) = (year, month, day)
    }
}

extension PartialDate: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let date = PartialDate(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "« \(text) » n’est ni une année, ni un mois AAAA-MM, ni un jour AAAA-MM-JJ")
        }
        self = date
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
