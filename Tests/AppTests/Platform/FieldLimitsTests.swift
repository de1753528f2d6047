import Domain
import Testing

@testable import App

struct FieldLimitsTests {
    @Test func aLengthIsCountedAsTheDatabaseCountsIt() {
        let family = "👨‍👩‍👧"
        #expect(family.count == 1)
        #expect(Refused.tooLong(family, 4, field: "nom")?.field == "nom")
        #expect(Refused.tooLong(family, 5, field: "nom") == nil)
        #expect(
            Refused.tooLong("🇫🇷🇫🇷", 3, "Le nom est trop long", field: "nom")?.sentence.hasPrefix("Le nom est") == true)
    }

    @Test(arguments: [
        ("1899-12-31", false), ("1900-01-01", true), ("2031-03-14", true), ("2031-03-16", false), ("9999-12-31", false),
    ])
    func aDayTooFarAwayIsRefused(text: String, isTaken: Bool) {
        #expect((Refused.farDay(day(text), today: day("2026-03-15"), field: "depuis") == nil) == isTaken)
    }
}
