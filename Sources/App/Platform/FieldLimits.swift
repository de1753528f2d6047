import Domain
import Foundation

/// Limits of what forms take, said in a sentence before the database says them with a fault.
extension Refused {
    /// Counted in code points, as SQLite's length() does: a flag or a family of emoji is several.
    static func tooLong(_ text: String, _ maximum: Int, _ start: String = "C’est trop long", field: String) -> Refused?
    {
        guard text.unicodeScalars.count > maximum else { return nil }
        return Refused("\(start) : \(French.number(maximum)) caractères au plus.", field: field)
    }

    /// A day of a perimeter, a member, a threshold: since 1900, five years ahead at most.
    static func farDay(_ day: Day?, today: Day, field: String) -> Refused? {
        guard let day, let first = Day(year: 1900, month: 1, day: 1) else { return nil }
        let last = Day(year: today.year + 5, month: today.month, day: min(today.day, 28)) ?? today
        guard day < first || day > last else { return nil }
        return Refused(
            "Le \(day.french) est trop loin : donnez un jour entre 1900 et \(last.year), au plus cinq ans à venir.",
            field: field)
    }
}
