import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// A member stands for an election by the link of its convocation.
struct CandidacyLinkTests {
    private func convened(
        _ changes: [String: String] = [:], _ statutes: (@Sendable (inout Statutes) -> Void)? = nil,
        _ work: @escaping @Sendable (AssemblySite, Browser, Browser, String) async throws -> Void
    ) async throws {
        let here = try await AssemblySite()
        if let statutes { try await here.site.adoptStatutes(at: here.hub, from: day("2026-01-02"), statutes) }
        try await here.site.visit { browser in
            try await browser.signIn(as: here.coordinator, on: here.site)
            let path = try await here.prepare(browser, changes)
            let item = [
                ("sorte", "election"), ("titre", "Élection au conseil"), ("instance", "conseil"), ("sieges", "3"),
                ("methode", "jugement-majoritaire"),
            ]
            #expect(try await browser.post(path + "/ordre-du-jour", item).status == .seeOther)
            let sent = try await browser.post(path + "/convocation")
            #expect(sent.status == .seeOther, "\(sent.text)")
            try await work(here, browser, browser.another(), path)
        }
    }

    private func post(
        _ here: AssemblySite, _ browser: Browser, _ member: Int, _ end: String, _ fields: [(String, String)]
    ) async throws -> Answer {
        let link = try await here.link(member)
        try await browser.get(link)
        let key = link.split(separator: "=").last.map(String.init) ?? ""
        return try await browser.post("/convocation/candidatures" + end, [("cle", key), ("election", "4")] + fields)
    }

    private func stand(
        _ here: AssemblySite, _ browser: Browser, _ member: Int, _ person: String
    ) async throws -> Answer {
        try await post(here, browser, member, "", [("representant-candidat", person), ("presentation", "Du métier.")])
    }

    @Test func aMemberStandsByItsLinkAndOnlyItWithdraws() async throws {
        try await convened { here, browser, stranger, path in
            let letter = VectorRoom.plain(try await here.site.lastLetter(to: "membre-1@example.org").body)
            #expect(letter.contains("Candidatures à l’élection : par le lien de la convocation, jusqu’à l’ouverture."))
            let link = try await here.link(1)
            let page = try await stranger.get(link)
            #expect(page.text.contains("Se présenter") && HTMLPage(page.text).allProblems == [])
            let stood = try await stand(here, stranger, 1, "Léa")
            #expect(stood.status == .seeOther && stood.location?.hasSuffix("fait=candidature") == true)
            let after = try await stranger.get(stood.location ?? "")
            #expect(after.text.contains("Votre candidature est inscrite") && HTMLPage(after.text).allProblems == [])
            let seen = VectorRoom.plain(try await stranger.get(try await here.link(2)).text)
            #expect(seen.contains("Candidatures : Membre 1 (Léa).") && !seen.contains("Retirer Membre"))
            #expect(try await browser.get(path).text.contains("Candidatures (1)"))
            #expect(try await browser.get(path + "/candidatures").text.contains("Membre 1 (Léa)"))
            let named = [("candidature", "Membre 1 (Léa)")]
            #expect(try await post(here, stranger, 2, "/retrait", named).status == .unprocessableContent)
            #expect(try await post(here, stranger, 1, "/retrait", named).status == .seeOther)
            #expect(!(try await stranger.get(link).text.contains("Membre 1 (Léa)")))
            // Whoever withdrew may come back.
            #expect(try await stand(here, stranger, 1, "Léa").status == .seeOther)
            #expect(try await stand(here, stranger, 1, "Léa").text.contains("déjà inscrite"))
            let kinds = try await here.site.journalKinds()
            #expect(kinds.count { $0 == "assemblee.candidature" } == 2)
            #expect(kinds.count { $0 == "assemblee.candidature-retiree" } == 1)
            // In the room, the candidacy is there.
            here.site.clock.advance(by: 40 * 24 * 3600)
            try await browser.signIn(as: here.coordinator, on: here.site)
            _ = try await browser.post(path + "/seance/ouverture")
            _ = try await browser.post(path + "/seance/points/4/ouverture")
            #expect(try await browser.get(path + "/seance/points/4").text.contains("Membre 1 (Léa)"))
            let late = try await stand(here, stranger, 2, "Noah")
            #expect(late.status == .unprocessableContent && late.text.contains("au point de l’élection"))
            #expect(HTMLPage(late.text).allProblems == [])
        }
    }

