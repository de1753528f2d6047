import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// A record corrected by those who have a role about it.
struct RecordEditTests {
    private let path = "/annuaire/la-coop/correction"

    /// The form as the page draws it, with some fields typed over.
    private func typed(_ page: Answer, _ changes: [String: String]) -> [(String, String)] {
        let form = HTMLPage(page.text).writingForms.first { $0.action.hasSuffix("/correction") }
        let fields = form?.fields.filter { $0.type != "checkbox" } ?? []
        return fields.map { field in
            let selected = field.type == "select" ? "cooperative" : field.value
            return (field.name, changes[field.name] ?? selected)
        } + changes.filter { $0.key == "relue" }.map { ($0.key, $0.value) }
    }

    @Test func onlyWhatWasTypedIsWrittenWithWhoSaidIt() async throws {
        let peopled = try await PeopledSite()
        let before = try await peopled.site.count("SELECT version FROM directoryVersion")
        try await peopled.site.visit { browser in
            try await peopled.becomes(.organisationRepresentative, browser)
            let page = try await browser.get(path)
            #expect(HTMLPage(page.text).allProblems == [])
            let changes = ["telephone": "02 98 00 00 00", "site": "coop.example.org", "relue": "oui"]
            let answer = try await browser.post(path, typed(page, changes))
            #expect(answer.location == "/annuaire/la-coop?fait=corrigee")
            let record = try await browser.another().get("/annuaire/la-coop").text
            #expect(record.contains("02 98 00 00 00") && record.contains("https://coop.example.org"))
            #expect(record.contains("l’organisation elle-même") && record.contains("Relue et confirmée"))
            #expect(!record.contains("/historique/"))
        }
        let fields = try await peopled.site.strings("SELECT field || ' ' || origin FROM fieldChange ORDER BY field")
        #expect(fields == ["site organisation", "telephone organisation"])
        #expect(try await peopled.site.count("SELECT version FROM directoryVersion") > before)
        let line = try await peopled.site.lastLine()
        #expect(line.kind == "fiche.modifiee" && line.details["champs"]?.contains("telephone") == true)
        #expect(!line.detail.contains("02 98"))
    }

