import Domain
import Foundation
import GRDB

/// Elections of bodies: who stands, how one votes, what was in the box.
struct SittingElectionStore {
    let database: any DatabaseWriter
    private var sitting: SittingStore { SittingStore(database: database) }

    init(database: any DatabaseWriter) { self.database = database }

    /// Nil while nobody stands and nothing is set up.
    static func election(of id: ID<Assembly>, _ agenda: AgendaItem, in db: GRDB.Database) throws -> RecordedElection? {
        guard let body = agenda.bodyKey else { return nil }
        let item = agenda.position
        let setting = try Row.fetchOne(
            db, sql: "SELECT * FROM sittingElection WHERE assemblyID = ? AND item = ?", arguments: [id, item])
        let candidates = try Row.fetchAll(
            db, sql: "SELECT * FROM sittingCandidate WHERE assemblyID = ? AND item = ? ORDER BY id",
            arguments: [id, item])
        let (mode, rounds) = agenda.method.map(\.counting) ?? (.plurality, 1)
        var election = RecordedElection(
            body: body, seats: setting?["seats"] ?? agenda.seats ?? 1, mode: setting?["mode"] ?? mode,
            rounds: setting?["rounds"] ?? rounds,
            candidates: candidates.filter { !($0["isSitting"] as Bool) }.map(candidate),
            sitting: candidates.filter { $0["isSitting"] as Bool && ($0["withdrawnAt"] as String?) == nil }.map(
                candidate))
        election.isSecret = setting?["isSecret"] ?? agenda.isSecret
        election.seed = setting?["seed"]
        election.median = setting?["median"]
        election.mostChoices = setting?["mostChoices"]
        election.blanksCount = setting?["blanksCount"] ?? false
        election.consent = try SittingConsentStore.consent(of: id, agenda, isSetToBallots: setting != nil, in: db)
        election.first = try round(1, of: id, item, in: db)
        election.second = try round(2, of: id, item, in: db)
        return election
    }

    static func candidate(_ row: Row) -> RecordedElection.Candidate {
        RecordedElection.Candidate(
            row["name"], organisation: row["organisation"], representative: row["representative"],
            gender: row["gender"],
            born: row["born"], statement: row["statement"], isWithdrawn: (row["withdrawnAt"] as String?) != nil)
    }

