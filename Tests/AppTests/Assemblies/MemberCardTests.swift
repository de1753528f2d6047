import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// The register and the card of a member, through their routes.
struct MemberCardTests {
    private let desk = "/poles/le-mien/pilotage"

    private func visit(
        as persona: Persona = .hubCoordinator,
        _ work: @escaping @Sendable (PeopledSite, Browser, String) async throws -> Void
    ) async throws {
        let peopled = try await PeopledSite()
        try await peopled.site.visit { browser in
            try await peopled.becomes(persona, browser)
            try await work(peopled, browser, "\(desk)/membres/\(peopled.organisation)")
        }
    }

    @Test func theRegisterShowsWhoWasAMemberOnTheDayThatIsAsked() async throws {
        try await visit { peopled, browser, card in
            try await browser.post("\(card)/college", [("college", "Usagers"), ("college-depuis", "2026-03-01")])
            try await browser.post(
                "\(card)/representants",
                [
                    ("nom", "Anne Le Roux"), ("sorte", "titulaire"), ("courriel", "a@example.org"),
                    ("depuis", "2026-01-01"),
                ])
            let page = try await browser.get("\(desk)/membres")
            #expect(page.status == .ok && page.text.contains("La coop") && page.text.contains("Anne Le Roux"))
            #expect(page.text.contains("Usagers") && !page.text.contains("Une autre coop"))
            #expect(HTMLPage(page.text).allProblems == [])
            #expect(!(try await browser.get("\(desk)/membres?au=2025-06-01").text.contains("La coop")))
            let before = try await browser.get("\(desk)/membres?au=2026-02-01").text
            #expect(before.contains("La coop"))
            #expect(
                !(try await browser.get("\(desk)/membres?college=usagers&au=2026-02-01").text.contains("La coop</a>")))
            #expect(try await browser.get("\(desk)/membres?college=usagers").text.contains("La coop</a>"))
            #expect(!(try await browser.get("\(desk)/membres?famille=mutuelle").text.contains("La coop</a>")))
            #expect(try await browser.get("\(desk)/membres?q=roux").text.contains("La coop</a>"))
            let csv = try await browser.get("\(desk)/membres.csv?au=2026-11-18")
            #expect(
                csv.text.contains(
                    "La coop,coopérative,Usagers,non,2026-01-01,non,2026,non appelée,,Anne Le Roux,a@example.org"))
            #expect(csv.headers[.contentDisposition]?.contains("membres-le-mien-2026-11-18.csv") == true)
            #expect(csv.headers[.cacheControl] != "public")
        }
    }

    @Test func thePublicAndOtherHubsSeeNothingOfIt() async throws {
        try await visit { peopled, browser, card in
            try await browser.post(
                "\(card)/representants",
                [
                    ("nom", "Anne Le Roux"), ("sorte", "titulaire"), ("courriel", "a@example.org"),
                    ("depuis", "2026-01-01"),
                ])
            let stranger = browser.another()
            for path in [
                "/poles/le-mien", "/poles/le-mien/historique", "/annuaire/la-coop", "/poles/le-mien/organisations.csv",
            ] {
                let page = try await stranger.get(path)
                #expect(page.status == .ok, "\(path)")
                for hidden in ["Anne Le Roux", "a@example.org"] { #expect(!page.text.contains(hidden), "\(path)") }
            }
            try await peopled.becomes(.networkAnimator, browser)
            let elsewhere = "/poles/un-autre/pilotage/membres/\(peopled.organisation)"
            #expect(try await browser.get(elsewhere).status == .notFound)
            try await peopled.becomes(.hubPartner, browser)
            #expect(try await browser.get("\(desk)/membres").status == .forbidden)
            try await peopled.becomes(.organisationRepresentative, browser)
            #expect(try await browser.get(card).status == .forbidden)
        }
    }

    @Test func aMandateLetterIsReadByItsHubAlone() async throws {
        let site = try await Site.brittany(hasMap: false)
        let id = try await site.organisation("ti-coop", name: "Ti Coop")
        let hub = try await site.hubID("bras")
        try await site.database.write { db in
            try db.execute(
                sql: "INSERT INTO hubMember (hubID, organisationID, validFrom) VALUES (?, ?, '2026-01-01')",
                arguments: [hub, id])
        }
        let animator = try await site.person("Maël", "mael@example.org", (.networkAnimator, .network))
        let other = try await site.strings("SELECT slug FROM hub WHERE slug <> 'bras' LIMIT 1").first ?? ""
        let path = "/poles/bras/pilotage/membres/\(id)"
        try await site.visit(as: try await site.coordinator(of: "bras")) { browser in
            let sent = try await browser.post(
                "\(path)/representants", [("nom", "Anne"), ("sorte", "titulaire"), ("depuis", "2026-01-01")],
                file: SentFile())
            #expect(sent.status == .seeOther)
            #expect(try await browser.get(path).text.contains("/poles/bras/pilotage/documents/1"))
            let paper = try await browser.get("/poles/bras/pilotage/documents/1")
            #expect(paper.status == .ok && paper.headers[.contentDisposition]?.hasPrefix("attachment") == true)
            #expect(try await browser.get("/pieces/1").status == .notFound)
            try await browser.signIn(as: animator, on: site)
            #expect(try await browser.get("/poles/bras/pilotage/documents/1").status == .ok)
            #expect(try await browser.get("/poles/\(other)/pilotage/documents/1").status == .notFound)
            // Erased with the name.
            try await browser.post("\(path)/representants/1/fin")
            #expect(try await browser.post("\(path)/representants/1/effacement").status == .seeOther)
            #expect(try await browser.get("/poles/bras/pilotage/documents/1").status == .notFound)
        }
    }

    @Test func aRepresentativeIsAddedReplacedEndedAndErased() async throws {
        try await visit { peopled, browser, card in
            let path = "\(card)/representants"
            try await browser.post(path, [("nom", "Anne"), ("sorte", "titulaire"), ("depuis", "2026-01-01")])
            let second = try await browser.post(
                path, [("nom", "Nina"), ("sorte", "titulaire"), ("depuis", "2026-05-01")])
            #expect(second.status == .unprocessableContent && second.text.contains("Anne est titulaire"))
            #expect(second.text.contains("value=\"Nina\""), "what was typed is shown again")
            let replaced = try await browser.post(
                path, [("nom", "Nina"), ("sorte", "titulaire"), ("depuis", "2026-05-01"), ("remplace", "1")])
            #expect(replaced.status == .seeOther)
            let still = try await browser.post("\(path)/2/effacement")
            #expect(still.status == .unprocessableContent && still.text.contains("court encore"))
            #expect(try await browser.post("\(path)/1/effacement").status == .seeOther)
            #expect(!(try await browser.get(card).text.contains(">Anne<")))
            #expect(try await browser.post("\(path)/2/fin").status == .seeOther)
            #expect(try await browser.post("\(path)/2/fin").status == .unprocessableContent)
            #expect(try await browser.post("\(path)/99/fin").status == .notFound)
            #expect(try await browser.get(card).text.contains("Personne n’est titulaire"))
        }
    }

    @Test(arguments: [
        ("", "titulaire", "2026-01-01", "", "Donnez le nom"), ("Anne", "roi", "2026-01-01", "", "titulaire ou"),
        ("Anne", "titulaire", "hier", "", "Donnez le jour"),
        ("Anne", "titulaire", "2026-01-01", "pas une", "n’en est pas une"),
        ("Anne", "titulaire", "1789-07-14", "", "trop loin"),
    ])
    func aWrongRepresentativeIsRefusedInASentence(
        name: String, kind: String, from: String, address: String, words: String
    )
        async throws
    {
        try await visit { peopled, browser, card in
            let answer = try await browser.post(
                "\(card)/representants", [("nom", name), ("sorte", kind), ("depuis", from), ("courriel", address)])
            #expect(answer.status == .unprocessableContent && answer.text.contains(words), "\(words)")
            #expect(HTMLPage(answer.text).allProblems == [])
            #expect(try await peopled.site.count("SELECT count(*) FROM representative") == 0)
        }
    }

    @Test func aSuspensionIsRecordedLiftedAndCancelled() async throws {
        try await visit { peopled, browser, card in
            let path = "\(card)/suspensions"
            let empty = try await browser.post(path, [("suspension-depuis", "2026-11-01")])
            #expect(empty.status == .unprocessableContent && empty.text.contains("quelle instance"))
            let fields = [
                ("suspension-depuis", "2026-11-01"), ("instance", "le conseil"), ("motif", "absences répétées"),
            ]
            #expect(try await browser.post(path, fields).status == .seeOther)
            let twice = try await browser.post(path, fields)
            #expect(twice.status == .unprocessableContent && twice.text.contains("déjà suspendue"))
            #expect(try await browser.get("\(desk)/membres").text.contains("suspendue</span>"))
            #expect(try await browser.post("\(path)/1/fin").status == .seeOther)
            #expect(!(try await browser.get("\(desk)/membres").text.contains("suspendue</span>")))
            let mute = try await browser.post("\(path)/1/annulation")
            #expect(mute.status == .unprocessableContent)
            #expect(try await browser.post("\(path)/1/annulation", [("motif", "erreur de nom")]).status == .seeOther)
            #expect(try await browser.get(card).text.contains("Annulée\u{A0}: erreur de nom"))
        }
    }

    @Test func aMembershipEndsWithItsMotiveAndTheEndCanBeUndone() async throws {
        try await visit { peopled, browser, card in
            try await browser.post(
                "\(card)/representants", [("nom", "Anne"), ("sorte", "titulaire"), ("depuis", "2026-01-01")])
            let form = try await browser.get("\(card)/fin")
            #expect(form.status == .ok && HTMLPage(form.text).allProblems == [])
            let fields = [("sorte", "radiation"), ("jour", "2026-11-01")]
            let mute = try await browser.post("\(card)/fin", fields)
            #expect(mute.status == .unprocessableContent)
            for words in ["quelle instance", "Dites pourquoi", "Confirmez"] { #expect(mute.text.contains(words)) }
            let ended = try await browser.post(
                "\(card)/fin", fields + [("instance", "conseil"), ("motif", "impayé secret"), ("confirme", "oui")])
            #expect(ended.status == .seeOther)
            #expect(try await browser.get(card).text.contains("n’est plus membre"))
            #expect(try await browser.get("\(desk)/membres").text.contains("radiation"))
            let history = try await browser.another().get("/poles/le-mien/historique").text
            #expect(
                history.contains("cesse de prendre part") && !history.contains("impayé secret")
                    && !history.contains("radiation"))
            #expect(try await peopled.site.count("SELECT count(*) FROM representative WHERE validUntil IS NULL") == 0)
            let again = try await browser.post(
                "\(card)/fin", fields + [("instance", "c"), ("motif", "m"), ("confirme", "oui")])
            #expect(again.status == .unprocessableContent)
            #expect(try await browser.post("\(card)/retour").status == .unprocessableContent)
            #expect(try await browser.post("\(card)/retour", [("motif", "c’était une autre")]).status == .seeOther)
            #expect(try await browser.get(card).text.contains("Anne parle en son nom"))
            #expect(try await peopled.site.count("SELECT count(*) FROM memberEnd") == 0)
        }
    }

    @Test func whatTheScaleAndTheCapsLookAtIsTyped() async throws {
        try await visit { peopled, browser, card in
            let wrong = try await browser.post("\(card)/situation", [("salaries", "douze")])
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("nombre entier"))
            let right = try await browser.post(
                "\(card)/situation",
                [("salaries", "12"), ("budget", "450 000"), ("groupe", "Groupe Ti"), ("collectivite", "oui")])
            #expect(right.status == .seeOther)
            let (hub, organisation) = (peopled.own, peopled.organisation)
            let facts = try await peopled.site.database.read { db in
                try MemberFactStore.facts(of: hub, in: db).first { $0.organisation == organisation }
            }
            #expect(facts?.group == "Groupe Ti" && facts?.isPublicBody == true)
            #expect(try await peopled.site.count("SELECT budget FROM memberStanding") == 450_000)
        }
    }
}