    @Test func theLaterOfTwoIsShownWhatChangedAndNothingIsLost() async throws {
        let peopled = try await PeopledSite()
        try await peopled.site.visit { first in
            let second = first.another()
            try await peopled.becomes(.organisationRepresentative, first)
            try await peopled.becomes(.hubCoordinator, second)
            let (mine, theirs) = (try await first.get(path), try await second.get(path))
            try await first.post(path, typed(mine, ["telephone": "02 98 11 11 11", "sigle": "LC"]))
            let late = try await second.post(path, typed(theirs, ["telephone": "02 98 22 22 22"]))
            #expect(late.status == .unprocessableContent)
            #expect(late.text.contains("02 98 11 11 11") && late.text.contains("value=\"02 98 22 22 22\""))
            #expect(late.text.contains("value=\"LC\""), "what the other wrote elsewhere is shown")
            #expect(
                try await peopled.site.strings("SELECT phone FROM organisation WHERE slug = 'la-coop'") == [
                    "02 98 11 11 11"
                ])
            let again = try await second.post(path, typed(late, [:]))
            #expect(again.status == .seeOther)
        }
        #expect(
            try await peopled.site.strings("SELECT phone || acronym FROM organisation WHERE slug = 'la-coop'") == [
                "02 98 22 22 22LC"
            ])
    }

    @Test func aRefusedFieldKeepsEverythingThatWasTyped() async throws {
        let peopled = try await PeopledSite()
        try await peopled.site.visit { browser in
            try await peopled.becomes(.networkAnimator, browser)
            let page = try await browser.get(path)
            let wrong = [
                "courriel": "contact", "code_postal": "2", "presentation": "Bonjour.\n\nVraiment.", "siren": "1",
            ]
            let answer = try await browser.post(path, typed(page, wrong))
            #expect(answer.status == .unprocessableContent)
            for field in ["courriel", "code_postal", "siren"] { #expect(answer.text.contains("href=\"#\(field)\"")) }
            #expect(
                answer.text.contains("Bonjour.\n\nVraiment.</textarea>") && answer.text.contains("value=\"contact\""))
            #expect(HTMLPage(answer.text).allProblems == [])
        }
        #expect(try await peopled.site.count("SELECT count(*) FROM fieldChange") == 0)
    }

    @Test func whatARegisterKeepsIsShownAndCannotBeForged() async throws {
        let peopled = try await PeopledSite()
        try await peopled.site.database.write { db in
            try db.execute(
                sql: "UPDATE organisation SET siren = '404833048', origin = 'sirene', legalCategory = '5710'")
        }
        try await peopled.site.visit { browser in
            try await peopled.becomes(.organisationRepresentative, browser)
            let page = try await browser.get(path)
            #expect(page.text.contains("404\u{A0}833\u{A0}048") && page.text.contains("guichet des formalités"))
            #expect(!page.text.contains("name=\"siren\"") && !page.text.contains("name=\"etat\""))
            try await browser.post(
                path, typed(page, [:]) + [("siren", "542107651"), ("etat", "cessee"), ("ess_france", "O")])
        }
        #expect(
            try await peopled.site.strings("SELECT siren || state || essList FROM organisation WHERE slug = 'la-coop'")
                == ["404833048active"])
    }

    @Test func aCommuneIsFoundByItsNameOrItsCode() async throws {
        let site = try await Site.brittany()
        let animator = try await site.animator()
        try await site.database.write { db in
            let source = try Source.record(title: "Essai", in: db)
            for (code, name) in [("29151", "Morlaix"), ("29278", "Saint-Thégonnec"), ("22278", "Saint-Thégonnec")] {
                try db.execute(
                    sql: "INSERT INTO territory (kind, code, slug) VALUES ('commune', ?, ?)",
                    arguments: [code, "commune-" + code])
                try db.execute(
                    sql: "INSERT INTO territoryName (territoryID, name, shortName, sourceID) VALUES (?, ?, ?, ?)",
                    arguments: [db.lastInsertedRowID, name, name, source])
            }
        }
        try await site.organisation("la-coop", name: "La coop")
        @Sendable func place() async throws -> [String] {
            try await site.strings("SELECT commune || '|' || town FROM organisation WHERE slug = 'la-coop'")
        }
        try await site.visit(as: animator) { browser in
            for (text, kept) in [("morlaix", "29151|Morlaix"), ("", "|"), ("29151", "29151|Morlaix")] {
                let page = try await browser.get(path)
                #expect(try await browser.post(path, typed(page, ["commune": text])).status == .seeOther, "\(text)")
                #expect(try await place() == [kept])
            }
            for (text, sentence) in [
                ("Ailleurs", "Aucune commune"), ("99999", "Aucune commune"), ("saint thegonnec", "(22278)"),
            ] {
                let answer = try await browser.post(path, typed(try await browser.get(path), ["commune": text]))
                #expect(answer.status == .unprocessableContent && answer.text.contains(sentence), "\(text)")
            }
            let near = typed(try await browser.get(path), ["commune": "Saint-Thégonnec", "code_postal": "29410"])
            #expect(try await browser.post(path, near).status == .seeOther)
            #expect(try await place() == ["29278|Saint-Thégonnec"])
        }
    }

    @Test func sectorsAreTickedAndTheMainOneStaysFirst() async throws {
        let peopled = try await PeopledSite()
        @Sendable func kept() async throws -> [String] {
            try await peopled.site.strings("SELECT sectors FROM organisation WHERE slug = 'la-coop'")
        }
        let codes = try await peopled.site.strings("SELECT code FROM sector ORDER BY rank LIMIT 3")
        let offered = ("secteurs-vus", codes.joined(separator: " "))
        try await peopled.site.visit { browser in
            try await peopled.becomes(.organisationRepresentative, browser)
            #expect(try await browser.get(path).text.contains("name=\"secteurs\" value=\"\(codes[0])\""))
            try await browser.post(path, [offered, ("secteurs", codes[2])])
            #expect(try await kept() == [codes[2]])
            try await browser.post(
                path, [offered, ("secteurs", codes[0]), ("secteurs", codes[2]), ("secteurs", "invente")])
            #expect(try await kept() == ["\(codes[2]) \(codes[0])"])
            try await browser.post(path, [("telephone", "")])
            #expect(try await kept() == ["\(codes[2]) \(codes[0])"], "a form without the boxes leaves them")
            try await browser.post(path, [offered])
            #expect(try await kept() == [""])
        }
    }

    @Test func aChangeIsUndoneOnceAndTheHistoryKeepsBoth() async throws {
        let peopled = try await PeopledSite()
        let undo = "/annuaire/la-coop/historique/1/annulation"
        try await peopled.site.visit { browser in
            try await peopled.becomes(.hubAdministrator, browser)
            try await browser.post(path, typed(try await browser.get(path), ["sigle": "LC"]))
            let stranger = browser.another()
            try await peopled.becomes(.person, stranger)
            #expect(try await stranger.post(undo).status == .forbidden)
            #expect(try await browser.post("/annuaire/une-autre-coop/historique/1/annulation").status == .forbidden)
            #expect(try await browser.get("/annuaire/la-coop").text.contains(undo))
            #expect(try await browser.post(undo).location == "/annuaire/la-coop?fait=annulee")
            #expect(try await browser.post(undo).status == .unprocessableContent)
            try await peopled.becomes(.networkAnimator, browser)
            #expect(try await browser.post("/annuaire/une-autre-coop/historique/1/annulation").status == .notFound)
        }
        #expect(try await peopled.site.strings("SELECT acronym FROM organisation WHERE slug = 'la-coop'") == [""])
        #expect(try await peopled.site.strings("SELECT origin FROM fieldChange ORDER BY id") == ["pole", "fichier"])
    }

    @Test func aNewRecordIsComparedBeforeItIsWrittenAndMayJoinTheHub() async throws {
        let peopled = try await PeopledSite()
        let desk = "/poles/le-mien/pilotage/annuaire"
        let fields = [("nom", "La Coop"), ("famille", "cooperative"), ("depuis", "2026-02-01"), ("commune", "Morlaix")]
        try await peopled.site.visit { browser in
            try await peopled.becomes(.hubCoordinator, browser)
            #expect(HTMLPage(try await browser.get(desk + "/nouvelle").text).allProblems == [])
            let twin = try await browser.post(desk, [("nom", "la coop ")] + fields.dropFirst())
            #expect(twin.status == .unprocessableContent && twin.text.contains("href=\"/annuaire/la-coop\""))
            #expect(HTMLPage(twin.text).allProblems == [])
            let made = try await browser.post(desk, fields + [("certain", "oui")])
            #expect(made.location == "/annuaire/la-coop-2?fait=creee")
            #expect(try await browser.get("/poles/le-mien").text.contains("/annuaire/la-coop-2"))
            #expect(try await browser.get("/annuaire/la-coop-2/correction").status == .ok)
            for wrong in [("depuis", "demain"), ("depuis", "9999-01-01"), ("nom", "")] {
                let answer = try await browser.post(desk, [wrong, ("nom", "Neuve")])
                #expect(answer.status == .unprocessableContent && answer.text.contains("href=\"#\(wrong.0)\""))
            }
            try await peopled.becomes(.networkAnimator, browser)
            #expect(
                try await browser.post("/reseau/pilotage/annuaire", [("nom", "Neuve")]).location
                    == "/annuaire/neuve?fait=creee")
        }
        #expect(
            try await peopled.site.strings("SELECT origin FROM organisation ORDER BY id") == [
                "fichier", "fichier", "pole", "animation",
            ])
    }

    /// The hub's filter of the directory follows who takes part.
    @Test func whoeverJoinsOrLeavesAHubIsFoundUnderItAtOnce() async throws {
        let peopled = try await PeopledSite()
        try await peopled.site.visit { browser in
            try await peopled.becomes(.hubCoordinator, browser)
            #expect(try await browser.get("/annuaire?pole=le-mien").text.contains("/annuaire/la-coop"))
            try await browser.post("/poles/le-mien/pilotage/organisations/2/fin")
            #expect(try await !browser.get("/annuaire?pole=le-mien").text.contains("/annuaire/la-coop"))
        }
    }
}
