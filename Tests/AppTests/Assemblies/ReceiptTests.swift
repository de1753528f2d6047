import Domain
import Foundation
import GRDB
import HTTPTypes
import Markup
import Testing

@testable import App

/// Receipts: a page each, a year together, as PDF where the machine has WeasyPrint.
struct ReceiptTests {
    private let desk = "/poles/le-mien/pilotage"

    @Test func aYearOfReceiptsHasItsListItsTotalAndItsFile() async throws {
        let peopled = try await PeopledSite()
        try await peopled.site.visit { browser in
            try await peopled.becomes(.hubCoordinator, browser)
            let empty = try await browser.get("\(desk)/cotisations/recus?annee=2026")
            #expect(empty.text.contains("Aucun versement") && HTMLPage(empty.text).allProblems == [])
            let card = "\(desk)/membres/\(peopled.organisation)"
            try await browser.post("\(card)/cotisations", [("annee", "2026"), ("montant", "40")])
            for (sum, day) in [("15", "2026-02-01"), ("5", "2026-03-01"), ("20", "2026-04-01")] {
                try await browser.post(
                    "\(card)/cotisations/1/versements", [("somme", sum), ("recu-le", day), ("moyen", "virement")])
            }
            try await browser.post("\(card)/versements/2/annulation", [("motif", "rejeté")])
            let year = try await browser.get("\(desk)/cotisations/recus?annee=2026")
            #expect(year.text.contains("2026-001") && year.text.contains("2026-003"))
            #expect(year.text.contains("35\u{A0}€") && year.text.contains("Reçu annulé"))
            #expect(HTMLPage(year.text).allProblems == [])
            let csv = try await browser.get("\(desk)/cotisations/recus.csv?annee=2026")
            #expect(csv.text.contains("2026-002,2026-03-01,La coop,2026,Somme convenue,virement,,500,rejeté"))
            let other = try await browser.get("\(desk)/cotisations/recus?annee=2025")
            #expect(other.text.contains("Aucun versement"))
        }
    }

    @Test func withoutWeasyPrintThePageSaysWhatToDo() {
        let none = receiptDoors("/recus/1.pdf", hasPress: false).text
        #expect(none.contains("imprimez cette page") && none.contains("weasyprint") && !none.contains("href"))
        #expect(receiptDoors("/recus/1.pdf", hasPress: true).text.contains("/recus/1.pdf"))
    }
}
