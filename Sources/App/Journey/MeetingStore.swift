import Domain
import Foundation
import GRDB

/// A meeting of the core group, lightly kept.
struct CoreMeeting: Sendable {
    let id: Int64
    let day: Day
    let title, place, agenda, others, notes, decisions, nextSteps: String
    /// Places of the core group that were there.
    let present: Set<ID<CoreSeat>>
}

/// The meetings of a core group.
struct MeetingStore {
    let database: any DatabaseWriter

    struct Draft: Sendable {
        var day: Day?
        var title = ""
        var place = ""
        var agenda = ""
        var others = ""
        var notes = ""
        var decisions = ""
        var nextSteps = ""
        var present: Set<ID<CoreSeat>> = []
    }

    /// The latest first.
    static func meetings(of hub: ID<Hub>, in db: GRDB.Database) throws -> [CoreMeeting] {
        let attendance = try Row.fetchAll(
            db,
            sql: """
                SELECT a.meetingID, a.seatID FROM journeyAttendance a JOIN journeyMeeting m ON m.id = a.meetingID
                WHERE m.hubID = ?
                """, arguments: [hub])
        let present = Dictionary(grouping: attendance) { (row: Row) in row["meetingID"] as Int64 }
        return try Row.fetchAll(
            db, sql: "SELECT * FROM journeyMeeting WHERE hubID = ? ORDER BY day DESC, id DESC", arguments: [hub]
        ).map { row in
            CoreMeeting(
                id: row["id"], day: row["day"], title: row["title"], place: row["place"], agenda: row["agenda"],
                others: row["others"], notes: row["notes"], decisions: row["decisions"], nextSteps: row["nextSteps"],
                present: Set((present[row["id"]] ?? []).map { $0["seatID"] as ID<CoreSeat> }))
        }
    }

    /// Records a meeting, or what became of it.
    func keep(_ draft: Draft, as id: Int64?, of hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        try Self.check(draft, on: now.dayInFrance)
        guard let day = draft.day else { return }
        try await database.write { db in
            let texts: StatementArguments = [
                day, draft.title, draft.place, draft.agenda, draft.others, draft.notes, draft.decisions,
                draft.nextSteps,
            ]
            let meeting: Int64
            if let id {
                try db.execute(
                    sql: """
                        UPDATE journeyMeeting SET day = ?, title = ?, place = ?, agenda = ?, others = ?, notes = ?,
                            decisions = ?, nextSteps = ? WHERE id = ? AND hubID = ?
                        """, arguments: texts + [id, hub])
                guard db.changesCount == 1 else { throw NotFound() }
                meeting = id
            } else {
                try db.execute(
                    sql: """
                        INSERT INTO journeyMeeting (day, title, place, agenda, others, notes, decisions, nextSteps, hubID,
                            recordedAt, recordedBy) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """, arguments: texts + [hub, now.formatted(.iso8601), actor.personID])
                meeting = db.lastInsertedRowID
            }
            try db.execute(sql: "DELETE FROM journeyAttendance WHERE meetingID = ?", arguments: [meeting])
            let seats = try Set(
                ID<CoreSeat>.fetchAll(db, sql: "SELECT id FROM coreSeat WHERE hubID = ?", arguments: [hub]))
            for seat in draft.present.intersection(seats) {
                try db.execute(sql: "INSERT INTO journeyAttendance VALUES (?, ?)", arguments: [meeting, seat])
            }
            try Journal.record(
                Event("demarche.reunion", on: "demarche/\(hub)", ["jour": day.description]), by: actor, at: now, in: db)
        }
    }

    private static func check(_ draft: Draft, on today: Day) throws {
        try RefusedForm.check([
            draft.day == nil ? Refused("Donnez le jour de la réunion, par exemple 2026-03-01.", field: "jour") : nil,
            Refused.farDay(draft.day, today: today, field: "jour"),
            draft.title.isEmpty ? Refused("Donnez un titre à la réunion.", field: "titre") : nil,
            Refused.tooLong(draft.title, 200, field: "titre"), Refused.tooLong(draft.place, 200, field: "lieu"),
            Refused.tooLong(draft.agenda, 5000, field: "ordre"), Refused.tooLong(draft.others, 2000, field: "autres"),
            Refused.tooLong(draft.notes, 10_000, field: "notes"),
            Refused.tooLong(draft.decisions, 5000, field: "decisions"),
            Refused.tooLong(draft.nextSteps, 5000, field: "suite"),
        ])
    }
}
