import Crypto
import Domain
import Foundation
import GRDB

/// Something that was done, for the journal. No personal data: people are named by their number.
struct Event: Sendable {
    let kind: String
    /// What it was done to: `pole/12`, `territoire/pays-de-morlaix`, `compte/3`.
    let subject: String
    let detail: [String: String]

    init(_ kind: String, on subject: String, _ detail: [String: String?] = [:]) {
        (self.kind, self.subject) = (kind, subject)
        self.detail = detail.compactMapValues(\.self)
    }
}

/// One line of the journal, as kept.
struct JournalLine: Sendable, FetchableRecord, Decodable {
    let id: Int64
    let at: String
    let personID: ID<Person>?
    let kind: String
    let subject: String
    let detail: String
    let previous: String
    let hash: String

    /// SHA-256 of the line before and of everything this one says, in hexadecimal.
    var expectedHash: String {
        let actor = personID?.description ?? "programme"
        let text = [previous, String(id), at, actor, kind, subject, detail].joined(separator: "\n")
        return SHA256.hash(data: Data(text.utf8)).map { String(format: "%02x", $0) }.joined()
    }

    var details: [String: String] {
        (try? JSONDecoder().decode([String: String].self, from: Data(detail.utf8))) ?? [:]
    }
}

/// The append-only record of what was done, by whom and when; each line carries the SHA-256 of the one before it.
enum Journal {
    /// Writes one line, in the transaction of what it tells about.
    static func record(_ event: Event, by actor: Actor, at now: Date, in db: GRDB.Database) throws {
        let last = try Row.fetchOne(db, sql: "SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1")
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let line = JournalLine(
            id: (last?["id"] ?? 0) + 1, at: now.formatted(.iso8601), personID: actor.personID, kind: event.kind,
            subject: event.subject, detail: String(decoding: try encoder.encode(event.detail), as: UTF8.self),
            previous: last?["hash"] ?? "", hash: "")
        try db.execute(
            sql: """
                INSERT INTO journal (id, at, personID, kind, subject, detail, previous, hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                line.id, line.at, line.personID, line.kind, line.subject, line.detail, line.previous,
                line.expectedHash,
            ])
    }

    /// Recomputes the chain. Returns the number of lines; throws a `Refused` that names the first line that does not hold.
    static func verify(in db: GRDB.Database) throws -> Int {
        var previous = ""
        var count = 0
        let lines = try JournalLine.fetchCursor(db, sql: "SELECT * FROM journal ORDER BY id")
        while let line = try lines.next() {
            count += 1
            guard line.id == count else {
                throw Refused("La ligne \(count) du journal manque : la suivante porte le numéro \(line.id).")
            }
            guard line.previous == previous, line.hash == line.expectedHash else {
                throw Refused(
                    "La ligne \(line.id) du journal, du \(line.at), a été modifiée ou ne suit pas la précédente.")
            }
            previous = line.hash
        }
        return count
    }

    /// The latest lines first, at most `limit`, older than line `before` when given, about `subject` when given.
    static func lines(about subject: String? = nil, before: Int64? = nil, limit: Int, in db: GRDB.Database) throws
        -> [JournalLine]
    {
        try JournalLine.fetchAll(
            db,
            sql: """
                SELECT * FROM journal WHERE (? IS NULL OR subject = ?) AND (? IS NULL OR id < ?)
                ORDER BY id DESC LIMIT ?
                """, arguments: [subject, subject, before, before, limit])
    }
}
