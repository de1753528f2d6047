import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// The register of mandates and the balance of a hub, through their pages.
struct MandateRouteTests {
    private let path = "/poles/bras/pilotage/instances"

    /// Ten members since January, statutes since February: a board of three, one seat at most per group.
    private func site() async throws -> (Site, ID<Person>) {
        let site = try await Site.brittany()
        try await site.members(of: "bras", count: 10)
        let person = try await site.coordinator(of: "bras")
        let hub = try await site.hubID("bras")
        let now = site.now
        try await site.database.write { db in
            let id = try StatutesStore.begin(hub, from: .customary, actor: .program, at: now, in: db)
            var rules = try #require(try StatutesStore.version(id, in: db)).rules
            rules.caps = [Cap(.seats, per: .group, number: 1)]
            rules.bodies = [GoverningBody("conseil", name: "Conseil", seats: 3)]
            try db.execute(
                sql: "UPDATE statutesVersion SET rules = ? WHERE id = ?", arguments: [StatutesStore.json(rules), id])
            try StatutesStore.adopt(
                id, on: day("2026-02-01"), from: day("2026-02-01"), actor: .program, at: now, in: db)
        }
        return (site, person)
    }

    private func organisation(_ number: Int, _ site: Site) async throws -> String {
        try await site.strings("SELECT id FROM organisation WHERE name = 'Organisation \(number)'").first ?? ""
    }

    private func fields(_ organisation: String, _ changed: [String: String] = [:]) -> [(String, String)] {
        let usual = [
            "instance": "conseil", "fonction": "membre", "organisation": organisation, "representant": "Zoé Discrète",
            "du": "2026-03-01",
        ]
        return usual.merging(changed) { $1 }.map { ($0.key, $0.value) }
    }

    @Test func aMandateIsRecordedAndReadAtAnyDate() async throws {
        let (site, person) = try await site()
        let first = try await organisation(0, site)
        try await site.visit(as: person) { browser in
            #expect(try await browser.get(path).text.contains("3\u{A0}sièges vacants"))
            let done = try await browser.post(path, fields(first, ["fonction": "presidence"]))
            #expect(done.status == .seeOther)
            let page = try await browser.get(path)
            #expect(page.text.contains("Organisation 0") && page.text.contains("1\u{A0}mars\u{A0}2029") == false)
            #expect(page.text.contains("présidence") && page.text.contains("Zoé Discrète"))
            #expect(page.text.contains("Déclaration en retard"), "three months after 1 March")
            #expect(HTMLPage(page.text).allProblems == [])
            let before = try await browser.get(path + "?au=2026-02-15").text
            #expect(before.contains("Personne n’y siège ce jour-là."))
            let list = try await browser.get(path + "/dirigeants").text
            #expect(list.contains("Zoé Discrète") && list.contains("1<sup>er</sup>"))
            #expect(try await browser.post(path + "/declarations", [("declare", "2026-04-01")]).status == .seeOther)
            #expect(try await !browser.get(path).text.contains("Déclaration en retard"))
            let file = try await browser.get(path + ".csv").text
            #expect(file.contains("Zoé Discrète") && file.contains("2029-03-01"))
        }
    }

    @Test(arguments: [
        (["organisation": ""], "Choisissez l’organisation"), (["instance": ""], "Choisissez l’instance"),
        (["du": "hier"], "Donnez le premier jour"), (["au": "2026-01-01"], "après son début"),
        (["instance": "bureau"], "n’ont pas cette instance"),
        (["du": "2025-03-01"], "Aucuns statuts ne sont en vigueur"),
    ])
    func whatCannotBeIsRefusedAndKeepsWhatWasTyped(changed: [String: String], sentence: String) async throws {
        let (site, person) = try await site()
        let first = try await organisation(0, site)
        try await site.visit(as: person) { browser in
            let answer = try await browser.post(path, fields(first, changed))
            #expect(answer.status == .unprocessableContent && answer.text.contains(sentence))
            #expect(answer.text.contains("Zoé Discrète"))
            #expect(HTMLPage(answer.text).allProblems == [])
            #expect(try await site.count("SELECT count(*) FROM mandate") == 0)
        }
    }

    @Test func capsAreHeldAndOnlyTheNetworkPassesOverThemWithAReason() async throws {
        let (site, person) = try await site()
        let first = try await organisation(0, site)
        try await site.visit(as: person) { browser in
            try await browser.post(path, fields(first))
            let twice = try await browser.post(path, fields(first, ["passer-outre": "Je le veux."]))
            #expect(twice.status == .unprocessableContent && twice.text.contains("au plus 1 siège par groupe"))
        }
        let animator = try await site.animator()
        try await site.visit(as: animator) { browser in
            #expect(try await browser.post(path, fields(first)).status == .unprocessableContent)
            let done = try await browser.post(path, fields(first, ["passer-outre": "L’assemblée l’a voulu."]))
            #expect(done.status == .seeOther)
            let balance = try await browser.get("/poles/bras/pilotage/equilibre").text
            #expect(balance.contains("il faudrait en confier 1 à d’autres") && balance.contains("tient à elle seule"))
            #expect(try await browser.get("/poles/bras/historique").text.contains("L’assemblée l’a voulu."))
        }
    }

