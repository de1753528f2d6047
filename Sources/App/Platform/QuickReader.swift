import Foundation
import GRDB
import Synchronization

/// For what is read for every visitor and takes some hundredths of a millisecond: connections of its own that never write, without
/// going to another thread and back, nor waiting for a reader that a long file holds.
final class QuickReader: Sendable {
    private let free: Mutex<[DatabaseQueue]>

    /// Nil for a database in memory, which has but one connection.
    init?(_ database: any DatabaseWriter) {
        guard let pool = database as? DatabasePool else { return nil }
        var settings = GRDB.Configuration()
        settings.readonly = true
        settings.busyMode = .timeout(Double(Database.busyTimeoutSeconds))
        // Records are read here and there: in kibibytes, what each connection keeps of the file.
        settings.prepareDatabase { db in try db.execute(sql: "PRAGMA cache_size = -4096") }
        let count = max(2, ProcessInfo.processInfo.activeProcessorCount)
        let connections = (0..<count).compactMap { _ in try? DatabaseQueue(path: pool.path, configuration: settings) }
        guard !connections.isEmpty else { return nil }
        free = Mutex(connections)
    }

    /// In one snapshot. Nil when every connection is taken: what is asked is then asked elsewhere.
    func read<Value>(_ body: (GRDB.Database) throws -> Value) throws -> Value? {
        guard let connection = free.withLock({ $0.popLast() }) else { return nil }
        defer { free.withLock { $0.append(connection) } }
        return try connection.read(body)
    }
}
