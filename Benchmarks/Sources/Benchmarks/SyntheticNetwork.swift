import Domain
import Markup

/// A made-up network of any size: one hub per territory, its milestones spread over fifteen years.
struct SyntheticNetwork {
    let facts: NetworkFacts
    let today: Day

    init(territories count: Int, milestonesPerHub: Int) {
        let territories = (1...count).map { (number: Int) in ID<Territory>(rawValue: Int64(number)) }
        let hubs = (1...count).map { (number: Int) in ID<Hub>(rawValue: Int64(number)) }
        let source = Source(id: 1, title: "Source fictive")
        var milestones: [Milestone] = []
        for hub in hubs {
            for rank in 0..<milestonesPerHub {
                let kind = MilestoneKind.ofHubs[rank % MilestoneKind.ofHubs.count]
                let date = PartialDate(year: 2008 + (rank * 15) / milestonesPerHub, month: 1 + (rank * 5) % 12)
                guard let date else { continue }
                milestones.append(
                    Milestone(
                        id: ID(rawValue: Int64(milestones.count + 1)), subject: .hub(hub), kind: kind, date: date,
                        title: "Jalon \(rank)", detail: "", certainty: .established, source: source))
            }
        }
        let perimeters = zip(hubs, territories).map { (hub: ID<Hub>, territory: ID<Territory>) in
            PerimeterEntry(hubID: hub, territoryID: territory, validity: .always)
        }
        facts = NetworkFacts(
            territories: territories, hubs: hubs, milestones: milestones, perimeters: perimeters, headcounts: [],
            composition: Composition([]))
        today = Day(year: 2026, month: 11, day: 23) ?? .farPast
    }

    /// Rows as a page writes them.
    func table() -> Markup {
        let rows: [Markup] = facts.milestones.prefix(500).map { (milestone: Milestone) in
            "<tr><th scope=\"row\">\(milestone.title)</th><td>\(milestone.kind.label)</td><td>\(milestone.date.description)</td></tr>"
        }
        return "<table><tbody>\(rows)</tbody></table>"
    }
}
