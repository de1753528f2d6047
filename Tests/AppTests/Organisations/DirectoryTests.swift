import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App
@testable import Domain

/// The directory through its pages and its files.
struct DirectoryTests {
    private func site(_ sheets: [[OrganisationField: String]]) async throws -> Site {
        let site = try await Site.brittany()
        let writer = OrganisationWriter(author: RecordAuthor(origin: .sirene, actor: .program, at: site.now))
        try await site.database.write { db in
            for values in sheets { _ = try writer.create(OrganisationSheet(values), in: db) }
        }
        return site
    }

    @Test func anEmptyDirectorySaysHowItIsFilled() async throws {
        let site = try await site([])
        try await site.visit { browser in
            let page = try await browser.get("/annuaire")
            #expect(page.status == .ok && page.text.contains("L’annuaire est vide"))
        }
    }

    @Test func aQuestionFindsCountsAndLeadsToTheRecord() async throws {
        let site = try await site([
            [.name: "Ressourcerie du Léon", .family: "association", .town: "Morlaix", .sizeBand: "11"],
            [.name: "Scop L’Enclume", .family: "cooperative", .town: "Quimper"],
        ])
        try await site.visit { browser in
            let all = try await browser.get("/annuaire").text
            #expect(all.contains("2\u{A0}organisations") && all.contains("famille=cooperative"))
            let found = try await browser.get("/annuaire?q=resourcerie").text
            #expect(found.contains("Ressourcerie du Léon") && !found.contains("Enclume"))
            #expect(found.contains("voici ce qui dit"))
            let spaced = try await browser.get("/annuaire?q=ressourcerie+l%C3%A9on").text
            #expect(spaced.contains("Ressourcerie du Léon") && spaced.contains("value=\"ressourcerie léon\""))
            #expect(try await browser.get("/annuaire?q=piscine").text.contains("Aucune organisation ne répond"))
            let record = try await browser.get("/annuaire/ressourcerie-du-leon").text
            #expect(record.contains("10 à 49 salariés") && record.contains("Sirene (Insee)"))
            #expect(try await browser.get("/annuaire/inconnue").status == .notFound)
        }
    }

    @Test func aWriteIsSeenAtOnce() async throws {
        let site = try await site([[.name: "Avant"]])
        try await site.visit { browser in
            #expect(try await browser.get("/annuaire").text.contains("Avant"))
            let writer = OrganisationWriter(author: RecordAuthor(origin: .hub, actor: .program, at: site.now))
            try await site.database.write { db in
                _ = try writer.apply([FieldChange(field: .name, old: "Avant", new: "Après")], to: 1, in: db)
            }
            let page = try await browser.get("/annuaire").text
            #expect(page.contains("Après") && !page.contains("Avant"))
            let record = try await browser.get("/annuaire/avant").text
            #expect(record.contains("Ce qui a changé") && record.contains("Avant"))
        }
    }

    @Test func whatIsNotToBeDisclosedIsOnNoPageAndInNoFile() async throws {
        let secrets: [OrganisationField: String] = [
            .acronym: "SIGLESECRET", .address: "12 RUESECRETE", .postcode: "29999", .phone: "0299990000",
            .email: "secret@example.org", .longitude: "-3.987654", .latitude: "48.123456",
        ]
        let site = try await site([
            secrets.merging([.name: "Discrète", .town: "Morlaix", .diffusion: "P"]) { first, _ in first }
        ])
        try await site.visit { browser in
            for path in [
                "/annuaire", "/annuaire/discrete", "/annuaire.csv", "/annuaire.geojson", "/annuaire.jsonld",
                "/annuaire?q=siglesecret",
            ] {
                let page = try await browser.get(path)
                #expect(page.status == .ok)
                for secret in secrets.values where !path.contains("q=") {
                    #expect(!page.text.contains(secret), "\(path) \(secret)")
                }
            }
            #expect(try await browser.get("/annuaire?q=siglesecret").text.contains("Aucune organisation ne répond"))
            #expect(try await browser.get("/annuaire.csv").text.contains("Discrète"))
        }
    }

