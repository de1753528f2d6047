import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// Asking to join a hub, following the request, deciding on it (R6, R7).
struct JoiningTests {
    let path = "/poles/le-mien/adherer"
    let desk = "/poles/le-mien/pilotage/adhesions"

    func fields(
        name: String = "Ressourcerie neuve", family: String = "association", address: String = "rose@example.org",
        without missing: Set<String> = []
    ) -> [(String, String)] {
        var fields = [
            ("nom", name), ("famille", family), ("commune", "Guingamp"), ("activite", "réemploi"), ("salaries", "4"),
            ("motivation", "Travailler ensemble"), ("apporte", "Un local le samedi"), ("attend", "Des conseils"),
            ("titulaire", "Rose Le Bris"), ("titulaire-courriel", "rose@example.org"), ("suppleant", "Paul Ollivier"),
            ("contact", "Rose Le Bris"), ("fonction", "présidente"), ("courriel", address),
        ]
        for key in PrincipleKey.allCases {
            fields += [("charte-" + key.rawValue, "Réponse \(key.rawValue)"), ("accord-" + key.rawValue, "oui")]
        }
        return fields.filter { !missing.contains($0.0) }
    }

    func site() async throws -> PeopledSite {
        let peopled = try await PeopledSite()
        try await peopled.site.database.write { db in
            try db.execute(sql: "UPDATE hub SET contactEmail = 'contact@le-mien.example.org' WHERE slug = 'le-mien'")
        }
        return peopled
    }

    /// The link in the letter, and its key.
    func key(_ site: Site, to address: String = "rose@example.org") async throws -> String {
        let body = try await site.lastLetter(to: address).body
        let start = try #require(body.range(of: "suivi?cle="))
        return String(body[start.upperBound...].prefix { !$0.isWhitespace })
    }

    /// A request that its address has confirmed.
    func asked(_ peopled: PeopledSite, _ browser: Browser) async throws -> String {
        try await browser.get(path)
        #expect(try await browser.post(path, fields()).status == .seeOther)
        let key = try await key(peopled.site)
        #expect(try await browser.post("\(path)/confirmation", [("cle", key)]).status == .seeOther)
        return key
    }

    @Test func aStrangersRequestReachesTheHubOnlyOnceItsAddressConfirmed() async throws {
        let peopled = try await site()
        try await peopled.site.visit { browser in
            let form = try await browser.get("\(path)?famille=cooperative")
            #expect(form.status == .ok && HTMLPage(form.text).allProblems == [])
            #expect(form.text.contains("garanti par la forme juridique") && form.text.contains("31 juillet 2014"))
            let sent = try await browser.post(path, fields())
            #expect(sent.location == "\(path)/envoi")
            let hub = browser.another()
            try await peopled.becomes(.hubCoordinator, hub)
            #expect(!(try await hub.get(desk).text.contains("Ressourcerie neuve")))
            #expect(try await hub.get("\(desk)/1").status == .notFound, "nobody sees what no address confirmed")
            let key = try await key(peopled.site)
            let waiting = try await browser.get("\(path)/suivi?cle=\(key)")
            #expect(waiting.text.contains("à confirmer") && HTMLPage(waiting.text).allProblems == [])
            #expect(!(try await hub.get(desk).text.contains("Ressourcerie neuve")), "reading the link confirms nothing")
            #expect(try await browser.post("\(path)/confirmation", [("cle", key)]).status == .seeOther)
            #expect(try await hub.get(desk).text.contains("Ressourcerie neuve"))
            let letter = try await peopled.site.lastLetter(to: "contact@le-mien.example.org")
            #expect(letter.body.contains("Ressourcerie neuve") && !letter.body.contains("rose@example.org"))
            let twice = try await browser.post("\(path)/confirmation", [("cle", key)])
            #expect(twice.status == .unprocessableContent && twice.text.contains("déjà transmise"))
            let page = try await hub.get("\(desk)/1")
            for words in ["Travailler ensemble", "Un local le samedi", "Rose Le Bris", "Réponse autonomie"] {
                #expect(page.text.contains(words), "\(words)")
            }
            #expect(HTMLPage(page.text).allProblems == [])
        }
    }

