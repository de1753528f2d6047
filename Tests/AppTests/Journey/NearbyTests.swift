import Domain
import Foundation
import HTTPTypes
import Testing

@testable import App

/// From the tool that chooses perimeters to the form that opens an initiative: join rather than double (R10, R16).
struct NearbyTests {
    private let path = "/demarche/initiatives/nouvelle"

    @Test func whatTheToolReadsComesBackIntoTheForm() async throws {
        let site = try await Site.brittany()
        let person = try await site.person("Soazig Riou", "soazig@example.org")
        try await site.visit(as: person) { browser in
            let tool = try await browser.get("/observatoire/perimetre?t=pays-de-dinan&t=pays-de-saint-brieuc").text
            #expect(tool.contains("href=\"\(path)?t=pays-de-dinan&amp;t=pays-de-saint-brieuc\""))
            let form = try await browser.get(path + "?t=pays-de-dinan&t=pays-de-saint-brieuc").text
            #expect(
                form.contains("Le périmètre : Pays de Dinan et Pays de Saint-Brieuc")
                    || form.contains("Le périmètre\u{A0}: Pays de Dinan et Pays de Saint-Brieuc"))
            #expect(form.contains("name=\"t\" value=\"pays-de-dinan\"") && HTMLPage(form).allProblems == [])
            let fields = [
                ("t", "pays-de-dinan"), ("t", "pays-de-saint-brieuc"), ("nom", "Pôle des deux rives"),
                ("initiateurs", "Deux associations"), ("motif", "Ensemble."),
            ]
            let nameless = try await browser.post("/demarche/initiatives", fields.filter { $0.0 != "nom" })
            #expect(nameless.status == .unprocessableContent)
            // What was chosen and typed is still there.
            #expect(
                nameless.text.contains("value=\"pays-de-saint-brieuc\"") && nameless.text.contains("Deux associations"))
            #expect(try await browser.post("/demarche/initiatives", fields).status == .seeOther)
        }
        let held = try await site.strings(
            """
            SELECT t.slug FROM hubPerimeter p JOIN hub h ON h.id = p.hubID JOIN territory t ON t.id = p.territoryID
            WHERE h.slug = 'pole-des-deux-rives' ORDER BY 1
            """)
        #expect(held == ["pays-de-dinan", "pays-de-saint-brieuc"])
    }

    @Test func whatIsHereComesFirstThenWhatIsBeside() async throws {
        let site = try await Site.brittany()
        let person = try await site.person("Soazig Riou", "soazig@example.org")
        try await site.visit(as: person) { browser in
            let here = try await browser.get(path + "?t=pays-de-morlaix").text
            #expect(here.contains("Ici même, on a déjà commencé") && here.contains("ADESS Pays de Morlaix"))
            let none = try await browser.get(path).text
            #expect(!none.contains("Ici même") && none.contains("choisir le périmètre sur la carte"))
        }
        let view = try await SituationStore(database: site.database, atlas: site.services.atlas).view(on: site.today)
        let store = NearbyStore(database: site.database, atlas: site.services.atlas)
        let found = try await store.hubs(near: [try await site.territoryID("pays-de-dinan")], in: view)
        #expect(found.map(\.nearness) == found.map(\.nearness).sorted())
        // Saint-Malo touches Dinan and has its hub: it is said, though it is no initiative.
        #expect(found.contains { $0.line.hub.slug == "horizons-solidaires" && $0.nearness == .beside })
        #expect(!found.contains { $0.line.standing.status == .created && $0.nearness == .elsewhere })
    }

    @Test func aPerimeterIsMadeOfWholesOnceEach() async throws {
        let site = try await Site.brittany()
        let person = try await site.person("Soazig Riou", "soazig@example.org")
        let before = try await site.everything()
        try await site.visit(as: person) { browser in
            let rest = [("nom", "Pôle"), ("initiateurs", "Nous"), ("motif", "Oui.")]
            let twice = try await browser.post(
                "/demarche/initiatives", [("t", "pays-de-dinan"), ("t", "pays-de-dinan")] + rest)
            #expect(twice.status == .unprocessableContent && twice.text.contains("deux fois"))
            let region = try await browser.post("/demarche/initiatives", [("t", "bretagne")] + rest)
            #expect(region.status == .unprocessableContent && region.text.contains("Pays ou d’intercommunalités"))
            let nothing = try await browser.post("/demarche/initiatives", [("t", "nulle-part")] + rest)
            #expect(nothing.status == .unprocessableContent && nothing.text.contains("Choisissez le territoire"))
        }
        #expect(try await site.everything() == before)
    }
}
