import Domain
import Foundation
import GRDB

extension RoleKind: DatabaseValueConvertible {}
extension OneTimeLink.Purpose: DatabaseValueConvertible {}
extension Session.Means: DatabaseValueConvertible {}

extension MailAddress: DatabaseValueConvertible {
    var databaseValue: DatabaseValue { text.databaseValue }
    static func fromDatabaseValue(_ value: DatabaseValue) -> MailAddress? {
        String.fromDatabaseValue(value).flatMap(MailAddress.init)
    }
}

extension Person: FetchableRecord {
    init(row: Row) {
        self.init(
            id: row["id"], name: row["name"], address: row["address"], createdAt: row["createdAt"],
            confirmedAt: row["confirmedAt"], suspendedAt: row["suspendedAt"], erasedAt: row["erasedAt"])
    }
}

extension Role: FetchableRecord {
    init(row: Row) throws {
        let hub: ID<Hub>? = row["hubID"]
        let organisation: ID<Organisation>? = row["organisationID"]
        try self.init(
            id: row["id"], person: row["personID"], kind: row["kind"],
            scope: hub.map(Scope.hub) ?? organisation.map(Scope.organisation) ?? .network,
            from: row["validFrom"], until: row["validUntil"])
    }
}

/// People and their roles: what every write about accounts is made of. Each runs inside its caller's transaction.
enum AccountStore {
    static func person(_ id: ID<Person>, in db: GRDB.Database) throws -> Person {
        guard let person = try Person.fetchOne(db, sql: "SELECT * FROM person WHERE id = ?", arguments: [id]) else {
            throw NotFound()
        }
        return person
    }

    static func person(at address: MailAddress, in db: GRDB.Database) throws -> Person? {
        try Person.fetchOne(db, sql: "SELECT * FROM person WHERE address = ?", arguments: [address])
    }

    static func roles(of person: ID<Person>, in db: GRDB.Database) throws -> [Role] {
        try Role.fetchAll(db, sql: "SELECT * FROM role WHERE personID = ? ORDER BY validFrom, id", arguments: [person])
    }

    static func subject(_ person: ID<Person>, in db: GRDB.Database) throws -> Subject {
        Subject(person: person, roles: try roles(of: person, in: db))
    }

    /// A new person; `isConfirmed` when the address is known to be theirs.
    static func create(
        _ name: PersonName, _ address: MailAddress, isConfirmed: Bool, by actor: Actor, at now: Date,
        in db: GRDB.Database
    ) throws -> ID<Person> {
        guard try person(at: address, in: db) == nil else {
            throw Refused("Il y a déjà un compte à cette adresse.", field: "courriel")
        }
        try db.execute(
            sql: "INSERT INTO person (name, address, createdAt, confirmedAt) VALUES (?, ?, ?, ?)",
            arguments: [name.text, address, now, isConfirmed ? now : nil])
        let id = ID<Person>(rawValue: db.lastInsertedRowID)
        try RepresentativeStore.recognise(id, address, in: db)
        try Journal.record(Event("compte.creation", on: "compte/\(id)"), by: actor, at: now, in: db)
        return id
    }

    /// Gives a role, once: two of the same kind at the same place do not overlap.
    static func grant(
        _ kind: RoleKind, _ scope: Scope, to person: ID<Person>, from: Day, until: Day? = nil, by actor: Actor,
        at now: Date, in db: GRDB.Database
    ) throws {
        let role = try Role(id: 0, person: person, kind: kind, scope: scope, from: from, until: until)
        guard try self.person(person, in: db).erasedAt == nil else { throw NotFound() }
        guard try exists(role.scope, in: db) else {
            throw Refused("Ce lieu n’existe pas : choisissez-le dans la liste.", field: "lieu")
        }
        for other in try roles(of: person, in: db) where other.kind == kind && other.scope == scope {
            let beginsBefore = until.map { other.from < $0 } ?? true
            let endsAfter = other.until.map { from < $0 } ?? true
            if beginsBefore && endsAfter { throw RoleRefusal.alreadyHeld }
        }
        try db.execute(
            sql: """
                INSERT INTO role (personID, kind, hubID, organisationID, validFrom, validUntil)
                VALUES (?, ?, ?, ?, ?, ?)
                """, arguments: [person, kind, role.scope.hub, role.scope.organisation, from, until])
        try Journal.record(
            Event(
                "role.attribution", on: "compte/\(person)",
                [
                    "role": kind.rawValue, "lieu": scope.journalName, "du": from.description,
                    "au": until?.description,
                ]), by: actor, at: now, in: db)
    }

    private static func exists(_ scope: Scope, in db: GRDB.Database) throws -> Bool {
        if let hub = scope.hub { return try Hub.exists(db, key: hub) }
        if let organisation = scope.organisation { return try Organisation.exists(db, key: organisation) }
        return true
    }

    /// Ends a role on `day`: from that day on it is no longer held. Taken away by somebody else today, it closes the sessions of
    /// whoever held it: nothing that was opened with it stays open.
    static func end(_ role: Role, on day: Day, by actor: Actor, at now: Date, in db: GRDB.Database) throws {
        try db.execute(sql: "UPDATE role SET validUntil = max(validFrom, ?) WHERE id = ?", arguments: [day, role.id])
        if day <= now.dayInFrance, actor.personID != role.person {
            try SessionStore.closeAll(of: role.person, in: db)
        }
        try Journal.record(
            Event(
                "role.fin", on: "compte/\(role.person)",
                ["role": role.kind.rawValue, "lieu": role.scope.journalName, "au": day.description]), by: actor,
            at: now, in: db)
    }

    /// How many people hold the role of system administrator on `day` and can use it; `without` counts as already gone.
    static func administrators(on day: Day, without person: ID<Person>? = nil, in db: GRDB.Database) throws -> Int {
        try Int.fetchOne(
            db,
            sql: """
                SELECT COUNT(DISTINCT personID) FROM role JOIN person ON person.id = personID
                WHERE kind = 'administration-systeme' AND validFrom <= :day AND (validUntil IS NULL OR :day < validUntil)
                AND suspendedAt IS NULL AND erasedAt IS NULL AND personID IS NOT :person
                """, arguments: ["day": day, "person": person]) ?? 0
    }

    /// Refuses what would leave nobody able to keep accounts.
    static func checkAnAdministratorRemains(
        without person: ID<Person>, on day: Day, in db: GRDB.Database
    ) throws {
        let isOne = try subject(person, in: db).roles(on: day).contains { $0.kind == .systemAdministrator }
        guard isOne, try administrators(on: day, without: person, in: db) == 0 else { return }
        throw RoleRefusal.lastSystemAdministrator
    }
}

extension Scope {
    var hub: ID<Hub>? { if case .hub(let id) = self { id } else { nil } }
    var organisation: ID<Organisation>? { if case .organisation(let id) = self { id } else { nil } }

    var journalName: String {
        switch self {
        case .network: "reseau"
        case .hub(let id): "pole/\(id)"
        case .organisation(let id): "organisation/\(id)"
        }
    }
}
