import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// Duplicates found, told apart, made one, made two again.
struct MergeTests {
    let list = "/reseau/pilotage/doublons"

    /// Two records of one organisation, with all that may speak of each; returns their numbers.
    func two(_ site: Site) async throws -> (kept: ID<Organisation>, other: ID<Organisation>) {
        let (bras, e2s) = (try await site.hubID("bras"), try await site.hubID("e2s"))
        let person = try await site.person("Odile", "odile@example.org")
        let now = site.now
        return try await site.database.write { db in
            func create(_ origin: FieldOrigin, _ values: [OrganisationField: String]) throws -> ID<Organisation> {
                let author = RecordAuthor(origin: origin, actor: .program, at: now)
                return try OrganisationWriter(author: author).create(OrganisationSheet(values), in: db)
            }
            let kept = try create(
                .sirene,
                [
                    .name: "TI COOP", .family: "cooperative", .siren: "732829320", .siret: "73282932000074",
                    .town: "Morlaix", .postcode: "29600", .phone: "0298000000", .labels: "scic",
                    .sectors: "culture",
                ])
            let other = try create(
                .hub,
                [
                    .name: "Ti Coop", .family: "cooperative", .town: "Morlaix", .postcode: "29600",
                    .phone: "02 98 00 00 00", .website: "https://ticoop.example", .labels: "esus",
                    .presentation: "Une épicerie.", .siren: "732829320",
                ])
            let human = OrganisationWriter(author: RecordAuthor(origin: .organisation, actor: .program, at: now))
            try human.apply([FieldChange(field: .summary, old: "", new: "épicerie")], to: other, in: db)
            try db.execute(
                sql: """
                    INSERT INTO hubMember VALUES (:bras, :kept, '2020-01-01', '2022-01-01');
                    INSERT INTO hubMember VALUES (:bras, :other, '2021-06-01', NULL);
                    INSERT INTO hubMember VALUES (:e2s, :other, '2019-01-01', '2020-01-01');
                    INSERT INTO hubMember VALUES (:e2s, :other, '2021-01-01', '2022-01-01');
                    INSERT INTO formerOrganisationSlug VALUES ('vieille-adresse', :other);
                    INSERT INTO establishment (organisationID, siret, name, town) VALUES (:other, '73282932000082', 'Dépôt', 'Brest');
                    INSERT INTO offer (organisationID, direction, kind, topic, validFrom, recordedAt)
                        VALUES (:other, 'propose', 'lieu', 'Une salle', '2026-01-01', '2026-01-01T00:00:00Z');
                    INSERT INTO role (personID, kind, organisationID, validFrom)
                        VALUES (:person, 'representation-organisation', :other, '2026-01-01');
                    """,
                arguments: ["bras": bras, "e2s": e2s, "kept": kept, "other": other, "person": person])
            return (kept, other)
        }
    }

    /// The list once records have been compared, however busy the machine.
    func compared(_ browser: Browser) async throws -> String {
        for _ in 0..<100 {
            let text = try await browser.get(list).text
            if !text.contains("est en cours") { return text }
        }
        return ""
    }

