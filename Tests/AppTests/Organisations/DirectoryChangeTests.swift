import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App
@testable import Domain

/// The directory in memory follows the database, whatever writes to it.
struct DirectoryChangeTests {
    private func site(_ sheets: [[OrganisationField: String]]) async throws -> Site {
        let site = try await Site.brittany()
        let writer = OrganisationWriter(author: RecordAuthor(origin: .sirene, actor: .program, at: site.now))
        try await site.database.write { db in
            for values in sheets { _ = try writer.create(OrganisationSheet(values), in: db) }
        }
        return site
    }

    private func total(_ text: String, _ keeper: DirectoryKeeper, on day: Day) async throws -> Int {
        var query = DirectoryQuery()
        query.text = text
        return try await keeper.directory(on: day).index.search(query).total
    }

    @Test func onlyWhatChangedIsReadAgain() async throws {
        let site = try await site([[.name: "Première"], [.name: "Seconde"]])
        let keeper = DirectoryKeeper(database: site.database)
        let before = try await keeper.directory(on: site.today)
        let again = try await keeper.directory(on: site.today)
        #expect(before.index.changeCount == 0 && again.version == before.version)
        let writer = OrganisationWriter(author: RecordAuthor(origin: .hub, actor: .program, at: site.now))
        try await site.database.write { db in
            _ = try writer.apply([FieldChange(field: .name, old: "Première", new: "Doyenne")], to: 1, in: db)
            _ = try writer.create(OrganisationSheet([.name: "Troisième"]), in: db)
        }
        let after = try await keeper.directory(on: site.today)
        // One hidden, two read: the second record was left alone.
        #expect(after.index.changeCount == 3 && after.index.count == 3)
        #expect(try await total("doyenne", keeper, on: site.today) == 1)
        #expect(try await total("première", keeper, on: site.today) == 0)
        #expect(try await total("troisième", keeper, on: site.today) == 1)
    }

    @Test func aRecordThatIsWithdrawnDeletedOrWrittenByHandIsFollowed() async throws {
        let site = try await site([[.name: "Retirée"], [.name: "Effacée"], [.name: "Gardée"]])
        let keeper = DirectoryKeeper(database: site.database)
        #expect(try await keeper.directory(on: site.today).index.count == 3)
        try await site.database.write { db in
            try db.execute(
                sql: """
                    UPDATE organisation SET publication = 'retiree' WHERE id = 1;
                    DELETE FROM organisation WHERE id = 2;
                    UPDATE directoryVersion SET version = version + 1;
                    """)
        }
        let after = try await keeper.directory(on: site.today)
        #expect(after.index.count == 1 && after.index.search(DirectoryQuery()).page == [3])
    }

    @Test func aPartInAHubOrAnOfferCountsFromTheDayItHolds() async throws {
        let site = try await site([[.name: "Ti Coop", .town: "Morlaix"]])
        let keeper = DirectoryKeeper(database: site.database)
        let hub = try await site.hub("essai-du-leon")
        #expect(try await keeper.directory(on: site.today).index.search(DirectoryQuery()).counts(.hub) == [:])
        let tomorrow = site.today.adding(days: 1)
        try await site.database.write { db in
            try db.execute(
                sql: "INSERT INTO hubMember (hubID, organisationID, validFrom) VALUES (?, 1, ?)",
                arguments: [hub, tomorrow])
            try db.execute(
                sql: """
                    INSERT INTO offer (organisationID, direction, kind, topic, validFrom, validUntil, recordedAt)
                    VALUES (1, 'propose', 'lieu', 'salle', ?, ?, '2026-01-01')
                    """, arguments: [site.today, tomorrow])
        }
        let today = try await keeper.directory(on: site.today).index.search(DirectoryQuery())
        #expect(today.counts(.hub) == [:] && today.counts(.offer) == ["propose": 1, "propose-lieu": 1])
        let later = try await keeper.directory(on: tomorrow).index.search(DirectoryQuery())
        #expect(later.counts(.hub) == ["essai-du-leon": 1] && later.counts(.offer) == [:])
    }

