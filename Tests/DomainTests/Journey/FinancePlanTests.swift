import Domain
import Testing

struct MoneyTests {
    @Test(arguments: [
        ("35 000", 3_500_000), ("35000,50", 3_500_050), ("0,10 €", 10), ("0.1", 10), ("12\u{202F}345", 1_234_500),
        ("0", 0),
    ])
    func anAmountIsReadAsPeopleTypeIt(text: String, cents: Int) {
        #expect(Money(typed: text) == Money(cents: cents))
    }

    @Test(arguments: ["", "dix", "-5", "1,234", "1,2,3", ",", "5,", "9999999999", "1e3"])
    func whatIsNoAmountIsRefused(text: String) {
        #expect(Money(typed: text) == nil)
    }

    @Test func anAmountIsWrittenInFrench() {
        #expect(Money(cents: 3_500_000).french == "35\u{202F}000\u{A0}€")
        #expect(Money(cents: 10).french == "0,10\u{A0}€")
        #expect(Money(cents: -5).french == "−0,05\u{A0}€")
        #expect(Money(cents: -150).decimal == "-1.50")
        #expect(Money(cents: 1).tenthsOfPercent(of: Money(cents: 3)) == 333)
        #expect(Money(cents: 1).tenthsOfPercent(of: .zero) == nil)
    }
}

/// The plan of charges and resources (R17, R20): exact, balanced or it says by how much not.
struct FinancePlanTests {
    private func line(
        _ code: String, _ cents: Int, _ state: FundingState? = nil, funder: String = "",
        scenario: PlanScenario = .prudent
    ) throws -> PlanLine {
        PlanLine(
            id: 1, account: try #require(BudgetAccount.of(code)), label: code, funder: funder, state: state,
            scenario: scenario, amounts: [Money(cents: cents), Money(cents: cents), Money(cents: cents)])
    }

    private func contribution(_ name: String, _ state: FundingState, inhabitants: Int = 12_345) -> TerritoryContribution
    {
        TerritoryContribution(
            id: 1, name: name, inhabitants: inhabitants, year: 2023, source: "INSEE", rate: Money(cents: 10),
            state: state, scenario: .prudent, years: [0, 1, 2])
    }

    @Test func everyAccountHasAHeadingAndASide() {
        for account in BudgetAccount.all {
            #expect(!BudgetAccount.headingLabel(account.heading).isEmpty, "\(account.code)")
        }
        #expect(Set(BudgetAccount.all.map(\.code)).count == BudgetAccount.all.count)
        #expect(BudgetAccount.of("864")?.side == .inKindUse && BudgetAccount.of("870")?.side == .inKindSource)
        #expect(BudgetAccount.of("641")?.side == .charges && BudgetAccount.of("756")?.side == .resources)
    }

