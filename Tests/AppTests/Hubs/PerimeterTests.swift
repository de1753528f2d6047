import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// A perimeter changes from a day on, with its source, and never becomes empty (R10).
struct PerimeterTests {
    private let path = "/poles/bras/pilotage/perimetre"

    private func extended(_ territory: String, _ since: String, _ proof: String = "Assemblée du 1er mai") -> [(
        String, String
    )] {
        [("territoire", territory), ("depuis", since), ("preuve", proof)]
    }

    @Test func aPerimeterGrowsFromADay() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "c2sol")
        let desk = "/poles/c2sol/pilotage/perimetre"
        try await site.visit(as: person) { browser in
            #expect(try await browser.get(desk).text.contains("dernier territoire"))
            let answer = try await browser.post(desk, extended("pays-d-auray", "2026-05-01"))
            #expect(answer.status == .seeOther && answer.location == desk)
            #expect(try await browser.get("/situation?au=2026-05-01").text.contains("aria-label=\"Auray : Pôle créé\""))
            #expect(
                try await browser.get("/situation?au=2026-04-30").text.contains(
                    "aria-label=\"Auray : Non connu à cette date\""))
            let page = try await browser.get(desk).text
            #expect(page.contains("Pays d’Auray") && page.contains("Assemblée du 1er mai"))
            #expect(
                try await browser.get("/poles/c2sol/historique").text.contains("Pays d’Auray entre dans le périmètre"))
        }
        #expect(try await site.lastLine().kind == "perimetre.etendu")
    }

    @Test func anIntercommunaliteMakesItsPaysCoveredInPart() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "c2sol")
        try await site.visit(as: person) { browser in
            let fields = extended("epci-245614433", "2026-05-01")
            let answer = try await browser.post("/poles/c2sol/pilotage/perimetre", fields)
            #expect(answer.status == .seeOther)
            let row = try await browser.get("/situation").text.components(separatedBy: "<tr data-code=").first {
                $0.hasPrefix("\"13\"")
            }
            #expect(row?.contains("en partie") == true && row?.contains("Pôle créé") == true)
        }
    }

    @Test func theLastTerritoryStaysWhateverTheDay() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "bras")
        let leave = "\(path)/pays-de-broceliande/retrait"
        try await site.visit(as: person) { browser in
            let alone = try await browser.post(leave, [("jusqua", "2026-06-01"), ("preuve", "Vote")])
            #expect(alone.status == .unprocessableContent && alone.text.contains("C’est le dernier territoire"))
            try await browser.post(path, extended("pays-de-dinan", "2026-05-01"))
            let tooEarly = try await browser.post(leave, [("jusqua", "2026-04-01"), ("preuve", "Vote")])
            #expect(tooEarly.status == .unprocessableContent)
            let done = try await browser.post(leave, [("jusqua", "2026-06-01"), ("preuve", "Vote")])
            #expect(done.status == .seeOther)
            let again = try await browser.post(leave, [("jusqua", "2026-07-01"), ("preuve", "Vote")])
            #expect(
                again.status == .unprocessableContent && again.text.contains("n’est pas dans le périmètre ce jour-là"))
            let other = try await browser.post(
                "\(path)/pays-de-dinan/retrait", [("jusqua", "2026-05-15"), ("preuve", "Vote")])
            #expect(other.status == .unprocessableContent && other.text.contains("C’est le dernier territoire"))
        }
        #expect(try await site.lastLine().kind == "perimetre.reduit")
        #expect(
            try await site.count(
                "SELECT count(*) FROM hubPerimeter WHERE validUntil IS NULL AND hubID = \(try await site.hubID("bras"))"
            ) == 1)
    }

    @Test(arguments: [
        ("", "2026-05-01", "Vote", "territoire"), ("atlantide", "2026-05-01", "Vote", "territoire"),
        ("pays-de-dinan", "", "Vote", "depuis"), ("pays-de-dinan", "2026-05", "Vote", "depuis"),
        ("pays-de-dinan", "2026-02-30", "Vote", "depuis"), ("pays-de-dinan", "2026-05-01", " ", "preuve"),
        ("pays-de-dinan", "2026-05-01", String(repeating: "a", count: 501), "preuve"),
        ("pays-de-broceliande", "2026-05-01", "Vote", "territoire"),
    ])
    func aWrongExtensionIsRefusedBesideItsField(territory: String, since: String, proof: String, field: String)
        async throws
    {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "bras")
        let before = try await site.everything()
        try await site.visit(as: person) { browser in
            let answer = try await browser.post(path, extended(territory, since, proof))
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("href=\"#\(field)\"") && answer.text.contains("Rien n’a été enregistré."))
        }
        #expect(try await site.everything() == before)
    }

    @Test(arguments: [("", "Vote"), ("juin", "Vote"), ("2026-06-01", "")])
    func aWrongReductionIsRefused(until: String, proof: String) async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "bras")
        try await site.visit(as: person) { browser in
            try await browser.post(path, extended("pays-de-dinan", "2026-05-01"))
            let answer = try await browser.post(
                "\(path)/pays-de-dinan/retrait", [("jusqua", until), ("preuve", proof)])
            #expect(answer.status == .unprocessableContent)
            #expect(
                try await browser.post("\(path)/atlantide/retrait", [("jusqua", "2026-06-01"), ("preuve", "Vote")])
                    .status == .notFound)
        }
    }

    @Test func onlyAPaysOrAnIntercommunaliteEntersAPerimeter() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "bras")
        let path = path
        let slugs = try await site.strings("SELECT slug FROM territory WHERE kind IN ('region', 'departement')")
        #expect(!slugs.isEmpty)
        try await site.visit(as: person) { browser in
            for slug in slugs {
                let answer = try await browser.post(path, extended(slug, "2026-05-01"))
                #expect(answer.status == .unprocessableContent && answer.text.contains("href=\"#territoire\""))
            }
            for far in ["1899-12-31", "9999-12-31"] {
                let answer = try await browser.post(path, extended("pays-de-dinan", far))
                #expect(answer.status == .unprocessableContent && answer.text.contains("est trop loin"))
            }
        }
    }

    @Test func anEntryRecordedByMistakeIsCancelledAndItsReasonStaysPublic() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "bras")
        let path = path
        try await site.visit(as: person) { browser in
            try await browser.post(path, extended("pays-de-dinan", "2026-05-01"))
            let entry = try await site.count("SELECT max(id) FROM hubPerimeter")
            let cancel = "\(path)/entrees/\(entry)/annulation"
            #expect(try await browser.post(cancel, [("motif", " ")]).status == .unprocessableContent)
            let moved = try await browser.post(cancel, [("motif", "Mauvais jour"), ("depuis", "2026-06-01")])
            #expect(moved.location == path)
            #expect(
                try await site.strings("SELECT validFrom FROM hubPerimeter WHERE validFrom IS NOT NULL") == [
                    "2026-06-01"
                ])
            let again = try await site.count("SELECT max(id) FROM hubPerimeter")
            let done = try await browser.post("\(path)/entrees/\(again)/annulation", [("motif", "Pas ce Pays")])
            #expect(done.location == path)
            #expect(try await browser.post("\(path)/entrees/\(again)/annulation", [("motif", "x")]).status == .notFound)
            let history = try await browser.get("/poles/bras/historique").text
            #expect(history.contains("Mauvais jour") && history.contains("Pas ce Pays"))
            let only = try await site.count(
                "SELECT p.id FROM hubPerimeter p JOIN hub ON hub.id = p.hubID WHERE hub.slug = 'bras'")
            let last = try await browser.post("\(path)/entrees/\(only)/annulation", [("motif", "Tout faux")])
            #expect(last.status == .unprocessableContent && last.text.contains("C’est le dernier territoire"))
        }
        #expect(try await site.count("SELECT count(*) FROM cancelledPerimeter") == 2)
    }

    @Test func theProofOfAReductionIsShown() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "bras")
        let path = path
        try await site.visit(as: person) { browser in
            try await browser.post(path, extended("pays-de-dinan", "2026-05-01"))
            try await browser.post(
                "\(path)/pays-de-dinan/retrait", [("jusqua", "2026-06-01"), ("preuve", "Vote du 3 mai")])
            #expect(try await browser.get(path).text.contains("Vote du 3 mai"))
        }
    }

    /// The database keeps the rule even if a program forgot it.
    @Test func theDatabaseItselfRefusesTheSameTerritoryTwiceAtATime() async throws {
        let site = try await Site.brittany()
        let hub = try await site.hubID("bras")
        let territory = try await site.territoryID("pays-de-broceliande")
        await #expect(throws: DatabaseError.self) {
            try await site.database.write { db in
                try db.execute(
                    sql:
                        "INSERT INTO hubPerimeter (hubID, territoryID, validFrom, sourceID) VALUES (?, ?, '2026-01-01', 1)",
                    arguments: [hub, territory])
            }
        }
    }
}
