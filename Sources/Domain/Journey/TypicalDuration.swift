/// What one waits for: a step of the way, or the whole of it.
package enum JourneyStage: String, Sendable, CaseIterable {
    case organising = "organisation"
    case prefiguration
    /// From the first initiative to the created hub.
    case whole = "ensemble"

    package var label: String {
        switch self {
        case .organising: "De l’initiative à la préfiguration"
        case .prefiguration: "De la préfiguration au pôle créé"
        case .whole: "De l’initiative au pôle créé"
        }
    }

    package var status: Status? {
        switch self {
        case .organising: .organising
        case .prefiguration: .prefiguration
        case .whole: nil
        }
    }
}

/// How long a stage took those who went through it (R4, R17). Only ended times of which both ends are dated are measured; the
/// others are counted beside, because leaving them out in silence would make the way look shorter than it is.
package struct TypicalDuration: Sendable {
    /// Below that, a middle says nothing.
    package static let leastCases = 3

    package let stage: JourneyStage
    package let day: Day
    /// Those that came to the end of the stage.
    package let measured: [StatusStay]
    /// Those that are still in it: longer than so far, nobody knows how much.
    package let ongoing: [StatusStay]
    /// Those that ended their initiative in it.
    package let stopped: [StatusStay]
    /// Hubs further along of which no milestone says when the stage began.
    package let undated: Int

    package init(_ stage: JourneyStage, of milestones: [ID<Hub>: [Milestone]], on day: Day) {
        (self.stage, self.day) = (stage, day)
        var (measured, ongoing, stopped): ([StatusStay], [StatusStay], [StatusStay]) = ([], [], [])
        var undated = 0
        for hub in milestones.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
            let stays = StatusStay.all(milestones[hub] ?? [], of: hub, on: day)
            let reached = stays.map(\.status.rank).max() ?? 0
            let found = stage.status.map { status in stays.filter { $0.status == status } } ?? Self.ways(stays)
            let goal = stage == .organising ? Status.prefiguration.rank : Status.created.rank
            if found.isEmpty, reached >= goal { undated += 1 }
            measured += found.filter { $0.end == .passed }
            ongoing += found.filter { $0.end == .ongoing }
            stopped += found.filter { $0.end == .stopped }
        }
        (self.measured, self.ongoing, self.stopped, self.undated) = (measured, ongoing, stopped, undated)
    }

    /// The whole way: from each initiative to what became of it.
    private static func ways(_ stays: [StatusStay]) -> [StatusStay] {
        var ways: [StatusStay] = []
        var start: StatusStay?
        for stay in stays {
            if stay.status == .organising { start = stay }
            guard let begun = start else { continue }
            let way: StatusStay? =
                if stay.status == .created {
                    StatusStay(hub: stay.hub, status: .created, began: begun.began, ended: stay.began, end: .passed)
                } else if stay.end == .stopped, let ended = stay.ended {
                    StatusStay(hub: stay.hub, status: .none, began: begun.began, ended: ended, end: .stopped)
                } else if stay.end == .ongoing {
                    StatusStay(hub: stay.hub, status: stay.status, began: begun.began)
                } else {
                    nil
                }
            guard let way else { continue }
            ways.append(way)
            start = nil
        }
        return ways
    }

    /// The fewest and the most days that the middle case may have taken: the middle of the bounds bounds the middle.
    package var median: ClosedRange<Int>? {
        guard measured.count >= Self.leastCases else { return nil }
        let lengths = measured.map { $0.days(until: day) }
        let low = Self.middle(lengths.map(\.lowerBound))
        return low...max(low, Self.middle(lengths.map(\.upperBound)))
    }

    /// From the shortest that one may have been to the longest.
    package var range: ClosedRange<Int>? {
        let lengths = measured.map { $0.days(until: day) }
        guard let low = lengths.map(\.lowerBound).min(), let high = lengths.map(\.upperBound).max() else { return nil }
        return low...high
    }

    /// Of an even number, half of the two in the middle, downwards.
    private static func middle(_ numbers: [Int]) -> Int {
        let sorted = numbers.sorted()
        let half = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
    }

    /// Still there for certain longer than the middle of those who came through.
    package var slower: Int {
        guard let median else { return 0 }
        return ongoing.count { $0.days(until: day).lowerBound > median.upperBound }
    }

    /// What may be said of it, and what may not.
    package var sentence: String { ([headline] + [aside]).filter { !$0.isEmpty }.joined(separator: " ") }

    /// The middle and the range, or why there is none.
    private var headline: String {
        let cases = French.count(measured.count, "démarche", "démarches")
        guard let range else { return "Aucune démarche ne l’a encore franchie avec ses deux dates connues." }
        guard let median else {
            return "\(French.span(range, isFirst: true)), pour \(cases) seulement : trop peu pour parler d’habitude."
        }
        return "Durée médiane : \(French.duration(median)), sur \(cases). \(rangeSentence)"
    }

    /// « De 2 à 15 mois selon les cas. »
    package var rangeSentence: String {
        range.map { "\(French.span($0, isFirst: true)) selon les cas." } ?? ""
    }

    /// Those that are not measured, and why.
    package var aside: String {
        var words: [String] = []
        if !ongoing.isEmpty {
            let beyond =
                slower == 0
                ? ""
                : ", dont \(slower) depuis plus longtemps que cette médiane : la durée habituelle est sans doute plus longue"
            words.append("\(French.count(ongoing.count, "démarche y est encore", "démarches y sont encore"))\(beyond).")
        }
        if !stopped.isEmpty {
            words.append("\(French.count(stopped.count, "démarche s’y est arrêtée", "démarches s’y sont arrêtées")).")
        }
        if undated > 0 {
            words.append(
                "\(French.count(undated, "autre est allée plus loin sans que son début soit daté", "autres sont allées plus loin sans que leur début soit daté")) : on ne les compte pas."
            )
        }
        return words.joined(separator: " ")
    }
}

extension French {
    /// « 12 jours », « 8 mois », « 2 ans et 3 mois »: to the nearest month from two months on.
    package static func duration(days: Int) -> String {
        guard days >= 60 else { return count(days, "jour", "jours") }
        // 30,4375 days make a month: 365,25 / 12.
        return months((days * 10_000 + 152_187) / 304_375)
    }

    /// « 8 mois », « 2 ans et 3 mois ».
    package static func months(_ months: Int) -> String {
        guard months >= 24 else { return number(months) + space + "mois" }
        let rest = months % 12
        return count(months / 12, "an", "ans") + (rest == 0 ? "" : " et \(rest)\(space)mois")
    }

    /// « 8 mois », or « 8 à 12 mois » when the dates allow several.
    package static func duration(_ days: ClosedRange<Int>) -> String { span(days, from: "") }

    /// « de 8 à 12 mois », « 8 mois ».
    package static func span(_ days: ClosedRange<Int>, isFirst: Bool = false) -> String {
        span(days, from: isFirst ? "De " : "de ")
    }

    private static func span(_ days: ClosedRange<Int>, from word: String) -> String {
        let (low, high) = (duration(days: days.lowerBound), duration(days: days.upperBound))
        if low == high { return low }
        // « 8 mois à 12 mois » is read « 8 à 12 mois ».
        for unit in [space + "mois", space + "jours"] where low.hasSuffix(unit) && high.hasSuffix(unit) {
            let isPlain = !low.contains(" et ") && !high.contains(" et ")
            if isPlain { return word + low.dropLast(unit.count) + " à " + high }
        }
        return word + low + " à " + high
    }
}
