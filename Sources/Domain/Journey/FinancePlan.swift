/// How hopeful a plan is read; each level holds what the one before holds.
package enum PlanScenario: String, Codable, Sendable, CaseIterable, Comparable {
    /// What is acquired.
    case prudent
    /// And what will likely come.
    case likely = "probable"
    /// And what may come.
    case ambitious = "ambitieux"

    package var label: String {
        switch self {
        case .prudent: "Prudent"
        case .likely: "Probable"
        case .ambitious: "Ambitieux"
        }
    }

    private var rank: Int { PlanScenario.allCases.firstIndex(of: self) ?? 0 }
    package static func < (left: PlanScenario, right: PlanScenario) -> Bool { left.rank < right.rank }
}

/// What a funder has answered.
package enum FundingState: String, Codable, Sendable, CaseIterable {
    case acquired = "acquis"
    case asked = "demande"
    case planned = "a-demander"
    case refused = "refuse"

    package var label: String {
        switch self {
        case .acquired: "acquis"
        case .asked: "demandé"
        case .planned: "à demander"
        case .refused: "refusé"
        }
    }

    /// The first scenario that counts the money; nil when none does. Only what is acquired is prudent.
    package func scenario(hoped: PlanScenario) -> PlanScenario? {
        switch self {
        case .acquired: .prudent
        case .asked, .planned: max(hoped, .likely)
        case .refused: nil
        }
    }
}

/// Years that a plan covers, from its first.
package let planYears = 3

/// An amount for each year, on an account.
package struct PlanLine: Hashable, Sendable {
    package let id: ID<PlanLine>
    package let account: BudgetAccount
    package let label: String
    /// Who gives, for money that somebody decides about.
    package let funder: String
    /// Nil for charges and for income of one's own.
    package let state: FundingState?
    package let scenario: PlanScenario
    package let amounts: [Money]

    package init(
        id: ID<PlanLine>, account: BudgetAccount, label: String, funder: String, state: FundingState?,
        scenario: PlanScenario, amounts: [Money]
    ) {
        (self.id, self.account, self.label, self.funder) = (id, account, label, funder)
        (self.state, self.scenario, self.amounts) = (state, scenario, amounts)
    }
}

/// Somebody employed: what it costs each year follows from the post.
package struct PlannedPost: Hashable, Sendable {
    package let id: ID<PlannedPost>
    package let title: String
    /// Hundredths of a full-time post.
    package let hundredths: Int
    /// For a full time, before deductions.
    package let monthlyGross: Money
    /// Employer's contributions, in hundredths of a percent of the gross salary.
    package let chargeRate: Int
    /// Months paid, each year: 0 to 13.
    package let months: [Int]
    package let scenario: PlanScenario

    package init(
        id: ID<PlannedPost>, title: String, hundredths: Int, monthlyGross: Money, chargeRate: Int, months: [Int],
        scenario: PlanScenario
    ) {
        (self.id, self.title, self.hundredths, self.monthlyGross) = (id, title, hundredths, monthlyGross)
        (self.chargeRate, self.months, self.scenario) = (chargeRate, months, scenario)
    }

    /// To the nearest cent.
    package func salary(_ year: Int) -> Money {
        Money(cents: (2 * monthlyGross.cents * hundredths * months[year] + 100) / 200)
    }
    package func contributions(_ year: Int) -> Money {
        Money(cents: (2 * salary(year).cents * chargeRate + 10_000) / 20_000)
    }
}

/// What an intercommunalité gives for each of its inhabitants.
package struct TerritoryContribution: Hashable, Sendable {
    package let id: ID<TerritoryContribution>
    package let name: String
    package let inhabitants: Int
    /// The year its population is of, and who says so.
    package let year: Int
    package let source: String
    /// For each inhabitant and year.
    package let rate: Money
    package let state: FundingState
    package let scenario: PlanScenario
    package let years: Set<Int>

    package init(
        id: ID<TerritoryContribution>, name: String, inhabitants: Int, year: Int, source: String, rate: Money,
        state: FundingState, scenario: PlanScenario, years: Set<Int>
    ) {
        (self.id, self.name, self.inhabitants, self.year, self.source) = (id, name, inhabitants, year, source)
        (self.rate, self.state, self.scenario, self.years) = (rate, state, scenario, years)
    }

    package func amount(_ year: Int) -> Money {
        years.contains(year) ? Money(cents: inhabitants * rate.cents) : .zero
    }
}

/// Members who pay so much.
package struct PlannedDues: Hashable, Sendable {
    package let id: ID<PlannedDues>
    package let label: String
    package let amount: Money
    package let members: [Int]
    package let scenario: PlanScenario

    package init(id: ID<PlannedDues>, label: String, amount: Money, members: [Int], scenario: PlanScenario) {
        (self.id, self.label, self.amount, self.members) = (id, label, amount, members)
        self.scenario = scenario
    }

    package func amount(_ year: Int) -> Money { Money(cents: amount.cents * members[year]) }
}

/// A plan of charges and resources over three years (R17, R20). Everything it says is worked out from these.
package struct FinancePlan: Sendable {
    package let firstYear: Int
    package var lines: [PlanLine]
    package var posts: [PlannedPost]
    package var contributions: [TerritoryContribution]
    package var dues: [PlannedDues]

    package init(
        firstYear: Int, lines: [PlanLine] = [], posts: [PlannedPost] = [], contributions: [TerritoryContribution] = [],
        dues: [PlannedDues] = []
    ) {
        (self.firstYear, self.lines, self.posts) = (firstYear, lines, posts)
        (self.contributions, self.dues) = (contributions, dues)
    }

    package var isEmpty: Bool { lines.isEmpty && posts.isEmpty && contributions.isEmpty && dues.isEmpty }
    package var years: [Int] { (0..<planYears).map { firstYear + $0 } }
}
