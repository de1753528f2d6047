import Testing

@testable import Domain

/// Who was part of what, on any day (R10).
struct CompositionTests {
    private let quimperle: ID<Territory> = 1
    private let commune: ID<Territory> = 2
    private let cornouaille: ID<Territory> = 7
    private let lorient: ID<Territory> = 11
    private let region: ID<Territory> = 53

    private func link(
        _ part: ID<Territory>, _ whole: ID<Territory>, _ kind: TerritoryKind, from: String? = nil, until: String? = nil
    ) throws -> Membership {
        let validity = try #require(Validity(from: from.map(day), until: until.map(day)))
        return Membership(
            partID: part, wholeID: whole, wholeKind: kind, validity: validity, certainty: .established, sourceID: 1)
    }

    private func quimperleChangesPays() throws -> Composition {
        Composition([
            try link(quimperle, cornouaille, .pays, from: "2017-01-01", until: "2021-04-16"),
            try link(quimperle, lorient, .pays, from: "2021-04-16"),
            try link(commune, quimperle, .epci, from: "2017-01-01"),
            try link(cornouaille, region, .region), try link(lorient, region, .region),
        ])
    }

    @Test func aCommuneFollowsItsIntercommunaliteToAnotherPays() throws {
        let composition = try quimperleChangesPays()
        #expect(composition.whole(.pays, of: commune, on: day("2016-12-31")) == nil)
        #expect(composition.whole(.pays, of: commune, on: day("2017-01-01")) == cornouaille)
        #expect(composition.whole(.pays, of: commune, on: day("2021-04-15")) == cornouaille)
        #expect(composition.whole(.pays, of: commune, on: day("2021-04-16")) == lorient)
        #expect(composition.whole(.region, of: commune, on: day("2021-04-16")) == region)
        #expect(composition.whole(.epci, of: commune, on: day("2021-04-16")) == quimperle)
        #expect(composition.whole(.department, of: commune, on: day("2021-04-16")) == nil)
    }

    @Test func aDirectLinkWinsOverOneThroughAnother() throws {
        let composition = Composition([
            try link(commune, quimperle, .epci), try link(quimperle, cornouaille, .pays),
            try link(commune, lorient, .pays),
        ])
        #expect(composition.whole(.pays, of: commune, on: day("2020-01-01")) == lorient)
        #expect(composition.whole(.pays, of: quimperle, on: day("2020-01-01")) == cornouaille)
    }

    @Test func partsAndWholesAreThoseOfTheDay() throws {
        let composition = try quimperleChangesPays()
        #expect(composition.parts(of: cornouaille, on: day("2020-06-01")) == [quimperle])
        #expect(composition.parts(of: cornouaille, on: day("2022-01-01")) == [])
        #expect(composition.parts(of: lorient, on: day("2022-01-01")) == [quimperle])
        #expect(composition.wholes(of: quimperle, on: day("2022-01-01")).map(\.wholeID) == [lorient])
        #expect(composition.changes(of: quimperle) == [day("2017-01-01"), day("2021-04-16")])
        #expect(composition.changes(of: region) == [])
    }

    @Test func linksThatTurnInARoundDoNotHoldTheProgramUp() throws {
        let composition = Composition([try link(quimperle, commune, .commune), try link(commune, quimperle, .epci)])
        #expect(composition.whole(.pays, of: commune, on: day("2020-01-01")) == nil)
    }

    /// Chains of memberships cut at random days: one answer at most, and the same whatever the order of the lines.
    @Test func theOrderOfTheLinesNeverChangesTheAnswer() throws {
        var random = SeededRandom(seed: 21)
        for _ in 0..<50 {
            let cut = day("2015-01-01").adding(days: Int.random(in: 0...4000, using: &random))
            var links = [
                try link(commune, quimperle, .epci), try link(quimperle, cornouaille, .pays, until: cut.description),
                try link(quimperle, lorient, .pays, from: cut.description),
            ]
            links.shuffle(using: &random)
            let composition = Composition(links)
            #expect(composition.whole(.pays, of: commune, on: cut.adding(days: -1)) == cornouaille)
            #expect(composition.whole(.pays, of: commune, on: cut) == lorient)
        }
    }

    @Test func intercommunalitesAndCommunesAreNamedByTheirCodeTheOthersByTheirName() {
        #expect(Territory.slug(.epci, code: "242900835", name: "x") == "epci-242900835")
        #expect(Territory.slug(.commune, code: "2A004", name: "Ajaccio") == "commune-2a004")
        #expect(Territory.slug(.pays, code: "12", name: "Pays de Morlaix") == "pays-de-morlaix")
    }
}
