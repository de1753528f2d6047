import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// From the path to a founded hub: the assembly prepared in one step, the hiring and the network in the history (R19).
struct LaunchTests {
    private let desk = "/poles/essentiel/pilotage/demarche"

    private func steered() async throws -> (Site, ID<Person>) {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "essentiel")
        try await site.visit(as: person) { browser in
            for (name, family) in [("Recyclerie du Blavet", "association"), ("La Ferme en commun", "cooperative")] {
                let seat = try await browser.post(
                    desk + "/noyau",
                    [
                        ("organisation", name), ("famille", family), ("personne", "Lou Bihan"),
                        ("depuis", "2026-02-01"),
                    ])
                #expect(seat.status == .seeOther)
            }
        }
        return (site, person)
    }

    @Test func theFoundingAssemblyIsPreparedFromThePathInOneStep() async throws {
        let (site, person) = try await steered()
        try await site.members(of: "essentiel", count: 1)
        try await site.visit(as: person) { browser in
            let page = try await browser.get(desk + "/lancement/constitutive")
            #expect(page.status == .ok && HTMLPage(page.text).allProblems == [])
            for words in [
                "Recyclerie du Blavet", "La Ferme en commun", "Organisation 0", "pilote la démarche", "déjà engagée",
                "3\u{A0}organisations fondatrices\u{A0}: il en faut au moins 10", "Aucun projet de statuts",
                "Le plan de financement n’est pas commencé",
            ] {
                #expect(page.text.contains(words), "\(words)")
            }
            let none = try await browser.post(desk + "/lancement/constitutive", [("lieu", "Salle Kerlenn")])
            #expect(none.status == .unprocessableContent && none.text.contains("Cochez au moins une organisation"))
            #expect(none.text.contains("Salle Kerlenn"))
            let keys = founders(page.text)
            #expect(keys.count == 3)
            let fields =
                keys.map { ("fondatrice", $0) } + [("candidate", keys[0]), ("statuts", "oui"), ("date", "2027-02-01")]
            let made = try await browser.post(desk + "/lancement/constitutive", fields)
            let assembly = try #require(made.location, "\(made.text)")
            let shown = try await browser.get(assembly)
            for words in [
                "Assemblée constitutive", "Projet et plan d’actions", "Adoption des statuts", "Élection",
                "Plan de financement et budget", "La démarche qui y mène",
            ] {
                #expect(shown.text.contains(words), "\(words)")
            }
            #expect(try await browser.get(assembly + "/ordre-du-jour").text.contains("(Lou Bihan)"))
            // The roll: those who were ticked, each once, with their record.
            #expect(try await browser.get(assembly + "/convocation").text.contains("3\u{A0}organisations votent"))
            let path = try await browser.get(desk).text
            #expect(path.contains("elle se prépare") && HTMLPage(path).allProblems == [])
            let twice = try await browser.post(desk + "/lancement/constitutive", fields)
            #expect(twice.status == .unprocessableContent && twice.text.contains("déjà là"))
            #expect(try await browser.get(assembly).text.contains("href=\"\(desk)/lancement\""))
            #expect(try await browser.get("/poles/essentiel/pilotage/statuts").text.contains("brouillon"))
        }
        #expect(try await site.count("SELECT count(*) FROM hubMember") == 3)
        #expect(try await site.count("SELECT count(*) FROM coreSeat WHERE organisationID IS NULL") == 0)
        #expect(try await site.strings("SELECT DISTINCT name FROM representative") == ["Lou Bihan"])
        // A draft is not for the public.
        try await site.visit { stranger in
            let page = try await stranger.get("/poles/essentiel/demarche").text
            #expect(!page.contains("Assemblée constitutive de"))
        }
    }

    private func founders(_ page: String) -> [String] {
        page.components(separatedBy: "name=\"fondatrice\" value=\"").dropFirst().map {
            String($0.prefix { $0 != "\"" })
        }
    }

    @Test func theFirstHiringEntersTheHistoryOnItsDayByItself() async throws {
        let site = try await Site.brittany()
        // Réso Solidaire: created in 2009, no hiring told.
        let (slug, start) = ("reso-solidaire", site.today.adding(days: 20))
        let hub = try await site.hubID(slug)
        let cora = try await site.coordinator(of: slug)
        let jo = try await site.person("Jo", "jo@example.org")
        let posts = "/poles/\(slug)/pilotage/recrutements"
        let panel = "/poles/\(slug)/recrutements/1/candidatures"
        try await site.visit(as: cora) { browser in
            try await browser.post(posts, RecruitmentPrivacyTests.post(site))
            for name in ["jo", "lou"] {
                try await browser.post(
                    posts + "/1/jury", [("jure-nom", name), ("jure-courriel", "\(name)@example.org")])
            }
            #expect(try await browser.post(posts + "/1/annonce").status == .seeOther)
        }
        try await site.visit { stranger in
            #expect(try await stranger.get("/poles/\(slug)/demarche").text.contains("Le pôle recrute"))
            for name in ["camille", "sacha"] {
                try await stranger.get("/poles/\(slug)/recrutements/1/candidature")
                try await stranger.post(
                    "/poles/\(slug)/recrutements/1/candidature",
                    [("nom", name), ("courriel", "\(name)@example.org"), ("message", "Bonjour")])
            }
        }
        try await site.visit(as: jo) { browser in
            let wrong = try await browser.post(panel + "/1/embauche", [("instance", ""), ("decision", "hier")])
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("quelle instance"))
            let hired = try await browser.post(
                panel + "/1/embauche",
                [
                    ("instance", "Conseil"), ("decision", site.today.description), ("debut-contrat", start.description),
                ])
            #expect(hired.status == .seeOther, "\(hired.text)")
        }
        #expect(try await site.lastLetter(to: "sacha@example.org").body.contains("n’y donnons pas suite"))
        let upkeep = RecruitmentUpkeepStore(site.services)
        try await upkeep.look(at: site.now)
        let counted = "SELECT count(*) FROM milestone WHERE kind = 'embauche' AND hubID = \(hub)"
        #expect(try await site.count(counted) == 0)
        site.clock.advance(by: 20 * 86_400)
        try await upkeep.look(at: site.now)
        try await upkeep.look(at: site.now)
        #expect(try await site.count(counted) == 1)
        try await site.visit { stranger in
            let page = try await stranger.get("/poles/\(slug)").text
            #expect(page.contains("Une personne est embauchée") && !page.contains("camille"))
            #expect(try await stranger.get("/poles/\(slug)/recrutements/1").text.contains("n’est plus ouverte"))
        }
        try await site.visit(as: cora) { browser in
            let launch = try await browser.get("/poles/\(slug)/pilotage/demarche/lancement").text
            #expect(launch.contains("Visite d’information") && HTMLPage(launch).allProblems == [])
        }
    }

    @Test func theNetworkWelcomesAHubThatIsCreatedAndTheHistoryTellsIt() async throws {
        let site = try await Site.brittany()
        let early = try await site.coordinator(of: "essentiel")
        let animator = try await site.animator()
        try await site.visit(as: early) { browser in
            let answer = try await browser.post(desk + "/lancement/reseau")
            #expect(answer.status == .unprocessableContent && answer.text.contains("pas encore créé"))
        }
        let slug = "reso-solidaire"
        let path = "/poles/\(slug)/pilotage/demarche/lancement"
        let cora = try await site.coordinator(of: slug)
        try await site.visit(as: cora) { browser in
            #expect(try await browser.post(path + "/reseau", [("message", "Nous voici")]).status == .seeOther)
            let twice = try await browser.post(path + "/reseau")
            #expect(twice.status == .unprocessableContent && twice.text.contains("attend déjà"))
            #expect(try await browser.post(path + "/reseau/reponse", [("reponse", "oui")]).status == .forbidden)
        }
        #expect(try await site.lastLetter(to: "animation@example.org").body.contains(path))
        try await site.visit(as: animator) { browser in
            let page = try await browser.get(path).text
            #expect(page.contains("Nous voici") && HTMLPage(page).allProblems == [])
            let silent = try await browser.post(path + "/reseau/reponse", [("reponse", "pas-encore")])
            #expect(silent.status == .unprocessableContent && silent.text.contains("ce qui manque"))
            #expect(try await browser.post(path + "/reseau/reponse", [("reponse", "oui")]).status == .seeOther)
            #expect(try await browser.get("/poles/\(slug)").text.contains("Le pôle entre dans le réseau régional"))
        }
    }

    @Test func theFirstYearIsACalendarThatOthersRead() async throws {
        let site = try await Site.brittany()
        let slug = "reso-solidaire"
        let path = "/poles/\(slug)/pilotage/demarche/lancement"
        let cora = try await site.coordinator(of: slug)
        try await site.visit(as: cora) { browser in
            let wrong = try await browser.post(path + "/dates", [("jour", "bientôt"), ("titre", "Fête des voisins")])
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("Fête des voisins"))
            try await browser.post(path + "/dates", [("jour", "2027-01-15"), ("titre", "Conseil ; bilan, suite")])
            let soon = site.today.adding(days: 12).description
            try await browser.post(path + "/dates", [("jour", soon), ("titre", "Remettre le plan d’actions")])
            #expect(try await browser.get("/espace").text.contains("Remettre le plan d’actions"))
            let file = try await browser.get(path + "/calendrier.ics")
            #expect(file.headers[.contentType]?.hasPrefix("text/calendar") == true)
            #expect(file.text.contains("DTSTART;VALUE=DATE:20270115\r\n"))
            #expect(file.text.contains("SUMMARY:Conseil \\; bilan\\, suite"))
            #expect(file.text.contains("declaration@\(slug)"))
            #expect(file.text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 75 })
            #expect(try await browser.get(path + "/calendrier.csv").text.contains("2027-01-15"))
            #expect(try await browser.post(path + "/dates/1/retrait").status == .seeOther)
            #expect(try await browser.get(path + "/calendrier.ics").text.contains("20270115") == false)
        }
    }

    @Test func theDemonstrationShowsALaunchUnderWay() async throws {
        let site = try await Site.brittany()
        let file = try Resources.folder().appending(path: "Facts/demonstration.json")
        try FactStore(database: site.database).install(
            FactStore.read(file, as: DemonstrationFile.self), now: site.now)
        try LaunchFictionStore(database: site.database).install(.shipped(), now: site.now)
        let yann = try await site.person("Yann", "yann@demonstration.example.org")
        try await site.visit(as: yann) { browser in
            let page = try await browser.get("/poles/grand-lavoir/demarche").text
            #expect(page.contains("Le pôle recrute") && HTMLPage(page).allProblems == [])
            // A hub that is created is not told what its path misses.
            #expect(page.contains("La démarche est derrière lui") && !page.contains("class=\"manque\""))
            let panel = try await browser.get("/poles/grand-lavoir/recrutements/1/candidatures/1")
            #expect(panel.status == .ok && panel.text.contains("90\u{202F}000") || panel.text.contains("90 000"))
        }
    }
}
