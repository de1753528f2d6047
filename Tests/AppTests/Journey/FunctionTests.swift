import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// Needs against functions, decisions, weights, first actions and what they come from (R11, R14, R15, R17).
struct FunctionTests {
    private let desk = "/poles/bras/pilotage/demarche/fonctions"

    /// A hub whose survey is closed on twelve answers, with a member that offers accounts.
    private func site() async throws -> (Site, ID<Person>) {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "bras")
        try await site.members(of: "bras", count: 1)
        let survey = "/poles/bras/pilotage/demarche/enquete"
        try await site.visit(as: person) { browser in
            try await browser.post(survey)
            try await browser.post(survey + "/ouverture")
            for number in 0..<12 {
                let answer = [
                    ("organisation", "Réponse \(number)"), ("famille", "association"),
                    ("q-besoins", number < 9 ? "locaux" : "emploi"),
                ]
                try await browser.post(survey + "/saisie", answer)
            }
            try await browser.post(survey + "/fermeture")
        }
        return (site, person)
    }

    private func need(
        _ browser: Browser, _ title: String = "Salles et locaux partagés", survey: String = "besoins/locaux",
        heard: String = ""
    ) async throws -> Answer {
        try await browser.post(
            desk + "/besoins", [("besoin", title), ("enquete", survey), ("entendu", heard), ("figures", "1")])
    }

    @Test func anActionIsTracedBackToTheAnswersAndTheFigures() async throws {
        let (site, person) = try await site()
        try await site.visit(as: person) { browser in
            let figure = [
                ("chiffre", "Associations employeuses"), ("valeur", "410"), ("annee", "2022"),
                ("source", "INSEE, Flores"),
            ]
            #expect(try await browser.post(desk + "/chiffres", figure).status == .seeOther)
            #expect(try await need(browser).status == .seeOther)
            let action = [("action", "Un inventaire des salles"), ("fonction", "soutien"), ("besoins", "1")]
            #expect(try await browser.post(desk + "/actions", action).status == .seeOther)
            let page = try await browser.get(desk).text
            #expect(
                page.contains("9 sur 12") && page.contains("INSEE, Flores, 2022") && HTMLPage(page).allProblems == [])
        }
        let view = try await site.database.read { db in
            let hub = try #require(try Hub.fetchOne(db, sql: "SELECT * FROM hub WHERE slug = 'bras'"))
            return try FunctionStore.view(hub, on: site.today, in: db)
        }
        let trace = try #require(view.actions.first.map(view.trace)?.first)
        #expect(trace.need == "Salles et locaux partagés" && trace.survey?.count == 9 && trace.survey?.base == 12)
        #expect(trace.figures == ["Associations employeuses : 410 (INSEE, Flores, 2022)"])
    }

    @Test func whereANeedComesFromIsOwed() async throws {
        let (site, person) = try await site()
        try await site.visit(as: person) { browser in
            let nowhere = try await need(browser, survey: "")
            #expect(nowhere.status == .unprocessableContent && nowhere.text.contains("Dites d’où vient ce besoin"))
            #expect(try await need(browser, survey: "besoins/inventé").status == .unprocessableContent)
            #expect(try await need(browser, survey: "", heard: "Réunion du 12 mars").status == .seeOther)
            let action = try await browser.post(desk + "/actions", [("action", "X"), ("fonction", "soutien")])
            #expect(action.status == .unprocessableContent && action.text.contains("au moins un besoin"))
            let figure = try await browser.post(
                desk + "/chiffres", [("chiffre", "Emplois"), ("valeur", "12"), ("annee", "2022")])
            #expect(figure.status == .unprocessableContent && figure.text.contains("un chiffre sans source"))
        }
    }

    /// The hub does not go where actors already are, or says why (R14).
    @Test func toDoWhatAMemberOffersAlreadyNeedsAReason() async throws {
        let (site, person) = try await site()
        try await site.database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO offer (organisationID, direction, kind, topic, validFrom, recordedAt)
                    SELECT organisationID, 'propose', 'lieu', 'Salle et locaux à partager', '2026-01-01', '2026-01-01T00:00:00Z'
                    FROM hubMember LIMIT 1
                    """)
        }
        try await site.visit(as: person) { browser in
            _ = try await need(browser)
            #expect(try await browser.get(desk + "/besoins/1").text.contains("Salle et locaux à partager"))
            let refused = try await browser.post(desk + "/besoins/1", [("f-soutien", "fait")])
            #expect(refused.status == .unprocessableContent && refused.text.contains("répond déjà"))
            #expect(
                try await browser.post(desk + "/besoins/1", [("f-soutien", "appuie"), ("f-visibilite", "laisse")])
                    .status == .seeOther)
            #expect(
                try await browser.post(
                    desk + "/besoins/1", [("f-soutien", "fait"), ("raison", "La salle ferme en juin")]
                ).status == .seeOther)
            #expect(try await browser.post(desk + "/besoins/1", []).status == .unprocessableContent)
        }
        #expect(try await site.strings("SELECT function || decision FROM needDecision") == ["soutienfait"])
    }

    @Test func weightsMakeAHundredAndTheFormerChoiceStaysReadable() async throws {
        let (site, person) = try await site()
        @Sendable func weights(_ support: String, _ why: String = "Choix du 3 mars") -> [(String, String)] {
            [
                ("poids-strategies", "10"), ("poids-visibilite", "20"), ("poids-soutien", support),
                ("poids-projets", "20"), ("poids-representation", "10"), ("pourquoi", why),
            ]
        }
        try await site.visit(as: person) { browser in
            let short = try await browser.post(desk + "/poids", weights("30"))
            #expect(short.status == .unprocessableContent && short.text.contains("il en reste 10 à répartir"))
            #expect(try await browser.post(desk + "/poids", weights("40", "")).status == .unprocessableContent)
            #expect(try await browser.post(desk + "/poids", weights("40")).status == .seeOther)
            #expect(try await browser.post(desk + "/poids", weights("40", "Autre raison")).status == .seeOther)
            #expect(try await browser.get(desk).text.contains("Autre raison"))
        }
        #expect(try await site.count("SELECT count(*) FROM functionWeights") == 2)
    }
}

/// Possible partners and the study (R2, R18, R20), and the dossier that gathers all.
struct DossierTests {
    private let desk = "/poles/essentiel/pilotage/demarche"

    @Test func partnersAndTheStudyAreNotedWithTheirDay() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "essentiel")
        try await site.visit(as: person) { browser in
            let fields = [
                ("nom", "Conseil départemental"), ("sorte", "departement"), ("etat", "d-accord"),
                ("demande", "10 000 € par an"),
            ]
            let dayless = try await browser.post(desk + "/partenaires/nouveau", fields)
            #expect(dayless.status == .unprocessableContent && dayless.text.contains("10 000 € par an"))
            #expect(
                try await browser.post(desk + "/partenaires/nouveau", fields + [("jour", "2026-03-01")]).status
                    == .seeOther)
            let twin = try await browser.post(desk + "/partenaires/nouveau", fields + [("jour", "2026-03-01")])
            #expect(twin.text.contains("déjà dans la liste"))
            let study = [("porteur", "Le Pays"), ("cout", "25 000"), ("debut", "2026-03-01"), ("fin", "2026-01-01")]
            #expect(try await browser.post(desk + "/etude", study).status == .unprocessableContent)
            #expect(
                try await browser.post(desk + "/etude", study.dropLast() + [("fin", "2026-10-31")]).status == .seeOther)
            let page = try await browser.get(desk + "/partenaires").text
            #expect(
                page.contains("25\u{202F}000\u{A0}€") && page.contains("d’accord") && HTMLPage(page).allProblems == [])
            #expect(try await browser.get(desk).text.contains("1\u{A0}partenaire rencontré, dont 1 d’accord"))
        }
    }

    @Test func aDossierNamesWhatIsMissingKeepsItsVersionsAndOpensByItsLinkAlone() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "essentiel")
        try await site.visit(as: person) { browser in
            try await browser.post(
                desk + "/noyau",
                [
                    ("organisation", "Recyclerie"), ("famille", "association"), ("personne", "Ludivine Secrète"),
                    ("depuis", "2026-02-01"),
                ])
            #expect(try await browser.post(desk + "/dossier").status == .seeOther)
            try await browser.post(
                desk + "/noyau", [("organisation", "La Ferme"), ("famille", "cooperative"), ("depuis", "2026-02-01")])
            try await browser.post(desk + "/dossier")
            #expect(HTMLPage(try await browser.get(desk + "/dossier").text).allProblems == [])
        }
        let keys = try await site.strings("SELECT key FROM journeyDossier ORDER BY number")
        try await site.visit { stranger in
            let first = try await stranger.get("/dossiers/" + keys[0])
            #expect(first.status == .ok && HTMLPage(first.text).allProblems == [])
            #expect(first.text.contains("Ce qui manque encore") && first.text.contains("le plan de financement"))
            #expect(
                first.text.contains("Recyclerie") && !first.text.contains("La Ferme")
                    && !first.text.contains("Ludivine"))
            #expect(try await stranger.get("/dossiers/" + keys[1]).text.contains("La Ferme"))
            #expect(try await stranger.get("/dossiers/" + String(repeating: "a", count: 43)).status == .notFound)
            #expect(try await stranger.get("/dossiers/1").status == .notFound)
        }
        try await site.visit(as: person) { browser in
            let reply = try await browser.post(desk + "/dossier/1/fermeture")
            #expect(reply.status == .seeOther)
            #expect(try await browser.get("/dossiers/" + keys[0]).status == .notFound)
            #expect(try await browser.get("/dossiers/" + keys[1]).status == .ok)
        }
    }
}
