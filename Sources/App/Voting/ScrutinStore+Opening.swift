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

    /// Keeps the tellers' public key, and makes the sealed ballots that they must open to show that they can.
    func depositKey(_ id: ID<Scrutin>, of hub: ID<Hub>, _ text: String, actor: Actor, at now: Date) async throws {
        let key = try TellerKey(ScrutinRecord.json(text))
        guard let bytes = Data(base64Encoded: key.publicKey),
            (try? P256.KeyAgreement.PublicKey(x963Representation: bytes)) != nil
        else { throw Refused("La clé de ce fichier n’en est pas une.", field: "cle") }
        let (file, expected) = try Self.trial(of: key)
        try await database.write { db in
            let record = try Self.inPreparation(id, of: hub, in: db)
            guard record.isSecret else { throw Refused("Un vote à découvert n’a pas de scrutateurs.") }
            try db.execute(
                sql: "UPDATE scrutin SET tellerKey = ?, trial = ?, trialPrint = ?, triedShares = '' WHERE id = ?",
                arguments: [
                    ScrutinText.canonical(key.value), ScrutinText.canonical(file), expected, id,
                ])
            try Journal.record(
                Event("scrutin.cle", on: record.subject, ["empreinte": key.fingerprint]), by: actor, at: now, in: db)
        }
    }

    /// An urn of made-up ballots, and the fingerprint of the list that opening it must give.
    private static func trial(of key: TellerKey) throws -> (file: JSONValue, expected: String) {
        let signer = Curve25519.Signing.PrivateKey()
        let manifest = ScrutinManifest(
            identity: Hex.text(BallotCrypto.chance(16)), hub: "essai",
            question: try ScrutinQuestion(
                .resolution, title: "Urne d’essai",
                text: "Ces bulletins sont inventés : ils servent à essayer les parts."),
            isSecret: true, mayChange: false, rules: ScrutinRules(majority: nil), clause: "",
            opensAt: "2000-01-01T00:00:00Z", closesAt: "2000-01-02T00:00:00Z", tellers: key,
            receiptKey: signer.publicKey.rawRepresentation.base64EncodedString(), roll: [])
        let plains = ["pour", "contre", "abstention", "blanc", "pour"].map { choice in
            BallotPlaintext(
                scrutin: manifest.identity, choice: choice,
                code: TrackingCode.make(BallotCrypto.chance(TrackingCode.chanceNeeded)))
        }
        var opened: [String: [UInt8]] = [:]
        let ballots = try plains.map { plain in
            let ballot = try BallotCrypto.seal(
                plain, as: Hex.text(BallotCrypto.chance(16)), college: nil, for: manifest)
            opened[ballot.id] = plain.bytes(for: manifest.question)
            return ballot
        }
        let expected = OpenedList(ballots, of: manifest) { opened[$0.id] }
        return (
            try signed(Urn.file(manifest, ballots), ballots, manifest) { try BallotCrypto.sign($0, with: signer) },
            expected.fingerprint
        )
    }

    static func signed(
        _ file: JSONValue, _ ballots: [UrnBallot], _ manifest: ScrutinManifest, sign: (String) throws -> String
    ) throws -> JSONValue {
        guard case .object(var members) = file else { return file }
        members["signature"] = .text(try sign(Urn.signed(Urn.chain(manifest.fingerprint, ballots))))
        return .object(members)
    }

    func trialFile(_ id: ID<Scrutin>, of hub: ID<Hub>) async throws -> String {
        try await database.read { db in
            let sql = "SELECT trial FROM scrutin WHERE id = ? AND hubID = ?"
            guard let text = try String.fetchOne(db, sql: sql, arguments: [id, hub]) else { throw NotFound() }
            return text
        }
    }

    /// The list that the tellers got from the trial urn: right, and signed by enough of them.
    func acceptTrial(_ id: ID<Scrutin>, of hub: ID<Hub>, _ text: String, actor: Actor, at now: Date) async throws {
        let list = try OpenedList(ScrutinRecord.json(text))
        try await database.write { db in
            let record = try Self.inPreparation(id, of: hub, in: db)
            guard let key = try record.tellers() else {
                throw Refused("Déposez d’abord la clé publique des scrutateurs.")
            }
            let expected = try String.fetchOne(db, sql: "SELECT trialPrint FROM scrutin WHERE id = ?", arguments: [id])
            guard list.fingerprint == expected else {
                throw Refused("Cette liste n’est pas celle de l’urne d’essai de ce scrutin.", field: "liste")
            }
            let signers = list.signers(key, verify: BallotCrypto.isSigned)
            guard signers.count >= key.threshold else {
                throw Refused(
                    "Il manque des signatures de scrutateurs : \(signers.count) sur \(key.threshold).", field: "liste")
            }
            let tried = Set(record.triedShares.split(separator: ",").compactMap { Int($0) }).union(signers).sorted()
            try db.execute(
                sql: "UPDATE scrutin SET triedShares = ? WHERE id = ?",
                arguments: [tried.map(String.init).joined(separator: ","), id])
            try Journal.record(
                Event("scrutin.essai", on: record.subject, ["parts": tried.map(String.init).joined(separator: ",")]),
                by: actor, at: now, in: db)
        }
    }

    /// Freezes the roll, the question and the rules, and sends each voter their link: one transaction.
    func open(_ id: ID<Scrutin>, of hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        let signer = Curve25519.Signing.PrivateKey()
        try await database.write { db in
            try Self.refreshRoll(id, of: hub, at: now, in: db)
            let record = try Self.inPreparation(id, of: hub, in: db)
            let statutes = try ElectorateStore.statutes(
                of: hub, item: record.agendaItemID, on: now.dayInFrance, in: db)
            let voters = try ScrutinVoterLine.all(id, in: db)
            let missing = try Self.findings(record, voters, statutes, at: now).filter { $0.outcome == .missing }
            if !missing.isEmpty { throw Refused(missing.map(\.sentence).joined(separator: " ")) }
            let slug = try String.fetchOne(db, sql: "SELECT slug FROM hub WHERE id = ?", arguments: [hub]) ?? ""
            let manifest = ScrutinManifest(
                identity: record.identity, hub: slug, question: try record.asked(), isSecret: record.isSecret,
                mayChange: record.mayChange, rules: try Self.rules(record, statutes), clause: record.clause,
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
                    manifest.countsByCollege, now.stamp, id,
                ])
            try Journal.record(
                Event("scrutin.ouvert", on: record.subject, ["empreinte": manifest.fingerprint]), by: actor, at: now,
                in: db)
            for voter in voters where !voter.address.isEmpty {
                _ = try sendLink(record, voter, isFirst: true, at: now, in: db)
            }
        }
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

    private func sendLink(
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

    private static func renew(
        _ id: ID<Scrutin>, _ organisation: ID<Organisation>, _ means: String, at now: Date, in db: GRDB.Database
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
