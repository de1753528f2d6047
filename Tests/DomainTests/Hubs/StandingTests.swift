import Testing

@testable import Domain

/// Where a hub stands on a day, by what is certain to have happened (R23).
struct StandingTests {
    @Test func nothingRecordedIsUnknownAndNotAbsent() {
        let standing = Standing.of([], on: day("2010-03-01"))
        #expect(standing == .unknown)
        #expect(standing.status == .unknown && standing.since == nil && standing.milestone == nil)
    }

    @Test(arguments: [
        (MilestoneKind.initiative, Status.organising), (.coreGroup, .organising),
        (.prefigurationPlanned, .prefiguration),
        (.steeringGroup, .prefiguration), (.studyStarted, .prefiguration), (.foundingAssembly, .created),
        (.hubCreated, .created), (.noInitiative, .none), (.abandoned, .none),
    ])
    func aMilestoneBringsItsStatus(kind: MilestoneKind, status: Status) {
        #expect(Standing.of([milestone(kind, "2009-06-12")], on: day("2009-06-12")).status == status)
        #expect(Standing.of([milestone(kind, "2009-06-12")], on: day("2009-06-11")).status == .unknown)
    }

    @Test(arguments: [
        MilestoneKind.studyEnded, .coordinatorHired, .networkJoined, .mention, .support, .event, .report, .plenary,
        .snapshot,
    ])
    func whatIsOnlyToldChangesNoStatus(kind: MilestoneKind) {
        #expect(kind.effect == nil)
        #expect(Standing.of([milestone(kind, "2009")], on: day("2020-01-01")) == .unknown)
    }

    @Test(arguments: [
        ("2009-10", "2009-10-31"), ("2009", "2009-12-31"), ("2008-02", "2008-02-29"), ("2009-10-07", "2009-10-07"),
    ])
    func aDateKnownInPartCountsFromItsLastDay(date: String, first: String) {
        let milestones = [milestone(.hubCreated, date)]
        #expect(Standing.of(milestones, on: day(first).adding(days: -1)).status == .unknown)
        let standing = Standing.of(milestones, on: day(first))
        #expect(standing.status == .created)
        #expect(standing.since?.description == date)
    }

    @Test func theLastMilestoneDecidesEvenBackwards() {
        let milestones = [
            milestone(.initiative, "2008", id: 1), milestone(.foundingAssembly, "2009-03-02", id: 2),
            milestone(.abandoned, "2012-05", id: 3), milestone(.initiative, "2014", id: 4),
        ]
        #expect(Standing.of(milestones, on: day("2009-03-01")).status == .organising)
        #expect(Standing.of(milestones, on: day("2009-03-02")).status == .created)
        #expect(Standing.of(milestones, on: day("2012-05-30")).status == .created)
        #expect(Standing.of(milestones, on: day("2012-05-31")).status == .none)
        #expect(Standing.of(milestones, on: day("2014-12-31")).status == .organising)
    }

    @Test func aStandingKeepsTheCertaintyAndTheMilestoneItRestsOn() {
        let milestones = [
            milestone(.coreGroup, "2009-05", .hub(1), .established, id: 4),
            milestone(.hubCreated, "2009-10-07", .hub(1), .deduced, id: 9),
        ]
        let standing = Standing.of(milestones, on: day("2010-03-01"))
        #expect(standing.certainty == .deduced && standing.milestone == 9)
    }

    @Test func onTheSameDayTheFurthestStepOfTheUsualOrderHolds() {
        let milestones = [
            milestone(.foundingAssembly, "2009-06-30", id: 1), milestone(.initiative, "2009-06", id: 2),
            milestone(.steeringGroup, "2009-06-30", id: 3),
        ]
        #expect(Standing.of(milestones, on: day("2009-06-30")).status == .created)
    }

    /// Whatever the order in which milestones were recorded, and for every day, the answer is the same.
    @Test func theOrderOfRecordingNeverMatters() {
        var random = SeededRandom(seed: 1)
        let kinds = MilestoneKind.allCases
        for _ in 0..<60 {
            var milestones: [Milestone] = []
            for number in 1...8 {
                let year = Int.random(in: 2006...2011, using: &random)
                let month = Int.random(in: 1...12, using: &random)
                let date = PartialDate(year: year, month: Bool.random(using: &random) ? month : nil)
                let kind = kinds[Int.random(in: 0..<kinds.count, using: &random)]
                milestones.append(
                    milestone(kind, date?.description ?? "2006", id: ID(rawValue: Int64(number))))
            }
            let shuffled = milestones.shuffled(using: &random)
            for number in stride(from: day("2005-12-31").number, to: day("2012-02-01").number, by: 17) {
                guard let day = Day(number: number) else { continue }
                #expect(Standing.of(milestones, on: day) == Standing.of(shuffled, on: day))
            }
        }
    }
}
