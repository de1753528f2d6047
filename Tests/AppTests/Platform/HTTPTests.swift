import Domain
import Foundation
import GRDB
import HTTPTypes
import NIOCore
import Testing

@testable import App

/// What every answer has in common: headers, caching, compression, errors in plain words.
struct HTTPTests {
    private static let pages = [
        "/", "/situation", "/situation.json", "/situation.svg", "/poles", "/poles/bras", "/territoires", "/demarche",
        "/connexion",
        "/aide", "/aide/composants", "/sante", "/introuvable", "/compte", "/reseau/pilotage", "/situation?au=demain",
    ]

    @Test(arguments: pages)
    func everyAnswerCarriesTheSecurityHeaders(path: String) async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            let headers = try await browser.get(path).headers
            let policy = try #require(headers[.contentSecurityPolicy])
            for part in [
                "default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'",
                "form-action 'self'",
            ] {
                #expect(policy.contains(part), "\(part)")
            }
            #expect(!policy.contains("unsafe") && !policy.contains("*") && !policy.contains("http"))
            #expect(headers[.xContentTypeOptions] == "nosniff")
            #expect(headers[.referrerPolicy] == "same-origin")
            #expect(headers[.crossOriginOpenerPolicy] == "same-origin")
            #expect(headers[.permissionsPolicy]?.contains("geolocation=()") == true)
            #expect(headers[.requestID]?.isEmpty == false)
            #expect(headers[.strictTransportSecurity] == nil)
            #expect(headers[.server] == nil)
        }
    }

    @Test func behindHTTPSBrowsersAreToldToStayThere() async throws {
        let site = try Site { $0.baseURL = "https://maillage.example.org" }
        try await site.visit { browser in
            let header = try await browser.get("/sante").headers[.strictTransportSecurity]
            #expect(header?.hasPrefix("max-age=") == true)
        }
    }

    @Test func readingLeavesNoCookie() async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            for path in ["/", "/situation", "/poles/bras", "/demarche", "/aide"] {
                let page = try await browser.get(path)
                #expect(page.headers[.setCookie] == nil)
            }
        }
    }

    @Test(arguments: ["/", "/situation?au=2010-03-01", "/situation.json?au=2010-03-01", "/poles", "/sante"])
    func whatDidNotChangeIsNotSentAgain(path: String) async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            let first = try await browser.get(path)
            let tag = try #require(first.headers[.eTag])
            let again = try await browser.get(path, headers: [.ifNoneMatch: tag])
            #expect(again.status == .notModified && again.text.isEmpty)
            #expect(again.headers[.eTag] == tag)
            let other = try await browser.get(path, headers: [.ifNoneMatch: "W/\"autre\""])
            #expect(other.status == .ok && other.text == first.text)
        }
    }

    @Test(arguments: ["/", "/situation.csv", "/poles/bras", "/introuvable", "/sante"])
    func aHeadIsAGetWithoutItsBody(path: String) async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            let get = try await browser.get(path)
            let head = try await browser.send(path, .head)
            #expect(head.status == get.status && head.text.isEmpty)
            #expect(head.headers[.contentType] == get.headers[.contentType])
            #expect(head.headers[.eTag] == get.headers[.eTag])
        }
    }

    @Test func pagesAreCompressedForThoseWhoReadGzip() async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            let plain = try await browser.get("/situation?au=2010-03-01")
            let packed = try await browser.get("/situation?au=2010-03-01", headers: [.acceptEncoding: "br, gzip;q=0.8"])
            #expect(plain.headers[.contentEncoding] == nil)
            #expect(packed.headers[.contentEncoding] == "gzip")
            #expect(packed.headers[.vary]?.contains("Accept-Encoding") == true)
            #expect(packed.bytes.readableBytes * 4 < plain.bytes.readableBytes)
            #expect(packed.bytes == Gzip.compress(plain.bytes))
            #expect(Array(packed.bytes.readableBytesView.prefix(2)) == [0x1F, 0x8B])
            let refused = try await browser.get(
                "/situation?au=2010-03-01", headers: [.acceptEncoding: "gzip;q=0, identity"])
            #expect(refused.headers[.contentEncoding] == nil)
        }
    }

    @Test func aFirstVisitIsLight() async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            var total = 0
            let gzip: HTTPFields = [.acceptEncoding: "gzip"]
            let page = try await browser.get("/situation?au=2010-03-01", headers: gzip)
            total += page.bytes.readableBytes
            let paths = [
                site.services.assets.path("maillage.css"), site.services.assets.path("maillage.js"), "/favicon.svg",
            ]
            for path in paths {
                let file = try await browser.get(path, headers: gzip)
                #expect(file.status == .ok && file.headers[.cacheControl]?.contains("immutable") == true)
                total += file.bytes.readableBytes
            }
            #expect(total < 60_000, "\(total) bytes")
        }
    }

    @Test(arguments: [
        "/introuvable", "/poles/nulle-part", "/poles/nulle-part/historique", "/territoires/nulle-part", "/pieces/1",
        "/pieces/x",
        "/fichiers/maillage.css", "/fichiers/..%2f..%2fPackage.swift", "/poles/bras/organisations.csv/x",
        "/situation.pdf",
        "/pieces/99999999999999999999", "/poles/'%20OR%201=1--", "/territoires/%3Cscript%3E",
    ])
    func anUnknownAddressIsToldInFrench(path: String) async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            let page = try await browser.get(path)
            #expect(page.status == .notFound)
            #expect(page.text.contains("Cette page n’existe pas") && page.text.contains("href=\"/situation\""))
            #expect(!page.text.contains("<script>"))
        }
    }

    @Test func healthAnswersWhenTheDatabaseDoes() async throws {
        try await Site().visit { browser in
            let answer = try await browser.get("/sante")
            #expect(answer.status == .ok && answer.text == "ok\n")
        }
    }

    @Test func aFaultSaysNothingOfItself() async throws {
        let site = try await Site.brittany()
        try await site.database.write { db in try db.execute(sql: "DROP VIEW currentMilestone") }
        try await site.visit { browser in
            for path in ["/", "/situation.json", "/poles/bras"] {
                let page = try await browser.get(path)
                #expect(page.status == .internalServerError)
                #expect(page.text.contains("Le serveur s’est trompé"))
                let id = try #require(page.headers[.requestID])
                #expect(page.text.contains(id))
                for detail in ["currentMilestone", "SQL", "no such", "sqlite", "Error", ".swift"] {
                    #expect(!page.text.contains(detail), "\(detail)")
                }
            }
        }
    }

    @Test func whenThePersonTableIsGoneTheFaultPageStillComes() async throws {
        let site = try await Site.brittany()
        try await site.database.write { db in
            try db.execute(sql: "PRAGMA foreign_keys = OFF; DROP TABLE setting")
        }
        try await site.visit { browser in
            let page = try await browser.get("/situation")
            #expect(page.status == .internalServerError && page.text.contains("Le serveur s’est trompé"))
            #expect(page.headers[.contentSecurityPolicy] != nil)
        }
    }

    @Test func whatIsReadIsNotWrittenTo() async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            for method in [HTTPRequest.Method.put, .delete, .patch, .post] {
                let answer = try await browser.send("/poles", method)
                #expect((400..<500).contains(answer.status.code), "\(method)")
                #expect(answer.text.contains("<html lang=\"fr\">"))
            }
        }
    }
}