    @Test func whatSpeaksOfManyRecordsAtOnceIsFollowed() async throws {
        let site = try await site([
            [.name: "Ti Coop", .commune: "29151", .federations: "les-scop"], [.name: "Sans adresse"],
        ])
        try await site.commune("29151", "Morlaix", inPerimeterOf: "adess-pays-de-morlaix")
        let hub = try await site.hubID("adess-pays-de-morlaix")
        try await site.database.write { db in
            try db.execute(
                sql: "INSERT INTO hubMember (hubID, organisationID, validFrom) VALUES (?, 2, '2020-01-01')",
                arguments: [hub])
        }
        let keeper = DirectoryKeeper(database: site.database)
        let pays = "pays-de-morlaix"
        let before = try await keeper.directory(on: site.today)
        #expect(before.answer(DirectoryQuery()).count(in: pays) == 2)
        #expect(try await total("morlaix", keeper, on: site.today) == 2)
        // A territory that takes another name is found by it.
        try await site.database.write { db in
            try db.execute(sql: "UPDATE territoryName SET name = 'Montroulez' WHERE name = 'Morlaix'")
        }
        #expect(try await total("montroulez", keeper, on: site.today) == 1)
        // A hub that takes another name or leaves a territory.
        try await site.database.write { db in
            try db.execute(sql: "UPDATE hub SET name = 'Pôle du Nord' WHERE id = ?", arguments: [hub])
            try db.execute(sql: "DELETE FROM hubPerimeter WHERE hubID = ?", arguments: [hub])
        }
        let moved = try await keeper.directory(on: site.today)
        #expect(moved.hubs.contains { $0.name == "Pôle du Nord" })
        #expect(moved.answer(DirectoryQuery()).count(in: pays) == 1)
        let version = moved.version
        // A federation that takes another name.
        let store = FederationStore(database: site.database)
        var slug: String?
        for name in ["Les Scop", "Coopératives du travail"] {
            slug = try await store.save(
                slug, name: name, website: "", definition: "", source: "Essai", actor: .program, at: site.now)
            let named = try await keeper.directory(on: site.today)
            let said = named.federations.filter { $0.slug == slug }.map(\.name)
            #expect(said == [name] && named.version > version)
        }
    }

