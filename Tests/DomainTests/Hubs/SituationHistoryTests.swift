import Testing

@testable import Domain

/// What the rule of time stops at, what changed between two stops, and who was counted.
struct SituationHistoryTests {
    private func network() -> Network {
        var network = Network()
        network.hub(1, covers: 1)
        network.hub(1, covers: 2, from: "2012-01-01", until: "2015-01-01")
        network.add(.initiative, "2008", .hub(1))
        network.add(.mention, "2008-06-01", .hub(1))
        network.add(.foundingAssembly, "2009-03", .hub(1))
        network.add(.plenary, "2009-06", .network)
        return network
    }

    @Test func theStopsAreTheDaysOnWhichSomethingChanges() {
        let expected = ["2008-12-31", "2009-03-31", "2009-06-30", "2012-01-01", "2015-01-01"].map(day)
        #expect(network().facts.daysOfChange == expected)
    }

    @Test func betweenTwoStopsNoStatusChanges() {
        let network = network()
        let stops = network.facts.daysOfChange
        for (start, end) in zip(stops, stops.dropFirst()) {
            let first = Situation(of: network.facts, on: start)
            let last = Situation(of: network.facts, on: end.adding(days: -1))
            #expect(last.changes(since: first).isEmpty)
        }
    }

    @Test func changesSayWhatWasAndWhatIs() {
        let network = network()
        let changes = network.situation("2009-03-31").changes(since: network.situation("2009-03-30"))
        #expect(changes == [StatusChange(territory: 1, before: .organising, after: .created)])
        #expect(network.situation("2012-01-01").changes(since: network.situation("2011-12-31")).map(\.territory) == [2])
        #expect(network.situation("2010-01-01").changes(since: network.situation("2010-01-01")).isEmpty)
    }

    @Test func theLastCountTakenByThatDayIsTheOneThatHolds() {
        var network = network()
        for (date, organisations) in [("2009", 25), ("2010-03-01", 40), ("2012", 60)] {
            guard let date = PartialDate(date) else { continue }
            network.headcounts.append(
                Headcount(hubID: 1, date: date, organisations: organisations, territories: nil, source: aSource))
        }
        #expect(network.facts.headcount(of: 1, on: day("2009-12-30")) == nil)
        #expect(network.facts.headcount(of: 1, on: day("2009-12-31"))?.organisations == 25)
        #expect(network.facts.headcount(of: 1, on: day("2012-12-30"))?.organisations == 40)
        #expect(network.facts.headcount(of: 1, on: day("2013-01-01"))?.organisations == 60)
        #expect(network.facts.headcount(of: nil, on: day("2013-01-01")) == nil)
        #expect(network.facts.headcount(of: 2, on: day("2013-01-01")) == nil)
    }

    @Test func aChronologyGoesByLastPossibleDayThenByTheUsualOrder() {
        let ordered = [
            milestone(.steeringGroup, "2009-06-30", id: 5), milestone(.initiative, "2009-06", id: 7),
            milestone(.foundingAssembly, "2009", id: 1), milestone(.mention, "2009-01-01", id: 9),
        ].sorted(by: Milestone.chronological)
        #expect(ordered.map(\.id) == [9, 7, 5, 1])
    }
}
