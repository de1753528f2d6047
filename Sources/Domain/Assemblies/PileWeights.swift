/// A number known between two bounds, in units of 2⁻²⁵⁶ of a voice; the two are the same for whole voices.
struct Bounds: Hashable, Sendable {
    static let unit = (0..<8).reduce(Natural.one) { unit, _ in unit * Natural(1 << 32) }

    var low: Natural
    var high: Natural

    init(_ low: Natural, _ high: Natural) { (self.low, self.high) = (low, high) }
    init(_ whole: Int) {
        low = Natural(whole) * Bounds.unit
        high = low
    }

    var isExact: Bool { low == high }

    static func + (left: Bounds, right: Bounds) -> Bounds { Bounds(left.low + right.low, left.high + right.high) }

    /// The same number × `part` ÷ `whole`, rounded outwards; exact when it comes out even.
    func times(_ part: Bounds, over whole: Bounds) -> Bounds {
        let low = (low * part.low).divided(by: whole.high)?.quotient ?? .zero
        guard let (high, rest) = (high * part.high).divided(by: whole.low) else { return Bounds(low, low) }
        return Bounds(low, rest.isZero ? high : high + .one)
    }
}

/// The voices of piles of ballots. Fractions of fractions grow so fast that twenty seats would need millions of
/// digits; so scores are kept between bounds, and the exact fractions are only worked out where bounds cannot tell
/// which of two is larger, or whether they are equal.
struct PileWeights: Sendable {
    /// Ballots that went through the same transfers.
    struct Share: Hashable, Sendable {
        let count: Int
        /// The transfers of surplus that they went through, by their order.
        let history: [Int]
        let bounds: Bounds
    }

    private struct Transfer {
        let quota: Int
        let members: [Share]
        let score: Bounds
        let surplus: Bounds
        var exact: Rational?
    }

    private var transfers: [Transfer] = []

    /// Voices together.
    static func sum(_ shares: [Share]) -> Bounds { shares.reduce(Bounds(0)) { $0 + $1.bounds } }

    /// A surplus over the quota is transferred: the new transfer's order.
    mutating func transfer(_ members: [Share], quota: Int) -> Int {
        let score = PileWeights.sum(members)
        let asked = Bounds(quota)
        let surplus = Bounds(score.low - asked.high, score.high - asked.low)
        transfers.append(Transfer(quota: quota, members: members, score: score, surplus: surplus))
        return transfers.count - 1
    }

    func passed(_ share: Share, through transfer: Int) -> Share {
        let bounds = share.bounds.times(transfers[transfer].surplus, over: transfers[transfer].score)
        return Share(count: share.count, history: share.history + [transfer], bounds: bounds)
    }

    /// The exact part of each ballot's value that a transfer passes on.
    mutating func ratio(of transfer: Int) -> Rational {
        if let known = transfers[transfer].exact { return known }
        let score = exact(transfers[transfer].members)
        let ratio = (score - Rational(transfers[transfer].quota)) / score
        transfers[transfer].exact = ratio
        return ratio
    }

    /// The exact voices: ballots of one history are summed first, as they have one value.
    mutating func exact(_ shares: [Share]) -> Rational {
        var counts: [[Int]: Int] = [:]
        for share in shares { counts[share.history, default: 0] += share.count }
        return counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.reduce(Rational.zero) { sum, group in
            sum + group.key.reduce(Rational(group.value)) { $0 * ratio(of: $1) }
        }
    }

    /// -1, 0 or 1, as `left` is less than, equal to or more than `right`.
    mutating func compare(_ left: [Share], _ right: [Share]) -> Int {
        let (mine, theirs) = (PileWeights.sum(left), PileWeights.sum(right))
        if mine.low > theirs.high { return 1 }
        if mine.high < theirs.low { return -1 }
        if mine.isExact, theirs.isExact { return 0 }
        let (exactMine, exactTheirs) = (exact(left), exact(right))
        return exactMine == exactTheirs ? 0 : exactMine > exactTheirs ? 1 : -1
    }

    mutating func isAtLeast(_ quota: Int, _ shares: [Share]) -> Bool {
        let (score, asked) = (PileWeights.sum(shares), Bounds(quota))
        if score.low >= asked.high { return true }
        return score.high >= asked.low && exact(shares) >= Rational(quota)
    }

    /// Exact after at most two transfers, told to four decimals after that.
    mutating func french(_ shares: [Share]) -> String {
        if shares.allSatisfy({ $0.history.allSatisfy { $0 < 2 } }) { return exact(shares).french }
        return PileWeights.french(PileWeights.sum(shares))
    }

    private static func french(_ bounds: Bounds) -> String {
        let decimals = (bounds.low * Natural(10_000)).divided(by: Bounds.unit)?.quotient ?? .zero
        guard let (whole, rest) = decimals.divided(by: Natural(10_000)) else { return "0" }
        let digits = String(rest.int ?? 0)
        return "environ \(French.number(whole.int ?? 0))," + String(repeating: "0", count: 4 - digits.count) + digits
    }

    /// « 7/12 », or to four decimals.
    mutating func frenchRatio(of transfer: Int) -> String {
        if transfer < 2 { return ratio(of: transfer).french }
        let one = Share(count: 1, history: [], bounds: Bounds(1))
        return PileWeights.french(passed(one, through: transfer).bounds)
    }

    mutating func frenchSurplus(of transfer: Int) -> String {
        let members = transfers[transfer].members
        if members.allSatisfy({ $0.history.allSatisfy { $0 < 2 } }) {
            return (exact(members) - Rational(transfers[transfer].quota)).french
        }
        return PileWeights.french(transfers[transfer].surplus)
    }
}
