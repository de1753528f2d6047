import Domain
package import Foundation
import GRDB

/// Accounts from the shell: whoever holds the data folder already holds everything.
extension Program {
    /// Opens an account, with a role when one is given. Returns the lines to print, the last of which is a link of seven days.
    package func createAccount(
        name: String, address: String, role: String? = nil, place: String? = nil, now: Date = .now
    ) async throws -> [String] {
        guard let name = PersonName(name) else { throw AccountForms.badName }
        guard let address = MailAddress(address) else { throw AccountForms.badAddress }
        let pool = try open()
        let letters = AccountLetters(networkAddress: configuration.baseURL)
        return try await pool.write { db in
            let id = try AccountStore.create(name, address, isConfirmed: false, by: .program, at: now, in: db)
            if let role { try Self.grant(role, at: place, to: id, from: now.dayInFrance, until: nil, now: now, in: db) }
            let secret = try LinkStore.create(.invitation, for: id, address, at: now, in: db)
            return ["Compte \(id) : \(name.text), \(address).", letters.link(secret)]
        }
    }

    /// A link that opens the account at this address, once, for half an hour; seven days for an account never opened.
    package func accountLink(address: String, now: Date = .now) async throws -> String {
        let pool = try open()
        let letters = AccountLetters(networkAddress: configuration.baseURL)
        return try await pool.write { db in
            let person = try Self.person(address, in: db)
            guard person.maySignIn, let address = person.address else { throw Refused("Ce compte est suspendu.") }
            let purpose: OneTimeLink.Purpose = person.state == .invited ? .invitation : .signIn
            let secret = try LinkStore.create(purpose, for: person.id, address, at: now, in: db)
            try Journal.record(Event("compte.lien", on: "compte/\(person.id)"), by: .program, at: now, in: db)
            return letters.link(secret)
        }
    }

    /// Gives a role from a day on, or ends it.
    package func changeRole(
        address: String, role: String, place: String?, from: String?, until: String?, isEnding: Bool, now: Date = .now
    ) async throws -> [String] {
        let pool = try open()
        let start = try Self.day(from) ?? now.dayInFrance
        let end = try Self.day(until)
        return try await pool.write { db in
            let person = try Self.person(address, in: db)
            if isEnding {
                try Self.end(role, at: place, of: person.id, on: end ?? now.dayInFrance, now: now, in: db)
            } else {
                try Self.grant(role, at: place, to: person.id, from: start, until: end, now: now, in: db)
            }
            return try PeopleStore.placedRoles(of: person.id, in: db).map { placed in
                let end = placed.role.until.map { " au \($0)" } ?? ""
                return "\(placed.words), du \(placed.role.from)\(end)"
            }
        }
    }

    /// Everything kept about the person, as their own account gives it.
    package func accountData(address: String, now: Date = .now) async throws -> String {
        let pool = try open()
        let id = try await pool.read { db in try Self.person(address, in: db).id }
        return try await accounts(pool).export(id, at: now).json()
    }

    package func eraseAccount(address: String, now: Date = .now) async throws -> String {
        let pool = try open()
        let id = try await pool.read { db in try Self.person(address, in: db).id }
        try await accounts(pool).erase(id, on: now.dayInFrance, by: .program, at: now)
        return "Compte \(id) effacé."
    }

    private func accounts(_ pool: DatabasePool) -> MyAccountStore {
        MyAccountStore(database: pool, letters: AccountLetters(networkAddress: configuration.baseURL))
    }

    /// Everybody, as text for people or as CSV.
    package func listAccounts(format: String, now: Date = .now) async throws -> String {
        let store = PeopleStore(database: try open(), letters: AccountLetters(networkAddress: configuration.baseURL))
        let people = try await store.people()
        let today = now.dayInFrance
        switch format {
        case "csv": return peopleFile(people, on: today)
        case "texte":
            return people.map { (listed: ListedPerson) in
                let roles = listed.roles.filter { $0.role.isHeld(on: today) }.map(\.words).joined(separator: ", ")
                let address = listed.person.address?.text ?? ""
                return
                    "\(listed.person.id)\t\(listed.person.name)\t\(address)\t\(listed.person.state.label)\t\(roles)\n"
            }.joined()
        default: throw Refused("Format inconnu : « \(format) ». Formats possibles : texte, csv.")
        }
    }

    private static func person(_ typed: String, in db: GRDB.Database) throws -> Person {
        guard let address = MailAddress(typed), let person = try AccountStore.person(at: address, in: db) else {
            throw Refused("Aucun compte à l’adresse « \(typed) ».")
        }
        return person
    }

    private static func grant(
        _ role: String, at place: String?, to person: ID<Person>, from: Day, until: Day?, now: Date,
        in db: GRDB.Database
    ) throws {
        try AccountStore.grant(
            kind(role), scope(place, in: db), to: person, from: from, until: until, by: .program, at: now, in: db)
    }

    private static func end(
        _ role: String, at place: String?, of person: ID<Person>, on day: Day, now: Date, in db: GRDB.Database
    ) throws {
        let (kind, scope) = (try kind(role), try scope(place, in: db))
        let held = try AccountStore.roles(of: person, in: db).first {
            $0.kind == kind && $0.scope == scope && $0.until == nil
        }
        guard let held else { throw Refused("Cette personne ne porte pas ce rôle.") }
        if kind == .systemAdministrator, day <= now.dayInFrance {
            try AccountStore.checkAnAdministratorRemains(without: person, on: now.dayInFrance, in: db)
        }
        try AccountStore.end(held, on: day, by: .program, at: now, in: db)
    }

    private static func kind(_ text: String) throws -> RoleKind {
        guard let kind = RoleKind(rawValue: text) else {
            let known = RoleKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refused("Rôle inconnu : « \(text) ». Rôles possibles : \(known).")
        }
        return kind
    }

    /// `reseau`, or the slug of a hub, or `organisation/` and a slug.
    private static func scope(_ text: String?, in db: GRDB.Database) throws -> Scope {
        guard let text, text != "reseau" else { return .network }
        if text.hasPrefix("organisation/") {
            let slug = String(text.dropFirst("organisation/".count))
            let id = try ID<Organisation>.fetchOne(
                db, sql: "SELECT id FROM organisation WHERE slug = ?", arguments: [slug])
            if let id { return .organisation(id) }
        } else if let id = try ID<Hub>.fetchOne(db, sql: "SELECT id FROM hub WHERE slug = ?", arguments: [text]) {
            return .hub(id)
        }
        throw Refused("Lieu inconnu : « \(text) ». Écrivez reseau, l’adresse d’un pôle, ou organisation/adresse.")
    }

    private static func day(_ text: String?) throws -> Day? {
        guard let text else { return nil }
        guard let day = Day(text) else {
            throw Refused("« \(text) » n’est pas un jour : écrivez par exemple 2026-03-01.")
        }
        return day
    }
}
