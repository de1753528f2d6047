import Foundation
import GRDB
import HTTPTypes
import NIOCore
import Tabular
import Testing

@testable import App
@testable import Domain

/// The files of the directory, and what leaves with them.
struct DirectoryFileTests {
    private static let everywhere = [
        "/annuaire.csv", "/annuaire.geojson", "/annuaire.jsonld", "/api/organisations", "/api/elements.json",
        "/api/organisations?etat=toutes",
    ]

    @Test func whatIsNotToBeDisclosedLeavesByNoDoor() async throws {
        let secrets: [OrganisationField: String] = [
            .acronym: "SIGLESECRET", .address: "12 RUESECRETE", .postcode: "29999", .phone: "0299990000",
            .email: "secret@example.org", .longitude: "-3.987654", .latitude: "48.123456",
        ]
        let site = try await Site.brittany()
        try await site.records([
            secrets.merging([.name: "Discrète", .town: "Morlaix", .diffusion: "P"]) { first, _ in first }
        ])
        try await site.database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO establishment (organisationID, siret, address, postcode, town)
                    VALUES (1, '', '12 RUESECRETE', '29999', 'Morlaix')
                    """)
        }
        try await site.visit { browser in
            for path in Self.everywhere + ["/api/organisations/discrete"] {
                let answer = try await browser.get(path)
                #expect(answer.text.contains("Discrète"), "\(path)")
                for secret in secrets.values { #expect(!answer.text.contains(secret), "\(path) \(secret)") }
            }
            // Nor by looking for it square by square.
            let square = try await browser.get("/api/organisations?emprise=-3.99,48.12,-3.98,48.13")
            #expect(try square.json()["total"] as? Int == 0)
        }
    }

    @Test func recordsThatAreNotPublishedLeaveByNoDoor() async throws {
        let site = try await Site.brittany()
        try await site.records(["Héritière", "Fondue", "Retirée", "Proposée"].map { [.name: $0] })
        try await site.database.write { db in
            try db.execute(
                sql: """
                    UPDATE organisation SET publication = 'fusionnee', mergedInto = 1 WHERE name = 'Fondue';
                    UPDATE organisation SET publication = 'retiree' WHERE name = 'Retirée';
                    UPDATE organisation SET publication = 'proposee' WHERE name = 'Proposée';
                    UPDATE directoryVersion SET version = version + 1;
                    """)
        }
        try await site.visit { browser in
            for path in Self.everywhere {
                let answer = try await browser.get(path)
                #expect(answer.text.contains("Héritière"), "\(path)")
                for name in ["Fondue", "Retirée", "Proposée"] { #expect(!answer.text.contains(name), "\(path)") }
            }
            let moved = try await browser.get("/api/organisations/fondue")
            #expect(moved.status == .movedPermanently && moved.location == "/api/organisations/heritiere")
            for slug in ["retiree", "proposee"] {
                #expect(try await browser.get("/api/organisations/" + slug).status == .notFound)
            }
        }
    }

    /// More records than are written at a time, one of them withdrawn between the index and the reading.
    @Test func aLongFileIsWholeAndWellFormed() async throws {
        let site = try await Site.brittany()
        try await site.records(
            (1...1201).map { [.name: "N° \($0) « à \"guillemets\" »\nsur deux lignes", .town: "Brest"] })
        try await site.visit { browser in
            let rows = try await browser.get("/annuaire.csv").text
            let table = try Table(Array(rows.utf8))
            #expect(table.rows.count == 1201)
            for (path, list) in [
                ("/annuaire.geojson", "features"), ("/annuaire.jsonld", "@graph"), ("/api/elements.json", "data"),
            ] {
                #expect((try await browser.get(path).json()[list] as? [Any])?.count == 1201, "\(path)")
            }
            try await site.database.write { db in
                // Without raising the version: the index still has them.
                try db.execute(sql: "UPDATE organisation SET publication = 'retiree' WHERE id <= 500")
            }
            let features = try await browser.get("/annuaire.geojson").json()["features"] as? [Any]
            #expect(features?.count == 701)
        }
    }

    @Test func eachFileSaysItsLicenceItsSourceAndItsDay() async throws {
        let site = try await Site.brittany()
        try await site.records([[.name: "Une"]])
        try await site.visit { browser in
            let table = try Table(Array(try await browser.get("/annuaire.csv").text.utf8))
            let cells = Dictionary(zip(table.columns, try #require(table.rows.first).cells)) { first, _ in first }
            #expect(cells["licence"] == OpenOrigin.licence && cells["date"] == site.today.description)
            #expect(cells["source"] == "Réseau des pôles de l’ESS en Bretagne")
            let described = try await browser.get("/annuaire.csv-metadata.json").json()
            let schema = try #require(described["tableSchema"] as? [String: Any])
            let names = try #require(schema["columns"] as? [[String: Any]]).compactMap { $0["name"] as? String }
            #expect(names == table.columns)
            for path in ["/annuaire.geojson", "/api/elements.json", "/api/organisations"] {
                let file = try await browser.get(path).json()
                #expect(file["licence"] as? String == OpenOrigin.licence, "\(path)")
                #expect(file["date"] as? String == site.today.description && file["source"] is String, "\(path)")
            }
            let linked = try await browser.get("/annuaire.jsonld").json()
            #expect(linked["license"] as? String == OpenOrigin.licence && linked["@type"] as? String == "Dataset")
        }
    }

    /// The files of the network too; a line copied elsewhere keeps its licence.
    @Test func everyOpenFileSaysItsLicenceAndItsDay() async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            for path in ["/poles.csv", "/territoires.csv", "/situation.csv"] {
                let table = try Table(Array(try await browser.get(path).text.utf8))
                let place = try #require(table.columns.firstIndex(of: "licence"), "\(path)")
                #expect(!table.rows.isEmpty && table.rows.allSatisfy { $0.cells[place] == OpenLicence.address })
            }
            #expect(try await browser.get("/offres.csv").text.contains("origine,licence,date"))
            for path in ["/situation.json", "/situation.geojson"] {
                #expect(try await browser.get(path).json()["licence"] as? String == OpenLicence.address, "\(path)")
            }
        }
    }

    @Test func aPackedFileIsTheSameFile() throws {
        var whole = ByteBuffer()
        let stream = try GzipStream()
        var packed = ByteBuffer()
        for number in 0..<3000 {
            let piece = ByteBuffer(string: "ligne \(number * 7919 % 1000) ; ")
            whole.writeImmutableBuffer(piece)
            packed.writeImmutableBuffer(try stream.add(piece))
        }
        packed.writeImmutableBuffer(try stream.finish())
        let opened = try Archive.open("essai.csv.gz", Array(packed.readableBytesView))
        #expect(opened.map(\.bytes) == [Array(whole.readableBytesView)])
    }

    /// A map, or another Maillage, that takes our feed has the same organisations.
    @Test func ourFeedImportedElsewhereGivesTheSameOrganisations() async throws {
        let fields: [OrganisationField] = [
            .name, .acronym, .family, .summary, .presentation, .address, .postcode, .town, .longitude, .latitude,
            .website, .phone, .siren, .siret, .rna,
        ]
        let here = try await Site.brittany()
        try await here.records([
            [
                .name: "Recyclerie d’Armor", .acronym: "RA", .family: "association", .summary: "Réemploi",
                .presentation: "Collecte, tri & vente.", .address: "3 rue du Port", .postcode: "29200", .town: "Brest",
                .longitude: "-4.48", .latitude: "48.39", .website: "https://recyclerie.example.org",
                .phone: "0298000000",
                .rna: "W291000001",
            ],
            [
                .name: "Scop du Trégor", .family: "cooperative", .siren: "404833048", .siret: "40483304800022",
                .town: "Lannion",
            ],
        ])
        let feed = try await fetched("/api/elements.json", from: here)
        let there = try await Site.brittany()
        let files = try OrganisationImportFiles(opened: [("elements.json", feed)])
        let store = OrganisationImportStore(database: there.database)
        for expected in [2, 0] {
            let plan = try await store.bringIn(
                title: files.title, origin: files.origin, isTrial: false, actor: .program, at: there.now
            ) { scope in files.parsed(scope) }
            #expect(plan.created.count == expected && plan.refused.isEmpty)
        }
        let read = { @Sendable (db: GRDB.Database) in
            try Row.fetchAll(db, sql: "SELECT * FROM organisation ORDER BY name").map { row in
                fields.map { OrganisationReader.sheet(row)[$0] }
            }
        }
        let ours = try await here.database.read(read)
        #expect(try await there.database.read(read) == ours && ours.count == 2)
    }

    private func fetched(_ path: String, from site: Site) async throws -> [UInt8] {
        let kept = Mutexed<[UInt8]>([])
        try await site.visit { browser in
            let bytes = Array(try await browser.get(path).bytes.readableBytesView)
            kept.change { $0 = bytes }
        }
        return kept.value
    }
}
