import Domain
import Foundation
import GRDB

/// Assemblies to convene, hold and conclude; what they decided and is not done; terms that end.
struct AssemblyDutyStore: DutySource {
    let database: any DatabaseWriter

    /// Commitments that are due later than that, in days, can wait to be shown.
    static let commitmentDays = 60

    func duties(of hubs: Set<ID<Hub>>, on day: Day) async throws -> [Duty] {
        try await database.read { db in
            try hubs.sorted { $0.rawValue < $1.rawValue }.flatMap { id -> [Duty] in
                guard let hub = try Hub.fetchOne(db, sql: "SELECT * FROM hub WHERE id = ?", arguments: [id]) else {
                    return []
                }
                return try Self.meetings(of: hub, on: day, in: db) + Self.commitments(of: hub, on: day, in: db)
                    + Self.mandates(of: hub, on: day, in: db)
            }
        }
    }

    private static func meetings(of hub: Hub, on day: Day, in db: GRDB.Database) throws -> [Duty] {
        let desk = "/poles/\(hub.slug)/pilotage/assemblees"
        return try AssemblyStore.assemblies(of: hub.id, in: db).compactMap { (assembly: Assembly) -> Duty? in
            let path = "\(desk)/\(assembly.id.rawValue)"
            switch assembly.state {
            case .preparation:
                guard let meeting = assembly.date else {
                    return Duty(.setDate(assembly: assembly.title), at: hub.id, path: path)
                }
                let statutes = try AssemblyMembersStore.statutes(of: assembly, today: day, in: db).statutes
                let last = ConvocationNotice(assembly, under: statutes).lastSendingDay(for: meeting)
                return Duty(
                    .convene(assembly: assembly.title, meeting: meeting), at: hub.id, path: path, due: last ?? meeting)
            case .convened:
                return Duty(.hold(assembly: assembly.title), at: hub.id, path: path, due: assembly.date)
            case .open: return Duty(.close(assembly: assembly.title), at: hub.id, path: path, due: assembly.date)
            case .closed: return Duty(.approveMinutes(assembly: assembly.title), at: hub.id, path: path)
            case .approved: return Duty(.sealMinutes(assembly: assembly.title), at: hub.id, path: path)
            case .sealed, .cancelled: return nil
            }
        }
    }

    private static func commitments(of hub: Hub, on day: Day, in db: GRDB.Database) throws -> [Duty] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT what, who, due FROM commitment WHERE hubID = ? AND state IN ('a-faire', 'en-cours')
                AND (due IS NULL OR due <= ?) ORDER BY id
                """, arguments: [hub.id, day.adding(days: commitmentDays)]
        ).map { row in
            Duty(
                .keepCommitment(what: row["what"], who: row["who"]), at: hub.id,
                path: "/poles/\(hub.slug)/pilotage/engagements", due: row["due"])
        }
    }

    /// Terms that end soon enough for an assembly to be convened, and directors to declare within three months (law of 1901, article 5).
    private static func mandates(of hub: Hub, on day: Day, in db: GRDB.Database) throws -> [Duty] {
        let path = "/poles/\(hub.slug)/pilotage/instances"
        var duties: [Duty] = []
        let last = day.adding(days: MandateReminderStore.daysBefore)
        let ending = try MandateStore.mandates(of: hub.id, in: db).filter { mandate in
            mandate.endedOn == nil && mandate.isHeld(on: day) && mandate.until <= last
        }
        if let first = ending.map(\.until).min() {
            duties.append(Duty(.replaceMandates(count: ending.count), at: hub.id, path: path, due: first))
        }
        if let change = try MandateStore.desk(of: hub, on: day, today: day, in: db).undeclared {
            duties.append(
                Duty(
                    .declareDirectors(changedOn: change), at: hub.id, path: path + "/dirigeants",
                    due: MandateRegister.declarationDeadline(of: change)))
        }
        return duties
    }
}
