import Domain
import Foundation
import GRDB

extension JoiningState: DatabaseValueConvertible {}

/// Requests to join, from the side of those who ask.
struct JoiningStore {
    let database: any DatabaseWriter
    let letters: MemberLetters
    /// In seconds: a request that its address has not confirmed by then is forgotten.
    static let confirmationTime: TimeInterval = 7 * 86_400

    /// Writes the request. Somebody signed in whose account has that address need not confirm it.
    func ask(
        _ draft: JoiningDraft, of hub: Hub, person: ID<Person>?, at now: Date
    ) async throws {
        let charter = try await database.read { db in
            try CharterStore.inForce(at: hub.id, on: now.dayInFrance, in: db)
        }
        try RefusedForm.check(draft.refusals(charter))
        let employees = try MemberDeskStore.count(draft.employees, most: 1_000_000, field: "salaries")
        let budget = try MemberDeskStore.count(draft.budget, most: 100_000_000_000, field: "budget")
        guard let family = draft.family, let address = MailAddress(draft.contactAddress) else { return }
        try await database.write { db in
            try Self.forgetUnconfirmed(at: now, in: db)
            let known = try draft.organisation.map { try Self.published($0, in: db) }
            if let id = known { try Self.checkNotTwice(id, hub, on: now.dayInFrance, in: db) }
            let own = try person.flatMap { try AccountStore.person($0, in: db).address }
            let isSure = own == address
            let secret = Secret()
            let answers = draft.answers.map { ($0.key.rawValue, $0.value) }
            try db.execute(
                sql: """
                    INSERT INTO joiningRequest (hubID, organisationID, name, family, siren, town, summary, isPublicBody,
                        employees, budget, contactName, contactRole, contactAddress, personID, titularName,
                        titularAddress, deputyName, deputyAddress, charterVersion, answers, motivation, brings,
                        expects, state, secretHash, createdAt)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    hub.id, known, draft.name, family, draft.siren, draft.town, draft.summary, draft.isPublicBody,
                    employees, budget, draft.contactName, draft.contactRole, address, person, draft.titularName,
                    draft.titularAddress, draft.deputyName, draft.deputyAddress, charter.version,
                    try Self.json(Dictionary(answers) { first, _ in first }), draft.motivation, draft.brings,
                    draft.expects, isSure ? JoiningState.submitted : .unconfirmed, secret.hash,
                    now.formatted(.iso8601),
                ])
            let id = ID<JoiningRequest>(rawValue: db.lastInsertedRowID)
            let letter =
                isSure ? letters.received(draft.name, hub, secret) : letters.confirm(draft.name, hub, secret)
            try OutboxStore.enqueue(letter, to: address, draft.contactName, at: now, in: db)
            if isSure { try submitted(id, draft.name, hub, person, at: now, in: db) }
        }
    }

    /// What organisations join a hub on.
    func charter(of hub: Hub, on day: Day) async throws -> Charter {
        try await database.read { db in try CharterStore.inForce(at: hub.id, on: day, in: db) }
    }

    /// The hub learns of it, at its mailbox and on its desk.
    private func submitted(
        _ id: ID<JoiningRequest>, _ name: String, _ hub: Hub, _ person: ID<Person>?, at now: Date,
        in db: GRDB.Database
    ) throws {
        try Self.note(.submitted, "", on: id, by: person, at: now, in: db)
        if let mailbox = MailAddress(hub.contactEmail) {
            try OutboxStore.enqueue(letters.waiting(name, hub), to: mailbox, hub.name, at: now, in: db)
        }
        try Journal.record(
            Event("adhesion.demandee", on: "adhesions/\(hub.id)", ["numero": id.description]),
            by: person.map(Actor.person) ?? .program, at: now, in: db)
    }

    /// The address said yes: the request leaves for the hub.
    func confirm(_ key: Secret?, of hub: Hub, at now: Date) async throws {
        try await database.write { db in
            let request = try Self.request(key, of: hub.id, at: now, in: db)
            guard request.state == .unconfirmed else {
                throw Refused("Cette demande est déjà transmise.")
            }
            if let id = request.organisation { try Self.checkNotTwice(id, hub, on: now.dayInFrance, in: db) }
            try Self.set(.submitted, request.id, in: db)
            try submitted(request.id, request.name, hub, request.person, at: now, in: db)
        }
    }

    /// What the hub asked for.
    func answer(_ key: Secret?, of hub: Hub, _ text: String, at now: Date) async throws {
        try RefusedForm.check([
            text.isEmpty ? Refused("Écrivez votre réponse.", field: "reponse") : nil,
            Refused.tooLong(text, 5000, field: "reponse"),
        ])
        try await database.write { db in
            let request = try Self.request(key, of: hub.id, at: now, in: db)
            guard request.state == .incomplete else { throw Refused("Le pôle n’attend pas de réponse.") }
            try Self.set(.submitted, request.id, in: db)
            try db.execute(
                sql: "INSERT INTO joiningStep (requestID, at, kind, note) VALUES (?, ?, 'reponse', ?)",
                arguments: [request.id, now.formatted(.iso8601), text])
        }
    }

    func join(_ document: Document, to key: Secret?, of hub: Hub, at now: Date) async throws {
        try await database.write { db in
            let request = try Self.request(key, of: hub.id, at: now, in: db)
            guard request.state.isOpen else { throw Refused("Cette demande ne prend plus de pièces.", field: "piece") }
            let count = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM joiningDocument WHERE requestID = ?", arguments: [request.id])
            guard (count ?? 0) < 10 else { throw Refused("Dix pièces au plus.", field: "piece") }
            let id = try HubDocuments.keep(document, for: hub.id, in: db)
            try db.execute(
                sql: "INSERT INTO joiningDocument (requestID, documentID) VALUES (?, ?)", arguments: [request.id, id])
        }
    }

    /// Whoever asked changes their mind: names and addresses go.
    func withdraw(_ key: Secret?, of hub: Hub, at now: Date) async throws {
        try await database.write { db in
            let request = try Self.request(key, of: hub.id, at: now, in: db)
            guard request.state.isOpen || request.state == .unconfirmed else {
                throw Refused("Cette demande est déjà décidée.")
            }
            try Self.note(.withdrawn, "", on: request.id, by: nil, at: now, in: db)
            try db.execute(
                sql: """
                    UPDATE joiningRequest SET state = 'retiree', contactName = '', contactRole = '',
                        contactAddress = '', titularName = '', titularAddress = '', deputyName = '',
                        deputyAddress = '', personID = NULL WHERE id = ?
                    """, arguments: [request.id])
            try Journal.record(
                Event("adhesion.retiree", on: "adhesions/\(hub.id)", ["numero": request.id.description]),
                by: .program, at: now, in: db)
        }
    }
}
