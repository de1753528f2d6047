import Domain
import Testing

/// Memberships and those who speak for members.
struct MembershipTests {
    private func period(_ from: String, _ until: String? = nil) throws -> Validity {
        try #require(Validity(from: Day(from), until: until.flatMap { Day($0) }))
    }

    @Test func anOrganisationThatCameBackIsToldAsOnTheDayThatIsAsked() throws {
        let first = try period("2020-01-01", "2022-01-01")
        let second = try period("2024-01-01")
        let periods = MembershipPeriods([second, first])
        #expect(periods.telling(on: Day("2021-06-01")) == first)
        #expect(periods.telling(on: Day("2023-06-01")) == first, "between the two, the one that ended")
        #expect(periods.telling(on: Day("2024-01-01")) == second)
        #expect(periods.telling(on: Day("2019-01-01")) == first, "before all, the one to come")
        #expect(periods.telling(on: nil) == second)
        #expect(MembershipPeriods([]).telling(on: nil) == nil)
    }

    @Test(arguments: [("7346", true), ("4110", true), ("9220", false), ("5458", false), ("", false)])
    func aPublicBodyIsOneByItsLegalCategory(category: String, expected: Bool) {
        #expect(PublicBody.isOne(legalCategory: category) == expected)
    }

    @Test func aPersonWhoSpeaksForTooManyIsNamedByAccountAddressOrName() throws {
        let day = try #require(Day("2026-01-01"))
        func one(_ id: Int64, _ organisation: Int64, _ name: String, _ person: Int64? = nil, _ address: String? = nil)
            -> Representative
        {
            Representative(
                id: ID(rawValue: id), organisation: ID(rawValue: organisation), kind: .titular, name: name,
                personID: person.map(ID.init(rawValue:)), address: address.flatMap { MailAddress($0) }, from: day)
        }
        let list = [
            one(1, 1, "Anne Le Roux", 7), one(2, 2, "A. Le Roux", 7, "anne@example.org"),
            one(3, 3, "Paul", nil, "paul@example.org"), one(4, 4, "Paul K.", nil, "paul@example.org"),
            one(5, 5, "Léa"), one(6, 6, "LÉA"), one(7, 5, "Seul"),
        ]
        let found = Representative.beyond(1, list)
        #expect(found.map(\.name) == ["A. Le Roux", "LÉA", "Paul"])
        #expect(found.map { $0.organisations.map(\.rawValue) } == [[1, 2], [5, 6], [3, 4]])
        #expect(Representative.beyond(2, list).isEmpty)
        #expect(Representative.beyond(nil, list).isEmpty)
    }

    @Test func oneWhoseMandateEndsTheDayItBeganNeverSpoke() throws {
        let day = try #require(Day("2026-01-01"))
        let never = Representative(id: 1, organisation: 1, kind: .deputy, name: "Nul", from: day, until: day)
        #expect(!never.speaks(on: day))
        let one = Representative(
            id: 1, organisation: 1, kind: .deputy, name: "Un", from: day, until: day.adding(days: 1))
        #expect(one.speaks(on: day) && !one.speaks(on: day.adding(days: 1)) && !one.speaks(on: day.adding(days: -1)))
    }
}
