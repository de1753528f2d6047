import Testing

@testable import Domain

/// How long the steps of a hub take, measured on those that took them, dates as precise as they are known and no more.
struct TypicalDurationTests {
    private func duration(
        _ stage: JourneyStage, _ hubs: [[(MilestoneKind, String)]], on text: String = "2026-01-01"
    ) -> TypicalDuration {
        var milestones: [ID<Hub>: [Milestone]] = [:]
        for (rank, hub) in hubs.enumerated() {
            milestones[ID(rawValue: Int64(rank + 1))] = hub.enumerated().map { place, one in
                milestone(one.0, one.1, .hub(ID(rawValue: Int64(rank + 1))), id: ID(rawValue: Int64(place + 1)))
            }
        }
        return TypicalDuration(stage, of: milestones, on: day(text))
    }

    @Test func exactDatesGiveExactDays() {
        let found = duration(
            .prefiguration, [[(.steeringGroup, "2020-01-01"), (.foundingAssembly, "2021-01-01")]])
        #expect(found.measured.map { $0.days(until: day("2026-01-01")) } == [366...366])
        #expect(found.range == 366...366)
        // One case is no habit.
        #expect(found.median == nil && found.sentence.contains("trop peu"))
    }

    @Test func aYearAndAMonthGiveBoundsRatherThanAGuess() {
        let found = duration(.whole, [[(.initiative, "2019"), (.foundingAssembly, "2020-03")]])
        // From 31 December 2019 to 1 March 2020 at least, from 1 January 2019 to 31 March 2020 at most.
        #expect(found.range == 61...455)
    }

    @Test func theMiddleOfTheBoundsBoundsTheMiddle() {
        let found = duration(
            .prefiguration,
            [
                [(.steeringGroup, "2020-01-01"), (.hubCreated, "2020-04-10")],
                [(.steeringGroup, "2020-01-01"), (.hubCreated, "2020-12")],
                [(.steeringGroup, "2020-01-01"), (.hubCreated, "2023-01-01")],
            ])
        #expect(found.median == 335...365)
        #expect(found.range == 100...1096)
    }

    @Test func ofTwoInTheMiddleHalfIsTaken() {
        let ends = ["2020-01-11", "2020-01-21", "2020-01-31", "2020-03-01"]
        let found = duration(.prefiguration, ends.map { [(.steeringGroup, "2020-01-01"), (.hubCreated, $0)] })
        #expect(found.median == 25...25)
    }

    @Test func thoseStillOnTheWayAreSaidAndNotMeasured() {
        let past = (0..<3).map { _ in
            [(MilestoneKind.steeringGroup, "2020-01-01"), (MilestoneKind.hubCreated, "2020-07-01")]
        }
        let found = duration(
            .prefiguration, past + [[(.steeringGroup, "2021-01-01")], [(.steeringGroup, "2025-12-01")]])
        #expect(found.measured.count == 3 && found.ongoing.count == 2)
        // Five years are longer than six months: the habit is longer than what was measured, and it says so.
        #expect(found.slower == 1)
        #expect(found.sentence.contains("2\u{A0}démarches y sont encore") && found.sentence.contains("plus longue"))
    }

    @Test func thoseThatStoppedAreNeitherShortNorLongOnes() {
        let found = duration(.whole, [[(.initiative, "2019-04"), (.coreGroup, "2019-11"), (.abandoned, "2021-06")]])
        #expect(found.measured.isEmpty && found.stopped.count == 1 && found.range == nil)
    }

    @Test func aHubWhoseBeginningNobodyDatedIsCountedBeside() {
        let found = duration(.whole, [[(.foundingAssembly, "2009-03-02")], [(.steeringGroup, "2009-11")]])
        // The second one has not come to the end: it is no undated way either.
        #expect(found.undated == 1 && found.measured.isEmpty && found.ongoing.isEmpty)
        #expect(duration(.organising, [[(.steeringGroup, "2009-11")]]).undated == 1)
    }

    @Test func whatHappensLaterIsNotKnownYet() {
        let found = duration(
            .prefiguration, [[(.steeringGroup, "2020-01-01"), (.hubCreated, "2027-01-01")]], on: "2026-01-01")
        #expect(found.measured.isEmpty && found.ongoing.count == 1)
    }

    @Test func anInitiativeTakenUpAgainIsASecondWay() {
        let found = duration(
            .whole,
            [
                [
                    (.initiative, "2015-01-01"), (.abandoned, "2016-01-01"), (.initiative, "2018-01-01"),
                    (.hubCreated, "2019-01-01"),
                ]
            ])
        #expect(found.stopped.count == 1 && found.measured.count == 1 && found.range == 365...365)
    }

    @Test(arguments: [
        (0, "0\u{A0}jour"), (1, "1\u{A0}jour"), (59, "59\u{A0}jours"), (61, "2\u{A0}mois"), (365, "12\u{A0}mois"),
        (731, "2\u{A0}ans"), (820, "2\u{A0}ans et 3\u{A0}mois"),
    ])
    func aDurationIsSaidInTheUnitThatPeopleUse(days: Int, words: String) {
        #expect(French.duration(days: days) == words)
    }
}

struct StillnessTests {
    private func stillness(_ status: Status, latest: String?, stopped: Bool = false) -> Stillness? {
        Stillness.of(status, hasStopped: stopped, latest: latest.map(day), on: day("2026-11-26"), patience: 6)
    }

    @Test func somethingRecordedLatelyMoves() {
        #expect(stillness(.organising, latest: "2026-05-27") == nil)
        #expect(stillness(.organising, latest: "2026-05-26") == .silent(months: 6))
        #expect(stillness(.created, latest: "2010-10-12") == .silent(months: 193))
    }

    @Test func nothingKnownIsNotTheSameAsNoInitiative() {
        #expect(stillness(.unknown, latest: "2026-11-01") == .unknown)
        #expect(stillness(.none, latest: nil) == .noInitiative)
        #expect(stillness(.none, latest: nil, stopped: true) == .stopped)
    }

    @Test func whatWasNeverDatedIsSilent() { #expect(stillness(.prefiguration, latest: nil) == .silent(months: 6)) }
}
