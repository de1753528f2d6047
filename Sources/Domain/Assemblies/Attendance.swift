/// How an organisation takes part, from one item of the agenda on. Items are numbered from 1; 0 is the opening.
package struct AttendanceChange: Hashable, Codable, Sendable {
    package enum Manner: String, Codable, Sendable, CaseIterable {
        case present
        case online = "en-ligne"
        /// It voted by post and is not there.
        case postal = "par-correspondance"
        case excused = "excusee"
        case gone = "partie"

        /// Does it speak and vote by itself at that moment?
        package var isHere: Bool { self == .present || self == .online }
    }

    package let organisation: ID<Organisation>
    package let manner: Manner
    package let fromItem: Int
    /// Who signed for it.
    package let representative: String?

    private enum CodingKeys: String, CodingKey {
        case organisation
        case manner = "etat"
        case fromItem = "depuis"
        case representative = "representant"
    }

    package init(
        _ organisation: ID<Organisation>, _ manner: Manner, fromItem: Int = 0, representative: String? = nil
    ) {
        (self.organisation, self.manner) = (organisation, manner)
        (self.fromItem, self.representative) = (fromItem, representative)
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try values.decode(ID<Organisation>.self, forKey: .organisation),
            try values.decode(Manner.self, forKey: .manner),
            fromItem: try values.decodeIfPresent(Int.self, forKey: .fromItem) ?? 0,
            representative: try values.decodeIfPresent(String.self, forKey: .representative))
    }
}

/// The emargement: each change in the order in which it was recorded. Nothing is erased; the last change that an
/// item has reached is the one that holds.
package struct Attendance: Hashable, Codable, Sendable {
    package private(set) var changes: [AttendanceChange]

    package init(_ changes: [AttendanceChange] = []) { self.changes = changes }

    package init(from decoder: any Decoder) throws {
        changes = try decoder.singleValueContainer().decode([AttendanceChange].self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(changes)
    }

    /// Refused when it is not on the roll, or when one person would speak for too many organisations at once.
    package mutating func record(
        _ change: AttendanceChange, on roll: Roll, _ rule: ElectorateRule
    ) throws(AssemblyRefusal) {
        guard roll.entry(change.organisation) != nil else {
            let reason = roll.leftOut.first { $0.organisation == change.organisation }?.reason
            throw AssemblyRefusal(
                "\(roll.name(change.organisation)) n’est pas sur la liste électorale\(reason.map { " : elle " + $0 } ?? "")."
            )
        }
        if change.manner.isHere, let person = change.representative, let most = rule.mostPerPerson {
            let others = organisations(of: person, at: change.fromItem).subtracting([change.organisation])
            if others.count >= most {
                let names = French.list(others.map(roll.name).sorted())
                throw AssemblyRefusal(
                    "\(person) représente déjà \(names) : les statuts ne permettent que \(most) par personne. Un suppléant peut signer."
                )
            }
        }
        changes.append(change)
    }

    package func manner(of organisation: ID<Organisation>, at item: Int) -> AttendanceChange.Manner? {
        last(of: organisation, at: item)?.manner
    }

    package func last(of organisation: ID<Organisation>, at item: Int) -> AttendanceChange? {
        let reached = changes.enumerated().filter { $1.organisation == organisation && $1.fromItem <= item }
        return reached.max { ($0.element.fromItem, $0.offset) < ($1.element.fromItem, $1.offset) }?.element
    }

    /// The organisations for which this person is there at an item.
    private func organisations(of person: String, at item: Int) -> Set<ID<Organisation>> {
        let all = Set(changes.map(\.organisation))
        return all.filter { (organisation: ID<Organisation>) in
            guard let last = last(of: organisation, at: item) else { return false }
            return last.manner.isHere && last.representative == person
        }
    }
}
