import Domain
import Foundation
import GRDB

/// A new record ready to be written, but for the number that its address may need.
struct RecordRow: Sendable {
    /// The fields that are said, by rank, and what they say.
    let ranks: [Int]
    let texts: [DatabaseValue]
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
        (ranks, texts) = (said.map { $0.rank }, said.map { $0.text.databaseValue })
        key = ranks.reduce(0) { $0 | 1 << UInt64($1) }
        let usual = sheet[.usualName]
        base = Slugs.shortened(French.slug(usual.isEmpty ? sheet[.name] : usual))
    }
}

/// Writes new records, one or a million of them, in the transaction of whoever decided. What a sheet does not say is not
/// written: the columns have their defaults.
final class RecordInserter {
    private let db: GRDB.Database
    /// What is the same in all of them.
    private let own: [DatabaseValue]
    /// By which fields are said.
    private var statements: [UInt64: Statement] = [:]
    /// The last number given to an address that many names make.
    private var numbers: [String: Int] = [:]

    private static let mostStatements = 200

    init(_ author: RecordAuthor, _ publication: Publication, in db: GRDB.Database) {
        self.db = db
        let at = author.at.formatted(.iso8601)
        own = [
            publication.databaseValue, author.origin.databaseValue, author.batch?.databaseValue ?? .null,
            at.databaseValue, at.databaseValue, (author.origin.isHuman ? at : "").databaseValue,
        ]
    }

    /// The sheet must have a name.
    func insert(_ sheet: PackedSheet) throws -> ID<Organisation> { try insert(RecordRow(sheet)) }

    func insert(_ row: RecordRow) throws -> ID<Organisation> {
        let statement = try statement(row)
        var slug = try firstSlug(row.base)
        while true {
            // As many as there are marks, by construction. Each may be nothing as far as its type says: GRDB takes those as they
            // are, where it goes through a key path, made again each time, for values that are always something.
            var values: [(any DatabaseValueConvertible)?] = [slug]
            values.reserveCapacity(row.texts.count + own.count + 1)
            for value in own { values.append(value) }
            for text in row.texts { values.append(text) }
            statement.setUncheckedArguments(StatementArguments(values))
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
        let columns =
            ["slug", "publication", "origin", "batchID", "createdAt", "updatedAt", "confirmedAt"]
            + row.ranks.map { PackedSheet.fields[$0].column }
        let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        let made = try db.makeStatement(
            sql: """
                INSERT INTO organisation (\(columns.joined(separator: ", "))) VALUES (\(marks))
                ON CONFLICT (slug) DO NOTHING
                """)
        if statements.count >= Self.mostStatements { statements.removeAll() }
        statements[row.key] = made
        return made
    }
}
