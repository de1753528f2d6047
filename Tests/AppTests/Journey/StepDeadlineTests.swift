import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// A day set for the next step stays as it was set; a day that moves is another line, with its reason (R17).
struct StepDeadlineTests {
    private let desk = "/poles/essentiel/pilotage/demarche"

    @Test func whatIsSetStaysAndEverybodyReadsHowItMoved() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "essentiel")
        let (first, second) = (site.today.adding(days: 90), site.today.adding(days: 200))
        try await site.visit(as: person) { browser in
            #expect(try await browser.get(desk).text.contains("Fixer une échéance"))
            for typed in ["", "bientôt", "2026-02-30", site.today.description, "2010-01-01", "2099-01-01"] {
                let refused = try await browser.post(desk + "/echeance", [("echeance", typed)])
                #expect(refused.status == .unprocessableContent && HTMLPage(refused.text).allProblems == [], "\(typed)")
                #expect(refused.text.contains("value=\"\(typed)\"") || typed.isEmpty)
            }
            let set = try await browser.post(desk + "/echeance", [("echeance", first.description)])
            #expect(set.location == desk + "#etape")
            let silent = try await browser.post(desk + "/echeance", [("echeance", second.description)])
            #expect(silent.status == .unprocessableContent && silent.text.contains("Dites pourquoi l’échéance change"))
            let long = try await browser.post(
                desk + "/echeance",
                [("echeance", second.description), ("pourquoi", String(repeating: "x", count: 501))])
            #expect(long.status == .unprocessableContent)
            let moved = try await browser.post(
                desk + "/echeance", [("echeance", second.description), ("pourquoi", "Le Pays répond en mai")])
            #expect(moved.status == .seeOther)
            let page = try await browser.get(desk).text
            #expect(page.contains("Ce qui a été fixé, depuis le début") && HTMLPage(page).allProblems == [])
        }
        #expect(
            try await site.strings("SELECT due FROM stepDeadline ORDER BY id") == [
                first.description, second.description,
            ])
        try await site.visit { stranger in
            let page = try await stranger.get("/poles/essentiel/demarche").text
            #expect(page.contains(first.description) && page.contains(second.description))
            #expect(page.contains("Le Pays répond en mai") && HTMLPage(page).allProblems == [])
        }
        let store = ProgressStore(
            database: site.database, atlas: site.services.atlas, panoramas: PanoramaReader(database: site.database))
        let line = try await store.view(on: site.today).lines.first { $0.lead?.slug == "essentiel" }
        #expect(line?.deadline?.due == second && line?.deadline?.step == .prefiguration)
    }

    @Test func theDatabaseItselfKeepsWhatWasSet() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "essentiel")
        let due = site.today.adding(days: 90)
        try await site.visit(as: person) { browser in
            let set = try await browser.post(desk + "/echeance", [("echeance", due.description)])
            #expect(set.status == .seeOther)
        }
        for sql in ["UPDATE stepDeadline SET due = '2099-01-01'", "DELETE FROM stepDeadline"] {
            await #expect(throws: DatabaseError.self) {
                try await site.database.write { db in try db.execute(sql: sql) }
            }
        }
        #expect(try await site.strings("SELECT due FROM stepDeadline") == [due.description])
    }

    @Test func aHubThatIsCreatedHasNoStepToDate() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "reso-solidaire")
        let path = "/poles/reso-solidaire/pilotage/demarche/echeance"
        try await site.visit(as: person) { browser in
            #expect(try await browser.get(path).text.contains("aucune étape n’attend"))
            let refused = try await browser.post(path, [("echeance", site.today.adding(days: 90).description)])
            #expect(refused.status == .unprocessableContent && refused.text.contains("Le pôle est créé"))
        }
        #expect(try await site.count("SELECT count(*) FROM stepDeadline") == 0)
    }

    @Test func whatComesOfAHubIsItsAssemblyItsAnnouncementOrItsOwnDateToo() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "essentiel")
        let store = ProgressStore(
            database: site.database, atlas: site.services.atlas, panoramas: PanoramaReader(database: site.database))
        func coming() async throws -> LatestWork? {
            try await store.view(on: site.today).lines.first { $0.lead?.slug == "essentiel" }?.coming
        }
        let nothing = try await coming()
        #expect(nothing == nil)
        let (late, soon) = (site.today.adding(days: 60), site.today.adding(days: 20))
        try await site.visit(as: person) { browser in
            let dated = try await browser.post(
                desk + "/lancement/dates", [("jour", late.description), ("titre", "Portes ouvertes")])
            #expect(dated.status == .seeOther, "\(dated.text)")
        }
        let own = try await coming()
        #expect(own == LatestWork(day: late, what: "Portes ouvertes"))
        let hub = try await site.hubID("essentiel")
        try await site.database.write { db in
            try db.execute(
                sql: "INSERT INTO assembly (hubID, kind, title, date, createdAt) VALUES (?, 'constitutive', ?, ?, ?)",
                arguments: [hub, "Assemblée constitutive", soon, site.now.formatted(.iso8601)])
        }
        let founding = try await coming()
        #expect(founding == LatestWork(day: soon, what: "Assemblée constitutive"))
    }
}
