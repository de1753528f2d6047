import Testing

@testable import Domain

struct ChronologyChangeTests {
    private func day(_ text: String) throws -> Day { try #require(Day(text)) }

    private func milestone(_ number: Int64, _ kind: MilestoneKind, _ date: String, recorded: String? = nil) throws
        -> Milestone
    {
        Milestone(
            id: ID(rawValue: number), subject: .hub(1), kind: kind, date: try #require(PartialDate(date)), title: "x",
            detail: "", certainty: .established, source: Source(id: 1, title: "s"),
            recordedOn: recorded.flatMap(Day.init))
    }

    @Test func aStudyAfterTheFoundingDoesNotSendTheHubBack() throws {
        let life = [try milestone(1, .foundingAssembly, "2023-03-18"), try milestone(2, .studyStarted, "2026-11-02")]
        #expect(Standing.of(life, on: try day("2026-12-01")).status == .created)
    }

    @Test func aHubThatStoppedMayStartAgain() throws {
        let life = [
            try milestone(1, .foundingAssembly, "2019-03-18"), try milestone(2, .abandoned, "2021-06"),
            try milestone(3, .initiative, "2026-10-02"),
        ]
        #expect(Standing.of(life, on: try day("2022-01-01")).status == Status.none)
        #expect(Standing.of(life, on: try day("2026-11-01")).status == .organising)
    }

    @Test func theStatusIsSinceTheFirstMilestoneThatBroughtIt() throws {
        let life = [try milestone(1, .steeringGroup, "2009-11"), try milestone(2, .studyStarted, "2010-03")]
        #expect(Standing.of(life, on: try day("2010-06-01")).since == PartialDate("2009-11"))
    }

    @Test func aDateNotYetOverCountsFromTheDayItWasRecorded() throws {
        let life = [try milestone(1, .hubCreated, "2026", recorded: "2026-11-23")]
        #expect(Standing.of(life, on: try day("2026-11-22")).status == .unknown)
        #expect(Standing.of(life, on: try day("2026-11-23")).status == .created)
    }

    @Test func settingTheFoundingAsideIsAFall() throws {
        let initiative = try milestone(1, .initiative, "2008")
        let founding = try milestone(2, .foundingAssembly, "2009-03-02")
        let change = ChronologyChange(before: [initiative, founding], after: [initiative])
        #expect(change.fall?.status == .organising && change.rise == nil)
        #expect(Transition.findings(fall: change.fall).count == 1 && Transition.findings(fall: nil).isEmpty)
    }

    @Test func settingADuplicateAsideIsNot() throws {
        let founding = try milestone(2, .foundingAssembly, "2009-03-02")
        let twice = try milestone(3, .foundingAssembly, "2009-03-02")
        #expect(ChronologyChange(before: [founding, twice], after: [founding]).fall == nil)
    }

    @Test func aDateMayMoveAsLongAsNoStepIsOvertaken() throws {
        let study = try milestone(1, .studyStarted, "2008")
        let founding = try milestone(2, .foundingAssembly, "2009-03-02")
        let near = try milestone(3, .foundingAssembly, "2009-03-09")
        let far = try milestone(4, .foundingAssembly, "1900")
        #expect(ChronologyChange(before: [study, founding], after: [study, near]).keepsSteps)
        #expect(!ChronologyChange(before: [study, founding], after: [study, far]).keepsSteps)
    }

    @Test(arguments: [MilestoneKind.coordinatorHired, .networkJoined])
    func someMilestonesComeAfterTheFounding(kind: MilestoneKind) {
        #expect(Transition.findings(order: kind, status: .prefiguration).count == 1)
        #expect(Transition.findings(order: kind, status: .created).isEmpty)
        #expect(Transition.findings(order: .event, status: .unknown).isEmpty)
    }
}
