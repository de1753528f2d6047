import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// An organisation corrects its record through a link mailed to the record's own address.
struct RecordLinkTests {
    private let access = "/annuaire/la-coop/acces"

    private func site(email: String = "contact@coop.example.org") async throws -> PeopledSite {
        let peopled = try await PeopledSite()
        try await peopled.site.database.write { db in
            try db.execute(sql: "UPDATE organisation SET email = ? WHERE slug = 'la-coop'", arguments: [email])
        }
        return peopled
    }

    private func link(_ site: Site, _ start: String = "/fiche?cle=") async throws -> String {
        let body = try await site.lastLetter().body
        let range = try #require(body.range(of: start))
        return String(body[range.lowerBound...].prefix { !$0.isWhitespace })
    }

    private func key(_ link: String) -> String { String(link.drop { $0 != "=" }.dropFirst()) }

    @Test func theLinkGoesToTheRecordsOwnAddressAndOpensThatRecordOnce() async throws {
        let peopled = try await site()
        try await peopled.site.visit { browser in
            #expect(HTMLPage(try await browser.get(access).text).allProblems == [])
            let asked = try await browser.post(access, [("courriel", "eve@example.org")])
            #expect(asked.location == access + "?fait=lien")
            let letter = try await peopled.site.lastLetter()
            #expect(letter.recipient == "contact@coop.example.org")
            #expect(!letter.body.contains("eve@example.org"))
            let link = try await link(peopled.site)
            let page = try await browser.get(link)
            #expect(page.status == .ok && HTMLPage(page.text).allProblems == [])
            #expect(page.headers[.cacheControl]?.contains("no-store") == true)
            // Robots that read mail open it as well: it still works.
            #expect(try await browser.get(link).status == .ok)
            let fields = [("cle", key(link)), ("telephone", "02 98 00 00 00"), ("version", "0"), ("relue", "oui")]
            #expect(try await browser.post("/fiche", fields).location == "/fiche/merci")
            #expect(try await browser.get("/annuaire/la-coop").text.contains("02 98 00 00 00"))
            #expect(try await browser.get(link).status == .gone)
            #expect(try await browser.post("/fiche", fields).status == .gone)
        }
        #expect(try await peopled.site.strings("SELECT origin FROM fieldChange") == ["organisation"])
        #expect(
            try await peopled.site.strings("SELECT confirmedAt FROM organisation WHERE slug = 'une-autre-coop'") == [""]
        )
        let line = try await peopled.site.lastLine()
        #expect(line.kind == "fiche.modifiee" && !line.detail.contains("coop.example.org"))
    }

    /// What is stored does not open anything.
    @Test func onlyTheHashOfTheSecretIsKept() async throws {
        let peopled = try await site()
        try await peopled.site.visit { browser in
            try await browser.get(access)
            try await browser.post(access)
            let secret = key(try await link(peopled.site))
            let kept = try await peopled.site.strings("SELECT hex(secretHash) FROM recordLink")
            #expect(kept.count == 1 && !kept[0].isEmpty && kept[0].lowercased() != secret.lowercased())
        }
    }

    @Test func thePageSaysTheSameWhetherThereIsAnAddressOrNot() async throws {
        let (with, without) = (try await site(), try await site(email: ""))
        let texts = Mutexed<[String]>([])
        for peopled in [with, without] {
            try await peopled.site.visit { browser in
                try await browser.get(access)
                let answer = try await browser.post(access)
                let page = try await browser.get(answer.location ?? "").text
                texts.change { $0.append(page.replacing(/value="[A-Za-z0-9_-]{43}"/) { _ in "" }) }
                #expect(!page.contains("coop.example.org"))
            }
        }
        #expect(texts.value.count == 2 && texts.value[0] == texts.value[1])
        #expect(try await without.site.services.outbox.messages().isEmpty)
    }

    @Test func askingAgainAndAgainFillsNoMailbox() async throws {
        let peopled = try await site()
        try await peopled.site.visit { browser in
            try await browser.get(access)
            for _ in 0..<6 { #expect(try await browser.post(access).status == .seeOther) }
            #expect(try await peopled.site.services.outbox.messages().count == 3)
            for _ in 0..<4 { try await browser.post(access) }
            #expect(try await browser.post(access).status == .tooManyRequests)
        }
    }

    @Test func aLinkDiesWithTimeWithTheAddressAndWithTheRecord() async throws {
        let peopled = try await site()
        let database = peopled.site.database
        try await peopled.site.visit { browser in
            try await browser.get(access)
            try await browser.post(access)
            let link = try await link(peopled.site)
            try await database.write { db in
                try db.execute(sql: "UPDATE organisation SET email = 'autre@coop.example.org' WHERE slug = 'la-coop'")
            }
            #expect(try await browser.get(link).status == .gone)
            try await database.write { db in
                try db.execute(
                    sql: "UPDATE organisation SET email = 'contact@coop.example.org', publication = 'retiree'")
            }
            #expect(try await browser.get(link).status == .gone)
            try await database.write { db in try db.execute(sql: "UPDATE organisation SET publication = 'publiee'") }
            #expect(try await browser.get(link).status == .ok)
            peopled.site.clock.advance(by: 3 * 24 * 3600)
            #expect(try await browser.get(link).status == .gone)
            #expect(try await browser.get("/fiche?cle=" + Secret().text).status == .gone)
            #expect(try await browser.get("/fiche").status == .gone)
        }
    }

    /// A link that stops letters edits nothing, and one that edits stops nothing; neither signs anybody in.
    @Test func eachLinkDoesItsOneThing() async throws {
        let peopled = try await site()
        try await peopled.site.database.write { db in
            try db.execute(sql: "UPDATE organisation SET confirmedAt = '2020-01-01T00:00:00Z' WHERE slug = 'la-coop'")
        }
        #expect(try await peopled.site.services.reminders.send(at: peopled.site.now) == 1)
        let stop = try await link(peopled.site, "/fiche/rappels?cle=")
        let edit = try await link(peopled.site)
        try await peopled.site.visit { browser in
            #expect(try await browser.get("/fiche?cle=" + key(stop)).status == .gone)
            #expect(try await browser.get("/fiche/rappels?cle=" + key(edit)).status == .gone)
            #expect(try await browser.get("/lien?cle=" + key(edit)).status == .gone)
            #expect(try await browser.post("/fiche", [("cle", key(stop)), ("telephone", "1")]).status == .gone)
            let page = try await browser.get(stop)
            #expect(page.status == .ok && HTMLPage(page.text).allProblems == [])
            #expect(try await peopled.site.count("SELECT count(*) FROM reminderRefusal") == 0, "reading stops nothing")
            #expect(try await browser.post("/fiche/rappels", [("cle", key(stop))]).text.contains("C’est noté"))
        }
        peopled.site.clock.advance(by: 100 * 24 * 3600)
        #expect(try await peopled.site.services.reminders.send(at: peopled.site.now) == 0)
    }
}
