import Domain
import Foundation
import HTTPTypes
import Testing

@testable import App

/// Every page reachable from the front door and from each persona's desk: well formed, labelled, without a dead link.
struct CrawlTests {
    private func people(_ site: Site) async throws -> [ID<Person>] {
        try await site.members(of: "bras", count: 3)
        return [
            try await site.animator(), try await site.coordinator(of: "bras"),
            try await site.person("Sylvie Système", "systeme@example.org", (.systemAdministrator, .network)),
            try await site.person(
                "Paul Partenaire", "partenaire@example.org", (.partner, .hub(try await site.hubID("bras")))),
            try await site.person("Olga Organisation", "organisation@example.org"),
        ]
    }

    private func check(_ crawler: Crawler, atLeast: Int, _ who: String) {
        #expect(crawler.broken == [], "\(who)")
        let pages = crawler.pages.filter { $0.answer.headers[.contentType]?.hasPrefix("text/html") == true }
        #expect(pages.count >= atLeast, "\(who): only \(pages.count) pages seen")
        var told: Set<String> = []
        for page in pages {
            for problem in HTMLPage(page.answer.text).allProblems where told.insert(problem).inserted {
                Issue.record("\(who), \(page.path): \(problem)")
            }
        }
    }

    @Test func everyPublicPageIsWellFormedAndLeadsSomewhere() async throws {
        let site = try await Site.brittany()
        try await site.visit { browser in
            var crawler = Crawler(browser: browser)
            try await crawler.follow(
                from: ["/", "/aide/composants", "/introuvable-mais-vue"].filter { $0 != "/introuvable-mais-vue" })
            check(crawler, atLeast: 50, "stranger")
        }
    }

    @Test(arguments: 0..<5)
    func everyPageOfEachDeskIsWellFormed(number: Int) async throws {
        let site = try await Site.brittany()
        let people = try await people(site)
        let person = people[number]
        try await site.visit(as: person) { browser in
            var crawler = Crawler(browser: browser)
            crawler.sampled = ["/territoires/": 1, "/situation": 3, "/poles/": 25]
            crawler.queriesPerPath = 2
            try await crawler.follow(from: ["/espace", "/compte", "/poles/bras"])
            check(crawler, atLeast: 15, "persona \(number)")
        }
    }

    /// Pages that answer a mistake are pages too.
    @Test func thePagesOfErrorsAreWellFormed() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "bras")
        try await site.visit(as: person) { browser in
            var answers = [
                try await browser.get("/introuvable"), try await browser.get("/situation?au=demain"),
                try await browser.get("/territoires/pays-de-brest?au=demain"),
                try await browser.get("/reseau/pilotage"),
                try await browser.get("/territoires/epci-242900694?au=2010-03-01"),
                try await browser.get("/poles?q=%22%3E%3Cb%3E"),
                try await browser.post("/poles/bras/pilotage/jalons", []),
                try await browser.post("/poles/bras/pilotage/jalons", milestoneFields(["sorte": "pole-cree"])),
                try await browser.post("/poles/bras/pilotage/perimetre", []),
                try await browser.post("/poles/bras/pilotage/presentation", []),
                try await browser.post("/poles/bras/pilotage/organisations", []),
                try await browser.post("/demarche/initiatives", []),
                try await browser.post("/poles/bras/pilotage/jalons", [], token: nil, headers: [:]),
            ]
            let stranger = browser.another()
            try await stranger.get("/connexion")
            answers.append(try await stranger.post("/connexion", [("adresse", "<b>"), ("mot-de-passe", "x")]))
            answers.append(try await stranger.post("/inscription", [("nom", ""), ("courriel", "x")]))
            answers.append(try await stranger.get("/lien?cle=x"))
            for (index, answer) in answers.enumerated() {
                #expect(answer.headers[.contentType]?.hasPrefix("text/html") == true, "page \(index)")
                let problems = HTMLPage(answer.text).allProblems
                #expect(
                    problems == [],
                    "page \(index) (\(answer.status.code)): \(HTMLPage(answer.text).elements.first { $0.name == "h1" }?.text ?? "")"
                )
            }
        }
    }

    /// The checker itself sees what it is there for.
    @Test(arguments: [
        "<p><div></div></p>", "<b>", "</b>", "<a href=x>y</a>", "<p id=\"contenu\"></p>", "<input name=\"x\">",
        "<p style=\"x\"></p>",
        "<p onclick=\"x\"></p>", "<script>alert(1)</script>", "a & b", "<br/>", "<a href=\"javascript:x\">y</a>",
        "<label for=\"rien\">x</label>",
        "<h3>x</h3>", "<a href=\"/x\"></a>", "<form method=\"post\" action=\"/x\"></form>", "<li>x</li>",
        "<a href=\"#rien\">x</a>",
        "<img src=\"/x.png\">", "<p class=\"a\" class=\"b\"></p>", "1 < 2", "<h1>deux</h1>",
        "<img src=\"https://example.org/x.png\" alt=\"\">",
        "<a href=\"/x\">a<a href=\"/y\">b</a></a>", "&eacute;", "<button><a href=\"/x\">x</a></button>", "<p>x</b></p>",
    ])
    func theCheckerSeesWhatIsWrong(fragment: String) {
        func page(_ body: String) -> HTMLPage {
            HTMLPage(
                "<!doctype html><html lang=\"fr\"><head><title>t</title></head><body><main id=\"contenu\"><h1>t</h1>\(body)</main></body></html>"
            )
        }
        #expect(page("<p>a &amp; b</p><ul><li><a href=\"/x\">y</a></li></ul>").allProblems == [])
        #expect(!page(fragment).allProblems.isEmpty)
    }
}
