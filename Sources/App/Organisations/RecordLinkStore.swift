import Domain
import Foundation
import GRDB

/// A link mailed to a record's own address.
struct RecordLink: Sendable {
    enum Purpose: String, Sendable {
        case correction
        case reminders = "rappels"

        /// In seconds. Three days for what was just asked for: a small organisation's mailbox is not read every day.
        /// More than a year to stop letters: whoever finds one late must still be able to.
        var lifetime: TimeInterval {
            switch self {
            case .correction: 3 * 24 * 3600
            case .reminders: 500 * 24 * 3600
            }
        }
    }

    let organisation: ID<Organisation>
    let name: String
    let slug: String
    let address: MailAddress
}

extension RecordLink.Purpose: DatabaseValueConvertible {}

/// Links that let an organisation correct its record without an account.
struct RecordLinkStore {
    let database: any DatabaseWriter
    let letters: RecordLetters

    /// Sends a link to the record's public address, when it has one; the visitor is not told which.
    func request(_ id: ID<Organisation>, at now: Date) async throws {
        try await database.write { db in
            let sheet = try OrganisationReader.sheet(of: id, in: db)
            let address = MailAddress(sheet[.email])
            // Written down even when nobody gets it: an answer without a letter must not come sooner.
            let secret = try Self.create(.correction, for: id, to: address, at: now, in: db)
            guard let address else { return }
            try OutboxStore.enqueue(
                letters.correction(sheet[.name], secret), to: address, sheet[.name], at: now, in: db)
        }
    }

    static func create(
        _ purpose: RecordLink.Purpose, for id: ID<Organisation>, to address: MailAddress?, at now: Date,
        in db: GRDB.Database
    ) throws -> Secret {
        let secret = Secret()
        try db.execute(sql: "DELETE FROM recordLink WHERE expiresAt < ?", arguments: [now])
        try db.execute(
            sql: """
                INSERT INTO recordLink (purpose, secretHash, organisationID, address, createdAt, expiresAt)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [purpose, secret.hash, id, address?.text ?? "", now, now + purpose.lifetime])
        return secret
    }

    /// What the link opens, without using it: this is all that a robot that reads mail does.
    func usable(_ secret: Secret?, for purpose: RecordLink.Purpose, at now: Date) async throws -> RecordLink {
        try await database.read { db in try Self.usable(secret, for: purpose, at: now, in: db) }
    }

    private static func usable(
        _ secret: Secret?, for purpose: RecordLink.Purpose, at now: Date, in db: GRDB.Database
    ) throws -> RecordLink {
        guard let secret else { throw LinkRefusal.unknown }
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT l.*, o.name, o.slug, o.email, o.publication FROM recordLink l
                JOIN organisation o ON o.id = l.organisationID WHERE l.secretHash = ? AND l.purpose = ?
                """, arguments: [secret.hash, purpose])
        guard let row, row["publication"] as Publication == .published,
            let address = MailAddress(row["address"] as String)
        else { throw LinkRefusal.unknown }
        guard (row["usedAt"] as Date?) == nil else { throw LinkRefusal.used }
        guard now < row["expiresAt"] as Date else { throw LinkRefusal.expired }
        // The record may have been given to another address since; stopping letters stays possible.
        guard purpose == .reminders || MailAddress(row["email"] as String) == address else { throw LinkRefusal.unknown }
        return RecordLink(
            organisation: row["organisationID"], name: row["name"], slug: row["slug"], address: address)
    }

    /// Writes what the organisation says of itself; the link has then done its work.
    func save(
        _ secret: Secret?, _ typed: TypedRecord, seen version: Int64, isReview: Bool, at now: Date
    ) async throws -> Int {
        try await database.write { db in
            let link = try Self.usable(secret, for: .correction, at: now, in: db)
            let author = RecordAuthor(origin: .organisation, actor: .program, at: now)
            let changed = try RecordEditStore.save(
                typed, to: link.organisation, seen: version, isReview: isReview, author: author, in: db)
            try Self.close(secret, at: now, in: db)
            return changed
        }
    }

    /// No more letters that ask to look at the record again.
    func refuseReminders(_ secret: Secret?, at now: Date) async throws {
        try await database.write { db in
            let link = try Self.usable(secret, for: .reminders, at: now, in: db)
            try db.execute(
                sql: "INSERT OR IGNORE INTO reminderRefusal (organisationID, refusedAt) VALUES (?, ?)",
                arguments: [link.organisation, now])
            try Self.close(secret, at: now, in: db)
            try Journal.record(
                Event("fiche.rappels-refuses", on: "organisation/\(link.organisation)"), by: .program, at: now, in: db)
        }
    }

    private static func close(_ secret: Secret?, at now: Date, in db: GRDB.Database) throws {
        try db.execute(sql: "UPDATE recordLink SET usedAt = ? WHERE secretHash = ?", arguments: [now, secret?.hash])
    }
}
