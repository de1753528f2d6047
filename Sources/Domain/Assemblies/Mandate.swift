/// A seat that an organisation holds in a body of a hub, during a time, through a person.
package struct Mandate: Hashable, Sendable {
    package enum Duty: String, Codable, Sendable, CaseIterable {
        case member = "membre"
        case chair = "presidence"
        case coChair = "copresidence"
        case viceChair = "vice-presidence"
        case treasurer = "tresorerie"
        case deputyTreasurer = "tresorerie-adjointe"
        case secretary = "secretariat"
        case deputySecretary = "secretariat-adjoint"

        package var label: String {
            switch self {
            case .member: "membre"
            case .chair: "présidence"
            case .coChair: "coprésidence"
            case .viceChair: "vice-présidence"
            case .treasurer: "trésorerie"
            case .deputyTreasurer: "trésorerie adjointe"
            case .secretary: "secrétariat"
            case .deputySecretary: "secrétariat adjoint"
            }
        }
    }

    package var id: ID<Mandate>
    package var hubID: ID<Hub>
    /// A body of the statutes.
    package var bodyKey: String
    package var duty: Duty
    /// The college whose seat it is; nil: a seat open to all.
    package var college: String?
    package var organisation: ID<Organisation>
    package var organisationName: String
    package var family: Family?
    /// Who sits for the organisation.
    package var representative: String
    /// The person agreed that the public reads their name.
    package var showsName: Bool
    package var from: Day
    /// The first day after the term.
    package var until: Day
    /// The first day on which it was no longer held, when it ended before its term.
    package var endedOn: Day?
    package var endReason: String?

    package init(
        id: ID<Mandate> = 0, hubID: ID<Hub>, bodyKey: String, duty: Duty = .member, college: String? = nil,
        organisation: ID<Organisation>, organisationName: String, family: Family? = nil, representative: String = "",
        showsName: Bool = false, from: Day, until: Day, endedOn: Day? = nil, endReason: String? = nil
    ) {
        (self.id, self.hubID, self.bodyKey, self.duty, self.college) = (id, hubID, bodyKey, duty, college)
        (self.organisation, self.organisationName, self.family) = (organisation, organisationName, family)
        (self.representative, self.showsName) = (representative, showsName)
        (self.from, self.until, self.endedOn, self.endReason) = (from, until, endedOn, endReason)
    }

    /// The first day on which it is over, whatever the reason.
    package var end: Day { min(endedOn ?? until, until) }

    package func isHeld(on day: Day) -> Bool { from <= day && day < end }

    fileprivate func overlaps(_ other: Mandate) -> Bool { from < other.end && other.from < end }
}

extension Mandate {
    /// Two terms follow each other when less than this many days lie between them: assemblies are not held to the day.
    package static let daysBetweenTerms = 183

    /// As what dominates sees it: its organisation counts with those that it is affiliated with.
    package func holding(_ groups: [ID<Organisation>: String]) -> Holding {
        var marks: [Cap.Per: String] = [.organisation: organisationName]
        marks[.group] = groups[organisation] ?? organisationName
        marks[.family] = family?.rawValue
        marks[.college] = college
        return Holding(organisationName, 1, marks: marks)
    }

    /// For each organisation, the name of its group of affiliates.
    package static func groupNames(_ members: [MemberFacts]) -> [ID<Organisation>: String] {
        let names = Dictionary(members.map { ($0.organisation, $0.name) }) { first, _ in first }
        return Affiliation.groups(of: members).reduce(into: [:]) { groups, pair in
            groups[pair.key] = names[pair.value]
        }
    }
}

