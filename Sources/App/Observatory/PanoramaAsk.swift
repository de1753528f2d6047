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

    /// The month that is asked for, the latest when none is named; nil when there is none such.
    func vintage(among vintages: [Vintage]) -> Vintage? {
        month.isEmpty ? vintages.first : vintages.first { $0.month.description == month }
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
