import Domain
import Testing

/// Sums, scales of dues, hours.
struct DuesTests {
    @Test(arguments: [
        ("30", 3000), ("12,5", 1250), ("12.50 €", 1250), ("1 250", 125_000), ("0", 0), ("0,05", 5),
        ("1\u{202F}000,00", 100_000),
    ])
    func aSumIsReadAsItIsTyped(typed: String, cents: Int) { #expect(Money(typed: typed)?.cents == cents) }

    @Test(arguments: ["", "-5", "douze", "1,234", "1,", ",5", "1.2.3", "12345678901", "١٢"])
    func whatIsNoSumIsNotGuessed(typed: String) { #expect(Money(typed: typed) == nil) }

    @Test func aSumIsWrittenInFrench() {
        #expect(Money(cents: 125_050).french == "1\u{202F}250,50\u{A0}€")
        #expect(Money(cents: 3000).french == "30\u{A0}€" && Money(cents: -5).french == "−0,05\u{A0}€")
        #expect(Money(cents: 1205).typed == "12,05" && Money(cents: 1200).typed == "12")
    }

    private func band(
        _ id: Int64, _ basis: DuesBasis, _ atLeast: Int, _ below: Int?, _ euros: Int, college: String? = nil
    ) -> DuesBand {
        DuesBand(
            id: ID(rawValue: id), label: "\(id)", college: college, basis: basis, atLeast: atLeast, below: below,
            amount: Money(cents: euros * 100))
    }

    private func scale(_ bands: [DuesBand]) throws -> DuesScale {
        DuesScale(
            year: 2026, decidedBy: "assemblée", decidedOn: nil, dueOn: try #require(Day("2026-06-30")), bands: bands)
    }

    private func number(_ answer: DuesScale.Answer) -> Int64? {
        if case .band(let band) = answer { band.id.rawValue } else { nil }
    }

    @Test func theBandOfTheCollegeGoesBeforeTheOneForAll() throws {
        let scale = try scale([
            band(1, .employees, 0, 3, 30), band(2, .employees, 3, nil, 60), band(3, .flat, 0, nil, 10, college: "hab"),
        ])
        #expect(number(scale.answer(for: MemberSize(employees: 2))) == 1)
        #expect(number(scale.answer(for: MemberSize(employees: 3))) == 2, "a bound belongs to the upper band")
        #expect(number(scale.answer(for: MemberSize(college: "hab", employees: 50))) == 3)
        #expect(number(scale.answer(for: MemberSize(college: "autre", employees: 50))) == 2)
    }

    @Test func whatCannotBeNamedSaysWhy() throws {
        let employees = try scale([band(1, .employees, 0, 3, 30)])
        guard case .none(let asked) = employees.answer(for: MemberSize()) else { return #expect(Bool(false)) }
        #expect(asked.contains("nombre de salariés"))
        guard case .none(let none) = employees.answer(for: MemberSize(employees: 3)) else {
            return #expect(Bool(false))
        }
        #expect(none.contains("Aucune tranche"))
        guard case .none(let budget) = try scale([band(1, .budget, 0, nil, 3)]).answer(for: MemberSize(employees: 3))
        else { return #expect(Bool(false)) }
        #expect(budget.contains("budget annuel"))
        guard case .none(let empty) = try scale([]).answer(for: MemberSize()) else { return #expect(Bool(false)) }
        #expect(empty.contains("pas encore de tranche"))
    }

    @Test func bandsThatWouldBothHoldOverlap() {
        #expect(band(1, .employees, 0, 3, 1).overlaps(band(2, .employees, 2, nil, 1)))
        #expect(!band(1, .employees, 0, 3, 1).overlaps(band(2, .employees, 3, nil, 1)))
        #expect(!band(1, .employees, 0, 3, 1).overlaps(band(2, .budget, 0, nil, 1)))
        #expect(!band(1, .flat, 0, nil, 1, college: "a").overlaps(band(2, .flat, 0, nil, 1)))
    }

    @Test func duesAreSettledByTheWholeSumOrAnExemption() throws {
        let (due, before) = (try #require(Day("2026-06-30")), try #require(Day("2026-06-30")))
        func state(_ paid: Int, exempted: Bool = false, on day: Day) -> DuesState {
            DuesState(
                amount: Money(cents: 5000), paid: Money(cents: paid), isExempted: exempted, dueOn: due, today: day)
        }
        #expect(state(5000, on: before) == .settled && state(6000, on: before) == .settled)
        #expect(state(4999, on: before) == .partial && state(0, on: before) == .waiting)
        #expect(state(4999, on: due.adding(days: 1)) == .late && state(0, exempted: true, on: due) == .exempted)
        #expect(DuesState.allCases.filter(\.isSettled) == [.settled, .exempted])
    }

    @Test(arguments: [("3", 180), ("3,5", 210), ("3h30", 210), ("3 h 30", 210), ("0h45", 45), ("1h", 60), ("0,33", 20)])
    func hoursAreReadAsTheyAreTyped(typed: String, minutes: Int) {
        #expect(MemberExchange.minutes(typed: typed) == minutes)
    }

    @Test(arguments: ["", "h", "3h5", "3h60", "trois", "-1", "h30", "99999999h"])
    func whatIsNoTimeIsNotGuessed(typed: String) { #expect(MemberExchange.minutes(typed: typed) == nil) }

    @Test func theBalanceCountsBothSidesByFunctionAndJudgesNothing() throws {
        let day = try #require(Day("2026-01-01"))
        func one(
            _ direction: MemberExchange.Direction, _ nature: MemberExchange.Nature, _ function: HubFunction,
            minutes: Int? = nil, cents: Int? = nil
        ) -> MemberExchange {
            MemberExchange(
                id: 1, organisation: 1, direction: direction, nature: nature, function: function, day: day,
                minutes: minutes, amount: cents.map(Money.init(cents:)), description: "x")
        }
        let balance = ExchangeBalance([
            one(.brought, .time, .support, minutes: 90), one(.brought, .skill, .support, minutes: 30),
            one(.brought, .place, .partnershipProjects), one(.received, .money, .visibility, cents: 30_000),
        ])
        #expect(balance.count(.brought).minutes == 120 && balance.count(.brought).unreckoned == 1)
        #expect(balance.count(.brought, .support).entries == 2 && balance.count(.received, .support).entries == 0)
        #expect(
            balance.sentence(of: "Ti Coop")
                == "Ti Coop a apporté : 2\u{A0}h et 1\u{A0}fois non chiffrée ; et reçu : 300\u{A0}€.")
        #expect(ExchangeBalance([]).sentence(of: "Ti Coop").hasPrefix("Rien n’est encore inscrit"))
    }
}
