import AssemblyVectors
import Domain
import Foundation
import HTTPTypes
import Testing

@testable import App

/// The conformance cases once more, by the pages of the room: signing in, giving proxies, counting, reading the sentence.
struct VectorRoomTests {
    private static let oneVoice = "un membre d’un pôle a une voix : les poids vont aux collèges"

    static let majorityCases = Unplayable(
        "majorites", of: 56, ["plus de présents que d’inscrits": "seuls des inscrits peuvent émarger"])

    @Test(arguments: try majorityCases.played(MajorityVector.Case.self))
    func majorities(vector: MajorityVector.Case) async throws {
        let (given, expected) = (vector.donnees, vector.attendu)
        // The room tells colleges in the order of the statutes: here, the order in which the case gives their votes.
        let order = given.votes.map(\.college)
        let colleges = (given.colleges ?? []).sorted {
            (order.firstIndex(of: $0.key) ?? .max) < (order.firstIndex(of: $1.key) ?? .max)
        }
        let known = given.votes.filter { vote in vote.college == nil || colleges.contains { $0.key == vote.college } }
        var members = VectorRoom.members(max(1, known.reduce(0) { $0 + $1.roll }))
        var voters: [[ID<Organisation>]] = []
        var first = 0
        for vote in given.votes {
            guard known.contains(vote) else {
                voters.append([1])
                members[0].college = colleges.first?.key
                continue
            }
            for index in first..<first + vote.roll { members[index].college = vote.college }
            voters.append((0..<vote.present).map { ID(rawValue: Int64(first + $0 + 1)) })
            first += vote.roll
        }
        let assembly = try await VectorRoom.assembly(members, colleges) {
            $0.meetings[.ordinary]?.majority = given.regle
        }
        try await assembly.visit { [voters] browser in
            _ = try await browser.post(assembly.path + "/seance/ouverture")
            try await assembly.seat(voters.flatMap(\.self))
            let point = assembly.path + "/seance/points/1"
            _ = try await browser.post(point + "/ouverture")
            #expect(try await browser.post(point + "/vote", [("suite", "ouvert")]).status == .seeOther)
            for (vote, present) in zip(given.votes, voters) where vote.count != VoteCount() {
                let counted = try await browser.post(point + "/comptes", Self.paper(vote, present))
                guard let refusal = expected.refus, given.casting == nil else {
                    #expect(counted.status == .seeOther, "\(VectorRoom.plain(counted.text).suffix(900))")
                    continue
                }
                #expect(counted.status == .unprocessableContent)
                #expect(VectorRoom.plain(counted.text).contains(Self.ownRefusals[vector.nom] ?? refusal))
            }
            if let casting = given.casting {
                let answer = try await browser.post(point + "/explication", [("preponderante", casting.rawValue)])
                let refusal =
                    expected.refus ?? (expected.egalite == true ? nil : "ne sert qu’à départager une égalité")
                #expect((answer.status == .seeOther) == (refusal == nil))
                #expect(refusal.map(VectorRoom.plain(answer.text).contains) ?? true)
            }
            guard expected.refus == nil else { return }
            let closed = try await browser.post(point + "/fermeture")
            #expect(closed.status == .seeOther)
            let page = try await browser.get(point).text
            let verdict = VectorRoom.plain(String(page.firstMatch(of: /<p class="verdict">.*?<\/p>/)?.output ?? ""))
            #expect(verdict.hasSuffix("la résolution est adoptée.") == (expected.adoptee == true), "\(verdict)")
            #expect(expected.phrase.map { verdict == $0 } ?? !verdict.isEmpty, "\(verdict)")
            let item = try #require(try await assembly.record().item(1))
            let found = Hall(try await assembly.record()).item(item)
            #expect(found.isAdopted == expected.adoptee)
            #expect(expected.egalite == nil || (found.result?.isTied ?? false) == expected.egalite)
        }
    }

    /// The form says it sooner, in its own words.
    private static let ownRefusals = [
        "plus de voix que de présents": "20 voix comptées sur papier pour 19 émargées : il y en a trop, recomptez.",
        "un nombre négatif": "« -1 » n’est pas un nombre de voix.",
        "un collège que les statuts ne connaissent pas":
            "La majorité se compte par collège : donnez les voix sur papier de chaque collège.",
    ]

