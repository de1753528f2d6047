import Domain
import Foundation
import GRDB
import ServiceLifecycle

/// Tells what is new in the searches that people keep, as long as the program runs: one mail each when there is something,
/// none when there is nothing, nothing twice.
struct AlertRounds: Service {
    let database: any DatabaseWriter
    let keeper: DirectoryKeeper
    let baseURL: String
    let now: @Sendable () -> Date
    /// Between two looks: alerts are for days, not minutes.
    var pause = Duration.seconds(600)
    /// How many new things a mail names.
    static let shown = 20

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do { try await sendDue() } catch { Log.fault(error, id: "alertes", path: "") }
                try await Task.sleep(for: pause)
            }
        }
    }

    private struct Due: Sendable {
        let id: Int64
        let address: MailAddress
        let name: String
        let query: DirectoryQuery
        let frequency: AlertFrequency
        let mark: AlertMark
        let nextAt: Date
        let stopKey: String
    }

    /// Writes the mails whose time has come.
    func sendDue() async throws {
        let now = now()
        for due in try await due(at: now) {
            // The mark first: whatever it counts is in the directory read after it.
            let mark = try await database.read(AlertStore.mark)
            let directory = try await keeper.directory(on: now.dayInFrance)
            try await tell(due, directory, upTo: mark, at: now)
        }
    }

    /// A person who is suspended is left alone until they come back.
    private func due(at now: Date) async throws -> [Due] {
        try await database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT a.*, coalesce(p.address, a.address) AS recipient, coalesce(p.name, '') AS name
                    FROM alert a LEFT JOIN person p ON p.id = a.personID
                    WHERE a.confirmedAt IS NOT NULL AND a.nextAt <= ? AND p.suspendedAt IS NULL
                        AND coalesce(p.address, a.address) IS NOT NULL
                    ORDER BY a.nextAt, a.id LIMIT 500
                    """, arguments: [now]
            ).map { row in
                let waiting = try JSONDecoder().decode(Set<Int64>.self, from: Data((row["waiting"] as String).utf8))
                return Due(
                    id: row["id"], address: row["recipient"], name: row["name"],
                    query: try AlertStore.query(row["query"]), frequency: row["frequency"],
                    mark: AlertMark(
                        organisation: row["lastOrganisation"], offer: row["lastOffer"], waiting: waiting),
                    nextAt: row["nextAt"], stopKey: row["stopKey"])
            }
        }
    }

    /// The mail and the mark are one transaction: a crash between them neither repeats nor loses.
    private func tell(
        _ due: Due, _ directory: Directory, upTo mark: AlertMark, at now: Date
    ) async throws {
        let answering = directory.all(due.query)
        // What appeared after the mark waits for the next round.
        let fresh = answering.filter {
            due.mark.isNew(organisation: $0.rawValue) && $0.rawValue <= mark.organisation
        }
        try await database.write { db in
            var next = due.nextAt
            while next <= now { next += Double(due.frequency.seconds) }
            let told = Set(fresh.map(\.rawValue))
            let waiting = mark.waiting.subtracting(told)
            try db.execute(
                sql: """
                    UPDATE alert SET lastOrganisation = ?, lastOffer = ?, waiting = ?, nextAt = ?
                    WHERE id = ? AND nextAt = ? AND lastOrganisation = ?
                    """,
                arguments: [
                    mark.organisation, mark.offer, AlertStore.json(waiting), next, due.id, due.nextAt,
                    due.mark.organisation,
                ])
            // Ended, or told by another, meanwhile.
            guard db.changesCount == 1 else { return }
            let lines = try RecordStore.lines(fresh, on: now.dayInFrance, in: db)
            let offers = try OfferStore.lines(
                among: Set(answering), after: due.mark.offer, upTo: mark.offer, on: now.dayInFrance, in: db)
            guard !lines.isEmpty || !offers.isEmpty else { return }
            let news = AlertNews(
                organisations: lines, offers: offers, search: directory.words(due.query),
                address: due.query.address(), stopKey: due.stopKey, frequency: due.frequency)
            try OutboxStore.enqueue(
                AlertLetters(baseURL: baseURL).news(news), to: due.address, due.name, at: now, in: db)
        }
    }
}
