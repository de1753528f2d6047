/// An assembly as its rules see it: the roll, and of the attendance and the proxies what the statutes accept. Pages, minutes,
/// proof files and the verifier all ask it the same questions.
package struct Hall: Sendable {
    package let record: AssemblyRecord
    package let roll: Roll
    package let attendance: Attendance
    package let proxies: [Proxy]
    /// What was written down and cannot count, each with its reason.
    package let refused: [String]

    package init(_ record: AssemblyRecord) {
        let roll = Roll(of: record.members, on: record.rollDate, under: record.statutes)
        var attendance = Attendance()
        var refused: [String] = []
        for change in record.attendance.changes {
            do throws(AssemblyRefusal) {
                try attendance.record(change, on: roll, record.statutes.electorate)
            } catch { refused.append(error.sentence) }
        }
        var register = ProxyRegister(roll: roll, rule: record.statutes.proxies, caps: record.statutes.caps)
        for proxy in record.proxies {
            do throws(AssemblyRefusal) { try register.accept(proxy) } catch { refused.append(error.sentence) }
        }
        (self.record, self.roll, self.attendance) = (record, roll, attendance)
        (proxies, self.refused) = (register.proxies, refused)
    }

    package var statutes: Statutes { record.statutes }

    package func floor(at item: Int) -> Floor { Floor(roll, attendance, proxies, at: item) }

    /// Rules of a kind of meeting, which the statutes must give.
    package func rules(_ kind: AssemblyKind) -> MeetingRules? { statutes.meetings[kind] }

    package func quorum(_ kind: AssemblyKind, at item: Int) -> QuorumAnswer {
        let rule = rules(kind)?.quorum(secondCall: record.meeting.isSecondCall)
        return QuorumAnswer(rule, roll: roll, floor: floor(at: item), colleges: statutes.colleges)
    }

    /// The kinds of rules that this assembly follows: one, or those of its items when it is mixed.
    package var kinds: [AssemblyKind] {
        if let kind = AssemblyKind(rawValue: record.meeting.kind) { return [kind] }
        let used = Set(record.items.map(\.rules))
        return AssemblyKind.allCases.filter(used.contains)
    }

    /// The voices in each one's hands at an item, for whoever watches that nobody dominates.
    package func voices(at item: Int) -> [Holding] {
        Hall.voices(roll, floor(at: item))
    }

    package static func voices(_ roll: Roll, _ floor: Floor) -> [Holding] {
        roll.entries.compactMap { (entry: Roll.Entry) in
            let held = floor.hands(of: entry.organisation, on: roll)
            return held > 0 ? Holding(roll.label(entry.organisation), held, marks: marks(of: entry, on: roll)) : nil
        }
    }

    private static func marks(of entry: Roll.Entry, on roll: Roll) -> [Cap.Per: String] {
        var marks: [Cap.Per: String] = [.group: roll.label(entry.group)]
        marks[.family] = entry.family?.rawValue
        marks[.college] = entry.college
        return marks
    }

    package func recount() -> Recount {
        Recount(
            roll: roll, refused: refused,
            opening: kinds.map { Recount.Opening(rules: $0, quorum: quorum($0, at: 0)) },
            items: record.items.filter(\.isOpened).map(item))
    }

    /// All that follows from one item that was opened.
    package func item(_ item: RecordedItem) -> ItemRecount {
        let floor = floor(at: item.position)
        var found = ItemRecount(item.position, floor, quorum: quorum(item.rules, at: item.position), roll: roll)
        found.findings = Concentration.findings(
            voices(at: item.position), of: .votes, caps: statutes.caps, colleges: statutes.colleges)
        guard let rules = rules(item.rules) else {
            found.refusal =
                "Les statuts ne disent rien des règles « \(item.rules.label) » : ce point ne peut rien décider."
            return found
        }
        if let election = item.election, election.first != nil {
            found.count(election, floor, self)
        } else if let vote = item.vote, !vote.ways.isEmpty {
            found.count(vote, rules.majority, floor, self)
        }
        return found
    }
}

extension AssemblyRecord {
    /// Everything that follows from what was written down.
    package func recount() -> Recount { Hall(self).recount() }
}

/// What the record of an assembly comes to.
package struct Recount: Hashable, Codable, Sendable {
    package struct Opening: Hashable, Codable, Sendable {
        package let rules: AssemblyKind
        package let quorum: QuorumAnswer

        private enum CodingKeys: String, CodingKey {
            case rules = "regles"
            case quorum
        }
    }

    package let roll: Roll
    package let refused: [String]
    package let opening: [Opening]
    package let items: [ItemRecount]

    private enum CodingKeys: String, CodingKey {
        case roll = "liste"
        case refused = "refus"
        case opening = "ouverture"
        case items = "points"
    }

    package func item(_ position: Int) -> ItemRecount? { items.first { $0.position == position } }
}
