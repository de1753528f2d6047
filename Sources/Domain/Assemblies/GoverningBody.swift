/// A body that the assembly elects: its seats, how long they last, how they are renewed.
package struct GoverningBody: Hashable, Codable, Sendable {
    package var key: String
    package var name: String
    package var seats: Int
    /// Seats kept for colleges; those that are not kept are open to all.
    package var seatsByCollege: [String: Int]
    package var termYears: Int
    /// In how many parts it is renewed: 1 whole, 3 by thirds.
    package var parts: Int
    /// How many terms in a row; nil: no limit.
    package var mostTerms: Int?
    package var wantsParity: Bool

    private enum CodingKeys: String, CodingKey {
        case key = "cle"
        case name = "nom"
        case seats = "sieges"
        case seatsByCollege = "sieges-par-college"
        case termYears = "duree-en-annees"
        case parts = "renouvellement"
        case mostTerms = "mandats-consecutifs"
        case wantsParity = "parite"
    }

    package init(
        _ key: String, name: String, seats: Int, seatsByCollege: [String: Int] = [:], termYears: Int = 3,
        parts: Int = 1, mostTerms: Int? = nil, wantsParity: Bool = false
    ) {
        (self.key, self.name, self.seats) = (key, name, min(max(0, seats), 10_000))
        self.seatsByCollege = seatsByCollege.mapValues { min(max(0, $0), 10_000) }
        (self.termYears, self.parts) = (min(max(1, termYears), 100), min(max(1, parts), 100))
        (self.mostTerms, self.wantsParity) = (mostTerms, wantsParity)
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let key = try values.decode(String.self, forKey: .key)
        self.init(
            key, name: try values.decodeIfPresent(String.self, forKey: .name) ?? key,
            seats: try values.decode(Int.self, forKey: .seats),
            seatsByCollege: try values.decodeIfPresent([String: Int].self, forKey: .seatsByCollege) ?? [:],
            termYears: try values.decodeIfPresent(Int.self, forKey: .termYears) ?? 3,
            parts: try values.decodeIfPresent(Int.self, forKey: .parts) ?? 1,
            mostTerms: try values.decodeIfPresent(Int.self, forKey: .mostTerms),
            wantsParity: try values.decodeIfPresent(Bool.self, forKey: .wantsParity) ?? false)
    }

    /// How many seats end at each renewal: ten by thirds are 4, 3 and 3, the larger parts first.
    package var partSizes: [Int] {
        let (size, larger) = seats.quotientAndRemainder(dividingBy: parts)
        return (0..<parts).map { size + ($0 < larger ? 1 : 0) }
    }

    /// When the seat of a holder elected on `day` ends: after the whole term, or sooner in the first years of a body
    /// renewed by parts, when lots (from 1) say which part leaves first.
    package func termEnd(electedOn day: Day, firstLot: Int? = nil) -> Day {
        let years = firstLot.map { $0 * termYears / parts } ?? termYears
        let year = day.year + max(1, years)
        return Day(year: year, month: day.month, day: min(day.day, Day.length(ofMonth: day.month, year: year))) ?? day
    }

    /// The caps on seats that the statutes put on an election to this body.
    package func caps(_ statutes: Statutes) -> [Cap] {
        statutes.caps.filter { $0.subject == .seats } + (wantsParity ? [.parity(seats: seats)] : [])
    }

    /// The election that fills the whole body.
    package func election(of candidates: [ElectionCandidate], under statutes: Statutes, seed: String? = nil) -> Election
    {
        Election(
            seats: seats, candidates: candidates, caps: caps(statutes), keptSeats: seatsByCollege, ties: statutes.ties,
            seed: seed)
    }
}
