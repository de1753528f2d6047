/// One amount of a plan, wherever it comes from.
package struct PlanEntry: Hashable, Sendable {
    package let account: BudgetAccount
    package let label: String
    package let funder: String
    package let state: FundingState?
    /// The first scenario that counts it; nil when none does.
    package let scenario: PlanScenario?
    package let amounts: [Money]
}

extension FinancePlan {
    /// Every amount, with the first scenario that counts it.
    package var entries: [PlanEntry] {
        let direct = lines.map { (line: PlanLine) in
            PlanEntry(
                account: line.account, label: line.label, funder: line.funder, state: line.state,
                scenario: line.state.map { $0.scenario(hoped: line.scenario) } ?? line.scenario, amounts: line.amounts)
        }
        return posts.flatMap(Self.entries) + direct + contributions.compactMap(Self.entry) + dues.compactMap(Self.entry)
    }

    private static func entries(_ post: PlannedPost) -> [PlanEntry] {
        let years = 0..<planYears
        func entry(_ code: String, _ amounts: [Money]) -> PlanEntry? {
            BudgetAccount.of(code).map {
                PlanEntry(
                    account: $0, label: post.title, funder: "", state: nil, scenario: post.scenario, amounts: amounts)
            }
        }
        return [entry("641", years.map(post.salary)), entry("645", years.map(post.contributions))].compactMap(\.self)
    }

    private static func entry(_ contribution: TerritoryContribution) -> PlanEntry? {
        BudgetAccount.of("7414").map {
            PlanEntry(
                account: $0, label: contribution.name, funder: contribution.name, state: contribution.state,
                scenario: contribution.state.scenario(hoped: contribution.scenario),
                amounts: (0..<planYears).map(contribution.amount))
        }
    }

    private static func entry(_ dues: PlannedDues) -> PlanEntry? {
        BudgetAccount.of("756").map {
            PlanEntry(
                account: $0, label: dues.label, funder: "", state: nil, scenario: dues.scenario,
                amounts: (0..<planYears).map(dues.amount))
        }
    }

    package func entries(_ scenario: PlanScenario) -> [PlanEntry] {
        entries.filter { entry in entry.scenario.map { $0 <= scenario } ?? false }
    }

    package func total(_ side: BudgetAccount.Side, _ year: Int, _ scenario: PlanScenario) -> Money {
        entries(scenario).filter { $0.account.side == side }.sum { $0.amounts[year] }
    }

    /// Resources less charges: negative when money is missing.
    package func balance(_ year: Int, _ scenario: PlanScenario) -> Money {
        total(.resources, year, scenario) - total(.charges, year, scenario)
    }

    /// Hundredths of full-time posts paid all the year.
    package func fullTime(_ year: Int, _ scenario: PlanScenario) -> Int {
        posts.filter { $0.scenario <= scenario }.reduce(0) { $0 + $1.hundredths * min($1.months[year], 12) / 12 }
    }

    package struct FunderShare: Hashable, Sendable {
        package let funder: String
        package let amounts: [Money]
        package var total: Money { amounts.sum(\.self) }
        /// Tenths of a percent of all the resources of the three years.
        package let tenths: Int
    }

    /// What each funder brings, the largest first.
    package func funders(_ scenario: PlanScenario) -> [FunderShare] {
        let given = entries(scenario).filter { $0.account.side == .resources && !$0.funder.isEmpty }
        let whole = (0..<planYears).map { total(.resources, $0, scenario) }.sum(\.self)
        let shares = Dictionary(grouping: given, by: \.funder).map { funder, entries in
            let amounts = (0..<planYears).map { year in entries.sum { $0.amounts[year] } }
            return FunderShare(
                funder: funder, amounts: amounts, tenths: amounts.sum(\.self).tenthsOfPercent(of: whole) ?? 0)
        }
        return shares.sorted { ($1.total, $0.funder) < ($0.total, $1.funder) }
    }

    /// The same plan, should this funder give nothing.
    package func without(_ funder: String) -> FinancePlan {
        var plan = self
        plan.lines.removeAll { $0.funder == funder && $0.account.side == .resources }
        plan.contributions.removeAll { $0.name == funder }
        return plan
    }

