import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// What a milestone's form refuses: a sentence beside the field, nothing changed, and what was typed kept.
struct MilestoneRefusalTests {
    private static let long = String(repeating: "é", count: 5001)

    @Test(arguments: [
        (["sorte": ""], "sorte", "Choisissez la sorte de jalon"),
        (["sorte": "pleniere"], "sorte", "Choisissez la sorte de jalon"),
        (["sorte": "pole-cree'--"], "sorte", "Choisissez la sorte de jalon"),
        (["date": ""], "date", "Donnez la date"), (["date": "12/03/2026"], "date", "n’est pas une date"),
        (["date": "2026-02-30"], "date", "n’est pas une date"),
        (["date": "<b>2026</b>"], "date", "&lt;b&gt;2026&lt;/b&gt;"),
        (["date": "2030-01-01"], "date", "Cette date est à venir"),
        (["date": "2027"], "date", "Cette date est à venir"),
        (["titre": "   "], "titre", "Donnez un titre"),
        (["titre": String(long.prefix(201))], "titre", "200 caractères"),
        (["detail": long], "detail", "5 000 caractères".replacing(" ", with: "\u{A0}")),
        (["certitude": ""], "certitude", "À quel point"),
        (["certitude": "certain"], "certitude", "Dites à quel point"),
        (["certitude": "inconnu"], "certitude", "Dites à quel point"),
        (["preuve": ""], "preuve", "Dites d’où cela vient"),
        (["preuve": String(long.prefix(401))], "preuve", "400 caractères"),
        (["lien": "javascript:alert(1)"], "lien", "Ce lien n’en est pas un"),
        (["lien": "example.org"], "lien", "Ce lien n’en est pas un"),
        (["lien": "https://user:pass@example.org"], "lien", "Ce lien n’en est pas un"),
        (["lien": "https://localhost/"], "lien", "Ce lien n’en est pas un"),
        (["lien": "https://exa mple.org"], "lien", "Ce lien n’en est pas un"),
    ])
    func aWrongFieldIsRefusedBesideItselfAndNothingIsLost(changes: [String: String], field: String, sentence: String)
        async throws
    {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "bras")
        let before = try await site.everything()
        try await site.visit(as: person) { browser in
            let typed = ["detail": "Récit <i>gardé</i> & \"entier\""].merging(changes) { $1 }
            let answer = try await browser.post("/poles/bras/pilotage/jalons", milestoneFields(typed))
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("Rien n’a été enregistré."))
            #expect(answer.text.contains("href=\"#\(field)\"") && answer.text.contains("id=\"\(field)-erreur\""))
            #expect(plain(answer.text).contains(plain(sentence)), "\(sentence)")
            if changes["detail"] == nil {
                #expect(answer.text.contains("Récit &lt;i&gt;gardé&lt;/i&gt; &amp; &quot;entier&quot;</textarea>"))
            }
            #expect(!answer.text.contains("<i>gardé"))
            #expect(answer.headers[.cacheControl] == "no-store")
        }
        #expect(try await site.everything() == before)
    }

    /// Spaces of all kinds alike.
    private func plain(_ text: String) -> String {
        text.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
    }

    @Test func allThatIsWrongIsToldAtOnce() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "bras")
        try await site.visit(as: person) { browser in
            let answer = try await browser.post("/poles/bras/pilotage/jalons", [])
            for field in ["sorte", "date", "titre", "certitude", "preuve"] {
                #expect(answer.text.contains("href=\"#\(field)\""), "\(field)")
            }
        }
    }

    @Test func aCorrectionWithoutReasonIsRefused() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "c2sol")
        let id = try await site.milestone(.hubCreated, of: "c2sol")
        try await site.visit(as: person) { browser in
            let path = "/poles/c2sol/pilotage/jalons/\(id)/correction"
            let answer = try await browser.post(path, milestoneFields(["sorte": "pole-cree", "date": "2009-10-08"]))
            #expect(answer.status == .unprocessableContent && answer.text.contains("href=\"#motif\""))
            #expect(
                answer.text.contains("value=\"2009-10-08\"") && answer.text.contains("value=\"pole-cree\" selected"))
        }
    }

    /// Longer than the column that keeps it: a sentence, not a fault.
    @Test func aLongLinkAloneIsKeptWhole() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "bras")
        let link = "https://example.org/" + String(repeating: "a", count: 1500)
        try await site.visit(as: person) { browser in
            let fields = milestoneFields(["preuve": "", "lien": link, "titre": "Lien long"])
            let answer = try await browser.post("/poles/bras/pilotage/jalons", fields)
            #expect(answer.status == .seeOther)
            #expect(try await browser.get("/poles/bras").text.contains("href=\"\(link)\""))
        }
    }

    @Test func unexpectedFieldsChangeNothing() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "bras")
        try await site.visit(as: person) { browser in
            let extra = [
                ("hubID", "1"), ("recordedBy", "99"), ("passer-outre", "je force"), ("id", "1"), ("remplace", "1"),
            ]
            let created =
                milestoneFields(["sorte": "pole-cree", "titre": "Forcé"]).filter { $0.0 != "passer-outre" } + extra
            let forced = try await browser.post("/poles/bras/pilotage/jalons", created)
            #expect(forced.status == .unprocessableContent)
            let event = milestoneFields(["titre": "Rencontre"]) + extra
            #expect(try await browser.post("/poles/bras/pilotage/jalons", event).status == .seeOther)
        }
        let hub = try await site.hubID("bras")
        #expect(try await site.count("SELECT hubID FROM milestone WHERE title = 'Rencontre'") == Int(hub.rawValue))
        #expect(
            try await site.count("SELECT recordedBy FROM milestone WHERE title = 'Rencontre'") == Int(person.rawValue))
        #expect(
            try await site.count("SELECT count(*) FROM milestone WHERE title = 'Forcé' OR overrideReason IS NOT NULL")
                == 0)
    }
}
