import Domain
import Foundation
import GRDB

/// What the holder of a voting link sees.
struct VoterView: Sendable {
    let record: ScrutinRecord
    let question: ScrutinQuestion
    let hub: Hub
    let voter: ScrutinVoterLine
    var manifest: ScrutinManifest?
    /// Their own open vote.
    var choice: String?
    var turnout = (voters: 0, signed: 0)
    /// The page of the assembly that the vote is held in, to which a phone comes back.
    var sitting: String?
}

/// Voting by link: the page, the vote, the receipt; and what everybody may read once it is published.
struct VoterStore {
    let database: any DatabaseWriter
    let writer: VoteWriter

    /// - Parameter isForPage: the page needs the manifest, and what was voted; taking a vote does not.
    func view(_ secret: Secret?, isForPage: Bool = true) async throws -> VoterView {
        guard let secret else { throw Refused("Ce lien de vote est incomplet : recopiez-le en entier.") }
        return try await database.read { db in
            let row = try Row.fetchOne(
                db, sql: "SELECT scrutinID, organisationID FROM scrutinVoter WHERE linkHash = ?",
                arguments: [secret.hash])
            guard let row else { throw Refused("Ce lien de vote n’existe pas, ou un autre l’a remplacé.") }
            let record = try ScrutinRecord.one(row["scrutinID"], in: db)
            let organisation: ID<Organisation> = row["organisationID"]
            guard let voter = try ScrutinVoterLine.one(organisation, on: record.id, in: db),
                let hub = try Hub.fetchOne(db, key: record.hubID)
            else { throw NotFound() }
            var view = VoterView(record: record, question: try record.asked(), hub: hub, voter: voter)
            let assembly = try Int.fetchOne(
                db, sql: "SELECT assemblyID FROM agendaItem WHERE id = ?", arguments: [record.agendaItemID])
            if record.isHeldInRoom { view.sitting = assembly.map { "/poles/\(hub.slug)/assemblees/\($0)/telephone" } }
            guard isForPage else { return view }
            view.manifest = try record.frozen()
            view.choice = try String.fetchOne(
                db, sql: "SELECT choice FROM scrutinBallot WHERE scrutinID = ? AND organisationID = ?",
                arguments: [record.id, organisation])
            view.turnout = try ScrutinStore.turnout(record.id, in: db)
            return view
        }
    }

    /// The receipt is made after the vote is on the disk.
    func cast(_ secret: Secret?, _ content: CastVote.Content, at now: Date) async throws -> VoteReceipt {
        guard let secret else { throw Refused("Ce lien de vote est incomplet : recopiez-le en entier.") }
        let outcome = try await writer.cast(CastVote(link: secret.hash, content: content, at: now))
        return try VoteReceipt(outcome)
    }

    // Published.

    struct Published: Sendable {
        let record: ScrutinRecord
        let proof: ScrutinProof
        let tally: ScrutinTally
        let file: String
    }

    func published(_ id: ID<Scrutin>, of hub: ID<Hub>) async throws -> Published {
        try await database.read { db in
            let record = try ScrutinRecord.one(id, of: hub, in: db)
            guard record.scrutin.state == .published,
                let file = try String.fetchOne(db, sql: "SELECT proof FROM scrutin WHERE id = ?", arguments: [id])
            else { throw NotFound() }
            let proof = try ScrutinStore.proof(record, in: db)
            return Published(record: record, proof: proof, tally: try proof.tally(), file: file)
        }
    }

    func list(of hub: ID<Hub>) async throws -> [ScrutinRecord] {
        try await database.read { db in
            try ScrutinRecord.fetchAll(
                db,
                sql:
                    "SELECT * FROM scrutin WHERE hubID = ? AND state = 'publie' ORDER BY publishedAt DESC",
                arguments: [hub])
        }
    }
}

/// What a voter keeps: that their ballot was taken, signed by the server.
struct VoteReceipt: Sendable {
    let record: ScrutinRecord
    let name: String
    let text: String
    let signature: String
    let choice: String?
    let ballot: UrnBallot?
    let isRepeated: Bool

    init(_ outcome: CastOutcome) throws {
        record = outcome.record
        (name, choice, ballot, isRepeated) = (outcome.name, outcome.choice, outcome.ballot, outcome.isRepeated)
        let fingerprint = outcome.record.fingerprint ?? ""
        if let ballot = outcome.ballot {
            text = UrnBallot.receipt(fingerprint, ballot.fingerprint)
        } else {
            text = OpenVote.receipt(fingerprint, OpenVote(outcome.organisation, outcome.choice ?? ""))
        }
        signature = try outcome.record.sign(text)
    }
}