    @Test func anotherProgramThatWritesIsNoticed() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "annuaire-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var configuration = App.Configuration()
        configuration.dataFolder = folder
        let pool = try App.Database.open(configuration, creating: true)
        let day = try #require(Day("2026-11-25"))
        let keeper = DirectoryKeeper(database: pool)
        #expect(try await keeper.directory(on: day).index.count == 0)
        let other = try App.Database.open(configuration)
        let writer = OrganisationWriter(
            author: RecordAuthor(origin: .file, actor: .program, at: Date(timeIntervalSince1970: 1_795_000_000)))
        try await other.write { db in _ = try writer.create(OrganisationSheet([.name: "Venue d’ailleurs"]), in: db) }
        #expect(try await keeper.directory(on: day).index.count == 1)
        let mark = ChangeSignal(pool)
        let seen = mark?.value()
        #expect(seen != nil && mark?.value() == seen)
        try await other.write { db in try OrganisationWriter.touch(db) }
        #expect(mark?.value() != seen)
    }

    @Test func filtersOfThePageNarrowAndTheMapSaysWhereAnswersAre() async throws {
        let site = try await site([
            [
                .name: "Fournil du Port", .town: "Brest", .sectors: "culture", .labels: "esus", .longitude: "-4.4861",
                .latitude: "48.3904", .precision: "adresse",
            ],
            [.name: "Atelier du Bois", .town: "Rennes", .sectors: "sport", .federations: "les-scop"],
        ])
        try await site.visit { browser in
            let all = try await browser.get("/annuaire").text
            #expect(all.contains("id=\"carte\"") && all.contains("secteur=culture") && all.contains("agrement=esus"))
            #expect(all.contains("reseau=les-scop") && all.contains("1\u{A0}organisation n’a pas de lieu connu"))
            // Alone on the map, it leads to its record.
            #expect(all.contains("<a href=\"/annuaire/fournil-du-port\" class=\"amas seul\""))
            let one = try await browser.get("/annuaire?secteur=culture&agrement=esus").text
            #expect(one.contains("Fournil du Port") && !one.contains("Atelier du Bois") && one.contains("Tout ôter"))
            let box = try await browser.get("/annuaire?emprise=-5,48,-4,49").text
            #expect(
                box.contains("Fournil du Port") && !box.contains("Atelier du Bois")
                    && box.contains("partie de la carte"))
            #expect(try await browser.get("/annuaire?emprise=n,importe,quoi,1").text.contains("Atelier du Bois"))
            // Nothing found: the land of the network, not an empty country.
            let nowhere = try await browser.get("/annuaire?territoire=inconnu").text
            #expect(nowhere.contains("Aucune organisation ne répond"))
            let views = [all, nowhere].map { $0.firstMatch(of: /data-vue="([^"]+)"/)?.output.1 }
            #expect(views[0] != nil && views[0] == views[1])
            let view = try await browser.get("/annuaire?vue=-5,48,-4,49").text
            #expect(view.contains("Atelier du Bois") && view.contains("data-vue=\"-5."))
            #expect(
                try await browser.get("/annuaire?pres=Nulle+part&tri=distance").text.contains(
                    "On ne sait pas où se trouve"))
        }
    }

    @Test func aPageThatHasNotChangedIsNotSentAgain() async throws {
        let site = try await site([[.name: "Première"]])
        try await site.visit { browser in
            let first = try await browser.get("/annuaire")
            let second = try await browser.get("/annuaire")
            #expect(
                first.text == second.text && first.headers[.eTag] != nil
                    && first.headers[.eTag] == second.headers[.eTag])
            let writer = OrganisationWriter(author: RecordAuthor(origin: .hub, actor: .program, at: site.now))
            try await site.database.write { db in
                _ = try writer.create(OrganisationSheet([.name: "Deuxième"]), in: db)
            }
            let third = try await browser.get("/annuaire")
            #expect(third.text.contains("Deuxième") && third.headers[.eTag] != first.headers[.eTag])
        }
    }

    @Test func aTileServerIsAskedOnlyWhenItIsNamed() async throws {
        let without = try await site([[.name: "Ici", .longitude: "-4", .latitude: "48"]])
        try await without.visit { browser in
            let page = try await browser.get("/annuaire")
            #expect(
                !page.text.contains("<image")
                    && page.headers[.contentSecurityPolicy]?.contains("img-src 'self';") == true)
        }
        let with = try await Site.brittany { configuration in
            configuration.tiles = TileServer(template: "https://tuiles.example.org/{z}/{x}/{y}.png", credit: "Essai")
        }
        let writer = OrganisationWriter(author: RecordAuthor(origin: .sirene, actor: .program, at: with.now))
        try await with.database.write { db in
            _ = try writer.create(OrganisationSheet([.name: "Ici", .longitude: "-4", .latitude: "48"]), in: db)
        }
        try await with.visit { browser in
            let page = try await browser.get("/annuaire")
            #expect(
                page.text.contains("<image href=\"https://tuiles.example.org/")
                    && page.text.contains("Fond de carte : Essai") || page.text.contains("Essai"))
            #expect(
                page.headers[.contentSecurityPolicy]?.contains("img-src 'self' https://tuiles.example.org;") == true)
        }
        #expect(throws: Refused.self) {
            try App.Configuration(environment: ["MAILLAGE_TUILES": "http://tuiles.example.org/{z}/{x}/{y}"])
        }
        #expect(throws: Refused.self) {
            try App.Configuration(environment: [
                "MAILLAGE_TUILES": "https://a;b/{z}/{x}/{y}", "MAILLAGE_TUILES_MENTION": "x",
            ])
        }
    }
}
