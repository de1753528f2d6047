import Domain

/// A small network for tests: territories, hubs and their milestones, without a database.
struct Network {
    var territories: [ID<Territory>] = [1, 2, 3]
    var milestones: [Milestone] = []
    var perimeters: [PerimeterEntry] = []
    var headcounts: [Headcount] = []
    var memberships: [Membership] = []

    var facts: NetworkFacts {
        NetworkFacts(
            territories: territories, hubs: Array(Set(perimeters.map(\.hubID))).sorted { $0.rawValue < $1.rawValue },
            milestones: milestones, perimeters: perimeters, headcounts: headcounts,
            composition: Composition(memberships))
    }

    func situation(_ text: String) -> Situation { Situation(of: facts, on: day(text)) }

    /// The status of a territory on a day.
    func status(_ territory: ID<Territory>, _ text: String) -> Status? { situation(text)[territory]?.standing.status }

    mutating func hub(_ hub: ID<Hub>, covers territory: ID<Territory>, from: String? = nil, until: String? = nil) {
        let validity = Validity(from: from.map(day), until: until.map(day)) ?? .always
        perimeters.append(PerimeterEntry(hubID: hub, territoryID: territory, validity: validity))
    }

    mutating func add(
        _ kind: MilestoneKind, _ date: String, _ subject: MilestoneSubject, _ certainty: Certainty = .established
    ) {
        let id = ID<Milestone>(rawValue: Int64(milestones.count + 1))
        milestones.append(milestone(kind, date, subject, certainty, id: id))
    }
}

let aSource = Source(id: 1, title: "Procès-verbal")

func milestone(
    _ kind: MilestoneKind, _ date: String, _ subject: MilestoneSubject = .hub(1), _ certainty: Certainty = .established,
    id: ID<Milestone> = 1
) -> Milestone {
    Milestone(
        id: id, subject: subject, kind: kind, date: PartialDate(date) ?? PartialDate(.farPast), title: kind.label,
        detail: "", certainty: certainty, source: aSource)
}