    /// All that the database says, but the journal, the version, and the merges themselves.
    func whole(_ site: Site) async throws -> [String] {
        try await site.database.read { db in
            let tables = try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                    AND name NOT IN ('journal', 'directoryVersion', 'directoryChange', 'organisationMerge', 'session', 'grdb_migrations')
                    ORDER BY name
                    """)
            return try tables.flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \"\(table)\"").map { "\(table) \($0)" }.sorted()
            }
        }
    }

    func fields(_ page: Answer, changing changes: [String: String] = [:]) throws -> [(String, String)] {
        let form = try #require(HTMLPage(page.text).writingForms.first { $0.action.hasSuffix("/fusion") })
        var fields: [(String, String)] = form.fields.filter { $0.type == "hidden" }.map { ($0.name, $0.value) }
        fields += changes.map { ($0.key, $0.value) }
        return fields
    }

    @Test func twoRecordsBecomeOneWithAllThatSpokeOfEach() async throws {
        let site = try await Site.brittany()
        let (kept, other) = try await two(site)
        try await site.visit(as: try await site.animator()) { browser in
            let found = try await compared(browser)
            #expect(
                found.contains("1</strong> certain") && found.contains("même SIREN")
                    && found.contains("href=\"\(list)/\(kept)-\(other)\""))
            let page = try await browser.get("\(list)/\(kept)-\(other)")
            #expect(page.text.contains("Avec elle viennent") && page.text.contains("3\u{A0}parts dans des pôles"))
            // What people read, not codes.
            #expect(page.text.contains("<span>Culture") && page.text.contains("<span>ESUS"))
            let merged = try await browser.post("\(list)/\(kept)-\(other)/fusion", try fields(page))
            #expect(merged.status == .seeOther && merged.location == "/reseau/pilotage/fusions?fait=fusion")
            let moved = try await browser.get("/annuaire/ti-coop-2")
            #expect(moved.status == .movedPermanently && moved.location == "/annuaire/ti-coop")
            #expect(try await browser.get("/annuaire/vieille-adresse").location == "/annuaire/ti-coop")
            let record = try await browser.get("/annuaire/ti-coop").text
            for text in ["Ti Coop", "Une épicerie.", "ticoop.example", "Dépôt", "l’organisation elle-même"] {
                #expect(record.contains(text), "\(text)")
            }
            #expect(try await browser.get("/annuaire").text.contains("<h2 id=\"combien\">1\u{A0}organisation</h2>"))
            #expect(try await browser.get("/offres").text.contains("/annuaire/ti-coop\""))
            #expect(try await compared(browser).contains("Aucun doublon en vue"))
            #expect(try await browser.get("\(list)/\(kept)-\(other)").status == .notFound)
        }
        #expect(
            try await site.strings(
                "SELECT hubID || validFrom || coalesce(validUntil, '…') FROM hubMember WHERE organisationID = \(kept) ORDER BY 1"
            )
            .map { String($0.dropFirst()) }.sorted() == [
                "2019-01-012020-01-01", "2020-01-01…", "2021-01-012022-01-01",
            ])
        #expect(try await site.count("SELECT count(*) FROM hubMember WHERE organisationID = \(other)") == 0)
        #expect(try await site.strings("SELECT labels FROM organisation WHERE id = \(kept)") == ["scic esus"])
        #expect(try await site.count("SELECT count(*) FROM role WHERE organisationID = \(kept)") == 1)
        let line = try await site.lastLine()
        #expect(line.kind == "annuaire.fusion" && journalSentence(line) == "fiche « Ti Coop » réunie à « TI COOP »")
    }

    @Test func aMergeUndoneLeavesBothExactlyAsTheyWere() async throws {
        let site = try await Site.brittany()
        let (kept, other) = try await two(site)
        let before = try await whole(site)
        try await site.visit(as: try await site.animator()) { browser in
            let pages = [
                "/annuaire/ti-coop", "/annuaire/ti-coop-2", "/annuaire", "/offres", "/poles/bras", "/annuaire.csv",
            ]
            var seen: [String] = []
            for page in pages { seen.append(try await browser.get(page).text) }
            let people = try await whole(site)
            let page = try await browser.get("\(list)/\(kept)-\(other)")
            try await browser.post(
                "\(list)/\(kept)-\(other)/fusion", try fields(page, changing: ["telephone": "autre"]))
            #expect(try await whole(site) != people)
            let undone = try await browser.post("/reseau/pilotage/fusions/1/annulation")
            #expect(undone.location == "/reseau/pilotage/fusions?fait=annulation")
            #expect(try await whole(site) == people)
            for (index, page) in pages.enumerated() {
                #expect(try await browser.get(page).text == seen[index], "\(page)")
            }
            let again = try await browser.post("/reseau/pilotage/fusions/1/annulation")
            #expect(again.status == .unprocessableContent && again.text.contains("déjà été annulée"))
        }
        #expect(before.count > 100)
        #expect(try await site.journalKinds().suffix(2) == ["annuaire.fusion", "annuaire.fusion-annulee"])
        #expect(try await site.database.read(Journal.verify) > 2)
    }

    @Test func undoingLeavesWhatSomebodyChangedSinceAndSaysSo() async throws {
        let site = try await Site.brittany()
        let (kept, other) = try await two(site)
        let merges = MergeStore(database: site.database)
        let seen = try await merges.view(kept, other).fingerprint
        let merge = try await merges.merge(
            kept, absorbing: other, choices: [:], seen: seen, actor: .program, at: site.now)
        site.clock.advance(by: 3600)
        let now = site.now
        try await site.database.write { db in
            let writer = OrganisationWriter(author: RecordAuthor(origin: .organisation, actor: .program, at: now))
            try writer.apply(
                [FieldChange(field: .presentation, old: "Une épicerie.", new: "Une épicerie coopérative.")], to: kept,
                in: db)
        }
        let undone = try await MergeUndoStore(database: site.database).undo(merge.id, actor: .program, at: now)
        #expect(undone.left == 1 && undone.restored > 2)
        #expect(
            try await site.strings("SELECT presentation FROM organisation ORDER BY id") == [
                "Une épicerie coopérative.", "Une épicerie.",
            ])
        #expect(try await site.strings("SELECT website FROM organisation WHERE id = \(kept)") == [""])
    }

    @Test func aMergeWhoseHubChangedSinceOrThatWasMergedAgainIsNotUndone() async throws {
        let site = try await Site.brittany()
        let (kept, other) = try await two(site)
        let third = try await site.organisation("troisieme", name: "Troisième")
        let merges = MergeStore(database: site.database)
        let undos = MergeUndoStore(database: site.database)
        func merge(_ one: ID<Organisation>, _ two: ID<Organisation>) async throws -> Int64 {
            let seen = try await merges.view(one, two).fingerprint
            return try await merges.merge(one, absorbing: two, choices: [:], seen: seen, actor: .program, at: site.now)
                .id
        }
        let before = try await whole(site)
        let first = try await merge(kept, other)
        let second = try await merge(third, kept)
        // The first address leads all the way.
        #expect(try await RecordStore(database: site.database).present(ofFormer: "ti-coop-2") == "troisieme")
        let refusal = await #expect(throws: Refused.self) {
            try await undos.undo(first, actor: .program, at: site.now)
        }
        #expect(refusal?.sentence.contains("réunie depuis") == true && refusal?.sentence.contains("d’abord") == true)
        _ = try await undos.undo(second, actor: .program, at: site.now)
        let bras = try await site.hubID("bras")
        try await site.database.write { db in
            try db.execute(
                sql: "UPDATE hubMember SET validUntil = '2026-06-01' WHERE hubID = ? AND validUntil IS NULL",
                arguments: [bras])
        }
        let changed = await #expect(throws: Refused.self) {
            try await undos.undo(first, actor: .program, at: site.now)
        }
        #expect(changed?.sentence.contains("La participation") == true)
        try await site.database.write { db in
            try db.execute(
                sql: "UPDATE hubMember SET validUntil = NULL WHERE hubID = ? AND organisationID = ?",
                arguments: [bras, kept])
        }
        _ = try await undos.undo(first, actor: .program, at: site.now)
        #expect(try await whole(site) == before)
    }
}
