import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// A text that would run if a page let it through, put into every field of every form by whoever may, then looked for everywhere.
struct InjectionTests {
    /// Forms that would end the visit or the account.
    private static let skipped = ["/deconnexion", "/compte/effacement", "suspension", "/fin", "sessions"]

    @Test func nothingTypedAnywhereEverBecomesHTML() async throws {
        let site = try await Site.brittany()
        try await site.members(of: "bras", count: 10)
        let animator = try await site.animator()
        let administrator = try await site.person("Sylvie", "systeme@example.org", (.systemAdministrator, .network))
        var filled: Set<String> = []
        for person in [animator, administrator] {
            filled.formUnion(try await fillEverything(as: person, on: site))
        }
        for form in [
            "jalons", "correction", "perimetre", "presentation", "organisations", "initiatives", "seuils", "comptes",
            "compte/nom",
        ] {
            #expect(filled.contains { $0.contains(form) }, "no form « \(form) » was seen in \(filled.sorted())")
        }
        let kept = try await site.strings("SELECT detail FROM journal").filter { $0.contains("svg/onload") }
        #expect(kept.count >= 5, "only \(kept.count) canaries were kept")
        try await look(as: animator, on: site, atLeast: 20)
        try await look(as: administrator, on: site, atLeast: 5)
        try await site.visit { browser in
            let seen = try await crawl(browser, from: ["/"])
            #expect(seen >= 5)
        }
    }

    /// Fills each form that the person's pages show, first with nothing but canaries, then well. Returns where it went.
    private func fillEverything(as person: ID<Person>, on site: Site) async throws -> Set<String> {
        let actions = Mutexed<Set<String>>([])
        try await site.visit(as: person) { browser in
            let bras = try await site.milestone(.mention, of: "bras")
            var pages = [
                "/espace", "/compte", "/demarche/initiatives/nouvelle", "/reseau/pilotage/jalons/nouveau",
                "/reseau/pilotage/seuils",
            ]
            pages += ["jalons/nouveau", "jalons/\(bras)/correction", "perimetre", "presentation", "organisations"].map {
                "/poles/bras/pilotage/\($0)"
            }
            pages += [
                "/reseau/pilotage/comptes", "/reseau/pilotage/comptes/invitation", "/reseau/pilotage/comptes/\(person)",
            ]
            for page in pages {
                let answer = try await browser.get(page)
                guard answer.status == .ok else { continue }
                for form in HTMLPage(answer.text).writingForms where !Self.skipped.contains(where: form.action.contains)
                {
                    let first = try await browser.post(form.action, values(of: form, wellFilled: false))
                    Canary.check(first, "\(form.action), refused")
                    #expect(first.status.code < 500, "\(form.action)")
                    let second = try await browser.post(form.action, values(of: form, wellFilled: true))
                    Canary.check(second, "\(form.action), filled")
                    #expect(second.status.code < 500, "\(form.action)")
                    actions.change { $0.insert(form.action) }
                }
            }
        }
        return actions.value
    }

    private func values(of form: PageForm, wellFilled: Bool) -> [(String, String)] {
        form.fields.compactMap { field -> (String, String)? in
            switch field.type {
            case "hidden", "radio", "checkbox": return (field.name, wellFilled ? field.value : Canary.text)
            case "file": return nil
            case "select":
                let usual = field.options.contains("evenement") ? "evenement" : field.options.last { !$0.isEmpty }
                return (field.name, wellFilled ? usual ?? "" : Canary.text)
            default:
                guard wellFilled else { return (field.name, Canary.text) }
                return (field.name, good(field) ?? Canary.text)
            }
        }
    }

    /// What a field with a form of its own takes; nil where words go.
    private func good(_ field: PageForm.Field) -> String? {
        switch field.name {
        case "date", "depuis", "jusqua", "du": "2026-05-04"
        case "courriel", "adresse": "canari@example.org"
        case "lien", "site": "https://example.org/?\"'><svg/onload=alert(1)>"
        case "valeur": "7"
        case "au": ""
        default: nil
        }
    }

    private func look(as person: ID<Person>, on site: Site, atLeast: Int) async throws {
        try await site.visit(as: person) { browser in
            let seen = try await crawl(browser, from: ["/espace", "/reseau/pilotage"])
            #expect(seen >= atLeast, "the canary is shown, escaped, on \(seen) pages only")
        }
    }

    /// Looks at every page; returns on how many the canary is shown as text.
    private func crawl(_ browser: Browser, from start: [String]) async throws -> Int {
        var crawler = Crawler(browser: browser)
        crawler.sampled = ["/territoires/pays": 3, "/territoires/epci": 1, "/situation": 4]
        crawler.queriesPerPath = 1
        try await crawler.follow(
            from: start + ["/poles/bras", "/poles/bras/historique", "/territoires/pays-de-broceliande/historique"])
        #expect(crawler.broken == [])
        for page in crawler.pages {
            Canary.check(page.answer, page.path)
            if page.answer.headers[.contentType]?.hasPrefix("text/html") == true {
                #expect(HTMLPage(page.answer.text).problems == [], "\(page.path)")
            }
            if page.answer.headers[.contentType]?.hasPrefix("text/csv") == true {
                for line in page.answer.text.split(whereSeparator: \.isNewline) {
                    #expect(
                        !"=+-@".contains(line.first ?? "a"), "\(page.path): a cell that a spreadsheet would compute")
                }
            }
        }
        return crawler.pages.count { Canary.isShown(in: $0.answer) }
    }
}
