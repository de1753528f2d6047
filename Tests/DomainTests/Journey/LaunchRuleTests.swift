import Testing

@testable import Domain

/// How a path becomes an assembly, how long applications are kept, which dates a first year has (R19).
struct LaunchRuleTests {
    private let thresholds = NetworkThresholds(coreOrganisations: 3, foundingOrganisations: 10, families: 2)

    private func ready() -> FoundingFacts {
        var facts = FoundingFacts()
        (facts.founders, facts.families, facts.perimeter) = (10, [.association, .cooperative], 1)
        (facts.governance, facts.hasStatutesDraft) = (.ownStructure, true)
        facts.body = GoverningBody("conseil", name: "Conseil d’administration", seats: 9)
        (facts.actions, facts.dossier) = (["Un groupement d’employeurs"], "https://example.org/dossiers/x")
        facts.plan = plan(resources: 1000)
        return facts
    }

    private func plan(resources: Int) -> FinancePlan {
        func line(_ id: Int64, _ account: String, _ euros: Int, _ state: FundingState?) -> PlanLine? {
            BudgetAccount.of(account).map {
                PlanLine(
                    id: ID(rawValue: id), account: $0, label: "Ligne", funder: state == nil ? "" : "Région",
                    state: state,
                    scenario: .prudent, amounts: Array(repeating: Money(cents: euros * 100), count: planYears))
            }
        }
        return FinancePlan(
            firstYear: 2027,
            lines: [line(1, "613", 1000, nil), line(2, "7412", resources, .acquired)].compactMap(\.self))
    }

    private func missing(_ facts: FoundingFacts) -> [String] {
        FoundingAssembly.findings(facts, thresholds).filter { $0.outcome == .missing }.map(\.sentence)
    }

    @Test func nothingIsMissingWhenThePathHasGatheredEverything() { #expect(missing(ready()) == []) }

    @Test func eachMissingThingIsSaidAlone() {
        #expect(missing(FoundingFacts()).count == 8)
        var few = ready()
        few.founders = 9
        #expect(missing(few) == ["9\u{A0}organisations fondatrices : il en faut au moins 10 pour créer un pôle."])
        var poor = ready()
        poor.plan = plan(resources: 900)
        #expect(missing(poor).count == 1 && missing(poor)[0].contains("en 2027 : il manque 100\u{A0}€"))
        var headless = ready()
        headless.body = nil
        #expect(missing(headless) == ["Le projet de statuts ne dit pas quelle instance élire."])
    }

    @Test func theAgendaCarriesTheProjectTheElectionAndTheBudget() {
        var facts = ready()
        facts.candidates = ["Recyclerie (Lou)"]
        let agenda = FoundingAssembly.agenda(facts, hub: "Ici")
        #expect(
            agenda.map(\.kind) == [
                .information, .deliberation, .statutes, .election, .deliberation, .deliberation, .information,
            ])
        #expect(agenda[1].text.contains("Un groupement d’employeurs"))
        #expect(agenda[3].text.contains("9\u{A0}sièges") && agenda[3].text.contains("Recyclerie (Lou)"))
        #expect(agenda[4].text.contains("2027 : charges 1\u{202F}000\u{A0}€"))
        facts.body = nil
        #expect(!FoundingAssembly.agenda(facts, hub: "Ici").contains { $0.kind == .election })
    }

    @Test func anApplicationIsKeptSoManyMonthsAfterTheAnswerAndNeverMoreThanTwoYears() throws {
        let received = try #require(Day("2026-11-30"))
        let answered = try #require(Day("2026-12-31"))
        let rule = ApplicationRetention(months: 6)
        #expect(rule.erasure(receivedOn: received, answeredOn: answered).description == "2027-06-30")
        #expect(rule.erasure(receivedOn: received, answeredOn: nil).description == "2028-11-30")
        #expect(ApplicationRetention(months: 99).months == 24 && ApplicationRetention(months: 0).months == 1)
    }

    @Test func anAnswerThatWasGivenIsNotTakenBack() {
        for stage in [ApplicationStage.chosen, .refused] {
            #expect(ApplicationStage.allCases.allSatisfy { !stage.mayBecome($0) })
        }
        #expect(ApplicationStage.interview.mayBecome(.chosen) && !ApplicationStage.interview.mayBecome(.received))
    }

    @Test func theFirstYearFollowsFromTheFoundingTheContractAndTheFunders() throws {
        var facts = FirstYearFacts()
        #expect(FirstYear.dates(facts) == [])
        facts.foundedOn = Day("2026-11-30")
        facts.contractStart = Day("2027-03-01")
        facts.funders = [("Région", [2027, 2028])]
        let shared = FirstYear.dates(facts).map(\.key)
        #expect(!shared.contains("declaration") && shared.contains("dpae"))
        facts.governance = .ownStructure
        let dates = FirstYear.dates(facts)
        func day(_ key: String) -> String? { dates.first { $0.key == key }?.day.description }
        #expect(day("declaration") == "2026-12-30" && day("changements") == "2027-02-28")
        #expect(day("dpae") == "2027-02-28" && day("visite") == "2027-06-01")
        #expect(day("compte-rendu-region-2027") == "2028-06-30" && day("demande-region-2028") == "2027-10-31")
        #expect(dates == dates.sorted { ($0.day, $0.key) < ($1.day, $1.key) })
        #expect(Set(dates.map(\.key)).count == dates.count && dates.allSatisfy { !$0.reason.isEmpty })
    }
}
