import Domain
import Foundation
import GRDB

/// From the closing to the published result.
extension ScrutinStore {
    /// Nobody votes any more, and roll and urn are compared before it is written.
    func close(_ id: ID<Scrutin>, of hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        try await database.write { db in
            try Self.close(try ScrutinRecord.one(id, of: hub, in: db), actor: actor, at: now, in: db)
        }
    }

    static func close(_ record: ScrutinRecord, actor: Actor, at now: Date, in db: GRDB.Database) throws {
        let (voters, signed) = try turnout(record.id, in: db)
        // In the room, the chair says when a vote is over, as for a show of hands.
        let mayEnd = voters == signed || record.isHeldInRoom
        if let refusal = record.scrutin.closingRefusal(at: now.stamp, haveAllVoted: mayEnd) { throw Refused(refusal) }
        let ballots = try Int.fetchOne(
            db,
            sql: record.isSecret
                ? "SELECT count(*) FROM scrutinUrn WHERE scrutinID = ?"
                : "SELECT count(*) FROM scrutinBallot WHERE scrutinID = ?", arguments: [record.id])
        guard ballots == signed else {
            throw Refused(
                "L’urne et l’émargement ne concordent pas : \(ballots ?? 0) bulletins pour \(signed) signatures. Ne publiez rien, faites vérifier les données."
            )
        }
        try db.execute(
            sql: "UPDATE scrutin SET state = 'clos', closedAt = ? WHERE id = ?", arguments: [now.stamp, record.id])
        try Journal.record(
            Event("scrutin.clos", on: record.subject, ["bulletins": String(signed)]), by: actor, at: now, in: db)
    }

    /// What the tellers open; only once it is closed.
    func urnFile(_ id: ID<Scrutin>, of hub: ID<Hub>) async throws -> String {
        try await database.read { db in
            let record = try ScrutinRecord.one(id, of: hub, in: db)
            guard record.isSecret, [.closed, .published].contains(record.scrutin.state) else {
                throw Refused("L’urne se télécharge après la clôture, pas avant.")
            }
            let manifest = try record.frozen()
            let ballots = try Self.urn(id, in: db)
            let file = try Self.signed(Urn.file(manifest, ballots), ballots, manifest, sign: record.sign)
            return ScrutinText.canonical(file)
        }
    }

    static func urn(_ id: ID<Scrutin>, in db: GRDB.Database) throws -> [UrnBallot] {
        try Row.fetchAll(
            db, sql: "SELECT ballotKey, college, sealed FROM scrutinUrn WHERE scrutinID = ? ORDER BY ballotKey",
            arguments: [id]
        ).map { row in
            UrnBallot(
                id: Hex.text(row["ballotKey"] as Data), college: row["college"],
                sealed: (row["sealed"] as Data).base64EncodedString())
        }
    }

    /// Takes the list that the tellers opened, if it accounts for every ballot and enough of them signed it.
    func acceptList(_ id: ID<Scrutin>, of hub: ID<Hub>, _ text: String, actor: Actor, at now: Date) async throws {
        try await database.write { db in
            try Self.acceptList(try ScrutinRecord.one(id, of: hub, in: db), text, actor: actor, at: now, in: db)
        }
    }

    static func acceptList(
        _ record: ScrutinRecord, _ text: String, actor: Actor, at now: Date, in db: GRDB.Database
    ) throws {
        let list = try OpenedList(ScrutinRecord.json(text))
        guard record.isSecret, record.scrutin.state == .closed else {
            throw Refused("La liste ouverte se dépose après la clôture, et avant la publication.")
        }
        let defects = list.defects(
            for: try urn(record.id, in: db), of: try record.frozen(), verify: BallotCrypto.isSigned)
        if !defects.isEmpty { throw RefusedForm(refusals: defects.map { Refused($0, field: "liste") }) }
        try db.execute(
            sql: "UPDATE scrutin SET opened = ? WHERE id = ?",
            arguments: [ScrutinText.canonical(list.value), record.id])
        try Journal.record(
            Event("scrutin.depouille", on: record.subject, ["empreinte": list.fingerprint]), by: actor, at: now,
            in: db)
    }

    /// Makes the result public with its proof file; where links went is forgotten.
    func publish(_ id: ID<Scrutin>, of hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        try await database.write { db in
            try Self.publish(try ScrutinRecord.one(id, of: hub, in: db), actor: actor, at: now, in: db)
        }
    }

