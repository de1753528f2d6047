import Domain
import Foundation
import GRDB

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
    private static let family = PackedSheet.fields.firstIndex(of: .family) ?? 0

    init(_ author: RecordAuthor, _ publication: Publication, in db: GRDB.Database) {
        self.db = db
        let at = author.at.formatted(.iso8601)
        own = [
            publication.databaseValue, author.origin.databaseValue, author.batch?.databaseValue ?? .null,
            at.databaseValue, at.databaseValue, (author.origin.isHuman ? at : "").databaseValue,
        ]
    }

    /// The sheet must have a name.
    func insert(_ sheet: PackedSheet) throws -> ID<Organisation> {
        var said: [(rank: Int, text: String)] = []
        sheet.eachText { rank, text in said.append((rank, text)) }
        if !said.contains(where: { $0.rank == Self.family }) {
            said.append((Self.family, Family.undetermined.rawValue))
        }
        said.sort { $0.rank < $1.rank }
        let statement = try statement(said.map(\.rank))
        let usual = sheet[.usualName]
        let base = Slugs.shortened(French.slug(usual.isEmpty ? sheet[.name] : usual))
        var slug = try firstSlug(base)
        while true {
            var values = [slug.databaseValue]
            values.reserveCapacity(said.count + own.count + 1)
            values += own
            for one in said { values.append(one.text.databaseValue) }
            // As many as there are marks, by construction.
            statement.setUncheckedArguments(StatementArguments(values))
            try statement.execute()
            if db.changesCount == 1 { return ID(rawValue: db.lastInsertedRowID) }
            slug = try nextSlug(base)
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
    private func statement(_ ranks: [Int]) throws -> Statement {
        let key = ranks.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
        if let known = statements[key] { return known }
        let columns =
            ["slug", "publication", "origin", "batchID", "createdAt", "updatedAt", "confirmedAt"]
            + ranks.map { PackedSheet.fields[$0].column }
        let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        let made = try db.makeStatement(
            sql: """
                INSERT INTO organisation (\(columns.joined(separator: ", "))) VALUES (\(marks))
                ON CONFLICT (slug) DO NOTHING
                """)
        if statements.count >= Self.mostStatements { statements.removeAll() }
        statements[key] = made
        return made
    }
}
