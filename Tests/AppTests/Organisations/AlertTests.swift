import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// Searches kept with their alert: one mail when there is something new, none otherwise, nothing twice.
struct AlertTests {
    private func rounds(_ site: Site) -> AlertRounds {
        let clock = site.clock
        return AlertRounds(
            database: site.database, keeper: site.services.directory, baseURL: "https://reseau.example.org"
        ) { clock.now }
    }

    private func create(
        _ name: String, _ town: String = "", publication: Publication = .published, on site: Site
    ) async throws -> ID<Organisation> {
        let now = site.now
        return try await site.database.write { db in
            let sheet = OrganisationSheet([.name: name, .family: "association", .town: town])
            let author = RecordAuthor(origin: .hub, actor: .program, at: now)
            return try OrganisationWriter(author: author).create(sheet, publication: publication, in: db)
        }
    }

    private func letters(_ site: Site) async throws -> [OutboxMessage] { try await site.services.outbox.messages() }

    /// The path in the last message after this beginning.
    private func link(_ start: String, _ site: Site) async throws -> String {
        let body = try await site.lastLetter().body
        let found = try #require(body.range(of: start))
        return String(body[found.lowerBound...].prefix { !$0.isWhitespace })
    }

    private func key(_ path: String) -> String { String(path.drop { $0 != "=" }.dropFirst()) }

    private let day: TimeInterval = 86_400

    @Test func aPersonIsToldOnceWhatIsNewAndNothingWhenNothingIs() async throws {
        let site = try await Site.brittany()
        _ = try await create("Ressourcerie d’avant", on: site)
        let person = try await site.person("Odile", "odile@example.org")
        try await site.visit(as: person) { browser in
            let list = try await browser.get("/annuaire?q=ressourcerie").text
            #expect(list.contains("href=\"/alertes/nouvelle?q=ressourcerie\""))
            let page = try await browser.get("/alertes/nouvelle?q=ressourcerie").text
            #expect(page.contains("«\u{A0}ressourcerie\u{A0}»") && !page.contains("name=\"courriel\""))
            let kept = try await browser.post("/alertes", [("q", "ressourcerie"), ("rythme", "jour")])
            #expect(kept.location == "/compte/alertes?fait=oui")
            #expect(try await browser.get("/compte/alertes").text.contains("une fois par jour"))
            let twice = try await browser.post("/alertes", [("q", "ressourcerie"), ("rythme", "semaine")])
            #expect(twice.status == .unprocessableContent && twice.text.contains("déjà averti"))
            let export = try await browser.get("/compte/donnees.json").text
            #expect(export.contains("/annuaire?q=ressourcerie"))
        }
        // Nothing new: no mail, even a day later.
        site.clock.advance(by: day + 1)
        try await rounds(site).sendDue()
        #expect(try await letters(site).isEmpty)

        _ = try await create("Ressourcerie nouvelle", "Morlaix", on: site)
        _ = try await create("Crèche nouvelle", on: site)
        // New, but its hour has not come.
        try await rounds(site).sendDue()
        #expect(try await letters(site).isEmpty)
        site.clock.advance(by: day)
        try await rounds(site).sendDue()
        let letter = try await site.lastLetter(to: "odile@example.org")
        #expect(letter.subject.contains("1\u{A0}nouvelle organisation"))
        #expect(
            letter.body.contains("Ressourcerie nouvelle") && letter.body.contains("/annuaire/ressourcerie-nouvelle"))
        #expect(!letter.body.contains("Crèche") && !letter.body.contains("d’avant"))
        #expect(letter.body.contains("https://reseau.example.org/annuaire?q=ressourcerie"))

