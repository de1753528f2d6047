import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

struct PeopleTests {
    private func subject(_ id: ID<Person>, _ site: Site) async throws -> Subject {
        try await site.database.read { db in try AccountStore.subject(id, in: db) }
    }

    @Test func anInvitationGivesARoleAndALinkOfSevenDays() async throws {
        let site = try Site()
        let hub = try await site.hub("morlaix")
        let animator = try await site.person("Soazig", "soazig@example.org", (.networkAnimator, .network))
        try await site.visit { browser in
            try await browser.signIn(as: animator, on: site)
            let form = try await browser.get("/reseau/pilotage/comptes/invitation")
            #expect(form.text.contains("Pôle morlaix") && !form.text.contains("value=\"administration-systeme\""))
            let sent = try await browser.post(
                "/reseau/pilotage/comptes",
                [
                    ("nom", "Yann"), ("courriel", "yann@example.org"), ("role", "coordination-pole"),
                    ("lieu", "pole/\(hub)"),
                ])
            #expect(sent.status == .seeOther)
            let letter = try await site.lastLetter(to: "yann@example.org")
            #expect(letter.body.contains("Soazig") && letter.body.contains("coordination du pôle (Pôle morlaix)"))
            #expect(try await browser.get("/reseau/pilotage/comptes").text.contains("invitation envoyée"))

            site.clock.advance(by: 7 * 24 * 3600 - 60)
            let guest = browser.another()
            let link = try await site.lastLink(to: "yann@example.org")
            try await guest.get(link)
            #expect(try await guest.post("/lien", [("cle", key(link))]).location == "/compte?fait=bienvenue")
            #expect(try await guest.get("/compte").text.contains("coordination du pôle"))
        }
    }

    @Test func anInvitationExpires() async throws {
        let site = try Site()
        let animator = try await site.person("Soazig", "soazig@example.org", (.networkAnimator, .network))
        try await site.visit { browser in
            try await browser.signIn(as: animator, on: site)
            try await browser.post("/reseau/pilotage/comptes", [("nom", "Yann"), ("courriel", "yann@example.org")])
            site.clock.advance(by: 7 * 24 * 3600)
            let link = try await site.lastLink(to: "yann@example.org")
            #expect(try await browser.another().get(link).status == .gone)
        }
    }

    @Test func nobodyGivesARoleAboveTheirs() async throws {
        let site = try Site()
        let animator = try await site.person("Soazig", "soazig@example.org", (.networkAnimator, .network))
        let yann = try await site.person("Yann", "yann@example.org")
        try await site.visit { browser in
            try await browser.signIn(as: animator, on: site)
            for kind in ["administration-systeme", "animation-reseau"] {
                let refused = try await browser.post(
                    "/reseau/pilotage/comptes/\(yann)/roles", [("role", kind), ("lieu", "reseau")])
                #expect(refused.status == .unprocessableContent && refused.text.contains("ne vous permettent pas"))
                let invited = try await browser.post(
                    "/reseau/pilotage/comptes",
                    [("nom", "Eve"), ("courriel", "eve@example.org"), ("role", kind), ("lieu", "reseau")])
                #expect(invited.status == .unprocessableContent)
                let own = try await browser.post(
                    "/reseau/pilotage/comptes/\(animator)/roles", [("role", kind), ("lieu", "reseau")])
                #expect(own.status == .unprocessableContent)
            }
        }
        #expect(try await site.database.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM role") } == 1)
        #expect(try await site.database.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM person") } == 2)
    }

