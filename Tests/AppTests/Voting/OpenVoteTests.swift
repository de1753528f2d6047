import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// An open vote, from its preparation to its published result.
struct OpenVoteTests {
    @Test func aWholeOpenVote() async throws {
        let voting = try await VotingSite()
        try await voting.site.visit { browser in
            let desk = try await voting.desk(browser)
            let path = try await voting.prepare(desk, ["modifiable": "oui"])
            let prepared = try await desk.get(path)
            #expect(prepared.plain.contains("Membre n° 5"))
            #expect(prepared.plain.contains("Ouvrir le scrutin"))
            #expect(try await desk.post(path + "/ouverture").location == path)
            let receipt = try await voting.vote(browser, 1, [("choix", "pour")])
            #expect(receipt.status == .ok)
            #expect(receipt.plain.contains("Membre n° 1 a voté : Pour"))
            #expect(receipt.plain.contains("signature "))
            try await voting.vote(browser, 2, [("choix", "pour")])
            try await voting.vote(browser, 3, [("choix", "contre")])
            let changed = try await voting.vote(browser, 2, [("choix", "contre")])
            #expect(changed.status == .ok)
            try await voting.vote(browser, 2, [("choix", "pour")])
            // Who, never what.
            let during = try await desk.get(path)
            #expect(during.plain.contains("ont voté"))
            #expect(!during.plain.contains("Adopté") && !during.plain.contains(">Contre<"))
            let hidden = try await browser.another().get("/poles/\(voting.slug)/scrutins/1")
            #expect(hidden.status == .notFound)
            // Not before the hour, while somebody still could vote.
            #expect(try await desk.post(path + "/cloture").status == .unprocessableContent)
            voting.site.clock.advance(by: 2 * 86_400)
            let late = try await voting.vote(browser, 4, [("choix", "contre")])
            #expect(late.status == .unprocessableContent)
            #expect(late.plain.contains("clôture est passée"))
            #expect(try await desk.post(path + "/cloture").location == path)
            let closed = try await desk.get(path)
            #expect(closed.plain.contains("Adopté"))
            #expect(try await desk.post(path + "/publication").location == path)
            let page = try await browser.another().get("/poles/\(voting.slug)/scrutins/1")
            #expect(page.plain.contains("2 pour, 1 contre"))
            #expect(page.plain.contains("changé 2"))
            #expect(page.plain.contains("n’a pas voté"))
            let proof = try await browser.another().get("/poles/\(voting.slug)/scrutins/1/preuve.json")
            #expect(try Program.checkScrutin(Array(proof.text.utf8)).holds)
            #expect(!proof.plain.contains("@example.org"))
        }
        let kinds = try await voting.site.journalKinds()
        #expect(kinds.filter { $0 == "scrutin.vote" }.count == 3)
        #expect(kinds.filter { $0 == "scrutin.vote-change" }.count == 2)
        let addresses = try await voting.site.database.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM scrutinVoter WHERE address <> ''")
        }
        #expect(addresses == 0)
    }

    @Test func aVoteThatMayNotChangeDoesNot() async throws {
        let voting = try await VotingSite()
        try await voting.site.visit { browser in
            let desk = try await voting.desk(browser)
            let path = try await voting.prepare(desk)
            try await desk.post(path + "/ouverture")
            try await voting.vote(browser, 1, [("choix", "pour")])
            let again = try await voting.vote(browser, 1, [("choix", "contre")])
            #expect(again.status == .unprocessableContent)
            #expect(again.plain.contains("a déjà voté"))
            // The same answer again is a lost receipt, not a second vote.
            let same = try await voting.vote(browser, 1, [("choix", "pour")])
            #expect(same.status == .ok)
            #expect(same.plain.contains("déjà enregistré"))
        }
        #expect(try await voting.count("scrutinBallot") == 1)
        #expect(try await voting.count("scrutinBallotChange") == 0)
    }

    @Test func aConsultationDecidesNothing() async throws {
        let voting = try await VotingSite(members: 3)
        try await voting.site.visit { browser in
            let desk = try await voting.desk(browser)
            let path = try await voting.prepare(desk, ["nature": "consultation", "clause": ""])
            try await desk.post(path + "/ouverture")
            for member in 1...3 { try await voting.vote(browser, member, [("choix", "pour")]) }
            // Everybody has voted: no need to wait for the hour.
            try await desk.post(path + "/cloture")
            try await desk.post(path + "/publication")
            let page = try await browser.another().get("/poles/\(voting.slug)/scrutins/1")
            #expect(page.plain.contains("elle n’en est pas une"))
            #expect(!page.plain.contains("Adopté"))
        }
    }

    @Test func whatIsMissingIsSaidOnItsField() async throws {
        let voting = try await VotingSite()
        try await voting.site.visit { browser in
            let desk = try await voting.desk(browser)
            try await desk.get(voting.path + "/nouveau")
            let bad = try await desk.post(
                voting.path,
                voting.fields(["titre": "", "clause": "", "cloture": "2020-01-01T10:00", "genre": "choix"]))
            #expect(bad.status == .unprocessableContent)
            for sentence in ["Recopiez la clause", "La clôture vient après", "titre de 200 caractères"] {
                #expect(bad.plain.contains(sentence), "\(sentence)")
            }
            #expect(bad.plain.contains("Le pôle adhère à la fédération régionale."))
        }
        #expect(try await voting.count("scrutin") == 0)
    }

    /// The other kinds of ballot, through their forms.
    @Test(arguments: [
        ("choix", [[("choix", "2")], [("choix", "1")], [("choix", "2")]], "Retenu : <strong>Carhaix"),
        (
            "approbation", [[("option-1", "oui"), ("option-2", "oui")], [("option-2", "oui")], [("blanc", "oui")]],
            "Retenu : <strong>Carhaix"
        ),
        (
            "jugement-majoritaire",
            [
                [("option-1", "3"), ("option-2", "0"), ("option-3", "6")], [("option-1", "2"), ("option-2", "1")],
                [("option-3", "5"), ("option-2", "1")],
            ], "Retenu : <strong>Carhaix"
        ),
        (
            "rangs",
            [[("option-2", "1"), ("option-1", "2")], [("option-2", "1")], [("option-3", "1"), ("option-2", "2")]],
            "Retenu : <strong>Carhaix"
        ),
    ])
    func theOtherKindsCountAsTheyShould(kind: String, votes: [[(String, String)]], result: String) async throws {
        let voting = try await VotingSite(members: 3)
        try await voting.site.visit { browser in
            let desk = try await voting.desk(browser)
            let path = try await voting.prepare(
                desk, ["genre": kind, "options": "Brest\nCarhaix\nRedon", "texte": "Où se réunir ?"])
            try await desk.post(path + "/ouverture")
            for (index, vote) in votes.enumerated() {
                let answer = try await voting.vote(browser, index + 1, vote)
                #expect(answer.status == .ok, "\(answer.text)")
            }
            try await desk.post(path + "/cloture")
            try await desk.post(path + "/publication")
            let page = try await browser.another().get("/poles/\(voting.slug)/scrutins/1")
            #expect(page.plain.contains(result), "\(page.text)")
            let proof = try await browser.another().get("/poles/\(voting.slug)/scrutins/1/preuve.json")
            #expect(try Program.checkScrutin(Array(proof.text.utf8)).holds)
        }
    }

    @Test func ballotsThatMakeNoSenseKeepWhatWasTicked() async throws {
        let voting = try await VotingSite(members: 3)
        try await voting.site.visit { browser in
            let desk = try await voting.desk(browser)
            let path = try await voting.prepare(desk, ["genre": "rangs", "options": "Brest\nCarhaix\nRedon"])
            try await desk.post(path + "/ouverture")
            for vote in [
                [("option-1", "1"), ("option-2", "1")], [("option-1", "2")], [], [("option-1", "1"), ("blanc", "oui")],
                [("option-1", "99")], [("option-1", "x")], [("option-1", "1"), ("option-2", "x")],
            ] {
                let answer = try await voting.vote(browser, 1, vote)
                #expect(answer.status == .unprocessableContent, "\(vote)")
            }
            let kept = try await voting.vote(browser, 1, [("option-1", "1"), ("option-2", "1")])
            #expect(kept.plain.contains("value=\"1\" selected"))
        }
        #expect(try await voting.count("scrutinSignature") == 0)
    }
}
