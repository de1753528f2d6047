import Testing

@testable import Domain

/// The rule of passage says what it requires, what is there and what is missing (R8, R10, R13, R16, R19).
struct TransitionTests {
    private let thresholds = NetworkThresholds(coreOrganisations: 3, foundingOrganisations: 10, families: 2)

    private func hub(
        _ status: Status = .unknown, perimeter: Int = 1, organisations: Int = 12,
        families: Set<Family> = [.association, .cooperative], governance: GovernanceMode = .ownStructure,
        manager: String = "", hasInitiative: Bool = true
    ) -> HubReadiness {
        HubReadiness(
            status: status, perimeter: perimeter, organisations: organisations, families: families,
            governance: governance, manager: manager, hasInitiative: hasInitiative)
    }

    private func findings(_ status: Status?, _ hub: HubReadiness, evidence: Bool = true) -> [Finding] {
        Transition.findings(to: status, from: hub, evidence: evidence, thresholds: thresholds)
    }

    private func missing(_ status: Status?, _ hub: HubReadiness, evidence: Bool = true) -> [String] {
        Transition.missing(findings(status, hub, evidence: evidence)).map(\.principle)
    }

    @Test func aMilestoneThatChangesNoStatusAsksForNothing() {
        #expect(findings(nil, hub()).isEmpty)
        for status in Status.allCases { #expect(findings(status, hub(status)).isEmpty) }
    }

    @Test(arguments: Status.allCases)
    func aHubThatHasEverythingMissesNothing(status: Status) {
        #expect(missing(status, hub(status == .unknown ? .created : .unknown)) == [])
    }

    @Test(arguments: [
        (Status.organising, ["R10"]), (.prefiguration, ["R16", "R10", "R8", "R8"]),
        (.created, ["R16", "R10", "R8", "R8", "R13", "R19"]), (.none, ["R19"]), (.unknown, ["R19"]),
    ])
    func aHubThatHasNothingIsToldAllThatIsMissing(status: Status, principles: [String]) {
        let bare = hub(
            status == .unknown ? .created : .unknown, perimeter: 0, organisations: 0, families: [],
            governance: .undecided, hasInitiative: false)
        #expect(missing(status, bare, evidence: false) == principles)
    }

    @Test func eachMissingThingIsFoundAlone() {
        #expect(missing(.created, hub(perimeter: 0)) == ["R10"])
        #expect(missing(.created, hub(hasInitiative: false)) == ["R16"])
        #expect(missing(.created, hub(organisations: 9)) == ["R8"])
        #expect(missing(.created, hub(families: [.association])) == ["R8"])
        #expect(missing(.created, hub(governance: .undecided)) == ["R13"])
        #expect(missing(.created, hub(governance: .delegated)) == ["R13"])
        #expect(missing(.created, hub(governance: .delegated, manager: "Les Genêts d’Or")) == [])
        #expect(missing(.created, hub(), evidence: false) == ["R19"])
        #expect(missing(.prefiguration, hub(organisations: 2)) == ["R8"])
        #expect(missing(.prefiguration, hub(organisations: 3, governance: .undecided), evidence: false) == [])
        #expect(missing(.organising, hub(organisations: 0, families: [], hasInitiative: false), evidence: false) == [])
    }

    @Test(arguments: [(9, false), (10, true), (11, true)])
    func theThresholdIsTheNetworkSOwnToTheUnit(organisations: Int, enough: Bool) {
        #expect(missing(.created, hub(organisations: organisations)).isEmpty == enough)
        let other = NetworkThresholds(coreOrganisations: 1, foundingOrganisations: 11, families: 1)
        let found = Transition.findings(
            to: .created, from: hub(organisations: organisations), evidence: true, thresholds: other)
        #expect(Transition.missing(found).isEmpty == (organisations >= 11))
    }

    @Test func theSentencesSayHowManyThereAreAndHowManyItTakes() throws {
        let found = findings(.created, hub(organisations: 1, families: [.association], governance: .undecided))
        let sentences = found.map(\.sentence)
        #expect(sentences.contains("1\u{A0}organisation engagée : il en faut au moins 10."))
        #expect(sentences.contains { $0.hasPrefix("1\u{A0}famille juridique représentée : il en faut au moins 2") })
        #expect(sentences.contains("Le mode de gouvernance et de gestion n’est pas déterminé."))
        let met = findings(.created, hub(governance: .delegated, manager: "Les Genêts d’Or")).map(\.sentence)
        #expect(met.contains("2\u{A0}familles juridiques : association et coopérative."))
        #expect(met.contains { $0.contains("Les Genêts d’Or") })
    }

    @Test func everyFindingNamesItsPrincipleAndIsASentence() {
        for status in Status.allCases {
            for evidence in [true, false] {
                for finding in findings(status, hub(.organising), evidence: evidence) {
                    #expect(finding.principle.hasPrefix("R") && Int(finding.principle.dropFirst()) != nil)
                    #expect(
                        finding.sentence.hasSuffix(".") || finding.sentence.hasSuffix("?")
                            || finding.sentence.hasSuffix(")."))
                }
            }
        }
    }

    @Test func theKindsOfMilestonesAreSortedBySubject() {
        #expect(!MilestoneKind.ofHubs.contains(.noInitiative) && !MilestoneKind.ofHubs.contains(.plenary))
        #expect(MilestoneKind.ofTheNetwork.allSatisfy { $0.effect == nil })
        #expect(MilestoneKind.ofTerritories.compactMap(\.effect) == [Status.none])
        let all = MilestoneKind.ofHubs + MilestoneKind.ofTerritories + MilestoneKind.ofTheNetwork
        #expect(Set(all) == Set(MilestoneKind.allCases))
        #expect(Set(MilestoneKind.allCases.map(\.label)).count == MilestoneKind.allCases.count)
        #expect(Set(Status.allCases.map(\.rank)).count == Status.allCases.count)
    }
}
