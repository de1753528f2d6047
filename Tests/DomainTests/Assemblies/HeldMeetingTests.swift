import Testing

@testable import Domain

/// Voices at assemblies held, counted for « personne ne domine ».
struct HeldMeetingTests {
    private let members = [
        MemberFacts(1, "Alpha", family: .association, admittedOn: day("2024-01-01")),
        MemberFacts(2, "Bêta", family: .cooperative, group: "Duo", admittedOn: day("2024-01-01")),
        MemberFacts(3, "Gamma", family: .cooperative, group: "Duo", admittedOn: day("2024-01-01")),
        MemberFacts(4, "Delta", family: .mutual, admittedOn: day("2024-01-01")),
    ]

    private func record(on date: String, votes: Int) -> AssemblyRecord {
        var statutes = Statutes.customary(inForceFrom: day("2024-01-01"))
        statutes.electorate = ElectorateRule()
        statutes.caps = [Cap(.votes, per: .family, key: "cooperative", share: .half)]
        var record = AssemblyRecord(
            meeting: .init(hub: "Ici", title: "AG", kind: "ordinaire", day: day(date)), statutes: statutes,
            members: members, rollDate: day(date))
        record.attendance = Attendance([
            AttendanceChange(1, .present), AttendanceChange(2, .present), AttendanceChange(3, .present),
        ])
        record.proxies = [Proxy(from: 4, to: 2)]
        for position in 1...2 {
            var item = RecordedItem(position, .deliberation, title: "Point", rules: .ordinary)
            item.openedAt = "\(date)T18:00:00Z"
            if position <= votes {
                item.vote = RecordedVote(ways: [.init(.hands, count: VoteCount(yes: 4, no: 0))])
            }
            record.items.append(item)
        }
        return record
    }

    @Test func voicesAreSummedOverTheVotesTakenWithProxiesAndCaps() {
        let meeting = HeldMeeting(record(on: "2026-03-01", votes: 2), isOpen: false)
        #expect(meeting.votes == 2 && meeting.voices == 8)
        #expect(meeting.carried.first { $0.name == "Bêta" }?.amount == 4, "its own and a proxy, twice")
        #expect(meeting.proxies.map(\.name) == ["Bêta"])
        // Bêta and Gamma are one group: six voices of eight.
        #expect(meeting.fewest == 1)
        #expect(meeting.findings.count == 1)
        #expect(meeting.findings.first?.sentence.hasPrefix("coopérative tient 3 voix sur 4") == true)
        #expect(meeting.findings.first?.sentence.contains("portée par d’autres") == true)
    }

    @Test func beforeTheFirstVoteTheRoomIsCounted() {
        let meeting = HeldMeeting(record(on: "2026-03-01", votes: 0), isOpen: true)
        #expect(meeting.votes == 0 && meeting.voices == 4 && meeting.isOpen)
    }

    @Test func theBalanceTellsTheLastMeetingThenAllOfThemAndTheYears() {
        let meetings = ["2025-03-01", "2026-03-01"].map { HeldMeeting(record(on: $0, votes: 2), isOpen: false) }
        let history = [day("2025-12-31"), day("2026-11-25")].map { (day: $0, members: members) }
        let balance = Balance(history: history, mandates: [], statutes: [], meetings: meetings.reversed())
        #expect(balance.parts.map(\.key) == ["membres", "assemblee", "assemblees"])
        #expect(balance.parts[1].whole == 8 && balance.parts[2].whole == 16)
        #expect(balance.parts[1].totals(per: .family).first?.name == "coopérative")
        #expect(balance.years.map(\.meetings) == [1, 1] && balance.years.map(\.fewestVoices) == [1, 1])
        #expect(balance.parts[1].isForMembers && !balance.parts[0].isForMembers)
        #expect(balance.parts[1].sentences(isNamed: false).first?.contains("Il faut au moins 1") == true)
        #expect(balance.headline.outcome == .met && balance.headline.sentence.contains("les voix"))
    }
}
