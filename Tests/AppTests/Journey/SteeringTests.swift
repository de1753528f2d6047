import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// A group that steers: who is in it, what it has to do, what its companion advises (R8, R12, R16, R17).
struct SteeringTests {
    private let desk = "/poles/essentiel/pilotage/demarche"

    private func seat(_ values: [String: String]) -> [(String, String)] {
        ["organisation": "", "famille": "", "personne": "", "depuis": "2026-02-01"].merging(values) { $1 }.map {
            ($0.key, $0.value)
        }
    }

    @Test func aCoreGroupOpensThePassageToAPrefiguration() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "essentiel")
        try await site.visit(as: person) { browser in
            let before = try await browser.get(desk)
            #expect(before.status == .ok && before.text.contains("Aucune structure de l’ESS ne pilote"))
            for (name, family) in [
                ("Recyclerie du Blavet", "association"), ("La Ferme en commun", "cooperative"),
                ("Mutuelle des landes", "mutuelle"),
            ] {
                let answer = try await browser.post(
                    desk + "/noyau", seat(["organisation": name, "famille": family, "personne": "Lou"]))
                #expect(answer.status == .seeOther, "\(answer.text.prefix(200))")
            }
            let after = try await browser.get(desk).text
            #expect(after.contains("3\u{A0}structures de l’ESS pilotent") && !after.contains("il en faut au moins 3"))
            // The rule of passage counts those who steer, and they are members of nothing.
            #expect(after.contains("3\u{A0}organisations engagées (il en faut 3)"))
            let milestone = milestoneFields([
                "sorte": "comite-de-pilotage", "titre": "Comité de pilotage", "date": "2026-03",
            ])
            #expect(try await browser.post("/poles/essentiel/pilotage/jalons", milestone).status == .seeOther)
        }
        #expect(try await site.count("SELECT count(*) FROM hubMember") == 0)
        // To found a hub takes members.
        try await site.visit(as: person) { browser in
            let refused = try await browser.post(
                "/poles/essentiel/pilotage/jalons", milestoneFields(["sorte": "pole-cree", "titre": "Création"]))
            #expect(refused.status == .unprocessableContent && refused.text.contains("0\u{A0}organisation engagée"))
        }
    }

    @Test func aPlaceIsRefusedInPlainWordsAndNothingTypedIsLost() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "essentiel")
        try await site.visit(as: person) { browser in
            let nobody = try await browser.post(desk + "/noyau", seat(["role": "finances et lettres"]))
            #expect(nobody.status == .unprocessableContent && nobody.text.contains("Nommez l’organisation"))
            #expect(nobody.text.contains("finances et lettres"))
            let familyless = try await browser.post(desk + "/noyau", seat(["organisation": "X"]))
            #expect(familyless.text.contains("Choisissez la famille"))
            let far = try await browser.post(desk + "/noyau", seat(["personne": "Lou", "depuis": "2099-01-01"]))
            #expect(far.status == .unprocessableContent)
        }
        #expect(try await site.count("SELECT count(*) FROM coreSeat") == 0)
    }

    @Test func whoLeavesHasSteeredUntilThatDay() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "essentiel")
        try await site.visit(as: person) { browser in
            try await browser.post(desk + "/noyau", seat(["organisation": "Recyclerie", "famille": "association"]))
            let early = try await browser.post(desk + "/noyau/1/fin", [("jour", "2026-02-01")])
            #expect(early.status == .unprocessableContent && early.text.contains("Le départ vient après l’entrée"))
            #expect(try await browser.post(desk + "/noyau/1/fin", [("jour", "2026-05-01")]).status == .seeOther)
            let twice = try await browser.post(desk + "/noyau/1/fin", [("jour", "2026-06-01")])
            #expect(twice.text.contains("déjà noté"))
        }
        let hub = try await site.hubID("essentiel")
        for (text, count) in [("2026-01-31", 0), ("2026-04-30", 1), ("2026-05-01", 0)] {
            let group = try await site.database.read { db in try CoreStore.group(of: hub, on: day(text), in: db) }
            #expect(group.structures == count, "\(text)")
        }
    }

    /// People are named at the desk, never on the public page nor in the public history.
    @Test func thePublicReadsOrganisationsAndNoPerson() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "essentiel")
        try await site.visit(as: person) { browser in
            try await browser.post(
                desk + "/noyau",
                seat([
                    "organisation": "Recyclerie du Blavet", "famille": "association", "personne": "Ludivine Secrète",
                    "disponibilite": "le mardi",
                ]))
            let page = try await browser.get(desk + "/noyau").text
            #expect(page.contains("Ludivine Secrète") && page.contains("le mardi"))
        }
        try await site.visit { stranger in
            let page = try await stranger.get("/poles/essentiel/demarche")
            #expect(page.status == .ok && page.text.contains("Recyclerie du Blavet"))
            let history = try await stranger.get("/poles/essentiel/historique").text
            for text in [page.text, history] { #expect(!text.contains("Ludivine") && !text.contains("mardi")) }
            #expect(history.contains("Recyclerie du Blavet entre dans le noyau"))
            #expect(HTMLPage(page.text).allProblems == [])
        }
    }

    @Test func tasksAreTakenDoneWithTheirProofAndShown() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "essentiel")
        let path = desk + "/chantiers/noyau"
        try await site.visit(as: person) { browser in
            let page = try await browser.get(path).text
            #expect(page.contains("Tâches proposées") && page.contains("Aucune tâche n’est encore choisie"))
            #expect(
                try await browser.post(path + "/propositions", [("tache", "noyau-appels"), ("tache", "noyau-liste")])
                    .status == .seeOther)
            try await browser.post(path + "/propositions", [("tache", "noyau-appels")])
            let nothing = try await browser.post(path + "/propositions", [])
            #expect(nothing.status == .unprocessableContent && nothing.text.contains("Cochez au moins une tâche"))
            #expect(try await browser.post(path + "/propositions", [("tache", "inventee")]).status == .notFound)
            #expect(
                try await browser.post(
                    path + "/taches", [("titre", "Goûter avec la radio"), ("echeance", "2026-01-10"), ("qui", "Lou")]
                ).status == .seeOther)
            let late = try await browser.get(path).text
            #expect(late.contains("en retard") && late.contains("0 sur 3") == false)
            let refused = try await browser.post(
                desk + "/taches/1", [("titre", "Appeler"), ("etat", ""), ("note", "note gardée")])
            #expect(refused.status == .unprocessableContent && refused.text.contains("note gardée"))
            let done = try await browser.post(
                desk + "/taches/1",
                [
                    ("titre", "Appeler"), ("etat", "faite"), ("preuve", "Feuille d’appels"),
                    ("lien", "https://example.org/appels"),
                ])
            #expect(done.status == .seeOther)
            #expect(HTMLPage(try await browser.get(desk + "/taches/1").text).allProblems == [])
        }
        #expect(try await site.count("SELECT count(*) FROM journeyTask") == 3)
        #expect(
            try await site.strings("SELECT settledOn FROM journeyTask WHERE settledOn IS NOT NULL") == [
                site.today.description
            ])
        try await site.visit { stranger in
            let page = try await stranger.get("/poles/essentiel/demarche").text
            #expect(page.contains("1\u{A0}tâche réglée sur 3") && page.contains("Feuille d’appels"))
            #expect(!page.contains("Goûter avec la radio"), "what is not done is the desk's")
        }
    }

    @Test func theCompanionAdvisesAndTheHubAnswers() async throws {
        let site = try await Site.brittany()
        let animator = try await site.animator()
        let person = try await site.coordinator(of: "essentiel")
        try await site.visit(as: person) { browser in
            let reply = try await browser.post(desk + "/conseils", [("conseil", "x")])
            #expect(reply.status == .forbidden)
        }
        try await site.visit(as: animator) { browser in
            let reply = try await browser.post(desk + "/conseils", [("conseil", "")])
            #expect(reply.status == .unprocessableContent)
            #expect(
                try await browser.post(
                    desk + "/conseils", [("conseil", "Rencontrer la mutuelle"), ("chantier", "noyau")]
                ).status == .seeOther)
        }
        try await site.visit(as: person) { browser in
            #expect(try await browser.get(desk).text.contains("Rencontrer la mutuelle"))
            #expect(try await browser.post(desk + "/conseils/1", [("reponse", "pas-maintenant")]).status == .seeOther)
            let why = try await browser.post(desk + "/conseils/1", [("reponse", "pas-pour-nous")])
            #expect(why.status == .unprocessableContent && why.text.contains("pourquoi ce n’est pas pour vous"))
            #expect(try await browser.post(desk + "/conseils/1", [("reponse", "fait")]).status == .seeOther)
            let again = try await browser.post(desk + "/conseils/1", [("reponse", "deja-fait")])
            #expect(again.text.contains("Une réponse définitive est déjà donnée"))
            #expect(try await browser.get(desk).text.contains("Aucun conseil n’attend de réponse"))
        }
        try await site.visit { stranger in
            let reply = try await stranger.get("/poles/essentiel/demarche")
            #expect(!reply.text.contains("Rencontrer la mutuelle"))
        }
    }

    @Test func aMeetingKeepsWhoWasThereAndWhatWasDecided() async throws {
        let site = try await Site.brittany()
        let person = try await site.coordinator(of: "essentiel")
        try await site.visit(as: person) { browser in
            try await browser.post(
                desk + "/noyau", seat(["organisation": "Recyclerie", "famille": "association", "personne": "Lou"]))
            #expect(
                try await browser.post(desk + "/reunions", [("jour", "hier"), ("titre", "")]).status
                    == .unprocessableContent)
            try await browser.post(desk + "/reunions", [("jour", "2026-03-04"), ("titre", "Deuxième rencontre")])
            let page = try await browser.get(desk + "/reunions/1").text
            #expect(page.contains("Lou, Recyclerie") && HTMLPage(page).allProblems == [])
            try await browser.post(
                desk + "/reunions/1",
                [
                    ("jour", "2026-03-04"), ("titre", "Deuxième rencontre"), ("present", "1"), ("present", "99"),
                    ("decisions", "On lance l’enquête"),
                ])
            #expect(try await browser.get(desk).text.contains("On lance l’enquête"))
        }
        #expect(try await site.count("SELECT count(*) FROM journeyAttendance") == 1)
    }

    @Test func cornouaillesPathStaysWhatTheSourcesSay() async throws {
        let site = try await Site.brittany()
        try await site.visit { stranger in
            let page = try await stranger.get("/poles/adess-cornouaille/demarche").text
            #expect(page.contains("octobre\u{A0}2010") && page.contains("Le pôle est créé"))
            let history = try await stranger.get("/poles/adess-cornouaille").text
            for part in ["mai\u{A0}2009", "juin\u{A0}2009", "novembre\u{A0}2009", "12\u{A0}octobre\u{A0}2010"] {
                #expect(history.contains(part), "\(part)")
            }
        }
    }

    @Test func theGuideSpeaksOfEveryWorkstreamAndNamesNoTaskTwice() throws {
        let guide = try JourneyGuide.shipped()
        #expect(guide.chantiers.map(\.code) == Workstream.allCases)
        let keys = guide.chantiers.flatMap(\.taches).map(\.cle)
        #expect(Set(keys).count == keys.count && keys.count >= 25)
        #expect(guide.chantiers.allSatisfy { !$0.but.isEmpty && $0.taches.count >= 4 })
        #expect(guide.enquete.questions.allSatisfy { $0.problem == nil })
    }
}
