import Testing

@testable import Domain

/// The day that a group sets for its next status: what was set stays as it was set.
struct StepDeadlineRuleTests {
    private let today = Day(year: 2026, month: 3, day: 1) ?? .farPast

    private func deadline(_ days: Int) -> StepDeadline {
        StepDeadline(.created, due: today.adding(days: days), reason: "", setOn: today.adding(days: -10))
    }

    private func problem(_ days: Int, _ reason: String = "", after earlier: [StepDeadline] = []) -> String? {
        StepDeadline.problem(today.adding(days: days), reason: reason, after: earlier, on: today)?.sentence
    }

    @Test func theFirstDayNeedsNoReasonAndLiesAhead() {
        #expect(problem(1) == nil)
        for days in [0, -1, -400] { #expect(problem(days)?.contains("un jour à venir") == true) }
    }

    @Test func anotherDayNeedsItsReasonAndIsAnother() {
        #expect(
            problem(90, after: [deadline(60)])?.contains("celle du \(today.adding(days: 60).french) reste lisible")
                == true)
        #expect(problem(90, "Le Pays répond en mai", after: [deadline(60)]) == nil)
        #expect(problem(60, "Encore", after: [deadline(60)])?.contains("déjà fixée") == true)
        // Back to a day that was set before the last is a change like another.
        #expect(problem(60, "Tout compte fait", after: [deadline(60), deadline(90)]) == nil)
    }

    @Test func howFarItIsIsSaid() {
        #expect(deadline(0).distance(on: today) == "c’est aujourd’hui")
        #expect(deadline(400).distance(on: today) == "dans 13\u{A0}mois")
        #expect(deadline(-1).distance(on: today) == "passée depuis 1\u{A0}jour")
    }

    @Test func theStillnessOfYearsIsSaidInYears() {
        #expect(Stillness.silent(months: 154).sentence == "Rien d’enregistré depuis 12\u{A0}ans et 10\u{A0}mois.")
        #expect(Stillness.silent(months: 7).sentence == "Rien d’enregistré depuis 7\u{A0}mois.")
    }
}
