import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// The survey of interest, from its template to its results: letters that stop, answers that name nobody.
struct SurveyRouteTests {
    private let desk = "/poles/essentiel/pilotage/demarche/enquete"
    private let page = "/poles/essentiel/enquete"

    /// Organisations of a commune of the perimeter, with an address each.
    private func directory(_ site: Site, count: Int, family: Family = .association, from first: Int = 0) async throws {
        let now = site.now
        try await site.database.write { db in
            for number in first..<first + count {
                let sheet = OrganisationSheet([
                    .name: "Structure \(number)", .family: family.rawValue, .commune: "56165",
                    .email: "s\(number)@example.org",
                ])
                _ = try OrganisationWriter(author: RecordAuthor(origin: .facts, actor: .program, at: now)).create(
                    sheet, in: db)
            }
        }
    }

    private func site() async throws -> (Site, ID<Person>) {
        let site = try await Site.brittany()
        try await site.commune("56165", "Ploërmel", inPerimeterOf: "essentiel")
        return (site, try await site.coordinator(of: "essentiel"))
    }

    private func answers(_ values: [(String, String)], _ name: String, _ family: Family = .association) -> [(
        String, String
    )] {
        [("organisation", name), ("famille", family.rawValue), ("commune", "56165")] + values
    }

    private func opened(_ site: Site, _ person: ID<Person>) async throws {
        try await site.visit(as: person) { browser in
            let reply = try await browser.post(desk)
            #expect(reply.status == .seeOther)
            #expect(try await browser.post(desk + "/ouverture").status == .seeOther)
        }
    }

