import Crypto
import Domain
import Foundation
import GRDB

/// From the preparation to the links that are sent.
extension ScrutinStore {
    func setContacts(
        _ id: ID<Scrutin>, of hub: ID<Hub>, _ contacts: [ID<Organisation>: VoterContact], actor: Actor, at now: Date
    ) async throws {
        try RefusedForm.check(
            contacts.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { organisation, contact in
                [
                    contact.address.isEmpty || MailAddress(contact.address) != nil
                        ? nil
                        : Refused(
                            "\(French.quote(contact.address)) n’est pas une adresse électronique.",
                            field: "adresse-\(organisation)"),
                    Refused.tooLong(contact.name, 200, field: "nom-\(organisation)"),
                ]
            })
        try await database.write { db in
            let record = try ScrutinRecord.one(id, of: hub, in: db)
            guard [.preparation, .open].contains(record.scrutin.state) else {
                throw Refused("Ce scrutin est clos : les adresses ne servent plus.")
            }
            for (organisation, contact) in contacts {
                try db.execute(
                    sql:
                        "UPDATE scrutinVoter SET representative = ?, address = ? WHERE scrutinID = ? AND organisationID = ?",
                    arguments: [contact.name, MailAddress(contact.address)?.text ?? "", id, organisation])
            }
            try Journal.record(Event("scrutin.adresses", on: record.subject), by: actor, at: now, in: db)
        }
    }

    /// Freezes the roll, the question and the rules, and sends each voter their link: one transaction.
    func open(_ id: ID<Scrutin>, of hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        try await database.write { db in
            try Self.refreshRoll(id, of: hub, at: now, in: db)
            let record = try Self.inPreparation(id, of: hub, in: db)
            let statutes = try ElectorateStore.statutes(
                of: hub, item: record.agendaItemID, on: now.dayInFrance, in: db)
            let voters = try ScrutinVoterLine.all(id, in: db)
            let missing = try Self.findings(record, voters, statutes, at: now).filter { $0.outcome == .missing }
            if !missing.isEmpty { throw Refused(missing.map(\.sentence).joined(separator: " ")) }
            try Self.freeze(record, voters, statutes, actor: actor, at: now, in: db)
            for voter in voters where !voter.address.isEmpty {
                _ = try sendLink(record, voter, isFirst: true, at: now, in: db)
            }
        }
    }

    /// From here on nothing of the vote changes but who has voted.
    static func freeze(
        _ record: ScrutinRecord, _ voters: [ScrutinVoterLine], _ statutes: Statutes, actor: Actor, at now: Date,
        in db: GRDB.Database
    ) throws {
        let signer = Curve25519.Signing.PrivateKey()
        let slug = try String.fetchOne(db, sql: "SELECT slug FROM hub WHERE id = ?", arguments: [record.hubID]) ?? ""
        let manifest = ScrutinManifest(
            identity: record.identity, hub: slug, question: try record.asked(), isSecret: record.isSecret,
            mayChange: record.mayChange, rules: try rules(record, statutes), clause: record.clause,
            item: record.agendaItemID.map { Int($0.rawValue) },
            opensAt: record.opensAt, closesAt: record.closesAt, tellers: try record.tellers(),
            receiptKey: signer.publicKey.rawRepresentation.base64EncodedString(), roll: voters.map(\.voter))
        try db.execute(
            sql: """
                UPDATE scrutin SET state = 'ouvert', manifest = ?, fingerprint = ?, receiptKey = ?, byCollege = ?,
                    openedAt = ? WHERE id = ?
                """,
            arguments: [
                ScrutinText.canonical(manifest.value), manifest.fingerprint, signer.rawRepresentation,
                manifest.countsByCollege, now.stamp, record.id,
            ])
        try Journal.record(
            Event("scrutin.ouvert", on: record.subject, ["empreinte": manifest.fingerprint]), by: actor, at: now,
            in: db)
    }

    /// A new link for one voter: the former one opens nothing any more. Without an address it is returned, to be handed over on paper.
    func renewLink(
        _ id: ID<Scrutin>, of hub: ID<Hub>, for organisation: ID<Organisation>, onPaper: Bool, actor: Actor,
        at now: Date
    ) async throws -> (voter: ScrutinVoterLine, secret: Secret) {
        try await database.write { db in
            let record = try ScrutinRecord.one(id, of: hub, in: db)
            guard record.scrutin.state == .open, now.stamp < record.closesAt else {
                throw Refused("Un lien se donne seulement tant que le vote est ouvert.")
            }
            guard let voter = try ScrutinVoterLine.all(id, in: db).first(where: { $0.organisationID == organisation })
            else {
                throw NotFound()
            }
            guard onPaper || !voter.address.isEmpty else {
                throw Refused("\(voter.name) n’a pas d’adresse : donnez-en une, ou remettez le lien sur papier.")
            }
            let secret =
                onPaper
                ? try Self.renew(record.id, organisation, "papier", at: now, in: db)
                : try sendLink(record, voter, isFirst: false, at: now, in: db)
            // Whoever hands a link over could vote with it: the journal says who asked for it.
            try Journal.record(
                Event(
                    "scrutin.lien", on: record.subject,
                    ["organisation": organisation.description, "moyen": onPaper ? "papier" : "courriel"]),
                by: actor, at: now, in: db)
            return (voter, secret)
        }
    }

    /// Writes again to those who have not voted, with new links; returns to how many.
    func remind(_ id: ID<Scrutin>, of hub: ID<Hub>, actor: Actor, at now: Date) async throws -> Int {
        try await database.write { db in
            let record = try ScrutinRecord.one(id, of: hub, in: db)
            if let refusal = record.scrutin.refusal(at: now.stamp) { throw Refused(refusal) }
            let silent = try ScrutinVoterLine.all(id, in: db).filter { $0.signedOn == nil && !$0.address.isEmpty }
            for voter in silent { _ = try sendLink(record, voter, isFirst: false, at: now, in: db) }
            try Journal.record(
                Event("scrutin.relance", on: record.subject, ["nombre": String(silent.count)]), by: actor, at: now,
                in: db)
            return silent.count
        }
    }

    func sendLink(
        _ record: ScrutinRecord, _ voter: ScrutinVoterLine, isFirst: Bool, at now: Date, in db: GRDB.Database
    ) throws -> Secret {
        let secret = try Self.renew(record.id, voter.organisationID, "courriel", at: now, in: db)
        guard let address = MailAddress(voter.address) else { return secret }
        let hub = try String.fetchOne(db, sql: "SELECT name FROM hub WHERE id = ?", arguments: [record.hubID]) ?? ""
        try OutboxStore.enqueue(
            letters.invitation(record, hub: hub, voter: voter, secret, isFirst: isFirst), to: address,
            voter.representative.isEmpty ? voter.name : voter.representative, at: now, in: db)
        return secret
    }

    static func renew(
        _ id: ID<Scrutin>, _ organisation: ID<Organisation>, _ means: String?, at now: Date, in db: GRDB.Database
    ) throws -> Secret {
        let secret = Secret()
        try db.execute(
            sql: """
                UPDATE scrutinVoter SET linkHash = ?, linkMeans = ?, linkSentAt = ?
                WHERE scrutinID = ? AND organisationID = ?
                """, arguments: [secret.hash, means, now.stamp, id, organisation])
        return secret
    }
}
