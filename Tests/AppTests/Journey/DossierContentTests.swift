import Domain
import Foundation
import HTTPTypes
import Testing

@testable import App

/// What the dossier holds and in what order, and what of it the public page keeps to itself (R17, R18).
struct DossierContentTests {
    private let desk = "/poles/essentiel/pilotage/demarche"
    private let study = [
        ("porteur", "Le Pays"), ("cout", "25 000"), ("debut", "2026-03-01"), ("fin", "2026-10-31"),
        ("rendus", "Un diagnostic"),
    ]

    private func line(_ account: String, _ amount: String, _ funder: String = "") -> [(String, String)] {
        [
            ("compte", account), ("libelle", "Ligne"), ("financeur", funder),
            ("reponse", funder.isEmpty ? "" : "acquis"), ("scenario", "prudent"), ("montant-1", amount),
            ("montant-2", amount), ("montant-3", "1 000"),
        ]
    }

    @Test func theStudySaysWhichWorkstreamsItFeeds() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "essentiel")
        try await site.visit(as: person) { browser in
            let ticked = [("chantier", "finances"), ("chantier", "interet"), ("chantier", "inventé")]
            let refused = try await browser.post(desk + "/etude", [("porteur", "")] + ticked)
            #expect(refused.status == .unprocessableContent)
            // What was ticked stays.
            #expect(
                refused.text.contains("value=\"finances\" checked")
                    && refused.text.contains("value=\"interet\" checked"))
            #expect(!refused.text.contains("value=\"noyau\" checked"))
            #expect(try await browser.post(desk + "/etude", study + ticked).status == .seeOther)
            let list = try await browser.get(desk + "/partenaires").text
            #expect(list.contains("vérifier l’intérêt des acteurs et bâtir l’architecture financière"))
            let fed = try await browser.get(desk + "/chantiers/finances").text
            #expect(fed.contains("nourrit ce chantier (Le Pays") && HTMLPage(fed).allProblems == [])
            let other = try await browser.get(desk + "/chantiers/noyau").text
            #expect(!other.contains("nourrit ce chantier"))
            #expect(try await browser.post(desk + "/etude", study + [("chantier", "noyau")]).status == .seeOther)
            let former = try await browser.get(desk + "/chantiers/finances").text
            #expect(!former.contains("nourrit ce chantier"))
        }
        #expect(try await site.strings("SELECT workstream FROM studyWorkstream") == ["noyau"])
    }

    @Test func everybodyReadsWhetherThePlanBalancesAndNotItsAmounts() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "essentiel")
        try await site.visit(as: person) { browser in
            try await browser.post(desk + "/finances", [("annee", "2027")])
            for typed in [line("613", "40 000"), line("7412", "25 000", "Fondation des Quais")] {
                let added = try await browser.post(desk + "/finances/lignes/nouvelle", typed)
                #expect(added.status == .seeOther, "\(added.text)")
            }
            #expect(try await browser.get(desk).text.contains("il manque 15\u{202F}000\u{A0}€"))
        }
        try await site.visit { stranger in
            let page = try await stranger.get("/poles/essentiel/demarche").text
            #expect(page.contains("ne s’équilibre pas encore en 2027 et 2028."))
            #expect(!page.contains("15\u{202F}000") && !page.contains("Fondation des Quais"))
        }
        try await site.visit(as: person) { browser in
            try await browser.post(
                desk + "/finances/lignes/nouvelle", line("7413", "15 000", "Département"))
        }
        try await site.visit { stranger in
            let page = try await stranger.get("/poles/essentiel/demarche").text
            #expect(page.contains("s’équilibre sur trois ans"))
        }
    }

    /// What is proposed to all is told with its day; the group's own words are not.
    @Test func whatIsLeftToDoIsToldInTheGuidesWords() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "essentiel")
        let path = desk + "/chantiers/noyau"
        try await site.visit(as: person) { browser in
            try await browser.post(path + "/propositions", [("tache", "noyau-appels")])
            let changed = try await browser.post(
                desk + "/taches/1",
                [("titre", "Appeler Ludivine"), ("etat", "en-cours"), ("qui", "Lou"), ("echeance", "2026-09-30")])
            #expect(changed.status == .seeOther)
        }
        try await site.visit { stranger in
            let page = try await stranger.get("/poles/essentiel/demarche").text
            #expect(page.contains("Appeler celles qui manquent") && page.contains("2026-09-30"))
            #expect(!page.contains("Ludivine") && !page.contains("Lou<"))
        }
    }

    @Test func theDossiersHeadingsFollowItsChaptersAndItsAnnexesHoldTheProofs() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "essentiel")
        let date = site.today.adding(days: 40)
        try await site.visit(as: person) { browser in
            try await browser.post(desk + "/etude", study + [("chantier", "finances")])
            try await browser.post(
                desk + "/noyau",
                [("organisation", "Recyclerie"), ("famille", "association"), ("depuis", "2026-02-01")])
            try await browser.post(desk + "/chantiers/noyau/propositions", [("tache", "noyau-liste")])
            try await browser.post(
                desk + "/taches/1",
                [
                    ("titre", "Dresser la liste"), ("etat", "faite"), ("preuve", "Feuille de calcul"),
                    ("lien", "https://example.org/liste"),
                ])
            try await browser.post(
                desk + "/lancement/dates", [("jour", date.description), ("titre", "Portes ouvertes")])
            try await browser.post(desk + "/echeance", [("echeance", date.description)])
            #expect(try await browser.post(desk + "/dossier").status == .seeOther)
        }
        let body = try #require(try await site.strings("SELECT body FROM journeyDossier").first)
        // Second-level headings are the contents, what is missing, the chapters, the annexes, the sources.
        let chapters = body.components(separatedBy: "<h2>").dropFirst().map { $0.components(separatedBy: "</h2>")[0] }
        let expected =
            ["Sommaire", "Ce qui manque encore"] + DossierSection.allCases.map { "\($0.number). \($0.title)" }
            + ["Annexes", "Sources"]
        #expect(chapters == expected)
        var before = 1
        for piece in body.components(separatedBy: "<h").dropFirst() {
            guard let level = piece.first?.wholeNumberValue else { continue }
            #expect(level <= before + 1, "\(piece.prefix(60))")
            before = level
        }
        let annexes = try #require(body.components(separatedBy: "<h2>Annexes</h2>").last)
        #expect(annexes.contains("Recyclerie") && annexes.contains("Feuille de calcul"))
        #expect(annexes.contains("https://example.org/liste"))
        let calendar = try #require(body.components(separatedBy: "Calendrier</h2>").last)
        #expect(calendar.contains("Portes ouvertes") && calendar.contains("échéance fixée au"))
    }
}
