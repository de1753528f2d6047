import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// Federations with their members, labels, branches.
struct FederationTests {
    private let desk = "/reseau/pilotage/reseaux"

    private func site() async throws -> (Site, ID<Person>) {
        let site = try await Site.brittany()
        let now = site.now
        try await site.database.write { db in
            let author = RecordAuthor(origin: .siae, actor: .program, at: now)
            for values: [OrganisationField: String] in [
                [.name: "Ti Scop", .legalCategory: "5458", .siren: "732829320", .labels: "siae-ei"],
                [.name: "Ligue", .rna: "W291000001"], [.name: "Ligue de Morlaix"],
            ] {
                let sheet = OrganisationSheet(values.merging([.family: "association"]) { first, _ in first })
                _ = try OrganisationWriter(author: author).create(sheet, in: db)
            }
        }
        return (site, try await site.animator())
    }

    @Test func anOrganisationMayBeInSeveralFederationsAndTheyShowTheirMembers() async throws {
        let (site, person) = try await site()
        try await site.visit(as: person) { browser in
            for name in ["Union régionale des Scop", "Fédération du réemploi"] {
                let added = try await browser.post(desk, [("nom", name), ("preuve", "Plénière")])
                let path = try #require(added.location)
                let joined = try await browser.post(path + "/membres", [("organisation", "732 829 320")])
                #expect(joined.status == .seeOther)
            }
            let twice = try await browser.post(
                desk + "/federation-du-reemploi/membres", [("organisation", "Ti Scop")])
            #expect(twice.status == .unprocessableContent && twice.text.contains("déjà dans ce réseau"))
            let nobody = try await browser.post(desk + "/federation-du-reemploi/membres", [("organisation", "Rien")])
            #expect(nobody.status == .unprocessableContent && nobody.text.contains("ne répond à"))
        }
        try await site.visit { browser in
            let record = try await browser.get("/annuaire/ti-scop").text
            #expect(record.contains("/annuaire/reseaux/union-regionale-des-scop"))
            #expect(
                record.contains("/annuaire/reseaux/federation-du-reemploi") && record.contains("animation du réseau"))
            #expect(try await browser.get("/annuaire/reseaux/union-regionale-des-scop").text.contains("Ti Scop"))
            #expect(try await browser.get("/annuaire/reseaux").text.contains("CRES Bretagne"))
        }
        try await site.visit(as: person) { browser in
            let path = desk + "/federation-du-reemploi"
            let removed = try await browser.post(path + "/membres/retrait", [("organisation", "ti-scop")])
            #expect(removed.status == .seeOther)
            #expect(try await !browser.get("/annuaire/reseaux/federation-du-reemploi").text.contains("Ti Scop"))
            #expect(try await browser.post(path + "/retrait", [("fin", "2026-06-01")]).status == .seeOther)
            #expect(try await !browser.get("/annuaire/reseaux").text.contains("Fédération du réemploi"))
        }
        #expect(
            try await site.strings("SELECT federations FROM organisation WHERE slug = 'ti-scop'") == [
                "union-regionale-des-scop"
            ])
        #expect(try await site.journalKinds().filter { $0 == "reseau.membre" }.count == 2)
    }

    @Test(arguments: [("nom", ""), ("nom", "cres bretagne"), ("site", "ftp://x"), ("preuve", "")])
    func aWrongFederationIsRefused(field: String, value: String) async throws {
        let (site, person) = try await site()
        try await site.visit(as: person) { browser in
            let fields = [("nom", "Neuve"), ("site", ""), ("definition", "Mots gardés"), ("preuve", "P")].map {
                $0.0 == field ? (field, value) : $0
            }
            let answer = try await browser.post(desk, fields)
            #expect(answer.status == .unprocessableContent && answer.text.contains("href=\"#\(field)\""))
            #expect(answer.text.contains("Mots gardés"))
        }
        #expect(try await site.count("SELECT count(*) FROM federation") == 1)
    }

    @Test func aRecordShowsItsLabelsWithWhereTheyComeFrom() async throws {
        let (site, _) = try await site()
        try await site.visit { browser in
            let page = try await browser.get("/annuaire/ti-scop").text
            #expect(page.contains("entreprise d’insertion") && page.contains("liste des SIAE"))
            #expect(
                page.contains("société coopérative et participative")
                    && page.contains("C’est sa forme juridique qui le dit"))
            #expect(try await browser.get("/annuaire/ligue").text.contains("sans numéro SIRET"))
        }
    }

    @Test func aBranchIsShownOnBothRecordsAndNeverTwoLevelsDeep() async throws {
        let (site, person) = try await site()
        try await site.visit(as: person) { browser in
            let path = "/annuaire/ligue-de-morlaix/rattachement"
            #expect(try await browser.post(path, [("antenne_de", "W291000001")]).status == .seeOther)
            #expect(
                try await browser.get("/annuaire/ligue-de-morlaix").text.contains(
                    "Antenne de <a href=\"/annuaire/ligue\""))
            #expect(try await browser.get("/annuaire/ligue").text.contains("href=\"/annuaire/ligue-de-morlaix\""))
            let deep = try await browser.post("/annuaire/ti-scop/rattachement", [("antenne_de", "Ligue de Morlaix")])
            #expect(deep.status == .unprocessableContent && deep.text.contains("elle-même une antenne"))
            let itself = try await browser.post("/annuaire/ti-scop/rattachement", [("antenne_de", "ti-scop")])
            #expect(itself.status == .unprocessableContent && itself.text.contains("sa propre antenne"))
            let collective = try await browser.post("/annuaire/ti-scop/rattachement", [("collectif", "oui")])
            #expect(collective.status == .unprocessableContent && collective.text.contains("numéro au registre"))
            #expect(try await browser.post(path, [("antenne_de", ""), ("collectif", "oui")]).status == .seeOther)
            let page = try await browser.get("/annuaire/ligue-de-morlaix").text
            #expect(!page.contains("Antenne de <a") && page.contains("ollectif sans personne morale"))
        }
        try await site.visit { browser in
            let door = try await browser.get("/annuaire/ligue/rattachement")
            #expect(door.status == .seeOther)
        }
    }
}
