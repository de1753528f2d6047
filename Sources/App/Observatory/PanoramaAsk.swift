import Domain

/// Which month of the register is asked for, read within the limits of which day.
struct PanoramaAsk: Sendable {
    /// « 2026-01 »; empty for the latest.
    var month = ""
    let today: Day
    /// The day whose limits of territories are taken.
    let limits: Day

    init(month: String = "", limits: Day? = nil, today: Day) {
        (self.month, self.today, self.limits) = (month, today, limits ?? today)
    }

    var isToday: Bool { limits == today }

    /// The month that is asked for, the latest when none is named; nil when nothing was imported.
    func vintage(among vintages: [Vintage]) throws -> Vintage? {
        if month.isEmpty { return vintages.first }
        if let vintage = vintages.first(where: { $0.month.description == month }) { return vintage }
        throw Refused(
            "Le millésime « \(month.prefix(20)) » n’est pas importé. \(Self.known(vintages))", field: "millesime")
    }

    private static func known(_ vintages: [Vintage]) -> String {
        guard let last = vintages.first, let first = vintages.last else { return "Aucun ne l’est encore." }
        guard last != first else { return "Le seul qui l’est : \(last.month.french)." }
        guard vintages.count < 13 else {
            return "Il y en a \(vintages.count), de \(first.month.french) à \(last.month.french)."
        }
        return "Ceux qui le sont : \(French.list(vintages.map(\.month.french)))."
    }

    /// What an address says of it, as « millesime=2020-06&au=2015-01-01 »: only what is not there unasked.
    func parameters(_ vintage: Vintage, among vintages: [Vintage]) -> [String] {
        var parameters: [String] = []
        if vintage.id != vintages.first?.id { parameters.append("millesime=\(vintage.month)") }
        if !isToday { parameters.append("au=\(limits)") }
        return parameters
    }

    /// The same after a path; empty when there is nothing to say.
    func query(_ vintage: Vintage, among vintages: [Vintage]) -> String {
        let parameters = parameters(vintage, among: vintages)
        return parameters.isEmpty ? "" : "?" + parameters.joined(separator: "&")
    }
}
