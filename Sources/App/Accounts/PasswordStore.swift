import Domain
import Foundation
import GRDB

/// Passwords: checked at the door, and chosen.
struct PasswordStore {
    let database: any DatabaseWriter
    let hasher: PasswordHasher
    let letters: AccountLetters

    /// Opens a session, or is nil: unknown address, suspended, no password, wrong password are one and the same, in words and in time.
    func signIn(
        _ address: MailAddress, _ password: String, browser: String, replacing former: Secret?, at now: Date
    ) async throws -> Secret? {
        let known = try await database.read { db in try Self.credentials(at: address, in: db) }
        let isRight = try await hasher.verify(String(password.prefix(PasswordRule.maximumLength)), against: known?.hash)
        guard isRight, let known else { return nil }
        var renewed: String?
        if await hasher.isOutdated(known.hash) { renewed = try await hasher.hash(password).text }
        return try await database.write { [renewed] db in
            // It may have changed, or the person been suspended, while the hash was computed.
            guard try Self.credentials(at: address, in: db) == known else { return nil }
            if let renewed {
                try db.execute(
                    sql: "UPDATE person SET passwordHash = ? WHERE id = ?", arguments: [renewed, known.person])
            }
            return try SessionStore.open(
                for: known.person, by: .password, browser: browser, replacing: former, at: now, in: db)
        }
    }

    private struct Credentials: Equatable {
        let person: ID<Person>
        let hash: PasswordHash
    }

    private static func credentials(at address: MailAddress, in db: GRDB.Database) throws -> Credentials? {
        guard let person = try AccountStore.person(at: address, in: db), person.maySignIn else { return nil }
        return try hash(of: person.id, in: db).map { Credentials(person: person.id, hash: $0) }
    }

    private static func hash(of person: ID<Person>, in db: GRDB.Database) throws -> PasswordHash? {
        let text = try String.fetchOne(db, sql: "SELECT passwordHash FROM person WHERE id = ?", arguments: [person])
        return text.flatMap(PasswordHash.init)
    }

    func hasPassword(_ person: ID<Person>) async throws -> Bool {
        try await database.read { db in try Self.hash(of: person, in: db) != nil }
    }

    /// Before a change that would give the account away: the password, or a link used a moment ago.
    func checkOwner(_ session: Session, password: String, at now: Date) async throws {
        if session.mayReplacePasswordUnasked(at: now) { return }
        let hash = try await database.read { db in try Self.hash(of: session.person, in: db) }
        guard let hash else {
            throw Refused(
                "Par prudence, reconnectez-vous d’abord par un lien : le vôtre date de plus d’une demi-heure.",
                field: "actuel")
        }
        guard try await hasher.verify(String(password.prefix(PasswordRule.maximumLength)), against: hash) else {
            throw Refused("Ce n’est pas votre mot de passe actuel.", field: "actuel")
        }
    }

    /// Sets a password; every session of the person is over but a new one, whose secret is returned.
    func setPassword(_ password: String, session: Session, at now: Date) async throws -> Secret {
        let person = try await database.read { db in try AccountStore.person(session.person, in: db) }
        let context = [person.name, person.address?.text ?? "", "maillage"]
        let flaws = PasswordRule(context: context).flaws(of: password)
        try RefusedForm.check(flaws.map { Refused($0.sentence, field: "nouveau") })
        let hash = try await hasher.hash(password).text
        return try await database.write { db in
            try db.execute(sql: "UPDATE person SET passwordHash = ? WHERE id = ?", arguments: [hash, person.id])
            try SessionStore.closeAll(of: person.id, in: db)
            try Self.forgetLinks(of: person.id, in: db)
            try Journal.record(
                Event("compte.mot-de-passe", on: "compte/\(person.id)"), by: .person(person.id), at: now, in: db)
            if let address = person.address {
                try OutboxStore.enqueue(letters.passwordChanged(), to: address, person.name, at: now, in: db)
            }
            return try SessionStore.open(
                for: person.id, by: session.means, browser: session.browser, replacing: nil, at: now, in: db)
        }
    }

    /// Links already sent that would open the account.
    static func forgetLinks(of person: ID<Person>, in db: GRDB.Database) throws {
        try db.execute(sql: "DELETE FROM oneTimeLink WHERE personID = ? AND usedAt IS NULL", arguments: [person])
    }
}
