import Domain
import Foundation
import GRDB

/// A new record ready to be written, but for the number that its address may need.
struct RecordRow: Sendable {
    /// The fields that are said, by rank, and what they say, ready for the statement.
    let ranks: [Int]
    let texts: StatementArguments
    /// One bit for each of those fields.
    let key: UInt64
    /// Its address, unless somebody has it.
    let base: String

    private static let family = PackedSheet.fields.firstIndex(of: .family) ?? 0

    /// The sheet must have a name.
    init(_ sheet: PackedSheet) {
        var said: [(rank: Int, text: String)] = []
        sheet.eachText { rank, text in said.append((rank, text)) }
        if !said.contains(where: { $0.rank == Self.family }) {
            said.append((Self.family, Family.undetermined.rawValue))
        }
        said.sort { $0.rank < $1.rank }
        (ranks, texts) = (said.map { $0.rank }, StatementArguments(said.map { $0.text }))
        key = ranks.reduce(0) { $0 | 1 << UInt64($1) }
        let usual = sheet[.usualName]
        base = Slugs.shortened(French.slug(usual.isEmpty ? sheet[.name] : usual))
    }
}

/// Writes new records, one or a million of them, in the transaction of whoever decided. What a sheet does not say is not
/// written: the columns have their defaults.
final class RecordInserter {
    private let db: GRDB.Database
    /// What is the same in all of them, written in the statement: columns and values.
    private let own: [(column: String, value: String)]
    /// By which fields are said.
    private var statements: [UInt64: Statement] = [:]
    /// The last number given to an address that many names make.
    private var numbers: [String: Int] = [:]

    private static let mostStatements = 200

    init(_ author: RecordAuthor, _ publication: Publication, in db: GRDB.Database) {
        self.db = db
        let at = author.at.formatted(.iso8601)
        own = [
            ("publication", Self.literal(publication.rawValue)), ("origin", Self.literal(author.origin.rawValue)),
            ("batchID", author.batch.map { String($0) } ?? "NULL"), ("createdAt", Self.literal(at)),
            ("updatedAt", Self.literal(at)), ("confirmedAt", Self.literal(author.origin.isHuman ? at : "")),
        ]
    }

    private static func literal(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }

    /// The sheet must have a name.
    func insert(_ sheet: PackedSheet) throws -> ID<Organisation> { try insert(RecordRow(sheet)) }

    func insert(_ row: RecordRow) throws -> ID<Organisation> {
        let statement = try statement(row)
        var slug = try firstSlug(row.base)
        while true {
            // As many as there are marks, by construction.
            statement.setUncheckedArguments(row.texts &+ [slug])
            try statement.execute()
            if db.changesCount == 1 { return ID(rawValue: db.lastInsertedRowID) }
            slug = try nextSlug(row.base)
        }
    }

    private func firstSlug(_ base: String) throws -> String {
        numbers[base] != nil || Slugs.reserved.contains(base) ? try nextSlug(base) : base
    }

    private func nextSlug(_ base: String) throws -> String {
        if let last = numbers[base] {
            numbers[base] = last + 1
            return "\(base)-\(last + 1)"
        }
        let free = try Slugs.free(base, in: "organisation", db)
        numbers[base] = Int(free.dropFirst(base.utf8.count + 1)) ?? 1
        return free
    }

    /// Nothing is written when the address is taken.
    private func statement(_ row: RecordRow) throws -> Statement {
        if let known = statements[row.key] { return known }
        let columns = own.map(\.column) + row.ranks.map { PackedSheet.fields[$0].column } + ["slug"]
        let values = own.map(\.value) + Array(repeating: "?", count: row.ranks.count + 1)
        let made = try db.makeStatement(
            sql: """
                INSERT INTO organisation (\(columns.joined(separator: ", "))) VALUES (\(values.joined(separator: ", ")))
                ON CONFLICT (slug) DO NOTHING
                """)
        if statements.count >= Self.mostStatements { statements.removeAll() }
        statements[row.key] = made
        return made
    }
}
