/// The bodies of a hub on one day: who holds what, what is empty, what ends soon, what must be declared.
package struct MandateRegister: Sendable {
    package struct Seats: Sendable {
        package let body: GoverningBody
        /// By duty, then by name.
        package let held: [Mandate]
        package var vacant: Int { max(0, body.seats - held.count) }
        /// Seats kept for a college that nobody holds, by the college's name.
        package let keptVacant: [(name: String, count: Int)]
    }

    package let day: Day
    package let mandates: [Mandate]
    package let bodies: [Seats]
    /// Held by bodies that the statutes of that day do not have.
    package let strays: [Mandate]

    package init(_ mandates: [Mandate], statutes: Statutes?, on day: Day) {
        (self.day, self.mandates) = (day, mandates)
        let held = mandates.filter { $0.isHeld(on: day) }.sorted { left, right in
            let ranks = Mandate.Duty.allCases
            // Plain members come after those who have a duty.
            let rank = { (mandate: Mandate) in
                mandate.duty == .member ? ranks.count : ranks.firstIndex(of: mandate.duty) ?? 0
            }
            return (rank(left), French.slug(left.organisationName), left.id.rawValue)
                < (rank(right), French.slug(right.organisationName), right.id.rawValue)
        }
        let known = statutes?.bodies ?? []
        bodies = known.map { (body: GoverningBody) in
            let mine = held.filter { $0.bodyKey == body.key }
            let kept = (statutes?.colleges ?? []).compactMap { (college: College) -> (name: String, count: Int)? in
                let empty = (body.seatsByCollege[college.key] ?? 0) - mine.filter { $0.college == college.key }.count
                return empty > 0 ? (college.name, empty) : nil
            }
            return Seats(body: body, held: mine, keptVacant: kept)
        }
        let keys = Set(known.map(\.key))
        strays = held.filter { !keys.contains($0.bodyKey) }
    }

    /// Terms that end in the days to come, the soonest first.
    package func ending(within days: Int) -> [Mandate] {
        let last = day.adding(days: days)
        return mandates.filter { $0.isHeld(on: day) && $0.end <= last }.sorted {
            ($0.end, $0.id.rawValue) < ($1.end, $1.id.rawValue)
        }
    }

    /// The first change in who directs that came after what was last declared: three months run from it.
    package func undeclaredChange(since declared: Day?) -> Day? {
        let changes = mandates.flatMap { [$0.from, $0.end] }.filter { $0 <= day }
        let after = changes.filter { change in declared.map { $0 < change } ?? true }
        return after.min()
    }

    /// Loi du 1er juillet 1901, article 5: changes are declared within three months.
    package static func declarationDeadline(of change: Day) -> Day { change.addingMonths(3) }
}

extension Day {
    /// The same day so many months later, or the last one of that month when it is shorter.
    package func addingMonths(_ months: Int) -> Day {
        let (years, rest) = (month - 1 + months).quotientAndRemainder(dividingBy: 12)
        let (year, month) = (year + years, rest + 1)
        return Day(year: year, month: month, day: min(day, Day.length(ofMonth: month, year: year))) ?? self
    }
}
