/// What is known of a member when the roll is drawn up.
package struct MemberFacts: Hashable, Codable, Sendable {
    package var organisation: ID<Organisation>
    package var name: String
    package var college: String?
    package var family: Family?
    package var siren: String?
    /// The group of affiliated organisations that it declares.
    package var group: String?
    package var isPublicBody: Bool
    package var admittedOn: Day?
    /// The first day on which it is no longer a member.
    package var leftOn: Day?
    package var suspensions: [Validity]
    /// Years.
    package var duesPaid: [Int]
    /// Voting rights; one, unless the statutes say otherwise.
    package var votes: Int

    private enum CodingKeys: String, CodingKey {
        case organisation
        case name = "nom"
        case college
        case family = "famille"
        case siren
        case group = "groupe"
        case isPublicBody = "collectivite"
        case admittedOn = "admise-le"
        case leftOn = "partie-le"
        case suspensions
        case duesPaid = "cotisations"
        case votes = "voix"
    }

    package init(
        _ organisation: ID<Organisation>, _ name: String, college: String? = nil, family: Family? = nil,
        siren: String? = nil, group: String? = nil, isPublicBody: Bool = false, admittedOn: Day?, leftOn: Day? = nil,
        suspensions: [Validity] = [], duesPaid: [Int] = [], votes: Int = 1
    ) {
        (self.organisation, self.name, self.college, self.family) = (organisation, name, college, family)
        (self.siren, self.group, self.isPublicBody) = (siren, group, isPublicBody)
        (self.admittedOn, self.leftOn, self.suspensions) = (admittedOn, leftOn, suspensions)
        (self.duesPaid, self.votes) = (duesPaid, min(max(0, votes), 1_000_000))
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let organisation = try values.decode(ID<Organisation>.self, forKey: .organisation)
        self.init(
            organisation, try values.decodeIfPresent(String.self, forKey: .name) ?? "organisation \(organisation)",
            college: try values.decodeIfPresent(String.self, forKey: .college),
            family: try values.decodeIfPresent(Family.self, forKey: .family),
            siren: try values.decodeIfPresent(String.self, forKey: .siren),
            group: try values.decodeIfPresent(String.self, forKey: .group),
            isPublicBody: try values.decodeIfPresent(Bool.self, forKey: .isPublicBody) ?? false,
            admittedOn: try values.decodeIfPresent(Day.self, forKey: .admittedOn),
            leftOn: try values.decodeIfPresent(Day.self, forKey: .leftOn),
            suspensions: try values.decodeIfPresent([Validity].self, forKey: .suspensions) ?? [],
            duesPaid: try values.decodeIfPresent([Int].self, forKey: .duesPaid) ?? [],
            votes: try values.decodeIfPresent(Int.self, forKey: .votes) ?? 1)
    }
}

