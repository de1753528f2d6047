import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// Letters to those that a démarche misses, with the trace of each, and the map of whom it has reached (R17).
struct MobilisationTests {
    private let path = "/poles/essentiel/pilotage/demarche/mobilisation"

    private func site() async throws -> (Site, ID<Person>) {
        let site = try await Site.brittany { $0.baseURL = "https://poles.example.org" }
        try await site.commune("56165", "Ploërmel", inPerimeterOf: "essentiel")
        let now = site.now
        try await site.database.write { db in
            let writer = OrganisationWriter(author: RecordAuthor(origin: .facts, actor: .program, at: now))
            for (name, mail) in [("La Recyclerie <b>", "contact@example.org"), ("Le Fournil", "")] {
                _ = try writer.create(
                    OrganisationSheet([
                        .name: name, .family: "association", .commune: "56165", .email: mail,
                        .address: "2 rue du Lavoir", .postcode: "56800", .town: "Ploërmel",
                    ]), in: db)
            }
        }
        return (site, try await site.coordinator(of: "essentiel"))
    }

    private func slug(_ site: Site, _ name: String) async throws -> String {
        let slugs = try await site.strings("SELECT slug FROM organisation ORDER BY id")
        return try #require(slugs.first { $0.contains(name) })
    }

    @Test func lettersAreReadyAndEachLeavesItsTrace() async throws {
        let (site, person) = try await site()
        let (recyclerie, fournil) = (try await slug(site, "recyclerie"), try await slug(site, "fournil"))
        try await site.visit(as: person) { browser in
            let page = try await browser.get(path)
            #expect(page.status == .ok && HTMLPage(page.text).allProblems == [])
            #expect(page.text.contains("La Recyclerie &lt;b&gt;") && page.text.contains("jamais appelée"))
            let none = try await browser.post(path + "/lettres")
            #expect(none.status == .unprocessableContent && none.text.contains("Cochez au moins une organisation"))
            let printed = try await browser.post(
                path + "/lettres",
                [("organisation", recyclerie), ("organisation", fournil), ("organisation", "inconnue")])
            #expect(printed.location == path + "/lettres/1")
            let sheets = try await browser.get(path + "/lettres/1").text
            #expect(sheets.contains("2 rue du Lavoir") && sheets.contains("56800 Ploërmel"))
            #expect(sheets.contains("https://poles.example.org/poles/essentiel/demarche") && !sheets.contains("{"))
            #expect(sheets.contains("La Recyclerie &lt;b&gt; nous manque"))
            #expect(try await browser.get(path + "/lettres/2").status == .notFound)
            let one = try await browser.get(path + "/organisations/" + recyclerie)
            #expect(one.text.contains("mailto:contact@example.org?subject=") && HTMLPage(one.text).allProblems == [])
            #expect(try await browser.post(path + "/organisations/" + recyclerie).status == .seeOther)
            let twice = try await browser.post(path + "/organisations/" + recyclerie)
            #expect(twice.status == .unprocessableContent && twice.text.contains("déjà noté"))
            let boxless = try await browser.get(path + "/organisations/" + fournil).text
            #expect(boxless.contains("pas d’adresse électronique") && !boxless.contains("mailto:"))
            let after = try await browser.get(path).text
            #expect(after.contains("Liasse 1") && after.contains("envoyée par courriel"))
            #expect(HTMLPage(after).allProblems == [])
        }
        #expect(
            try await site.strings("SELECT way FROM prospectLetter ORDER BY id") == [
                "imprimee", "imprimee", "courriel",
            ])
        let journal = try await site.strings("SELECT detail FROM journal WHERE kind LIKE 'lettres.%'")
        #expect(journal.count == 2 && !journal.contains { $0.contains("Recyclerie") })
    }

    @Test func theTextIsTheHubsOwnAndItsSlipsAreRefused() async throws {
        let (site, person) = try await site()
        try await site.visit(as: person) { browser in
            let slip = try await browser.post(path + "/texte", [("objet", "Venez"), ("texte", "À {nom} de {commune}")])
            #expect(
                slip.status == .unprocessableContent && slip.text.contains("Rien ne remplace")
                    && slip.text.contains("{nom}"))
            #expect(slip.text.contains("À {nom} de {commune}"))
            let empty = try await browser.post(path + "/texte", [("objet", ""), ("texte", "")])
            #expect(empty.text.contains("Donnez un objet") && empty.text.contains("Écrivez la lettre"))
            let long = try await browser.post(
                path + "/texte", [("objet", "Venez"), ("texte", String(repeating: "a", count: 4001))])
            #expect(long.status == .unprocessableContent)
            #expect(
                try await browser.post(
                    path + "/texte", [("objet", "Venez"), ("texte", "À {organisation} de {commune}")]
                )
                .status == .seeOther)
            #expect(try await browser.get(path).text.contains("À {organisation} de {commune}"))
        }
        #expect(try await site.count("SELECT count(*) FROM prospectLetterText") == 1)
    }

    @Test func aCommuneShowsWhoIsThereAndAnInitiativeWithoutCommunesSaysSo() async throws {
        let (site, person) = try await site()
        let recyclerie = try await slug(site, "recyclerie")
        try await site.visit(as: person) { browser in
            try await browser.post(
                "/poles/essentiel/pilotage/demarche/noyau",
                [
                    ("fiche", recyclerie), ("organisation", ""), ("famille", ""), ("personne", "Lou"),
                    ("depuis", "2026-02-01"),
                ])
            let page = try await browser.get(path).text
            #expect(page.contains("Ploërmel</th><td data-titre=\"Pilotent\">La Recyclerie"))
        }
        let bras = try await site.coordinator(of: "bras", "Autre")
        try await site.visit(as: bras) { browser in
            let bare = try await browser.get("/poles/bras/pilotage/demarche/mobilisation")
            #expect(bare.status == .ok && bare.text.contains("Personne à qui écrire ici"))
            #expect(HTMLPage(bare.text).allProblems == [])
        }
    }
}
