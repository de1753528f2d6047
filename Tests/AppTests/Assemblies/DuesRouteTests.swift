import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// Dues through their routes: scale, calls, payments, receipts, exemptions, reminders.
struct DuesRouteTests {
    private let desk = "/poles/le-mien/pilotage"

    private func visit(
        _ work: @escaping @Sendable (PeopledSite, Browser, String) async throws -> Void
    ) async throws {
        let peopled = try await PeopledSite()
        try await peopled.site.visit { browser in
            try await peopled.becomes(.hubCoordinator, browser)
            try await work(peopled, browser, "\(desk)/membres/\(peopled.organisation)")
        }
    }

    private func scale(_ browser: Browser, due: String = "2026-12-31") async throws {
        let set = try await browser.post(
            "\(desk)/cotisations/bareme", [("annee", "2026"), ("instance", "assemblée"), ("echeance", due)])
        #expect(set.status == .seeOther)
        for (label, from, below, amount) in [("Petites", "0", "10", "30"), ("Grandes", "10", "", "150,50")] {
            let added = try await browser.post(
                "\(desk)/cotisations/tranches",
                [
                    ("annee", "2026"), ("libelle", label), ("base", "salaries"), ("apartir", from), ("moins", below),
                    ("montant", amount),
                ])
            #expect(added.status == .seeOther)
        }
    }

