import Domain
import Foundation
import GRDB

/// Reads the whole of what was written down of an assembly.
enum SittingRecordStore {
    static func record(of id: ID<Assembly>, in db: GRDB.Database) throws -> AssemblyRecord {
        let assembly = try AssemblyStore.assembly(id, in: db)
        let row = try Row.fetchOne(db, sql: "SELECT * FROM sitting WHERE assemblyID = ?", arguments: [id])
        guard let row else { throw Refused("Cette assemblée n’est pas encore ouverte.") }
        var record = AssemblyRecord(
            meeting: try meeting(assembly, in: db), statutes: try SittingStore.read(row["statutes"], as: Statutes.self),
            members: try SittingStore.read(row["members"], as: [MemberFacts].self), rollDate: row["rollDate"])
        record.attendance = Attendance(try attendance(of: id, in: db))
        record.proxies = try proxies(of: id, in: db)
        record.chair = officer(row["chair"], row["chairOrganisation"])
        record.secretary = officer(row["secretary"], row["secretaryOrganisation"])
        record.items = try items(of: assembly, in: db)
        record.speeches = try speeches(of: id, in: db)
        record.pledges = try pledges(of: id, in: db)
        let closed: String? = row["closedAt"]
        record.stages =
            [AssemblyRecord.Stage("ouverte", at: row["openedAt"])]
            + [closed.map { AssemblyRecord.Stage("close", at: $0) }].compactMap(\.self)
        (record.openingNotes, record.closingNotes) = (row["openingNotes"], row["closingNotes"])
        return record
    }

    static func meeting(_ assembly: Assembly, in db: GRDB.Database) throws -> AssemblyRecord.Meeting {
        let hub = try String.fetchOne(db, sql: "SELECT name FROM hub WHERE id = ?", arguments: [assembly.hub]) ?? ""
        return AssemblyRecord.Meeting(
            hub: hub, title: assembly.title, kind: assembly.kind.rawValue, day: assembly.date ?? Day.farPast,
            place: assembly.place, onlineAddress: assembly.onlineAddress, convenedOn: assembly.convenedOn,
            overrideReason: assembly.overrideReason, isSecondCall: assembly.isSecondCall, body: assembly.bodyKey)
    }

    private static func officer(_ name: String, _ organisation: ID<Organisation>?) -> AssemblyRecord.Officer? {
        name.isEmpty ? nil : AssemblyRecord.Officer(name, organisation: organisation)
    }

    private static func attendance(of id: ID<Assembly>, in db: GRDB.Database) throws -> [AttendanceChange] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM sittingAttendance WHERE assemblyID = ? AND cancelledAt IS NULL ORDER BY id",
            arguments: [id]
        ).map { row in
            AttendanceChange(
                row["organisation"], row["manner"], fromItem: row["fromItem"], representative: row["representative"])
        }
    }

    private static func proxies(of id: ID<Assembly>, in db: GRDB.Database) throws -> [Proxy] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM sittingProxy WHERE assemblyID = ? AND cancelledAt IS NULL ORDER BY id",
            arguments: [id]
        ).map { row in
            let items: String? = row["items"]
            return Proxy(
                from: row["giver"], to: row["holder"],
                items: try items.map { try SittingStore.read($0, as: [Int].self) },
                since: row["since"], withdrawnFrom: row["withdrawnFrom"])
        }
    }

    private static func speeches(of id: ID<Assembly>, in db: GRDB.Database) throws -> [AssemblyRecord.Speech] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT item, speaker FROM sittingSpeaker WHERE assemblyID = ? AND spokeAt IS NOT NULL
                ORDER BY item, spokeAt, id
                """, arguments: [id]
        ).map { AssemblyRecord.Speech(item: $0["item"], speaker: $0["speaker"]) }
    }

    private static func pledges(of id: ID<Assembly>, in db: GRDB.Database) throws -> [AssemblyRecord.Pledge] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM commitment WHERE assemblyID = ? AND item IS NOT NULL ORDER BY item, id",
            arguments: [id]
        ).map { AssemblyRecord.Pledge(item: $0["item"], what: $0["what"], who: $0["who"], due: $0["due"]) }
    }

    private static func items(of assembly: Assembly, in db: GRDB.Database) throws -> [RecordedItem] {
        let rows = try Row.fetchAll(db, sql: "SELECT * FROM sittingItem WHERE assemblyID = ?", arguments: [assembly.id])
        let taken = Dictionary(rows.map { ($0["item"] as Int, $0) }) { first, _ in first }
        return try AssemblyStore.agenda(of: assembly.id, in: db).map { agenda in
            var item = RecordedItem(
                agenda.position, RecordedItem.Kind(rawValue: agenda.kind.rawValue) ?? .information, title: agenda.title,
                text: agenda.text, rules: agenda.meeting(in: assembly.kind))
            if let row = taken[agenda.position] {
                (item.openedAt, item.closedAt, item.notes) = (row["openedAt"], row["closedAt"], row["notes"])
                item.text = row["text"] ?? agenda.text
                item.amendments = try SittingStore.read(row["amendments"], as: [RecordedItem.Amendment].self)
                item.vote = try vote(row, of: assembly.id, agenda.position, in: db)
            }
            if agenda.kind == .election {
                item.election = try SittingElectionStore.election(of: assembly.id, agenda, in: db)
            }
            return item
        }
    }

    /// Named choices, by the way they came, then counts in the order in which they were entered.
    private static func vote(
        _ row: Row, of id: ID<Assembly>, _ item: Int, in db: GRDB.Database
    ) throws -> RecordedVote? {
        let named = try Row.fetchAll(
            db, sql: "SELECT * FROM sittingVote WHERE assemblyID = ? AND item = ? ORDER BY organisation",
            arguments: [id, item])
        let byWay = Dictionary(grouping: named) { $0["way"] as VotingWay }
        var ways = [VotingWay.rollCall, .online].compactMap { (way: VotingWay) in
            byWay[way].map { rows in
                RecordedVote.Way(way, choices: rows.map { RecordedVote.Named($0["organisation"], $0["choice"]) })
            }
        }
        let scrutin = try ItemBallot.of(item, at: id, in: db)?.file(in: db)
        if let scrutin { ways += try OnlineBallots(scrutin).ways() }
        let counts = try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM sittingCount WHERE assemblyID = ? AND item = ? AND cancelledAt IS NULL ORDER BY id
                """, arguments: [id, item])
        ways += try counts.map { row in
            let voters: String? = row["voters"]
            return RecordedVote.Way(
                row["way"], college: row["college"],
                voters: try voters.map { try SittingStore.read($0, as: [ID<Organisation>].self) },
                count: VoteCount(
                    yes: row["yes"], no: row["no"], abstentions: row["abstentions"], blanks: row["blanks"],
                    nulls: row["nulls"]),
                scrutineers: try SittingStore.read(row["scrutineers"], as: [String].self))
        }
        let vote = RecordedVote(
            ways: ways, explanation: row["explanation"], casting: row["casting"], isSecret: row["isSecret"],
            secrecyAskedBy: row["secrecyAskedBy"], scrutin: scrutin)
        return vote.ways.isEmpty && !vote.isSecret && vote.secrecyAskedBy == 0 ? nil : vote
    }
}
