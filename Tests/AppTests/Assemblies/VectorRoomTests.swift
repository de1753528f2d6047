import Domain
import Foundation
import HTTPTypes
import Testing

@testable import App

/// The conformance cases once more, by the pages of the room: signing in, giving proxies, counting, reading the sentence.
struct VectorRoomTests {
    private func assembly(
        _ colleges: [String?], _ known: [College], items: Int = 1, _ change: (inout Statutes) -> Void
    ) async throws -> ConvenedAssembly {
        var statutes = Statutes.customary(inForceFrom: day("2026-01-01"))
        statutes.colleges = known
        statutes.electorate = ElectorateRule()
        statutes.caps = []
        statutes.proxies = ProxyRule(most: nil, blank: .shared)
        statutes.meetings[.ordinary]?.quorum = nil
        change(&statutes)
        return try await ConvenedAssembly.make(
            members: colleges.enumerated().map { (name: "Organisation \($0.offset + 1)", college: $0.element) },
            statutes: statutes, agenda: (1...items).map { (.deliberation, "Point \($0)", nil) })
    }

    /// Sentences are compared without regard to which kind of space they use, nor to marks around their words.
    private static func plain(_ text: String) -> String {
        let unmarked = text.replacing(/<[^>]*>/, with: "")
        let words = String(unmarked.map { $0 == "\u{A0}" || $0 == "\u{202F}" ? " " : $0 })
        return words.replacing("&#39;", with: "'").replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
    }

    private static let majorityCases = try? RoomVector<RoomMajority.Given, RoomMajority.Expected>.cases("majorites")
        .filter { $0.donnees.isPossible && $0.attendu.refus == nil && $0.attendu.phrase != nil }

