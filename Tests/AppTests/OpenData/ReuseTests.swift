import Foundation
import HTTPTypes
import NIOCore
import Testing

@testable import App
@testable import Domain

/// The directory on other people's pages, and on paper.
struct ReuseTests {
    private func site() async throws -> Site {
        let site = try await Site.brittany()
        try await site.records([
            [
                .name: "Recyclerie <b>d’Armor</b>", .family: "association", .town: "brest", .postcode: "29200",
                .address: "3 rue du Port", .phone: "0298000000", .website: "https://www.recyclerie.example.org/",
            ],
            [.name: "Scop du Trégor", .family: "cooperative", .town: "Lannion"], [.name: "Nulle part"],
            [
                .name: "Discrète", .town: "Morlaix", .diffusion: "P", .phone: "0299990000", .address: "12 RUESECRETE",
                .family: "mutuelle",
            ],
        ])
        return site
    }

    /// The frame-ancestors of each public page, whoever asks.
    @Test func onlyThePagesMadeForItMayStandInAFrame() async throws {
        let site = try await site()
        let person = try await site.animator("Anne Visible")
        try await site.visit(as: person) { browser in
            for path in ["/annuaire/cadre", "/annuaire/cadre?famille=association", "/situation/cadre"] {
                let page = try await browser.get(path)
                #expect(page.status == .ok)
                let policy = try #require(page.headers[.contentSecurityPolicy])
                #expect(policy.contains("frame-ancestors *") && policy.contains("default-src 'none'"))
                // Nobody is signed in there, and nothing can be written from there.
                #expect(!page.text.contains("Anne Visible") && !page.text.contains("jeton"))
                #expect(!page.text.contains("method=\"post\"") && !page.text.contains("<script"))
            }
            let others = [
                "/", "/annuaire", "/annuaire/scop-du-tregor", "/situation", "/annuaire/livret", "/api", "/compte",
                "/annuaire/cadre-2", "/api/organisations", "/annuaire.csv",
            ]
            for path in others {
                let policy = try await browser.get(path).headers[.contentSecurityPolicy] ?? ""
                #expect(policy.contains("frame-ancestors 'none'"), "\(path)")
            }
        }
    }

    @Test func theFrameAnswersTheQuestionAndItsLinksOpenBesideIt() async throws {
        let site = try await site()
        try await site.visit { browser in
            let page = try await browser.get("/annuaire/cadre?famille=cooperative")
            #expect(page.text.contains("Scop du Trégor") && !page.text.contains("Discrète"))
            #expect(page.text.contains("<a href=\"/annuaire/scop-du-tregor\" target=\"_blank\""))
            // Every other link stays inside, where framing is allowed.
            for link in HTMLPage(page.text).links where link.hasPrefix("/") && !link.hasPrefix("/annuaire/cadre") {
                let isAsset = link.hasPrefix("/fichiers/") || link == "/favicon.svg"
                #expect(page.text.contains("\"\(link)\" target=\"_blank\"") || isAsset, "\(link)")
            }
            let directory = try await browser.get("/annuaire?famille=cooperative").text
            #expect(
                directory.contains(
                    "&lt;iframe src=&quot;http://127.0.0.1:8080/annuaire/cadre?famille=cooperative&quot;"))
        }
    }

    @Test func theMapOfAFrameStaysInItButForRecords() async throws {
        let site = try await Site.brittany()
        try await site.records([
            [.name: "Une", .longitude: "-4.4861", .latitude: "48.3904", .precision: "adresse"],
            [.name: "Deux", .longitude: "-4.4862", .latitude: "48.3904", .precision: "adresse"],
            [.name: "Seule", .longitude: "-1.68", .latitude: "48.11", .precision: "adresse"],
        ])
        try await site.visit { browser in
            let page = try await browser.get("/annuaire/cadre").text
            #expect(page.contains("<a href=\"/annuaire/seule\" class=\"amas seul\" target=\"_blank\""))
            #expect(page.contains("<a href=\"/annuaire/cadre?emprise=") && page.contains("/annuaire/cadre?vue="))
            #expect(!page.contains("\"/annuaire?emprise=") && !page.contains("\"/annuaire?vue="))
        }
    }

    @Test func noRecordTakesTheAddressOfAPage() async throws {
        let site = try await Site.brittany()
        try await site.records([[.name: "Cadre"], [.name: "Livret"]])
        #expect(try await site.strings("SELECT slug FROM organisation ORDER BY id") == ["cadre-2", "livret-2"])
    }

    @Test(arguments: [
        ("commune", ["Brest", "Lannion", "Morlaix", "Sans précision"]),
        ("famille", ["Association", "Coopérative", "Famille à préciser", "Mutuelle"]),
    ])
    func aBookletHasAChapterForEachPlaceOrFamilyAndAnIndex(order: String, chapters: [String]) async throws {
        let site = try await site()
        try await site.visit { browser in
            let page = try await browser.get("/annuaire/livret?format=a5&par=\(order)")
            #expect(page.text.contains("class=\"livret a5\""))
            #expect(HTMLPage(page.text).allProblems == [])
            let titles = HTMLPage(page.text).elements.filter { $0.name == "h2" }.map(\.text)
            #expect(titles == ["Sommaire"] + chapters + ["Index", "Sources"])
            #expect(page.text.contains("&lt;b&gt;d’Armor") && !page.text.contains("<b>d’Armor"))
            #expect(page.text.contains("recyclerie.example.org") && page.text.contains("0298000000"))
            #expect(!page.text.contains("0299990000") && !page.text.contains("RUESECRETE"))
            #expect(page.text.contains("Licence Ouverte"))
        }
    }

    @Test func aBookletThatWouldBeABookAsksForLess() async throws {
        let site = try await Site.brittany()
        try await site.records((1...1501).map { [.name: "N° \($0)", .family: $0 == 1 ? "mutuelle" : "association"] })
        try await site.visit { browser in
            let page = try await browser.get("/annuaire/livret").text
            #expect(page.contains("Ce serait un gros livre") && !page.contains("N° 2"))
            #expect(try await browser.get("/annuaire/livret.pdf").status == .seeOther)
            #expect(try await browser.get("/annuaire/livret?famille=mutuelle").text.contains("N° 1"))
        }
    }

    /// Without the program that makes PDF files, the page says how to do without.
    @Test func withoutAPressThePageSaysHowToPrint() async throws {
        let absent = BookletPress(searchPath: "/nulle/part")
        #expect(!absent.isThere)
        await #expect(throws: BookletPress.Fault.self) {
            try await absent.print("<p>", stylesheet: URL(filePath: "/nulle/part.css"), key: "")
        }
    }

    @Test(.enabled(if: BookletPress().isThere, "WeasyPrint is not installed: no PDF is made"), .timeLimit(.minutes(3)))
    func thePressMakesAPDF() async throws {
        let site = try await site()
        try await site.visit { browser in
            for format in ["a4", "a5"] {
                let file = try await browser.get("/annuaire/livret.pdf?format=\(format)")
                #expect(file.status == .ok && file.headers[.contentType] == "application/pdf")
                #expect(Array(file.bytes.readableBytesView.prefix(5)) == Array("%PDF-".utf8))
            }
        }
    }
}
