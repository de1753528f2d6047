import Domain
import Foundation
import GRDB

extension ThresholdStore {
    /// How long records may go without being looked at, as the network decided for that day.
    static func freshness(on day: Day, in db: GRDB.Database) throws -> FreshnessDuty {
        func value(_ name: String, usual: Int) throws -> Int {
            let statement = try db.cachedStatement(
                sql: "SELECT value FROM threshold WHERE name = ? AND validFrom <= ? ORDER BY validFrom DESC LIMIT 1")
            return try Int.fetchOne(statement, arguments: [name, day]) ?? usual
        }
        let usual = FreshnessDuty.usual
        return FreshnessDuty(
            advisedAfter: try value("fiche-conseillee", usual: usual.advisedAfter),
            requiredAfter: try value("fiche-necessaire", usual: usual.requiredAfter),
            reminders: try value("rappels", usual: usual.reminders))
    }
}

/// A letter that asks an organisation to look at its record again.
struct Reminder: Sendable {
    let organisation: ID<Organisation>
    let name: String
    let address: MailAddress
    /// Its number since the last confirmation, from 1.
    let number: Int
}

/// Writes the reminders that are due.
struct ReminderStore {
    let database: any DatabaseWriter
    let letters: RecordLetters
    /// Letters in a day: the first day of a big directory must not look like spam.
    static let mostPerDay = 50

    /// What would leave now.
    func due(at now: Date) async throws -> [Reminder] {
        try await database.read { db in
            try Self.due(at: now, duty: ThresholdStore.freshness(on: now.dayInFrance, in: db), in: db)
        }
    }

    /// Puts the letters that are due into the outbox, as many as the day still allows. Returns how many.
    @discardableResult
    func send(at now: Date) async throws -> Int {
        try await database.write { db in
            let duty = try ThresholdStore.freshness(on: now.dayInFrance, in: db)
            let due = try Self.due(at: now, duty: duty, in: db)
            for reminder in due {
                let correction = try RecordLinkStore.create(
                    .correction, for: reminder.organisation, to: reminder.address, at: now, in: db)
                let refusal = try RecordLinkStore.create(
                    .reminders, for: reminder.organisation, to: reminder.address, at: now, in: db)
                let letter = letters.reminder(
                    reminder.name, correction, refusal, number: reminder.number, of: duty.reminders)
                try OutboxStore.enqueue(letter, to: reminder.address, reminder.name, at: now, in: db)
                try db.execute(
                    sql: "INSERT INTO recordReminder (organisationID, sentAt) VALUES (?, ?)",
                    arguments: [reminder.organisation, now.formatted(.iso8601)])
            }
            if !due.isEmpty {
                try Journal.record(
                    Event("fiches.rappels", on: "reseau", ["nombre": String(due.count)]), by: .program, at: now, in: db)
            }
            return due.count
        }
    }

    private static func due(at now: Date, duty: FreshnessDuty, in db: GRDB.Database) throws -> [Reminder] {
        let today = now.dayInFrance
        let already =
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM recordReminder WHERE sentAt > ?",
                arguments: [(now - 24 * 3600).formatted(.iso8601)]) ?? 0
        let room = mostPerDay - already
        guard room > 0, duty.reminders > 0 else { return [] }
        let oldest = today.adding(months: -duty.advisedAfter).adding(days: 1)
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT o.id, o.name, o.email, o.confirmedAt,
                    EXISTS (SELECT 1 FROM hubMember m WHERE m.organisationID = o.id AND m.validFrom <= :today
                        AND (m.validUntil IS NULL OR m.validUntil > :today)) AS isMember,
                    (SELECT group_concat(substr(r.sentAt, 1, 10)) FROM recordReminder r
                        WHERE r.organisationID = o.id AND r.sentAt > o.confirmedAt) AS sent
                FROM organisation o
                WHERE o.publication = 'publiee' AND o.state = 'active' AND o.email <> '' AND o.confirmedAt < :oldest
                    AND NOT EXISTS (SELECT 1 FROM reminderRefusal x WHERE x.organisationID = o.id)
                ORDER BY o.confirmedAt, o.id
                """, arguments: ["today": today, "oldest": oldest.description])
        var due: [Reminder] = []
        while due.count < room, let row = try rows.next() {
            let confirmed = Day(String((row["confirmedAt"] as String).prefix(10)))
            let sent = (row["sent"] as String? ?? "").split(separator: ",").compactMap { Day(String($0)) }
            let isDue = ReminderRule.isDue(
                Freshness(confirmed: confirmed, on: today, duty: duty), isMember: row["isMember"], sent: sent,
                hasRefused: false, on: today, duty: duty)
            guard isDue, let address = MailAddress(row["email"] as String) else { continue }
            due.append(
                Reminder(organisation: row["id"], name: row["name"], address: address, number: sent.count + 1))
        }
        return due
    }
}
