import Domain

/// How an election will be counted, as the room sets it before the first ballot. What is left out follows the usage.
struct ElectionSetting: Sendable {
    var mode: BallotFile.Mode
    var rounds: Int
    var seats: Int
    var isSecret: Bool
    /// Which middle grade counts when there are two; nil: the lower one.
    var median: MajorityJudgment.Median?
    /// The most names on a ballot; nil: as many as seats.
    var mostChoices: Int?
    /// Blank ballots count in the majority of a first round.
    var blanksCount: Bool

    var refusals: [Refused?] {
        let namesPeople = [.plurality, .list, .approval].contains(mode)
        return [
            (1...1000).contains(seats)
                ? nil : Refused("Donnez un nombre de sièges, de 1 à 1 000.", field: "sieges"),
            rounds == 1 || mode == .plurality
                ? nil : Refused("Seule l’élection à la majorité a deux tours.", field: "methode"),
            mostChoices.map { (1...1000).contains($0) } ?? true
                ? nil : Refused("Donnez un nombre de noms, de 1 à 1 000, ou laissez vide.", field: "noms-au-plus"),
            mostChoices == nil || namesPeople
                ? nil
                : Refused("Seuls les bulletins qui portent des noms en ont un nombre au plus.", field: "noms-au-plus"),
            median == nil || mode == .judgment
                ? nil : Refused("Seul le jugement majoritaire a une médiane.", field: "mediane"),
            !blanksCount || mode == .plurality && rounds == 2
                ? nil
                : Refused(
                    "Les bulletins blancs ne peuvent compter que dans la majorité d’un premier tour.",
                    field: "blancs-exprimes"),
        ]
    }
}
