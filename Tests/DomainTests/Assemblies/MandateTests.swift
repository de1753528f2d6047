import Domain
import Testing

/// Seats held, and what the statutes allow of them.
struct MandateTests {
    private let members = (1...6).map { (number: Int64) in
        MemberFacts(
            ID(rawValue: number), "Org \(number)", family: number < 4 ? .association : .mutual,
            siren: number < 3 ? "123456789" : nil, admittedOn: day("2020-01-01"))
    }

    private var statutes: Statutes {
        var statutes = Statutes.customary(inForceFrom: day("2020-01-01"))
        statutes.caps = []
        statutes.colleges = [College("a", name: "Acteurs"), College("b", name: "Usagers")]
        statutes.bodies = [
            GoverningBody("conseil", name: "Conseil", seats: 4, seatsByCollege: ["a": 2, "b": 1], mostTerms: 2)
        ]
        return statutes
    }

    private func mandate(
        _ organisation: Int64, from: String = "2024-01-01", until: String = "2027-01-01", college: String? = nil,
        duty: Mandate.Duty = .member, ended: String? = nil
    ) -> Mandate {
        Mandate(
            id: ID(rawValue: organisation * 100 + Int64(day(from).year)), hubID: 1, bodyKey: "conseil", duty: duty,
            college: college, organisation: ID(rawValue: organisation), organisationName: "Org \(organisation)",
            family: organisation < 4 ? .association : .mutual, from: day(from), until: day(until),
            endedOn: ended.map(day), endReason: ended.map { _ in "départ" })
    }

    private func refusal(_ new: Mandate, _ register: [Mandate] = [], _ statutes: Statutes? = nil) -> String? {
        do throws(AssemblyRefusal) {
            try MandateRules(statutes: statutes ?? self.statutes, members: members, register: register).check(new)
            return nil
        } catch { return error.sentence }
    }

    @Test func aMandateIsHeldFromItsFirstDayUntilItsEnd() {
        let term = mandate(1, ended: "2025-06-01")
        #expect(!term.isHeld(on: day("2023-12-31")) && term.isHeld(on: day("2024-01-01")))
        #expect(term.isHeld(on: day("2025-05-31")) && !term.isHeld(on: day("2025-06-01")))
        // An end recorded after the term prolongs nothing.
        #expect(mandate(1, ended: "2028-01-01").end == day("2027-01-01"))
    }

