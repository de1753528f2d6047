import Domain
import Foundation
import GRDB

/// All that the pages of one assembly need, read in one snapshot.
struct SittingView: Sendable {
    let assembly: Assembly
    let slug: String
    let hub: String
    let hall: Hall
    /// Today, in France.
    let today: Day
    /// The item that was taken up last; 0 before the first.
    var current = 0
    var waiting: [WaitingSpeaker] = []
    var attendance: [AttendanceLine] = []
    var counts: [CountLine] = []
    var ballots: [BallotLine] = []
    var votes: Set<Int> = []
    /// The vote on line of the item that is shown, and of the current one.
    var online: ItemBallot?
    var currentOnline: ItemBallot?
    var tellers: AssemblyTellers?
    var minutes = MinutesStore.State()
    var pledges: [Commitment] = []
    /// What was decided and is still to be written elsewhere.
    var effects: [AssemblyEffect] = []
    /// Who is expected for each organisation: its representative, the titulaire first.
    var expected: [ID<Organisation>: String] = [:]
    var version = 0

    var path: String { "/poles/\(slug)/pilotage/assemblees/\(assembly.id)" }
    var publicPath: String { "/poles/\(slug)/assemblees/\(assembly.id)" }
    var isOpen: Bool { assembly.state == .open }
    var record: AssemblyRecord { hall.record }

    /// The item from which somebody who comes in now counts: the current one, or the next when it is being voted on.
    var arrival: Int {
        guard let item = record.item(current) else { return 0 }
        let isDecided =
            item.closedAt != nil || votes.contains(current) || item.election?.first != nil
            || currentOnline?.isPrepared == false
        return isDecided && record.item(current + 1) != nil ? current + 1 : current
    }
}

struct SittingViewStore {
    let database: any DatabaseWriter

    /// - Parameter item: the item whose counts are wanted; the current one by default.
    func view(_ id: ID<Assembly>, item: Int? = nil, on day: Day) async throws -> SittingView {
        let state = try await database.read { db in try AssemblyStore.assembly(id, in: db).state }
        let draft = state.hasOpened ? nil : try await SittingStore(database: database).preview(of: id)
        return try await database.read { db in try Self.view(id, draft: draft, item: item, on: day, in: db) }
    }

    /// One item alone, as it stands.
    func item(_ position: Int, of id: ID<Assembly>) async throws -> RecordedItem {
        try await database.read { db in
            guard let item = try SittingRecordStore.record(of: id, in: db).item(position) else { throw NotFound() }
            return item
        }
    }

    private static func view(
        _ id: ID<Assembly>, draft: Hall?, item: Int?, on day: Day, in db: GRDB.Database
    ) throws -> SittingView {
        let assembly = try AssemblyStore.assembly(id, in: db)
        let hub = try Row.fetchOne(db, sql: "SELECT slug, name FROM hub WHERE id = ?", arguments: [assembly.hub])
        guard let hub else { throw NotFound() }
        let hall = try draft ?? Hall(SittingRecordStore.record(of: id, in: db))
        var view = SittingView(assembly: assembly, slug: hub["slug"], hub: hub["name"], hall: hall, today: day)
        guard
            let row = try Row.fetchOne(
                db, sql: "SELECT item, version FROM sitting WHERE assemblyID = ?", arguments: [id])
        else { return view }
        (view.current, view.version) = (row["item"], row["version"])
        let shown = item ?? view.current
        view.waiting = try SittingAttendanceStore.waiting(id, item: view.current, in: db)
        view.attendance = try SittingAttendanceStore.lines(of: id, in: db)
        view.counts = try SittingItemStore.counts(of: id, item: shown, in: db)
        view.ballots = try SittingElectionStore.ballots(of: id, item: shown, in: db)
        view.votes = try Set(
            Int.fetchAll(
                db,
                sql:
                    "SELECT item FROM sittingItem WHERE assemblyID = ? AND voteOpenedAt IS NOT NULL AND voteClosedAt IS NULL",
                arguments: [id]))
        view.currentOnline = try ItemBallot.of(view.current, at: id, in: db)
        view.online = shown == view.current ? view.currentOnline : try ItemBallot.of(shown, at: id, in: db)
        view.tellers = try AssemblyTellers.of(id, in: db)
        view.minutes = try MinutesStore.state(of: id, in: db)
        view.pledges = try CommitmentStore.commitments(of: assembly.hub, assembly: id, in: db)
        view.effects = try AssemblyEffectStore.effects(of: assembly, hall, in: db)
        view.expected = try SittingMembersStore.expected(at: assembly.hub, on: day, in: db)
        return view
    }
}
