import GRDB

/// Tells whether anything at all was written, by this program or another, without opening a transaction: SQLite's
/// `data_version` on a connection of its own that never writes.
final class ChangeSignal: Sendable {
    private let connection: DatabaseQueue

    /// Nil for a database in memory, which has but one connection.
    init?(_ database: any DatabaseWriter) {
        guard let pool = database as? DatabasePool else { return nil }
        var settings = GRDB.Configuration()
        settings.readonly = true
        guard let connection = try? DatabaseQueue(path: pool.path, configuration: settings) else { return nil }
        self.connection = connection
    }

    func value() -> Int? {
        try? connection.unsafeReentrantRead { db in
            try Int.fetchOne(db.cachedStatement(sql: "PRAGMA data_version"))
        }
    }
}