    @Test func anAnimatorDoesNotTouchAnAdministrator() async throws {
        let site = try Site()
        let animator = try await site.person("Soazig", "soazig@example.org", (.networkAnimator, .network))
        let system = try await site.person("Système", "systeme@example.org", (.systemAdministrator, .network))
        try await site.visit { browser in
            try await browser.signIn(as: animator, on: site)
            for act in ["suspension", "lien"] {
                let refused = try await browser.post("/reseau/pilotage/comptes/\(system)/\(act)")
                #expect(refused.status == .unprocessableContent, "\(act)")
            }
            #expect(
                try await browser.post("/reseau/pilotage/comptes/\(system)/roles/2/fin").status == .unprocessableContent
            )
            #expect(try await site.services.outbox.messages().isEmpty)
        }
    }

    @Test(arguments: [
        ("", "reseau", "", "Choisissez un rôle"), ("coordination-pole", "reseau", "", "Choisissez le pôle"),
        ("animation-reseau", "pole/1", "", "ne choisissez ni pôle"), ("partenaire", "pole/x", "", "Choisissez un lieu"),
        ("partenaire", "reseau", "hier", "Écrivez un jour"),
    ])
    func aRoleThatMakesNoSenseIsRefusedInWords(role: String, place: String, from: String, words: String) async throws {
        let site = try Site()
        try await site.hub("morlaix")
        let system = try await site.person("Système", "systeme@example.org", (.systemAdministrator, .network))
        try await site.visit { browser in
            try await browser.signIn(as: system, on: site)
            let refused = try await browser.post(
                "/reseau/pilotage/comptes/\(system)/roles", [("role", role), ("lieu", place), ("du", from)])
            #expect(refused.status == .unprocessableContent && refused.text.contains(words))
        }
    }

    @Test func aRoleIsGivenOnceAndEnds() async throws {
        let site = try Site()
        let hub = try await site.hub("morlaix")
        let system = try await site.person("Système", "systeme@example.org", (.systemAdministrator, .network))
        let yann = try await site.person("Yann", "yann@example.org")
        let path = "/reseau/pilotage/comptes/\(yann)"
        let fields = [("role", "coordination-pole"), ("lieu", "pole/\(hub)")]
        try await site.visit { browser in
            try await browser.signIn(as: system, on: site)
            #expect(try await browser.post(path + "/roles", fields).status == .seeOther)
            #expect(try await browser.post(path + "/roles", fields).text.contains("porte déjà ce rôle"))
            #expect(try await subject(yann, site).mayEdit(hub, on: site.today))
            #expect(try await browser.post(path + "/roles/2/fin").status == .seeOther)
            #expect(try await !subject(yann, site).mayEdit(hub, on: site.today))
            #expect(try await browser.post(path + "/roles/2/fin").text.contains("déjà terminé"))
            // The role of somebody else is not found under this person.
            #expect(try await browser.post(path + "/roles/1/fin").status == .notFound)
            #expect(try await browser.post(path + "/roles", fields).status == .seeOther)
        }
    }

    @Test func theLastAdministratorCanNeitherLeaveNorBeSuspended() async throws {
        let site = try Site()
        let system = try await site.person("Système", "systeme@example.org", (.systemAdministrator, .network))
        try await site.visit { browser in
            try await browser.signIn(as: system, on: site)
            let end = try await browser.post("/reseau/pilotage/comptes/\(system)/roles/1/fin")
            #expect(end.status == .unprocessableContent && end.text.contains("dernière personne"))
            #expect(
                try await browser.post("/reseau/pilotage/comptes/\(system)/suspension").status == .unprocessableContent)
        }
    }

    @Test func suspendingShutsTheDoorAndRestoringOpensIt() async throws {
        let site = try Site()
        let system = try await site.person("Système", "systeme@example.org", (.systemAdministrator, .network))
        let yann = try await site.person("Yann", "yann@example.org", password: "granit pelle vent")
        try await site.visit { browser in
            let guest = browser.another()
            try await guest.get("/connexion")
            try await guest.post("/connexion/lien", [("courriel", "yann@example.org")])
            let link = try await site.lastLink()
            try await browser.signIn(as: system, on: site)
            #expect(try await browser.post("/reseau/pilotage/comptes/\(yann)/suspension").status == .seeOther)
            #expect(try await guest.post("/lien", [("cle", key(link))]).status == .gone)
            let fields = [("adresse", "yann@example.org"), ("mot-de-passe", "granit pelle vent")]
            #expect(try await guest.post("/connexion", fields).status == .unprocessableContent)
            try await browser.post("/reseau/pilotage/comptes/\(yann)/retablissement")
            #expect(try await guest.post("/connexion", fields).status == .seeOther)
        }
    }

    @Test func peopleAreSearchedSortedAndTakenAway() async throws {
        let site = try Site()
        let system = try await site.person("Système", "systeme@example.org", (.systemAdministrator, .network))
        try await site.person("Éloïse Abgrall", "zoe@example.org")
        try await site.person("=HYPERLINK(A1)", "alpha@example.org")
        try await site.visit { browser in
            try await browser.signIn(as: system, on: site)
            let found = try await browser.get("/reseau/pilotage/comptes?q=eloise")
            #expect(found.text.contains("Éloïse") && !found.text.contains("HYPERLINK"))
            let sorted = try await browser.get("/reseau/pilotage/comptes?tri=-courriel").text
            let zoe = try #require(sorted.range(of: "zoe@example.org"))
            let alpha = try #require(sorted.range(of: "alpha@example.org"))
            #expect(zoe.lowerBound < alpha.lowerBound)
            let file = try await browser.get("/reseau/pilotage/comptes.csv")
            #expect(file.text.contains("Éloïse Abgrall") && !file.text.contains(",=HYPERLINK"))
        }
    }
}
