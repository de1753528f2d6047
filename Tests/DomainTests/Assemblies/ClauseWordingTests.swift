import Testing

@testable import Domain

/// A hub's own words for single clauses, beside the sentence that the data make.
struct ClauseWordingTests {
    private func document() -> StatutesDocument { .customary(inForceFrom: day("2026-01-01")) }
    private let key = "reunions.ordinaire.quorum"

    private func quorum(_ document: StatutesDocument) throws -> StatutesClause {
        try #require(StatutesText.clauses(.ordinary, of: document).first { $0.key == key })
    }

    @Test func wordsGoWithTheSentenceOfTheDataAndNeverReplaceItInTheData() throws {
        var document = document()
        let sentence = try quorum(document).text
        document.prose.wordings[.ordinary] = [
            key: ClauseWording(.replacing, "On se compte, et un quart suffit.", over: sentence)
        ]
        let clause = try quorum(document)
        #expect(clause.text == sentence && !clause.isStale)
        #expect(document.rules == self.document().rules)
        #expect(document.wordingFindings.isEmpty)
    }

    @Test func wordsOlderThanTheRuleAreSaidToBe() throws {
        var document = document()
        let sentence = try quorum(document).text
        document.prose.wordings[.ordinary] = [key: ClauseWording(.added, "Nous y tenons.", over: sentence)]
        document.rules.meetings[.ordinary]?.quorum = nil
        #expect(try quorum(document).isStale)
        #expect(document.findings.contains { $0.sentence.contains("vos mots datent d’avant") })
        // A clause that is no more leaves its words unseen, and that is said too.
        document.prose.wordings[.bodies] = ["instances.disparue.duree": ClauseWording(.added, "Trois ans.", over: "x")]
        #expect(document.wordingFindings.contains { $0.sentence.contains("n’existe plus") })
    }

    @Test func aComparisonShowsTheRuleAndTheWordsApart() throws {
        let old = document()
        var new = old
        new.prose.wordings[.ordinary] = [key: ClauseWording(.replacing, "Un quart suffit.", over: try quorum(old).text)]
        let changed = StatutesComparison(from: old, to: new).changed
        #expect(changed.map(\.key) == [key + ".mots"])
        #expect(changed.first?.new == "Un quart suffit." && changed.first?.old == nil)
        #expect(StatutesText.mark(old, .ordinary) != StatutesText.mark(new, .ordinary))
        #expect(!new.isSame(.ordinary, as: old) && new.isSame(.proxies, as: old))
        #expect(old.replacing(.ordinary, from: new) == new)
    }
}