    @Test func aMandateEndsOrIsCancelledWithAReasonAndStays() async throws {
        let (site, person) = try await site()
        let (first, second) = (try await organisation(0, site), try await organisation(1, site))
        try await site.visit(as: person) { browser in
            try await browser.post(path, fields(first))
            try await browser.post(path, fields(second))
            #expect(
                try await browser.post(path + "/1/fin", [("fin", "2026-06-01"), ("motif", "")]).status
                    == .unprocessableContent)
            #expect(
                try await browser.post(path + "/1/fin", [("fin", "2026-01-01"), ("motif", "Départ")]).status
                    == .unprocessableContent)
            #expect(
                try await browser.post(path + "/1/fin", [("fin", "2026-06-01"), ("motif", "Départ")]).status
                    == .seeOther)
            #expect(
                try await browser.post(path + "/1/fin", [("fin", "2026-07-01"), ("motif", "Encore")]).status
                    == .unprocessableContent)
            #expect(try await browser.post(path + "/2/annulation", [("motif", "Saisi deux fois")]).status == .seeOther)
            #expect(try await browser.post(path + "/2/annulation", [("motif", "Encore")]).status == .notFound)
            let page = try await browser.get(path).text
            #expect(
                page.contains("3\u{A0}sièges vacants") && page.contains("Départ") && !page.contains("Saisi deux fois"))
            #expect(try await browser.get(path + "?au=2026-05-31").text.contains("1\u{A0}siège pourvu"))
            #expect(try await site.count("SELECT count(*) FROM mandate") == 2)
            let kinds = try await site.journalKinds()
            #expect(kinds.contains("mandat.termine") && kinds.contains("mandat.annule"))
        }
    }

    @Test func thePublicReadsOrganisationsAndOnlyTheNamesThatPeopleAgreedTo() async throws {
        let (site, person) = try await site()
        let (first, second) = (try await organisation(0, site), try await organisation(1, site))
        try await site.visit(as: person) { browser in
            try await browser.post(path, fields(first))
            try await browser.post(path, fields(second, ["representant": "Luce Publique", "consent": "oui"]))
            let stranger = browser.another()
            let page = try await stranger.get("/poles/bras/instances")
            #expect(page.text.contains("Organisation 0") && page.text.contains("Luce Publique"))
            #expect(HTMLPage(page.text).allProblems == [])
            let open = [
                "/poles/bras/instances", "/poles/bras/instances.csv", "/poles/bras/equilibre", "/poles/bras",
                "/poles/bras/historique",
            ]
            for address in open {
                let answer = try await stranger.get(address)
                #expect(answer.status == .ok && !answer.text.contains("Zoé Discrète"), "\(address)")
            }
            #expect(try await !stranger.get("/poles/bras/instances.csv").text.contains("Publique"))
            #expect(try await stranger.get(path).status == .seeOther)
            #expect(try await stranger.get("/poles/bras").text.contains("/poles/bras/instances"))
        }
    }

    @Test func theBalanceIsDrawnWithItsTable() async throws {
        let (site, person) = try await site()
        let first = try await organisation(0, site)
        try await site.visit(as: person) { browser in
            try await browser.post(path, fields(first))
            let page = try await browser.another().get("/poles/bras/equilibre")
            #expect(page.status == .ok && page.text.contains("<svg") && page.text.contains("role=\"img\""))
            #expect(page.text.contains("association\u{A0}: 5") && page.text.contains("coopérative\u{A0}: 5"))
            #expect(page.text.contains("la diversité est celle de 2,0 familles"))
            #expect(page.text.contains("Il faut au moins 6 acteurs"))
            #expect(HTMLPage(page.text).allProblems == [])
            #expect(
                try await browser.get("/poles/bras/equilibre?au=2025-01-01").text.contains(
                    "Personne ne vote."))
        }
    }

    @Test func theElectionCodeRecordsInItsOwnTransaction() async throws {
        let (site, _) = try await site()
        let hub = try await site.hubID("bras")
        let first = try #require(ID<Organisation>(try await organisation(0, site)))
        let now = site.now
        try await site.database.write { db in
            let draft = MandateStore.Draft(bodyKey: "conseil", organisation: first, from: day("2026-11-01"))
            let id = try MandateStore.record(draft, at: hub, actor: .program, at: now, in: db)
            #expect(
                try MandateStore.mandates(of: hub, in: db).map(\.until) == [day("2029-11-01")],
                "the term of the statutes")
            try MandateStore.end(id, on: day("2026-11-10"), reason: "Essai", actor: .program, at: now, in: db)
            #expect(try MandateStore.mandates(of: hub, in: db).first?.end == day("2026-11-10"))
        }
        await #expect(throws: DatabaseError.self) {
            try await site.database.write { db in try db.execute(sql: "UPDATE mandate SET validFrom = '2020-01-01'") }
        }
    }

    @Test func thoseWhoLookAfterTheHubAreWrittenToOnceBeforeATermEnds() async throws {
        let (site, person) = try await site()
        let first = try await organisation(0, site)
        try await site.visit(as: person) { browser in
            try await browser.post(path, fields(first, ["au": "2027-01-15"]))
            try await browser.post(path + "/declarations", [("declare", "2026-03-20")])
            let reminders = site.services.mandateReminders
            #expect(try await reminders.send(at: site.now) == 1)
            let letter = try await site.lastLetter(to: "coordination-bras@example.org")
            #expect(letter.subject.contains("Mandats qui finissent") && letter.body.contains("Organisation 0"))
            #expect(!letter.body.contains("Zoé"), "no person's name in a letter")
            #expect(try await reminders.send(at: site.now) == 0)
            try await browser.post(path + "/1/fin", [("fin", "2026-09-01"), ("motif", "Départ")])
            #expect(try await reminders.send(at: site.now) == 1)
            #expect(try await site.lastLetter().body.contains("1er\u{A0}décembre\u{A0}2026"))
            #expect(try await reminders.send(at: site.now) == 0)
        }
    }
}
