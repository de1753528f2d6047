import Domain
import Foundation
import GRDB

/// A role with the name of the place where it holds.
struct PlacedRole: Sendable {
    let role: Role
    let place: String
}

/// One line of the list of people.
struct ListedPerson: Sendable {
    let person: Person
    let roles: [PlacedRole]
    let lastSeenAt: Date?
}

/// The people of the network, as those who keep the accounts see and change them.
struct PeopleStore {
    let database: any DatabaseWriter
    let letters: AccountLetters

    /// Everybody not erased whose name or address contains `words`.
    func people(matching words: String = "") async throws -> [ListedPerson] {
        try await database.read { db in
            let people = try Person.fetchAll(db, sql: "SELECT * FROM person WHERE erasedAt IS NULL ORDER BY name, id")
            let wanted = French.slug(words)
            let found = people.filter { person in
                wanted.isEmpty || French.slug("\(person.name) \(person.address?.text ?? "")").contains(wanted)
            }
            let roles = Dictionary(grouping: try Self.placedRoles(in: db), by: \.role.person)
            let rows = try Row.fetchAll(
                db, sql: "SELECT personID, max(lastSeenAt) AS seen FROM session GROUP BY personID")
            let pairs = rows.map { row in (row["personID"] as ID<Person>, row["seen"] as Date) }
            let seen = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
            return found.map { ListedPerson(person: $0, roles: roles[$0.id] ?? [], lastSeenAt: seen[$0.id]) }
        }
    }

    func person(_ id: ID<Person>, at now: Date) async throws -> MyAccount {
        let account = try await MyAccountStore(database: database, letters: letters).account(id, at: now)
        guard account.person.state != .erased else { throw NotFound() }
        return account
    }

    /// The places where a role can hold: `reseau`, `pole/3`, `organisation/7`, with their names.
    func places() async throws -> [(value: String, label: String)] {
        try await database.read { db in
            let hubs = try Row.fetchAll(db, sql: "SELECT id, name FROM hub ORDER BY name, id")
            let organisations = try Row.fetchAll(db, sql: "SELECT id, name FROM organisation ORDER BY name, id")
            return [("reseau", "tout le réseau")]
                + hubs.map { row in ("pole/\(row["id"] as Int64)", row["name"] as String) }
                + organisations.map { row in ("organisation/\(row["id"] as Int64)", row["name"] as String) }
        }
    }

    /// Opens an account for somebody, with a first role, and sends them a link; somebody who has an account keeps it.
    func invite(
        _ name: PersonName, _ address: MailAddress, as grant: Grant?, by inviter: Subject, on day: Day, at now: Date
    ) async throws -> ID<Person> {
        try await database.write { db in
            let actor = inviter.person.map(Actor.person) ?? .program
            if let grant { try Self.check(grant.kind, inviter, on: day) }
            let known = try AccountStore.person(at: address, in: db)
            let id = try known?.id ?? AccountStore.create(name, address, isConfirmed: false, by: actor, at: now, in: db)
            if let grant {
                try AccountStore.grant(
                    grant.kind, grant.scope, to: id, from: grant.from, until: grant.until, by: actor, at: now, in: db)
            }
            try sendInvitation(to: id, by: inviter, on: day, at: now, in: db)
            try Journal.record(Event("compte.invitation", on: "compte/\(id)"), by: actor, at: now, in: db)
            return id
        }
    }

    struct Grant: Sendable {
        let kind: RoleKind
        let scope: Scope
        let from: Day
        let until: Day?
    }

    func sendInvitation(
        to id: ID<Person>, by inviter: Subject, on day: Day, at now: Date, in db: GRDB.Database
    ) throws {
        let person = try AccountStore.person(id, in: db)
        guard let address = person.address, person.maySignIn else {
            throw Refused("Ce compte est suspendu : rétablissez-le d’abord.")
        }
        let roles = try Self.placedRoles(of: id, in: db).filter { $0.role.isHeld(on: day) }
        let host = try inviter.person.map { try AccountStore.person($0, in: db).name } ?? "Le réseau"
        // An active person proves their mailbox again; a link of seven days is only for the first time.
        let secret = try LinkStore.create(
            person.state == .invited ? .invitation : .signIn, for: id, address, at: now, in: db)
        let letter =
            person.state == .invited
            ? letters.invitation(from: host, as: roles.map(\.words), secret) : letters.signIn(secret)
        try OutboxStore.enqueue(letter, to: address, person.name, at: now, in: db)
    }

    static func check(_ kind: RoleKind, _ subject: Subject, on day: Day) throws {
        guard subject.mayGrant(kind, on: day) else { throw RoleRefusal.notYoursToGive(kind) }
    }

    static func placedRoles(of person: ID<Person>, in db: GRDB.Database) throws -> [PlacedRole] {
        try placedRoles(in: db, where: "role.personID = ?", [person])
    }

    static func placedRoles(
        in db: GRDB.Database, where condition: StaticString = "TRUE", _ arguments: StatementArguments = []
    ) throws -> [PlacedRole] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT role.*, coalesce(hub.name, organisation.name, 'tout le réseau') AS place FROM role
                LEFT JOIN hub ON hub.id = hubID LEFT JOIN organisation ON organisation.id = organisationID
                WHERE
                """ + " " + condition.description + " ORDER BY validFrom, role.id", arguments: arguments)
        return try rows.map { row in PlacedRole(role: try Role(row: row), place: row["place"]) }
    }
}

extension PlacedRole {
    /// « coordination du pôle (Pôle de Morlaix) ».
    var words: String { role.scope == .network ? role.kind.label : "\(role.kind.label) (\(place))" }
}