    @Test(arguments: [
        ("nom", "nom de l’organisation"), ("famille", "famille juridique"), ("motivation", "pourquoi"),
        ("accord-autonomie", "cochez la case"), ("charte-autonomie", "répondez à la question"),
        ("titulaire", "qui parlera"), ("contact", "Donnez votre nom"), ("courriel", "votre adresse"),
    ])
    func anIncompleteRequestIsShownAgainWithWhatWasTyped(missing: String, words: String) async throws {
        let peopled = try await site()
        try await peopled.site.visit { browser in
            try await browser.get(path)
            let answer = try await browser.post(path, fields(without: [missing]))
            #expect(answer.status == .unprocessableContent && answer.text.contains(words), "\(missing)")
            if missing != "motivation" { #expect(answer.text.contains("Travailler ensemble")) }
            #expect(HTMLPage(answer.text).allProblems == [])
            #expect(try await peopled.site.count("SELECT count(*) FROM joiningRequest") == 0)
        }
    }

    @Test func whatTheLegalFormGuaranteesNeedsNoAnswerButStillAYes() async throws {
        let peopled = try await site()
        try await peopled.site.visit { browser in
            try await browser.get(path)
            let coop = fields(family: "cooperative", without: ["charte-gouvernance", "charte-personnes"])
            #expect(try await browser.post(path, coop).status == .seeOther)
            let silent = fields(family: "association", without: ["charte-gouvernance"])
            #expect(try await browser.post(path, silent).status == .unprocessableContent)
            let disagreeing = fields(family: "cooperative", without: ["accord-gouvernance"])
            #expect(try await browser.post(path, disagreeing).status == .unprocessableContent)
        }
    }

    @Test func theHubAsksTheOrganisationAnswersTheHubAdmits() async throws {
        let peopled = try await site()
        try await peopled.site.visit { browser in
            let key = try await asked(peopled, browser)
            let hub = browser.another()
            try await peopled.becomes(.hubCoordinator, hub)
            #expect(try await hub.post("\(desk)/1/complement").status == .unprocessableContent)
            #expect(try await hub.post("\(desk)/1/complement", [("question", "Vos statuts ?")]).status == .seeOther)
            #expect(try await peopled.site.lastLetter(to: "rose@example.org").body.contains("Vos statuts"))
            let follow = try await browser.get("\(path)/suivi?cle=\(key)")
            #expect(follow.text.contains("Vos statuts"))
            #expect(
                try await browser.post("\(path)/reponse", [("cle", key), ("reponse", "Les voici.")]).status == .seeOther
            )
            let early = try await browser.post("\(path)/reponse", [("cle", key), ("reponse", "Encore")])
            #expect(early.status == .unprocessableContent)
            let mute = try await hub.post("\(desk)/1/admission", [("depuis", "2026-11-01")])
            #expect(mute.status == .unprocessableContent && mute.text.contains("quelle instance"))
            let dues = try await hub.post(
                "\(desk)/1/admission",
                [
                    ("instance", "conseil"), ("jour", "2026-10-20"), ("depuis", "2026-11-01"), ("cotisation", "oui"),
                    ("fiche", "nouvelle"),
                ])
            #expect(dues.status == .unprocessableContent && dues.text.contains("barème"), "nothing is half admitted")
            #expect(
                try await peopled.site.count("SELECT count(*) FROM organisation WHERE name = 'Ressourcerie neuve'") == 0
            )
            try await hub.post(
                "/poles/le-mien/pilotage/cotisations/bareme",
                [("annee", "2026"), ("instance", "ag"), ("echeance", "2026-12-31")])
            try await hub.post(
                "/poles/le-mien/pilotage/cotisations/tranches",
                [("annee", "2026"), ("libelle", "Petites"), ("base", "salaries"), ("moins", "10"), ("montant", "30")])
            let admitted = try await hub.post(
                "\(desk)/1/admission",
                [
                    ("instance", "conseil"), ("jour", "2026-10-20"), ("depuis", "2026-11-01"), ("cotisation", "oui"),
                    ("college", "Associations"), ("fiche", "nouvelle"),
                ])
            #expect(admitted.status == .seeOther, "\(admitted.text)")
            let register = try await hub.get("/poles/le-mien/pilotage/membres").text
            for words in ["Ressourcerie neuve", "Rose Le Bris", "Associations", "attendue"] {
                #expect(register.contains(words), "\(words)")
            }
            let letter = try await peopled.site.lastLetter(to: "rose@example.org")
            #expect(letter.body.contains("conseil") && letter.body.contains("30\u{A0}€"))
            #expect(try await browser.get("\(path)/suivi?cle=\(key)").text.contains("bienvenue"))
            #expect(
                try await hub.post(
                    "\(desk)/1/refus", [("refus-instance", "c"), ("refus-jour", "2026-10-20"), ("motif", "x")]
                ).status == .unprocessableContent)
            // The public sees the member, not who speaks for it.
            let shown = try await browser.another().get("/poles/le-mien").text
            #expect(shown.contains("Ressourcerie neuve") && !shown.contains("Rose Le Bris"))
            #expect(try await peopled.site.journalKinds().contains("adhesion.admise"))
        }
    }

    @Test func aRefusalIsReasonedAndForgetsWhoAsked() async throws {
        let peopled = try await site()
        try await peopled.site.visit { browser in
            let key = try await asked(peopled, browser)
            let hub = browser.another()
            try await peopled.becomes(.hubCoordinator, hub)
            let mute = try await hub.post(
                "\(desk)/1/refus", [("refus-instance", "conseil"), ("refus-jour", "2026-10-20")])
            #expect(mute.status == .unprocessableContent && mute.text.contains("Dites pourquoi"))
            let future = try await hub.post(
                "\(desk)/1/refus", [("refus-instance", "conseil"), ("refus-jour", "2027-10-20"), ("motif", "x")])
            #expect(future.status == .unprocessableContent && future.text.contains("pas encore venu"))
            #expect(
                try await hub.post(
                    "\(desk)/1/refus",
                    [("refus-instance", "conseil"), ("refus-jour", "2026-10-20"), ("motif", "Hors du territoire")]
                ).status == .seeOther)
            #expect(try await peopled.site.lastLetter(to: "rose@example.org").body.contains("Hors du territoire"))
            let kept = try await hub.get("\(desk)/1").text
            #expect(
                kept.contains("Hors du territoire") && !kept.contains("Rose Le Bris")
                    && !kept.contains("rose@example.org"))
            #expect(try await browser.get("\(path)/suivi?cle=\(key)").text.contains("Hors du territoire"))
            #expect(try await peopled.site.count("SELECT count(*) FROM hubMember WHERE hubID = \(peopled.own)") == 1)
        }
    }

    @Test func whoeverHoldsNoLinkFollowsNothingAndAWithdrawnRequestIsForgotten() async throws {
        let peopled = try await site()
        try await peopled.site.visit { browser in
            let key = try await asked(peopled, browser)
            for wrong in ["", "x", Secret().text] {
                let answer = try await browser.get("\(path)/suivi?cle=\(wrong)")
                #expect(answer.status == .unprocessableContent && !answer.text.contains("Ressourcerie neuve"))
            }
            let elsewhere = try await browser.get("/poles/un-autre/adherer/suivi?cle=\(key)")
            #expect(elsewhere.status == .unprocessableContent && !elsewhere.text.contains("Ressourcerie neuve"))
            #expect(try await browser.post("\(path)/retrait", [("cle", key)]).status == .seeOther)
            #expect(try await browser.get("\(path)/suivi?cle=\(key)").text.contains("retirée"))
            let left = try await peopled.site.strings(
                "SELECT contactName || contactAddress || titularName || deputyName FROM joiningRequest")
            #expect(left == [""])
            #expect(try await browser.post("\(path)/retrait", [("cle", key)]).status == .unprocessableContent)
        }
    }

    @Test func aRepresentativeSignedInNeedsNoConfirmationAndAMemberDoesNotAskTwice() async throws {
        let peopled = try await site()
        let address = Persona.organisationRepresentative.address
        try await peopled.site.visit { browser in
            try await peopled.becomes(.organisationRepresentative, browser)
            let own = ("organisation", peopled.organisation.description)
            let form = try await browser.get("/poles/un-autre/adherer?organisation=la-coop")
            #expect(form.text.contains("value=\"La coop\"") && form.text.contains(address))
            let sent = try await browser.post(
                "/poles/un-autre/adherer",
                fields(name: "La coop", family: "cooperative", address: address) + [own])
            #expect(sent.status == .seeOther)
            #expect(
                try await peopled.site.strings("SELECT state || organisationID FROM joiningRequest") == [
                    "deposee\(peopled.organisation)"
                ])
            let twice = try await browser.post(
                "/poles/un-autre/adherer",
                fields(name: "La coop", family: "cooperative", address: address) + [own])
            #expect(twice.status == .unprocessableContent && twice.text.contains("attend déjà"))
            let member = try await browser.post(
                path, fields(name: "La coop", family: "cooperative", address: address) + [own])
            #expect(member.status == .unprocessableContent && member.text.contains("déjà membre"))
            // Somebody else's organisation is not theirs to name.
            let foreign = [("organisation", peopled.foreignOrganisation.description)]
            try await browser.post("/poles/un-autre/adherer", fields(name: "Autre", address: address) + foreign)
            #expect(
                try await peopled.site.count(
                    "SELECT count(*) FROM joiningRequest WHERE organisationID = \(peopled.foreignOrganisation)") == 0)
        }
    }
}
