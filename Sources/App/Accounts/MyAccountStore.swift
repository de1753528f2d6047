import Domain
import Foundation
import GRDB

/// What a person does with their own account.
struct MyAccountStore {
    let database: any DatabaseWriter
    let letters: AccountLetters

    func account(_ id: ID<Person>, at now: Date) async throws -> MyAccount {
        try await database.read { db in
            MyAccount(
                person: try AccountStore.person(id, in: db), roles: try PeopleStore.placedRoles(of: id, in: db),
                sessions: try SessionStore.sessions(of: id, at: now, in: db),
                hasPassword: try Bool.fetchOne(
                    db, sql: "SELECT passwordHash IS NOT NULL FROM person WHERE id = ?", arguments: [id]) ?? false)
        }
    }

    func rename(_ id: ID<Person>, to name: PersonName, at now: Date) async throws {
        try await database.write { db in
            try db.execute(sql: "UPDATE person SET name = ? WHERE id = ?", arguments: [name.text, id])
            try Journal.record(Event("compte.nom", on: "compte/\(id)"), by: .person(id), at: now, in: db)
        }
    }

    /// Sends the confirmation to the new address; nothing changes until its link is used, and whether somebody has that
    /// address already is not said.
    func requestAddressChange(_ id: ID<Person>, to address: MailAddress, at now: Date) async throws {
        try await database.write { db in
            let person = try AccountStore.person(id, in: db)
            guard person.address != address else {
                throw Refused("C’est déjà votre adresse.", field: "courriel")
            }
            if try AccountStore.person(at: address, in: db) == nil {
                let secret = try LinkStore.create(.addressChange, for: id, address, at: now, in: db)
                try OutboxStore.enqueue(letters.addressChange(secret), to: address, person.name, at: now, in: db)
            }
            try Journal.record(Event("compte.adresse-demandee", on: "compte/\(id)"), by: .person(id), at: now, in: db)
        }
    }

    /// Everything kept about a person, for them (RGPD, art. 15 and 20).
    func export(_ id: ID<Person>, at now: Date) async throws -> PersonalData {
        try await database.read { db in
            let person = try AccountStore.person(id, in: db)
            let lines = try JournalLine.fetchAll(
                db, sql: "SELECT * FROM journal WHERE personID = ? OR subject = ? ORDER BY id",
                arguments: [id, "compte/\(id)"])
            let letters = try OutboxMessage.fetchAll(
                db, sql: "SELECT * FROM outbox WHERE recipient = ? ORDER BY id", arguments: [person.address])
            let alerts = try AlertStore.alerts(of: id, in: db)
            return PersonalData(
                person: person, roles: try PeopleStore.placedRoles(of: id, in: db),
                sessions: try SessionStore.sessions(of: id, at: now, in: db), letters: letters, alerts: alerts,
                journal: lines, proposals: try ProposalStore.waiting(from: id, in: db),
                mandates: try RepresentativeStore.mandates(of: id, in: db),
                requests: try JoiningStore.requests(from: id, in: db),
                failures: try SignInFailureStore.failures(of: id, in: db),
                applications: try person.address.map { try ApplicationStore.applications(from: $0, in: db) } ?? [],
                at: now)
        }
    }

    /// Erases what says who the person is; the number stays, in the journal and in the roles that were held (RGPD, art. 17).
    func erase(_ id: ID<Person>, on day: Day, by actor: Actor, at now: Date) async throws {
        try await database.write { db in
            let person = try AccountStore.person(id, in: db)
            guard let address = person.address else { throw NotFound() }
            try AccountStore.checkAnAdministratorRemains(without: id, on: day, in: db)
            try db.execute(sql: "DELETE FROM session WHERE personID = ?", arguments: [id])
            try db.execute(sql: "DELETE FROM outbox WHERE recipient = ?", arguments: [address])
            try db.execute(
                sql: "DELETE FROM alert WHERE personID = ? OR address = ?", arguments: [id, address])
            try db.execute(
                sql: "DELETE FROM oneTimeLink WHERE personID = ? OR address = ?", arguments: [id, address])
            try SignInFailureStore.forget(id, in: db)
            try VoiceStore.forget(address, in: db)
            try ApplicationStore.forget(id, address, in: db)
            try ProposalStore.forget(sender: id, in: db)
            try JoiningStore.forget(sender: id, address: address, in: db)
            try RepresentativeStore.forget(person: id, address: address, on: day, at: now, in: db)
            try db.execute(
                sql:
                    "UPDATE role SET validUntil = max(validFrom, ?) WHERE personID = ? AND (validUntil IS NULL OR validUntil > ?)",
                arguments: [day, id, day])
            try db.execute(
                sql: """
                    UPDATE person SET name = 'Personne ' || id, address = NULL, passwordHash = NULL, erasedAt = ?
                    WHERE id = ?
                    """, arguments: [now, id])
            try Journal.record(Event("compte.effacement", on: "compte/\(id)"), by: actor, at: now, in: db)
        }
    }
}

/// What the page « Mon compte » shows.
struct MyAccount: Sendable {
    let person: Person
    let roles: [PlacedRole]
    let sessions: [Session]
    let hasPassword: Bool
}
