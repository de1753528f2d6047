/// A month of the calendar, written `2020-06`: what a vintage of the register is named by.
package struct Month: Hashable, Comparable, Sendable, LosslessStringConvertible {
    package let year: Int
    package let month: Int

    package init?(_ description: String) {
        guard let date = PartialDate(description), let month = date.month, date.day == nil else { return nil }
        (year, self.month) = (date.year, month)
    }

    package var description: String { lastDay.description.prefix(7).description }
    package static func < (left: Self, right: Self) -> Bool { (left.year, left.month) < (right.year, right.month) }

    private var date: PartialDate? { PartialDate(year: year, month: month) }
    package var lastDay: Day { date?.latest ?? .farPast }
    /// « juin 2020 ».
    package var french: String { date?.french ?? "" }

    /// The month that a file's name tells, « StockEtablissement_2020-06_utf8.csv »; nil when it tells none, or two.
    package static func named(in name: String) -> Month? {
        let found = name.matches(of: /(?:^|[^0-9])((?:19|20)[0-9]{2}-[0-9]{2})(?![0-9])/).compactMap {
            Month(String($0.output.1))
        }
        return Set(found).count == 1 ? found.first : nil
    }
}
