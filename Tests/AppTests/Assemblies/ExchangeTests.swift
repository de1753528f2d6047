import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// What members bring and receive (R7), through the routes.
struct ExchangeTests {
    private let desk = "/poles/le-mien/pilotage"

    @Test func anHourBroughtAndAHelpReceivedMakeABalanceByFunction() async throws {
        let peopled = try await PeopledSite()
        try await peopled.site.visit { browser in
            try await peopled.becomes(.hubCoordinator, browser)
            let card = "\(desk)/membres/\(peopled.organisation)/echanges"
            let start = [
                ("organisation", peopled.organisation.description), ("membre", peopled.organisation.description),
                ("jour", "2026-03-01"),
            ]
            func record(_ fields: [(String, String)]) async throws -> Answer {
                try await browser.post("\(desk)/echanges", start + fields)
            }
            let brought = [
                ("sens", "apport"), ("nature", "temps"), ("fonction", "soutien"), ("mesure", "3 h 30"),
                ("quoi", "atelier de comptabilité"),
            ]
            let got = [
                ("sens", "benefice"), ("nature", "argent"), ("fonction", "projets"), ("mesure", "120,50"),
                ("quoi", "aide au démarrage"),
            ]
            #expect(try await record(brought).location == card + "?fait=oui")
            #expect(try await record(got).status == .seeOther)
            #expect(
                try await record([
                    ("sens", "apport"), ("nature", "lieu"), ("fonction", "soutien"), ("mesure", ""), ("quoi", "salle"),
                ]).status == .seeOther)
            let page = try await browser.get(card)
            #expect(HTMLPage(page.text).allProblems == [] && page.text.contains("<svg viewBox=\"0 0 320 194\""))
            #expect(
                page.text.contains("3\u{A0}h\u{A0}30 et 1\u{A0}fois non chiffrée")
                    && page.text.contains("120,50\u{A0}€"))
            let all = try await browser.get("\(desk)/echanges")
            #expect(HTMLPage(all.text).allProblems == [] && all.text.contains("La coop"))
            #expect(
                try await browser.get("\(desk)/echanges.csv").text.contains(
                    "La coop,2026-03-01,apporté au pôle,temps,Soutenir la création et le développement,210,,atelier de comptabilité"
                ))
            let mute = try await browser.post("\(desk)/echanges/1/annulation")
            #expect(mute.status == .unprocessableContent)
            #expect(try await browser.post("\(desk)/echanges/1/annulation", [("motif", "doublon")]).status == .seeOther)
            #expect(!(try await browser.get(card).text.contains("atelier de comptabilité")))
            try await peopled.becomes(.networkAnimator, browser)
            #expect(
                try await browser.post("/poles/un-autre/pilotage/echanges/2/annulation", [("motif", "x")]).status
                    == .notFound)
            #expect(!(try await browser.another().get("/poles/le-mien").text.contains("aide au démarrage")))
        }
    }

    @Test(arguments: [
        ("temps", "beaucoup", "durée"), ("temps", "", "durée"), ("argent", "", "somme"), ("argent", "-3", "somme"),
        ("lieu", "cher", "pas une somme"), ("or", "3", "ce que c’est"),
    ])
    func whatIsNotAMeasureIsRefused(nature: String, measure: String, words: String) async throws {
        let peopled = try await PeopledSite()
        try await peopled.site.visit { browser in
            try await peopled.becomes(.hubCoordinator, browser)
            let answer = try await browser.post(
                "\(desk)/echanges",
                [
                    ("organisation", peopled.organisation.description), ("sens", "apport"), ("nature", nature),
                    ("fonction", "soutien"), ("jour", "2026-03-01"), ("mesure", measure), ("quoi", "x"),
                ])
            #expect(answer.status == .unprocessableContent && answer.text.contains(words), "\(words)")
            #expect(try await peopled.site.count("SELECT count(*) FROM memberExchange") == 0)
        }
    }
}
