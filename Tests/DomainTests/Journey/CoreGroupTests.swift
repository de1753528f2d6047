import Domain
import Testing

/// Those who steer a préfiguration: many, diverse, none alone (R8, R12).
struct CoreGroupTests {
    private let thresholds = NetworkThresholds(coreOrganisations: 3, foundingOrganisations: 8, families: 2)

    private func seat(
        _ id: Int64, _ name: String, _ family: Family? = .association, organisation: Int64? = nil,
        isPartner: Bool = false, until: String? = nil
    ) -> CoreSeat {
        CoreSeat(
            id: ID(rawValue: id), organisationID: organisation.map { ID(rawValue: $0) }, organisationName: name,
            family: family, sectors: [], isPartner: isPartner, person: "", role: "", availability: "",
            validity: Validity(from: Day("2026-01-01"), until: until.flatMap { Day($0) }) ?? .always)
    }

    private func group(_ seats: [CoreSeat], on day: String = "2026-06-01") throws -> CoreGroup {
        CoreGroup(seats, on: try #require(Day(day)))
    }

    private func missing(_ group: CoreGroup) -> [String] {
        group.findings(thresholds).filter { $0.outcome == .missing }.map(\.sentence)
    }

    @Test func threeStructuresOfTwoFamiliesMaySteer() throws {
        let group = try group([seat(1, "A"), seat(2, "B", .cooperative), seat(3, "C")])
        #expect(missing(group) == [])
        #expect(group.structures == 3 && group.families == [.association, .cooperative])
    }

    @Test func nobodyAtAllIsSaidInASentence() throws {
        let sentences = missing(try group([]))
        #expect(sentences.count == 2 && sentences[0].hasPrefix("Aucune structure de l’ESS ne pilote"))
    }

    @Test func twoPeopleOfOneStructureCountOnce() throws {
        let group = try group([
            seat(1, "La Coop", .cooperative, organisation: 7),
            seat(2, "La coop (siège)", .cooperative, organisation: 7),
            seat(3, "B"), seat(4, "b"),
        ])
        #expect(group.structures == 2)
        #expect(missing(group).contains { $0.contains("il en faut au moins 3") })
    }

    @Test func apublicBodyHelpsAndIsNotCounted() throws {
        let group = try group([
            seat(1, "A"), seat(2, "B", .cooperative), seat(3, "Communauté de communes", nil, isPartner: true),
        ])
        #expect(group.structures == 2 && group.dominant == nil)
    }

    @Test func whoHasLeftNoLongerSteers() throws {
        let seats = [seat(1, "A"), seat(2, "B", .cooperative), seat(3, "C", until: "2026-05-01")]
        #expect(try group(seats, on: "2026-04-30").structures == 3)
        #expect(try group(seats, on: "2026-05-01").structures == 2)
    }

    @Test func aFamilyToBeToldIsNoFamily() throws {
        #expect(try group([seat(1, "A", .undetermined), seat(2, "B", nil)]).families == [])
    }

    @Test func oneStructureWithMorePlacesThanAllTheOthersIsNamed() throws {
        let three = [seat(1, "A", organisation: 1), seat(2, "A", organisation: 1), seat(3, "A", organisation: 1)]
        let others = [seat(4, "B", .cooperative), seat(5, "C")]
        #expect(missing(try group(three + others)).contains { $0.hasPrefix("A tient 3 des 5 places") })
        // Half is not more than half.
        #expect(missing(try group(three + others + [seat(6, "D")])) == [])
    }
}

struct WorkstreamTests {
    @Test func theSixWorkstreamsKeepTheBrochuresOrder() {
        #expect(Workstream.allCases.map(\.number) == [1, 2, 3, 4, 5, 6])
        #expect(Workstream.allCases.first == .core && Workstream.allCases.last == .finances)
    }

    @Test func progressCountsWhatIsSettledAndWhatIsLate() throws {
        let day = try #require(Day("2026-06-01"))
        let progress = WorkstreamProgress(
            [(.done, nil), (.dropped, Day("2026-01-01")), (.doing, Day("2026-05-31")), (.todo, Day("2026-06-01"))],
            on: day)
        #expect(progress.settled == 2 && progress.total == 4 && progress.late == 1 && progress.tenths == 5)
        #expect(progress.sentence == "2\u{A0}tâches réglées sur 4, 1 en retard.")
        #expect(WorkstreamProgress([], on: day).sentence == "Aucune tâche n’est encore choisie.")
        #expect(!WorkstreamProgress([], on: day).isSettled)
    }

    @Test func notNowComesBackAndNotForUsSaysWhy() {
        #expect(AdviceAnswer.allCases.filter { !$0.isFinal } == [.notNow])
        #expect(AdviceAnswer.allCases.filter(\.needsReason) == [.notForUs])
    }

    @Test func weightsMakeAHundred() {
        #expect(FunctionWeights([.support: 60, .visibility: 40]).problem == nil)
        #expect(FunctionWeights([.support: 60]).problem?.contains("40") == true)
        #expect(FunctionWeights([.support: 60, .visibility: 60]).problem?.contains("ôtez-en 20") == true)
        #expect(FunctionWeights([.support: 120, .visibility: -20]).problem != nil)
        #expect(FunctionWeights([.support: 100]).unweighted.count == 4)
    }

    @Test func toDoWhatOthersDoAlreadyNeedsAReason() {
        #expect(NeedDecision.does.problem(answeredBy: 2, reason: "") != nil)
        #expect(NeedDecision.does.problem(answeredBy: 2, reason: "ils ferment") == nil)
        #expect(NeedDecision.does.problem(answeredBy: 0, reason: "") == nil)
        #expect(NeedDecision.supports.problem(answeredBy: 2, reason: "") == nil)
    }

    @Test func anEmptyJourneyMissesSomethingEverywhere() {
        var facts = JourneyFacts()
        facts.core = CoreGroup([], on: .farPast).findings(
            NetworkThresholds(coreOrganisations: 3, foundingOrganisations: 8, families: 2))
        for workstream in Workstream.allCases {
            let findings = JourneyReview.findings(workstream, facts)
            #expect(!findings.isEmpty && findings.allSatisfy { $0.outcome == .missing }, "\(workstream)")
        }
    }
}
