extension Validity {
    /// The same days, in as few stretches as can be, in order: what overlaps or touches becomes one.
    package static func united(_ all: [Validity]) -> [Validity] {
        let ordered = all.sorted { one, other in
            guard let mine = one.from, let theirs = other.from else { return one.from == nil && other.from != nil }
            return mine < theirs
        }
        var united: [Validity] = []
        for next in ordered {
            guard let last = united.last, last.reaches(next) else {
                united.append(next)
                continue
            }
            let end = last.until.flatMap { mine in next.until.map { max(mine, $0) } }
            united[united.count - 1] = Validity(from: last.from, until: end) ?? last
        }
        return united
    }

    /// Whether `next`, which does not begin before, begins no later than the day this one ends.
    private func reaches(_ next: Validity) -> Bool {
        guard let until, let from = next.from else { return true }
        return from <= until
    }
}
