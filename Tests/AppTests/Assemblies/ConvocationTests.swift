import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// From the first idea to the letters: preparing, refusing, convening.
struct ConvocationTests {
    private func visit(
        members: Int = 4, _ work: @escaping @Sendable (AssemblySite, Browser) async throws -> Void
    ) async throws {
        let here = try await AssemblySite(members: members)
        try await here.site.visit(as: here.coordinator) { browser in try await work(here, browser) }
    }

    @Test func everyPageOfTheDeskIsWellFormed() async throws {
        try await visit { here, browser in
            let draft = try await here.prepare(browser)
            let convened = try await here.convene(browser)
            let point = try await here.site.count("SELECT min(id) FROM agendaItem")
            let pages = [
                AssemblySite.desk, AssemblySite.desk + "/nouvelle", draft, draft + "/modification",
                draft + "/convocation",
                draft + "/ordre-du-jour", draft + "/ordre-du-jour/\(point)", convened, convened + "/convocation",
                convened + "/reponses", convened + "/amendements", convened + "/lettres", convened + "/papiers",
                draft + "/papiers", "/poles/ici/assemblees", "/poles/ici", "/poles/ici/pilotage",
                convened.replacingOccurrences(of: "/pilotage", with: ""), try await here.link(1),
            ]
            for page in pages {
                let answer = try await browser.get(page)
                #expect(answer.status == .ok, "\(page)")
                #expect(HTMLPage(answer.text).allProblems == [], "\(page)")
            }
        }
    }

