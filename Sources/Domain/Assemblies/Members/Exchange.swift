/// What a member brought to its hub or received from it (R7): each member contributes and benefits.
package struct MemberExchange: Hashable, Sendable {
    package enum Direction: String, Codable, Sendable, CaseIterable {
        case brought = "apport"
        case received = "benefice"

        package var label: String {
            switch self {
            case .brought: "apporté au pôle"
            case .received: "reçu du pôle"
            }
        }
    }

    package enum Nature: String, Codable, Sendable, CaseIterable {
        case time = "temps"
        /// A skill that is lent, counted in time.
        case skill = "competence"
        case place = "lieu"
        case money = "argent"
        case kind = "nature"

        package var label: String {
            switch self {
            case .time: "temps"
            case .skill: "compétence"
            case .place: "lieu"
            case .money: "argent"
            case .kind: "en nature"
            }
        }

        package var isTimed: Bool { self == .time || self == .skill }
    }

    package let id: ID<MemberExchange>
    package let organisation: ID<Organisation>
    package let direction: Direction
    package let nature: Nature
    package let function: HubFunction
    package let day: Day
    /// Of time and skills.
    package let minutes: Int?
    /// Of money; of places and things, what they are reckoned at, when somebody reckoned it.
    package let amount: Money?
    package let description: String

    package init(
        id: ID<MemberExchange>, organisation: ID<Organisation>, direction: Direction, nature: Nature,
        function: HubFunction, day: Day, minutes: Int? = nil, amount: Money? = nil, description: String
    ) {
        (self.id, self.organisation, self.direction, self.nature) = (id, organisation, direction, nature)
        (self.function, self.day, self.minutes, self.amount) = (function, day, minutes, amount)
        self.description = description
    }

    /// « 3 h 30 », « 120 € », or nothing when nobody reckoned it.
    package var measure: String { minutes.map(Self.hours) ?? amount?.french ?? "" }

    package static func hours(_ minutes: Int) -> String {
        let rest = minutes % 60
        return French.number(minutes / 60) + French.space + "h" + (rest == 0 ? "" : French.space + Day.pad(rest, 2))
    }

    /// Hours as people type them: « 3 », « 3,5 », « 3h30 », « 3 h 30 »; in minutes.
    package static func minutes(typed: String) -> Int? {
        let kept = typed.lowercased().filter { !$0.isWhitespace }
        if let mark = kept.firstIndex(of: "h") {
            let rest = kept[kept.index(after: mark)...]
            guard let hours = Day.number(kept[..<mark]), hours < 100_000, kept.startIndex < mark else { return nil }
            guard let minutes = rest.isEmpty ? 0 : Day.number(rest), minutes < 60, rest.count != 1 else { return nil }
            return hours * 60 + minutes
        }
        guard let hundredths = Money(typed: kept)?.cents, hundredths < 10_000_000 else { return nil }
        return (hundredths * 60 + 50) / 100
    }
}

/// What was brought and received, counted. It says nothing of what is enough: that is for people to say.
package struct ExchangeBalance: Hashable, Sendable {
    package struct Count: Hashable, Sendable {
        package var entries = 0
        package var minutes = 0
        package var amount = Money.zero
        /// Places and things that nobody reckoned.
        package var unreckoned = 0

        package mutating func add(_ exchange: MemberExchange) {
            entries += 1
            minutes += exchange.minutes ?? 0
            amount = amount + (exchange.amount ?? .zero)
            if exchange.minutes == nil, exchange.amount == nil { unreckoned += 1 }
        }

        /// « 12 h, 300 € et 1 apport non chiffré ».
        package var french: String {
            let parts = [
                minutes > 0 ? MemberExchange.hours(minutes) : nil, amount > .zero ? amount.french : nil,
                unreckoned > 0 ? French.count(unreckoned, "fois non chiffrée", "fois non chiffrées") : nil,
            ].compactMap(\.self)
            return parts.isEmpty ? "rien d’inscrit" : French.list(parts)
        }
    }

    package private(set) var byFunction: [HubFunction: [MemberExchange.Direction: Count]] = [:]
    package private(set) var totals: [MemberExchange.Direction: Count] = [:]

    package init(_ exchanges: some Sequence<MemberExchange>) {
        for exchange in exchanges {
            byFunction[exchange.function, default: [:]][exchange.direction, default: Count()].add(exchange)
            totals[exchange.direction, default: Count()].add(exchange)
        }
    }

    package func count(_ direction: MemberExchange.Direction, _ function: HubFunction? = nil) -> Count {
        (function.map { byFunction[$0] ?? [:] } ?? totals)[direction] ?? Count()
    }

    /// One sentence for the double quality of R7.
    package func sentence(of name: String) -> String {
        let (given, got) = (count(.brought), count(.received))
        let (who, start) = (French.the(name), French.the(name).uppercasedFirst)
        switch (given.entries, got.entries) {
        case (0, 0): return "Rien n’est encore inscrit de ce que \(who) apporte et reçoit."
        case (_, 0): return "\(start) a apporté : \(given.french). Rien n’est inscrit de ce qu’elle reçoit."
        case (0, _): return "\(start) a reçu : \(got.french). Rien n’est inscrit de ce qu’elle apporte."
        default: return "\(start) a apporté : \(given.french) ; et reçu : \(got.french)."
        }
    }
}
