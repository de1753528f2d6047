import Domain
import Foundation
import GRDB

/// Writes the votes that come at the same moment together: one transaction, one wait for the disk, and no answer before it.
/// Each vote keeps its own savepoint, so that one that is refused takes nothing of the others with it.
actor VoteWriter {
    private typealias Waiting = (vote: CastVote, answer: CheckedContinuation<CastOutcome, any Error>)

    private let database: any DatabaseWriter
    /// The most votes in one transaction.
    private let most: Int
    private var waiting: [Waiting] = []
    private var isWriting = false

    init(database: any DatabaseWriter, most: Int = 256) {
        self.database = database
        self.most = most
    }

    func cast(_ vote: CastVote) async throws -> CastOutcome {
        try await withCheckedThrowingContinuation { answer in
            waiting.append((vote, answer))
            guard !isWriting else { return }
            isWriting = true
            Task { await writeAll() }
        }
    }

    private func writeAll() async {
        while !waiting.isEmpty {
            let batch = Array(waiting.prefix(most))
            waiting.removeFirst(batch.count)
            let votes = batch.map(\.vote)
            do {
                let results = try await database.write { db in try VoteWriter.write(votes, in: db) }
                for (one, result) in zip(batch, results) { one.answer.resume(with: result) }
            } catch {
                // Nothing of the transaction was kept: nobody is told that they have voted.
                for one in batch { one.answer.resume(throwing: error) }
            }
        }
        isWriting = false
    }

    /// A refusal concerns one vote; a fault of the disk concerns them all.
    private static func write(_ votes: [CastVote], in db: GRDB.Database) throws -> [Result<CastOutcome, any Error>] {
        try votes.map { vote in
            do {
                var outcome: CastOutcome?
                try db.inSavepoint {
                    outcome = try VoteStore.cast(vote, in: db)
                    return .commit
                }
                guard let outcome else { throw NotFound() }
                return .success(outcome)
            } catch let refusal as any Refusal {
                return .failure(refusal)
            } catch  where isConstraint(error) {
                return .failure(error)
            }
        }
    }
}
