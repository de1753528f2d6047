import Domain
import Foundation
import Testing

/// Statutes as data: written, read back, examined.
struct StatutesTests {
    private let customary = Statutes.customary(inForceFrom: day("2026-01-01"))

    @Test func whatIsWrittenIsReadBackTheSame() throws {
        var statutes = customary
        statutes.colleges = [College("a", name: "Associations", weight: 40), College("b", admitsPublicBodies: true)]
        statutes.caps.append(Cap(.votes, per: .funder, key: "Région", number: 3, share: .third))
        statutes.bodies[0].seatsByCollege = ["a": 4]
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let written = try encoder.encode(statutes)
        #expect(try JSONDecoder().decode(Statutes.self, from: written) == statutes)
        let text = String(decoding: written, as: UTF8.self)
        #expect(text.contains(#""extraordinaire":{"#) && text.contains(#""part":"2\/3""#))
        #expect(text.contains(#""en-vigueur-depuis":"2026-01-01""#))
        #expect(try encoder.encode(JSONDecoder().decode(Statutes.self, from: written)) == written)
    }

    @Test func theVersionInForceIsTheLastOneThatHasBegun() {
        var second = customary
        (second.version, second.inForceFrom) = (2, day("2027-01-01"))
        #expect(Statutes.inForce([second, customary], on: day("2026-12-31"))?.version == 1)
        #expect(Statutes.inForce([customary, second], on: day("2027-01-01"))?.version == 2)
        #expect(Statutes.inForce([customary, second], on: day("2025-12-31")) == nil)
    }

    @Test func everyDefaultIsSaidToBeCustomary() {
        #expect(Statutes.customaryClauses.count >= 10)
        #expect(Set(Statutes.customaryClauses.map(\.clause)).count == Statutes.customaryClauses.count)
        #expect(Statutes.customaryClauses.allSatisfy { $0.sentence.hasSuffix(".") })
        #expect(customary.findings.allSatisfy { $0.outcome == .met })
    }

    @Test func dangerousStatutesAreTold() {
        var bare = customary
        bare.proxies.most = nil
        bare.caps = []
        bare.meetings[.ordinary]?.majority = MajorityRule(ShareThreshold(.atLeast, .third), colleges: .proportional)
        bare.meetings[.board]?.notice = NoticeRule(days: 0)
        bare.bodies[0].seatsByCollege = ["inconnu": 3]
        let missing = bare.findings.filter { $0.outcome == .missing }.map(\.sentence)
        #expect(missing.count == 6)
        #expect(missing.contains { $0.contains("une seule organisation pourrait voter pour toutes") })
        #expect(missing.contains { $0.contains("Aucun plafond") })
        #expect(missing.contains { $0.contains("il n’y a pas de collèges") })
        bare.bodies[0].seatsByCollege = ["inconnu": 30]
        #expect(bare.findings.contains { $0.sentence.contains("30 sièges sont donnés aux collèges") })
    }

    @Test(arguments: [
        ([50, 30, 20], true), ([51, 30, 19], false), ([50, 41, 9], false), ([50, 50], false), ([10, 45, 45], true),
    ])
    func weightsOfCollegesAreHeldAgainstTheLawOfCooperatives(weights: [Int], isWell: Bool) {
        var scic = customary
        scic.colleges = weights.enumerated().map { College("c\($0.offset)", weight: $0.element) }
        scic.meetings[.ordinary]?.majority.colleges = .proportional
        let finding = scic.findings.first { $0.principle.contains("47-1775") }
        #expect(finding?.outcome == (isWell ? .met : .unknown))
    }

