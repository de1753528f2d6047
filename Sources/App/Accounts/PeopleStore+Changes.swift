import Domain
import Foundation
import GRDB

extension PeopleStore {
    /// Gives one more role.
    func grant(_ grant: Grant, to id: ID<Person>, by giver: Subject, on day: Day, at now: Date) async throws {
        try await database.write { db in
            try Self.check(grant.kind, giver, on: day)
            let actor = giver.person.map(Actor.person) ?? .program
            try AccountStore.grant(
                grant.kind, grant.scope, to: id, from: grant.from, until: grant.until, by: actor, at: now, in: db)
        }
    }

    /// Ends a role on `day`: from that day on it is no longer held.
    func end(_ role: ID<Role>, of id: ID<Person>, by subject: Subject, on day: Day, at now: Date) async throws {
        try await database.write { db in
            guard let held = try AccountStore.roles(of: id, in: db).first(where: { $0.id == role }) else {
                throw NotFound()
            }
            try Self.check(held.kind, subject, on: day)
            guard held.until.map({ day < $0 }) ?? true else { throw Refused("Ce rôle est déjà terminé.") }
            if held.kind == .systemAdministrator, held.isHeld(on: day) {
                try AccountStore.checkAnAdministratorRemains(without: id, on: day, in: db)
            }
            let actor = subject.person.map(Actor.person) ?? .program
            try AccountStore.end(held, on: day, by: actor, at: now, in: db)
        }
    }

    /// Shuts the account: sessions and links are over at once.
    func suspend(_ id: ID<Person>, by subject: Subject, on day: Day, at now: Date) async throws {
        try await change(id, "compte.suspension", by: subject, on: day, at: now) { db, person in
            guard person.suspendedAt == nil else { throw Refused("Ce compte est déjà suspendu.") }
            guard id != subject.person else { throw Refused("Vous ne pouvez pas suspendre votre propre compte.") }
            try AccountStore.checkAnAdministratorRemains(without: id, on: day, in: db)
            try db.execute(sql: "UPDATE person SET suspendedAt = ? WHERE id = ?", arguments: [now, id])
            try SessionStore.closeAll(of: id, in: db)
            try PasswordStore.forgetLinks(of: id, in: db)
        }
    }

    func restore(_ id: ID<Person>, by subject: Subject, on day: Day, at now: Date) async throws {
        try await change(id, "compte.retablissement", by: subject, on: day, at: now) { db, person in
            guard person.suspendedAt != nil else { throw Refused("Ce compte n’est pas suspendu.") }
            try db.execute(sql: "UPDATE person SET suspendedAt = NULL WHERE id = ?", arguments: [id])
        }
    }

    /// Sends the invitation again, or a link to sign in.
    func sendLink(_ id: ID<Person>, by subject: Subject, on day: Day, at now: Date) async throws {
        try await change(id, "compte.lien", by: subject, on: day, at: now) { db, _ in
            try sendInvitation(to: id, by: subject, on: day, at: now, in: db)
        }
    }

    /// Nobody acts on an account whose roles are not theirs to give.
    private func change(
        _ id: ID<Person>, _ kind: String, by subject: Subject, on day: Day, at now: Date,
        _ work: @Sendable @escaping (GRDB.Database, Person) throws -> Void
    ) async throws {
        try await database.write { db in
            let person = try AccountStore.person(id, in: db)
            guard person.erasedAt == nil else { throw NotFound() }
            let held = try AccountStore.roles(of: id, in: db).filter { $0.isHeld(on: day) }.map(\.kind)
            guard subject.mayManageAccount(holding: held, on: day) else {
                throw Refused("Ce compte porte un rôle que les vôtres ne permettent pas de changer.")
            }
            try work(db, person)
            try Journal.record(
                Event(kind, on: "compte/\(id)"), by: subject.person.map(Actor.person) ?? .program, at: now, in: db)
        }
    }
}
