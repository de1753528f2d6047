/// What a rule found on one point, in French, with the principle it comes from; shown to people as it is.
package struct Finding: Hashable, Codable, Sendable {
    package enum Outcome: String, Codable, Sendable {
        case met = "acquis"
        case missing = "manque"
        case unknown = "inconnu"

        package var label: String {
            switch self {
            case .met: "acquis"
            case .missing: "manque"
            case .unknown: "non renseigné"
            }
        }
    }

    package let outcome: Outcome
    package let sentence: String
    /// A requirement of the brochure ("R8") or an article of law.
    package let principle: String

    package init(_ outcome: Outcome, _ sentence: String, principle: String) {
        (self.outcome, self.sentence, self.principle) = (outcome, sentence, principle)
    }
}
