import Foundation
import HTTPTypes
import Testing

@testable import App

/// Programs that read the situation get their refusals, and what did not change, in their own way.
struct SituationRefusalTests {
    @Test(arguments: ["json", "geojson", "csv", "svg"])
    func aWrongDayIsRefusedInTheTypeAskedFor(format: String) async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            let answer = try await browser.get("/situation.\(format)?au=bad")
            #expect(answer.status == .unprocessableContent)
            #expect(answer.headers[.accessControlAllowOrigin] == "*")
            let isJSON = format.hasSuffix("json")
            #expect(answer.headers[.contentType]?.hasPrefix(isJSON ? "application/json" : "text/plain") == true)
            let sentence = isJSON ? try answer.json()["erreur"] as? String : answer.text
            #expect(sentence?.contains("n’est pas une date") == true)
        }
    }

    @Test func aListOfTagsIsReadWhole() async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            let tag = try #require(try await browser.get("/situation").headers[.eTag])
            for list in ["\"autre\", \(tag)", "\(tag) , \"autre\"", String(tag.dropFirst(2)), "*"] {
                let answer = try await browser.get("/situation", headers: [.ifNoneMatch: list])
                #expect(answer.status == .notModified)
            }
            let other = try await browser.get("/situation", headers: [.ifNoneMatch: "\"autre\""])
            #expect(other.status == .ok)
        }
    }

    @Test func pagesOfSomebodySignedInAreKeptByNobodyElse() async throws {
        let site = try await Site.brittany()
        let person = try await site.animator()
        try await site.visit(as: person) { browser in
            let mine = try await browser.get("/situation").headers[.cacheControl]
            let everybody = try await browser.another().get("/situation").headers[.cacheControl]
            #expect(mine == "private, no-cache" && everybody == "no-cache")
        }
    }
}
