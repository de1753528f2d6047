extension RecordedElection {
    /// What the caps of the statutes would say if this candidate joined those who stay; nil when nothing passes one.
    package func breach(with candidate: Candidate, under statutes: Statutes, roll: Roll) -> Finding? {
        let holdings = (sitting + [candidate]).map { (member: Candidate) in
            Holding(member.name, 1, marks: Self.marks(of: member, on: roll))
        }
        let found = Concentration.findings(
            holdings, of: .seats, caps: wholeCaps(statutes), colleges: statutes.colleges)
        return found.first { $0.outcome != .met }
    }
}