    @Test func aSurveyIsPreparedChangedOpenedAndThenItsQuestionsStay() async throws {
        let (site, person) = try await site()
        try await site.visit(as: person) { browser in
            #expect(try await browser.get(desk).text.contains("Aucune enquête n’est préparée"))
            try await browser.post(desk)
            let draft = try await browser.get(desk).text
            #expect(draft.contains("De quoi votre organisation a-t-elle besoin") && HTMLPage(draft).allProblems == [])
            let one = [("question", "Aimez-vous la mer ?"), ("sorte", "une"), ("usage", "autre"), ("reponses", "oui")]
            let refused = try await browser.post(desk + "/questions/nouvelle", one)
            #expect(
                refused.status == .unprocessableContent && refused.text.contains("au moins deux réponses possibles"))
            let two = [
                ("question", "Aimez-vous la mer ?"), ("sorte", "une"), ("usage", "autre"), ("reponses", "oui\nnon"),
            ]
            #expect(try await browser.post(desk + "/questions/nouvelle", two).status == .seeOther)
            #expect(try await browser.post(desk + "/questions/remarque/retrait").status == .seeOther)
            let again = try await browser.post(desk)
            #expect(again.status == .unprocessableContent && again.text.contains("déjà en préparation"))
            #expect(HTMLPage(try await browser.get(desk + "/papier").text).allProblems == [])
            try await browser.post(desk + "/ouverture")
            #expect(try await browser.get(desk + "/questions/interet").status == .notFound)
            #expect(try await browser.post(desk + "/questions/interet/retrait").status == .unprocessableContent)
        }
        let codes = try await site.strings("SELECT code FROM surveyQuestion ORDER BY rank")
        #expect(codes.contains("aimez-vous-la-mer") && !codes.contains("remarque"))
        #expect(try await site.count("SELECT threshold FROM survey") == 5)
    }

    @Test func anOrganisationAnswersOnceOnTheOpenPage() async throws {
        let (site, person) = try await site()
        try await opened(site, person)
        try await site.visit { stranger in
            let form = try await stranger.get(page)
            #expect(form.text.contains("Personne ne verra vos réponses") && HTMLPage(form.text).allProblems == [])
            let empty = try await stranger.post(page, answers([("q-remarque", "une idée gardée")], "Recyclerie"))
            #expect(empty.status == .unprocessableContent && empty.text.contains("une idée gardée"))
            let nameless = try await stranger.post(
                page, answers([("q-besoins", "locaux"), ("q-besoins", "emploi")], ""))
            #expect(nameless.status == .unprocessableContent)
            // What was ticked is ticked again.
            #expect(
                nameless.text.contains("value=\"locaux\" checked") && nameless.text.contains("value=\"emploi\" checked")
            )
            let sent = try await stranger.post(
                page, answers([("q-adhesion", "oui"), ("q-adhesion", "non"), ("q-besoins", "inventé")], "Recyclerie"))
            #expect(sent.location == "/enquete/merci")
            let twice = try await stranger.post(page, answers([("q-adhesion", "non")], "recyclerie"))
            #expect(twice.status == .unprocessableContent && twice.text.contains("déjà enregistrée"))
        }
        #expect(try await site.strings("SELECT question || '=' || option FROM surveyAnswer") == ["adhesion=oui"])
        let journal = try await site.strings("SELECT detail FROM journal WHERE kind = 'enquete.reponse'")
        #expect(journal.count == 1 && !journal[0].contains("ecyclerie"))
    }

    @Test func invitedOrganisationsAnswerByTheirOwnLinkAndAreLeftAlone() async throws {
        let (site, person) = try await site()
        try await directory(site, count: 3)
        try await opened(site, person)
        @Sendable func key(_ address: String) async throws -> String {
            let body = try await site.lastLetter(to: address).body
            let start = try #require(body.range(of: "/enquete?cle="))
            return String(body[start.upperBound...].prefix { !$0.isWhitespace })
        }
        try await site.visit(as: person) { browser in
            let reply = try await browser.post(desk + "/invitations")
            #expect(reply.location == desk + "?fait=invitations&nombre=3")
            #expect(try await browser.post(desk + "/invitations").location == desk + "?fait=invitations&nombre=0")
            // Too early for a reminder.
            #expect(try await browser.post(desk + "/rappels").location == desk + "?fait=rappels&nombre=0")
        }
        try await site.visit { stranger in
            let first = try await key("s0@example.org")
            let form = try await stranger.get("/enquete?cle=" + first)
            #expect(form.text.contains("Structure 0") && !form.text.contains("name=\"famille\""))
            try await stranger.post("/enquete", [("cle", first), ("q-adhesion", "oui")])
            // Changed one's mind: the new answer takes the place of the old one.
            try await stranger.post("/enquete", [("cle", first), ("q-adhesion", "non")])
            let refusal = try await key("s1@example.org")
            try await stranger.get("/enquete/refus?cle=" + refusal)
            try await stranger.post("/enquete/refus", [("cle", refusal)])
            #expect(try await stranger.get("/enquete?cle=abc").text.contains("n’ouvre rien"))
        }
        #expect(try await site.strings("SELECT option FROM surveyAnswer") == ["non"])
        site.clock.advance(by: 11 * 86_400)
        try await site.visit(as: person) { browser in
            // Neither to who answered nor to who refused.
            let reply = try await browser.post(desk + "/rappels")
            #expect(reply.location == desk + "?fait=rappels&nombre=1")
        }
        #expect(try await site.lastLetter().recipient == "s2@example.org")
        for _ in 0..<3 {
            site.clock.advance(by: 11 * 86_400)
            try await site.visit(as: person) { browser in _ = try await browser.post(desk + "/rappels") }
        }
        #expect(
            try await site.count("SELECT count(*) FROM surveyLetter") == 5, "three invitations, two reminders to one")
    }

    @Test func resultsComeOnceClosedAndNameNobody() async throws {
        let (site, person) = try await site()
        try await directory(site, count: 12)
        try await opened(site, person)
        try await site.visit { stranger in
            try await stranger.get(page)
            for number in 0..<12 {
                let answer = number.isMultiple(of: 3) ? "non" : "oui"
                let family: Family = number < 11 ? .association : .mutual
                site.clock.advance(by: 600)
                let sent = try await stranger.post(page, answers([("q-adhesion", answer)], "Réponse \(number)", family))
                #expect(sent.status == .seeOther, "\(number)")
            }
        }
        try await site.visit(as: person) { browser in
            #expect(try await browser.get(desk + "/resultats").text.contains("Il n’y a pas encore de résultats"))
            #expect(try await browser.get(desk + "/resultats.csv").status == .notFound)
            try await browser.post(desk + "/fermeture")
            let results = try await browser.get(desk + "/resultats").text
            #expect(results.contains("12\u{A0}réponses") && HTMLPage(results).allProblems == [])
            let file = try await browser.get(desk + "/resultats.csv").text
            #expect(file.contains("oui,ensemble,,12,8"))
            // One mutual alone: neither it nor the associations, from which it would be subtracted.
            #expect(!file.contains("famille") && !file.contains("Réponse"))
        }
        try await site.visit { stranger in
            let reply = try await stranger.get(page + "/resultats.csv")
            #expect(reply.status == .notFound)
            #expect(!(try await stranger.get(page + "/resultats").text.contains("12\u{A0}réponses")))
        }
        try await site.visit(as: person) { browser in
            #expect(try await browser.post(desk + "/publication", [("publier", "oui")]).status == .seeOther)
            // Opened again for one answer more: the results stay those of twelve.
            try await browser.post(desk + "/ouverture")
            try await browser.post(desk + "/saisie", answers([("q-adhesion", "non")], "La treizième"))
            try await browser.post(desk + "/fermeture")
            #expect(try await browser.get(desk + "/resultats.csv").text.contains("oui,ensemble,,12,8"))
        }
        #expect(try await site.count("SELECT count(*) FROM surveyResponse") == 13)
    }

    @Test func aSurveyStillOpenOrNotYetTakesNoAnswerOutsideItsDays() async throws {
        let (site, person) = try await site()
        try await site.visit { stranger in
            let reply = try await stranger.get(page)
            #expect(reply.text.contains("Aucune enquête n’est ouverte"))
        }
        try await opened(site, person)
        try await site.visit(as: person) { browser in
            let closing = site.today.adding(days: 2).description
            let words = [("titre", "Enquête"), ("presentation", "À lire"), ("fermeture", closing)]
            let reply = try await browser.post(desk + "/texte", words)
            #expect(reply.status == .seeOther)
        }
        site.clock.advance(by: 3 * 86_400)
        try await site.visit { stranger in
            let late = try await stranger.post(page, answers([("q-adhesion", "oui")], "Trop tard"))
            #expect([.unprocessableContent, .forbidden].contains(late.status))
            #expect(try await stranger.get(page).text.contains("Aucune enquête n’est ouverte"))
        }
        #expect(try await site.count("SELECT count(*) FROM surveyResponse") == 0)
    }
}
