import Domain
import Foundation
import GRDB

/// A vote that comes in: by which link, and what it says.
struct CastVote: Sendable {
    enum Content: Sendable {
        case open(String)
        /// The ballot's number and its bytes, sealed by the voter.
        case sealed(key: Data, bytes: Data)
    }

    let link: Data
    let content: Content
    let at: Date
}

/// What became of it, enough to write the receipt.
struct CastOutcome: Sendable {
    let record: ScrutinRecord
    let organisation: ID<Organisation>
    let name: String
    let college: String?
    /// Of an open vote.
    let choice: String?
    let ballot: UrnBallot?
    /// It had been cast already, the same: whoever lost the first answer sees it again.
    let isRepeated: Bool
}

/// Writes votes, each whole or not at all: the signature on the roll and the ballot in one transaction.
enum VoteStore {
    static func cast(_ vote: CastVote, in db: GRDB.Database) throws -> CastOutcome {
        let row = try Row.fetchOne(
            db, sql: "SELECT scrutinID, organisationID, name, college FROM scrutinVoter WHERE linkHash = ?",
            arguments: [vote.link])
        guard let row else { throw Refused("Ce lien de vote n’existe pas, ou un autre l’a remplacé.") }
        let record = try ScrutinRecord.one(row["scrutinID"], in: db)
        if let refusal = record.scrutin.refusal(at: vote.at.stamp) { throw Refused(refusal) }
        let organisation: ID<Organisation> = row["organisationID"]
        if try ItemBallotGuard.hasVotedInRoom(organisation, on: record, in: db) {
            throw Refused("\(row["name"] as String) a déjà voté dans la salle sur ce point.")
        }
        let hasVoted = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM scrutinSignature WHERE scrutinID = ? AND organisationID = ?)",
            arguments: [record.id, organisation])
        let voter = Voter(
            record: record, organisation: organisation, name: row["name"], college: row["college"],
            hasVoted: hasVoted ?? false)
        switch vote.content {
        case .open(let text): return try voter.cast(text, at: vote.at, in: db)
        case .sealed(let key, let bytes): return try voter.cast(key, bytes, at: vote.at, in: db)
        }
    }

    private struct Voter {
        let record: ScrutinRecord
        let organisation: ID<Organisation>
        let name: String
        let college: String?
        let hasVoted: Bool

        func cast(_ text: String, at now: Date, in db: GRDB.Database) throws -> CastOutcome {
            guard !record.isSecret else { throw Refused("Ce vote est secret : le bulletin doit arriver chiffré.") }
            let choice = try ScrutinChoice(text, to: record.asked()).text
            let previous = try String.fetchOne(
                db, sql: "SELECT choice FROM scrutinBallot WHERE scrutinID = ? AND organisationID = ?",
                arguments: [record.id, organisation])
            if previous == choice { return outcome(choice: choice, isRepeated: true) }
            if let previous {
                guard record.mayChange else {
                    throw Refused("\(name) a déjà voté, et ce vote ne se change pas.")
                }
                try change(previous, to: choice, at: now, in: db)
            } else {
                try sign(at: now, in: db)
                try db.execute(
                    sql: "INSERT INTO scrutinBallot (scrutinID, organisationID, choice) VALUES (?, ?, ?)",
                    arguments: [record.id, organisation, choice])
            }
            // Who, never what: before closing nobody learns it from the journal.
            try Journal.record(
                Event(
                    previous == nil ? "scrutin.vote" : "scrutin.vote-change", on: record.subject,
                    ["organisation": organisation.description]),
                by: .program, at: now, in: db)
            return outcome(choice: choice)
        }

        private func change(_ previous: String, to choice: String, at now: Date, in db: GRDB.Database) throws {
            try db.execute(
                sql: """
                    INSERT INTO scrutinBallotChange (scrutinID, organisationID, choice, changedAt) VALUES (?, ?, ?, ?)
                    """, arguments: [record.id, organisation, previous, now.stamp])
            try db.execute(
                sql: "UPDATE scrutinBallot SET choice = ? WHERE scrutinID = ? AND organisationID = ?",
                arguments: [choice, record.id, organisation])
        }

        private func sign(at now: Date, in db: GRDB.Database) throws {
            try db.execute(
                sql: "INSERT INTO scrutinSignature (scrutinID, organisationID, signedOn) VALUES (?, ?, ?)",
                arguments: [record.id, organisation, now.dayInFrance])
            try moveRoom(in: db)
        }

        /// The pages of the room see that one more has voted, never what.
        private func moveRoom(in db: GRDB.Database) throws {
            guard record.isHeldInRoom else { return }
            try db.execute(
                sql: """
                    UPDATE sitting SET version = version + 1
                    WHERE assemblyID = (SELECT assemblyID FROM agendaItem WHERE id = ?)
                    """, arguments: [record.agendaItemID])
        }

        func cast(_ key: Data, _ bytes: Data, at now: Date, in db: GRDB.Database) throws -> CastOutcome {
            guard record.isSecret else { throw Refused("Ce vote n’est pas secret : choisissez une réponse.") }
            let length = BallotPlaintext.sealedLength(try record.asked())
            guard key.count == 16, bytes.count == length, bytes.first == 4 else {
                throw Refused("Ce bulletin n’est pas chiffré comme il faut : rechargez la page et recommencez.")
            }
            let counted = record.byCollege ? college : nil
            let ballot = UrnBallot(id: Hex.text(key), college: counted, sealed: bytes.base64EncodedString())
            let stored = try Data.fetchOne(
                db, sql: "SELECT sealed FROM scrutinUrn WHERE scrutinID = ? AND ballotKey = ?",
                arguments: [record.id, key])
            if hasVoted {
                // The same ballot again is a lost answer, not a second vote.
                guard stored == bytes else {
                    throw Refused(
                        "\(name) a déjà voté. Un bulletin secret ne se change pas : personne ne sait lequel est le sien."
                    )
                }
                return outcome(ballot: ballot, isRepeated: true)
            }
            guard stored == nil else { throw Refused("Ce bulletin a déjà servi : rechargez la page et recommencez.") }
            try sign(at: now, in: db)
            try db.execute(
                sql: "INSERT INTO scrutinUrn (scrutinID, ballotKey, college, sealed) VALUES (?, ?, ?, ?)",
                arguments: [record.id, key, counted, bytes])
            // No organisation: the journal keeps the hour of each vote, the roll keeps who.
            try Journal.record(Event("scrutin.vote", on: record.subject), by: .program, at: now, in: db)
            return outcome(ballot: ballot)
        }

        private func outcome(choice: String? = nil, ballot: UrnBallot? = nil, isRepeated: Bool = false) -> CastOutcome {
            CastOutcome(
                record: record, organisation: organisation, name: name, college: college, choice: choice,
                ballot: ballot, isRepeated: isRepeated)
        }
    }
}
