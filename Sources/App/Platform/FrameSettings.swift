import GRDB
import Synchronization

/// What the network says of itself on every page, kept until anything at all is written.
final class FrameSettings: Sendable {
    struct Words: Sendable {
        let networkName: String?
        let isFictional: Bool
    }

    private let database: any DatabaseWriter
    private let kept = Mutex<(mark: Int, words: Words)?>(nil)

    init(database: any DatabaseWriter) { self.database = database }

    /// `mark` is what the signal said before: a write that comes meanwhile is read the next time.
    func words(at mark: Int?) async throws -> Words {
        if let mark, let words = kept.withLock({ $0?.mark == mark ? $0?.words : nil }) { return words }
        let settings = try await database.read { db in
            try Dictionary(
                uniqueKeysWithValues: Row.fetchAll(db, sql: "SELECT name, value FROM setting").map { row in
                    (row["name"] as String, row["value"] as String)
                })
        }
        let words = Words(networkName: settings["nom"], isFictional: settings["fictif"] == "oui")
        if let mark { kept.withLock { $0 = (mark, words) } }
        return words
    }
}
