/// Which answers a closed survey counts. A survey opened again and closed on one answer more would tell that answer by
/// subtraction: new answers count when there are enough of them together.
package enum SurveyCounting {
    /// `before` is how many answers the last closing counted (0 when it never closed), `now` how many there are.
    package static func counted(before: Int, now: Int, threshold: Int) -> Int {
        let new = now - before
        return new >= max(threshold, SurveyDisclosure.leastThreshold) || before == 0 ? now : min(before, now)
    }
}

/// Who answered, against who is known in the directory, group by group.
package struct Representativeness: Sendable {
    package struct Line: Hashable, Sendable {
        package let name: String
        package let known: Int
        package let answered: Int
        package init(name: String, known: Int, answered: Int) {
            (self.name, self.known, self.answered) = (name, known, answered)
        }
    }

    package let lines: [Line]
    package init(_ lines: [Line]) { self.lines = lines }

    package var known: Int { lines.reduce(0) { $0 + $1.known } }
    package var answered: Int { lines.reduce(0) { $0 + $1.answered } }
    /// Tenths of a percent of those known who answered; nil when nobody is known.
    package var rate: Int? { known > 0 ? (2000 * min(answered, known) + known) / (2 * known) : nil }

    /// Groups that the answers do not speak for: at least one known organisation in twenty, and no answer.
    package var silent: [Line] { lines.filter { $0.answered == 0 && $0.known > 0 && 20 * $0.known >= known } }

    /// Groups that speak for more than twice their part among those known.
    package var loud: [Line] {
        lines.filter { $0.answered > 1 && $0.known > 0 && $0.answered * known > 2 * $0.known * answered }
    }

    package func findings(_ what: String) -> [Finding] {
        guard known > 0 else {
            return [Finding(.unknown, "L’annuaire ne connaît encore personne sur le territoire.", principle: "R17")]
        }
        var findings = [
            Finding(
                answered > 0 ? .met : .missing,
                "\(French.count(answered, "réponse", "réponses")) pour \(French.count(known, "organisation connue", "organisations connues"))\(rate.map { " (\(French.percent(tenths: $0)))" } ?? "").",
                principle: "R17")
        ]
        guard answered > 0 else { return findings }
        findings += silent.map {
            Finding(
                .missing,
                "\($0.name.firstUppercased) : aucune réponse, pour \(French.count($0.known, "organisation connue", "organisations connues")). Les résultats ne parlent pas pour \(what).",
                principle: "R8")
        }
        findings += loud.map {
            Finding(
                .unknown,
                "\($0.name.firstUppercased) : \(French.count($0.answered, "réponse", "réponses")) sur \(answered), plus du double de sa part dans l’annuaire. À garder en tête en lisant les résultats.",
                principle: "R8")
        }
        return findings
    }
}

extension String {
    package var firstUppercased: String { prefix(1).uppercased() + dropFirst() }
}