    @Test func aMemberIsCalledByTheScalePaysInPartsAndHasNumberedReceipts() async throws {
        try await visit { peopled, browser, card in
            try await scale(browser)
            let first = try await browser.post("\(desk)/cotisations/appels", [("annee", "2026")])
            #expect(first.status == .ok && first.text.contains("nombre de salariés"), "who is left, and why")
            try await browser.post("\(card)/situation", [("salaries", "12")])
            let called = try await browser.post("\(desk)/cotisations/appels", [("annee", "2026")])
            #expect(called.text.contains("1\u{A0}cotisation appelée") && HTMLPage(called.text).allProblems == [])
            func pay(_ sum: String, _ day: String = "2026-10-01") async throws -> Answer {
                try await browser.post(
                    "\(card)/cotisations/1/versements",
                    [("somme", sum), ("recu-le", day), ("moyen", "cheque"), ("appel", "1")])
            }
            #expect(try await pay("100").status == .seeOther)
            #expect(try await browser.get("\(desk)/cotisations?annee=2026").text.contains("réglée en partie"))
            let much = try await pay("60")
            #expect(much.status == .unprocessableContent && much.text.contains("Il reste 50,50"))
            #expect(much.text.contains("value=\"60\""))
            #expect(try await pay("50,50", "2026-11-01").status == .seeOther)
            let page = try await browser.get("\(desk)/cotisations?annee=2026")
            #expect(page.text.contains("etat-reglee") && page.text.contains("2026-002"))
            #expect(HTMLPage(page.text).allProblems == [])
            let receipt = try await browser.get("\(desk)/recus/2")
            #expect(
                receipt.text.contains("2026-002") && receipt.text.contains("50,50") && receipt.text.contains("La coop"))
            #expect(HTMLPage(receipt.text).allProblems == [])
            // A cancelled payment keeps its number, and the next receipt follows.
            let mute = try await browser.post("\(card)/versements/2/annulation")
            #expect(mute.status == .unprocessableContent)
            #expect(
                try await browser.post("\(card)/versements/2/annulation", [("motif", "chèque sans provision")]).status
                    == .seeOther)
            #expect(try await browser.get("\(desk)/recus/2").text.contains("Reçu annulé"))
            #expect(try await pay("50,50", "2026-11-02").status == .seeOther)
            #expect(
                try await peopled.site.strings(
                    "SELECT receiptNumber || COALESCE('!' || cancellationReason, '') FROM duesPayment") == [
                        "1", "2!chèque sans provision", "3",
                    ])
            let csv = try await browser.get("\(desk)/cotisations.csv?annee=2026").text
            #expect(csv.contains("La coop,2026,Grandes,15050,15050,0,réglée"))
        }
    }

    @Test func bandsThatOverlapAndSumsThatAreNoneAreRefused() async throws {
        try await visit { peopled, browser, card in
            let early = try await browser.post(
                "\(desk)/cotisations/tranches",
                [("annee", "2026"), ("libelle", "x"), ("base", "forfait"), ("montant", "10")])
            #expect(early.status == .unprocessableContent && early.text.contains("Fixez d’abord"))
            try await scale(browser)
            func band(_ fields: [(String, String)]) async throws -> Answer {
                try await browser.post(
                    "\(desk)/cotisations/tranches", [("annee", "2026"), ("libelle", "Moyennes")] + fields)
            }
            for (fields, words) in [
                ([("base", "salaries"), ("apartir", "5"), ("moins", "20"), ("montant", "60")], "recouvre la tranche"),
                ([("base", "budget"), ("apartir", "20"), ("moins", "5"), ("montant", "60")], "après avoir commencé"),
                ([("base", "budget"), ("montant", "soixante")], "somme en euros"),
                ([("base", "lune"), ("montant", "60")], "de quoi dépend"),
            ] {
                let answer = try await band(fields)
                #expect(answer.status == .unprocessableContent && answer.text.contains(words), "\(words)")
                #expect(answer.text.contains("value=\"Moyennes\""))
            }
            #expect(try await peopled.site.count("SELECT count(*) FROM duesBand") == 2)
            #expect(try await browser.post("\(desk)/cotisations/tranches/1/retrait").status == .seeOther)
            #expect(try await browser.post("\(desk)/cotisations/tranches/1/retrait").status == .notFound)
        }
    }

    @Test func anExemptionSettlesACallAndCanBeTakenBack() async throws {
        try await visit { peopled, browser, card in
            let typed = [("annee", "2026"), ("montant", "40"), ("libelle", "tarif solidaire")]
            #expect(try await browser.post("\(card)/cotisations", typed).status == .seeOther)
            let twice = try await browser.post("\(card)/cotisations", typed)
            #expect(twice.status == .unprocessableContent && twice.text.contains("déjà appelée"))
            let mute = try await browser.post("\(card)/cotisations/1/exoneration")
            #expect(mute.status == .unprocessableContent && mute.text.contains("Dites pourquoi"))
            #expect(
                try await browser.post("\(card)/cotisations/1/exoneration", [("motif", "incendie, bureau du 3 mars")])
                    .status == .seeOther)
            #expect(try await browser.get("\(card)/cotisations").text.contains("Exonérée\u{A0}: incendie"))
            let paid = try await browser.post(
                "\(card)/cotisations/1/versements", [("somme", "40"), ("recu-le", "2026-10-01"), ("moyen", "cheque")])
            #expect(paid.status == .unprocessableContent && paid.text.contains("exonérée"))
            #expect(
                try await browser.post("\(card)/cotisations/1/exoneration", [("annule", "oui")]).status == .seeOther)
            #expect(try await browser.post("\(card)/cotisations/1/retrait").status == .seeOther)
            #expect(try await peopled.site.count("SELECT count(*) FROM duesCall") == 0)
            #expect(try await browser.post("\(card)/cotisations/99/retrait").status == .notFound)
        }
    }

    @Test func onlyLateMembersAreRemindedAndNotTwiceInThreeWeeks() async throws {
        try await visit { peopled, browser, card in
            try await browser.post("\(card)/cotisations", [("annee", "2025"), ("montant", "40")])
            let mute = try await browser.post("\(desk)/cotisations/rappels", [("annee", "2025")])
            #expect(mute.text.contains("Sans adresse") || mute.text.contains("0\u{A0}rappel"))
            try await browser.post(
                "\(card)/representants",
                [("nom", "Anne"), ("sorte", "titulaire"), ("courriel", "anne@example.org"), ("depuis", "2026-01-01")])
            try await peopled.site.database.write { db in
                try db.execute(sql: "UPDATE duesCall SET dueOn = '2026-01-31'")
            }
            let sent = try await browser.post("\(desk)/cotisations/rappels", [("annee", "2025")])
            #expect(sent.text.contains("1\u{A0}rappel est parti"))
            let letter = try await peopled.site.lastLetter(to: "anne@example.org")
            #expect(letter.body.contains("40\u{A0}€") && letter.subject.contains("Cotisation 2025"))
            let again = try await browser.post("\(desk)/cotisations/rappels", [("annee", "2025")])
            #expect(again.text.contains("0\u{A0}rappel"))
        }
    }

    @Test func whatOneHubReceivesIsNotAnothersToTouch() async throws {
        try await visit { peopled, browser, card in
            try await browser.post("\(card)/cotisations", [("annee", "2026"), ("montant", "40")])
            try await browser.post(
                "\(card)/cotisations/1/versements", [("somme", "40"), ("recu-le", "2026-10-01"), ("moyen", "cheque")])
            let other = peopled.other
            let organisation = peopled.organisation
            try await peopled.site.database.write { db in
                try db.execute(
                    sql: "INSERT INTO hubMember (hubID, organisationID, validFrom) VALUES (?, ?, '2026-01-01')",
                    arguments: [other, organisation])
            }
            try await peopled.becomes(.networkAnimator, browser)
            let elsewhere = "/poles/un-autre/pilotage/membres/\(organisation)"
            #expect(try await browser.get("/poles/un-autre/pilotage/recus/1").status == .notFound)
            #expect(
                try await browser.post("\(elsewhere)/versements/1/annulation", [("motif", "x")]).status == .notFound)
            #expect(
                try await browser.post("\(elsewhere)/cotisations/1/exoneration", [("motif", "x")]).status == .notFound)
            #expect(!(try await browser.get("\(elsewhere)/cotisations").text.contains("2026-001")))
        }
    }
}