    @Test func publicMoneyBeyondTheThresholdSaysThatAConventionFollows() throws {
        func words(_ lines: [PlanLine]) -> [String] {
            FinancePlan(firstYear: 2027, lines: lines).findings(.likely).map(\.sentence).filter {
                $0.contains("convention")
            }
        }
        #expect(words([try line("7412", 23_000_00, .acquired, funder: "Région")]).isEmpty)
        let twice = try words([
            line("7412", 13_000_00, .acquired, funder: "Région"), line("7412", 10_000_01, .asked, funder: "Région"),
        ])
        #expect(twice.count == 1 && twice[0].contains("2027, 2028 et 2029"))
        // Neither a foundation nor what was refused.
        #expect(
            try words([
                line("7420", 50_000_00, .acquired, funder: "Fondation"),
                line("7413", 50_000_00, .refused, funder: "Département"),
            ]).isEmpty)
    }

    @Test func aBalancedPlanSaysSo() throws {
        let plan = FinancePlan(
            firstYear: 2027,
            lines: [try line("613", 1_000_00), try line("7412", 1_000_00, .acquired, funder: "Région")])
        #expect((0..<3).allSatisfy { plan.balance($0, .prudent) == .zero })
        #expect(
            plan.findings(.prudent)[0] == Finding(.met, "2027 : équilibré, à 1\u{202F}000\u{A0}€.", principle: "R17"))
    }

    @Test func anUnbalancedPlanSaysByHowMuch() throws {
        let plan = FinancePlan(
            firstYear: 2027, lines: [try line("613", 1_000_00), try line("7412", 400_50, .acquired, funder: "Région")])
        #expect(plan.findings(.prudent)[0].sentence.hasPrefix("2027 : il manque 599,50\u{A0}€"))
        let rich = FinancePlan(firstYear: 2027, lines: [try line("706", 1_00)])
        #expect(rich.findings(.prudent)[0].sentence.contains("1\u{A0}€ de plus"))
    }

    @Test func whatIsAskedIsNotPrudentAndWhatIsRefusedIsNothing() throws {
        let plan = FinancePlan(
            firstYear: 2027,
            lines: [
                try line("7412", 100, .acquired, funder: "A"), try line("7413", 1_000, .asked, funder: "B"),
                try line("7415", 10_000, .planned, funder: "C", scenario: .ambitious),
                try line("7420", 100_000, .refused, funder: "D"),
            ])
        #expect(PlanScenario.allCases.map { plan.total(.resources, 0, $0).cents } == [100, 1_100, 11_100])
    }

    @Test func inhabitantsTimesTheRateIsExactAndRefusalsGiveNothing() {
        let plan = FinancePlan(
            firstYear: 2027,
            contributions: [
                contribution("Oui", .acquired), contribution("Peut-être", .asked), contribution("Non", .refused),
            ])
        #expect(plan.total(.resources, 0, .prudent).cents == 123_450)
        #expect(plan.total(.resources, 0, .likely).cents == 246_900)
        #expect(plan.total(.resources, 0, .ambitious).cents == 246_900)
    }

    @Test func aPostCostsItsSalaryAndItsContributions() {
        let post = PlannedPost(
            id: 1, title: "Chargé·e de mission", hundredths: 80, monthlyGross: Money(cents: 2_500_33),
            chargeRate: 4_200,
            months: [4, 12, 13], scenario: .prudent)
        // 2 500,33 × 0,8 × 4 = 8 001,056 → 8 001,06 ; × 42 % = 3 360,4452 → 3 360,45.
        #expect(post.salary(0).cents == 8_001_06 && post.contributions(0).cents == 3_360_45)
        let plan = FinancePlan(firstYear: 2027, posts: [post])
        #expect(plan.fullTime(0, .prudent) == 26 && plan.fullTime(2, .prudent) == 80)
        #expect(plan.total(.charges, 0, .prudent).cents == 11_361_51)
        #expect(Set(plan.entries(.prudent).map(\.account.code)) == ["641", "645"])
    }

    @Test func contributionsInKindStayOutOfTheResultAndBalanceAmongThemselves() throws {
        let half = FinancePlan(firstYear: 2027, lines: [try line("864", 500_00)])
        #expect(half.total(.charges, 0, .prudent) == .zero)
        #expect(half.findings(.prudent).contains { $0.outcome == .missing && $0.sentence.contains("86") })
        let whole = FinancePlan(firstYear: 2027, lines: [try line("864", 500_00), try line("870", 500_00)])
        #expect(whole.findings(.prudent).contains { $0.outcome == .met && $0.sentence.contains("s’équilibrent") })
    }

    @Test func eachFundersShareAndWhatHappensWithoutIt() throws {
        let plan = FinancePlan(
            firstYear: 2027,
            lines: [
                try line("613", 100_00), try line("7412", 60_00, .acquired, funder: "Région"),
                try line("756", 25_00),
            ], contributions: [contribution("Agglo", .acquired, inhabitants: 150)])
        let funders = plan.funders(.prudent)
        #expect(funders.map(\.funder) == ["Région", "Agglo"] && funders.map(\.tenths) == [600, 150])
        #expect(plan.findings(.prudent).contains { $0.sentence.hasPrefix("Région apporte 60") })
        #expect(
            plan.consequence(of: "Agglo", .prudent)
                == "Sans Agglo, il manquerait 15\u{A0}€ en 2027, il manquerait 15\u{A0}€ en 2028 et il manquerait 15\u{A0}€ en 2029."
        )
        #expect(plan.consequence(of: "Personne", .prudent).hasSuffix("rien ne change dans ce scénario."))
        #expect(plan.without("Région").total(.charges, 0, .prudent).cents == 100_00)
    }

    @Test func duesAreMembersTimesTheirAmount() {
        let dues = PlannedDues(
            id: 1, label: "Associations", amount: Money(cents: 50_00), members: [10, 20, 30], scenario: .likely)
        let plan = FinancePlan(firstYear: 2027, dues: [dues])
        #expect(plan.total(.resources, 2, .likely).cents == 1_500_00 && plan.total(.resources, 2, .prudent) == .zero)
    }
}
