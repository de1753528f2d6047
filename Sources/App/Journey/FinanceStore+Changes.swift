import Domain
import Foundation
import GRDB

/// What forms of the plan say, checked and written.
extension FinanceStore {
    struct LineDraft: Sendable {
        var account: BudgetAccount?
        var label = ""
        var funder = ""
        var state: FundingState?
        var scenario = PlanScenario.prudent
        /// As typed; empty for nothing.
        var amounts: [String] = []
    }

    func put(_ draft: LineDraft, as id: Int64?, of hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        let amounts = draft.amounts.map { $0.isEmpty ? Money.zero : Money(typed: $0) }
        let isGiven = draft.account?.side == .resources && draft.account?.heading == "74"
        try RefusedForm.check([
            draft.account == nil ? Refused("Choisissez le compte.", field: "compte") : nil,
            draft.label.isEmpty ? Refused("Dites de quoi il s’agit.", field: "libelle") : nil,
            Refused.tooLong(draft.label, 200, field: "libelle"), Refused.tooLong(draft.funder, 120, field: "financeur"),
            isGiven && draft.funder.isEmpty ? Refused("Nommez le financeur.", field: "financeur") : nil,
            isGiven && draft.state == nil ? Refused("Dites ce que le financeur a répondu.", field: "reponse") : nil,
            amounts.contains(nil)
                ? Refused("Un montant s’écrit ainsi : 35 000 ou 35 000,50.", field: "montant-1") : nil,
            amounts.compactMap(\.self).allSatisfy { $0 == .zero }
                ? Refused("Donnez un montant pour une année au moins.", field: "montant-1") : nil,
        ])
        guard let account = draft.account else { return }
        let sums = amounts.map { $0 ?? .zero }
        // Only money that somebody decides about has a funder.
        let isFunded = account.side == .resources && !draft.funder.isEmpty
        let values: StatementArguments = [
            account.code, draft.label, isFunded ? draft.funder : "", isFunded ? draft.state ?? .planned : nil,
            draft.scenario, sums[0], sums[1], sums[2],
        ]
        try await write(.lines, of: hub, actor, now) { db in
            if let id {
                try db.execute(
                    sql: """
                        UPDATE planLine SET account = ?, label = ?, funder = ?, state = ?, scenario = ?, first = ?,
                            second = ?, third = ? WHERE id = ? AND hubID = ?
                        """, arguments: values + [id, hub])
                guard db.changesCount == 1 else { throw NotFound() }
            } else {
                try db.execute(
                    sql: """
                        INSERT INTO planLine (account, label, funder, state, scenario, first, second, third, hubID)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """, arguments: values + [hub])
            }
        }
    }

    struct PostDraft: Sendable {
        var title = ""
        /// As typed: « 0,8 », « 2 500 », « 42 ».
        var fullTime = ""
        var monthlyGross = ""
        var chargeRate = ""
        var months: [String] = []
        var scenario = PlanScenario.prudent
    }

    func put(_ draft: PostDraft, as id: Int64?, of hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        let hundredths = Money(typed: draft.fullTime)?.cents
        let gross = Money(typed: draft.monthlyGross)
        let rate = Money(typed: draft.chargeRate)?.cents
        let months = draft.months.map { $0.isEmpty ? 0 : Int($0) }
        try RefusedForm.check([
            draft.title.isEmpty ? Refused("Nommez le poste.", field: "poste") : nil,
            Refused.tooLong(draft.title, 120, field: "poste"),
            hundredths.map { (1...10_000).contains($0) } != true
                ? Refused("Le temps de travail s’écrit ainsi : 1 ou 0,8.", field: "etp") : nil,
            gross.map { (1...10_000_000).contains($0.cents) } != true
                ? Refused("Le salaire brut mensuel s’écrit ainsi : 2 500.", field: "brut") : nil,
            rate.map { (0...10_000).contains($0) } != true
                ? Refused("Le taux de cotisations s’écrit ainsi : 42.", field: "taux") : nil,
            months.contains { $0.map { (0...13).contains($0) } != true }
                ? Refused("Le nombre de mois va de 0 à 13.", field: "mois-1") : nil,
        ])
        guard let hundredths, let gross, let rate else { return }
        let paid = months.map { $0 ?? 0 }
        let values: StatementArguments = [
            draft.title, hundredths, gross, rate, paid[0], paid[1], paid[2], draft.scenario,
        ]
        try await write(.posts, of: hub, actor, now) { db in
            if let id {
                try db.execute(
                    sql: """
                        UPDATE plannedPost SET title = ?, hundredths = ?, monthlyGross = ?, chargeRate = ?, first = ?,
                            second = ?, third = ?, scenario = ? WHERE id = ? AND hubID = ?
                        """, arguments: values + [id, hub])
                guard db.changesCount == 1 else { throw NotFound() }
            } else {
                try db.execute(
                    sql: """
                        INSERT INTO plannedPost (title, hundredths, monthlyGross, chargeRate, first, second, third,
                            scenario, hubID) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """, arguments: values + [hub])
            }
        }
    }