    private static func paper(_ vote: CollegeVote, _ present: [ID<Organisation>]) -> [(String, String)] {
        let count = vote.count
        return [
            ("voie", "papier"), ("college", vote.college ?? ""), ("depouille-par", "Ada, Yann"),
            ("pour", String(count.yes)), ("contre", String(count.no)), ("abstentions", String(count.abstentions)),
            ("blancs", String(count.blanks)), ("nuls", String(count.nulls)),
        ] + present.prefix(max(1, count.total)).map { ("votants", $0.description) }
    }

    static let quorumCases = Unplayable(
        "quorum", of: 31,
        [
            "base en voix : deux organisations, cinq voix sur huit": oneVoice,
            "même assemblée, base en organisations": oneVoice,
            "personne sur la liste": "une assemblée ne s’ouvre pas sur une liste vide : voir plus bas",
        ])

    @Test(arguments: try quorumCases.played(QuorumVector.Case.self))
    func quorums(vector: QuorumVector.Case) async throws {
        let (given, points) = (vector.donnees, vector.attendu.points)
        let last = points.map(\.point).max() ?? 0
        let assembly = try await VectorRoom.assembly(given.membres.list, given.colleges ?? [], items: max(1, last)) {
            $0.meetings[.ordinary]?.quorum = given.regle
        }
        try await assembly.visit { browser in
            let seance = assembly.path + "/seance"
            _ = try await browser.post(seance + "/ouverture")
            try await assembly.seat(given.presents ?? 0)
            for change in given.presences ?? [] {
                let isKnown = given.membres.list.contains { $0.organisation == change.organisation }
                let signed = try await browser.post(
                    seance + "/emargement",
                    [
                        ("organisation", change.organisation.description), ("etat", change.manner.rawValue),
                        ("depuis", String(change.fromItem)), ("representant", "Personne \(change.organisation)"),
                    ])
                #expect(isKnown || signed.status == .unprocessableContent)
            }
            for proxy in given.pouvoirs ?? [] { _ = try await VectorRoom.give(proxy, at: assembly, browser) }
            for expected in points.sorted(by: { $0.point < $1.point }) {
                for earlier in 1..<max(1, expected.point) {
                    _ = try await browser.post("\(seance)/points/\(earlier)/ouverture")
                    _ = try await browser.post("\(seance)/points/\(earlier)/fermeture")
                }
                if expected.point > 0 { _ = try await browser.post("\(seance)/points/\(expected.point)/ouverture") }
                let path = expected.point == 0 ? seance : "\(seance)/points/\(expected.point)"
                let page = VectorRoom.plain(try await browser.get(path).text)
                let verdict = "le quorum \(expected.atteint ? "est" : "n’est pas") atteint"
                #expect(page.contains(verdict) || given.regle == nil, "point \(expected.point)")
                if let phrase = expected.phrase { #expect(page.contains(phrase), "point \(expected.point)") }
                guard expected.point > 0, expected.point == last else { continue }
                // Without quorum, no vote opens: the rule is enforced, not only told.
                let opened = try await browser.post(path + "/vote", [("suite", "ouvert")])
                #expect((opened.status == .seeOther) == expected.atteint, "point \(expected.point)")
            }
        }
    }

    @Test func nothingOpensOnAnEmptyRoll() async throws {
        let assembly = try await VectorRoom.assembly([])
        try await assembly.visit { browser in
            let answer = try await browser.post(assembly.path + "/seance/ouverture")
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("Personne n’est sur la liste électorale"))
        }
    }

    static let proxyCases = Unplayable("pouvoirs", of: 21)

    @Test(arguments: try proxyCases.played(ProxyVector.Case.self))
    func proxies(vector: ProxyVector.Case) async throws {
        let given = vector.donnees
        let last = given.pouvoirs.flatMap { ($0.items ?? []) + [$0.withdrawnFrom ?? 1, $0.since] }.max() ?? 1
        let assembly = try await VectorRoom.assembly(
            given.membres.list, given.colleges ?? [], items: max(1, last)
        ) { statutes in
            statutes.proxies = given.regle
            statutes.caps = given.plafonds ?? []
        }
        try await assembly.visit { browser in
            _ = try await browser.post(assembly.path + "/seance/ouverture")
            for (index, proxy) in given.pouvoirs.enumerated() {
                let answer = try await VectorRoom.give(proxy, at: assembly, browser)
                #expect((answer.status == .seeOther) == vector.attendu.acceptes[index], "pouvoir \(index + 1)")
                guard answer.status != .seeOther, let refusal = vector.attendu.refus?[index] else { continue }
                #expect(VectorRoom.plain(answer.text).contains(refusal))
            }
        }
    }
}
