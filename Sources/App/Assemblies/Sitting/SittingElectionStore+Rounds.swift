import Domain
import Foundation
import GRDB

/// The vote itself: who signed, what was in the box, the lot that settles a tie.
extension SittingElectionStore {
    /// Who signed for a round, and how one votes; ballots follow.
    func openRound(
        _ number: Int, _ round: RecordedElection.Round, item: Int, at id: ID<Assembly>, actor: Actor, at now: Date
    ) async throws {
        try await change(item, at: id, actor: actor, at: now) { hall, record, db in
            guard let election = record.election, let mode = BallotFile.Mode(rawValue: election.mode) else {
                throw NotFound()
            }
            guard election.consent == nil else {
                throw Refused(
                    "Cette élection se tient à voix haute. Pour voter par bulletins, choisissez d’abord une méthode.",
                    field: "voie")
            }
            guard !election.running.isEmpty else { throw Refused("Il n’y a pas encore de candidature.") }
            let quorum = hall.quorum(record.rules, at: item)
            guard quorum.isReached else { throw Refused("Ce vote ne peut pas s’ouvrir. \(quorum.sentence)") }
            guard number == 1 || (election.first != nil && hall.item(record).tally?.secondRound.isEmpty == false) else {
                throw Refused("Il n’y a pas de second tour à tenir.")
            }
            if round.way == .hands, election.isSecret || hall.statutes.secretBallot.persons {
                throw Refused(
                    "Les statuts veulent un vote secret pour les personnes : votez sur papier.", field: "voie")
            }
            let strangers = Set(round.voters ?? []).subtracting(hall.floor(at: item).voters)
            if let stranger = strangers.first {
                throw Refused(
                    "\(hall.roll.name(stranger)) n’est ni présente ni représentée à ce point.", field: "votants")
            }
            if round.way != .hands, (round.voters ?? []).isEmpty {
                throw Refused("Cochez les organisations qui ont voté.", field: "votants")
            }
            try Self.write(item, id, mode, election.seats, election.rounds, election.isSecret, in: db)
            try db.execute(
                sql: """
                    INSERT INTO sittingRound (assemblyID, item, round, way, voters, scrutineers, explanation)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET way = excluded.way, voters = excluded.voters,
                        scrutineers = excluded.scrutineers, explanation = excluded.explanation
                    """,
                arguments: [
                    id, item, number, round.way, try round.voters.map { try SittingStore.json($0) },
                    try SittingStore.json(round.scrutineers), round.explanation,
                ])
            return SittingStore.event(
                "scrutin-tenu", id,
                ["point": String(item), "tour": String(number), "votants": String(round.voters?.count ?? 0)])
        }
    }

    /// Ballots that say the same thing, as they come out of the box.
    func cast(
        _ ballot: RecordedElection.Ballot, round: Int, item: Int, at id: ID<Assembly>, actor: Actor, at now: Date
    ) async throws {
        try await change(item, at: id, actor: actor, at: now) { hall, record, db in
            guard var election = record.election, let first = election.first else {
                throw Refused("Dites d’abord qui a voté, et comment.")
            }
            guard (1...100_000).contains(ballot.count) else {
                throw Refused("Donnez un nombre de bulletins.", field: "nombre")
            }
            if round == 2 {
                guard election.second != nil else { throw Refused("Le second tour n’est pas ouvert.") }
                election.second?.ballots.append(ballot)
            } else {
                election.first?.ballots = first.ballots + [ballot]
            }
            let tried = round == 2 ? election.second : election.first
            // On line only: nobody said yet who voted in the room.
            if tried?.way == .online { throw Refused("Dites d’abord qui a voté dans la salle, et comment.") }
            if let tried {
                let found = RecordedElection.reconciliation(of: tried, roll: hall.roll, floor: hall.floor(at: item))
                if found.outcome == .refused { throw Refused(found.sentences.joined(separator: " "), field: "nombre") }
            }
            _ = try election.tally(under: hall.statutes, roll: hall.roll)
            try db.execute(
                sql: """
                    INSERT INTO sittingBallot (assemblyID, item, round, count, content, personID) VALUES (?, ?, ?, ?, ?, ?)
                    """, arguments: [id, item, round, ballot.count, try SittingStore.json(ballot), actor.personID])
            return SittingStore.event(
                "bulletins", id, ["point": String(item), "tour": String(round), "nombre": String(ballot.count)])
        }
    }

    func cancel(ballot: Int64, item: Int, at id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await change(item, at: id, actor: actor, at: now) { _, _, db in
            try db.execute(
                sql: """
                    UPDATE sittingBallot SET cancelledAt = ?
                    WHERE id = ? AND assemblyID = ? AND item = ? AND cancelledAt IS NULL
                    """, arguments: [now.formatted(.iso8601), ballot, id, item])
            guard db.changesCount == 1 else { throw Refused("Ces bulletins sont déjà annulés.") }
            return SittingStore.event("bulletins-annules", id, ["point": String(item)])
        }
    }

    /// The seed of a drawing of lots, chosen in front of everybody, before it is known what it gives.
    func draw(_ seed: String, item: Int, at id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await change(item, at: id, actor: actor, at: now) { hall, record, db in
            guard (1...200).contains(seed.unicodeScalars.count) else {
                throw Refused("Écrivez la graine choisie devant tous, 200 caractères au plus.", field: "graine")
            }
            guard let election = record.election, election.first != nil else {
                throw Refused("Il n’y a pas encore d’égalité à départager.")
            }
            guard election.seed == nil else {
                throw Refused("Le tirage a déjà eu lieu : sa graine est \(French.quote(election.seed ?? "")).")
            }
            guard hall.statutes.ties.contains(.lot) else {
                throw Refused("Les statuts ne prévoient pas de tirage au sort.")
            }
            guard hall.item(record).tally?.ties.contains(where: { $0.rule == nil }) == true else {
                throw Refused("Il n’y a pas d’égalité qui attende un tirage au sort.")
            }
            try db.execute(
                sql: "UPDATE sittingElection SET seed = ? WHERE assemblyID = ? AND item = ?",
                arguments: [seed, id, item])
            return SittingStore.event("tirage", id, ["point": String(item), "graine": seed])
        }
    }
}
