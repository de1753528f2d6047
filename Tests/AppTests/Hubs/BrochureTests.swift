import Domain
import Foundation
import HTTPTypes
import Testing

@testable import App

/// The situation that the brochure of 1 March 2010 describes, and what is known before and after (R4, R23).
struct BrochureTests {
    /// What `seed/facts-2010.md` establishes; every other Pays is unknown.
    private static let known: [String: (status: String, certainty: String)] = [
        "12": ("cree", "etabli"), "15": ("cree", "etabli"), "17": ("cree", "etabli"), "11": ("cree", "deduit"),
        "07": ("prefiguration", "etabli"), "09": ("prefiguration", "etabli"), "04": ("aucune", "deduit"),
        "05": ("aucune", "deduit"),
    ]

    @Test func theFirstOfMarch2010IsWhatTheBrochureSays() async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            let answer = try await browser.get("/situation.json?au=2010-03-01")
            let document = try answer.json()
            #expect(document["au"] as? String == "2010-03-01")
            let lines = try #require(document["territoires"] as? [[String: Any]])
            #expect(lines.count == 21)
            #expect(lines.compactMap { $0["code"] as? String } == (1...21).map { $0 < 10 ? "0\($0)" : "\($0)" })
            for line in lines {
                let code = try #require(line["code"] as? String)
                let expected = Self.known[code] ?? ("inconnu", "inconnu")
                #expect(line["statut"] as? String == expected.status, "\(code)")
                #expect(line["certitude"] as? String == expected.certainty, "\(code)")
                #expect((line["source"] as? String)?.isEmpty == false, "\(code) has no source")
            }
            let counts = try #require(document["statuts"] as? [String: Int])
            #expect(counts == ["cree": 4, "prefiguration": 2, "organisation": 0, "aucune": 2, "inconnu": 13])
        }
    }

    @Test func thePageShowsTheTwentyOneTerritoriesAsMapAndTable() async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            let page = try await browser.get("/situation?au=2010-03-01")
            #expect(page.status == .ok)
            let rows = page.text.components(separatedBy: "<tr data-code=").dropFirst()
            #expect(rows.count == 21)
            let morlaix = try #require(rows.first { $0.hasPrefix("\"12\"") })
            for part in [
                "Pays de Morlaix", "Pôle créé", "/poles/adess-pays-de-morlaix", "octobre\u{A0}2009", "établi",
                "Le Télégramme",
            ] {
                #expect(morlaix.contains(part), "\(part)")
            }
            let brest = try #require(rows.first { $0.hasPrefix("\"02\"") })
            #expect(brest.contains("Non connu à cette date") && brest.contains("brochure"))
            #expect(page.text.components(separatedBy: "class=\"pays\"").count == 22)
            #expect(page.text.contains("aria-label=\"Morlaix : Pôle créé\""))
            #expect(page.text.contains("350"))
            for stop in ["2009-12-31", "2010-03-31"] { #expect(page.text.contains("href=\"/situation?au=\(stop)\"")) }
        }
    }

    @Test func theFourFilesAndTheCommandSayTheSame() async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            let csv = try await browser.get("/situation.csv?au=2010-03-01")
            #expect(csv.headers[.contentType] == "text/csv; charset=utf-8")
            let lines = csv.text.split(whereSeparator: \.isNewline)
            #expect(lines.count == 22)
            for (code, expected) in Self.known {
                #expect(
                    lines.contains { $0.contains("2010-03-01") && $0.contains(code) && $0.contains(expected.status) })
            }
            #expect(lines.count { $0.contains("inconnu") } == 13)
            let svg = try await browser.get("/situation.svg?au=2010-03-01")
            #expect(svg.headers[.contentType] == "image/svg+xml")
            #expect(svg.text.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
            #expect(svg.text.components(separatedBy: "<path ").count == 22)
            #expect(svg.text.components(separatedBy: "class=\"statut-cree\"").count == 5)
            #expect(!svg.text.contains("<a ") && !svg.text.contains("<script"))
            let view = try await SituationStore(database: site.database, atlas: Atlas()).view(on: day("2010-03-01"))
            let text = try SituationFormat.texte.text(view)
            #expect(
                text.contains("Pays de Morlaix") && text.contains("Pôle créé : 4")
                    && text.contains("Non connu à cette date : 13"))
        }
    }

    @Test(arguments: [
        ("2007-12-31", ["inconnu": 21]), ("2008-12-31", ["prefiguration": 2, "organisation": 1, "inconnu": 18]),
        ("2009-03-01", ["prefiguration": 2, "organisation": 1, "inconnu": 18]),
        ("2009-03-02", ["cree": 1, "prefiguration": 1, "organisation": 1, "inconnu": 18]),
        ("2009-12-31", ["cree": 4, "prefiguration": 2, "inconnu": 15]),
        ("2010-12-31", ["cree": 6, "aucune": 2, "inconnu": 13]),
        ("2012-04-30", ["cree": 6, "organisation": 1, "aucune": 1, "inconnu": 13]),
        ("2018-02-28", ["cree": 7, "organisation": 2, "inconnu": 12]),
    ])
    func timeMovesTheMapOnlyWhenASourceSaysSo(date: String, expected: [String: Int]) async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            let document = try await browser.get("/situation.json?au=\(date)").json()
            let counts = try #require(document["statuts"] as? [String: Int])
            #expect(counts.filter { $0.value > 0 } == expected)
        }
    }

    @Test func aMonthOrAYearIsItsLastDay() async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            let exact = try await browser.get("/situation.json?au=2009-12-31").text
            #expect(try await browser.get("/situation.json?au=2009-12").text == exact)
            #expect(try await browser.get("/situation.json?au=2009").text == exact)
            #expect(try await browser.get("/situation.json?au=%202009-12-31%20").text == exact)
            let today = try await browser.get("/situation.json").json()["au"] as? String
            #expect(today == site.today.description)
        }
    }

    @Test func theHomePageIsTheSituationOfToday() async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            let page = try await browser.get("/")
            #expect(page.status == .ok && page.text.contains(site.today.description))
            #expect(page.text.contains("Réseau des pôles de l’ESS en Bretagne"))
            #expect(page.text.components(separatedBy: "class=\"pays\"").count == 22)
        }
    }

    @Test func eachOfTheThirteenHubsHasItsPageAndItsHistory() async throws {
        let site = try await Site.brittany()
        let hubs = try await HubStore(database: site.database).all()
        #expect(hubs.count == 13)
        try await site.visit { browser in
            for hub in hubs {
                let page = try await browser.get("/poles/\(hub.slug)")
                #expect(page.status == .ok && page.text.contains(hub.name))
                let history = try await browser.get("/poles/\(hub.slug)/historique")
                #expect(history.status == .ok && history.text.contains("le programme (premières données)"))
            }
            #expect(try await browser.get("/territoires/pays-de-morlaix").text.contains("ADESS Pays de Morlaix"))
            #expect(
                try await browser.get("/territoires/epci-242900694?au=2020-01-01").text.contains("Pays de Cornouaille"))
            #expect(
                try await browser.get("/territoires/epci-242900694?au=2022-01-01").text.contains(
                    "Dans le <a href=\"/territoires/pays-de-lorient\">"))
        }
    }
}
