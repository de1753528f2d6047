import Domain
import Foundation
import GRDB

/// The colleges that members of a hub may be in.
enum HubCollegeStore {
    /// Those of the statutes in force on a day, else of the draft that founders write, else those that members were put in so far.
    static func colleges(of hub: ID<Hub>, on day: Day, in db: GRDB.Database) throws -> [College] {
        let written =
            try StatutesStore.inForce(at: hub, on: day, in: db)?.rules.colleges
            ?? StatutesStore.draft(of: hub, in: db)?.rules.colleges ?? []
        if !written.isEmpty { return written }
        let keys = try String.fetchAll(
            db, sql: "SELECT DISTINCT college FROM memberCollege WHERE hubID = ? AND college <> '' ORDER BY college",
            arguments: [hub])
        return keys.map { College($0, name: $0.prefix(1).uppercased() + $0.dropFirst()) }
    }

    /// Whether statutes in force say which colleges there are: then there are no others.
    static func areSet(for hub: ID<Hub>, on day: Day, in db: GRDB.Database) throws -> Bool {
        try StatutesStore.inForce(at: hub, on: day, in: db)?.rules.colleges.isEmpty == false
    }
}
