import Domain
import Testing

/// Who already answers a need (R14): by the words that the need and the offer share.
struct NeedMatchingTests {
    private func offer(
        _ id: Int64, _ topic: String, _ direction: Offer.Direction = .offer, detail: String = ""
    ) -> Offer {
        Offer(
            id: ID(rawValue: id), organisation: 1, direction: direction, kind: .service, topic: topic, detail: detail,
            validity: .always)
    }

    @Test func anOfferThatSaysHalfOfTheNeedAnswersIt() {
        let offers = [
            offer(1, "Paie et contrats de travail"), offer(2, "Salle de réunion de 30 places"),
            offer(3, "Une salle", detail: "pour réunions et formations"), offer(4, "Salle de réunion", .need),
        ]
        #expect(NeedMatching.answers(to: "Salles pour les réunions", among: offers).map(\.id) == [2, 3])
    }

    @Test func aNeedWithoutWordsIsAnsweredByNobody() {
        #expect(NeedMatching.answers(to: "de la", among: [offer(1, "de la")]).isEmpty)
        #expect(NeedMatching.answers(to: "Recruter", among: [offer(1, "Paie")]).isEmpty)
    }

    @Test func aPartnerIsMetBeforeItAgreesOrDeclines() {
        #expect(PartnershipState.allCases.filter { !$0.isMet } == [.toMeet])
        #expect(PartnerKind.allCases.allSatisfy { !$0.label.isEmpty })
    }
}
