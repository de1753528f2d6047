import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// The two situations of R13 on the path: compared, tried on the founders, chosen with a reason.
struct GovernanceTests {
    private let path = "/poles/essentiel/pilotage/demarche/gouvernance"

    private func site() async throws -> (Site, ID<Person>) {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "essentiel")
        try await site.visit(as: person) { browser in
            for (name, family) in [
                ("Recyclerie du Blavet", "association"), ("La Ferme en commun", "cooperative"),
                ("Mutuelle des quais", "mutuelle"),
            ] {
                let seat = try await browser.post(
                    "/poles/essentiel/pilotage/demarche/noyau",
                    [("organisation", name), ("famille", family), ("depuis", "2026-02-01")])
                #expect(seat.status == .seeOther)
            }
        }
        return (site, person)
    }

    private let chosen = [
        ("voie", "gestion-deleguee"), ("hote", "Recyclerie du Blavet"), ("accepte", "2026-02-10"),
        ("clause", "L’association peut gérer un pôle."), ("motif", "Commencer léger."), ("decide", "2026-02-12"),
    ]

    private func key(of name: String, in page: String) throws -> String {
        let head = try #require(page.range(of: "<span>\(name) <small>")).lowerBound
        let value = try #require(page[..<head].range(of: "value=\"", options: .backwards)).upperBound
        return String(page[value...].prefix { $0 != "\"" })
    }

    @Test func bothWaysAreLaidSideBySideAndTriedOnTheFounders() async throws {
        let (site, person) = try await site()
        try await site.visit(as: person) { browser in
            let page = try await browser.get(path)
            #expect(page.status == .ok && HTMLPage(page.text).allProblems == [])
            for words in [
                "Qui emploie", "Qui signe", "Qui répond", "Qui déclare", "L. 1221-10", "Rien n’est encore choisi",
                "3\u{A0}fondatrices, une fois membres", "Nommez l’organisation qui gère", "2 voix sur 3",
            ] {
                #expect(page.text.contains(words), "\(words)")
            }
            let one = try key(of: "La Ferme en commun", in: page.text)
            let fewer = try await browser.get(
                path + "?essai=oui&fondatrice=\(one)&hote-essaye=Nulle+part&lire=gestion-deleguee")
            #expect(fewer.text.contains("1\u{A0}fondatrice,") && fewer.text.contains("1 voix sur 1"))
            #expect(fewer.text.contains("Nulle part n’est pas dans l’annuaire"))
            #expect(fewer.text.contains("Sa gestion est confiée à Nulle part"))
            let nobody = try await browser.get(path + "?essai=oui")
            #expect(nobody.status == .ok && nobody.text.contains("Cochez au moins une organisation"))
            #expect(HTMLPage(nobody.text).allProblems == [] && HTMLPage(fewer.text).allProblems == [])
        }
    }

    /// The list that both fields of a host read stands on the page even when nobody is declared.
    @Test func aHubWithoutFoundersHasAWholePage() async throws {
        let site = try await Site.brittany()
        try await site.visit(as: try await site.coordinator(of: "bras")) { browser in
            let page = try await browser.get("/poles/bras/pilotage/demarche/gouvernance").text
            #expect(page.contains("Personne n’est encore déclaré") && page.contains("<datalist id=\"hotes\">"))
            #expect(page.contains("list=\"hotes\"") && HTMLPage(page).allProblems == [])
        }
    }

    @Test func theChoiceIsWrittenOnTheHubInTheDraftInTheHistoryAndInTheDossier() async throws {
        let (site, person) = try await site()
        try await site.visit(as: person) { browser in
            #expect(try await browser.post(path, chosen).status == .seeOther)
            let page = try await browser.get(path).text
            #expect(page.contains("un collectif, dont Recyclerie du Blavet assure la gestion"))
            #expect(page.contains("Commencer léger.") && page.contains("datetime=\"2026-02-12\""))
            #expect(try await browser.get("/poles/essentiel").text.contains("Recyclerie du Blavet"))
            let dossier = try await browser.get("/poles/essentiel/pilotage/demarche/dossier")
            #expect(dossier.status == .ok)
        }
        let (document, mode, lines) = try await site.database.read { db in
            let hub = try #require(try Hub.fetchOne(db, sql: "SELECT * FROM hub WHERE slug = 'essentiel'"))
            return (
                try #require(try StatutesStore.draft(of: hub.id, in: db)).document, hub.governance,
                try Journal.lines(about: "pole/\(hub.id)", limit: 20, in: db).map(\.kind)
            )
        }
        #expect(mode == .delegated && lines.contains("demarche.gouvernance"))
        #expect(document.prose.management.hostClause == "L’association peut gérer un pôle.")
        #expect(document.prose.management.acceptedOn == Day(year: 2026, month: 2, day: 10))
    }

    @Test func changingToAStructureForgetsTheHostAndKeepsThePastDecision() async throws {
        let (site, person) = try await site()
        try await site.visit(as: person) { browser in
            _ = try await browser.post(path, chosen)
            let structure = [
                ("voie", "structure-ad-hoc"), ("hote", "Recyclerie du Blavet"), ("motif", "Embaucher en notre nom."),
                ("decide", "2026-03-01"),
            ]
            #expect(try await browser.post(path, structure).status == .seeOther)
            let page = try await browser.get(path).text
            #expect(page.contains("Embaucher en notre nom.") && page.contains("Commencer léger."))
        }
        let hub = try await site.database.read { db in
            try #require(try Hub.fetchOne(db, sql: "SELECT * FROM hub WHERE slug = 'essentiel'"))
        }
        #expect(hub.governance == .ownStructure && hub.manager.isEmpty)
        let draft = try await site.database.read { db in try StatutesStore.draft(of: hub.id, in: db) }
        #expect(draft?.prose.management.host == "" && draft?.prose.management.acceptedOn == nil)
    }

    @Test(arguments: [
        ("voie", "", "Choisissez l’une des deux voies"), ("voie", "non-determine", "Choisissez l’une des deux voies"),
        ("hote", "", "Nommez l’organisation qui gérerait"), ("motif", "", "Dites pourquoi cette voie"),
        ("accepte", "demain", "Donnez le jour de son accord"), ("accepte", "2999-01-01", "pas encore venu"),
        ("decide", "", "Donnez le jour de la décision"), ("decide", "1620-01-01", "trop loin"),
    ]) func whatIsWrongIsSaidAndNothingIsLost(field: String, value: String, sentence: String) async throws {
        let (site, person) = try await site()
        try await site.visit(as: person) { browser in
            let fields = chosen.map { $0.0 == field ? (field, value) : $0 }
            let refused = try await browser.post(path, fields)
            #expect(refused.status == .unprocessableContent && refused.text.contains(sentence), "\(refused.text)")
            #expect(HTMLPage(refused.text).allProblems == [])
            if field != "motif" { #expect(refused.text.contains("Commencer léger.")) }
            #expect(refused.text.contains("L’association peut gérer un pôle."))
        }
        let kept = try await site.database.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM governanceChoice") ?? -1
        }
        #expect(kept == 0)
    }

    @Test func statutesInForceAreChangedByAnAssemblyOnly() async throws {
        let (site, person) = try await site()
        try await site.visit(as: person) { browser in _ = try await browser.post(path, chosen) }
        try await site.database.write { db in
            let hub = try #require(try Hub.fetchOne(db, sql: "SELECT * FROM hub WHERE slug = 'essentiel'"))
            let draft = try #require(try StatutesStore.draft(of: hub.id, in: db))
            try StatutesStore.adopt(
                draft.id, on: site.today, from: site.today, actor: .program, at: site.now, in: db)
        }
        try await site.visit(as: person) { browser in
            let page = try await browser.get(path)
            #expect(
                page.text.contains("seule une assemblée les change") && !page.text.contains("Enregistrer la décision"))
            let refused = try await browser.post(path, chosen)
            #expect(refused.status == .unprocessableContent && refused.text.contains("seule une assemblée les change"))
        }
    }
}