    /// Balanced, or by how much not; in kind the same; how much hangs on one funder.
    package func findings(_ scenario: PlanScenario) -> [Finding] {
        guard !entries(scenario).isEmpty else {
            return [Finding(.missing, "Le plan ne contient encore rien dans ce scénario.", principle: "R17")]
        }
        var findings = (0..<planYears).map { balanceFinding($0, scenario) }
        findings += (0..<planYears).compactMap { inKindFinding($0, scenario) }
        findings += conventionFindings(scenario)
        if let first = funders(scenario).first, first.tenths > 500 {
            findings.append(
                Finding(
                    .unknown,
                    "\(first.funder) apporte \(French.percent(tenths: first.tenths)) des ressources : plus de la moitié du pôle tient à une seule décision.",
                    principle: "R20"))
        }
        return findings
    }

    private func balanceFinding(_ year: Int, _ scenario: PlanScenario) -> Finding {
        let charges = total(.charges, year, scenario)
        let resources = total(.resources, year, scenario)
        let gap = resources - charges
        let name = String(firstYear + year)
        if gap == .zero {
            return charges == .zero
                ? Finding(.unknown, "\(name) : rien n’est encore prévu.", principle: "R17")
                : Finding(.met, "\(name) : équilibré, à \(charges.french).", principle: "R17")
        }
        let sums = "charges \(charges.french), ressources \(resources.french)"
        return gap < .zero
            ? Finding(.missing, "\(name) : il manque \((-gap).french) (\(sums)).", principle: "R17")
            : Finding(
                .unknown, "\(name) : \(gap.french) de plus que les charges (\(sums)). À quoi serviront-ils ?",
                principle: "R17")
    }

    /// What is used in kind is brought by somebody: 86 and 87 are equal.
    private func inKindFinding(_ year: Int, _ scenario: PlanScenario) -> Finding? {
        let used = total(.inKindUse, year, scenario)
        let brought = total(.inKindSource, year, scenario)
        guard used != .zero || brought != .zero else { return nil }
        let name = String(firstYear + year)
        return used == brought
            ? Finding(
                .met, "\(name), contributions en nature : 86 et 87 s’équilibrent, à \(used.french).", principle: "R17")
            : Finding(
                .missing,
                "\(name), contributions en nature : \(used.french) d’emplois (86) pour \(brought.french) de contributions (87) ; les deux doivent être égaux.",
                principle: "R17")
    }

    /// Above it in a year, a public authority gives by a convention (law 2000-321, article 10; decree 2001-495).
    package static let conventionThreshold = Money(cents: 2_300_000)

    /// Public funders that will have a convention signed, with the years.
    private func conventionFindings(_ scenario: PlanScenario) -> [Finding] {
        let granted = entries(scenario).filter { ("7411"..."7419").contains($0.account.code) && !$0.funder.isEmpty }
        let byFunder = Dictionary(grouping: granted, by: \.funder)
        return byFunder.keys.sorted().compactMap { funder -> Finding? in
            let years = (0..<planYears).filter { year in
                (byFunder[funder] ?? []).sum { $0.amounts[year] } > Self.conventionThreshold
            }
            guard !years.isEmpty else { return nil }
            let names = French.list(years.map { String(firstYear + $0) })
            return Finding(
                .unknown,
                "\(funder) : plus de \(Self.conventionThreshold.french) d’argent public en \(names). Une convention sera à signer, puis un compte rendu financier à rendre.",
                principle: "loi 2000-321, art. 10")
        }
    }

    /// What would happen, year by year, should this funder give nothing.
    package func consequence(of leaving: String, _ scenario: PlanScenario) -> String {
        let rest = without(leaving)
        let gaps = (0..<planYears).filter { balance($0, scenario) != rest.balance($0, scenario) }
        guard !gaps.isEmpty else { return "Sans \(leaving), rien ne change dans ce scénario." }
        let words = gaps.map { year -> String in
            let balance = rest.balance(year, scenario)
            let name = String(firstYear + year)
            return balance < .zero
                ? "il manquerait \((-balance).french) en \(name)" : "\(name) resterait couverte"
        }
        return "Sans \(leaving), \(French.list(words))."
    }
}