    private static func round(_ round: Int, of id: ID<Assembly>, _ item: Int, in db: GRDB.Database) throws
        -> RecordedElection.Round?
    {
        let online = try ItemBallot.of(item, round, at: id, in: db)?.file(in: db).map {
            try OnlineBallots($0).round()
        }
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM sittingRound WHERE assemblyID = ? AND item = ? AND round = ?",
            arguments: [id, item, round])
        guard let row else { return online.map { RecordedElection.Round(online: $0) } }
        let ballots = try Row.fetchAll(
            db,
            sql: """
                SELECT count, content FROM sittingBallot
                WHERE assemblyID = ? AND item = ? AND round = ? AND cancelledAt IS NULL ORDER BY id
                """, arguments: [id, item, round]
        ).map { row in
            var ballot = try SittingStore.read(row["content"], as: RecordedElection.Ballot.self)
            ballot.count = row["count"]
            return ballot
        }
        let voters: String? = row["voters"]
        return RecordedElection.Round(
            row["way"], voters: try voters.map { try SittingStore.read($0, as: [ID<Organisation>].self) },
            ballots: ballots,
            scrutineers: try SittingStore.read(row["scrutineers"], as: [String].self), explanation: row["explanation"],
            online: online)
    }

    /// Seats to fill and how they are; before the first ballot.
    func set(
        _ item: Int, _ setting: ElectionSetting, at id: ID<Assembly>, actor: Actor, at now: Date
    ) async throws {
        try RefusedForm.check(setting.refusals)
        try await change(item, at: id, actor: actor, at: now) { hall, record, db in
            let seats = setting.seats
            let body = record.election?.governingBody(hall.statutes)
            if let body, seats + (record.election?.sitting.count ?? 0) > body.seats {
                throw Refused(
                    "\(body.name) a \(French.count(body.seats, "siège", "sièges")) : avec ceux qui restent, on ne peut pas en pourvoir \(seats).",
                    field: "sieges")
            }
            guard record.election?.hasBegun != true else {
                throw Refused("Le vote a commencé : sa méthode ne change plus.")
            }
            try ItemBallot.refuseChange(of: item, at: id, in: db)
            try Self.write(item, id, setting.mode, seats, setting.rounds, setting.isSecret, in: db)
            try db.execute(
                sql: """
                    UPDATE sittingElection SET median = ?, mostChoices = ?, blanksCount = ?
                    WHERE assemblyID = ? AND item = ?
                    """, arguments: [setting.median, setting.mostChoices, setting.blanksCount, id, item])
            return SittingStore.event(
                "election-reglee", id,
                ["point": String(item), "mode": setting.mode.rawValue, "sieges": String(seats)])
        }
    }

    static func write(
        _ item: Int, _ id: ID<Assembly>, _ mode: BallotFile.Mode, _ seats: Int, _ rounds: Int, _ isSecret: Bool,
        in db: GRDB.Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO sittingElection (assemblyID, item, mode, seats, rounds, isSecret) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET mode = excluded.mode, seats = excluded.seats, rounds = excluded.rounds,
                    isSecret = excluded.isSecret
                """, arguments: [id, item, mode, seats, rounds, isSecret])
    }

    /// An organisation stands with its representative, or keeps the seat that it has.
    func stand(
        _ candidate: RecordedElection.Candidate, isSitting: Bool, item: Int, at id: ID<Assembly>, actor: Actor,
        at now: Date
    ) async throws {
        try RefusedForm.check([
            candidate.representative.isEmpty
                ? Refused("Écrivez qui la représentera.", field: "representant-candidat") : nil,
            Refused.tooLong(candidate.representative, 100, field: "representant-candidat"),
            Refused.tooLong(candidate.statement, 2000, field: "presentation"),
        ])
        try await change(item, at: id, actor: actor, at: now) { hall, record, db in
            guard hall.roll.entry(candidate.organisation) != nil else {
                throw Refused(
                    "\(hall.roll.name(candidate.organisation)) n’est pas sur la liste électorale.",
                    field: "organisation")
            }
            guard record.election?.hasBegun != true else {
                throw Refused("Le vote a commencé : il n’y a plus de candidature.")
            }
            try ItemBallot.refuseChange(of: item, at: id, in: db)
            let name = "\(hall.roll.label(candidate.organisation)) (\(candidate.representative))"
            let names = (record.election?.candidates ?? []) + (record.election?.sitting ?? [])
            if names.contains(where: { $0.name == name }) { throw Refused("Cette candidature est déjà inscrite.") }
            try db.execute(
                sql: """
                    INSERT INTO sittingCandidate (assemblyID, item, name, organisation, representative, gender, born, statement,
                        isSitting, at, personID) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, item, name, candidate.organisation, candidate.representative, candidate.gender, candidate.born,
                    candidate.statement, isSitting, now.formatted(.iso8601), actor.personID,
                ])
            return SittingStore.event(
                isSitting ? "siege-garde" : "candidature", id,
                ["point": String(item), "organisation": candidate.organisation.description])
        }
    }

    func withdraw(_ name: String, item: Int, at id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await change(item, at: id, actor: actor, at: now) { _, record, db in
            guard record.election?.hasBegun != true else {
                throw Refused("Le vote a commencé : une candidature ne se retire plus.")
            }
            try ItemBallot.refuseChange(of: item, at: id, in: db)
            try db.execute(
                sql: """
                    UPDATE sittingCandidate SET withdrawnAt = ?
                    WHERE assemblyID = ? AND item = ? AND name = ? AND withdrawnAt IS NULL
                    """, arguments: [now.formatted(.iso8601), id, item, name])
            guard db.changesCount == 1 else { throw Refused("Cette candidature n’est pas, ou plus, dans la liste.") }
            return SittingStore.event("candidature-retiree", id, ["point": String(item)])
        }
    }

    /// Every pack of ballots, cancelled ones too.
    static func ballots(of id: ID<Assembly>, item: Int, in db: GRDB.Database) throws -> [BallotLine] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM sittingBallot WHERE assemblyID = ? AND item = ? ORDER BY round, id",
            arguments: [id, item]
        ).map { row in
            BallotLine(
                id: row["id"], round: row["round"], count: row["count"],
                ballot: try SittingStore.read(row["content"], as: RecordedElection.Ballot.self),
                isCancelled: (row["cancelledAt"] as String?) != nil)
        }
    }

    func change(
        _ item: Int, at id: ID<Assembly>, actor: Actor, at now: Date,
        _ work: @Sendable (Hall, RecordedItem, GRDB.Database) throws -> Event
    ) async throws {
        try await sitting.change(id, actor: actor, at: now) { hall, db in
            guard let record = hall.record.item(item), record.kind == .election else { throw NotFound() }
            guard record.closedAt == nil else { throw Refused("Le point \(item) est fermé : il ne change plus.") }
            return try work(hall, record, db)
        }
    }
}

/// Ballots as they were entered.
struct BallotLine: Sendable {
    let id: Int64
    let round: Int
    let count: Int
    let ballot: RecordedElection.Ballot
    let isCancelled: Bool
}

extension ElectionMethod {
    /// How its ballots are counted; an open method (consentement, sans candidat) ends on a named choice by majority.
    var counting: (mode: BallotFile.Mode, rounds: Int) {
        switch self {
        case .plurality, .consent, .withoutCandidate: (.plurality, 1)
        case .twoRounds: (.plurality, 2)
        case .approval: (.list, 1)
        case .majorityJudgment: (.judgment, 1)
        case .transferable: (.transferable, 1)
        case .schulze: (.schulze, 1)
        }
    }
}
