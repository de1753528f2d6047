import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

struct MyAccountTests {
    private let password = "granit pelle vent"

    @Test func aNameIsChangedOrRefusedWithWhatWasTyped() async throws {
        let site = try Site()
        let anne = try await site.person("Anne", "anne@example.org")
        try await site.visit { browser in
            try await browser.signIn(as: anne, on: site)
            let refused = try await browser.post("/compte/nom", [("nom", "1234")])
            #expect(refused.status == .unprocessableContent && refused.text.contains("value=\"1234\""))
            #expect(try await browser.post("/compte/nom", [("nom", "Annaïg")]).location == "/compte?fait=nom")
            #expect(try await browser.get("/compte?fait=nom").text.contains("Annaïg"))
        }
        #expect(try await site.journalKinds().last == "compte.nom")
    }

    @Test func anAddressChangesOnlyOnceConfirmedFromTheNewOne() async throws {
        let site = try Site()
        let anne = try await site.person("Anne", "anne@example.org")
        try await site.visit { browser in
            try await browser.signIn(as: anne, on: site)
            #expect(
                try await browser.post("/compte/courriel", [("courriel", "nouvelle@example.org")]).status == .seeOther)
            #expect(try await browser.get("/compte").text.contains("anne@example.org"))
            let link = try await site.lastLink(to: "nouvelle@example.org")
            let stranger = browser.another()
            try await stranger.get(link)
            // It opens no session: it was sent to do one thing.
            #expect(try await stranger.post("/lien", [("cle", key(link))]).location == "/connexion?fait=adresse")
            #expect(try await stranger.get("/compte").status == .seeOther)
            #expect(try await browser.get("/compte").text.contains("nouvelle@example.org"))
            #expect(try await site.lastLetter(to: "anne@example.org").body.contains("n…@example.org"))
        }
    }

    @Test func theAddressOfSomebodyElseIsNotSaidToBeTaken() async throws {
        let site = try Site()
        let anne = try await site.person("Anne", "anne@example.org")
        try await site.person("Yann", "yann@example.org")
        try await site.visit { browser in
            try await browser.signIn(as: anne, on: site)
            let taken = try await browser.post("/compte/courriel", [("courriel", "yann@example.org")])
            let free = try await browser.post("/compte/courriel", [("courriel", "libre@example.org")])
            #expect(taken.status == free.status && taken.location == free.location)
            #expect(try await site.services.outbox.messages().map(\.recipient) == ["libre@example.org"])
        }
    }

    @Test func aFirstPasswordIsChosenAfterALinkAndThenAsksForTheOldOne() async throws {
        let site = try Site()
        let anne = try await site.person("Anne", "anne@example.org")
        try await site.visit { browser in
            let other = browser.another()
            try await other.signIn(as: anne, on: site)
            try await browser.signIn(as: anne, on: site)
            let before = await browser.cookies["session"]
            let weak = try await browser.post("/compte/mot-de-passe", [("nouveau", "motdepasse123")])
            #expect(weak.status == .unprocessableContent && weak.text.contains("pirate"))
            #expect(!weak.text.contains("motdepasse123"))
            #expect(try await browser.post("/compte/mot-de-passe", [("nouveau", password)]).status == .seeOther)
            // The session is another one, and all the others are over.
            #expect(await browser.cookies["session"] != before)
            #expect(try await browser.get("/compte").status == .ok)
            #expect(try await other.get("/compte").status == .seeOther)

            site.clock.advance(by: 3600)
            let missing = try await browser.post("/compte/mot-de-passe", [("nouveau", "un autre sans lien")])
            #expect(missing.status == .unprocessableContent && missing.text.contains("mot de passe actuel"))
            let changed = try await browser.post(
                "/compte/mot-de-passe", [("ancien", password), ("nouveau", "un autre sans lien")])
            #expect(changed.status == .seeOther)
            #expect(try await site.lastLetter(to: "anne@example.org").subject.contains("mot de passe a changé"))
        }
    }

    @Test func anOldSessionDoesNotGiveTheAccountAway() async throws {
        let site = try Site()
        let anne = try await site.person("Anne", "anne@example.org")
        try await site.visit { browser in
            try await browser.signIn(as: anne, on: site)
            site.clock.advance(by: 31 * 60)
            let password = try await browser.post("/compte/mot-de-passe", [("nouveau", "trois crabes sur la dune")])
            #expect(password.status == .unprocessableContent)
            let address = try await browser.post("/compte/courriel", [("courriel", "voleur@example.org")])
            #expect(address.status == .unprocessableContent && address.text.contains("voleur@example.org"))
            #expect(try await site.services.outbox.messages().isEmpty)
        }
    }

    @Test func everythingKeptIsGivenAndNothingSecret() async throws {
        let site = try Site()
        let hub = try await site.hub("morlaix")
        let anne = try await site.person("Anne", "anne@example.org", (.hubCoordinator, .hub(hub)), password: password)
        try await site.person("Yann", "yann@example.org")
        try await site.visit { browser in
            try await browser.get("/connexion")
            try await browser.post("/connexion/lien", [("courriel", "anne@example.org")])
            try await browser.signIn(as: anne, on: site)
            let file = try await browser.get("/compte/donnees.json")
            #expect(file.headers[.contentDisposition]?.hasPrefix("attachment") == true)
            #expect(file.headers[.cacheControl] == "no-store")
            for word in [
                "anne@example.org", "coordination du pôle", "Pôle morlaix", "compte.creation",
                "Votre lien de connexion",
            ] {
                #expect(file.text.contains(word), "\(word)")
            }
            #expect(!file.text.contains("yann") && !file.text.contains("scrypt") && !file.text.contains("secretHash"))
            let link = try await site.lastLink()
            #expect(!file.text.contains(key(link)))
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(file.text.utf8)) }
        }
    }

    @Test func erasingLeavesANumber() async throws {
        let site = try Site()
        let anne = try await site.person(
            "Anne Le Goff", "anne@example.org", (.networkAnimator, .network), password: password)
        try await site.visit { browser in
            try await browser.get("/connexion")
            try await browser.post("/connexion/lien", [("courriel", "anne@example.org")])
            try await browser.signIn(as: anne, on: site)
            #expect(try await browser.post("/compte/effacement").status == .unprocessableContent)
            let erased = try await browser.post("/compte/effacement", [("certain", "oui")])
            #expect(erased.status == .seeOther && erased.location == "/")
            #expect(await browser.cookies["session"] == nil)
        }
        let dump = try await site.database.read { db in
            try ["person", "role", "session", "oneTimeLink", "outbox", "journal"].flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM " + table).map(\.description)
            }.joined(separator: "\n")
        }
        #expect(!dump.contains("Le Goff") && !dump.contains("anne@example.org") && !dump.contains("scrypt"))
        #expect(dump.contains("Personne \(anne)") && dump.contains("compte.effacement"))
        #expect(try await site.database.read { db in try Journal.verify(in: db) } > 0)
        // The address is free for a new beginning.
        try await site.person("Anne Le Goff", "anne@example.org")
    }

    @Test func theLastAdministratorStays() async throws {
        let site = try Site()
        let system = try await site.person("Système", "systeme@example.org", (.systemAdministrator, .network))
        try await site.visit { browser in
            try await browser.signIn(as: system, on: site)
            let refused = try await browser.post("/compte/effacement", [("certain", "oui")])
            #expect(refused.status == .unprocessableContent && refused.text.contains("dernière personne"))
            try await site.person("Autre", "autre@example.org", (.systemAdministrator, .network))
            #expect(try await browser.post("/compte/effacement", [("certain", "oui")]).status == .seeOther)
        }
    }

    @Test func extraFieldsChangeNothing() async throws {
        let site = try Site()
        let anne = try await site.person("Anne", "anne@example.org")
        try await site.visit { browser in
            try await browser.signIn(as: anne, on: site)
            try await browser.post(
                "/compte/nom",
                [
                    ("nom", "Anne"), ("role", "administration-systeme"), ("id", "2"), ("confirmedAt", "x"),
                    ("address", "x@example.org"),
                ])
            #expect(try await browser.get("/reseau/pilotage/comptes").status == .forbidden)
            #expect(try await browser.get("/compte").text.contains("anne@example.org"))
        }
    }
}
