import AssemblyVectors
import Domain
import Foundation
import HTTPTypes
import Testing

@testable import App

/// The cases on reconciliation, by the room: hands, paper, and telephones that vote on line.
struct VectorRoomReconciliationTests {
    static let left = Unplayable(
        "rapprochements", of: 19, ["voix multiples": "un membre d’un pôle a une voix : les poids vont aux collèges"])

    /// Where the form says it sooner, in its own words.
    private static let ownRefusals = [
        "une organisation par deux voies":
            "Organisation 3 a voté plusieurs fois (en ligne et sur papier) : une organisation vote une fois.",
        "papier sans liste de votants": "Cochez les organisations qui ont voté sur papier.",
    ]

    @Test(arguments: try left.played(ReconciliationVector.Case.self))
    func reconciliations(vector: ReconciliationVector.Case) async throws {
        let (given, expected) = (vector.donnees, vector.attendu)
        let assembly = try await VectorRoom.assembly(given.membres.list) { $0.secretBallot.askers = nil }
        try await assembly.visit { browser in
            let seance = assembly.path + "/seance"
            let point = seance + "/points/1"
            _ = try await browser.post(seance + "/ouverture")
            try await assembly.seat(given.presents ?? 0)
            for change in given.presences ?? [] {
                _ = try await assembly.sign(Int(change.organisation.rawValue) - 1, browser, change.manner.rawValue)
            }
            for proxy in given.pouvoirs ?? [] { _ = try await VectorRoom.give(proxy, at: assembly, browser) }
            _ = try await browser.post(point + "/ouverture")
            _ = try await browser.post(point + "/vote", [("suite", "ouvert")])
            for way in given.voies where way.way == .online { try await Self.online(way, assembly, browser) }
            var refused: Answer?
            for way in given.voies where way.way != .online {
                let answer = try await browser.post(point + "/comptes", Self.fields(way))
                if answer.status != .seeOther { refused = answer }
            }
            #expect((refused != nil) == (expected.issue == .refused), "\(VectorRoom.plain(refused?.text ?? ""))")
            if let refused {
                #expect(refused.status == .unprocessableContent)
                let sentences = Self.ownRefusals[vector.nom].map { [$0] } ?? expected.phrases ?? []
                #expect(
                    sentences.allSatisfy(VectorRoom.plain(refused.text).contains), "\(VectorRoom.plain(refused.text))")
                return
            }
            let page = VectorRoom.plain(try await browser.get(point).text)
            #expect((expected.phrases ?? []).allSatisfy(page.contains), "\(page)")
            if let explanation = given.explication {
                _ = try await browser.post(point + "/explication", [("explication", explanation)])
            }
            let closed = try await browser.post(point + "/fermeture")
            #expect((closed.status == .seeOther) == (expected.issue != .toExplain))
            let item = try #require(try await assembly.record().item(1))
            let found = Hall(try await assembly.record()).item(item)
            #expect((found.reconciliation?.gap ?? 0) == expected.ecart)
            #expect(given.voies.isEmpty || found.reconciliation?.outcome == expected.issue)
            guard given.voies.isEmpty else { return }
            #expect(try await browser.get(point).text.contains("Personne n’a voté"))
            #expect(try await browser.get(assembly.path + "/proces-verbal").text.contains("Personne n’a voté"))
        }
    }

    private static func fields(_ way: WayCount) -> [(String, String)] {
        let count = way.count
        return [
            ("voie", way.way.rawValue), ("pour", String(count.yes)), ("contre", String(count.no)),
            ("abstentions", String(count.abstentions)), ("scrutateur-1", way.scrutineers.first ?? ""),
            ("scrutateur-2", way.scrutineers.dropFirst().first ?? ""), ("depouille-par", "Ada, Yann"),
        ] + (way.voters ?? []).map { ("votants", $0.description) }
    }

    /// Each one votes with its telephone, then the vote is closed.
    private static func online(_ way: WayCount, _ assembly: ConvenedAssembly, _ browser: Browser) async throws {
        let room = RoomBallot(assembly: assembly)
        let voters = (way.voters ?? []).map { Int($0.rawValue) - 1 }
        #expect(try await room.open(browser, 1, secret: false, voters: voters).status == .seeOther)
        let choices =
            Array(repeating: "pour", count: way.count.yes) + Array(repeating: "contre", count: way.count.no)
            + Array(repeating: "abstention", count: way.count.abstentions)
        for (voter, choice) in zip(voters, choices) {
            let phone = try await room.phone(browser, voter)
            #expect(try await room.vote(browser, phone, voter, [("choix", choice)]).status == .ok)
        }
        #expect(try await browser.post(room.point(1) + "/vote-en-ligne/cloture").status == .seeOther)
    }
}
