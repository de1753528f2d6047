import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// Imports on pages: sent, looked at, corrected, made, undone.
struct ImportPageTests {
    private let path = "/reseau/pilotage/imports"

    private func csv(_ text: String, _ name: String = "structures.csv") -> SentFile {
        SentFile(field: "fichiers", name: name, content: Array(text.utf8))
    }

    /// Sends the file and makes the import that the preview shows; returns the address of its batch.
    private func bring(_ text: String, _ browser: Browser, at path: String? = nil) async throws -> String {
        let sent = try await browser.post(path ?? self.path, [], file: csv(text))
        let draft = try #require(sent.location)
        let page = try await browser.get(draft).text
        let made = try await browser.post(draft + "/validation", [("vu", try fingerprint(page))])
        #expect(made.status == .seeOther)
        return String(try #require(made.location).prefix { $0 != "?" })
    }

    private func fingerprint(_ page: String) throws -> String {
        let field = try #require(page.range(of: "name=\"vu\" value=\""))
        return String(page[field.upperBound...].prefix { $0 != "\"" })
    }

    @Test func nothingIsWrittenBeforeItIsSeenAndThenEverythingIs() async throws {
        let site = try await Site.brittany()
        try await site.visit(as: try await site.animator()) { browser in
            let file = csv("nom;commune;siret\nTi Coop;Morlaix;73282932000074\nAutre;Brest;123\n")
            let draft = try #require(try await browser.post(path, [], file: file).location)
            let page = try await browser.get(draft).text
            #expect(page.contains("Ti Coop") && page.contains("créer 1\u{A0}organisation"))
            #expect(try await browser.get(draft + "?tas=refusees").text.contains("il en faut 14"))
            let refused = try await browser.get(draft + "/refus.csv").text
            #expect(refused.contains("Autre") && !refused.contains("Ti Coop"))
            #expect(try await browser.get(path).text.contains("En attente de votre décision"))
            #expect(try await site.count("SELECT count(*) FROM organisation") == 0)
            let made = try await browser.post(draft + "/validation", [("vu", try fingerprint(page))])
            let batch = try await browser.get(try #require(made.location)).text
            #expect(batch.contains("C’est importé") && batch.contains("/annuaire/ti-coop"))
            #expect(batch.contains("il en faut 14"))
            #expect(try await browser.get(draft).status == .notFound)
        }
        #expect(try await site.count("SELECT count(*) FROM importFile") == 0)
        #expect(try await site.journalKinds().last == "annuaire.importe")
    }

    @Test func anImportUndoneLeavesTheDirectoryAsItWas() async throws {
        let site = try await Site.brittany()
        try await site.visit(as: try await site.animator()) { browser in
            let before = "nom;commune;siren;telephone\nTi Coop;Morlaix;732829320;0298000000\n"
            _ = try await bring(before, browser)
            let seen = try await site.directoryText()
            let more =
                "nom;commune;siren;telephone\nTi Coop;Morlaix;732829320;0299111111\nNouvelle;Brest;404833048;\n"
            let batch = try await bring(more, browser)
            #expect(try await site.directoryText() != seen)
            #expect(try await browser.post(batch + "/annulation").status == .seeOther)
            #expect(try await site.directoryText() == seen)
            #expect(try await browser.get(batch).text.contains("a été annulé"))
            #expect(try await browser.get("/annuaire/nouvelle").status == .notFound)
            let again = try await browser.post(batch + "/annulation")
            #expect(again.status == .unprocessableContent && again.text.contains("déjà été annulé"))
            // What was taken back can be brought in again.
            _ = try await bring(more, browser)
            #expect(try await browser.get("/annuaire/nouvelle").status == .ok)
        }
        #expect(try await site.journalKinds().contains("annuaire.import-annule"))
    }

    @Test func undoingLeavesWhatSomebodyChangedOrUsesSince() async throws {
        let site = try await Site.brittany()
        try await site.visit(as: try await site.animator()) { browser in
            _ = try await bring("nom;siren;telephone\nTi Coop;732829320;0298000000\n", browser)
            let batch = try await bring(
                "nom;siren;telephone\nTi Coop;732829320;0299111111\nPrise;404833048;\nLibre;552100554;\n", browser)
            let members = MemberStore(database: site.database)
            try await members.add(
                name: "Prise", family: .undetermined, summary: "", to: try await site.hubID("bras"),
                from: day("2026-01-01"), actor: .program, at: site.now)
            let writer = OrganisationWriter(author: RecordAuthor(origin: .hub, actor: .program, at: site.now))
            try await site.database.write { db in
                _ = try writer.apply([FieldChange(field: .phone, old: "0299111111", new: "0277")], to: 1, in: db)
            }
            _ = try await browser.post(batch + "/annulation")
            #expect(try await browser.get("/annuaire/libre").status == .notFound)
            #expect(try await browser.get("/annuaire/prise").status == .ok)
            #expect(try await browser.get("/annuaire/ti-coop").text.contains("0277"))
        }
    }

    @Test func aDirectoryThatChangedMeanwhileIsLookedAtAgain() async throws {
        let site = try await Site.brittany()
        try await site.visit(as: try await site.animator()) { browser in
            let file = csv("nom;siren\nTi Coop;732829320\n")
            let draft = try #require(try await browser.post(path, [], file: file).location)
            let seen = try fingerprint(try await browser.get(draft).text)
            _ = try await bring("nom;siren\nTi Coop;732829320\n", browser)
            let answer = try await browser.post(draft + "/validation", [("vu", seen)])
            #expect(answer.status == .unprocessableContent && answer.text.contains("a changé depuis"))
            #expect(try await browser.post(draft + "/abandon").location == path)
        }
        #expect(try await site.count("SELECT count(*) FROM organisation") == 1)
    }

    @Test func columnsNobodyKnowsAreNamedByHand() async throws {
        let site = try await Site.brittany()
        try await site.visit(as: try await site.animator()) { browser in
            let file = csv("Qui;Ce qu’on y fait;Où\nTi Coop;épicerie;Morlaix\n")
            let draft = try #require(try await browser.post(path, [], file: file).location)
            #expect(try await browser.get(draft).text.contains("Aucune colonne ne dit le nom"))
            let chosen = [("colonne-0", "nom"), ("colonne-1", "resume"), ("colonne-2", "ville")]
            #expect(try await browser.post(draft + "/colonnes", chosen).location == draft)
            let page = try await browser.get(draft).text
            #expect(page.contains("Ti Coop") && page.contains("créer 1\u{A0}organisation"))
            _ = try await browser.post(draft + "/validation", [("vu", try fingerprint(page))])
            #expect(try await browser.get("/annuaire/ti-coop").text.contains("épicerie"))
        }
    }

    @Test(arguments: [
        ("", "au moins un fichier"), ("une seule\ncolonne\n", "aucune colonne"), ("nom;nom\na;b\n", "deux fois"),
        ("nom;siren\na\n", "ligne 2"), ("{\"a\": 1", "JSON"), ("PK\u{3}\u{4}abc", "abîmée"),
    ])
    func aFileThatCannotBeReadIsRefusedWithItsReason(content: String, sentence: String) async throws {
        let site = try await Site.brittany()
        try await site.visit(as: try await site.animator()) { browser in
            let answer = try await browser.post(path, [], file: csv(content))
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains(sentence), "\(sentence)")
        }
        #expect(try await site.count("SELECT count(*) FROM importDraft") == 0)
    }

    @Test func aHubTakesInItsOwnCommunesAndUndoesItsOwnImports() async throws {
        let site = try await Site.brittany()
        let desk = "/poles/bras/pilotage/imports"
        try await site.visit(as: try await site.coordinator(of: "bras")) { browser in
            let file = csv("nom;code_commune\nIci;29151\nAilleurs;35238\n")
            let early = try #require(try await browser.post(desk, [], file: file).location)
            let refused = try await browser.get(early)
            #expect(refused.status == .unprocessableContent && refused.text.contains("Aucune commune n’est connue"))
            try await site.commune("29151", "Morlaix", inPerimeterOf: "bras")
            try await site.commune("35238", "Rennes", inPerimeterOf: "e2s")
            let page = try await browser.get(early).text
            #expect(page.contains("Ici") && !page.contains("Ailleurs"))
            let batch = try await bring("nom;code_commune\nIci;29151\nAilleurs;35238\n", browser, at: desk)
            #expect(batch == desk + "/lots/1")
            #expect(try await browser.get("/annuaire/ailleurs").status == .notFound)
        }
        try await site.visit(as: try await site.coordinator(of: "e2s")) { browser in
            #expect(try await browser.get("/poles/e2s/pilotage/imports/lots/1").status == .notFound)
            let undone = try await browser.post("/poles/e2s/pilotage/imports/lots/1/annulation")
            #expect(undone.status == .notFound)
            #expect(try await browser.get("/poles/e2s/pilotage/imports/1").status == .notFound)
        }
    }

    @Test func theElementsOfAMapComeInWithoutAddressesOfMail() async throws {
        let site = try await Site.brittany()
        let json = """
            {"data": [{"name": "Le Potager", "geo": {"latitude": 48.1, "longitude": -3.2}, "email": "a@example.org",
            "description": "<p>Légumes &amp; fruits</p>", "website": "potager.example",
            "address": {"streetAddress": "1 rue", "postalCode": "29600", "addressLocality": "Morlaix"}},
            {"title": "Sans adresse"}, 3]}
            """
        try await site.visit(as: try await site.animator()) { browser in
            let sent = try await browser.post(path, [], file: csv(json, "carte.json"))
            let draft = try #require(sent.location)
            let page = try await browser.get(draft).text
            #expect(page.contains("3\u{A0}lignes lues") && page.contains("carte.json, élément 1"))
            _ = try await browser.post(draft + "/validation", [("vu", try fingerprint(page))])
            let record = try await browser.get("/annuaire/le-potager").text
            #expect(record.contains("Légumes &amp; fruits") && record.contains("https://potager.example"))
            #expect(!record.contains("a@example.org"))
        }
    }
}

extension Site {
    /// Everything the directory's file says.
    fileprivate func directoryText() async throws -> String {
        try await database.read { db in
            let rows = try Row.fetchAll(db, sql: "SELECT * FROM organisation ORDER BY id")
            let sheets = rows.map {
                "\($0["slug"] as String) \(OrganisationReader.sheet($0).values.sorted { $0.key.rawValue < $1.key.rawValue })"
            }
            let origins = try String.fetchAll(
                db,
                sql: "SELECT organisationID || field || origin FROM fieldOrigin WHERE origin <> 'fichier' ORDER BY 1")
            return (sheets + origins).joined(separator: "\n")
        }
    }
}
