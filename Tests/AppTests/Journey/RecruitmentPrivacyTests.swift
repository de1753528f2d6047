import Domain
import Foundation
import GRDB
import HTTPTypes
import NIOCore
import Testing

@testable import App

/// A hiring: the panel reads, nobody else; what was sent is taken away, erased on its day, and never told elsewhere (R19).
struct RecruitmentPrivacyTests {
    static let desk = "/poles/ici/pilotage/recrutements"
    static let secret = "Parcours très personnel"

    static func post(_ site: Site, _ changes: [String: String] = [:]) -> [(String, String)] {
        let fields = [
            "titre": "Chargé·e de mission", "temps": "80", "bas": "2000", "haut": "2300", "contrat": "cdi", "mois": "",
            "lieu": "Loudéac", "debut": "dès que possible", "missions": "Coordonner le plan d’actions", "profil": "",
            "criteres": "Animer un groupe\nTenir un budget", "jusquau": site.today.adding(days: 30).description,
        ]
        return fields.merging(changes) { $1 }.map { ($0.key, $0.value) }
    }

    @Test func nobodyOutsideThePanelReadsAnythingWhateverTheirRole() async throws {
        let made = try await Announced()
        try await made.apply()
        let animator = try await made.site.animator()
        let system = try await made.site.person("Ada", "ada@example.org", (.systemAdministrator, .network))
        let pages = ["", "/1", "/1/pieces/1"]
        for person in [made.cora, animator, system] {
            try await made.site.visit(as: person) { browser in
                for page in pages { #expect(try await browser.get(made.panel + page).status == .notFound, "\(page)") }
                for act in ["notes", "suite", "embauche"] {
                    let answer = try await browser.post(
                        made.panel + "/1/\(act)",
                        [("critere", "Animer un groupe"), ("note", "x"), ("suite", "non-retenue"), ("instance", "CA")])
                    #expect(answer.status == .notFound, "\(act)")
                }
                for page in [Self.desk + "/1", made.post, "/poles/ici/demarche", "/poles/ici/pilotage/demarche"] {
                    let text = try await browser.get(page).text
                    #expect(!text.contains("Camille") && !text.contains(Self.secret), "\(page)")
                }
            }
        }
        try await made.site.visit { stranger in
            for page in pages { #expect(try await stranger.get(made.panel + page).status == .seeOther) }
            #expect(try await stranger.get("/pieces/1").status == .notFound)
            let announcement = try await stranger.get(made.post)
            #expect(
                announcement.text.contains("2 personnes la lisent")
                    || announcement.text.contains("2\u{A0}personnes la lisent"))
            #expect(!announcement.text.contains("Jo") && HTMLPage(announcement.text).allProblems == [])
        }
        try await made.site.visit(as: made.jo) { browser in
            let list = try await browser.get(made.panel)
            #expect(list.text.contains("Camille Riou") && HTMLPage(list.text).allProblems == [])
            let page = try await browser.get(made.panel + "/1")
            #expect(page.text.contains(Self.secret) && HTMLPage(page.text).allProblems == [])
            let paper = try await browser.get(made.panel + "/1/pieces/1")
            #expect(paper.status == .ok && paper.headers[.cacheControl] == "no-store")
        }
        // Out of the panel, out of the papers.
        try await made.site.visit(as: made.cora) { browser in
            let few = try await browser.post(Self.desk + "/1/jury/retrait", [("courriel", "jo@example.org")])
            #expect(few.status == .unprocessableContent && few.text.contains("au moins 2"))
            try await browser.post(Self.desk + "/1/jury", [("jure-nom", "Max"), ("jure-courriel", "max@example.org")])
            #expect(
                try await browser.post(Self.desk + "/1/jury/retrait", [("courriel", "jo@example.org")]).status
                    == .seeOther)
        }
        try await made.site.visit(as: made.jo) { browser in
            let outside = try await browser.get(made.panel)
            #expect(outside.status == .notFound)
        }
    }

    @Test func theJournalAndTheLettersNameNobodyAndBackupsHoldNoPaper() async throws {
        let made = try await Announced()
        try await made.apply()
        #expect(made.files().count == 1)
        let lines = try await made.site.strings("SELECT kind || subject || detail FROM journal")
        for word in ["Camille", "camille@", Self.secret, "jo@example.org", "Lou"] {
            #expect(!lines.contains { $0.contains(word) }, "\(word)")
        }
        let letters = try await made.site.services.outbox.messages()
        for letter in letters {
            #expect(!letter.body.contains("Camille") && !letter.body.contains("Chargé·e de mission"))
            #expect(!letter.recipientName.contains("Camille"))
        }
        let copy = made.site.services.configuration.dataFolder.appending(path: "copie.db")
        try Backup.copyDocuments(from: made.site.services.configuration.documentsFolder, beside: copy)
        #expect(!FileManager.default.fileExists(atPath: Backup.documents(of: copy).path))
    }

