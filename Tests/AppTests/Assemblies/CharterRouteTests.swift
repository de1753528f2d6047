import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// Writing the charter: versions that are dated, compared, signed, and never edited.
struct CharterRouteTests {
    private let desk = "/poles/le-mien/pilotage/charte"

    private func visit(
        as persona: Persona = .hubCoordinator,
        _ work: @escaping @Sendable (PeopledSite, Browser) async throws -> Void
    ) async throws {
        let peopled = try await PeopledSite()
        try await peopled.site.visit { browser in
            try await peopled.becomes(persona, browser)
            try await work(peopled, browser)
        }
    }

    private func fields(_ changed: [String: String]) throws -> [(String, String)] {
        let charter = try #require(try CharterStore.shipped().first)
        return charterValues(charter).merging(changed) { $1 }.map { ($0.key, $0.value) }
    }

    @Test func aHubWritesItsOwnComparesItAndGoesBackToTheNetworks() async throws {
        try await visit { peopled, browser in
            let today = peopled.site.today
            let first = try await browser.get(desk)
            #expect(first.text.contains("suit la charte du réseau") && HTMLPage(first.text).allProblems == [])
            let form = try await browser.get(desk + "/ecrire")
            #expect(form.text.contains("Une personne, une voix") && HTMLPage(form.text).allProblems == [])
            let words = try fields([
                "texte-gouvernance": "Chacune compte pour une.", "depuis": today.description,
                "instance": "assemblée du printemps", "niveau-gouvernance-fondation": "en-partie",
                "garantie-gouvernance-fondation": "Nos fondations ont un comité d’usagers.",
            ])
            #expect(try await browser.post(desk + "/ecrire", words).status == .seeOther)
            let page = try await browser.get("/poles/le-mien/charte")
            #expect(page.text.contains("Chacune compte pour une.") && page.text.contains("comité d’usagers"))
            #expect(page.text.contains("Chaque associé a une voix"), "what the law says stays")
            #expect(HTMLPage(page.text).allProblems == [])
            let join = try await browser.get("/poles/le-mien/adherer?famille=fondation")
            #expect(join.text.contains("Chacune compte pour une.") && join.text.contains("comité d’usagers"))
            #expect(!(try await browser.get("/poles/un-autre/charte").text.contains("Chacune compte")))
            let second = try fields([
                "texte-gouvernance": "Chacune compte pour une, toujours.", "depuis": today.adding(days: 10).description,
                "instance": "bureau",
            ])
            #expect(try await browser.post(desk + "/ecrire", second).status == .seeOther)
            let compared = try await browser.get(desk + "/comparaison?ancienne=1001&nouvelle=1002")
            #expect(compared.text.contains("<ins>") && HTMLPage(compared.text).allProblems == [])
            // What has not begun may be set aside; what has begun may not.
            #expect(try await browser.post(desk + "/1002/retrait").status == .seeOther)
            #expect(try await browser.post(desk + "/1001/retrait").status == .unprocessableContent)
            #expect(try await browser.post(desk + "/7/retrait").status == .notFound)
            let back = try await browser.post(
                desk + "/reseau", [("reseau-depuis", today.description), ("reseau-instance", "conseil")])
            #expect(back.status == .seeOther)
            #expect(try await browser.get("/poles/le-mien/charte").text.contains("Une personne, une voix"))
            let again = try await browser.post(
                desk + "/reseau", [("reseau-depuis", today.description), ("reseau-instance", "conseil")])
            #expect(again.status == .unprocessableContent && again.text.contains("suivra déjà"))
            #expect(HTMLPage(try await browser.get(desk).text).allProblems == [])
        }
    }

    @Test func whatIsEmptyPastOrTheSameIsRefusedAndKept() async throws {
        try await visit { peopled, browser in
            let today = peopled.site.today.description
            for (changed, words) in [
                (["texte-personnes": "", "depuis": today, "instance": "conseil"], "écrivez ce qu’il dit"),
                (
                    ["texte-personnes": "Autre.", "depuis": "2020-01-01", "instance": "conseil"],
                    "ne vaut pas pour le passé"
                ),
                (["texte-personnes": "Autre.", "depuis": today, "instance": ""], "quelle instance"),
                (["depuis": today, "instance": "conseil"], "Rien ne diffère"),
                (
                    [
                        "niveau-adhesion-societe": "acquis", "garantie-adhesion-societe": "", "depuis": today,
                        "instance": "conseil",
                    ], "Dites pourquoi, avec la loi"
                ),
            ] {
                let answer = try await browser.post(desk + "/ecrire", try fields(changed))
                #expect(answer.status == .unprocessableContent && answer.text.contains(words), "\(words)")
                #expect(HTMLPage(answer.text).allProblems == [])
            }
            #expect(try await peopled.site.count("SELECT count(*) FROM charterVersion") == 0)
        }
    }

    @Test func theNetworksChartersHoldForHubsWithoutTheirOwn() async throws {
        try await visit(as: .networkAnimator) { peopled, browser in
            let words = try fields([
                "texte-autonomie": "Libres et solidaires.", "depuis": peopled.site.today.description,
                "instance": "plénière",
            ])
            #expect(try await browser.post("/reseau/pilotage/charte/ecrire", words).status == .seeOther)
            #expect(try await browser.get("/charte").text.contains("Libres et solidaires."))
            #expect(try await browser.get("/poles/le-mien/charte").text.contains("Libres et solidaires."))
            let page = try await browser.get("/reseau/pilotage/charte")
            #expect(page.text.contains("Celle du programme") && HTMLPage(page.text).allProblems == [])
        }
    }

    @Test func aMemberSignsTheVersionItWasShownAndItStays() async throws {
        try await visit { peopled, browser in
            let words = try fields([
                "texte-autonomie": "Libres.", "depuis": peopled.site.today.description, "instance": "conseil",
            ])
            try await browser.post(desk + "/ecrire", words)
            try await peopled.becomes(.organisationRepresentative, browser)
            let own = "/annuaire/la-coop/adhesions/le-mien"
            let old = try await browser.post(own + "/charte", [("version", "1"), ("charte-accord", "oui")])
            #expect(old.status == .unprocessableContent && old.text.contains("a changé"))
            let mute = try await browser.post(own + "/charte", [("version", "1001")])
            #expect(mute.status == .unprocessableContent && mute.text.contains("Cochez la case"))
            let signed = try await browser.post(own + "/charte", [("version", "1001"), ("charte-accord", "oui")])
            #expect(signed.status == .seeOther)
            try await peopled.becomes(.hubCoordinator, browser)
            let page = try await browser.get(desk)
            #expect(
                page.text.contains("celle en vigueur") && page.text.contains("1\u{202F}")
                    || page.text.contains("La coop"))
            let gone = try await browser.post(desk + "/1001/retrait")
            #expect(gone.status == .unprocessableContent)
        }
    }
}