    @Test func recordsThatAreNotPublishedAreNowhereAndAMergedOneLeadsToItsHeir() async throws {
        let site = try await site([[.name: "Héritière"], [.name: "Fondue"], [.name: "Retirée"], [.name: "Proposée"]])
        try await site.database.write { db in
            try db.execute(
                sql: """
                    UPDATE organisation SET publication = 'fusionnee', mergedInto = 1 WHERE name = 'Fondue';
                    UPDATE organisation SET publication = 'retiree' WHERE name = 'Retirée';
                    UPDATE organisation SET publication = 'proposee' WHERE name = 'Proposée';
                    INSERT INTO formerOrganisationSlug VALUES ('ancienne-adresse', 1);
                    UPDATE directoryVersion SET version = version + 1;
                    """)
        }
        try await site.visit { browser in
            let list = try await browser.get("/annuaire.csv").text
            #expect(list.contains("Héritière"))
            for name in ["Fondue", "Retirée", "Proposée"] { #expect(!list.contains(name)) }
            #expect(try await browser.get("/annuaire/fondue").location == "/annuaire/heritiere")
            #expect(try await browser.get("/annuaire/ancienne-adresse").location == "/annuaire/heritiere")
            #expect(try await browser.get("/annuaire/retiree").status == .notFound)
            #expect(try await browser.get("/annuaire/proposee").status == .notFound)
        }
    }

    @Test func theFilesAreWhatTheirFormatsSay() async throws {
        let site = try await site([
            [.name: "=Formule", .longitude: "-3.8", .latitude: "48.5", .siren: "404833048"], [.name: "Sans lieu"],
        ])
        try await site.visit { browser in
            #expect(try await browser.get("/annuaire.csv").text.contains("'=Formule"))
            let geoText = try await browser.get("/annuaire.geojson").text
            let geo = try JSONSerialization.jsonObject(with: Data(geoText.utf8))
            let features = (geo as? [String: Any])?["features"] as? [[String: Any]]
            #expect(features?.count == 2)
            let points = features?.compactMap { ($0["geometry"] as? [String: Any])?["coordinates"] as? [Double] }
            #expect(points == [[-3.8, 48.5]])
            #expect(features?.allSatisfy { $0.keys.contains("geometry") } == true)
            let linkedText = try await browser.get("/annuaire.jsonld").text
            let linked = try JSONSerialization.jsonObject(with: Data(linkedText.utf8))
            #expect((linked as? [String: Any])?["@context"] as? String == "https://schema.org")
        }
    }

    @Test func anImportIsWrittenWholeWithItsJournalLineAndAgainChangesNothing() async throws {
        let site = try await site([])
        let store = OrganisationImportStore(database: site.database)
        func bring(isTrial: Bool = false) async throws -> ImportPlan {
            try await store.bringIn(title: "f.csv", origin: .file, isTrial: isTrial, actor: .program, at: site.now) {
                scope in
                var parser = ImportParser(scope)
                for (line, name) in ["Ti Coop", "La Recyclerie", ""].enumerated() {
                    parser.read(
                        ["nom": name, "ville": "Brest"], as: .structures, at: ImportPlace(file: "f.csv", line: line + 2)
                    )
                }
                parser.finish()
                return parser
            }
        }
        #expect(try await bring(isTrial: true).created.count == 2)
        #expect(try await site.count("SELECT count(*) FROM organisation") == 0)
        let first = try await bring()
        #expect(first.created.count == 2 && first.refused.count == 1 && first.lineCount == 3)
        #expect(try await site.journalKinds().last == "annuaire.importe")
        let lines = try await site.count("SELECT count(*) FROM journal")
        let second = try await bring()
        #expect(second.changesNothing && second.unchanged.count == 2 && second.lineCount == 3)
        #expect(try await site.count("SELECT count(*) FROM journal") == lines)
        #expect(try await site.count("SELECT count(*) FROM organisation WHERE batchID = 1") == 2)
    }
}
