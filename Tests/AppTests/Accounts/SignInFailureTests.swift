import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

struct SignInFailureTests {
    private func refusals(_ site: Site) async throws -> [String] {
        try await site.strings("SELECT cause || ' ' || personID || ' ' || count FROM signInFailure ORDER BY 1")
    }

    @Test func refusedTriesAreCountedWithoutWhatWasTyped() async throws {
        let site = try Site()
        let anne = try await site.person("Anne", "anne@example.org", password: "granit pelle vent")
        try await site.visit { browser in
            try await browser.get("/connexion")
            for (address, password) in [
                ("anne@example.org", "motus-et-bouche"), ("anne@example.org", "cousue"), ("nul@example.org", "motus"),
            ] {
                let answer = try await browser.post(
                    "/connexion", [("adresse", address), ("mot-de-passe", password)])
                #expect(answer.status == .unprocessableContent)
            }
            #expect(try await browser.post("/lien", [("cle", "rien-du-tout")]).status == .gone)
            let entered = try await browser.post(
                "/connexion", [("adresse", "anne@example.org"), ("mot-de-passe", "granit pelle vent")])
            #expect(entered.status == .seeOther)
        }
        let kept = try await refusals(site)
        #expect(kept == ["lien 0 1", "mot-de-passe 0 1", "mot-de-passe \(anne) 2"])
        let everything = try await site.everything().joined()
        #expect(!everything.contains("motus") && !everything.contains("nul@example.org"))
    }

    @Test func theAdministratorSeesTheRateByDayAndByAccount() async throws {
        let site = try Site()
        let system = try await site.person("Système", "systeme@example.org", (.systemAdministrator, .network))
        let anne = try await site.person("Anne Le Goff", "anne@example.org", password: "granit pelle vent")
        try await site.visit { browser in
            try await browser.signIn(as: system, on: site)
            let page = "/reseau/pilotage/connexions"
            let empty = try await browser.get(page).text
            #expect(empty.contains("Aucun essai refusé"))
            let guest = browser.another()
            try await guest.get("/connexion")
            for _ in 0..<7 {
                try await guest.post("/connexion", [("adresse", "anne@example.org"), ("mot-de-passe", "faux")])
            }
            let shown = try await browser.get(page).text
            #expect(shown.contains("7\u{A0}essais refusés depuis vingt-quatre heures"))
            #expect(shown.contains("/reseau/pilotage/comptes/\(anne)\">Anne Le Goff</a>"))
            let file = try await browser.get(page + ".csv").text
            #expect(file.contains("mot-de-passe,\(anne),5") && file.contains("limite,\(anne),2"))
            site.clock.advance(by: 91 * 24 * 3600)
            let stranger = browser.another()
            try await stranger.get("/connexion")
            try await stranger.post("/connexion", [("adresse", "anne@example.org"), ("mot-de-passe", "faux")])
        }
        #expect(try await refusals(site) == ["mot-de-passe \(anne) 1"])
    }

    @Test func aRoleThatIsTakenAwayClosesTheSessionsOfWhoeverHeldIt() async throws {
        let site = try Site()
        let hub = try await site.hub("morlaix")
        let system = try await site.person("Système", "systeme@example.org", (.systemAdministrator, .network))
        let yann = try await site.person("Yann", "yann@example.org", (.hubCoordinator, .hub(hub)))
        try await site.visit { browser in
            let guest = browser.another()
            try await guest.signIn(as: yann, on: site)
            #expect(try await guest.get("/compte").status == .ok)
            try await browser.signIn(as: system, on: site)
            let role = try await site.strings("SELECT id FROM role WHERE personID = \(yann)")[0]
            let ended = try await browser.post("/reseau/pilotage/comptes/\(yann)/roles/\(role)/fin")
            #expect(ended.status == .seeOther)
            #expect(try await guest.get("/compte").status != .ok)
            #expect(try await browser.get("/compte").status == .ok)
        }
    }

    @Test func aNewPasswordClosesEveryOtherSession() async throws {
        let site = try Site()
        let anne = try await site.person("Anne", "anne@example.org", password: "granit pelle vent")
        try await site.visit { browser in
            let elsewhere = browser.another()
            try await elsewhere.signIn(as: anne, on: site)
            try await browser.signIn(as: anne, on: site)
            let changed = try await browser.post(
                "/compte/mot-de-passe", [("ancien", "granit pelle vent"), ("nouveau", "ardoise marteau pluie")])
            #expect(changed.location == "/compte?fait=mot-de-passe")
            #expect(try await browser.get("/compte").status == .ok)
            #expect(try await elsewhere.get("/compte").status != .ok)
        }
    }
}
