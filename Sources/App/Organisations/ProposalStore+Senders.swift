import Domain
import Foundation
import GRDB

/// What is kept of those who propose, and until when.
extension ProposalStore {
    /// In seconds: what nobody decided in a year is no longer about its sender.
    static let senderKeptFor: TimeInterval = 365 * 24 * 3600

    /// What waits from somebody with an account, for their own copy of what is kept.
    static func waiting(from person: ID<Person>, in db: GRDB.Database) throws -> [(at: String, sender: ProposalSender)]
    {
        try Row.fetchAll(
            db, sql: "SELECT * FROM proposal WHERE personID = ? AND decidedAt IS NULL ORDER BY id", arguments: [person]
        ).map { row in
            let sender = ProposalSender(
                name: row["senderName"], role: row["senderRole"], address: row["senderAddress"],
                message: row["message"], person: person)
            return (row["createdAt"], sender)
        }
    }

    /// The account is erased: what it proposed stays to be decided, without them.
    static func forget(sender person: ID<Person>, in db: GRDB.Database) throws {
        try db.execute(
            sql: """
                UPDATE proposal SET senderName = '', senderRole = '', senderAddress = '', message = '', personID = NULL
                WHERE personID = ?
                """, arguments: [person])
    }

    static func forgetSenders(before day: Date, in db: GRDB.Database) throws {
        try db.execute(
            sql: """
                UPDATE proposal SET senderName = '', senderRole = '', senderAddress = '', message = ''
                WHERE decidedAt IS NULL AND createdAt < ?
                """, arguments: [day.formatted(.iso8601)])
    }
}
