import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// The network's animator keeps the list of sectors and what activity codes suggest.
struct SectorDeskTests {
    private let desk = "/reseau/pilotage/secteurs"

    private func site() async throws -> (Site, ID<Person>) {
        let site = try await Site.brittany()
        let now = site.now
        try await site.database.write { db in
            let author = RecordAuthor(origin: .sirene, actor: .program, at: now)
            for (name, activity, sectors) in [
                ("Les Arts du Port", "90.01Z", ""), ("Gym du Bourg", "93.12Z", ""), ("Amicale", "94.99Z", ""),
                ("Vieux fonds", "92.3A", ""), ("Compagnie dite", "93.12Z", "culture"),
            ] {
                let sheet = OrganisationSheet([
                    .name: name, .family: "association", .activity: activity, .sectors: sectors,
                ])
                _ = try OrganisationWriter(author: author).create(sheet, in: db)
            }
        }
        return (site, try await site.animator())
    }

    private func rule(_ prefix: String, _ sector: String) -> [(String, String)] {
        [
            ("nomenclature", "NAFRev2"), ("prefixe", prefix), ("secteur", sector), ("preuve", "Plénière de mars"),
            ("certitude", "etabli"),
        ]
    }

    @Test func aRecordSaysItsSectorsAndHowThatIsKnown() async throws {
        let (site, _) = try await site()
        try await site.visit { browser in
            let suggested = try await browser.get("/annuaire/les-arts-du-port").text
            #expect(suggested.contains("Suggéré par son code d’activité 90.01Z"))
            let said = try await browser.get("/annuaire/compagnie-dite").text
            #expect(said.contains("#culture") && !said.contains("#sport") && said.contains("Dit par"))
            #expect(try await browser.get("/annuaire/amicale").text.contains("n’en suggère aucun"))
            #expect(try await browser.get("/annuaire/vieux-fonds").text.contains("ancienne nomenclature"))
        }
    }

    @Test func changingARuleMovesEveryOrganisationWithoutWritingARecord() async throws {
        let (site, person) = try await site()
        let records = try await site.strings("SELECT id || updatedAt || sectors FROM organisation")
        let version = try await site.count("SELECT version FROM directoryVersion")
        try await site.visit(as: person) { browser in
            let answer = try await browser.post(desk + "/correspondances", rule("94.99", "familles"))
            #expect(answer.status == .seeOther && answer.location == desk + "?deplacees=1")
            #expect(try await browser.get(answer.location ?? "").text.contains("1\u{A0}organisation change"))
            #expect(try await browser.get("/annuaire/amicale").text.contains("#familles"))
            #expect(try await browser.get("/annuaire?secteur=familles").text.contains("href=\"/annuaire/amicale\""))
            // Back to none in particular.
            let back = try await browser.post(
                desk + "/correspondances/retrait", [("nomenclature", "NAFRev2"), ("prefixe", "9499")])
            #expect(back.location == desk + "?deplacees=1")
            #expect(try await !browser.get("/annuaire/amicale").text.contains("#familles"))
            #expect(try await !browser.get("/annuaire?secteur=familles").text.contains("href=\"/annuaire/amicale\""))
        }
        #expect(try await site.strings("SELECT id || updatedAt || sectors FROM organisation") == records)
        #expect(try await site.count("SELECT version FROM directoryVersion") >= version + 2)
        #expect(try await site.lastLine().kind == "secteur.correspondance-otee")
    }

    @Test func aSectorIsAddedRenamedMovedRetiredAndRestoredButNeverDeleted() async throws {
        let (site, person) = try await site()
        try await site.visit(as: person) { browser in
            let added = try await browser.post(
                desk,
                [
                    ("libelle", "Logement participatif"), ("definition", "Habiter ensemble."), ("depuis", "2026-01-01"),
                    ("preuve-ajout", "Plénière"), ("certitude-ajout", "etabli"),
                ])
            #expect(added.location == desk + "/logement-participatif")
            let path = desk + "/sport"
            let changed = try await browser.post(
                path,
                [
                    ("libelle", "Sport et plein air"), ("definition", ""), ("rang", "1"), ("preuve", "Plénière"),
                    ("certitude", "etabli"),
                ])
            #expect(changed.status == .seeOther)
            let retired = try await browser.post(path + "/retrait", [("fin", "2026-06-01"), ("motif", "Fusion")])
            #expect(retired.status == .seeOther)
            let page = try await browser.get("/annuaire/gym-du-bourg").text
            #expect(!page.contains("#sport") && page.contains("n’en suggère aucun"))
            #expect(try await !browser.get("/annuaire/secteurs").text.contains("plein air"))
            #expect(try await browser.get(desk).text.contains("retiré le"))
            #expect(try await browser.post(path + "/retablissement", [("motif", "Erreur")]).status == .seeOther)
            #expect(try await browser.get("/annuaire/gym-du-bourg").text.contains("Sport et plein air"))
        }
        #expect(try await site.strings("SELECT code FROM sector ORDER BY rank LIMIT 2") == ["sport", "production"])
        #expect(try await site.count("SELECT count(*) FROM sector") == 16)
        let kinds = try await site.journalKinds().filter { $0.hasPrefix("secteur.") }
        #expect(kinds == ["secteur.ajoute", "secteur.change", "secteur.retire", "secteur.retabli"])
    }

    @Test(arguments: [
        ("prefixe", "04"), ("prefixe", "88.99Y"), ("prefixe", ""), ("preuve", ""), ("secteur", "inconnu"),
        ("nomenclature", "NAP"), ("certitude", "sûr"),
    ])
    func aWrongRuleIsRefusedWithWhatWasTyped(field: String, value: String) async throws {
        let (site, person) = try await site()
        let before = try await site.count("SELECT count(*) FROM sectorRule")
        try await site.visit(as: person) { browser in
            let fields = rule("94.99", "familles").map { $0.0 == field ? (field, value) : $0 }
            let answer = try await browser.post(desk + "/correspondances", fields)
            #expect(answer.status == .unprocessableContent && answer.text.contains("Rien n’a été enregistré"))
        }
        #expect(try await site.count("SELECT count(*) FROM sectorRule") == before)
        #expect(try await !site.journalKinds().contains("secteur.correspondance"))
    }

    @Test(arguments: [("libelle", ""), ("libelle", "culture"), ("depuis", "demain"), ("preuve-ajout", "")])
    func aWrongSectorIsRefused(field: String, value: String) async throws {
        let (site, person) = try await site()
        try await site.visit(as: person) { browser in
            let fields = [
                ("libelle", "Logement"), ("definition", "Habiter."), ("depuis", "2026-01-01"), ("preuve-ajout", "Moi"),
                ("certitude-ajout", "etabli"),
            ].map { $0.0 == field ? (field, value) : $0 }
            let answer = try await browser.post(desk, fields)
            #expect(answer.status == .unprocessableContent && answer.text.contains("href=\"#\(field)\""))
            #expect(answer.text.contains("Habiter."))
        }
        #expect(try await site.count("SELECT count(*) FROM sector") == 15)
    }
}
