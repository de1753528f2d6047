import Domain
import Foundation
import GRDB

extension JoiningStore {
    /// What the link opens; forgotten when nobody confirmed in time.
    static func request(_ key: Secret?, of hub: ID<Hub>, at now: Date, in db: GRDB.Database) throws -> JoiningRequest {
        guard let key else { throw LinkRefusal.unknown }
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM joiningRequest WHERE secretHash = ? AND hubID = ?", arguments: [key.hash, hub])
        guard let row else { throw LinkRefusal.unknown }
        let request = try JoiningRequest(row: row)
        let limit = (now - confirmationTime).formatted(.iso8601)
        guard request.state != .unconfirmed || request.createdAt > limit else { throw LinkRefusal.expired }
        return request
    }

    func view(_ key: Secret?, of hub: Hub, at now: Date) async throws -> JoiningView {
        try await database.read { db in
            try Self.view(try Self.request(key, of: hub.id, at: now, in: db), hub, in: db)
        }
    }

    static func view(_ request: JoiningRequest, _ hub: Hub, in db: GRDB.Database) throws -> JoiningView {
        let steps = try Row.fetchAll(
            db,
            sql: """
                SELECT s.*, p.name FROM joiningStep s LEFT JOIN person p ON p.id = s.personID
                WHERE s.requestID = ? ORDER BY s.id
                """, arguments: [request.id]
        ).map { row in JoiningStep(at: row["at"], kind: row["kind"], note: row["note"], by: row["name"]) }
        let documents = try Row.fetchAll(
            db,
            sql: """
                SELECT d.id, d.name FROM joiningDocument j JOIN document d ON d.id = j.documentID
                WHERE j.requestID = ? ORDER BY d.id
                """, arguments: [request.id]
        ).map { row in (id: row["id"] as ID<Document>, name: row["name"] as String) }
        let record = try request.organisation.flatMap { id in
            try Row.fetchOne(db, sql: "SELECT slug, name, email FROM organisation WHERE id = ?", arguments: [id])
        }
        return JoiningView(
            hub: hub, request: request, charter: try CharterStore.charter(number: request.charterVersion, in: db),
            steps: steps, documents: documents,
            record: record.map { (slug: $0["slug"], name: $0["name"], email: $0["email"]) })
    }

    static func note(
        _ state: JoiningState, _ text: String, on id: ID<JoiningRequest>, by person: ID<Person>?, at now: Date,
        in db: GRDB.Database
    ) throws {
        try db.execute(
            sql: "INSERT INTO joiningStep (requestID, at, personID, kind, note) VALUES (?, ?, ?, ?, ?)",
            arguments: [id, now.formatted(.iso8601), person, state, text])
    }

    static func set(_ state: JoiningState, _ id: ID<JoiningRequest>, in db: GRDB.Database) throws {
        try db.execute(sql: "UPDATE joiningRequest SET state = ? WHERE id = ?", arguments: [state, id])
    }

    static func json(_ answers: [String: String]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(answers), as: UTF8.self)
    }

    /// A record that anybody may name.
    static func published(_ id: ID<Organisation>, in db: GRDB.Database) throws -> ID<Organisation> {
        guard try MergeStore.publication(id, in: db) == .published else {
            throw Refused("Cette fiche n’est plus dans l’annuaire.", field: "nom")
        }
        return id
    }

    static func checkNotTwice(_ id: ID<Organisation>, _ hub: Hub, on day: Day, in db: GRDB.Database) throws {
        guard try !MemberStore.isMember(id, of: hub.id, from: day, in: db) else {
            throw Refused("Cette organisation est déjà membre \(French.of(hub.name)).", field: "nom")
        }
        let isAsked = try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM joiningRequest
                WHERE hubID = ? AND organisationID = ? AND state IN ('deposee', 'complement'))
                """, arguments: [hub.id, id])
        guard isAsked != true else {
            throw Refused("Une demande de cette organisation attend déjà une réponse.", field: "nom")
        }
    }

    static func forgetUnconfirmed(at now: Date, in db: GRDB.Database) throws {
        try db.execute(
            sql: "DELETE FROM joiningRequest WHERE state = 'a-confirmer' AND createdAt <= ?",
            arguments: [(now - confirmationTime).formatted(.iso8601)])
    }
}

/// What a person asked in the name of organisations, for that person.
extension JoiningStore {
    static func requests(from person: ID<Person>, in db: GRDB.Database) throws -> [(
        hub: String, request: JoiningRequest
    )] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT j.*, h.name AS hubName FROM joiningRequest j JOIN hub h ON h.id = j.hubID
                WHERE j.personID = ? ORDER BY j.id
                """, arguments: [person]
        ).map { row in (row["hubName"], try JoiningRequest(row: row)) }
    }

    /// The account is erased: what was asked stays with the hub, without who asked.
    static func forget(sender person: ID<Person>, address: MailAddress, in db: GRDB.Database) throws {
        try db.execute(
            sql: """
                UPDATE joiningRequest SET personID = NULL, contactName = '', contactRole = '', contactAddress = ''
                WHERE personID = ? OR contactAddress = ?
                """, arguments: [person, address])
        try db.execute(
            sql: "UPDATE joiningRequest SET titularName = '', titularAddress = '' WHERE titularAddress = ?",
            arguments: [address])
        try db.execute(
            sql: "UPDATE joiningRequest SET deputyName = '', deputyAddress = '' WHERE deputyAddress = ?",
            arguments: [address])
    }
}

extension JoiningRequest {
    init(row: Row) throws {
        let answers = try JSONDecoder().decode([String: String].self, from: Data((row["answers"] as String).utf8))
        let keyed = answers.compactMap { key, value in PrincipleKey(rawValue: key).map { ($0, value) } }
        self.init(
            id: row["id"], hub: row["hubID"], organisation: row["organisationID"], name: row["name"],
            family: row["family"], siren: row["siren"], town: row["town"], summary: row["summary"],
            isPublicBody: row["isPublicBody"], employees: row["employees"], budget: row["budget"],
            contactName: row["contactName"], contactRole: row["contactRole"], contactAddress: row["contactAddress"],
            person: row["personID"], titularName: row["titularName"], titularAddress: row["titularAddress"],
            deputyName: row["deputyName"], deputyAddress: row["deputyAddress"],
            charterVersion: row["charterVersion"], answers: Dictionary(keyed) { first, _ in first },
            motivation: row["motivation"], brings: row["brings"], expects: row["expects"], state: row["state"],
            createdAt: row["createdAt"], decidedBy: row["decidedBy"], decidedOn: row["decidedOn"],
            reason: row["reason"])
    }
}
