/// Who holds which voices at one item: those who are there, and those for whom somebody there holds a proxy.
/// A proxy sleeps while its giver is there and wakes when the giver leaves; it falls while its holder is away.
package struct Floor: Hashable, Sendable {
    package let item: Int
    package let present: Set<ID<Organisation>>
    package let online: Set<ID<Organisation>>
    package let postal: Set<ID<Organisation>>
    /// Giver → holder.
    package let represented: [ID<Organisation>: ID<Organisation>]
    /// What the minutes say about proxies that do not act at this item.
    package let notes: [String]

    package init(_ roll: Roll, _ attendance: Attendance, _ proxies: [Proxy], at item: Int) {
        var manners: [AttendanceChange.Manner: Set<ID<Organisation>>] = [:]
        for entry in roll.entries {
            guard let manner = attendance.manner(of: entry.organisation, at: item) else { continue }
            manners[manner, default: []].insert(entry.organisation)
        }
        let here = manners[.present, default: []].union(manners[.online, default: []])
        var represented: [ID<Organisation>: ID<Organisation>] = [:]
        var notes: [String] = []
        for proxy in proxies where proxy.covers(item) {
            guard roll.entry(proxy.giver) != nil else { continue }
            let (giver, holder) = (roll.name(proxy.giver), proxy.holder.map(roll.name))
            if here.contains(proxy.giver) {
                notes.append("\(giver) est là : son pouvoir\(holder.map { " à \($0)" } ?? "") dort.")
            } else if let holder, let key = proxy.holder, roll.entry(key) != nil, !here.contains(key) {
                notes.append("Le pouvoir \(French.of(giver)) à \(holder) ne joue pas : \(holder) n’est pas là.")
            } else if let key = proxy.holder, here.contains(key), represented[proxy.giver] == nil {
                represented[proxy.giver] = key
            } else if proxy.holder == nil {
                notes.append("Le pouvoir \(French.of(giver)) est en blanc : personne ne le porte.")
            }
        }
        self.item = item
        (present, online) = (manners[.present, default: []], manners[.online, default: []])
        postal = manners[.postal, default: []].subtracting(represented.keys)
        (self.represented, self.notes) = (represented, notes)
    }

    /// Those who vote at this item, by themselves, by another, or by post.
    package var voters: Set<ID<Organisation>> { present.union(online).union(postal).union(represented.keys) }

    /// The voices in one organisation's hands: its own, and those it was given.
    package func hands(of holder: ID<Organisation>, on roll: Roll) -> Int {
        let given = represented.filter { $0.value == holder }.keys
        return roll.votes(of: (present.union(online).contains(holder) ? [holder] : []) + Array(given))
    }
}