        for _ in 0..<3 {
            site.clock.advance(by: day)
            try await rounds(site).sendDue()
        }
        #expect(try await letters(site).count == 1)
    }

    @Test func aProposalIsNewsWhenItIsPublishedAndAnOfferWhenItIsMade() async throws {
        let site = try await Site.brittany()
        let proposed = try await create("Atelier proposé", publication: .proposed, on: site)
        let known = try await create("Atelier connu", on: site)
        let person = try await site.person("Odile", "odile@example.org")
        let alerts = AlertStore(database: site.database, baseURL: "")
        var query = DirectoryQuery()
        query.text = "atelier"
        try await alerts.create(query, .weekly, for: .person(person), at: site.now)
        site.clock.advance(by: 8 * day)
        try await rounds(site).sendDue()
        #expect(try await letters(site).isEmpty)
        let now = site.now
        try await site.database.write { db in
            try db.execute(sql: "UPDATE organisation SET publication = 'publiee' WHERE id = ?", arguments: [proposed])
            try db.execute(
                sql: """
                    INSERT INTO offer (organisationID, direction, kind, topic, validFrom, recordedAt)
                    VALUES (?, 'cherche', 'lieu', 'Un local', ?, ?)
                    """, arguments: [known, now.dayInFrance, now.formatted(.iso8601)])
            try OrganisationWriter.touch(db)
        }
        site.clock.advance(by: 8 * day)
        try await rounds(site).sendDue()
        let body = try await site.lastLetter().body
        #expect(body.contains("Atelier proposé") && body.contains("Un local"))
        #expect(body.contains("1\u{A0}nouvelle annonce") && !body.contains("Atelier connu, "))
        site.clock.advance(by: 8 * day)
        try await rounds(site).sendDue()
        #expect(try await letters(site).count == 1)
    }

    @Test func anAddressWithoutAccountConfirmsFirstAndStopsWithALinkThatDoesNothingElse() async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            try await browser.get("/alertes/nouvelle?famille=association")
            let refused = try await browser.post(
                "/alertes", [("famille", "association"), ("rythme", "jour"), ("courriel", "pas une adresse")])
            #expect(refused.status == .unprocessableContent && refused.text.contains("value=\"pas une adresse\""))
            let asked = try await browser.post(
                "/alertes", [("famille", "association"), ("rythme", "jour"), ("courriel", "Yann@example.org")])
            #expect(asked.location == "/alertes/envoi")
            let confirmation = try await link("/alertes/confirmation?cle=", site)
            _ = try await create("Avant la réponse", on: site)
            site.clock.advance(by: day)
            // Silence is not consent, and a machine that follows the link says nothing.
            try await rounds(site).sendDue()
            #expect(try await browser.get(confirmation).text.contains("Confirmer"))
            #expect(try await site.count("SELECT count(*) FROM alert WHERE confirmedAt IS NOT NULL") == 0)
            #expect(try await letters(site).count == 1)
            let confirmed = try await browser.post("/alertes/confirmation", [("cle", key(confirmation))])
            #expect(confirmed.text.contains("C’est confirmé"))
            let again = try await browser.post("/alertes/confirmation", [("cle", key(confirmation))])
            #expect(again.status == .unprocessableContent && again.text.contains("ne sert plus"))
            _ = try await create("Après la réponse", on: site)
            site.clock.advance(by: day + 1)
            try await rounds(site).sendDue()
            let body = try await site.lastLetter(to: "yann@example.org").body
            #expect(body.contains("Après la réponse") && !body.contains("Avant la réponse"))

            let stop = try await link("/alertes/arret?cle=", site)
            // The key of the end opens nothing else.
            #expect(
                try await browser.post("/alertes/confirmation", [("cle", key(stop))]).status == .unprocessableContent)
            #expect(try await browser.get("/lien?cle=" + key(stop)).status != .seeOther)
            #expect(try await browser.get("/compte").location?.hasPrefix("/connexion") == true)
            #expect(try await browser.get(stop).status == .ok)
            #expect(try await site.count("SELECT count(*) FROM alert") == 1)
            for _ in 0..<2 {
                #expect(try await browser.post("/alertes/arret", [("cle", key(stop))]).text.contains("C’est fini"))
            }
            #expect(try await site.count("SELECT count(*) FROM alert") == 0)
        }
        let told = try await site.strings("SELECT detail FROM journal WHERE kind LIKE 'alerte.%'")
        #expect(told.count == 2 && told.allSatisfy { !$0.contains("@") })
    }

    @Test func anAddressThatDoesNotAnswerIsForgottenAndATooOldLinkSaysSo() async throws {
        let site = try await Site.brittany()
        let address = try #require(MailAddress("yann@example.org"))
        let alerts = AlertStore(database: site.database, baseURL: "")
        try await alerts.create(DirectoryQuery(), .daily, for: .address(address), at: site.now)
        let key = try #require(Secret(key(try await link("/alertes/confirmation?cle=", site))))
        site.clock.advance(by: 3 * day)
        #expect(try await !alerts.isWaiting(key, at: site.now))
        await #expect(throws: Refused.self) { try await alerts.confirm(key, at: site.now) }
        try await alerts.create(DirectoryQuery(), .daily, for: .address(address), at: site.now)
        #expect(try await site.count("SELECT count(*) FROM alert") == 1)
    }

    @Test func oneEndsOnesOwnAlertsAloneAndErasureEndsThemAll() async throws {
        let site = try await Site.brittany()
        let (odile, yann) = (
            try await site.person("Odile", "odile@example.org"), try await site.person("Yann", "yann@example.org")
        )
        let alerts = AlertStore(database: site.database, baseURL: "")
        for person in [odile, yann] {
            try await alerts.create(DirectoryQuery(), .daily, for: .person(person), at: site.now)
        }
        try await site.visit(as: yann) { browser in
            let notMine = try await browser.post("/compte/alertes/1/retrait")
            #expect(notMine.status == .notFound)
            #expect(try await browser.post("/compte/alertes/2/retrait").status == .seeOther)
            #expect(try await browser.get("/compte/alertes").text.contains("Vous ne gardez aucune recherche"))
        }
        #expect(try await site.count("SELECT count(*) FROM alert") == 1)
        let accounts = MyAccountStore(database: site.database, letters: site.services.letters)
        try await accounts.erase(odile, on: site.today, by: .person(odile), at: site.now)
        #expect(try await site.count("SELECT count(*) FROM alert") == 0)
    }

    @Test func nobodyKeepsMoreThanTwentySearchesAndSomeoneSuspendedIsLeftAlone() async throws {
        let site = try await Site.brittany()
        let person = try await site.person("Odile", "odile@example.org")
        let alerts = AlertStore(database: site.database, baseURL: "")
        for number in 0..<AlertStore.most {
            var query = DirectoryQuery()
            query.text = "mot \(number)"
            try await alerts.create(query, .daily, for: .person(person), at: site.now)
        }
        let refusal = await #expect(throws: Refused.self) {
            try await alerts.create(DirectoryQuery(), .daily, for: .person(person), at: site.now)
        }
        #expect(refusal?.sentence.contains("20 recherches") == true)
        _ = try await create("mot 1", on: site)
        try await site.database.write { db in
            try db.execute(sql: "UPDATE person SET suspendedAt = createdAt WHERE id = ?", arguments: [person])
        }
        site.clock.advance(by: 2 * day)
        try await rounds(site).sendDue()
        #expect(try await letters(site).isEmpty)
    }
}
