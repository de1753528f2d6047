import Foundation

/// What one organisation holds: seats of a body, voices at an item, proxies, mandates.
package struct Holding: Hashable, Sendable {
    package var name: String
    package var amount: Int
    /// Its group, family, college, funder…; the organisation itself when nothing is said. Families and colleges by their keys,
    /// as caps name them.
    package var marks: [Cap.Per: String]

    package init(_ name: String, _ amount: Int, marks: [Cap.Per: String] = [:]) {
        (self.name, self.amount, self.marks) = (name, min(max(0, amount), 1_000_000_000), marks)
    }

    /// Without a declared group, an organisation is its own.
    package func mark(_ per: Cap.Per) -> String? {
        per == .organisation || per == .group ? marks[per] ?? name : marks[per]
    }
}

/// Nobody dominates (R8, R12): who holds how much, what would mend it, and how few could carry a majority alone.
package enum Concentration {
    /// What each one holds, the largest first, under the names that people read.
    package static func totals(
        _ holdings: [Holding], per: Cap.Per, colleges: [College] = []
    ) -> [(name: String, amount: Int)] {
        keyed(holdings, per: per).map { (name($0.key, per, colleges), $0.amount) }
    }

    /// Whether a cap is for this one: for all, or named by its key or by the name that people write.
    private static func names(_ cap: Cap, _ key: String, _ colleges: [College]) -> Bool {
        guard let wanted = cap.key.map(French.slug) else { return true }
        return wanted == French.slug(key) || wanted == French.slug(name(key, cap.per, colleges))
    }

    private static func keyed(_ holdings: [Holding], per: Cap.Per) -> [(key: String, amount: Int)] {
        var totals: [String: Int] = [:]
        for holding in holdings { if let mark = holding.mark(per) { totals[mark, default: 0] += holding.amount } }
        return totals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }

    /// A family or a college as people call it.
    private static func name(_ key: String, _ per: Cap.Per, _ colleges: [College]) -> String {
        switch per {
        case .family: Family(rawValue: key)?.label ?? key
        case .college: colleges.first { $0.key == key }?.name ?? key
        case .organisation, .group, .funder, .gender: key
        }
    }

    /// One finding for each cap, or for each one who passes it. `total`: all the seats, when some are vacant.
    package static func findings(
        _ holdings: [Holding], of subject: Cap.Subject, caps: [Cap], total: Int? = nil,
        colleges: [College] = []
    ) -> [Finding] {
        let whole = total ?? holdings.reduce(0) { $0 + $1.amount }
        return caps.filter { $0.subject == subject }.flatMap { (cap: Cap) -> [Finding] in
            guard let most = cap.most(of: whole) else { return [] }
            let held = keyed(holdings, per: cap.per).filter { names(cap, $0.key, colleges) }
            let over = held.filter { $0.amount > most }
            guard !over.isEmpty else {
                return [Finding(.met, "Personne ne passe le plafond : \(cap.french).", principle: "R12")]
            }
            return over.map { excess(name($0.key, cap.per, colleges), $0.amount, most, of: whole, cap) }
        }
    }

    private static func excess(_ name: String, _ amount: Int, _ most: Int, of whole: Int, _ cap: Cap) -> Finding {
        let surplus = amount - most
        let what = cap.subject.label(amount)
        let mend =
            switch cap.subject {
            case .seats, .mandates:
                "il faudrait en confier \(surplus) à d’autres"
            case .votes, .proxies:
                "il faudrait que \(surplus) \(cap.subject.label(surplus)) \(surplus < 2 ? "soit portée" : "soient portées") par d’autres"
            }
        return Finding(
            .missing,
            "\(name) tient \(French.number(amount)) \(what) sur \(French.number(whole)) ; les statuts prévoient \(cap.french), soit \(French.number(most)) : \(mend).",
            principle: "R12")
    }

    /// Refuses what would pass a cap, before it happens: `more` for one holder, on top of what is held.
    package static func check(
        _ more: Holding, onTopOf holdings: [Holding], of subject: Cap.Subject, caps: [Cap], total: Int,
        colleges: [College] = []
    ) throws(AssemblyRefusal) {
        for cap in caps where cap.subject == subject {
            guard let mark = more.mark(cap.per), names(cap, mark, colleges), let most = cap.most(of: total)
            else { continue }
            let held = holdings.filter { $0.mark(cap.per) == mark }.reduce(0) { $0 + $1.amount }
            if held + more.amount > most {
                throw AssemblyRefusal(
                    "\(more.name) ferait passer \(name(mark, cap.per, colleges)) à \(held + more.amount) \(subject.label(held + more.amount)) sur \(total) : les statuts prévoient \(cap.french), soit \(most)."
                )
            }
        }
    }

    /// The smallest number of actors who hold more than half together; nil when nothing is held.
    package static func smallestWinningCoalition(_ amounts: [Int]) -> Int? {
        let whole = amounts.reduce(0, +)
        guard whole > 0 else { return nil }
        var held = 0
        for (index, amount) in amounts.sorted(by: >).enumerated() {
            held += amount
            if 2 * held > whole { return index + 1 }
        }
        return nil
    }

    /// How many equal parts would be as diverse: the exponential of the Shannon entropy. For display only: no rule
    /// decides on it, which is why it may be a floating-point number.
    package static func effectiveNumber(_ amounts: [Int]) -> Double {
        let whole = Double(amounts.reduce(0, +))
        guard whole > 0 else { return 0 }
        let entropy = amounts.filter { $0 > 0 }.reduce(0.0) { sum, amount in
            let share = Double(amount) / whole
            return sum - share * log(share)
        }
        return exp(entropy)
    }

    /// « 2,4 ».
    package static func french(_ effective: Double) -> String {
        let tenths = Int((effective * 10).rounded())
        return "\(tenths / 10),\(tenths % 10)"
    }

    /// What is told beside the caps: the smallest coalition, and the diversity of families. `isNamed`: with the names of
    /// those who lead, which are not everybody's to read.
    package static func portrait(
        _ holdings: [Holding], of subject: Cap.Subject, isNamed: Bool = true
    ) -> [String] {
        let whole = holdings.reduce(0) { $0 + $1.amount }
        let actors = totals(holdings, per: .group)
        guard whole > 0, let few = smallestWinningCoalition(actors.map(\.amount)) else { return [] }
        let leading = actors.prefix(few).map(\.name)
        let what = "plus de la moitié des \(subject.label(2))"
        var sentences = [
            !isNamed
                ? "Il faut au moins \(French.count(few, "acteur", "acteurs")) pour tenir \(what)."
                : few == 1
                    ? "\(leading[0]) tient à elle seule \(what)."
                    : few <= 3
                        ? "Il suffit de \(few) acteurs pour tenir \(what) : \(French.list(Array(leading)))."
                        : "Il faut au moins \(few) acteurs pour tenir \(what)."
        ]
        let families = totals(holdings, per: .family)
        if !families.isEmpty {
            let effective = french(effectiveNumber(families.map(\.amount)))
            sentences.append(
                "\(French.count(families.count, "famille", "familles")) : la diversité est celle de \(effective) familles de même poids."
            )
        }
        return sentences
    }
}
