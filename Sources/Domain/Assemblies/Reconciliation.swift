/// How people voted on one item. Several ways may be used together.
package enum VotingWay: String, Codable, Sendable, CaseIterable {
    case hands = "main-levee"
    case rollCall = "appel-nominal"
    case paper = "papier"
    case online = "en-ligne"

    package var label: String {
        switch self {
        case .hands: "à main levée"
        case .rollCall: "par appel nominal"
        case .paper: "sur papier"
        case .online: "en ligne"
        }
    }
}

/// What came in by one way.
package struct WayCount: Hashable, Codable, Sendable {
    package let way: VotingWay
    /// The organisations whose voice went this way; nil for a show of hands, where nobody signs.
    package let voters: [ID<Organisation>]?
    package let count: VoteCount
    /// Who counted the hands, each on their own.
    package let scrutineers: [String]

    private enum CodingKeys: String, CodingKey {
        case way = "voie"
        case voters = "votants"
        case count = "voix"
        case scrutineers = "scrutateurs"
    }

    package init(_ way: VotingWay, voters: [ID<Organisation>]?, _ count: VoteCount, scrutineers: [String] = []) {
        (self.way, self.voters, self.count, self.scrutineers) = (way, voters, count, scrutineers)
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try values.decode(VotingWay.self, forKey: .way),
            voters: try values.decodeIfPresent([ID<Organisation>].self, forKey: .voters),
            try values.decode(VoteCount.self, forKey: .count),
            scrutineers: try values.decodeIfPresent([String].self, forKey: .scrutineers) ?? [])
    }
}

/// The ways of one vote put together: never more voices than voters, each organisation once.
package struct Reconciliation: Hashable, Codable, Sendable {
    package enum Outcome: String, Codable, Sendable {
        case agreed = "concordant"
        /// A gap has its explanation: the result may be declared with it.
        case explained = "explique"
        /// A gap must be explained before the result is declared.
        case toExplain = "a-expliquer"
        /// The count cannot stand: it must be mended or the vote held again.
        case refused = "refuse"
    }

    package let outcome: Outcome
    package let count: VoteCount
    /// Voices of those who took part that no ballot accounts for.
    package let gap: Int
    package let sentences: [String]

    private enum CodingKeys: String, CodingKey {
        case outcome = "issue"
        case count = "voix"
        case gap = "ecart"
        case sentences = "phrases"
    }

    package var mayDeclare: Bool { outcome == .agreed || outcome == .explained }

    package init(_ ways: [WayCount], roll: Roll, floor: Floor, explanation: String = "") {
        let illFormed = ways.filter { !$0.count.isWellFormed }
        guard illFormed.isEmpty else {
            (outcome, count, gap) = (.refused, VoteCount(), 0)
            sentences = illFormed.map { "Un nombre de voix \($0.way.label) ne va pas : recomptez." }
            return
        }
        let count = ways.reduce(VoteCount()) { $0 + $1.count }
        let named = ways.compactMap(\.voters).flatMap(\.self)
        let faults =
            Reconciliation.strangers(named, roll, floor) + Reconciliation.doubles(ways, roll)
            + ways.flatMap { Reconciliation.faults(in: $0, roll) }
            + Reconciliation.hands(ways, named, roll, floor)
        let gap = ways.reduce(0) { $0 + Reconciliation.gap(in: $1, roll) }
        self.count = count
        self.gap = gap
        guard faults.isEmpty else {
            (outcome, sentences) = (.refused, faults)
            return
        }
        guard gap > 0 else {
            let voices = French.count(count.total, "voix comptée", "voix comptées")
            (outcome, sentences) = (.agreed, ["\(voices) : les comptes concordent."])
            return
        }
        let told = "\(French.count(gap, "voix manque", "voix manquent")) par rapport aux votants émargés."
        let reason = explanation.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        (outcome, sentences) =
            reason.isEmpty
            ? (.toExplain, [told + " Écrivez pourquoi avant de proclamer le résultat."])
            : (.explained, [told + " Explication : " + reason])
    }

    private static func strangers(_ named: [ID<Organisation>], _ roll: Roll, _ floor: Floor) -> [String] {
        Set(named).subtracting(floor.voters).sorted { $0.rawValue < $1.rawValue }.map { (voter: ID<Organisation>) in
            "\(roll.name(voter)) a voté sans être présente ni représentée à ce moment-là."
        }
    }

    private static func doubles(_ ways: [WayCount], _ roll: Roll) -> [String] {
        var times: [ID<Organisation>: [VotingWay]] = [:]
        for way in ways { for voter in way.voters ?? [] { times[voter, default: []].append(way.way) } }
        let twice = times.filter { $0.value.count > 1 }.sorted { $0.key.rawValue < $1.key.rawValue }
        return twice.map { (voter, ways) in
            "\(roll.name(voter)) a voté plusieurs fois (\(French.list(ways.map(\.label)))) : une organisation vote une fois."
        }
    }

    private static func faults(in way: WayCount, _ roll: Roll) -> [String] {
        guard let voters = way.voters else {
            let counters = Set(way.scrutineers.filter { !$0.isEmpty })
            if way.way != .hands { return ["La liste des votants \(way.way.label) manque."] }
            return counters.count >= 2 ? [] : ["Un vote à main levée est compté par deux scrutateurs nommés."]
        }
        let voices = roll.votes(of: voters)
        guard way.count.total > voices else { return [] }
        return [
            "\(French.number(way.count.total)) voix comptées \(way.way.label) pour \(French.number(voices)) émargées : il y en a trop, recomptez."
        ]
    }

    /// Hands are not signed: there can be no more of them than voices that no other way has used.
    private static func hands(
        _ ways: [WayCount], _ named: [ID<Organisation>], _ roll: Roll, _ floor: Floor
    ) -> [String] {
        let hands = ways.filter { $0.voters == nil }.reduce(0) { $0 + $1.count.total }
        let free = roll.votes(of: floor.voters.subtracting(floor.postal).subtracting(named))
        guard hands > free else { return [] }
        return [
            "\(French.number(hands)) voix à main levée pour \(French.number(free)) dans la salle qui n’ont pas voté autrement : il y en a trop, recomptez."
        ]
    }

    private static func gap(in way: WayCount, _ roll: Roll) -> Int {
        way.voters.map { max(0, roll.votes(of: $0) - way.count.total) } ?? 0
    }
}
