/// What the network asks of a perimeter: a coherent territory, in one piece, which no other hub covers (R10).
package enum PerimeterRule {
    /// What is known of a perimeter on a day.
    package struct Reading: Sendable {
        package var territories: [String]
        /// The separate pieces it makes; nil when there are no outlines to tell.
        package var pieces: Int?
        /// The names of the territories that another hub also covers, with that hub's name.
        package var shared: [(territory: String, hub: String)]
        /// Inhabitants of all the territories; nil when one of them has no figure.
        package var inhabitants: Int?

        package init(
            territories: [String], pieces: Int?, shared: [(territory: String, hub: String)], inhabitants: Int?
        ) {
            (self.territories, self.pieces, self.shared, self.inhabitants) = (territories, pieces, shared, inhabitants)
        }
    }

    package static func findings(_ reading: Reading) -> [Finding] {
        guard !reading.territories.isEmpty else {
            return [Finding(.missing, "Le pôle n’a pas de territoire ce jour-là.", principle: "R10")]
        }
        return [contiguity(reading)] + overlaps(reading) + [size(reading)]
    }

    private static func contiguity(_ reading: Reading) -> Finding {
        if reading.territories.count == 1 {
            return Finding(.met, "Le périmètre tient en un territoire.", principle: "R10")
        }
        switch reading.pieces {
        case nil:
            return Finding(
                .unknown, "Sans les contours de tous ces territoires, on ne peut pas dire s’ils se touchent.",
                principle: "R10")
        case 1:
            return Finding(.met, "Les territoires se touchent : le périmètre est d’un seul tenant.", principle: "R10")
        case let pieces?:
            return Finding(
                .missing, "Le périmètre est en \(pieces) morceaux qui ne se touchent pas.", principle: "R10")
        }
    }

    private static func overlaps(_ reading: Reading) -> [Finding] {
        guard !reading.shared.isEmpty else {
            return [Finding(.met, "Aucun autre pôle ne couvre ces territoires.", principle: "R10")]
        }
        return reading.shared.map { shared in
            Finding(.missing, overlapSentence(shared.territory, shared.hub), principle: "R10")
        }
    }

    package static func overlapSentence(_ territory: String, _ hub: String) -> String {
        "\(territory) est déjà, en tout ou en partie, dans le périmètre \(French.of(hub))."
    }

    /// The brochure gives no figure: the size is told, and left to the actors to judge.
    private static func size(_ reading: Reading) -> Finding {
        guard let inhabitants = reading.inhabitants else {
            return Finding(.unknown, "La population du périmètre n’est pas connue en entier.", principle: "R10")
        }
        return Finding(
            .met,
            "\(French.number(inhabitants)) habitants : aux acteurs de juger si c’est assez grand pour peser et assez proche pour se voir.",
            principle: "R10")
    }

    /// The first day, from `day` on, when nothing is left in the perimeter; nil when there always is something.
    package static func firstEmptyDay(_ validities: [Validity], from day: Day) -> Day? {
        let ends = validities.compactMap(\.until).filter { $0 > day }
        let days = ([day] + ends).sorted()
        return days.first { (candidate: Day) in !validities.contains { $0.contains(candidate) } }
    }
}