    @Test func theConsequencesAreCountedOnTheMembersThereAre() {
        let extraordinary = customary.consequences(of: .extraordinary, members: 23)
        #expect(extraordinary[0] == "Avec ce quorum, 12 de vos 23\u{A0}membres suffisent.")
        #expect(extraordinary[1].hasPrefix("Avec cette majorité, 8 voix pour décident"))
        #expect(
            customary.consequences(of: .ordinary, members: 4)[0] == "Avec ce quorum, 1 de vos 4\u{A0}membres suffit.")
        #expect(customary.consequences(of: .founding, members: 9)[0].hasPrefix("Aucun quorum"))
    }

    @Test func theSecondCallHasItsOwnNoticeAndQuorum() throws {
        let ordinary = try #require(customary.meetings[.ordinary])
        #expect(ordinary.quorum(secondCall: false) != nil && ordinary.quorum(secondCall: true) == nil)
        let sentence = SecondCallRule.sentence(ordinary, failedOn: day("2026-06-20"))
        #expect(
            sentence.contains("le\u{A0}6\u{A0}juillet\u{A0}2026") && sentence.contains("aucun quorum n’y est exigé"))
        let board = try #require(customary.meetings[.board])
        #expect(board.quorum(secondCall: true) == board.quorum)
        #expect(SecondCallRule.sentence(board, failedOn: day("2026-06-20")).contains("avec le même quorum"))
    }

    @Test func aNoticeIsToldBothWays() {
        let notice = NoticeRule(days: 15)
        #expect(
            notice.sentence(before: day("2026-06-20"))
                == "Pour une assemblée le\u{A0}20\u{A0}juin\u{A0}2026, la convocation part au plus tard le\u{A0}4\u{A0}juin\u{A0}2026 (15\u{A0}jours francs : ni le jour de l’envoi ni celui de l’assemblée ne comptent)."
        )
        #expect(notice.sentence(after: day("2026-06-04")).contains("tenue le\u{A0}20\u{A0}juin\u{A0}2026 ou plus tard"))
        #expect(notice.sentence(sentOn: day("2026-06-05"), meeting: day("2026-06-20")).contains("elle devait partir"))
        #expect(!notice.sentence(sentOn: day("2026-06-04"), meeting: day("2026-06-20")).contains("devait partir"))
        for distance in 0...40 {
            let (sent, meeting) = (day("2026-02-20"), day("2026-02-20").adding(days: distance))
            let kept = notice.isKept(sentOn: sent, meeting: meeting)
            #expect(kept == (distance >= 16) && kept == (notice.firstMeetingDay(sentOn: sent) <= meeting))
        }
    }

    @Test func aSecretBallotIsHeldForPersonsOrWhenSomebodyAsks() {
        let rule = SecretBallotRule(persons: true, askers: 2)
        #expect(rule.finding(aboutPersons: true, askedBy: 0).isSecret)
        #expect(!rule.finding(aboutPersons: false, askedBy: 1).isSecret)
        #expect(rule.finding(aboutPersons: false, askedBy: 2).isSecret)
        #expect(!SecretBallotRule(persons: false, askers: nil).finding(aboutPersons: true, askedBy: 50).isSecret)
    }

    @Test func aBodyIsRenewedByPartsThatAddUp() {
        let body = GoverningBody("ca", name: "Conseil", seats: 10, termYears: 3, parts: 3)
        #expect(body.partSizes == [4, 3, 3])
        #expect(body.termEnd(electedOn: day("2024-02-29")) == day("2027-02-28"))
        #expect((1...3).map { body.termEnd(electedOn: day("2026-06-20"), firstLot: $0).year } == [2027, 2028, 2029])
    }

    /// Numbers that nobody would write: files come from anywhere, and nothing may end the program.
    @Test func absurdNumbersEndNothing() throws {
        let huge = "9223372036854775807"
        let read = JSONDecoder()
        let body = try read.decode(
            GoverningBody.self,
            from: Data(#"{"cle":"ca","sieges":\#(huge),"renouvellement":0,"duree-en-annees":\#(huge)}"#.utf8))
        #expect(body.partSizes == [10_000] && body.termEnd(electedOn: day("2026-06-20")).year == 2126)
        let notice = try read.decode(NoticeRule.self, from: Data(#"{"jours":\#(huge)}"#.utf8))
        #expect(notice.lastSendingDay(for: day("2026-06-20")) < day("2020-01-01"))
        let votes = try read.decode(
            VoteCount.self, from: Data(#"{"pour":\#(huge),"contre":\#(huge)}"#.utf8))
        let rule = MajorityRule(ShareThreshold(.moreThan, .half))
        for roll in [Int.max, 10] {
            #expect(throws: AssemblyRefusal.self) {
                try ResolutionResult([CollegeVote(nil, votes, present: roll, roll: roll)], under: rule)
            }
        }
        #expect(throws: AssemblyRefusal.self) {
            try ResolutionResult([CollegeVote(nil, VoteCount(yes: 1), present: 5, roll: Int.max)], under: rule)
        }
        let members = [1, 2].map { MemberFacts(ID(rawValue: $0), "O", admittedOn: day("2020-01-01"), votes: Int.max) }
        let roll = Roll(of: members, on: day("2026-06-20"), under: customary)
        #expect(roll.votes == 2_000_000)
        #expect(try read.decode(Roll.self, from: JSONEncoder().encode(roll)) == roll)
        let text = String(decoding: try JSONEncoder().encode(roll), as: UTF8.self)
        let forged = text.replacing(#""voix":1000000"#, with: #""voix":\#(huge)"#)
        let readBack = try read.decode(Roll.self, from: Data(forged.utf8))
        #expect(text != forged && readBack == roll)
        let floor = Floor(roll, Attendance(), [], at: 0)
        let ways = [WayCount(.paper, voters: [1], votes), WayCount(.online, voters: [2], votes)]
        #expect(Reconciliation(ways, roll: roll, floor: floor).outcome == .refused)
        #expect(Cap(.votes, per: .organisation, share: .half).most(of: 1_000_000_000) == 500_000_000)
    }
}
