import Testing

@testable import Domain

/// The situation of a whole network on any day (R4, R10, R23).
struct SituationTests {
    @Test func everyTerritoryIsInTheSituationWhateverIsKnownOfIt() {
        let situation = Network().situation("2010-03-01")
        #expect(situation.territories.map(\.territory) == [1, 2, 3])
        #expect(situation.count(.unknown) == 3)
        #expect(Status.allCases.reduce(0) { $0 + situation.count($1) } == 3)
        #expect(situation[4] == nil)
    }

    @Test func aTerritoryHasTheStatusOfItsHub() throws {
        var network = Network()
        network.hub(1, covers: 2)
        network.add(.initiative, "2008", .hub(1))
        network.add(.foundingAssembly, "2009-03-02", .hub(1))
        #expect(network.status(2, "2009-03-01") == .organising)
        #expect(network.status(2, "2009-03-02") == .created)
        #expect(network.status(1, "2009-03-02") == .unknown)
        let found = try #require(network.situation("2009-03-02")[2])
        #expect(found.hubs == [1] && !found.isPartial && found.standing.since?.description == "2009-03-02")
    }

    @Test func aHubKnownOnlyByWhatHappenedLaterIsNotShownBefore() throws {
        var network = Network()
        network.hub(1, covers: 1)
        network.add(.hubCreated, "2018-02", .hub(1))
        let before = try #require(network.situation("2010-03-01")[1])
        #expect(before.standing == .unknown && before.hubs.isEmpty)
        #expect(try #require(network.situation("2018-02-28")[1]).hubs == [1])
    }

    @Test func aHubThatIsOnlyMentionedIsNamedButItsStatusStaysUnknown() throws {
        var network = Network()
        network.hub(1, covers: 1)
        network.add(.mention, "2010-03-01", .hub(1))
        let found = try #require(network.situation("2010-03-01")[1])
        #expect(found.standing == .unknown && found.hubs == [1])
        #expect(try #require(network.situation("2010-02-28")[1]).hubs.isEmpty)
    }

    @Test func withTwoHubsOnOneTerritoryTheOneFurthestAlongGivesTheStatus() throws {
        var network = Network()
        network.hub(1, covers: 1)
        network.hub(2, covers: 1)
        network.add(.initiative, "2009-01-01", .hub(1))
        network.add(.hubCreated, "2009-02-01", .hub(2))
        let found = try #require(network.situation("2009-03-01")[1])
        #expect(found.standing.status == .created && found.hubs == [2, 1])
        #expect(try #require(network.situation("2009-01-15")[1]).hubs == [1])
    }

    @Test func aHubMayCoverSeveralTerritoriesAndEachAddsFromItsDay() {
        var network = Network()
        network.hub(1, covers: 1)
        network.hub(1, covers: 2, from: "2012-01-01", until: "2015-01-01")
        network.add(.hubCreated, "2009-02-01", .hub(1))
        #expect(network.status(1, "2010-01-01") == .created && network.status(2, "2010-01-01") == .unknown)
        #expect(network.status(2, "2012-01-01") == .created && network.status(2, "2014-12-31") == .created)
        #expect(network.status(2, "2015-01-01") == .unknown)
    }

    @Test func anObservationThatNothingIsStartedHoldsUntilAHubStarts() {
        var network = Network()
        network.add(.noInitiative, "2010-03-01", .territory(3))
        network.hub(1, covers: 3)
        network.add(.initiative, "2013", .hub(1))
        #expect(network.status(3, "2010-02-28") == .unknown)
        #expect(network.status(3, "2010-03-01") == Status.none)
        #expect(network.status(3, "2013-12-30") == Status.none)
        #expect(network.status(3, "2013-12-31") == .organising)
    }

    @Test func aHubThatStopsLeavesItsTerritoryWithoutInitiative() throws {
        var network = Network()
        network.hub(1, covers: 1)
        network.add(.hubCreated, "2009-01-01", .hub(1))
        network.add(.abandoned, "2012", .hub(1))
        #expect(network.status(1, "2012-12-30") == .created)
        let after = try #require(network.situation("2012-12-31")[1])
        #expect(after.standing.status == Status.none && after.standing.since?.description == "2012")
    }

    @Test func aHubOnOneIntercommunaliteCoversItsPaysInPart() throws {
        var network = Network()
        let epci: ID<Territory> = 100
        let moves = day("2021-04-16")
        network.memberships = [
            Membership(
                partID: epci, wholeID: 1, wholeKind: .pays, validity: Validity(from: nil, until: moves) ?? .always,
                certainty: .established, sourceID: 1),
            Membership(
                partID: epci, wholeID: 2, wholeKind: .pays, validity: Validity(from: moves, until: nil) ?? .always,
                certainty: .deduced, sourceID: 1),
        ]
        network.hub(1, covers: epci)
        network.add(.hubCreated, "2019", .hub(1))
        let before = try #require(network.situation("2020-01-01")[1])
        #expect(before.standing.status == .created && before.isPartial)
        #expect(network.status(1, "2021-04-16") == .unknown && network.status(2, "2021-04-16") == .created)
    }

    @Test func aHubOnTheWholePaysIsNotPartialEvenWithOneOfItsParts() throws {
        var network = Network()
        network.memberships = [
            Membership(
                partID: 100, wholeID: 1, wholeKind: .pays, validity: .always, certainty: .established, sourceID: 1)
        ]
        network.hub(1, covers: 100)
        network.hub(1, covers: 1)
        network.add(.hubCreated, "2019", .hub(1))
        let found = try #require(network.situation("2020-01-01")[1])
        #expect(!found.isPartial && found.hubs == [1])
    }

    @Test func theSituationDoesNotDependOnTheOrderOfItsFacts() {
        var random = SeededRandom(seed: 14)
        for _ in 0..<30 {
            var network = Network()
            for hub in 1...4 {
                network.hub(ID(rawValue: Int64(hub)), covers: ID(rawValue: Int64.random(in: 1...3, using: &random)))
            }
            for _ in 0..<12 {
                let kind = MilestoneKind.ofHubs[Int.random(in: 0..<MilestoneKind.ofHubs.count, using: &random)]
                let year = Int.random(in: 2007...2010, using: &random)
                network.add(kind, String(year), .hub(ID(rawValue: Int64.random(in: 1...4, using: &random))))
            }
            var other = network
            other.milestones.shuffle(using: &random)
            other.perimeters.shuffle(using: &random)
            for text in ["2007-06-01", "2008-12-31", "2009-12-31", "2011-01-01"] {
                #expect(network.situation(text).territories == other.situation(text).territories)
                #expect(network.situation(text).hubs == other.situation(text).hubs)
            }
        }
    }
}
