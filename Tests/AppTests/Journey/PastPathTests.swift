import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// A path that took place elsewhere, entered afterwards with the precision that is known (R17, R19, R23).
struct PastPathTests {
    /// The dates are Cornouaille’s, from May 2009 to 12 October 2010.
    @Test func aPathOf2009IsEnteredAsHistoryAndShowsAsItWas() async throws {
        let site = try await Site.brittany()
        let slug = "rives-nouvelles"
        let hub = try await site.hub(slug, name: "Rives nouvelles")
        try await site.database.write { db in
            try db.execute(
                sql: "UPDATE hub SET governance = 'structure-ad-hoc' WHERE id = ?", arguments: [hub])
        }
        let person = try await site.coordinator(of: slug)
        let pilot = "/poles/\(slug)/pilotage"
        let path = [
            ("initiative", "2009-05", "L’initiative est lancée"), ("evenement", "2009-06", "Réunion plénière"),
            ("comite-de-pilotage", "2009-11", "Un comité de pilotage"), ("etude-debut", "2010-03", "Début de l’étude"),
            ("etude-fin", "2010-10", "Fin de l’étude"),
            ("assemblee-constitutive", "2010-10-12", "Assemblée constitutive"),
        ]
        try await site.visit(as: person) { browser in
            // Nothing is passed over: what was there is entered first, with its own dates.
            let bare = try await browser.post(
                pilot + "/jalons", milestoneFields(["sorte": "initiative", "date": "2009-05", "titre": "Trop tôt"]))
            #expect(bare.status == .unprocessableContent && bare.text.contains("périmètre n’est pas défini"))
            let perimeter = try await browser.post(
                pilot + "/perimetre",
                [("territoire", "pays-de-dinan"), ("depuis", "2009-05-01"), ("preuve", "Compte rendu de mai 2009")])
            #expect(perimeter.status == .seeOther, "\(perimeter.text)")
            for (index, family) in ["association", "cooperative", "mutuelle"].enumerated() {
                let seat = try await browser.post(
                    pilot + "/demarche/noyau",
                    [
                        ("organisation", "Structure \(index)"), ("famille", family), ("personne", ""),
                        ("depuis", "2009-11-01"),
                    ])
                #expect(seat.status == .seeOther)
            }
            try await site.members(of: slug, count: 12, since: "2010-10-12")
            let meeting = try await browser.post(
                pilot + "/demarche/reunions",
                [("jour", "2009-06-18"), ("titre", "Plénière : 120 invités, 43 présents")])
            #expect(meeting.status == .seeOther)
            for (kind, date, title) in path {
                let answer = try await browser.post(
                    pilot + "/jalons",
                    milestoneFields([
                        "sorte": kind, "date": date, "titre": title, "lien": "https://example.org/histoire",
                    ]))
                #expect(answer.status == .seeOther, "\(kind) \(answer.text)")
            }
        }
        try await site.visit { stranger in
            for (day, status) in [
                ("2009-05-30", "inconnu"), ("2009-05-31", "organisation"), ("2009-11-29", "organisation"),
                ("2009-11-30", "prefiguration"), ("2010-10-11", "prefiguration"), ("2010-10-12", "cree"),
            ] {
                let lines = try await stranger.get("/situation.json?au=\(day)").json()["territoires"]
                let all = try #require(lines as? [[String: Any]])
                let dinan = try #require(all.first { $0["code"] as? String == "08" })
                #expect(dinan["statut"] as? String == status, "\(day)")
            }
            let page = try await stranger.get("/poles/\(slug)").text
            for words in [
                "mai\u{A0}2009", "juin\u{A0}2009", "novembre\u{A0}2009", "mars\u{A0}2010", "12\u{A0}octobre\u{A0}2010",
            ] {
                #expect(page.contains(words), "\(words)")
            }
            let path = try await stranger.get("/poles/\(slug)/demarche").text
            #expect(path.contains("12\u{A0}octobre\u{A0}2010") && path.contains("Le pôle est créé"))
        }
    }
}
