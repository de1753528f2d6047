import Domain

/// When a territory came to a status.
struct TerritoryStep: Sendable, Hashable {
    /// From this day on it is certain.
    let day: Day
    let standing: Standing
}

/// The last thing recorded to have been done about a territory.
struct LatestWork: Sendable, Hashable {
    let day: Day
    let what: String
}

/// What the register and the directory say of a territory.
struct TerritoryRegister: Sendable, Hashable {
    /// Organisations of the directory in its communes; nil when no commune of it is known.
    var known: Int?
    /// Organisations inscribed in its hubs.
    var members = 0
    /// Establishments of the ESS in the last month of the national register; nil when none was imported.
    var establishments: Int?
}

/// Where one territory stands, since when, what blocks it, what comes next.
struct ProgressLine: Sendable {
    let place: SituationLine
    /// The hub that its status comes from.
    let lead: Hub?
    /// From the fewest to the most days in this status.
    let days: ClosedRange<Int>?
    let next: Status?
    /// The day that its group set for that.
    let deadline: StepDeadline?
    /// What the rule of passage misses before the next status.
    let blocking: [Finding]
    /// The next dated thing to do.
    let coming: LatestWork?
    let latest: LatestWork?
    let stillness: Stillness?
    let register: TerritoryRegister
    let steps: [TerritoryStep]

    var status: Status { place.standing.status }
    var name: String { place.record.name }
}

/// The whole network's way forward on a day.
struct ProgressView: Sendable {
    let day: Day
    let lines: [ProgressLine]
    let durations: [TypicalDuration]
    let hubs: [ID<Hub>: Hub]
    /// The month of the register that counts establishments, in words.
    let registerSource: String?
    /// Months without anything that are few.
    let patience: Int

    func count(_ status: Status) -> Int { lines.count { $0.status == status } }
    func duration(_ status: Status) -> TypicalDuration? { durations.first { $0.stage.status == status } }

    /// The first day on which anything is known of a territory.
    var begins: Day? { lines.flatMap(\.steps).filter { $0.standing.status.rank > 1 }.map(\.day).min() }
}

let progressSortKeys = ["territoire", "statut", "depuis", "activite", "connues"]

/// What of the territories is asked for, as the page's address says.
struct ProgressQuery: Sendable {
    var text = ""
    var status: Status?
    var onlyStill = false
    var sorting = Sorting("", among: progressSortKeys)

    init(_ value: (String) -> String) {
        text = String(value("q").prefix(80))
        status = Status(rawValue: value("statut"))
        onlyStill = value("vue") == "immobiles"
        sorting = Sorting(value("tri"), among: progressSortKeys)
    }

    func address(_ path: String, sortedBy key: String? = nil) -> String {
        let parts = [
            ("q", text), ("statut", status?.rawValue ?? ""), ("vue", onlyStill ? "immobiles" : ""),
            ("tri", key ?? (sorting.parameter == progressSortKeys[0] ? "" : sorting.parameter)),
        ].filter { !$0.1.isEmpty }.map { $0.0 + "=" + $0.1.addressEncoded }
        return parts.isEmpty ? path : path + "?" + parts.joined(separator: "&")
    }

    func lines(of view: ProgressView) -> [ProgressLine] {
        let words = French.slug(text)
        let kept = view.lines.filter { line in
            (status == nil || line.status == status) && (!onlyStill || line.stillness != nil)
                && (words.isEmpty || French.slug(line.name + " " + line.place.hubNames).contains(words))
        }
        return sorting.sorted(kept) { left, right in
            switch sorting.key {
            case "statut":
                (right.status.rank, left.place.record.territory.code) < (
                    left.status.rank, right.place.record.territory.code
                )
            case "depuis": (left.days?.upperBound ?? -1) < (right.days?.upperBound ?? -1)
            case "activite": (left.latest?.day ?? .farPast) < (right.latest?.day ?? .farPast)
            case "connues": (left.register.known ?? -1) < (right.register.known ?? -1)
            default: French.slug(left.place.record.shortName) < French.slug(right.place.record.shortName)
            }
        }
    }
}