/// What the statutes allow of mandates.
package struct MandateRules: Sendable {
    package let statutes: Statutes
    package let members: [MemberFacts]
    /// Everything in the register of the hub that counts.
    package let register: [Mandate]

    package init(statutes: Statutes, members: [MemberFacts], register: [Mandate]) {
        (self.statutes, self.members, self.register) = (statutes, members, register)
    }

    package func body(_ key: String) -> GoverningBody? { statutes.bodies.first { $0.key == key } }

    /// Refuses a mandate that the statutes do not allow.
    package func check(_ new: Mandate) throws(AssemblyRefusal) {
        guard let body = body(new.bodyKey) else {
            throw AssemblyRefusal("Les statuts en vigueur \(new.from.frenchWithArticle) n’ont pas cette instance.")
        }
        guard new.from < new.until else {
            throw AssemblyRefusal("La fin du mandat vient après son début.")
        }
        try checkMembership(new)
        let others = register.filter { $0.id != new.id && $0.overlaps(new) }
        try checkSeats(new, of: body, beside: others.filter { $0.bodyKey == body.key && $0.isHeld(on: new.from) })
        try checkCaps(new, of: body, beside: others.filter { $0.isHeld(on: new.from) })
        try checkTerms(new, of: body)
    }

    private func checkMembership(_ new: Mandate) throws(AssemblyRefusal) {
        let isMember = members.contains { member in
            member.organisation == new.organisation && member.admittedOn.map { $0 <= new.from } ?? false
                && member.leftOn.map { new.from < $0 } ?? true
        }
        guard isMember else {
            throw AssemblyRefusal("\(new.organisationName) n’est pas membre \(new.from.frenchWithArticle).")
        }
    }

    private func checkSeats(
        _ new: Mandate, of body: GoverningBody, beside held: [Mandate]
    ) throws(AssemblyRefusal) {
        guard held.count < body.seats else {
            throw AssemblyRefusal(
                "\(body.name) : les \(French.count(body.seats, "siège est pourvu", "sièges sont pourvus")) \(new.from.frenchWithArticle). Terminez d’abord un mandat."
            )
        }
        if let duty = held.first(where: { $0.duty == new.duty }), [.chair, .treasurer, .secretary].contains(new.duty) {
            throw AssemblyRefusal(
                "\(body.name) : la fonction « \(new.duty.label) » est tenue par \(duty.organisationName) \(new.from.frenchWithArticle)."
            )
        }
        // What a college takes beyond the seats kept for it comes from those open to all.
        let open = body.seats - body.seatsByCollege.values.reduce(0, +)
        let byCollege = Dictionary(grouping: held + [new]) { $0.college ?? "" }
        let beyond = byCollege.reduce(0) { sum, pair in
            sum + max(0, pair.value.count - (body.seatsByCollege[pair.key] ?? 0))
        }
        guard beyond <= open else {
            throw AssemblyRefusal(
                "\(body.name) : les sièges qui restent sont gardés pour d’autres collèges.")
        }
    }

    private func checkCaps(
        _ new: Mandate, of body: GoverningBody, beside held: [Mandate]
    ) throws(AssemblyRefusal) {
        let groups = Mandate.groupNames(members)
        let holdings = { (mandates: [Mandate]) in
            mandates.map { $0.holding(groups) }
        }
        let mine = new.holding(groups)
        try Concentration.check(
            mine, onTopOf: holdings(held.filter { $0.bodyKey == body.key }), of: .seats, caps: statutes.caps,
            total: body.seats, colleges: statutes.colleges)
        try Concentration.check(
            mine, onTopOf: holdings(held), of: .mandates, caps: statutes.caps,
            total: statutes.bodies.reduce(0) { $0 + $1.seats }, colleges: statutes.colleges)
    }

    private func checkTerms(_ new: Mandate, of body: GoverningBody) throws(AssemblyRefusal) {
        guard let most = body.mostTerms else { return }
        let before = consecutive(before: new)
        guard before.count >= most else { return }
        throw AssemblyRefusal(
            "\(new.organisationName) siège à l’instance « \(body.name) » depuis \(French.count(before.count, "mandat", "mandats")) de suite : les statuts n’en permettent que \(French.number(most))."
        )
    }

    /// The terms of the same organisation in the same body that lead up to this one, the latest first.
    package func consecutive(before new: Mandate) -> [Mandate] {
        let mine = register.filter {
            $0.id != new.id && $0.organisation == new.organisation && $0.bodyKey == new.bodyKey && $0.from < new.from
        }
        var chain: [Mandate] = []
        var start = new.from
        for earlier in mine.sorted(by: { $1.from < $0.from }) {
            guard earlier.end > start.adding(days: -Mandate.daysBetweenTerms) else { break }
            // Two seats at once are one term.
            if chain.last.map({ $0.overlaps(earlier) }) != true { chain.append(earlier) }
            start = earlier.from
        }
        return chain
    }
}