    @Test func whatIsTypedStaysWhenSomethingIsWrong() async throws {
        try await convened { here, _, stranger, _ in
            let answer = try await stand(here, stranger, 1, "")
            #expect(answer.status == .unprocessableContent && answer.text.contains("Écrivez qui la représentera"))
            #expect(answer.text.contains("Du métier.") && HTMLPage(answer.text).allProblems == [])
            #expect(try await here.site.count("SELECT count(*) FROM sittingCandidate") == 0)
        }
    }

    @Test func afterItsDayNoCandidacyComesByTheLink() async throws {
        let here = try await AssemblySite()
        let last = here.day(in: 30)
        try await convened(["candidatures": last]) { here, _, stranger, _ in
            #expect(try await stand(here, stranger, 1, "Léa").status == .seeOther)
            here.site.clock.advance(by: 31 * 24 * 3600)
            let late = try await stand(here, stranger, 2, "Noah")
            #expect(late.status == .unprocessableContent && late.text.contains("étaient attendues au plus tard"))
            let gone = try await post(here, stranger, 1, "/retrait", [("candidature", "Membre 1 (Léa)")])
            #expect(gone.status == .unprocessableContent)
            let page = try await stranger.get(try await here.link(1)).text
            #expect(page.contains("étaient attendues au plus tard") && page.contains("Membre 1 (Léa)"))
            #expect(!page.contains("Se présenter</button>"))
            #expect(try await here.site.strings("SELECT name FROM sittingCandidate") == ["Membre 1 (Léa)"])
        }
        let site = here.site
        try await site.visit { browser in
            try await browser.signIn(as: here.coordinator, on: site)
            let after = try await browser.post(AssemblySite.desk, here.fields(["candidatures": here.day(in: 41)]))
            #expect(after.status == .unprocessableContent && after.text.contains("un jour qui la précède"))
        }
    }

    @Test func theStatutesRefuseWithTheirSentence() async throws {
        try await convened([:]) {
            $0.bodies = [GoverningBody("conseil", name: "Conseil", seats: 3, mostTerms: 1)]
        } _: { here, browser, stranger, path in
            try await here.site.database.write { [hub = here.hub, members = here.members] db in
                try db.execute(
                    sql: """
                        INSERT INTO mandate (hubID, bodyKey, duty, organisationID, validFrom, validUntil, recordedAt)
                        VALUES (?, 'conseil', 'membre', ?, '2026-01-05', '2027-01-05', '2026-01-05T00:00:00Z')
                        """, arguments: [hub, members[0]])
            }
            let sentence = "les statuts n’en permettent que 1"
            let refused = try await stand(here, stranger, 1, "Léa")
            #expect(
                refused.status == .unprocessableContent && VectorRoom.plain(refused.text).contains(sentence),
                "\(VectorRoom.plain(refused.text))")
            let desk = try await browser.post(
                path + "/candidatures",
                [
                    ("point", "4"), ("organisation", here.members[0].description), ("representant-candidat", "Léa"),
                ])
            #expect(desk.status == .unprocessableContent && VectorRoom.plain(desk.text).contains(sentence))
            #expect(try await stand(here, stranger, 2, "Noah").status == .seeOther)
        }
    }

    @Test func aLinkThatIsNotOneOpensNothing() async throws {
        try await convened { here, _, stranger, _ in
            try await stranger.get(try await here.link(1))
            let answer = try await stranger.post(
                "/convocation/candidatures", [("cle", "x"), ("election", "4"), ("representant-candidat", "Léa")])
            #expect(answer.status == .gone)
        }
    }
}
