import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// The editor of statutes, through its pages.
struct StatutesRouteTests {
    private let path = "/poles/bras/pilotage/statuts"

    private func site() async throws -> (Site, ID<Person>) {
        let site = try await Site.brittany()
        try await site.members(of: "bras", count: 23)
        return (site, try await site.coordinator(of: "bras"))
    }

    private func adopt(_ site: Site, _ on: String) async throws {
        let now = site.now
        let hub = try await site.hubID("bras")
        try await site.database.write { db in
            let draft = try #require(try StatutesStore.draft(of: hub, in: db))
            try StatutesStore.adopt(draft.id, on: day(on), from: day(on), actor: .program, at: now, in: db)
        }
    }

    /// The form of a chapter as its page draws it, with some fields changed.
    private func fields(_ page: String, _ changed: [String: String]) -> [(String, String)] {
        guard let form = HTMLPage(page).writingForms.first(where: { $0.action.contains("/brouillon/") }) else {
            return []
        }
        var kept: [(String, String)] = []
        for field in form.fields where field.name != "jeton" && field.name != "suite" && changed[field.name] == nil {
            kept.append((field.name, field.value))
        }
        return kept + changed.map { ($0.key, $0.value) }
    }

    @Test func aDraftIsWrittenChapterByChapterWithItsConsequences() async throws {
        let (site, person) = try await site()
        try await site.visit(as: person) { browser in
            #expect(try await browser.get(path).text.contains("Aucune version n’est en vigueur."))
            #expect(try await browser.post(path, [("modele", "usage")]).status == .seeOther)
            let desk = try await browser.get(path).text
            #expect(desk.contains("Brouillon : version 1") || desk.contains("version 1"))
            let page = try await browser.get(path + "/brouillon/assemblee-extraordinaire").text
            #expect(page.contains("12 de vos 23") && page.contains("c’est l’usage"))
            #expect(HTMLPage(page).allProblems == [])
            let changed = ordinaryFields(["quorum-part": "1/3", "precisions": "On mange ensemble."])
            let action = path + "/brouillon/assemblee-ordinaire"
            let seen = try await browser.post(action, changed + [("suite", "voir")])
            #expect(
                seen.status == .ok && seen.text.contains("8 de vos 23") && seen.text.contains("pas encore enregistré"))
            #expect(try await browser.get(action).text.contains("6 de vos 23"), "seeing the consequences keeps nothing")
            #expect(try await browser.post(action, changed + [("suite", "enregistrer")]).status == .seeOther)
            let kept = try await browser.get(action).text
            #expect(
                kept.contains("8 de vos 23") && kept.contains("On mange ensemble.")
                    && kept.contains("au moins le tiers"))
            let log = try await browser.get(path).text
            #expect(log.contains("pas à pas") && log.contains("brouillon de statuts écrit (version 1)"))
            #expect(try await browser.post(action + "/usage", []).status == .seeOther)
            let reset = try await browser.get(action).text
            #expect(reset.contains("6 de vos 23") && !reset.contains("On mange ensemble."))
        }
    }

    private func ordinaryFields(_ changed: [String: String]) -> [(String, String)] {
        let values = StatutesForm.values(.ordinary, .customary(inForceFrom: day("2026-01-01")))
        return values.merging(changed) { $1 }.map { ($0.key, $0.value) }
    }

    @Test(arguments: [
        ("assemblee-ordinaire", ["quorum": "exige", "quorum-part": "beaucoup"], "une part comme 1/2"),
        ("assemblee-ordinaire", ["quorum": "exige", "quorum-part": "3/2"], "une part comme 1/2"),
        ("assemblee-ordinaire", ["delai": "-3"], "nombre entier de 0 à 365"),
        ("nom-et-objet", ["nom": ""], "Donnez le nom du pôle"),
        ("gestion", ["mode": "gestion-deleguee", "accepte": "hier"], "Écrivez le jour ainsi"),
        ("plafonds", ["plafond-1-de": "sieges", "plafond-1-par": "famille"], "un nombre, une part, ou les deux"),
        ("instances", ["instance-1-nom": "Conseil", "instance-1-sieges": "beaucoup"], "Le nombre de sièges"),
        ("departage", ["depart-1": "aine", "depart-2": "aine"], "demandée deux fois"),
        ("membres", ["college-1-nom": "Même", "college-2-nom": "Même"], "Deux collèges portent ce nom"),
    ])
    func whatCannotBeReadIsRefusedAndNothingTypedIsLost(
        chapter: String, typed: [String: String], sentence: String
    ) async throws {
        let (site, person) = try await site()
        try await site.visit(as: person) { browser in
            try await browser.post(path, [("modele", "usage")])
            let before = try await site.strings("SELECT rules || prose FROM statutesVersion")
            let fields = typed.map { ($0.key, $0.value) } + [("precisions", "Mes mots à moi")]
            let answer = try await browser.post("\(path)/brouillon/\(chapter)", fields)
            #expect(answer.status == .unprocessableContent)
            let plain = answer.text.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
            #expect(plain.contains(sentence), "\(sentence)")
            #expect(answer.text.contains("Mes mots à moi"))
            for value in typed.values where !value.isEmpty { #expect(answer.text.contains(value)) }
            #expect(HTMLPage(answer.text).allProblems == [])
            #expect(try await site.strings("SELECT rules || prose FROM statutesVersion") == before)
        }
    }

    @Test func collegesKeepNoMoreSeatsThanTheBodyHas() async throws {
        let (site, person) = try await site()
        try await site.visit(as: person) { browser in
            try await browser.post(path, [("modele", "usage")])
            let colleges = [("college-1-nom", "Associations"), ("college-2-nom", "Usagers")]
            #expect(try await browser.post("\(path)/brouillon/membres", colleges).status == .seeOther)
            let body = [("instance-1-nom", "Conseil"), ("instance-1-college-associations", "3")]
            let action = "\(path)/brouillon/instances"
            let refused = try await browser.post(action, body + [("instance-1-sieges", "2")])
            #expect(refused.status == .unprocessableContent && refused.text.contains("c’est plus que 2"))
            #expect(HTMLPage(refused.text).allProblems == [])
            #expect(try await browser.post(action, body + [("instance-1-sieges", "4")]).status == .seeOther)
        }
    }

    /// A form drawn by a page and sent back as it is changes nothing, whatever the chapter.
    @Test func everyChapterReadsBackWhatItShows() async throws {
        var document = StatutesDocument.customary(inForceFrom: day("2026-01-01"))
        document.prose.name = "Le Gué"
        document.rules.colleges = [
            College("acteurs", name: "Acteurs", weight: 50), College("usagers", name: "Usagers", weight: 50),
        ]
        document.rules.bodies[0].seatsByCollege = ["acteurs": 4]
        document.rules.bodies.append(GoverningBody("bureau", name: "Bureau", seats: 3, mostTerms: 2, wantsParity: true))
        document.rules.caps.append(Cap(.votes, per: .family, key: "mutuelle", number: 3, share: .third))
        document.rules.meetings[.ordinary]?.secondCall?.quorum = QuorumRule(ShareThreshold(.moreThan, .third))
        document.rules.meetings[.bureau] = nil
        document.prose.management.mode = .delegated
        document.prose.management.acceptedOn = day("2025-02-01")
        document.prose.additions[.ties] = "En public."
        for chapter in StatutesChapter.allCases {
            let values = StatutesForm.values(chapter, document)
            let form = Form(values.filter { !$0.value.isEmpty }.map { Form.Field(name: $0.key, value: $0.value) })
            #expect(try StatutesForm.read(chapter, form, over: document) == document, "\(chapter)")
        }
    }

    @Test func somebodyElsesChangeIsNotOverwrittenUnseen() async throws {
        let (site, person) = try await site()
        try await site.visit(as: person) { browser in
            try await browser.post(path, [("modele", "usage")])
            let action = path + "/brouillon/pouvoirs"
            let page = try await browser.get(action).text
            let mine = fields(page, ["au-plus": "1", "en-blanc": "refuses"]).filter { !$0.1.isEmpty }
            #expect(mine.contains { $0.0 == "lu" })
            try await browser.post(action, [("admis", "oui"), ("au-plus", "3"), ("en-blanc", "refuses")])
            let refused = try await browser.post(action, mine)
            #expect(refused.status == .unprocessableContent && refused.text.contains("Quelqu’un a changé ce chapitre"))
            let again = fields(refused.text, ["au-plus": "1", "en-blanc": "refuses"]).filter { !$0.1.isEmpty }
            #expect(try await browser.post(action, again).status == .seeOther)
            #expect(try await browser.get(action).text.contains("au plus 1\u{A0}pouvoir"))
        }
    }

    @Test func twoVersionsAreComparedAndTheHistoryKeepsAll() async throws {
        let (site, person) = try await site()
        try await site.visit(as: person) { browser in
            try await browser.post(path, [("modele", "usage")])
            try await adopt(site, "2024-03-18")
            try await browser.post(path, [("modele", "1")])
            try await browser.post(
                path + "/brouillon/assemblee-ordinaire",
                ordinaryFields(["delai": "21", "lu": ""]).filter { $0.0 != "lu" })
            let page = try await browser.get(path + "/comparaison?ancienne=1&nouvelle=2")
            #expect(page.status == .ok)
            #expect(page.text.contains("<del>15") && page.text.contains("<ins>21"))
            #expect(!page.text.contains("Scrutin secret"), "what is the same is not shown")
            #expect(HTMLPage(page.text).allProblems == [])
            #expect(try await browser.get(path + "/comparaison?ancienne=1&nouvelle=99").status == .notFound)
            #expect(try await browser.post(path + "/abandon", [("motif-abandon", "")]).status == .unprocessableContent)
            #expect(try await browser.post(path + "/abandon", [("motif-abandon", "Trop tôt")]).status == .seeOther)
            let desk = try await browser.get(path).text
            #expect(desk.contains("Trop tôt") && desk.contains("abandonnée") && desk.contains("18\u{A0}mars\u{A0}2024"))
        }
    }

    @Test func thePublicReadsOnlyWhatIsInForceAndPublished() async throws {
        let (site, person) = try await site()
        try await site.visit(as: person) { browser in
            let stranger = browser.another()
            try await browser.post(path, [("modele", "usage")])
            for end in ["", ".pdf", ".json"] {
                #expect(try await stranger.get("/poles/bras/statuts" + end).status == .notFound)
            }
            #expect(
                try await browser.post(path + "/publication", [("version", "1"), ("publics", "oui")]).status
                    == .unprocessableContent)
            try await adopt(site, "2024-03-18")
            #expect(try await stranger.get("/poles/bras/statuts").status == .notFound)
            #expect(try await !stranger.get("/poles/bras").text.contains("/poles/bras/statuts"))
            try await browser.post(path + "/publication", [("version", "1"), ("publics", "oui")])
            let page = try await stranger.get("/poles/bras/statuts")
            #expect(page.status == .ok && page.text.contains("Article 1") && !page.text.contains("Coordinateur"))
            #expect(HTMLPage(page.text).allProblems == [])
            #expect(try await stranger.get("/poles/bras").text.contains("/poles/bras/statuts"))
            let file = try await stranger.get("/poles/bras/statuts.json").json()
            let rules = (file["statuts"] as? [String: Any])?["regles"] as? [String: Any]
            #expect(rules?["adoptes-le"] as? String == "2024-03-18")
            // A draft on top stays at the desk, and out of the public history.
            try await browser.post(path, [("modele", "1")])
            try await browser.post(path + "/brouillon/departage", [("precisions", "Texte encore secret")])
            for open in ["/poles/bras/statuts", "/poles/bras", "/poles/bras/historique"] {
                let text = try await stranger.get(open).text
                #expect(!text.contains("Texte encore") && !text.contains("brouillon"), "\(open)")
            }
            #expect(try await stranger.get("/poles/bras/historique").text.contains("statuts adoptés"))
            #expect(try await stranger.get(path).status == .seeOther)
        }
    }

    @Test func aPartnerReadsTheDeskButWritesNothing() async throws {
        let (site, person) = try await site()
        let partner = try await site.person(
            "Paul", "partenaire@example.org", (.partner, .hub(try await site.hubID("bras"))))
        try await site.visit(as: person) { browser in try await browser.post(path, [("modele", "usage")]) }
        try await site.visit(as: partner) { browser in
            let page = try await browser.get(path)
            #expect(page.status == .ok && !page.text.contains("Abandonner") && !page.text.contains("/brouillon/"))
            #expect(try await browser.post(path + "/abandon", [("motif-abandon", "x")]).status == .forbidden)
        }
    }

    @Test func statutesAdoptedElsewhereAreRecordedWithTheirProof() async throws {
        let (site, person) = try await site()
        try await site.visit(as: person) { browser in
            try await browser.post(path, [("modele", "usage")])
            let bare = try await browser.post(path + "/reprise", [("adoptes", "2019-06-12"), ("motif", "Avant")])
            #expect(bare.status == .unprocessableContent && bare.text.contains("Joignez la preuve"))
            #expect(bare.text.contains("2019-06-12") && bare.text.contains("<details open>"))
            let done = try await browser.post(
                path + "/reprise", [("adoptes", "2019-06-12"), ("motif", "Avant le programme")], file: SentFile())
            #expect(done.status == .seeOther)
            let desk = try await browser.get(path).text
            #expect(desk.contains("reprise d’avant l’arrivée du programme"))
            #expect(desk.contains("proces-verbal.pdf") && desk.contains("Avant le programme"))
        }
    }
}