    @Test func anIncompleteAssemblyIsNotConvenedAndSaysWhy() async throws {
        try await visit { here, browser in
            let created = try await browser.post(AssemblySite.desk, here.fields(["date": "", "lieu": ""]))
            let path = try #require(created.location)
            let page = try await browser.get(path + "/convocation")
            #expect(page.text.contains("Aucune date n’est choisie") && page.text.contains("Ni lieu ni lien"))
            #expect(!page.text.contains("Convoquer et envoyer"))
            let answer = try await browser.post(path + "/convocation", [("passer-outre", "Parce que.")])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("L’ordre du jour est vide"))
            #expect(try await here.site.count("SELECT count(*) FROM outbox") == 0)
            #expect(try await here.site.strings("SELECT state FROM assembly") == ["preparation"])
        }
    }

    @Test func aLateNoticeIsRefusedUnlessAReasonIsWritten() async throws {
        try await visit { here, browser in
            let path = try await here.prepare(browser, in: 10)
            let late = try await browser.post(path + "/convocation")
            #expect(late.status == .unprocessableContent && late.text.contains("Le délai n’est plus tenu"))
            #expect(try await here.site.count("SELECT count(*) FROM assemblySending") == 0)
            let forced = try await browser.post(
                path + "/convocation", [("passer-outre", "Tous les membres y consentent.")])
            #expect(forced.status == .seeOther)
            #expect(
                try await here.site.strings("SELECT overrideReason FROM assembly") == ["Tous les membres y consentent."]
            )
            let letter = try await here.site.lastLetter(to: "membre-1@example.org")
            #expect(letter.body.contains("Tous les membres y consentent."))
        }
    }

    @Test func whatIsConvenedInTimeKeepsNoReason() async throws {
        try await visit { here, browser in
            let path = try await here.prepare(browser)
            try await browser.post(path + "/convocation", [("passer-outre", "Une phrase de trop.")])
            #expect(try await here.site.count("SELECT count(overrideReason) FROM assembly") == 0)
        }
    }

    @Test func eachMemberGetsALetterWithItsOwnLinkAndATrace() async throws {
        try await visit { here, browser in
            let path = try await here.convene(browser)
            let letters = try await here.site.services.outbox.messages()
            #expect(Set(letters.map(\.recipient)) == Set((1...3).map { "membre-\($0)@example.org" }))
            let body = try await here.site.lastLetter(to: "membre-2@example.org").body
            for words in [
                "Comptes 2026", "L’assemblée approuve les comptes.", "Salle des fêtes", "18\u{A0}h\u{A0}30",
                "Aucun statut n’est enregistré",
            ] {
                #expect(body.contains(words), "\(words)")
            }
            let links = try await [here.link(1), here.link(2), here.link(3)]
            #expect(Set(links).count == 3)
            // Only hashes are kept.
            let secret = links[0].split(separator: "=").last.map(String.init) ?? ""
            #expect(
                try await here.site.strings("SELECT hex(secretHash) FROM assemblyLink").allSatisfy {
                    !$0.contains(secret)
                })
            let trace = try await browser.get(path + "/convocation")
            #expect(trace.text.contains("membre-1@example.org") && trace.text.contains("en attente d’envoi"))
            #expect(trace.text.contains("Membre 4") && trace.text.contains("Lettres à imprimer"))
        }
    }

    @Test func theTraceSaysWhatBecameOfEachMail() async throws {
        try await visit { here, browser in
            let path = try await here.convene(browser)
            let outbox = here.site.services.outbox
            for message in try await outbox.messages() {
                if message.recipient == "membre-1@example.org" {
                    try await outbox.markSent(message.id, at: here.site.now)
                }
                if message.recipient == "membre-2@example.org" {
                    try await outbox.markFailed(message, because: "550 boîte inconnue", at: here.site.now)
                }
            }
            let page = try await browser.get(path + "/convocation").text
            #expect(page.contains("remis au serveur du destinataire") && page.contains("550 boîte inconnue"))
            // Mail is forgotten after a time; that it was delivered is not.
            try await here.site.database.write { db in try db.execute(sql: "DELETE FROM outbox") }
            let later = try await browser.get(path + "/convocation").text
            #expect(later.contains("remis au serveur du destinataire") && !later.contains("550 boîte inconnue"))
        }
    }

    @Test func theRulesAreFrozenAtTheConvocation() async throws {
        try await visit { here, browser in
            _ = try await here.convene(browser)
            #expect(try await here.site.count("SELECT count(*) FROM assembly WHERE statutes IS NOT NULL") == 1)
            await #expect(throws: DatabaseError.self) {
                try await here.site.database.write { db in try db.execute(sql: "UPDATE assembly SET statutes = '{}'") }
            }
        }
    }

    @Test func aConvenedAgendaNoLongerChanges() async throws {
        try await visit { here, browser in
            let path = try await here.convene(browser)
            let before = try await here.site.strings("SELECT title FROM agendaItem ORDER BY position")
            let added = try await browser.post(
                path + "/ordre-du-jour", [("sorte", "information"), ("titre", "Tardif")])
            #expect(added.status == .unprocessableContent && added.text.contains("ne change plus"))
            let moved = try await browser.post(
                path + "/modification", here.fields(["date": here.day(in: 50), "amendements": ""]))
            #expect(
                moved.status == .unprocessableContent && moved.text.contains("sa date et sa sorte ne changent plus"))
            let placed = try await browser.post(path + "/modification", here.fields(["lieu": "Mairie"]))
            #expect(placed.status == .seeOther)
            #expect(try await here.site.strings("SELECT title FROM agendaItem ORDER BY position") == before)
            #expect(try await here.site.strings("SELECT place FROM assembly") == ["Mairie"])
        }
    }

    @Test func whoJoinedSinceIsConvenedAlone() async throws {
        try await visit { here, browser in
            let path = try await here.convene(browser)
            let newcomer = try await here.site.organisation("nouvelle", name: "Nouvelle")
            try await here.site.database.write { db in
                try db.execute(
                    sql: "UPDATE organisation SET email = 'nouvelle@example.org' WHERE id = ?", arguments: [newcomer])
                try db.execute(
                    sql: "INSERT INTO hubMember (hubID, organisationID, validFrom) VALUES (?, ?, '2026-02-01')",
                    arguments: [here.hub, newcomer])
            }
            let before = try await here.site.count("SELECT count(*) FROM outbox")
            let sent = try await browser.post(path + "/envois")
            #expect(sent.location?.hasSuffix("fait=envois-1") == true)
            #expect(try await here.site.count("SELECT count(*) FROM outbox") == before + 1)
            #expect(try await here.site.lastLetter().recipient == "nouvelle@example.org")
            #expect(try await browser.post(path + "/envois").status == .unprocessableContent)
        }
    }

    @Test func lettersOnPaperAreNotedWhenTheyLeave() async throws {
        try await visit { here, browser in
            let path = try await here.convene(browser)
            let sheet = try await browser.get(path + "/lettres").text
            #expect(sheet.contains("Membre 4") && !sheet.contains("Membre 1</strong>"))
            let none = try await browser.post(path + "/lettres")
            #expect(none.status == .unprocessableContent)
            try await browser.post(path + "/lettres", [("organisation", here.members[3].description)])
            #expect(try await here.site.strings("SELECT way FROM assemblySending WHERE address = ''") == ["lettre"])
        }
    }

    @Test func theVersionInForceIsFrozenWithItsNumber() async throws {
        try await visit { here, browser in
            let now = here.site.now
            let version = try await here.site.database.write { db in
                let id = try StatutesStore.begin(here.hub, from: .customary, actor: .program, at: now, in: db)
                let draft = try #require(try StatutesStore.version(id, in: db))
                let day = day("2026-02-01")
                try StatutesStore.settle(draft, on: day, from: day, reason: "Essai", in: db)
                return id
            }
            let path = try await here.prepare(browser)
            #expect(try await browser.get(path + "/convocation").text.contains("pas de statuts enregistrés") == false)
            try await browser.post(path + "/convocation")
            #expect(try await here.site.strings("SELECT statutesID FROM assembly") == [version.description])
            #expect(try await here.site.lastLetter(to: "membre-1@example.org").body.contains("statuts, version 1"))
        }
    }

    @Test func foundersAreConvenedUnderTheDraftThatTheyWillAdopt() async throws {
        try await visit { here, browser in
            let now = here.site.now
            let path = try await here.prepare(browser, ["sorte": "constitutive", "titre": "Assemblée constitutive"])
            let before = try await browser.post(path + "/convocation")
            #expect(before.status == .unprocessableContent && before.text.contains("adopte des statuts"))
            try await browser.post(path + "/ordre-du-jour", [("sorte", "statuts"), ("titre", "Statuts")])
            let bare = try await browser.post(path + "/convocation", [("passer-outre", "Essai.")])
            #expect(bare.status == .unprocessableContent && bare.text.contains("ni projet de statuts ni texte"))
            try await here.site.database.write { db in
                _ = try StatutesStore.begin(here.hub, from: .customary, actor: .program, at: now, in: db)
            }
            #expect(try await browser.post(path + "/convocation").status == .seeOther)
            #expect(
                try await here.site.count(
                    "SELECT count(*) FROM assembly WHERE statutesID IS NULL AND statutes IS NOT NULL") == 1)
            let letter = try await here.site.lastLetter(to: "membre-1@example.org")
            #expect(letter.body.contains("règles du projet qu’elle doit adopter"))
        }
    }

    @Test func aBoardIsConvenedWithThoseWhoSitThere() async throws {
        try await visit { here, browser in
            let path = try await here.prepare(browser, ["sorte": "conseil", "instance": "conseil"])
            #expect(try await browser.get(path + "/convocation").text.contains("Personne ne siège"))
            let stranger = try await here.site.organisation("autre", name: "Autre")
            let refused = try await browser.post(path + "/siegent", [("siege", stranger.description)])
            #expect(refused.status == .unprocessableContent && refused.text.contains("pas membre du pôle"))
            try await browser.post(path + "/siegent", here.members.prefix(2).map { ("siege", $0.description) })
            #expect(try await browser.post(path + "/convocation").status == .seeOther)
            let told = try await here.site.strings("SELECT DISTINCT recipient FROM outbox ORDER BY recipient")
            #expect(told == ["membre-1@example.org", "membre-2@example.org"])
        }
    }
}