    @Test func whoeverAppliedReadsTakesAwayAndErases() async throws {
        let made = try await Announced()
        try await made.apply()
        try await made.site.visit(as: made.lou) { browser in
            try await browser.post(
                made.panel + "/1/notes", [("critere", "Tenir un budget"), ("note", "A tenu un budget de 40 000 euros")])
            let other = try await browser.post(made.panel + "/1/notes", [("critere", "Son âge"), ("note", "x")])
            #expect(other.status == .unprocessableContent && other.text.contains("critère de l’annonce"))
        }
        let link = try await made.link()
        try await made.site.visit { stranger in
            let page = try await stranger.get(link)
            #expect(page.text.contains(Self.secret) && page.text.contains("effacé"))
            #expect(HTMLPage(page.text).allProblems == [])
            let key = link.split(separator: "=").last.map(String.init) ?? ""
            let data = try await stranger.get("/candidature/donnees.json?cle=\(key)").text
            #expect(data.contains("A tenu un budget") && !data.contains("Lou"))
            #expect(try await stranger.get("/candidature/pieces/1?cle=\(key)").status == .ok)
            #expect(try await stranger.post("/candidature/retrait", [("cle", key)]).status == .ok)
            #expect(try await stranger.get(link).text.contains("n’ouvre rien"))
        }
        for table in ["application", "applicationPaper", "applicationNote"] {
            #expect(try await made.site.strings("SELECT count(*) FROM \(table)") == ["0"], "\(table)")
        }
        #expect(made.files() == [])
    }

    @Test func aRefusalSaysTheDayAndThatDayEverythingGoes() async throws {
        let made = try await Announced()
        try await made.apply()
        try await made.site.visit(as: made.jo) { browser in
            #expect(
                try await browser.post(made.panel + "/1/suite", [("suite", "non-retenue")]).status == .seeOther)
            let twice = try await browser.post(made.panel + "/1/suite", [("suite", "entretien")])
            #expect(twice.status == .unprocessableContent)
        }
        let day = made.site.today.adding(months: 6)
        let letter = try await made.site.lastLetter(to: "camille@example.org")
        #expect(letter.body.contains("effacé \(day.frenchWithArticle)"), "\(letter.body)")
        let upkeep = RecruitmentUpkeepStore(made.site.services)
        try await upkeep.look(at: made.site.now)
        #expect(try await made.site.count("SELECT count(*) FROM application") == 1)
        made.site.clock.advance(by: TimeInterval(day.number - made.site.today.number) * 86_400)
        try await upkeep.look(at: made.site.now)
        #expect(try await made.site.count("SELECT count(*) FROM application") == 0)
        #expect(made.files() == [])
        #expect(try await made.site.lastLine().kind == "recrutement.candidatures-effacees")
    }

    @Test func anAccountTakesAwayItsApplicationsAndErasingItErasesThem() async throws {
        let made = try await Announced()
        try await made.apply("Jo", "jo@example.org")
        let (site, jo) = (made.site, made.jo)
        let store = MyAccountStore(database: site.database, letters: site.services.letters)
        let data = try await store.export(jo, at: site.now).json()
        #expect(data.contains(Self.secret))
        try await store.erase(jo, on: site.today, by: .person(jo), at: site.now)
        #expect(try await site.count("SELECT count(*) FROM application") == 0)
        #expect(try await site.strings("SELECT address FROM recruitmentJuror") == ["lou@example.org"])
        made.site.clock.advance(by: 7200)
        try await RecruitmentUpkeepStore(site.services).look(at: Date.now.addingTimeInterval(7200))
        #expect(made.files() == [])
    }

    @Test func theNetworkSetsHowLongWithinWhatTheCNILRecommends() async throws {
        let site = try await Site.brittany()
        let store = ThresholdStore(database: site.database)
        await #expect(throws: RefusedForm.self) {
            try await store.set(
                "candidatures-mois", to: 25, from: site.today, reason: "Plénière", actor: .program, at: site.now)
        }
        try await store.set(
            "candidatures-mois", to: 3, from: site.today, reason: "Plénière", actor: .program, at: site.now)
        let day = site.today
        let months = try await site.database.read { db in
            try ThresholdStore.applicationRetention(on: day, in: db).months
        }
        #expect(months == 3)
    }

    @Test func wrongInputsAreRefusedInPlainWordsAndNothingTypedIsLost() async throws {
        let made = try await Announced()
        try await made.site.visit(as: made.cora) { browser in
            for (field, value, words) in [
                ("temps", "120", "de 10 à 100"), ("bas", "beaucoup", "salaire brut"), ("haut", "100", "au-dessus"),
                ("contrat", "stage", "sorte de contrat"), ("criteres", "", "au moins un critère"),
                ("jusquau", "demain", "dernier jour"), ("missions", "", "ce que la personne fera"),
            ] {
                let answer = try await browser.post(Self.desk, Self.post(made.site, [field: value]))
                #expect(answer.status == .unprocessableContent && answer.text.contains(words), "\(field)")
                #expect(answer.text.contains("Loudéac") && HTMLPage(answer.text).allProblems == [], "\(field)")
            }
            let late = try await browser.post(Self.desk + "/1/modification", Self.post(made.site))
            #expect(late.status == .unprocessableContent && late.text.contains("annoncé"))
        }
        try await made.site.visit { stranger in
            try await stranger.get(made.post + "/candidature")
            let empty = try await stranger.post(made.post + "/candidature", [("nom", "Zoé"), ("courriel", "zoe")])
            #expect(empty.status == .unprocessableContent && empty.text.contains("value=\"Zoé\""))
            #expect(empty.text.contains("Écrivez votre adresse") && empty.text.contains("joignez un document"))
            let strange = try await stranger.post(
                made.post + "/candidature", [("nom", "Zoé"), ("courriel", "zoe@example.org"), ("message", "")],
                file: SentFile(field: "cv", name: "x.exe", content: [0x4D, 0x5A, 0, 1]))
            #expect(strange.status == .unprocessableContent && strange.text.contains("n’est pas d’une sorte acceptée"))
        }
        #expect(made.files() == [])
    }
}
