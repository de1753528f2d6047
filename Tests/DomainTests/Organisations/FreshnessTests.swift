import Testing

@testable import Domain

/// How long a record stays fresh, when its organisation is written to, how much it tells.
struct FreshnessTests {
    private let duty = FreshnessDuty(advisedAfter: 12, requiredAfter: 18, reminders: 2)

    @Test(arguments: [
        (Day?.none, Freshness.never), (day("2025-11-26"), .fresh), (day("2025-11-25"), .advised),
        (day("2025-05-26"), .advised), (day("2025-05-25"), .required), (day("2030-01-01"), .fresh),
    ])
    func freshnessFollowsTheLastConfirmation(confirmed: Day?, expected: Freshness) {
        #expect(Freshness(confirmed: confirmed, on: day("2026-11-25"), duty: duty) == expected)
    }

    @Test(arguments: [
        ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-11-25", 14, "2028-01-25"),
        ("2026-01-15", -1, "2025-12-15"), ("2026-11-25", -12, "2025-11-25"),
    ])
    func monthsAreCountedOnTheCalendar(start: String, months: Int, end: String) {
        #expect(day(start).adding(months: months) == day(end))
    }

    @Test func aReminderIsDueRarelyAndNeverAfterARefusal() {
        let today = day("2026-11-25")
        func due(
            _ freshness: Freshness, isMember: Bool = true, sent: [String] = [], hasRefused: Bool = false
        ) -> Bool {
            ReminderRule.isDue(
                freshness, isMember: isMember, sent: sent.map { day($0) }, hasRefused: hasRefused, on: today, duty: duty
            )
        }
        #expect(due(.advised) && due(.required, isMember: false) && due(.never))
        #expect(!due(.fresh) && !due(.never, isMember: false) && !due(.required, hasRefused: true))
        #expect(!due(.advised, sent: ["2026-09-27"]) && due(.advised, sent: ["2026-09-26"]))
        #expect(!due(.advised, sent: ["2026-01-01", "2026-05-01"]))
    }

    @Test func theScoreIsOutOfAHundredAndSaysWhatWouldRaiseIt() {
        let empty = RecordQuality(of: OrganisationSheet([.name: "Ti Coop"]))
        #expect(empty.score == 0 && empty.points.map(\.worth).reduce(0, +) == 100)
        var sheet = OrganisationSheet([.name: "Ti Coop", .phone: "02", .family: "association", .rna: "W291000123"])
        let some = RecordQuality(of: sheet)
        #expect(some.score == 35)
        #expect(some.missing.first?.worth == 15 && some.missing.count == 7)
        for point in some.missing { #expect(some.score + point.worth <= 100) }
        sheet[.presentation] = String(repeating: "a", count: 80)
        #expect(RecordQuality(of: sheet).score == 50)
    }

    @Test func wordsThatDifferAreMarkedAndTheOthersAreNot() {
        let change = TextChange(from: "une épicerie du pays", to: "une grande épicerie coopérative")
        #expect(change.old.map(\.text) == ["une épicerie", "du pays"] && change.old.map(\.isChanged) == [false, true])
        #expect(change.new.map(\.text) == ["une", "grande", "épicerie", "coopérative"])
        #expect(change.new.map(\.isChanged) == [false, true, false, true])
        #expect(TextChange(from: "", to: "neuf").new == [TextChange.Piece(text: "neuf", isChanged: true)])
    }
}
