import Domain
import Markup

// All of France, or so: what the largest network would ask of the rules that run on every page.
let france = SyntheticNetwork(territories: 500, milestonesPerHub: 40)
let brittany = SyntheticNetwork(territories: 21, milestonesPerHub: 12)

for network in [brittany, france] {
    Stopwatch.measure("situation on a day, \(network.facts.territories.count) territories") {
        Situation(of: network.facts, on: network.today).count(.created)
    }
}
Stopwatch.measure("days of change, 500 territories") { france.facts.daysOfChange.count }
Stopwatch.measure("table of 500 rows") { france.table().text.utf8.count }

// The directory at the size of a country, each question another than the one before.
var directory = SyntheticDirectory(organisations: 220_000, communes: 30_000)
let questions: [(String, () -> DirectoryQuery)] = [
    ("one to three filters", { directory.filters() }), ("two common words", { directory.commonWords() }),
    ("letter by letter", { directory.beginning() }),
]
for (label, question) in questions {
    Stopwatch.measure("findings, \(label)") { directory.index.findings(question()).total }
    Stopwatch.measure("findings, page and map, \(label)") {
        directory.index.search(question(), map: MapRequest()).total
    }
}
Stopwatch.measure("two hundred links") { directory.links().text.utf8.count }
