import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// What strangers propose, what organisations ask, and who decides.
struct ModerationTests {
    private let proposal = "/annuaire/la-coop/proposition"
    private let hubDesk = "/poles/le-mien/pilotage/moderation"
    private let networkDesk = "/reseau/pilotage/moderation"

    @Test func aProposalChangesNothingUntilSomebodyKeepsPartOfIt() async throws {
        let peopled = try await PeopledSite()
        let site = peopled.site
        try await site.visit { stranger in
            #expect(HTMLPage(try await stranger.get(proposal).text).allProblems == [])
            let sent = [
                ("nom", "La coop"), ("sigle", "LCOOP"), ("telephone", "02 98 00 00 00"),
                ("message", "Vu sur leur porte."),
                ("repondre", "zoe@example.org"),
            ]
            #expect(try await stranger.post(proposal, sent).location == "/propositions/merci")
            #expect(try await !stranger.get("/annuaire/la-coop").text.contains("LCOOP"))
            let browser = stranger.another()
            try await peopled.becomes(.hubCoordinator, browser)
            let desk = try await browser.get(hubDesk)
            #expect(HTMLPage(desk.text).allProblems == [])
            for part in ["<ins>LCOOP</ins>", "Vu sur leur porte.", "zoe@example.org", "<ins>02 98 00 00 00</ins>"] {
                #expect(desk.text.contains(part), "\(part)")
            }
            #expect(!desk.text.contains("value=\"nom\""), "what did not change is not there")
            let other = try await browser.get("/poles/un-autre/pilotage/moderation")
            #expect(other.status == .forbidden)
            let kept = try await browser.post(
                hubDesk + "/1", [("champ", "sigle"), ("decision", "accepter"), ("motif", "Le numéro n’est plus bon.")])
            #expect(kept.location == hubDesk)
            let record = try await stranger.get("/annuaire/la-coop").text
            #expect(
                record.contains("LCOOP") && !record.contains("02 98 00 00 00")
                    && record.contains("proposition du public"))
            #expect(try await browser.post(hubDesk + "/1", [("decision", "accepter")]).status == .unprocessableContent)
            #expect(try await browser.get(hubDesk).text.contains("Rien n’attend"))
        }
        let letter = try await site.lastLetter(to: "zoe@example.org")
        #expect(letter.body.contains("Le numéro n’est plus bon.") && letter.body.contains("sigle"))
        #expect(try await site.strings("SELECT senderAddress || message FROM proposal") == [""])
        #expect(try await site.strings("SELECT decision FROM proposal") == ["en-partie"])
        let line = try await site.lastLine()
        #expect(line.kind == "proposition.decidee" && !line.detail.contains("zoe"))
    }

    @Test func refusingNeedsAReasonAndAnotherHubDecidesNothing() async throws {
        let peopled = try await PeopledSite()
        try await peopled.site.visit { browser in
            try await browser.get(proposal)
            try await browser.post(proposal, [("sigle", "LC")])
            try await peopled.becomes(.networkAnimator, browser)
            let silent = try await browser.post(networkDesk + "/1", [("decision", "refuser")])
            #expect(silent.status == .unprocessableContent && silent.text.contains("Dites pourquoi"))
            #expect(HTMLPage(silent.text).allProblems == [])
            #expect(
                try await browser.post("/poles/un-autre/pilotage/moderation/1", [("decision", "accepter")]).status
                    == .notFound)
            #expect(try await browser.post(networkDesk + "/99", [("decision", "accepter")]).status == .notFound)
            #expect(
                try await browser.post(networkDesk + "/1", [("decision", "refuser"), ("motif", "Faux.")]).status
                    == .seeOther)
        }
        #expect(try await peopled.site.count("SELECT count(*) FROM fieldChange") == 0)
    }

    /// A unit that is only partly disclosed shows nothing more to whoever proposes.
    @Test func theFormOfStrangersShowsNothingThatIsHidden() async throws {
        let peopled = try await PeopledSite()
        try await peopled.site.database.write { db in
            try db.execute(
                sql: "UPDATE organisation SET diffusion = 'P', phone = '02 98 99 99 99', address = '3 rue Cachée'")
        }
        try await peopled.site.visit { browser in
            for page in [proposal, "/annuaire/la-coop/acces"] {
                let text = try await browser.get(page).text
                #expect(!text.contains("02 98 99 99 99") && !text.contains("Cachée"), "\(page)")
            }
            #expect(try await browser.post(proposal, [("sigle", "LC"), ("telephone", "")]).status == .seeOther)
        }
        #expect(try await peopled.site.strings("SELECT field FROM proposedField") == ["sigle"])
    }

    @Test func nothingToSayMachinesAndFloodsAreKeptOut() async throws {
        let peopled = try await PeopledSite()
        try await peopled.site.visit { browser in
            try await browser.get(proposal)
            let empty = try await browser.post(proposal, [("nom", "La coop")])
            #expect(empty.status == .unprocessableContent && empty.text.contains("au moins un champ"))
            let wrong = try await browser.post(proposal, [("courriel", "contact"), ("repondre", "zoe")])
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("value=\"contact\""))
            let machine = try await browser.post(proposal, [("sigle", "X"), ("site-web-2", "http://spam.example.org")])
            #expect(machine.location == "/propositions/merci")
            #expect(try await peopled.site.count("SELECT count(*) FROM proposal") == 0)
            var statuses: Set<Int> = []
            for number in 0..<25 {
                statuses.insert(Int(try await browser.post(proposal, [("sigle", "X\(number)")]).status.code))
            }
            #expect(statuses.contains(429))
        }
        #expect(try await peopled.site.count("SELECT count(*) FROM proposal") <= 20)
    }

    @Test func aNewOrganisationIsProposedComparedAndCreatedByWhoeverReadsIt() async throws {
        let peopled = try await PeopledSite()
        try await peopled.site.visit { browser in
            #expect(HTMLPage(try await browser.get("/propositions/nouvelle").text).allProblems == [])
            let twin = try await browser.post("/propositions", [("nom", "la coop"), ("famille", "cooperative")])
            #expect(twin.status == .unprocessableContent && twin.text.contains("/annuaire/la-coop"))
            let sent = [("nom", "Ti Nevez"), ("famille", "association"), ("site", "tinevez.example.org")]
            #expect(try await browser.post("/propositions", sent).location == "/propositions/merci")
            #expect(try await browser.get("/annuaire/ti-nevez").status == .notFound)
            #expect(try await !browser.get("/annuaire.csv").text.contains("Ti Nevez"))
            try await peopled.becomes(.networkAnimator, browser)
            #expect(try await browser.get(networkDesk).text.contains("Ti Nevez"))
            #expect(try await browser.get("/reseau/pilotage").text.contains("À décider (1)"))
            try await browser.post(networkDesk + "/1", [("decision", "accepter")])
            #expect(try await browser.get("/annuaire/ti-nevez").text.contains("https://tinevez.example.org"))
        }
    }

    @Test func aClaimGivesTheRecordAnAddressAndALinkAndMayGiveTheRole() async throws {
        let peopled = try await PeopledSite()
        let claim = "/annuaire/la-coop/reclamation"
        let fields = [
            ("nom-personne", "Zoé Le Goff"), ("role", "présidente"), ("courriel", "bureau@coop.example.org"),
            ("verification", "Appelez le 02 98 00 00 00"),
        ]
        try await peopled.site.visit { browser in
            try await peopled.becomes(.person, browser)
            for missing in ["nom-personne", "role", "courriel", "verification"] {
                let answer = try await browser.post(claim, fields.filter { $0.0 != missing })
                #expect(
                    answer.status == .unprocessableContent && answer.text.contains("href=\"#\(missing)\""), "\(missing)"
                )
                #expect(HTMLPage(answer.text).allProblems == [])
            }
            #expect(try await browser.post(claim, fields).location == "/annuaire/la-coop/acces?fait=demande")
            #expect(try await !browser.get("/annuaire/la-coop").text.contains("bureau@coop.example.org"))
            let animator = browser.another()
            try await peopled.becomes(.networkAnimator, animator)
            #expect(try await animator.get(networkDesk).text.contains("Appelez le 02 98 00 00 00"))
            try await animator.post(networkDesk + "/1", [("decision", "accepter"), ("role", "oui")])
            #expect(try await browser.get("/annuaire/la-coop").text.contains("bureau@coop.example.org"))
            #expect(try await browser.get("/annuaire/la-coop/correction").status == .ok, "the role is theirs")
            let letter = try await peopled.site.lastLetter(to: "bureau@coop.example.org")
            #expect(letter.body.contains("/fiche?cle="))
        }
        #expect(try await peopled.site.strings("SELECT senderName || senderRole || message FROM proposal") == [""])
    }

    /// A hub that accepts a claim gives no role: roles are the network's to give.
    @Test func aHubGivesTheRecordButNoRole() async throws {
        let peopled = try await PeopledSite()
        try await peopled.site.visit { browser in
            try await peopled.becomes(.person, browser)
            try await browser.post(
                "/annuaire/la-coop/reclamation",
                [
                    ("nom-personne", "Zoé"), ("role", "membre"), ("courriel", "b@coop.example.org"),
                    ("verification", "x"),
                ])
            let coordinator = browser.another()
            try await peopled.becomes(.hubCoordinator, coordinator)
            #expect(try await !coordinator.get(hubDesk).text.contains("name=\"role\""))
            try await coordinator.post(hubDesk + "/1", [("decision", "accepter"), ("role", "oui")])
            #expect(try await browser.get("/annuaire/la-coop/correction").status == .forbidden)
        }
        #expect(
            try await peopled.site.strings("SELECT email FROM organisation WHERE slug = 'la-coop'") == [
                "b@coop.example.org"
            ])
    }

    @Test func anOrganisationShowsUnderAHubOnlyOnceTheHubHasApproved() async throws {
        let peopled = try await PeopledSite()
        let (site, other) = (peopled.site, peopled.other)
        let part = "/annuaire/la-coop/participation"
        let otherDesk = "/poles/un-autre/pilotage/moderation"
        let newcomer = try await site.person("Nolwenn", "n@example.org", (.hubCoordinator, .hub(other)))
        try await site.visit { browser in
            try await peopled.becomes(.organisationRepresentative, browser)
            #expect(HTMLPage(try await browser.get(part).text).allProblems == [])
            for (fields, field) in [
                ([("depuis", "2026-02-01")], "pole"), ([("pole", "\(other)"), ("depuis", "demain")], "depuis"),
                ([("pole", "99"), ("depuis", "2026-02-01")], "pole"),
                ([("pole", "\(peopled.own)"), ("depuis", "2026-02-01")], "pole"),
            ] {
                let answer = try await browser.post(part, fields)
                #expect(answer.status == .unprocessableContent && answer.text.contains("href=\"#\(field)\""))
            }
            let fields = [("pole", "\(other)"), ("depuis", "2026-02-01"), ("message", "Nous voisinons.")]
            #expect(try await browser.post(part, fields).location == "/annuaire/la-coop?fait=demandee")
            #expect(try await browser.post(part, fields).status == .unprocessableContent, "asked once")
            #expect(try await browser.get("/annuaire/la-coop").text.contains("Demande en attente"))
            let stranger = browser.another()
            for page in ["/poles/un-autre", "/annuaire?pole=un-autre", "/poles/un-autre/organisations.csv"] {
                #expect(try await !stranger.get(page).text.contains("La coop"), "\(page)")
            }
            #expect(try await !stranger.get("/annuaire/la-coop").text.contains("Demande en attente"))
            let animator = browser.another()
            try await peopled.becomes(.networkAnimator, animator)
            #expect(try await !animator.get(networkDesk).text.contains("Nous voisinons."), "the hub's own to approve")
            #expect(try await animator.post(networkDesk + "/1", [("decision", "accepter")]).status == .notFound)
            let coordinator = browser.another()
            try await coordinator.signIn(as: newcomer, on: site)
            #expect(try await coordinator.get(otherDesk).text.contains("Nous voisinons."))
            #expect(try await coordinator.get("/espace").text.contains(otherDesk))
            #expect(try await coordinator.post(otherDesk + "/1", [("decision", "accepter")]).status == .seeOther)
            #expect(try await stranger.get("/poles/un-autre").text.contains("La coop"))
            #expect(try await stranger.get("/annuaire?pole=un-autre").text.contains("/annuaire/la-coop"))
        }
        #expect(try await site.strings("SELECT validFrom FROM hubMember WHERE hubID = \(other)") == ["2026-02-01"])
    }
}
