import Domain
import Foundation
import GRDB

extension OneTimeLink: FetchableRecord {
    init(row: Row) throws {
        guard let address: MailAddress = row["address"] else { throw LinkRefusal.unknown }
        self.init(
            id: row["id"], purpose: row["purpose"], address: address, person: row["personID"], name: row["name"],
            expiresAt: row["expiresAt"], usedAt: row["usedAt"])
    }
}

/// Links sent by mail: asked for, looked at, used.
struct LinkStore {
    let database: any DatabaseWriter
    let letters: AccountLetters

    /// Sends a link to sign in. The work is the same whether the address is known or not, so that nothing tells them apart.
    func requestSignIn(_ address: MailAddress, then next: LocalPath?, at now: Date) async throws {
        try await database.write { db in
            let person = try AccountStore.person(at: address, in: db)
            try answer(address, person, then: next, at: now, in: db) {
                try Self.spendTheSameTime(address, at: now, in: db)
                return letters.unknownAddress()
            }
        }
    }

    /// Sends a link that will create the account, or one to sign in to the account that is already there.
    func requestSignUp(_ name: PersonName, _ address: MailAddress, at now: Date) async throws {
        try await database.write { db in
            let person = try AccountStore.person(at: address, in: db)
            try answer(address, person, name: name, then: nil, at: now, in: db) {
                let secret = try Self.create(.signUp, for: nil, address, name: name, at: now, in: db)
                return letters.signUp(name, secret)
            }
        }
    }

    private func answer(
        _ address: MailAddress, _ person: Person?, name: PersonName? = nil, then next: LocalPath?, at now: Date,
        in db: GRDB.Database, otherwise letter: () throws -> Letter
    ) throws {
        guard let person else {
            return try OutboxStore.enqueue(letter(), to: address, name?.text ?? "", at: now, in: db)
        }
        guard person.maySignIn else {
            try Self.spendTheSameTime(address, at: now, in: db)
            return try OutboxStore.enqueue(letters.suspended(), to: address, person.name, at: now, in: db)
        }
        let secret = try Self.create(.signIn, for: person.id, address, at: now, in: db)
        try OutboxStore.enqueue(letters.signIn(secret, then: next), to: address, person.name, at: now, in: db)
    }

    /// Writes down a link that nobody gets: an answer without one must not come sooner, which would tell who has an account.
    private static func spendTheSameTime(_ address: MailAddress, at now: Date, in db: GRDB.Database) throws {
        guard let nobody = PersonName("Personne") else { return }
        _ = try create(.signUp, for: nil, address, name: nobody, at: now, in: db)
    }

    /// Writes down a new link and returns its secret, which is nowhere else.
    static func create(
        _ purpose: OneTimeLink.Purpose, for person: ID<Person>?, _ address: MailAddress, name: PersonName? = nil,
        at now: Date, in db: GRDB.Database
    ) throws -> Secret {
        let secret = Secret()
        try db.execute(
            sql: "DELETE FROM oneTimeLink WHERE expiresAt < ?",
            arguments: [now - OneTimeLink.Purpose.invitation.lifetime])
        try db.execute(
            sql: """
                INSERT INTO oneTimeLink (purpose, secretHash, address, personID, name, createdAt, expiresAt)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [purpose, secret.hash, address, person, name?.text, now, now + purpose.lifetime])
        return secret
    }

    /// A link that can still be used, without using it: this is what a mail scanner sees.
    func usable(_ secret: Secret?, at now: Date) async throws -> OneTimeLink {
        try await database.read { db in try Self.usable(secret, at: now, in: db) }
    }

    private static func usable(_ secret: Secret?, at now: Date, in db: GRDB.Database) throws -> OneTimeLink {
        guard let secret,
            let link = try OneTimeLink.fetchOne(
                db, sql: "SELECT * FROM oneTimeLink WHERE secretHash = ?", arguments: [secret.hash])
        else { throw LinkRefusal.unknown }
        try link.checkUsable(at: now)
        return link
    }

    /// What using a link led to: a session for those that open one.
    struct Outcome: Sendable {
        let purpose: OneTimeLink.Purpose
        let session: Secret?
    }

    /// Uses a link, once: marked used and its effect done in one transaction.
    func use(_ secret: Secret?, browser: String, replacing former: Secret?, at now: Date) async throws -> Outcome {
        try await database.write { db in
            let link = try Self.usable(secret, at: now, in: db)
            try db.execute(sql: "UPDATE oneTimeLink SET usedAt = ? WHERE id = ?", arguments: [now, link.id])
            guard link.purpose != .addressChange else {
                try changeAddress(link, at: now, in: db)
                return Outcome(purpose: link.purpose, session: nil)
            }
            let person = try Self.confirmedPerson(of: link, at: now, in: db)
            // The others that were sent meanwhile have nothing left to open.
            try db.execute(
                sql: """
                    DELETE FROM oneTimeLink WHERE personID = ? AND usedAt IS NULL AND purpose IN ('connexion', 'invitation')
                    """, arguments: [person])
            let session = try SessionStore.open(
                for: person, by: .link, browser: browser, replacing: former, at: now, in: db)
            return Outcome(purpose: link.purpose, session: session)
        }
    }

    /// The person a link lets in: created by a sign-up, confirmed by the first use of their mailbox.
    private static func confirmedPerson(
        of link: OneTimeLink, at now: Date, in db: GRDB.Database
    ) throws -> ID<Person> {
        guard let id = link.person else {
            guard let name = link.name.flatMap(PersonName.init) else { throw LinkRefusal.unknown }
            // Somebody may have invited them since.
            if let known = try AccountStore.person(at: link.address, in: db) {
                guard known.maySignIn else { throw LinkRefusal.unknown }
                return known.id
            }
            return try AccountStore.create(name, link.address, isConfirmed: true, by: .program, at: now, in: db)
        }
        let person = try AccountStore.person(id, in: db)
        // The address may have changed since the link was sent.
        guard person.maySignIn, person.address == link.address else { throw LinkRefusal.unknown }
        if person.confirmedAt == nil {
            try db.execute(sql: "UPDATE person SET confirmedAt = ? WHERE id = ?", arguments: [now, id])
            try Journal.record(Event("compte.confirmation", on: "compte/\(id)"), by: .person(id), at: now, in: db)
        }
        return id
    }

    private func changeAddress(_ link: OneTimeLink, at now: Date, in db: GRDB.Database) throws {
        guard let id = link.person else { throw LinkRefusal.unknown }
        let person = try AccountStore.person(id, in: db)
        guard person.maySignIn, let former = person.address else { throw LinkRefusal.unknown }
        guard try AccountStore.person(at: link.address, in: db) == nil else {
            throw Refused("Cette adresse est devenue celle d’un autre compte.")
        }
        try db.execute(sql: "UPDATE person SET address = ? WHERE id = ?", arguments: [link.address, id])
        try OutboxStore.enqueue(letters.addressChanged(to: link.address), to: former, person.name, at: now, in: db)
        try Journal.record(Event("compte.adresse", on: "compte/\(id)"), by: .person(id), at: now, in: db)
    }
}
