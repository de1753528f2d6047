import Domain
import Foundation
import Testing

/// The sentences of the statutes follow from the data.
struct StatutesTextTests {
    private let usual = StatutesDocument.customary(inForceFrom: day("2026-01-01"))

    private func text(_ key: String, _ document: StatutesDocument) -> String? {
        StatutesText.articles(document).flatMap(\.clauses).first { $0.key == key }?.text
    }

    @Test func everyChapterSaysSomethingAndArticlesAreNumberedInOrder() {
        var document = usual
        (document.prose.name, document.prose.object) = ("Le Gué", "Faire ensemble.")
        document.prose.management.mode = .ownStructure
        let articles = StatutesText.articles(document)
        #expect(articles.map(\.chapter) == StatutesChapter.allCases)
        #expect(articles.map(\.number) == Array(1...StatutesChapter.allCases.count))
        let clauses = articles.flatMap(\.clauses)
        #expect(Set(clauses.map(\.key)).count == clauses.count)
        for clause in clauses {
            #expect(clause.text.hasSuffix("."), "\(clause.key): \(clause.text)")
            #expect(!clause.text.contains("  ") && !clause.text.contains("Optional"), "\(clause.text)")
        }
    }

    @Test func aChangedNumberChangesItsSentenceAndIsNoLongerTheUsage() {
        let before = text("reunions.ordinaire.quorum", usual)
        #expect(before?.contains("au moins le quart des organisations inscrites") == true)
        var changed = usual
        changed.rules.meetings[.ordinary]?.quorum = QuorumRule(ShareThreshold(.moreThan, .half))
        let after = text("reunions.ordinaire.quorum", changed)
        #expect(after?.contains("de plus de la moitié des organisations inscrites") == true)
        let custom = { (document: StatutesDocument) in
            StatutesText.clauses(.ordinary, of: document).first { $0.key == "reunions.ordinaire.quorum" }?.custom
        }
        #expect(custom(usual)?.contains("c’est un usage") == true && custom(changed) == nil)
        #expect(StatutesText.mark(usual, .ordinary) != StatutesText.mark(changed, .ordinary))
        #expect(StatutesText.mark(usual, .proxies) == StatutesText.mark(changed, .proxies))
    }

    @Test func everyCustomarySentenceIsShownBesideItsClause() {
        let shown = Set(StatutesText.articles(usual).flatMap(\.clauses).compactMap(\.custom))
        #expect(shown == Set(Statutes.customaryClauses.map(\.sentence)))
    }

    @Test func delegatedManagementNamesItsHostAndWhatIsMissing() {
        var document = usual
        document.prose.management.mode = .delegated
        document.prose.management.host = "La Maison des associations"
        #expect(document.prose.management.findings.filter { $0.outcome == .missing }.count == 2)
        document.prose.management.acceptedOn = day("2026-02-03")
        document.prose.management.hostClause = "L’association peut gérer un pôle."
        #expect(document.prose.management.findings.allSatisfy { $0.outcome == .met && $0.principle == "R13" })
        #expect(text("gestion.mode", document)?.contains("aucune voix de plus") == true)
        #expect(text("gestion.clause", document)?.contains("L’association peut gérer un pôle.") == true)
        #expect(
            StatutesDocument.customary(inForceFrom: day("2026-01-01")).prose.management.findings.first?.outcome
                == .missing)
    }

    @Test func collegesBodiesAndCapsAreSpelledOut() {
        var document = usual
        document.rules.colleges = [
            College("acteurs", name: "Acteurs", weight: 50), College("usagers", name: "Usagers", weight: 30),
            College("partenaires", name: "Partenaires", weight: 20, admitsPublicBodies: true),
        ]
        document.rules.bodies[0].seatsByCollege = ["acteurs": 5, "usagers": 2]
        document.rules.meetings[.extraordinary]?.majority.colleges = .proportional
        let colleges = text("membres.colleges", document)
        #expect(colleges?.contains("3\u{A0}collèges") == true && colleges?.contains("50 voix sur 100") == true)
        #expect(text("membres.collectivites", document) == nil)
        let body = text("instances.conseil.composition", document)
        #expect(body?.contains("5 pour le collège Acteurs, 2 pour le collège Usagers et 2 sans distinction") == true)
        #expect(text("instances.conseil.duree", document)?.contains("renouvelés par tiers (3, 3 et 3)") == true)
        #expect(text("plafonds", document)?.contains("au plus le quart des sièges par groupe") == true)
    }

    @Test func oneChapterIsTakenFromAnotherDocumentAndNothingElse() {
        var other = usual
        other.rules.proxies.most = 5
        other.rules.caps = []
        other.prose.additions[.proxies] = "Un formulaire est joint."
        let mixed = usual.replacing(.proxies, from: other)
        #expect(mixed.rules.proxies.most == 5 && mixed.rules.caps == usual.rules.caps)
        #expect(text("pouvoirs.precisions", mixed) == "Un formulaire est joint.")
        #expect(!mixed.isSame(.proxies, as: usual) && mixed.isSame(.caps, as: usual))
        for chapter in StatutesChapter.allCases { #expect(usual.isSame(chapter, as: usual)) }
    }

    @Test func whatIsWrittenIsReadBackTheSame() throws {
        var document = usual
        document.prose.management.mode = .delegated
        document.prose.management.acceptedOn = day("2026-02-03")
        document.prose.additions = [.ordinary: "On mange ensemble après.", .caps: "Sans exception."]
        document.prose.years = 99
        let written = try JSONEncoder().encode(document)
        #expect(try JSONDecoder().decode(StatutesDocument.self, from: written) == document)
        let text = String(decoding: written, as: UTF8.self)
        #expect(text.contains("\"assemblee-ordinaire\":\"On mange") && text.contains("\"accepte-le\":\"2026-02-03\""))
        let bare = try JSONDecoder().decode(StatutesProse.self, from: Data("{}".utf8))
        #expect(bare == StatutesProse())
    }

    @Test func twoVersionsAreComparedClauseByClause() {
        var new = usual
        new.rules.meetings[.ordinary]?.notice = NoticeRule(days: 21)
        new.rules.meetings[.ordinary]?.quorum = nil
        new.prose.additions[.ties] = "Le sort est tiré en public."
        let comparison = StatutesComparison(from: usual, to: new)
        #expect(
            comparison.changed.map(\.key) == [
                "reunions.ordinaire.delai", "reunions.ordinaire.quorum", "reunions.ordinaire.seconde-convocation",
                "departage.precisions",
            ])
        let notice = comparison.changed[0].change
        #expect(notice?.new.contains { $0.isChanged && $0.text.contains("21") } == true)
        #expect(notice?.old.contains { $0.isChanged && $0.text.contains("15") } == true)
        #expect(comparison.changed[2].new == nil && comparison.changed[3].old == nil)
        #expect(StatutesComparison(from: usual, to: usual).changed.isEmpty)
    }
}
