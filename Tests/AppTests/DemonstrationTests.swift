import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// The fictional network on top of the facts of 2010: living, and marked as fictional on every page.
struct DemonstrationTests {
    private func site() async throws -> Site {
        let site = try await Site.brittany()
        let file = try Resources.folder().appending(path: "Facts/demonstration.json")
        let fiction = try FactStore.read(file, as: DemonstrationFile.self)
        try FactStore(database: site.database).install(fiction, now: site.now)
        return site
    }

    @Test func everyPageSaysThatItIsFictional() async throws {
        let site = try await site()
        try await site.visit { browser in
            var crawler = Crawler(browser: browser)
            crawler.sampled = ["/territoires/": 4, "/situation": 3]
            crawler.queriesPerPath = 1
            try await crawler.follow(from: ["/"])
            #expect(crawler.broken == [])
            let pages = crawler.pages.filter { $0.answer.headers[.contentType]?.hasPrefix("text/html") == true }
            #expect(pages.count > 30)
            for page in pages {
                let saysSo = page.answer.text.contains("<aside class=\"fiction\"")
                #expect(saysSo, "\(page.path)")
                #expect(HTMLPage(page.answer.text).allProblems == [], "\(page.path)")
            }
        }
    }

    /// What the brochure says of 1 March 2010 does not change because of a fiction of later years.
    @Test func thePastStaysWhatItWas() async throws {
        let real = try await Site.brittany()
        let fiction = try await site()
        let past = try await SituationStore(database: real.database, atlas: Atlas()).view(on: day("2010-03-01"))
        let same = try await SituationStore(database: fiction.database, atlas: Atlas()).view(on: day("2010-03-01"))
        #expect(try SituationFormat.csv.text(same) == SituationFormat.csv.text(past))
        let now = try await SituationStore(database: fiction.database, atlas: Atlas()).view(on: fiction.today)
        for status in [Status.created, .prefiguration, .organising] { #expect(now.situation.count(status) > 0) }
    }

    @Test func itsPeopleHaveLinksAndNoRealAddress() throws {
        let folder = try DataFolder()
        let lines = try folder.program().initialise(demonstration: true)
        let links = lines.filter { $0.contains("/lien?cle=") }
        #expect(links.count >= 5 && Set(links.map(key)).count == links.count)
        let pool = try folder.program().open()
        let addresses = try pool.read { db in try String.fetchAll(db, sql: "SELECT address FROM person") }
        #expect(addresses.count == links.count && addresses.allSatisfy { $0.hasSuffix("example.org") })
        let kinds = try pool.read { db in try Set(String.fetchAll(db, sql: "SELECT kind FROM role")) }
        #expect(kinds == Set(RoleKind.allCases.map(\.rawValue)))
        let boxes = try pool.read { db in
            try String.fetchAll(db, sql: "SELECT contactEmail FROM hub WHERE contactEmail <> ''")
        }
        #expect(boxes.allSatisfy { $0.hasSuffix("example.org") })
        #expect(try pool.read(Journal.verify) > 0)
        try pool.close()
    }

    @Test(arguments: [
        ("{", "au début"), ("{\"reseau\": {\"nom\": \"x\"}}", "il manque « sources »"), ("[]", "au début"),
    ])
    func aFileOfFactsThatDoesNotReadNamesItsDefectAndCreatesNothing(text: String, words: String) throws {
        let folder = try DataFolder()
        try Data(text.utf8).write(to: URL(filePath: folder.file("faits.json")))
        let program = try folder.program()
        let refusal = #expect(throws: Refused.self) { try program.initialise(factFile: folder.file("faits.json")) }
        #expect(
            refusal?.sentence.contains("faits.json") == true && refusal?.sentence.contains(words) == true,
            "\(refusal?.sentence ?? "")")
        #expect(folder.names("reseau").isEmpty)
    }
}