/// The list of those who vote (liste électorale), with the reason for each one left out. It is frozen when the
/// assembly opens: what happens to members afterwards changes nothing of it.
package struct Roll: Hashable, Codable, Sendable {
    package struct Entry: Hashable, Codable, Sendable {
        package let organisation: ID<Organisation>
        package let name: String
        package let college: String?
        /// The smallest number among the organisations that it is affiliated with, itself included.
        package let group: ID<Organisation>
        package let family: Family?
        package let votes: Int

        private enum CodingKeys: String, CodingKey {
            case organisation
            case name = "nom"
            case college
            case group = "groupe"
            case family = "famille"
            case votes = "voix"
        }
    }

    package struct LeftOut: Hashable, Codable, Sendable {
        package let organisation: ID<Organisation>
        package let name: String
        package let reason: String

        private enum CodingKeys: String, CodingKey {
            case organisation
            case name = "nom"
            case reason = "raison"
        }
    }

    /// The day at which memberships were looked at.
    package let date: Day
    package let entries: [Entry]
    package let leftOut: [LeftOut]

    private enum CodingKeys: String, CodingKey {
        case date
        case entries = "inscrits"
        case leftOut = "ecartes"
    }

    package init(of members: [MemberFacts], on date: Day, under statutes: Statutes) {
        let groups = Affiliation.groups(of: members)
        var entries: [Entry] = []
        var leftOut: [LeftOut] = []
        var seen: Set<ID<Organisation>> = []
        for member in members.sorted(by: { $0.organisation.rawValue < $1.organisation.rawValue }) {
            let isTwice = !seen.insert(member.organisation).inserted
            let reason = isTwice ? "figure déjà sur la liste" : Roll.reason(against: member, on: date, statutes)
            if let reason {
                leftOut.append(LeftOut(organisation: member.organisation, name: member.name, reason: reason))
            } else {
                entries.append(
                    Entry(
                        organisation: member.organisation, name: member.name, college: member.college,
                        group: groups[member.organisation] ?? member.organisation, family: member.family,
                        votes: member.votes))
            }
        }
        (self.date, self.entries, self.leftOut) = (date, entries, leftOut)
    }

    package func entry(_ organisation: ID<Organisation>) -> Entry? {
        entries.first { $0.organisation == organisation }
    }

    package func name(_ organisation: ID<Organisation>) -> String {
        entry(organisation)?.name ?? leftOut.first { $0.organisation == organisation }?.name
            ?? "l’organisation \(organisation)"
    }

    package func votes(of organisations: some Sequence<ID<Organisation>>) -> Int {
        let wanted = Set(organisations)
        return entries.reduce(0) { $0 + (wanted.contains($1.organisation) ? $1.votes : 0) }
    }

    package var votes: Int { entries.reduce(0) { $0 + $1.votes } }

    /// Why a member does not vote; nil when it does.
    private static func reason(against member: MemberFacts, on date: Day, _ statutes: Statutes) -> String? {
        let rule = statutes.electorate
        guard let admitted = member.admittedOn else { return "n’a pas d’admission enregistrée" }
        if admitted > date {
            return "n’était pas encore membre \(date.frenchWithArticle) : admission \(admitted.frenchWithArticle)"
        }
        if let left = member.leftOn, left <= date { return "n’est plus membre depuis \(left.frenchWithArticle)" }
        if member.suspensions.contains(where: { $0.contains(date) }) { return "est suspendue" }
        let days = date.number - admitted.number
        if days < rule.seniorityDays {
            return "est membre depuis \(French.count(days, "jour", "jours")) : il en faut \(rule.seniorityDays)"
        }
        if let unpaid = unpaidDues(of: member, on: date, rule.dues) { return unpaid }
        if member.votes == 0 { return "n’a pas de droit de vote" }
        return collegeReason(member, statutes)
    }

    private static func unpaidDues(of member: MemberFacts, on date: Day, _ dues: ElectorateRule.Dues) -> String? {
        let (current, previous) = (date.year, date.year - 1)
        switch dues {
        case .none: return nil
        case .currentYear: return member.duesPaid.contains(current) ? nil : "n’a pas réglé sa cotisation de \(current)"
        case .previousYear:
            return member.duesPaid.contains(previous) ? nil : "n’a pas réglé sa cotisation de \(previous)"
        case .eitherYear:
            return !member.duesPaid.contains(current) && !member.duesPaid.contains(previous)
                ? "n’a réglé sa cotisation ni de \(previous) ni de \(current)" : nil
        }
    }

    /// A public body has an advisory voice unless the statutes give it a college.
    private static func collegeReason(_ member: MemberFacts, _ statutes: Statutes) -> String? {
        let college = statutes.college(member.college)
        if member.isPublicBody, college?.admitsPublicBodies != true {
            return "siège avec voix consultative : les statuts ne donnent pas de collège aux collectivités"
        }
        if !statutes.colleges.isEmpty, college == nil { return "n’est dans aucun collège des statuts" }
        return nil
    }
}

extension Roll.Entry {
    /// A roll may be read from a file that comes from anywhere: no number of votes that could not be summed.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let organisation = try values.decode(ID<Organisation>.self, forKey: .organisation)
        self.init(
            organisation: organisation, name: try values.decode(String.self, forKey: .name),
            college: try values.decodeIfPresent(String.self, forKey: .college),
            group: try values.decodeIfPresent(ID<Organisation>.self, forKey: .group) ?? organisation,
            family: try values.decodeIfPresent(Family.self, forKey: .family),
            votes: min(max(0, try values.decodeIfPresent(Int.self, forKey: .votes) ?? 1), 1_000_000))
    }
}
