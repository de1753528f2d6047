import Domain
import Testing

/// Which offer answers which need.
struct OfferTests {
    private func line(
        _ id: Int64, _ direction: Offer.Direction, _ kind: Offer.Kind, _ topic: String, detail: String = "",
        by organisation: Int64
    ) -> Offer {
        Offer(
            id: ID(rawValue: id), organisation: ID(rawValue: organisation), direction: direction, kind: kind,
            topic: topic, detail: detail, validity: .always)
    }

    @Test func wordsAreComparedWithoutAccentsPluralsOrLittleWords() {
        #expect(OfferMatching.words("Les salles de Réunion") == ["salle", "reunion"])
        #expect(OfferMatching.words("à l’eau") == ["eau"])
        #expect(OfferMatching.words("  ") == [])
    }

    @Test func aNeedIsAnsweredByAnOfferOfTheSameKindThatSaysItsWords() {
        let need = line(1, .need, .place, "salle de réunion", by: 1)
        let room = line(2, .offer, .place, "Grande salle", detail: "pour une réunion ou une fête", by: 2)
        #expect(OfferMatching.score(need, room) == 10)
        #expect(OfferMatching.score(room, need) == 10)
    }

    @Test func whatIsOfAnotherKindTheSameWayOrOnesOwnAnswersNothing() {
        let need = line(1, .need, .place, "salle", by: 1)
        let others = [
            line(2, .offer, .skill, "salle", by: 2), line(3, .need, .place, "salle", by: 2),
            line(4, .offer, .place, "salle", by: 1), line(5, .offer, .place, "terrain", by: 2),
        ]
        #expect(OfferMatching.answers(to: need, among: others) == [])
    }

    @Test func theBestAnswerComesFirstAndHalfTheWordsAreEnough() {
        let need = line(1, .need, .service, "comptabilité associative", by: 1)
        let half = line(2, .offer, .service, "comptabilité", by: 2)
        let whole = line(3, .offer, .service, "comptabilités associatives", by: 3)
        #expect(OfferMatching.answers(to: need, among: [half, whole]).map(\.id) == [3, 2])
    }

    @Test func theWordsToStartFromAreDistinctAndShortEnoughForTheField() {
        #expect(Set(SkillVocabulary.skills).count == SkillVocabulary.skills.count)
        #expect(SkillVocabulary.skills.allSatisfy { !$0.isEmpty && $0.count <= 120 })
    }
}
