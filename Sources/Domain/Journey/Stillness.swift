/// Why nothing seems to move on a territory: what is recorded, never a judgement on those who work there.
package enum Stillness: Hashable, Sendable {
    /// No initiative, a source says so.
    case noInitiative
    /// Nothing is known.
    case unknown
    /// The initiative ended.
    case stopped
    /// A hub or an initiative of which nothing has been recorded for so many months.
    case silent(months: Int)

    /// What holds back a territory; nil when something was recorded there lately. `latest` is the last day on which something
    /// is recorded to have been done, `patience` how many months without anything are few.
    package static func of(
        _ status: Status, hasStopped: Bool, latest: Day?, on day: Day, patience: Int
    ) -> Stillness? {
        switch status {
        case .unknown: return .unknown
        case .none: return hasStopped ? .stopped : .noInitiative
        case .organising, .prefiguration, .created:
            guard let latest else { return .silent(months: patience) }
            let months = wholeMonths(from: latest, to: day)
            return months >= patience ? .silent(months: months) : nil
        }
    }

    /// Months that have passed in full.
    package static func wholeMonths(from first: Day, to last: Day) -> Int {
        let months = (last.year - first.year) * 12 + last.month - first.month
        return max(0, last.day < first.day ? months - 1 : months)
    }

    package var sentence: String {
        switch self {
        case .noInitiative: "Pas d’initiative engagée, une source le dit."
        case .unknown: "Rien n’établit où il en est."
        case .stopped: "L’initiative s’est arrêtée."
        case .silent(let months): "Rien d’enregistré depuis \(French.months(months))."
        }
    }
}