    static func publish(_ record: ScrutinRecord, actor: Actor, at now: Date, in db: GRDB.Database) throws {
        guard record.scrutin.state == .closed else {
            throw Refused("Un résultat se publie après la clôture, une seule fois.")
        }
        let file = try file(record, in: db)
        guard let file else {
            throw Refused("Les scrutateurs n’ont pas encore ouvert l’urne : déposez d’abord la liste ouverte.")
        }
        try db.execute(
            sql: "UPDATE scrutin SET state = 'publie', publishedAt = ?, proof = ? WHERE id = ?",
            arguments: [now.stamp, ScrutinText.canonical(file), record.id])
        try forgetAddresses(record.id, in: db)
        try Journal.record(
            Event("scrutin.publie", on: record.subject, ["empreinte": file["empreinte"]?.text]), by: actor, at: now,
            in: db)
    }

    static func forgetAddresses(_ id: ID<Scrutin>, in db: GRDB.Database) throws {
        try db.execute(
            sql: "UPDATE scrutinVoter SET representative = '', address = '' WHERE scrutinID = ?", arguments: [id])
    }

    /// The signed proof file; nil while the urn is not opened.
    static func file(_ record: ScrutinRecord, in db: GRDB.Database) throws -> JSONValue? {
        if let kept = try String.fetchOne(db, sql: "SELECT proof FROM scrutin WHERE id = ?", arguments: [record.id]) {
            return try ScrutinRecord.json(kept)
        }
        let proof = try proof(record, in: db)
        guard !record.isSecret || proof.opened != nil else { return nil }
        return try ScrutinProof.sealed(proof.value(), sign: record.sign)
    }

    func cancel(_ id: ID<Scrutin>, of hub: ID<Hub>, reason: String, actor: Actor, at now: Date) async throws {
        try await database.write { db in
            try Self.cancel(
                try ScrutinRecord.one(id, of: hub, in: db), reason: reason, actor: actor, at: now, in: db)
        }
    }

    static func cancel(
        _ record: ScrutinRecord, reason: String, actor: Actor, at now: Date, in db: GRDB.Database
    ) throws {
        try RefusedForm.check([
            reason.isEmpty ? Refused("Dites pourquoi : les votantes le liront.", field: "motif") : nil,
            Refused.tooLong(reason, 1000, field: "motif"),
        ])
        guard [.preparation, .open, .closed].contains(record.scrutin.state) else {
            throw Refused("Ce scrutin est déjà terminé.")
        }
        try db.execute(
            sql: "UPDATE scrutin SET state = 'annule', cancelReason = ? WHERE id = ?", arguments: [reason, record.id])
        try Journal.record(
            Event("scrutin.annule", on: record.subject, ["motif": reason]), by: actor, at: now, in: db)
    }

    /// Everything that the result is made from. Asked only for votes that are closed.
    static func proof(_ record: ScrutinRecord, in db: GRDB.Database) throws -> ScrutinProof {
        guard [.closed, .published].contains(record.scrutin.state) else {
            throw Refused("Rien ne se lit d’un vote avant sa clôture.")
        }
        let voters = try ScrutinVoterLine.all(record.id, in: db)
        let signatures = Dictionary(
            voters.compactMap { line in line.signedOn.map { (line.organisationID, $0) } }
        ) { first, _ in first }
        let votes = try Row.fetchAll(
            db,
            sql: """
                SELECT b.organisationID, b.choice, (SELECT count(*) FROM scrutinBallotChange c
                    WHERE c.scrutinID = b.scrutinID AND c.organisationID = b.organisationID) AS changes
                FROM scrutinBallot b WHERE b.scrutinID = ?
                """, arguments: [record.id]
        ).map { row in OpenVote(row["organisationID"], row["choice"], changes: row["changes"]) }
        let opened = try String.fetchOne(db, sql: "SELECT opened FROM scrutin WHERE id = ?", arguments: [record.id])
        return ScrutinProof(
            manifest: try record.frozen(), roll: voters.map(\.voter), signatures: signatures, openVotes: votes,
            urn: try urn(record.id, in: db), opened: try opened.map { try OpenedList(ScrutinRecord.json($0)) })
    }
}