    @Test(arguments: try #require(majorityCases))
    func majorities(vector: RoomVector<RoomMajority.Given, RoomMajority.Expected>) async throws {
        let given = vector.donnees
        // The room tells colleges in the order of the statutes: here, the order in which the case gives their votes.
        let order = given.votes.map(\.college)
        let colleges = (given.colleges ?? []).sorted {
            (order.firstIndex(of: $0.key) ?? .max) < (order.firstIndex(of: $1.key) ?? .max)
        }
        let members = given.votes.flatMap { Array(repeating: $0.college, count: $0.roll) }
        let assembly = try await assembly(members, colleges) { $0.meetings[.ordinary]?.majority = given.regle }
        let phrase = try #require(vector.attendu.phrase)
        try await assembly.visit { browser in
            _ = try await browser.post(assembly.path + "/seance/ouverture")
            var first = 0
            var papers: [[(String, String)]] = []
            for vote in given.votes {
                for index in first..<first + vote.present { _ = try await assembly.sign(index, browser) }
                let voters = assembly.members[first..<first + vote.count.total].map { ("votants", $0.description) }
                let numbers = [
                    ("pour", vote.count.yes), ("contre", vote.count.no), ("abstentions", vote.count.abstentions),
                    ("blancs", vote.count.blanks), ("nuls", vote.count.nulls),
                ].map { ($0.0, String($0.1)) }
                if vote.count.total > 0 {
                    papers.append(
                        [("voie", "papier"), ("college", vote.college ?? ""), ("depouille-par", "Ada, Yann")] + numbers
                            + voters)
                }
                first += vote.roll
            }
            let point = assembly.path + "/seance/points/1"
            _ = try await browser.post(point + "/ouverture")
            let opened = try await browser.post(point + "/vote", [("suite", "ouvert")])
            try #require(opened.status == .seeOther, "\(Self.plain(opened.text).suffix(600))")
            for paper in papers {
                let counted = try await browser.post(point + "/comptes", paper)
                #expect(counted.status == .seeOther, "\(paper.prefix(8))")
            }
            let page = Self.plain(try await browser.get(point).text)
            #expect(page.contains(phrase))
        }
    }

    /// Strangers who sign are left to the rule: the room offers only those on the roll.
    private static let quorumCases = try? RoomVector<RoomQuorum.Given, RoomQuorum.Expected>.cases("quorum").filter {
        let given = $0.donnees
        guard let members = given.membres.colleges?.count else { return false }
        return (given.presents ?? 0) <= members
            && (given.presences ?? []).allSatisfy { $0.organisation.rawValue <= members }
            && (given.pouvoirs ?? []).allSatisfy { $0.withdrawnFrom == nil }
    }

    @Test(arguments: try #require(quorumCases))
    func quorums(vector: RoomVector<RoomQuorum.Given, RoomQuorum.Expected>) async throws {
        let (given, points) = (vector.donnees, vector.attendu.points)
        let last = points.map(\.point).max() ?? 0
        let assembly = try await assembly(
            given.membres.colleges ?? [], given.colleges ?? [], items: max(1, last)
        ) { $0.meetings[.ordinary]?.quorum = given.regle }
        let present = (0..<(given.presents ?? 0)).map { AttendanceChange(ID(rawValue: Int64($0 + 1)), .present) }
        let changes = present + (given.presences ?? [])
        try await assembly.visit { browser in
            let seance = assembly.path + "/seance"
            _ = try await browser.post(seance + "/ouverture")
            for change in changes {
                _ = try await assembly.sign(
                    Int(change.organisation.rawValue) - 1, browser, change.manner.rawValue, from: change.fromItem)
            }
            for proxy in given.pouvoirs ?? [] {
                _ = try await browser.post(seance + "/pouvoirs", Self.fields(of: proxy))
            }
            for expected in points.sorted(by: { $0.point < $1.point }) {
                if expected.point > 1 {
                    for earlier in 1..<expected.point {
                        _ = try await browser.post("\(seance)/points/\(earlier)/ouverture")
                        _ = try await browser.post("\(seance)/points/\(earlier)/fermeture")
                    }
                }
                if expected.point > 0 { _ = try await browser.post("\(seance)/points/\(expected.point)/ouverture") }
                let path = expected.point == 0 ? seance : "\(seance)/points/\(expected.point)"
                let page = Self.plain(try await browser.get(path).text)
                if let phrase = expected.phrase { #expect(page.contains(phrase), "point \(expected.point)") }
                guard expected.point > 0, expected.point == last else { continue }
                // Without quorum, no vote opens: the rule is enforced, not only told.
                let opened = try await browser.post(path + "/vote", [("suite", "ouvert")])
                #expect((opened.status == .seeOther) == expected.atteint, "point \(expected.point)")
            }
        }
    }

    private static func fields(of proxy: Proxy) -> [(String, String)] {
        [
            ("de", proxy.giver.description), ("a", proxy.holder?.description ?? ""),
            ("points", (proxy.items ?? []).map(String.init).joined(separator: ", ")),
            ("depuis-pouvoir", String(proxy.since)),
        ]
    }

    private static let proxyCases = try? RoomVector<RoomProxies.Given, RoomProxies.Expected>.cases("pouvoirs").filter {
        $0.donnees.membres.colleges != nil && $0.donnees.pouvoirs.allSatisfy { $0.withdrawnFrom == nil }
    }

    @Test(arguments: try #require(proxyCases))
    func proxies(vector: RoomVector<RoomProxies.Given, RoomProxies.Expected>) async throws {
        let given = vector.donnees
        let assembly = try await assembly(given.membres.colleges ?? [], given.colleges ?? []) { statutes in
            statutes.proxies = given.regle
            statutes.caps = given.plafonds ?? []
        }
        try await assembly.visit { browser in
            let path = assembly.path + "/seance/pouvoirs"
            _ = try await browser.post(assembly.path + "/seance/ouverture")
            for (index, proxy) in given.pouvoirs.enumerated() {
                let answer = try await browser.post(path, Self.fields(of: proxy))
                #expect((answer.status == .seeOther) == vector.attendu.acceptes[index], "pouvoir \(index + 1)")
                guard answer.status != .seeOther, let refusal = vector.attendu.refus?[index] else { continue }
                #expect(Self.plain(answer.text).contains(refusal))
            }
        }
    }
}