    struct ContributionDraft: Sendable {
        var territory: TerritoryRecord?
        /// As typed, when the program does not know the population or knows an older one.
        var inhabitants = ""
        var year = ""
        var source = ""
        var rate = ""
        var state: FundingState?
        var scenario = PlanScenario.likely
        var years: Set<Int> = []
    }

    /// One an intercommunalité; writing it again brings its population up to date.
    func put(_ draft: ContributionDraft, of hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        let rate = Money(typed: draft.rate)
        let known = draft.territory?.population
        let isTyped = !draft.inhabitants.isEmpty
        let inhabitants = isTyped ? Money(typed: draft.inhabitants).map { $0.cents / 100 } : known?.inhabitants
        let year = isTyped ? Int(draft.year) : known?.year
        try RefusedForm.check([
            draft.territory == nil ? Refused("Choisissez l’intercommunalité.", field: "territoire") : nil,
            draft.territory != nil && inhabitants.map { (1...10_000_000).contains($0) } != true
                ? Refused("Donnez sa population : le programme ne la connaît pas encore.", field: "habitants") : nil,
            isTyped && year.map { (1900...now.dayInFrance.year).contains($0) } != true
                ? Refused("Donnez l’année de cette population.", field: "annee-population") : nil,
            isTyped && draft.source.isEmpty
                ? Refused("Dites d’où vient cette population, par exemple INSEE.", field: "source-population") : nil,
            Refused.tooLong(draft.source, 200, field: "source-population"),
            rate.map { (1...1_000).contains($0.cents) } != true
                ? Refused("Le taux par habitant s’écrit ainsi : 0,10 ; de 1 centime à 10 €.", field: "taux") : nil,
            draft.state == nil ? Refused("Dites ce que l’intercommunalité a répondu.", field: "reponse") : nil,
            draft.years.isEmpty ? Refused("Choisissez une année au moins.", field: "annees") : nil,
        ])
        guard let territory = draft.territory, let inhabitants, let year, let rate, let state = draft.state else {
            return
        }
        try await write(.contributions, of: hub, actor, now) { db in
            let cited = try known.flatMap {
                try String.fetchOne(db, sql: "SELECT title FROM source WHERE id = ?", arguments: [$0.sourceID])
            }
            let source = isTyped ? draft.source : cited ?? ""
            try db.execute(
                sql: """
                    INSERT INTO planContribution (hubID, territoryID, name, inhabitants, populationYear, populationSource,
                        rate, state, scenario, first, second, third) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (hubID, territoryID) DO UPDATE SET name = excluded.name,
                        inhabitants = excluded.inhabitants, populationYear = excluded.populationYear,
                        populationSource = excluded.populationSource, rate = excluded.rate, state = excluded.state,
                        scenario = excluded.scenario, first = excluded.first, second = excluded.second,
                        third = excluded.third
                    """,
                arguments: [
                    hub, territory.id, territory.name, inhabitants, year, source, rate, state,
                    draft.scenario, draft.years.contains(0), draft.years.contains(1), draft.years.contains(2),
                ])
        }
    }

    struct DuesDraft: Sendable {
        var label = ""
        var amount = ""
        var members: [String] = []
        var scenario = PlanScenario.likely
    }

    func put(_ draft: DuesDraft, as id: Int64?, of hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        let amount = Money(typed: draft.amount)
        let members = draft.members.map { $0.isEmpty ? 0 : Int($0) }
        try RefusedForm.check([
            draft.label.isEmpty ? Refused("Dites qui paie cette cotisation.", field: "libelle") : nil,
            Refused.tooLong(draft.label, 120, field: "libelle"),
            amount.map { (1...10_000_000).contains($0.cents) } != true
                ? Refused("La cotisation s’écrit ainsi : 50 ou 12,50.", field: "montant") : nil,
            members.contains { $0.map { (0...10_000).contains($0) } != true }
                ? Refused("Le nombre de membres va de 0 à 10 000.", field: "membres-1") : nil,
        ])
        guard let amount else { return }
        let counts = members.map { $0 ?? 0 }
        let values: StatementArguments = [draft.label, amount, counts[0], counts[1], counts[2], draft.scenario]
        try await write(.dues, of: hub, actor, now) { db in
            if let id {
                try db.execute(
                    sql: """
                        UPDATE plannedDues SET label = ?, amount = ?, first = ?, second = ?, third = ?, scenario = ?
                        WHERE id = ? AND hubID = ?
                        """, arguments: values + [id, hub])
                guard db.changesCount == 1 else { throw NotFound() }
            } else {
                try db.execute(
                    sql: """
                        INSERT INTO plannedDues (label, amount, first, second, third, scenario, hubID)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """, arguments: values + [hub])
            }
        }
    }
}
