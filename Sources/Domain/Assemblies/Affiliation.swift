/// Organisations that count as one for every cap: same SIREN, or same declared group, from one to the next.
package enum Affiliation {
    /// For each organisation, the smallest number among those it is affiliated with.
    package static func groups(of members: [MemberFacts]) -> [ID<Organisation>: ID<Organisation>] {
        var head: [ID<Organisation>: ID<Organisation>] = [:]
        func root(_ organisation: ID<Organisation>) -> ID<Organisation> {
            var current = organisation
            while let next = head[current], next != current { current = next }
            return current
        }
        var bySign: [String: ID<Organisation>] = [:]
        for member in members {
            let signs = [member.siren.map { "siren " + $0 }, member.group.map { "groupe " + $0 }].compactMap(\.self)
            for sign in signs where !sign.hasSuffix(" ") {
                guard let other = bySign[sign] else {
                    bySign[sign] = member.organisation
                    continue
                }
                let (mine, theirs) = (root(member.organisation), root(other))
                let (low, high) = mine.rawValue < theirs.rawValue ? (mine, theirs) : (theirs, mine)
                head[high] = low
            }
        }
        let pairs = members.map { ($0.organisation, root($0.organisation)) }
        return Dictionary(pairs) { first, _ in first }
    }
}
