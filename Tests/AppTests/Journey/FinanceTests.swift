import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// The financial plan on its pages: written part by part, exact, balanced or it says by how much not (R17, R20).
struct FinanceTests {
    private let desk = "/poles/essentiel/pilotage/demarche/finances"

    private func line(
        _ account: String, _ amount: String, funder: String = "", state: String = "", label: String = "Ligne"
    )
        -> [(String, String)]
    {
        [
            ("compte", account), ("libelle", label), ("financeur", funder), ("reponse", state), ("scenario", "prudent"),
            ("montant-1", amount), ("montant-2", amount), ("montant-3", amount),
        ]
    }

    private func begun() async throws -> (Site, ID<Person>) {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "essentiel")
        try await site.visit(as: person) { browser in
            let reply = try await browser.post(desk, [("annee", "2027")])
            #expect(reply.status == .seeOther)
        }
        return (site, person)
    }

    @Test func aPlanSaysByHowMuchItDoesNotBalanceThenThatItDoes() async throws {
        let (site, person) = try await begun()
        try await site.visit(as: person) { browser in
            let post = [
                ("poste", "Chargé·e de mission"), ("etp", "0,8"), ("brut", "2 500"), ("taux", "42"), ("mois-1", "12"),
                ("mois-2", "12"), ("mois-3", "12"), ("scenario", "prudent"),
            ]
            #expect(try await browser.post(desk + "/postes/nouvelle", post).status == .seeOther)
            // 2 500 × 0,8 × 12 = 24 000 ; × 1,42 = 34 080.
            let missing = try await browser.get(desk).text
            #expect(missing.contains("2027\u{A0}: il manque 34\u{202F}080\u{A0}€"))
            #expect(
                try await browser.post(
                    desk + "/lignes/nouvelle", line("7412", "34 080", funder: "Région", state: "acquis")
                ).status == .seeOther)
            let page = try await browser.get(desk).text
            #expect(
                page.contains("équilibré, à 34\u{202F}080\u{A0}€") && page.contains("plus de la moitié du pôle tient"))
            #expect(page.contains("Sans Région, il manquerait 34\u{202F}080\u{A0}€"))
            #expect(HTMLPage(page).allProblems == [])
            let file = try await browser.get(desk + "/plan.csv").text
            let amounts = Array(repeating: "\"10080,00\"", count: 3).joined(separator: ";")
            #expect(file.contains("645;Charges sociales;Chargé·e de mission;;;prudent;" + amounts))
        }
        let journal = try await site.strings("SELECT detail FROM journal WHERE kind = 'finances.changees'")
        #expect(journal.count == 2 && !journal.contains { $0.contains("Région") })
    }

    @Test func whatIsAskedIsNotInThePrudentScenario() async throws {
        let (site, person) = try await begun()
        try await site.visit(as: person) { browser in
            try await browser.post(desk + "/lignes/nouvelle", line("613", "1 000"))
            try await browser.post(
                desk + "/lignes/nouvelle", line("7413", "1 000", funder: "Département", state: "demande"))
            #expect(try await browser.get(desk + "?scenario=prudent").text.contains("il manque 1\u{202F}000\u{A0}€"))
            #expect(try await browser.get(desk + "?scenario=probable").text.contains("équilibré"))
            // Refused: it counts nowhere any more.
            try await browser.post(desk + "/lignes/2", line("7413", "1 000", funder: "Département", state: "refuse"))
            #expect(try await browser.get(desk + "?scenario=ambitieux").text.contains("il manque 1\u{202F}000\u{A0}€"))
            try await browser.post(desk + "/lignes/2/retrait")
        }
        #expect(try await site.count("SELECT count(*) FROM planLine") == 1)
    }

    @Test func anIntercommunaliteGivesItsInhabitantsTimesTheRate() async throws {
        let (site, person) = try await begun()
        let places = try await FinanceStore(database: site.database).plan(
            of: try await site.hubID("essentiel"), on: site.today
        ).places
        let place = try #require(places.first)
        let inhabitants = 24_310
        try await site.visit(as: person) { browser in
            let fields = [
                ("territoire", place.territory.slug), ("taux", "0,10"), ("reponse", "acquis"), ("scenario", "probable"),
                ("annees", "0"), ("annees", "2"),
            ]
            // The program knows nobody's population: it is not guessed.
            let unknown = try await browser.post(desk + "/contributions/nouvelle", fields)
            #expect(unknown.status == .unprocessableContent && unknown.text.contains("Donnez sa population"))
            let people = [("habitants", "24 310"), ("annee-population", "2023"), ("source-population", "INSEE")]
            #expect(try await browser.post(desk + "/contributions/nouvelle", fields + people).status == .seeOther)
            let page = try await browser.get(desk + "/contributions/1").text
            #expect(HTMLPage(page).allProblems == [])
        }
        let plan = try await site.database.read { db in
            try FinanceStore.plan(
                of: try #require(try ID<Hub>.fetchOne(db, sql: "SELECT id FROM hub WHERE slug = 'essentiel'")), in: db)
        }
        #expect(plan?.total(.resources, 0, .prudent).cents == inhabitants * 10)
        #expect(plan?.total(.resources, 1, .prudent) == .zero)
    }

    @Test func whatIsWrongIsSaidAndStaysTyped() async throws {
        let (site, person) = try await begun()
        try await site.visit(as: person) { browser in
            let words = try await browser.post(desk + "/lignes/nouvelle", line("613", "mille", label: "Un bureau"))
            #expect(
                words.status == .unprocessableContent && words.text.contains("Un montant s’écrit ainsi")
                    && words.text.contains("Un bureau"))
            let nobody = try await browser.post(desk + "/lignes/nouvelle", line("7412", "10"))
            #expect(nobody.text.contains("Nommez le financeur"))
            #expect(
                try await browser.post(desk + "/lignes/nouvelle", line("999", "10")).status == .unprocessableContent)
            #expect(
                try await browser.post(desk + "/postes/nouvelle", [("poste", "P"), ("etp", "trop")]).status
                    == .unprocessableContent)
            #expect(
                try await browser.post(desk + "/contributions/nouvelle", [("taux", "0,10")]).status
                    == .unprocessableContent)
            #expect(
                try await browser.post(
                    desk + "/cotisations/nouvelle", [("libelle", "Toutes"), ("montant", "50"), ("membres-1", "dix")]
                ).status == .unprocessableContent)
            #expect(try await browser.get(desk + "/lignes/12").status == .notFound)
        }
        #expect(try await site.count("SELECT count(*) FROM planLine") == 0)
    }

    @Test func contributionsInKindBalanceApartFromTheResult() async throws {
        let (site, person) = try await begun()
        try await site.visit(as: person) { browser in
            try await browser.post(desk + "/lignes/nouvelle", line("864", "500", label: "Bénévoles"))
            #expect(try await browser.get(desk).text.contains("les deux doivent être égaux"))
            try await browser.post(desk + "/lignes/nouvelle", line("870", "500", label: "Bénévoles"))
            let page = try await browser.get(desk).text
            #expect(page.contains("86 et 87 s’équilibrent") && !page.contains("il manque 500"))
        }
    }

    @Test func aPartnerReadsThePlanAndDoesNotWriteIt() async throws {
        let (site, person) = try await begun()
        try await site.visit(as: person) { browser in
            try await browser.post(desk + "/lignes/nouvelle", line("613", "1 000"))
        }
        let partner = try await site.person(
            "Paul Partenaire", "paul@example.org", (.partner, .hub(try await site.hubID("essentiel"))))
        try await site.visit(as: partner) { browser in
            let page = try await browser.get(desk).text
            #expect(page.contains("1\u{202F}000\u{A0}€") && !page.contains("Ajouter une charge"))
            #expect(try await browser.post(desk + "/lignes/nouvelle", line("613", "2 000")).status == .forbidden)
        }
    }
}
