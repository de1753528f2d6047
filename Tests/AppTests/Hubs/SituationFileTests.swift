import Domain
import Foundation
import HTTPTypes
import Testing

@testable import App

/// The situation as files that other programs read.
struct SituationFileTests {
    @Test func theGeoJSONFollowsRFC7946() async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            let answer = try await browser.get("/situation.geojson?au=2010-03-01")
            #expect(answer.headers[.contentType] == "application/geo+json")
            let collection = try answer.json()
            #expect(collection["type"] as? String == "FeatureCollection" && collection["crs"] == nil)
            let features = try #require(collection["features"] as? [[String: Any]])
            #expect(features.count == 21)
            for feature in features { try check(feature) }
        }
    }

    private func check(_ feature: [String: Any]) throws {
        #expect(feature["type"] as? String == "Feature")
        let code = try #require(feature["id"] as? String)
        let properties = try #require(feature["properties"] as? [String: Any])
        #expect(properties["code"] as? String == code && (properties["territoire"] as? String)?.isEmpty == false)
        let geometry = try #require(feature["geometry"] as? [String: Any])
        #expect(geometry["type"] as? String == "MultiPolygon")
        let polygons = try #require(geometry["coordinates"] as? [[[[Double]]]])
        #expect(!polygons.isEmpty)
        for polygon in polygons {
            for (index, ring) in polygon.enumerated() {
                #expect(ring.count >= 4 && ring.first == ring.last, "\(code): a ring is open or too short")
                #expect(
                    ring.allSatisfy { $0.count == 2 && (-6...0).contains($0[0]) && (47...49.5).contains($0[1]) },
                    "\(code)")
                // Outer rings turn against the clock, holes with it.
                #expect((signedArea(ring) > 0) == (index == 0), "\(code): a ring turns the wrong way")
            }
        }
    }

    private func signedArea(_ ring: [[Double]]) -> Double {
        zip(ring, ring.dropFirst()).reduce(0) { sum, pair in
            sum + (pair.0[0] * pair.1[1] - pair.1[0] * pair.0[1]) / 2
        }
    }

    /// RFC 7946, 3.2: a feature without a place has the member `geometry`, null.
    @Test func withoutOutlinesFeaturesSayThatTheyHaveNoGeometry() async throws {
        let site = try await Site.brittany(hasMap: false)
        try await site.visit { browser in
            let answer = try await browser.get("/situation.geojson?au=2010-03-01")
            let features = try #require(try answer.json()["features"] as? [[String: Any]])
            #expect(features.count == 21 && features.allSatisfy { $0["geometry"] is NSNull })
            #expect(try await browser.get("/situation?au=2010-03-01").status == .ok)
            #expect(try await browser.get("/situation.svg?au=2010-03-01").status == .notFound)
        }
    }

    @Test func whatIsNotKnownIsNullInJSONAndEmptyInCSV() async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            let document = try await browser.get("/situation.json?au=2007-01-01").json()
            let lines = try #require(document["territoires"] as? [[String: Any]])
            for line in lines { #expect(line["depuis"] is NSNull && line["source"] is NSNull) }
            let csv = try await browser.get("/situation.csv?au=2007-01-01").text
            #expect(csv.contains(";01;") || csv.contains(",01,"))
            #expect(!csv.contains("nil") && !csv.contains("null") && !csv.contains("Optional"))
        }
    }

    @Test(arguments: ["csv", "json", "geojson", "svg"])
    func filesAreOpenToOtherSitesAndNamedAfterTheirDay(format: String) async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            let answer = try await browser.get("/situation.\(format)?au=2010-03-01")
            #expect(answer.status == .ok)
            #expect(answer.headers[.accessControlAllowOrigin] == "*")
            #expect(answer.headers[.contentDisposition]?.contains("situation-2010-03-01.\(format)") == true)
            #expect(answer.headers[.xContentTypeOptions] == "nosniff")
        }
    }

    @Test(arguments: [
        "hier", "2010-13-01", "2010-02-30", "10", "<script>", "2010-03-01'--", "99999", "-1", "2010-03-01T00:00",
        "0000-00-00",
    ])
    func aWrongDateGetsASentenceAndNoFile(typed: String) async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            for path in [
                "/situation", "/situation.json", "/situation.csv", "/situation.geojson", "/situation.svg",
                "/territoires/pays-de-brest",
            ] {
                let answer = try await browser.get("\(path)?au=\(queryValue(typed))")
                #expect(answer.status == .unprocessableContent, "\(path)")
                #expect(answer.text.contains("n’est pas une date"))
                let isPage = answer.headers[.contentType]?.contains("html") == true
                #expect(isPage != path.contains("."), "\(path)")
                #expect(!isPage || !answer.text.contains("<script>"))
            }
        }
    }

    @Test func theFarthestDatesAreAnswered() async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            for typed in ["1000-01-01", "1000", "9999-12-31", "9999"] {
                let network = try await browser.get("/situation?au=\(typed)")
                let territory = try await browser.get("/territoires/pays-de-brest?au=\(typed)")
                #expect(network.status == .ok && territory.status == .ok)
            }
        }
    }

    @Test(arguments: ["territoire", "statut", "pole", "depuis", "habitants"])
    func theTableSortsBothWays(key: String) async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            let up = codes(try await browser.get("/situation?au=2010-03-01&tri=\(key)"))
            let down = codes(try await browser.get("/situation?au=2010-03-01&tri=-\(key)"))
            #expect(up.count == 21 && up == down.reversed())
            let page = try await browser.get("/situation?au=2010-03-01&tri=\(key)").text
            #expect(page.contains("aria-sort=\"ascending\"") && page.contains("tri=-\(key)#tableau"))
        }
    }

    @Test func anUnknownOrderIsTheFirstOne() async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            let usual = codes(try await browser.get("/situation?au=2010-03-01"))
            let unknown = codes(try await browser.get("/situation?au=2010-03-01&tri=1;DROP%20TABLE%20hub"))
            #expect(unknown == usual)
            #expect(usual.first == "01" && usual.last == "21")
            let byPeople = codes(try await browser.get("/situation?au=2010-03-01&tri=habitants"))
            #expect(byPeople.last == "15" && byPeople.first == "14")
        }
    }

    private func codes(_ answer: Answer) -> [String] {
        answer.text.components(separatedBy: "<tr data-code=\"").dropFirst().map { String($0.prefix(2)) }
    }
}
