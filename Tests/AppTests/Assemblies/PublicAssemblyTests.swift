import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// What others see of an assembly, and what is made from one.
struct PublicAssemblyTests {
    private func visit(
        _ work: @escaping @Sendable (AssemblySite, Browser, Browser) async throws -> Void
    ) async throws {
        let here = try await AssemblySite()
        try await here.site.visit(as: here.coordinator) { browser in
            try await work(here, browser, browser.another())
        }
    }

    private func publicPath(_ path: String) -> String { path.replacingOccurrences(of: "/pilotage", with: "") }

    @Test func aDraftExistsForNobodyAndAnotherHubDoesNotHaveIt() async throws {
        try await visit { here, browser, stranger in
            let draft = try await here.prepare(browser)
            #expect(try await stranger.get(publicPath(draft)).status == .notFound)
            #expect(try await stranger.get("/poles/ici/assemblees").text.contains("Assemblée d’hiver") == false)
            let convened = try await here.convene(browser)
            #expect(try await stranger.get(publicPath(convened)).status == .ok)
            #expect(try await stranger.get("/poles/ici").text.contains("Assemblée d’hiver"))
            let elsewhere = publicPath(convened).replacingOccurrences(of: "/ici/", with: "/ailleurs/")
            #expect(try await stranger.get(elsewhere).status == .notFound)
            let animator = try await here.site.animator()
            try await browser.signIn(as: animator, on: here.site)
            #expect(try await browser.get(convened).status == .ok)
            #expect(
                try await browser.get(convened.replacingOccurrences(of: "/ici/", with: "/ailleurs/")).status
                    == .notFound)
            let posted = try await browser.post(
                convened.replacingOccurrences(of: "/ici/", with: "/ailleurs/") + "/annulation", [("motif", "x")])
            #expect(posted.status == .notFound)
        }
    }

    @Test func theWayInOnLineIsForMembersOnly() async throws {
        try await visit { here, browser, stranger in
            let path = try await here.convene(browser, ["lien": "https://visio.example.org/secret", "publique": "oui"])
            for page in ["/poles/ici", "/poles/ici/assemblees", publicPath(path), publicPath(path) + "/calendrier.ics"]
            {
                let answer = try await stranger.get(page)
                #expect(answer.status == .ok && !answer.text.contains("visio.example.org"), "\(page)")
            }
            let link = try await here.link(1)
            #expect(try await stranger.get(link).text.contains("visio.example.org"))
            let calendar = try await stranger.get(
                link.replacingOccurrences(of: "/convocation?", with: "/convocation/calendrier.ics?"))
            #expect(calendar.text.replacingOccurrences(of: "\r\n ", with: "").contains("visio.example.org"))
        }
    }

    @Test func whatTheHubKeepsToItselfIsNotPublished() async throws {
        try await visit { here, browser, stranger in
            let path = try await here.convene(browser, ["publique": ""])
            #expect(try await stranger.get(publicPath(path)).status == .notFound)
            #expect(try await stranger.get("/poles/ici/assemblees").text.contains("Assemblée d’hiver") == false)
        }
    }

    @Test func theCalendarFileIsAsTheStandardHasIt() async throws {
        try await visit { here, browser, stranger in
            let path = try await here.convene(
                browser, ["lieu": "Salle, étage 1; porte \\ B, " + String(repeating: "é", count: 60)])
            let text = try await stranger.get(publicPath(path) + "/calendrier.ics").text
            let lines = text.components(separatedBy: "\r\n")
            #expect(
                lines.allSatisfy { $0.utf8.count <= 75 }
                    && !text.replacingOccurrences(of: "\r\n", with: "").contains("\n"))
            let whole = text.replacingOccurrences(of: "\r\n ", with: "")
            #expect(whole.contains("LOCATION:Salle\\, étage 1\\; porte \\\\ B\\, ééé"))
            let day = here.day(in: 40).replacingOccurrences(of: "-", with: "")
            #expect(
                whole.contains("DTSTART;TZID=Europe/Paris:\(day)T183000")
                    && whole.contains("DTEND;TZID=Europe/Paris:\(day)T203000"))
            #expect(lines.first == "BEGIN:VCALENDAR" && whole.contains("STATUS:CONFIRMED"))
        }
    }

    @Test func documentsAreOpenedByThoseConvenedOnly() async throws {
        try await visit { here, browser, stranger in
            let storedName = Secret().text
            let path = try await here.prepare(browser)
            let id = try await here.site.database.write { db in
                try db.execute(
                    sql:
                        "INSERT INTO document (name, mediaType, size, digest, storedName) VALUES ('comptes.pdf', 'application/pdf', 4, ?, ?)",
                    arguments: [String(repeating: "a", count: 64), storedName])
                let id = db.lastInsertedRowID
                try db.execute(
                    sql: "INSERT INTO hubDocument (documentID, hubID) VALUES (?, ?)", arguments: [id, here.hub])
                try db.execute(
                    sql:
                        "INSERT INTO agendaDocument (itemID, documentID, addedAt) SELECT id, ?, '2026-11-18' FROM agendaItem WHERE position = 2",
                    arguments: [id])
                return id
            }
            let documents = here.site.services.configuration.documentsFolder
            try FileManager.default.createDirectory(at: documents, withIntermediateDirectories: true)
            try Data("%PDF".utf8).write(to: documents.appending(path: storedName))
            defer { try? FileManager.default.removeItem(at: documents.appending(path: storedName)) }
            #expect(try await stranger.get("/pieces/\(id)").status == .notFound)
            #expect(try await stranger.get(path + "/pieces/\(id)").status == .seeOther)
            #expect(try await browser.get(path + "/pieces/\(id)").text == "%PDF")
            try await browser.post(path + "/convocation")
            let link = try await here.link(1)
            #expect(try await stranger.get(link).text.contains("comptes.pdf"))
            let file = link.replacingOccurrences(of: "/convocation?", with: "/convocation/pieces/\(id)?")
            #expect(try await stranger.get(file).text == "%PDF")
            #expect(try await stranger.get("/convocation/pieces/\(id)?cle=\(Secret().text)").status == .notFound)
        }
    }

    @Test func aSecondConvocationTakesUpTheAgendaOnce() async throws {
        try await visit { here, browser, _ in
            let draft = try await here.prepare(browser)
            #expect(try await browser.post(draft + "/seconde").status == .unprocessableContent)
            let path = try await here.convene(browser)
            let second = try #require(try await browser.post(path + "/seconde").location)
            let page = try await browser.get(second).text
            #expect(page.contains("Budget 2027") && page.contains("Seconde convocation de"))
            #expect(try await browser.post(path + "/seconde").status == .unprocessableContent)
            let check = try await browser.get(second + "/convocation").text
            #expect(check.contains("son propre délai et son propre quorum"))
        }
    }

    @Test func nextYearsAssemblyStartsFromThisOne() async throws {
        try await visit { here, browser, _ in
            let path = try await here.convene(browser)
            let copy = try #require(try await browser.post(path + "/copie").location)
            #expect(copy.hasSuffix("/modification"))
            #expect(
                try await here.site.strings(
                    "SELECT state || coalesce(date, '-') FROM assembly ORDER BY id DESC LIMIT 1") == ["preparation-"])
            #expect(try await here.site.count("SELECT count(*) FROM agendaItem") == 6)
        }
    }

    @Test func pointsMoveAndNumbersFollow() async throws {
        try await visit { here, browser, _ in
            let path = try await here.prepare(browser)
            func titles() async throws -> [String] {
                try await here.site.strings("SELECT position || title FROM agendaItem ORDER BY position")
            }
            let last = try await here.site.count("SELECT id FROM agendaItem WHERE position = 3")
            try await browser.post(path + "/ordre-du-jour/\(last)/deplacement", [("sens", "haut")])
            #expect(try await titles() == ["1Accueil", "2Budget 2027", "3Comptes 2026"])
            try await browser.post(path + "/ordre-du-jour/\(last)/retrait")
            #expect(try await titles() == ["1Accueil", "2Comptes 2026"])
            let edited = try await browser.post(
                path + "/ordre-du-jour/\(try await here.site.count("SELECT id FROM agendaItem WHERE position = 2"))",
                [("sorte", "deliberation"), ("titre", "Comptes"), ("texte", "Approuvés.")])
            #expect(edited.status == .seeOther)
            #expect(try await titles() == ["1Accueil", "2Comptes"])
        }
    }

    @Test func aCancelledAssemblyTellsThoseItHadConvened() async throws {
        try await visit { here, browser, stranger in
            let path = try await here.convene(browser)
            let link = try await here.link(2)
            try await stranger.get(link)
            let silent = try await browser.post(path + "/annulation")
            #expect(silent.status == .unprocessableContent)
            try await browser.post(path + "/annulation", [("motif", "La salle est fermée.")])
            try await browser.post(path + "/annonce")
            let letter = try await here.site.lastLetter(to: "membre-1@example.org")
            #expect(letter.subject.hasPrefix("Annulée") && letter.body.contains("La salle est fermée."))
            let page = try await stranger.get(publicPath(path)).text
            #expect(page.contains("annulée") && !page.contains("La salle est fermée."))
            let key = link.split(separator: "=").last.map(String.init) ?? ""
            let late = try await stranger.post("/convocation", [("cle", key), ("reponse", "presente")])
            #expect(late.status == .unprocessableContent && late.text.contains("a été annulée"))
        }
    }

    @Test func theKitHasEverySheet() async throws {
        try await visit { here, browser, stranger in
            let path = try await here.convene(browser)
            try await here.answer(stranger, 1, [("reponse", "pouvoir"), ("porteur", here.members[1].description)])
            let kit = try await browser.get(path + "/papiers").text
            for words in [
                "Feuille d’émargement", "Pouvoirs", "Bulletins, point 2", "Dépouillement, point 3", "Procès-verbal",
                "a donné pouvoir à Membre 2",
            ] {
                #expect(kit.contains(words), "\(words)")
            }
            #expect(!kit.contains("Bulletins, point 1"))
            #expect(try await stranger.get(path + "/papiers").status == .seeOther)
        }
    }
}
