import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App
@testable import Domain

extension Site {
    /// Records made from sheets, as an import would.
    func records(_ sheets: [[OrganisationField: String]], origin: FieldOrigin = .file) async throws {
        let writer = OrganisationWriter(author: RecordAuthor(origin: origin, actor: .program, at: now))
        try await database.write { db in
            for values in sheets { _ = try writer.create(OrganisationSheet(values), in: db) }
        }
    }
}

extension Answer {
    /// The list's objects, by the text of one of their fields.
    func results(_ field: String) throws -> [String] {
        let list = try #require(try json()["resultats"] as? [[String: Any]])
        return list.compactMap { $0[field] as? String }
    }
}

/// The open interface.
struct OpenDataTests {
    @Test func pagesFollowOneAnotherWithoutHoleNorDuplicateWhateverIsWrittenMeanwhile() async throws {
        let site = try await Site.brittany()
        try await site.records((1...7).map { [.name: "Organisation \($0)"] })
        try await site.visit { browser in
            let first = try await browser.get("/api/organisations?par_page=3")
            #expect(try first.json()["total"] as? Int == 7)
            #expect(try first.results("nom") == ["Organisation 1", "Organisation 2", "Organisation 3"])
            try await site.records([[.name: "Aaa, venue entre-temps"]])
            try await site.database.write { db in
                try db.execute(
                    sql: """
                        UPDATE organisation SET publication = 'retiree' WHERE name IN ('Organisation 2', 'Organisation 5');
                        UPDATE directoryVersion SET version = version + 1;
                        """)
            }
            var seen: [String] = []
            var next = try #require(try first.json()["suivante"] as? String)
            #expect(first.headers[.link]?.contains(next) == true)
            while true {
                let page = try await browser.get(next)
                seen += try page.results("nom")
                guard let following = try page.json()["suivante"] as? String else { break }
                next = following
            }
            #expect(
                seen == ["Organisation 4", "Organisation 6", "Organisation 7", "Aaa, venue entre-temps"])
        }
    }

    @Test func filtersNarrowAsOnThePage() async throws {
        let site = try await Site.brittany()
        try await site.records([
            [.name: "Ressourcerie du Léon", .family: "association", .longitude: "-3.8", .latitude: "48.5"],
            [.name: "Scop L’Enclume", .family: "cooperative", .longitude: "179.9", .latitude: "-17"],
            [.name: "Mutuelle close", .family: "mutuelle", .state: "cessee"],
        ])
        try await site.visit { browser in
            let expected: [(query: String, names: [String])] = [
                ("famille=cooperative", ["Scop L’Enclume"]), ("q=ressourcerie", ["Ressourcerie du Léon"]),
                ("emprise=-4,48,-3,49", ["Ressourcerie du Léon"]), ("emprise=-4,49,-3,48", ["Ressourcerie du Léon"]),
                ("emprise=170,-20,-170,0", ["Scop L’Enclume"]), ("emprise=-4,48,-3,49&famille=cooperative", []),
                ("etat=toutes", ["Ressourcerie du Léon", "Scop L’Enclume", "Mutuelle close"]),
                ("depuis=" + site.today.description, ["Ressourcerie du Léon", "Scop L’Enclume"]),
                ("depuis=" + site.today.adding(days: 2).description, []),
            ]
            for (query, names) in expected {
                let found = try await browser.get("/api/organisations?" + query).results("nom")
                #expect(found == names, "\(query)")
            }
        }
    }

    @Test(arguments: [
        ("/api/organisations?famille=scop", "famille"), ("/api/organisations?familles=scop", "familles"),
        ("/api/organisations?emprise=1,2,3", "emprise"), ("/api/organisations?emprise=nan,2,3,4", "emprise"),
        ("/api/organisations?emprise=0x1p3,2,3,4", "emprise"), ("/api/organisations?depuis=2026-02-30", "depuis"),
        ("/api/organisations?par_page=0", "par_page"), ("/api/organisations?par_page=501", "par_page"),
        ("/api/organisations?suite=-1", "suite"), ("/api/organisations?q=a&q=b", "q"),
        ("/api/organisations?q=%ff", "q"), ("/api/situation?au=hier", "au"), ("/api/familles?q=a", "q"),
        ("/api/territoires?sorte=canton", "sorte"), ("/api/elements.json?emprise=1", "emprise"),
    ])
    func whatIsWrongIsRefusedByASentenceThatNamesIt(address: String, parameter: String) async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            let answer = try await browser.get(address)
            #expect(answer.status == .badRequest)
            #expect(answer.headers[.contentType] == Problem.type)
            #expect(answer.headers[.accessControlAllowOrigin] == "*")
            let problem = try answer.json()
            #expect(problem["parametre"] as? String == parameter && problem["status"] as? Int == 400)
            #expect((problem["detail"] as? String)?.contains(parameter) == true)
        }
    }

    @Test func whatDoesNotExistIsSaidAsAProblemToPrograms() async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            for address in [
                "/api/organisations/inconnue", "/api/organisations/%C3%A9", "/api/rien",
                "/api/organisations?territoire=nulle-part", "/api/organisations?pole=aucun",
            ] {
                let answer = try await browser.get(address)
                #expect(answer.status == .notFound, "\(address)")
                #expect(answer.headers[.contentType] == Problem.type, "\(address)")
            }
            let refused = try await browser.send("/api/organisations", .post)
            #expect(refused.status == .methodNotAllowed && refused.headers[.allow] == "GET, HEAD, OPTIONS")
        }
    }

    @Test func programsOfOtherSitesMayReadAndNothingElse() async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            let asked = try await browser.send(
                "/api/organisations", .options,
                [.origin: "https://ailleurs.example", .accessControlRequestMethod: "GET"])
            #expect(asked.status == .noContent && asked.headers[.accessControlAllowOrigin] == "*")
            #expect(asked.headers[.accessControlAllowMethods]?.contains("POST") == false)
            for path in ["/annuaire.csv", "/annuaire.geojson", "/offres.csv", "/api/openapi.json", "/poles.csv"] {
                let answer = try await browser.get(path)
                #expect(answer.status == .ok && answer.headers[.accessControlAllowOrigin] == "*", "\(path)")
                #expect(answer.headers[.accessControlAllowCredentials] == nil)
            }
            for path in ["/annuaire", "/compte/donnees.json", "/reseau/pilotage/comptes.csv", "/api"] {
                #expect(try await browser.get(path).headers[.accessControlAllowOrigin] == nil, "\(path)")
            }
        }
    }

    @Test func whatHasNotChangedIsNotSentAgain() async throws {
        let site = try await Site.brittany()
        try await site.records([[.name: "Une"]])
        try await site.visit { browser in
            for path in ["/api/organisations", "/api/situation", "/annuaire.csv", "/api/elements.json"] {
                let tag = try #require(try await browser.get(path).headers[.eTag], "\(path)")
                let again = try await browser.get(path, headers: [.ifNoneMatch: tag])
                #expect(again.status == .notModified && again.text.isEmpty, "\(path)")
            }
            let before = try #require(try await browser.get("/annuaire.csv").headers[.eTag])
            let other = try await browser.get("/annuaire.csv?q=une").headers[.eTag]
            try await site.records([[.name: "Deux"]])
            let after = try await browser.get("/annuaire.csv", headers: [.ifNoneMatch: before])
            #expect(after.status == .ok && after.text.contains("Deux") && other != before)
        }
    }

    /// The table of routes and the description for programs are the same list; its examples are accepted.
    @Test func theDescriptionSaysEveryAddressAndItsExamplesWork() async throws {
        let site = try await Site.brittany()
        let endpoints = try buildRoutes(site.services, logsRequests: false).1
        try await site.visit { browser in
            let document = try await browser.get("/api/openapi.json").json()
            let paths = try #require(document["paths"] as? [String: [String: Any]])
            let routes = endpoints.map(\.path).filter { $0.hasPrefix("/api/") && $0 != "/api/openapi.json" }
            #expect(Set(paths.keys) == Set(routes) && routes.count >= 10)
            for (path, operation) in paths where !path.contains("{") {
                let get = try #require(operation["get"] as? [String: Any])
                for parameter in try #require(get["parameters"] as? [[String: Any]]) {
                    let name = try #require(parameter["name"] as? String)
                    let example = try #require(parameter["example"])
                    let value = (example as? [Double])?.map { String($0) }.joined(separator: ",") ?? "\(example)"
                    let answer = try await browser.get("\(path)?\(name)=\(queryValue(value))")
                    #expect([.ok, .notFound].contains(answer.status), "\(path) \(name)=\(value): \(answer.text)")
                }
            }
            let page = try await browser.get("/api")
            for path in paths.keys { #expect(page.text.contains("GET " + path), "\(path)") }
        }
    }

    @Test func theCatalogueNamesFilesThatExistAndWhoPublishesThem() async throws {
        let site = try await Site.brittany()
        let settings = SettingStore(database: site.database)
        try await settings.set(
            LegalSettings(publisher: "Chambre d’essai", host: "", contact: "tel@example.org"), actor: .program,
            at: site.now)
        try await site.visit { browser in
            let answer = try await browser.get("/api/catalogue.jsonld")
            #expect(answer.text.contains("Chambre d’essai") && !answer.text.contains("tel@example.org"))
            let sets = try #require(try answer.json()["dcat:dataset"] as? [[String: Any]])
            #expect(
                sets.compactMap { $0["dct:identifier"] as? String } == [
                    "annuaire", "situation", "offres", "territoires",
                ])
            let files = sets.flatMap { $0["dcat:distribution"] as? [[String: Any]] ?? [] }
            for file in files {
                let address = try #require((file["dcat:downloadURL"] as? [String: String])?["@id"])
                #expect(address.hasPrefix(site.services.configuration.baseURL))
                let path = String(address.dropFirst(site.services.configuration.baseURL.count))
                #expect(try await browser.get(path).status == .ok, "\(path)")
            }
            #expect(files.count >= 10)
        }
    }
}
