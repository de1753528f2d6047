import Domain

/// A part of a plan that an address names.
struct FinanceTarget: Sendable {
    let hub: Hub
    let plan: FinancePlan
    /// Intercommunalités of the perimeter.
    let places: [TerritoryRecord]
    let part: PlanPart
    /// Nil for a new one.
    let id: Int64?
}

/// Reads the forms of a plan, and draws them again with what is there.
enum FinanceForm {
    static func line(_ form: Form) -> FinanceStore.LineDraft {
        FinanceStore.LineDraft(
            account: BudgetAccount.of(form.text("compte")), label: form.line("libelle"),
            funder: form.line("financeur"), state: FundingState(rawValue: form.text("reponse")),
            scenario: PlanScenario(rawValue: form.text("scenario")) ?? .prudent,
            amounts: (1...planYears).map { form.text("montant-\($0)") })
    }

    static func post(_ form: Form) -> FinanceStore.PostDraft {
        FinanceStore.PostDraft(
            title: form.line("poste"), fullTime: form.text("etp"), monthlyGross: form.text("brut"),
            chargeRate: form.text("taux"), months: (1...planYears).map { form.text("mois-\($0)") },
            scenario: PlanScenario(rawValue: form.text("scenario")) ?? .prudent)
    }

    static func contribution(_ form: Form, _ places: [TerritoryRecord]) -> FinanceStore.ContributionDraft {
        FinanceStore.ContributionDraft(
            territory: places.first { $0.territory.slug == form.text("territoire") },
            inhabitants: form.text("habitants"), year: form.text("annee-population"),
            source: form.line("source-population"), rate: form.text("taux"),
            state: FundingState(rawValue: form.text("reponse")),
            scenario: PlanScenario(rawValue: form.text("scenario")) ?? .likely,
            years: Set(form.all("annees").compactMap { Int($0) }.filter { (0..<planYears).contains($0) }))
    }

    static func dues(_ form: Form) -> FinanceStore.DuesDraft {
        FinanceStore.DuesDraft(
            label: form.line("libelle"), amount: form.text("montant"),
            members: (1...planYears).map { form.text("membres-\($0)") },
            scenario: PlanScenario(rawValue: form.text("scenario")) ?? .likely)
    }

    static func holds(_ plan: FinancePlan, _ part: PlanPart, _ id: Int64) -> Bool {
        switch part {
        case .lines: plan.lines.contains { $0.id.rawValue == id }
        case .posts: plan.posts.contains { $0.id.rawValue == id }
        case .contributions: plan.contributions.contains { $0.id.rawValue == id }
        case .dues: plan.dues.contains { $0.id.rawValue == id }
        }
    }

    /// What stands, as a form shows it.
    static func values(_ plan: FinancePlan, _ part: PlanPart, _ id: Int64?) -> [String: String] {
        switch part {
        case .lines:
            guard let line = plan.lines.first(where: { $0.id.rawValue == id }) else { return ["scenario": "prudent"] }
            return [
                "compte": line.account.code, "libelle": line.label, "financeur": line.funder,
                "reponse": line.state?.rawValue ?? "", "scenario": line.scenario.rawValue,
            ].merging(numbered("montant", line.amounts.map { $0 == .zero ? "" : $0.plain })) { $1 }
        case .posts:
            guard let post = plan.posts.first(where: { $0.id.rawValue == id }) else {
                return ["scenario": "prudent", "etp": "1", "taux": "42"]
            }
            return [
                "poste": post.title, "etp": Money(cents: post.hundredths).plain, "brut": post.monthlyGross.plain,
                "taux": Money(cents: post.chargeRate).plain, "scenario": post.scenario.rawValue,
            ].merging(numbered("mois", post.months.map(String.init))) { $1 }
        case .contributions:
            guard let held = plan.contributions.first(where: { $0.id.rawValue == id }) else {
                return ["scenario": "probable", "taux": "0,10"]
            }
            return [
                "nom": held.name, "habitants": French.number(held.inhabitants), "annee-population": String(held.year),
                "source-population": held.source, "taux": held.rate.plain, "reponse": held.state.rawValue,
                "scenario": held.scenario.rawValue,
                "annees": held.years.sorted().map(String.init).joined(separator: " "),
            ]
        case .dues:
            guard let dues = plan.dues.first(where: { $0.id.rawValue == id }) else { return ["scenario": "probable"] }
            return [
                "libelle": dues.label, "montant": dues.amount.plain, "scenario": dues.scenario.rawValue,
            ].merging(numbered("membres", dues.members.map(String.init))) { $1 }
        }
    }

    private static func numbered(_ name: String, _ values: [String]) -> [String: String] {
        Dictionary(values.enumerated().map { ("\(name)-\($0 + 1)", $1) }) { first, _ in first }
    }
}
