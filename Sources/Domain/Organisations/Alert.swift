/// How often somebody is told what is new in a search of the directory.
package enum AlertFrequency: String, Sendable, CaseIterable {
    case daily = "jour"
    case weekly = "semaine"

    package var label: String {
        switch self {
        case .daily: "une fois par jour"
        case .weekly: "une fois par semaine"
        }
    }

    package var seconds: Int {
        switch self {
        case .daily: 86_400
        case .weekly: 7 * 86_400
        }
    }
}

/// What an alert has told already: everything up to a number, save what was still waiting to be published.
package struct AlertMark: Sendable, Hashable {
    package let organisation: Int64
    package let offer: Int64
    /// Organisations with a smaller number that were not published yet.
    package let waiting: Set<Int64>

    package init(organisation: Int64, offer: Int64, waiting: Set<Int64> = []) {
        (self.organisation, self.offer, self.waiting) = (organisation, offer, waiting)
    }

    /// Whether an organisation that answers the search has not been told yet.
    package func isNew(organisation id: Int64) -> Bool { id > organisation || waiting.contains(id) }
    package func isNew(offer id: Int64) -> Bool { id > offer }
}
