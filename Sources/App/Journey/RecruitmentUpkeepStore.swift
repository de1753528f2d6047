import Domain
import Foundation
import GRDB

/// Tells a first hiring in its hub's history, once the day has come and the hub is created.
enum HiringMilestone {
    static func record(_ id: ID<Recruitment>, at now: Date, in db: GRDB.Database) throws {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM recruitment WHERE id = ? AND state = 'pourvue' AND milestoneID IS NULL",
            arguments: [id])
        guard let row else { return }
        let (hub, start): (ID<Hub>, Day) = (row["hubID"], row["contractStart"])
        guard start <= now.dayInFrance, try !RecruitmentStore.isFirstHiringTold(hub, in: db),
            let date = PartialDate(start.description)
        else { return }
        let (body, decided): (String, Day) = (row["decidedBy"], row["decidedOn"])
        let draft = MilestoneDraft(
            kind: .coordinatorHired, date: date, title: "Une personne est embauchée : \(row["title"] as String)",
            detail: "", certainty: .established,
            evidenceTitle: String("Décision de \(body), \(decided.french)".unicodeScalars.prefix(400)),
            evidenceURL: nil,
            reason: "", overrideReason: "")
        do {
            let milestone = try MilestoneStore.record(
                draft, about: .hub(hub), mayOverride: false, actor: .program, at: now, in: db)
            try db.execute(sql: "UPDATE recruitment SET milestoneID = ? WHERE id = ?", arguments: [milestone, id])
        } catch is TransitionRefused {
            // The hub is not created yet: the next look tries again.
        }
    }
}

/// What time does to recruitments: applications go on their day, a hiring is told on its own.
struct RecruitmentUpkeepStore {
    let database: any DatabaseWriter
    let files: ApplicationFiles

    init(_ services: Services) {
        database = services.database
        files = ApplicationFiles(services.configuration)
    }

    /// One look: a copy that was restored is put right by the first.
    func look(at now: Date) async throws {
        let (known, gone) = try await database.write { db in
            let due = try Row.fetchAll(
                db,
                sql: """
                    SELECT a.id, a.recruitmentID, r.hubID FROM application a JOIN recruitment r ON r.id = a.recruitmentID
                    WHERE a.eraseOn <= ? ORDER BY a.id
                    """, arguments: [now.dayInFrance])
            let gone = try ApplicationStore.erase(due.map { $0["id"] }, in: db)
            let byPost = Dictionary(grouping: due) { $0["recruitmentID"] as ID<Recruitment> }
            for (post, rows) in byPost.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                guard let hub: ID<Hub> = rows.first?["hubID"] else { continue }
                try RecruitmentStore.journal(
                    "candidatures-effacees", post, hub, .program, now, ["nombre": String(rows.count)], in: db)
            }
            for id in try ID<Recruitment>.fetchAll(
                db,
                sql:
                    "SELECT id FROM recruitment WHERE state = 'pourvue' AND milestoneID IS NULL AND contractStart <= ?",
                arguments: [now.dayInFrance])
            {
                try HiringMilestone.record(id, at: now, in: db)
            }
            return (try String.fetchSet(db, sql: "SELECT storedName FROM applicationPaper"), gone)
        }
        for name in gone { files.remove(name) }
        files.sweep(keeping: known, before: now.addingTimeInterval(-3600))
    }
}
