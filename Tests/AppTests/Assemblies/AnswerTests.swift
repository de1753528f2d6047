import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// What members answer by their link, what the desk records for them, and what is refused.
struct AnswerTests {
    private func convened(
        members: Int = 5, _ changes: [String: String] = [:],
        _ work: @escaping @Sendable (AssemblySite, Browser, Browser, String) async throws -> Void
    ) async throws {
        let here = try await AssemblySite(members: members)
        try await here.site.visit(as: here.coordinator) { browser in
            let path = try await here.convene(browser, changes)
            try await work(here, browser, browser.another(), path)
        }
    }

    private func proxy(to holder: ID<Organisation>?, items: [Int] = []) -> [(String, String)] {
        [
            ("reponse", "pouvoir"), ("porteur", holder?.description ?? ""),
            ("etendue", items.isEmpty ? "tout" : "points"),
        ] + items.map { ("points", String($0)) }
    }

    @Test func aMemberAnswersWithoutAnAccountAndChanges() async throws {
        try await convened { here, _, stranger, path in
            let first = try await here.answer(stranger, 1, [("reponse", "presente"), ("representant", "Anne Martin")])
            #expect(first.status == .seeOther, "\(first.text)")
            let page = try await stranger.get(try await here.link(1))
            #expect(page.text.contains("sera là") && page.text.contains("Anne Martin"))
            try await here.answer(stranger, 1, [("reponse", "excusee")])
            #expect(
                try await here.site.strings("SELECT choice FROM assemblyAnswer ORDER BY id") == ["presente", "excusee"])
            #expect(path.hasPrefix("/poles/ici/pilotage/assemblees/"))
        }
    }

    @Test func aLinkOpensItsOwnOrganisationAndNothingElse() async throws {
        try await convened { here, _, stranger, _ in
            // Another organisation typed into the form changes nothing.
            try await here.answer(stranger, 1, [("reponse", "excusee"), ("organisation", here.members[1].description)])
            #expect(
                try await here.site.strings("SELECT organisationID FROM assemblyAnswer") == [
                    here.members[0].description
                ])
            for key in ["", "x", Secret().text] {
                let answer = try await stranger.get("/convocation?cle=\(key)")
                #expect(answer.status == .gone && HTMLPage(answer.text).allProblems == [])
                #expect(!answer.text.contains("Assemblée d’hiver"))
            }
            #expect(try await stranger.get("/convocation/calendrier.ics?cle=\(Secret().text)").status == .notFound)
        }
    }

    @Test func aProxyIsGivenForSomePointsAndTakenBack() async throws {
        try await convened { here, browser, stranger, path in
            try await here.answer(stranger, 1, proxy(to: here.members[1], items: [2]))
            #expect(try await here.site.strings("SELECT items FROM proxyGrant") == ["[2]"])
            let desk = try await browser.get(path + "/reponses")
            #expect(desk.text.contains("donne pouvoir à Membre 2, point 2"))
            let holder = try await stranger.get(try await here.link(2))
            #expect(holder.text.contains("Vous portez le pouvoir") && holder.text.contains("Membre 1"))
            try await here.answer(stranger, 1, [("reponse", "presente")])
            #expect(try await here.site.count("SELECT count(*) FROM proxyGrant WHERE withdrawnFrom IS NULL") == 0)
            #expect(try await here.site.count("SELECT count(*) FROM proxyGrant") == 1)
        }
    }

    @Test func theStatutesRefuseWhatTheyRefuse() async throws {
        try await convened(members: 6) { here, _, stranger, _ in
            try await here.answer(stranger, 1, proxy(to: here.members[1]))
            // No chain in either order.
            let chain = try await here.answer(stranger, 2, proxy(to: here.members[2]))
            #expect(chain.status == .unprocessableContent && chain.text.contains("de main en main"))
            let other = try await here.answer(stranger, 3, proxy(to: here.members[0]))
            #expect(other.status == .unprocessableContent && other.text.contains("a elle-même donné pouvoir"))
            // Two at most.
            try await here.answer(stranger, 3, proxy(to: here.members[1]))
            let third = try await here.answer(stranger, 4, proxy(to: here.members[1]))
            #expect(third.status == .unprocessableContent && third.text.contains("2 au plus"))
            let blank = try await here.answer(stranger, 4, proxy(to: nil))
            #expect(blank.status == .unprocessableContent && blank.text.contains("en blanc"))
            let itself = try await here.answer(stranger, 4, proxy(to: here.members[3]))
            #expect(itself.status == .unprocessableContent)
            let information = try await here.answer(stranger, 4, proxy(to: here.members[4], items: [1]))
            #expect(information.status == .unprocessableContent)
            #expect(try await here.site.count("SELECT count(*) FROM proxyGrant") == 2)
            #expect(try await here.site.count("SELECT count(*) FROM assemblyAnswer") == 2)
            #expect(HTMLPage(third.text).allProblems == [])
        }
    }

    @Test func answersEndWithTheOpening() async throws {
        try await convened { here, _, stranger, _ in
            here.site.clock.advance(by: 40 * 24 * 3600 + 12 * 3600)
            let late = try await here.answer(stranger, 1, [("reponse", "presente")])
            #expect(late.status == .unprocessableContent && late.text.contains("à l’entrée"))
            let page = try await stranger.get(try await here.link(1))
            #expect(page.text.contains("à l’entrée") && !page.text.contains("Enregistrer la réponse"))
            #expect(try await here.site.count("SELECT count(*) FROM assemblyAnswer") == 0)
        }
    }

    @Test func theDeskRecordsWhatCameOnPaperForMembersOnly() async throws {
        try await convened { here, browser, _, path in
            let member = here.members[4]
            let noWay = try await browser.post(
                path + "/reponses", [("organisation", member.description), ("reponse", "presente")])
            #expect(noWay.status == .unprocessableContent && noWay.text.contains("téléphone ou sur papier"))
            try await browser.post(
                path + "/reponses", [("organisation", member.description), ("reponse", "presente"), ("voie", "papier")])
            #expect(try await here.site.strings("SELECT how FROM assemblyAnswer") == ["papier"])
            let stranger = try await here.site.organisation("autre", name: "Autre")
            let refused = try await browser.post(
                path + "/reponses",
                [("organisation", stranger.description), ("reponse", "presente"), ("voie", "papier")])
            #expect(refused.status == .unprocessableContent && refused.text.contains("liste électorale"))
            #expect(HTMLPage(refused.text).allProblems == [])
        }
    }

    @Test func remindersGoToThoseWhoHaveNotAnsweredAndStop() async throws {
        try await convened { here, browser, stranger, path in
            #expect(try await browser.post(path + "/rappels").status == .unprocessableContent)
            try await here.answer(stranger, 1, [("reponse", "presente")])
            for round in 1...3 {
                here.site.clock.advance(by: 4 * 24 * 3600)
                let sent = try await browser.post(path + "/rappels")
                #expect(sent.status == (round < 3 ? .seeOther : .unprocessableContent), "round \(round)")
            }
            let reminded = try await here.site.strings("SELECT address FROM assemblySending WHERE kind = 'rappel'")
            #expect(reminded.count == 6 && !reminded.contains("membre-1@example.org"))
            // The link of the first letter still answers.
            #expect(try await here.site.lastLetter(to: "membre-2@example.org").subject.hasPrefix("Serez-vous là"))
        }
    }

    @Test func aHeldExpectationShowsTheQuorum() async throws {
        try await convened(members: 8) { here, browser, stranger, path in
            let before = try await browser.get(path + "/reponses").text
            #expect(before.contains("le quorum n’est pas atteint"))
            try await here.answer(stranger, 1, [("reponse", "presente")])
            try await here.answer(stranger, 2, proxy(to: here.members[0]))
            #expect(try await browser.get(path + "/reponses").text.contains("le quorum est atteint"))
        }
    }

    @Test func amendmentsAreReadByAllAndDecided() async throws {
        try await convened { here, browser, stranger, path in
            let point = try await here.site.strings("SELECT id FROM agendaItem WHERE position = 3").first ?? ""
            let link = try await here.link(1)
            let key = link.split(separator: "=").last.map(String.init) ?? ""
            let fields = [
                ("cle", key), ("nature", "amendement"), ("point", point),
                ("texte", "Ajouter 500 € <b>pour</b> la foire."),
            ]
            try await stranger.get(link)
            #expect(try await stranger.post("/convocation/amendements", fields).status == .seeOther)
            let seen = try await stranger.get(try await here.link(2)).text
            #expect(seen.contains("&lt;b&gt;pour&lt;/b&gt; la foire.") && seen.contains("Membre 1"))
            let silent = try await browser.post(path + "/amendements/1", [("suite-1", "refuse")])
            #expect(silent.status == .unprocessableContent)
            try await browser.post(path + "/amendements/1", [("suite-1", "a-voter"), ("reponse-1", "On en parlera.")])
            #expect(try await stranger.get(try await here.link(2)).text.contains("sera mis au vote"))
            // The public page says nothing of it.
            let page = try await stranger.get(path.replacingOccurrences(of: "/pilotage", with: ""))
            #expect(page.status == .ok && !page.text.contains("la foire"))
            here.site.clock.advance(by: 36 * 24 * 3600)
            let late = try await stranger.post("/convocation/amendements", fields)
            #expect(late.status == .unprocessableContent && late.text.contains("au plus tard"))
        }
    }

    @Test func whoIsErasedIsErasedFromTheTraceToo() async throws {
        let here = try await AssemblySite()
        let now = here.site.now
        let member = here.members[3]
        let name = try #require(PersonName("Zoé Quéré"))
        let address = try #require(MailAddress("zoe@example.org"))
        let id = try await here.site.database.write { db in
            let draft = RepresentativeDraft(kind: .titular, name: name, address: address, from: day("2026-01-01"))
            return try RepresentativeStore.add(draft, of: member, in: here.hub, actor: .program, at: now, in: db)
        }
        try await here.site.visit(as: here.coordinator) { browser in
            let path = try await here.convene(browser)
            #expect(try await browser.get(path + "/convocation").text.contains("zoe@example.org"))
            try await browser.post(
                path + "/reponses",
                [
                    ("organisation", member.description), ("reponse", "presente"), ("voie", "papier"),
                    ("representant", "Zoé Quéré"),
                ])
            try await here.site.database.write { db in
                try RepresentativeStore.erase(id, on: now.dayInFrance, at: now, in: db)
                try db.execute(sql: "DELETE FROM outbox")
            }
            for page in ["/convocation", "/reponses", "/papiers"] {
                let text = try await browser.get(path + page).text
                #expect(!text.contains("zoe@example.org") && !text.contains("Zoé Quéré"), "\(page)")
            }
        }
    }
}
