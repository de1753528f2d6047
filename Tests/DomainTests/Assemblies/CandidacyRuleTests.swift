import AssemblyVectors
import Domain
import Testing

/// Who may stand for a body, beside those who stay in it.
struct CandidacyRuleTests {
    private let election = day("2027-03-10")
    private let members = (1...6).map { (number: Int64) in
        MemberFacts(
            ID(rawValue: number), "Org \(number)", college: number < 4 ? "a" : "b",
            group: number < 3 ? "Genêts" : nil, admittedOn: day("2020-01-01"))
    }

    private func statutes(
        seats: Int = 4, kept: [String: Int] = [:], mostTerms: Int? = nil, caps: [Cap] = []
    ) -> Statutes {
        var statutes = Statutes.customary(inForceFrom: day("2020-01-01"))
        (statutes.caps, statutes.colleges) = (caps, [College("a"), College("b")])
        statutes.bodies = [
            GoverningBody("conseil", name: "Conseil", seats: seats, seatsByCollege: kept, mostTerms: mostTerms)
        ]
        return statutes
    }

    private func mandate(_ organisation: Int64, _ from: String, _ until: String) -> Mandate {
        Mandate(
            id: ID(rawValue: organisation * 10_000 + Int64(day(from).year)), hubID: 1, bodyKey: "conseil",
            college: organisation < 4 ? "a" : "b", organisation: ID(rawValue: organisation),
            organisationName: "Org \(organisation)", from: day(from), until: day(until))
    }

    private func refusal(
        _ organisation: Int64, _ register: [Mandate] = [], _ statutes: Statutes, seats: Int? = nil,
        body: String = "conseil"
    ) -> String? {
        do throws(AssemblyRefusal) {
            try CandidacyRules(statutes: statutes, members: members, register: register).check(
                ID(rawValue: organisation), for: body, seats: seats, on: election)
            return nil
        } catch { return Vectors.plain(error.sentence) }
    }

    @Test func termsInARowAreCountedWithTheOneThatEnds() {
        let register = [mandate(1, "2021-03-20", "2024-03-20"), mandate(1, "2024-03-20", "2027-03-20")]
        let refused = refusal(1, register, statutes(mostTerms: 2))
        #expect(refused?.contains("2 mandats de suite : les statuts n’en permettent que 2") == true, "\(refused ?? "")")
        #expect(refusal(1, register, statutes(mostTerms: 3)) == nil)
        #expect(refusal(1, Array(register.prefix(1)), statutes(mostTerms: 1)) == nil)
    }

    @Test func seatsKeptForOtherCollegesAreNotForThisOne() {
        let kept = statutes(seats: 2, kept: ["b": 2])
        #expect(refusal(1, [], kept)?.contains("gardés pour d’autres collèges") == true)
        #expect(refusal(4, [], kept) == nil)
    }

    @Test func capsLookAtThoseWhoStayAndNotAtThoseWhoLeave() {
        let caps = [Cap(.seats, per: .group, number: 1)]
        let stays = mandate(1, "2026-03-10", "2029-03-10")
        let leaves = mandate(1, "2024-03-20", "2027-03-20")
        #expect(refusal(2, [stays], statutes(caps: caps))?.contains("au plus 1 siège par groupe") == true)
        #expect(refusal(2, [leaves], statutes(caps: caps)) == nil)
        #expect(refusal(3, [stays], statutes(caps: caps)) == nil)
    }

    @Test func asManyLeaveAsThereAreSeatsToFillTheFirstToEndFirst() {
        let caps = [Cap(.seats, per: .group, number: 1)]
        let register = [mandate(1, "2026-03-10", "2028-03-10"), mandate(4, "2026-03-10", "2029-03-10")]
        #expect(refusal(2, register, statutes(seats: 2, caps: caps), seats: 1) == nil)
        #expect(refusal(2, register, statutes(seats: 2, caps: caps), seats: 2) == nil)
        #expect(refusal(2, register, statutes(seats: 3, caps: caps), seats: 1) != nil)
    }

    @Test func aBodyThatTheStatutesDoNotKnowHasNoRule() {
        #expect(refusal(1, [], statutes(), body: "ailleurs") == nil)
    }
}
