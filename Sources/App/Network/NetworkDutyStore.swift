import Domain
import GRDB

/// What waits for those who animate the network: initiatives without advice, advice without answer, paths that stand still.
struct NetworkDutyStore {
    let database: any DatabaseWriter
    let progress: ProgressStore

    func duties(on day: Day) async throws -> [Duty] {
        let view = try await progress.view(on: day)
        var seen: Set<ID<Hub>> = []
        let leads = view.lines.filter { line in
            guard let lead = line.lead, [.organising, .prefiguration].contains(line.status) else { return false }
            return seen.insert(lead.id).inserted
        }
        let (advised, waiting) = try await database.read { db in
            (
                try ID<Hub>.fetchSet(db, sql: "SELECT DISTINCT hubID FROM journeyAdvice"),
                try Row.fetchAll(
                    db, sql: "SELECT hubID, count(*) AS open FROM journeyAdvice WHERE answer IS NULL GROUP BY hubID"
                ).reduce(into: [ID<Hub>: Int]()) { $0[$1["hubID"]] = $1["open"] }
            )
        }
        return leads.flatMap { line -> [Duty] in
            guard let lead = line.lead else { return [] }
            let path = "/poles/\(lead.slug)/pilotage/demarche"
            var found: [Duty] = []
            if !advised.contains(lead.id) {
                found.append(Duty(.accompany(initiative: lead.name), at: lead.id, path: path + "#conseils"))
            }
            if let open = waiting[lead.id] {
                found.append(Duty(.hearFrom(hub: lead.name, count: open), at: lead.id, path: path + "#conseils"))
            }
            if case .silent(let months)? = line.stillness {
                found.append(Duty(.followUp(hub: lead.name, months: months), at: lead.id, path: path))
            }
            return found
        }
    }
}