    @Test func aBodyHasNoMoreHoldersThanSeats() {
        #expect(refusal(mandate(4), [mandate(1), mandate(2, college: "a"), mandate(3, college: "b")]) != nil)
        #expect(
            refusal(mandate(4, college: "a"), [mandate(1), mandate(2, college: "a"), mandate(3, college: "b")]) == nil)
        let full = [mandate(1), mandate(2, college: "a"), mandate(3, college: "b"), mandate(4, college: "a")]
        #expect(refusal(mandate(5), full)?.contains("4\u{A0}sièges sont pourvus") == true)
        // A seat that somebody left is free again.
        #expect(
            refusal(mandate(5, from: "2025-07-01"), Array(full.dropFirst()) + [mandate(1, ended: "2025-06-01")]) == nil)
    }

    @Test func seatsKeptForACollegeAreNotTakenByOthers() {
        let open = [mandate(1), mandate(2, college: "a")]
        #expect(refusal(mandate(3), open)?.contains("gardés pour d’autres collèges") == true)
        #expect(refusal(mandate(3, college: "b"), open) == nil)
    }

    @Test func onlyMembersOfThatDaySitAndOnlyInBodiesOfTheStatutes() {
        #expect(refusal(mandate(9))?.contains("n’est pas membre") == true)
        #expect(refusal(mandate(1, from: "2019-01-01"))?.contains("n’est pas membre") == true)
        var other = mandate(1)
        other.bodyKey = "bureau"
        #expect(refusal(other)?.contains("n’ont pas cette instance") == true)
        #expect(refusal(mandate(1, until: "2024-01-01"))?.contains("après son début") == true)
    }

    @Test func thereIsOneChairAtATime() {
        let chair = mandate(1, duty: .chair)
        #expect(refusal(mandate(2, college: "a", duty: .chair), [chair])?.contains("présidence") == true)
        #expect(refusal(mandate(2, college: "a", duty: .coChair), [mandate(1, duty: .coChair)]) == nil)
    }

    @Test func affiliatesCountAsOneForACap() {
        var capped = statutes
        capped.caps = [Cap(.seats, per: .group, number: 1)]
        #expect(refusal(mandate(2, college: "a"), [mandate(1)], capped)?.contains("au plus 1 siège par groupe") == true)
        #expect(refusal(mandate(3, college: "b"), [mandate(1)], capped) == nil)
        capped.caps = [Cap(.seats, per: .family, share: .half)]
        #expect(
            refusal(mandate(3, college: "b"), [mandate(1), mandate(2, college: "a")], capped)?.contains("famille")
                == true)
    }

    @Test func aShareOfASmallBodyLeavesASeatToEach() {
        var small = statutes
        small.bodies = [GoverningBody("conseil", name: "Conseil", seats: 3)]
        small.caps = [Cap(.seats, per: .group, share: .quarter)]
        #expect(refusal(mandate(1), [], small) == nil)
        #expect(refusal(mandate(2), [mandate(1)], small)?.contains("soit 1") == true)
        #expect(refusal(mandate(3), [mandate(1)], small) == nil)
    }

    @Test func termsInARowAreCountedAcrossSmallGapsOnly() {
        let first = mandate(1, from: "2018-01-01", until: "2021-01-01")
        let second = mandate(1, from: "2021-03-01", until: "2024-01-01")
        #expect(refusal(mandate(1), [first, second])?.contains("2\u{A0}mandats de suite") == true)
        #expect(refusal(mandate(1), [second]) == nil)
        // A pause of more than half a year begins the count again.
        let early = mandate(1, from: "2018-01-01", until: "2020-06-01")
        #expect(refusal(mandate(1), [early, second]) == nil)
        #expect(refusal(mandate(1), [first, mandate(2, from: "2021-03-01", until: "2024-01-01")]) == nil)
    }

    @Test func theRegisterTellsWhatIsVacantAndWhatEnds() {
        let register = MandateRegister(
            [
                mandate(3, duty: .member), mandate(1, college: "a", duty: .chair),
                mandate(2, from: "2019-01-01", until: "2022-01-01"),
            ],
            statutes: statutes, on: day("2026-11-25"))
        #expect(register.bodies.map(\.vacant) == [2])
        #expect(register.bodies[0].held.map(\.organisationName) == ["Org 1", "Org 3"], "duties first")
        #expect(register.bodies[0].keptVacant.map(\.name) == ["Acteurs", "Usagers"])
        #expect(register.ending(within: 60).count == 2 && register.ending(within: 30).isEmpty)
        #expect(MandateRegister([mandate(1)], statutes: nil, on: day("2025-01-01")).strays.count == 1)
    }

    @Test func aChangeOfDirectorsIsDeclaredWithinThreeMonths() {
        let register = MandateRegister([mandate(1, ended: "2025-11-30")], statutes: statutes, on: day("2026-11-25"))
        #expect(register.undeclaredChange(since: nil) == day("2024-01-01"))
        #expect(register.undeclaredChange(since: day("2024-02-01")) == day("2025-11-30"))
        #expect(register.undeclaredChange(since: day("2025-12-01")) == nil)
        #expect(MandateRegister.declarationDeadline(of: day("2025-11-30")) == day("2026-02-28"))
        #expect(
            day("2024-10-31").addingMonths(4) == day("2025-02-28")
                && day("2024-01-31").addingMonths(1) == day("2024-02-29"))
    }

    @Test func theBalanceFollowsTheYears() {
        let history = [day("2024-12-31"), day("2025-12-31"), day("2026-11-25")].map { (day: $0, members: members) }
        let balance = Balance(
            history: history,
            mandates: [mandate(1), mandate(2, college: "a"), mandate(4, college: "b", ended: "2025-06-01")],
            statutes: [statutes])
        #expect(balance.parts.map(\.key) == ["membres", "instance-conseil"])
        #expect(balance.years.map(\.seats) == [3, 2, 2])
        // The two who still sit are affiliated: one actor holds everything.
        #expect(balance.years.map(\.fewest) == [1, 1, 1] && balance.years.map(\.seated) == [2, 1, 1])
        #expect(balance.years.last?.diversityTenths == 20 && balance.years.last?.families == 2)
        #expect(balance.parts[1].sentences(isNamed: true).first?.contains("tient à elle seule") == true)
        var capped = statutes
        capped.caps = [Cap(.seats, per: .group, number: 1)]
        let breach = Balance(history: history, mandates: [mandate(1), mandate(2, college: "a")], statutes: [capped])
        let proxies = Balance(
            history: history, mandates: [], statutes: [statutes], proxies: [("Pouvoirs", [4, 4, 5, 99])])
        let held = proxies.parts.last
        #expect(held?.whole == 3 && held?.totals(per: .group).first?.name == "Org 4")
        // A share is of all the seats, held or vacant: one of four is a quarter.
        capped.caps = [Cap(.seats, per: .group, share: .quarter)]
        let single = Balance(history: history, mandates: [mandate(4)], statutes: [capped])
        #expect(single.parts[1].findings.allSatisfy { $0.outcome == .met })
        #expect(breach.parts[1].findings.first?.sentence.contains("il faudrait en confier 1 à d’autres") == true)
    }
}
