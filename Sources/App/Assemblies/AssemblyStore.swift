import Domain
import Foundation
import GRDB

extension Assembly.Kind: DatabaseValueConvertible {}
extension AssemblyState: DatabaseValueConvertible {}
extension AssemblyKind: DatabaseValueConvertible {}
extension AgendaItem.Kind: DatabaseValueConvertible {}
extension ElectionMethod: DatabaseValueConvertible {}
extension ClockTime: DatabaseValueConvertible {
    var databaseValue: DatabaseValue { description.databaseValue }
    static func fromDatabaseValue(_ value: DatabaseValue) -> ClockTime? {
        String.fromDatabaseValue(value).flatMap(ClockTime.init)
    }
}

/// Assemblies of hubs: what they are, and where they have got to.
struct AssemblyStore {
    let database: any DatabaseWriter

    /// An assembly of that hub; another hub's does not exist there.
    static func assembly(_ id: ID<Assembly>, of hub: ID<Hub>, in db: GRDB.Database) throws -> Assembly {
        let found = try assembly(id, in: db)
        guard found.hub == hub else { throw NotFound() }
        return found
    }

    static func assembly(_ id: ID<Assembly>, in db: GRDB.Database) throws -> Assembly {
        guard let row = try Row.fetchOne(db, sql: "SELECT * FROM assembly WHERE id = ?", arguments: [id]) else {
            throw NotFound()
        }
        return try Assembly(row: row)
    }

    /// Those of a hub: without a date first, then the latest first.
    static func assemblies(of hub: ID<Hub>, in db: GRDB.Database) throws -> [Assembly] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM assembly WHERE hubID = ?
                ORDER BY date IS NOT NULL, date DESC, startsAt DESC, id DESC
                """, arguments: [hub]
        ).map(Assembly.init(row:))
    }

    /// The agenda in its order.
    static func agenda(of assembly: ID<Assembly>, in db: GRDB.Database) throws -> [AgendaItem] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM agendaItem WHERE assemblyID = ? ORDER BY position", arguments: [assembly]
        ).map(AgendaItem.init(row:))
    }

    /// Moves an assembly on, in the caller's transaction.
    static func setState(
        _ state: AssemblyState, of id: ID<Assembly>, actor: Actor, at now: Date, in db: GRDB.Database
    ) throws {
        let before = try assembly(id, in: db).state
        try before.check(state)
        try db.execute(sql: "UPDATE assembly SET state = ? WHERE id = ?", arguments: [state, id])
        try Journal.record(
            Event("assemblee.etat", on: "assemblee/\(id)", ["de": before.rawValue, "vers": state.rawValue]),
            by: actor, at: now, in: db)
    }

    /// For the door of every route about an assembly.
    func isThere(_ id: ID<Assembly>, in hub: ID<Hub>) async throws -> Bool {
        try await database.read { db in
            try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM assembly WHERE id = ? AND hubID = ?)", arguments: [id, hub])
                ?? false
        }
    }

    func assembly(_ id: ID<Assembly>, of hub: ID<Hub>) async throws -> Assembly {
        try await database.read { db in try Self.assembly(id, of: hub, in: db) }
    }

    func assemblies(of hub: ID<Hub>) async throws -> [Assembly] {
        try await database.read { db in try Self.assemblies(of: hub, in: db) }
    }
}

extension AssemblyStore {
    /// A new assembly in preparation.
    func create(_ draft: AssemblyDraft, in hub: ID<Hub>, actor: Actor, at now: Date) async throws -> ID<Assembly> {
        let typed = try draft.checked(today: now.dayInFrance)
        return try await database.write { db in try Self.create(typed, in: hub, actor: actor, at: now, in: db) }
    }

    static func create(
        _ typed: AssemblyDraft.Checked, in hub: ID<Hub>, secondCallOf first: ID<Assembly>? = nil, actor: Actor,
        at now: Date, in db: GRDB.Database
    ) throws -> ID<Assembly> {
        try db.execute(
            sql: """
                INSERT INTO assembly (hubID, kind, title, date, startsAt, place, onlineAddress, introduction, bodyKey,
                    amendmentsUntil, candidaciesUntil, isPublic, secondCallOf, createdAt, createdBy)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                hub, typed.kind, typed.title, typed.date, typed.startsAt, typed.place, typed.onlineAddress,
                typed.introduction, typed.bodyKey, typed.amendmentsUntil, typed.candidaciesUntil, typed.isPublic, first,
                now.formatted(.iso8601), actor.personID,
            ])
        let id = ID<Assembly>(rawValue: db.lastInsertedRowID)
        try Journal.record(
            Event(
                "assemblee.creee", on: "assemblee/\(id)",
                ["pole": hub.description, "sorte": typed.kind.rawValue, "titre": typed.title]), by: actor, at: now,
            in: db)
        return id
    }

    /// Changes what an assembly in preparation is; once convened, only the hour, the place and the link.
    func edit(
        _ id: ID<Assembly>, of hub: ID<Hub>, _ draft: AssemblyDraft, actor: Actor, at now: Date
    ) async throws {
        let typed = try draft.checked(today: now.dayInFrance)
        try await database.write { db in
            let assembly = try Self.assembly(id, of: hub, in: db)
            if assembly.state.isDraft {
                try Self.rewrite(assembly, typed, in: db)
            } else {
                try Self.move(assembly, typed, in: db)
            }
            try Journal.record(
                Event(
                    "assemblee.modifiee", on: "assemblee/\(id)",
                    ["titre": typed.title, "date": typed.date?.description, "lieu": typed.place]), by: actor, at: now,
                in: db)
        }
    }

    private static func rewrite(_ assembly: Assembly, _ typed: AssemblyDraft.Checked, in db: GRDB.Database) throws {
        guard assembly.secondCallOf == nil || typed.kind == assembly.kind else {
            throw Refused("Une seconde convocation garde la sorte de la première.", field: "sorte")
        }
        try db.execute(
            sql: """
                UPDATE assembly SET kind = ?, title = ?, date = ?, startsAt = ?, place = ?, onlineAddress = ?,
                    introduction = ?, bodyKey = ?, amendmentsUntil = ?, candidaciesUntil = ?,
                    isPublic = ? WHERE id = ?
                """,
            arguments: [
                typed.kind, typed.title, typed.date, typed.startsAt, typed.place, typed.onlineAddress,
                typed.introduction, typed.bodyKey, typed.amendmentsUntil, typed.candidaciesUntil, typed.isPublic,
                assembly.id,
            ])
    }

    /// Members were told the date and the agenda: what they were told stays.
    private static func move(_ assembly: Assembly, _ typed: AssemblyDraft.Checked, in db: GRDB.Database) throws {
        guard assembly.state == .convened else {
            throw Refused("Cette assemblée est \(assembly.state.label) : elle ne change plus.")
        }
        guard typed.date == assembly.date, typed.kind == assembly.kind, typed.title == assembly.title else {
            throw Refused(
                "L’assemblée est convoquée : sa date et sa sorte ne changent plus. Annulez-la, puis préparez-en une autre avec le même ordre du jour.",
                field: "date")
        }
        try db.execute(
            sql: "UPDATE assembly SET startsAt = ?, place = ?, onlineAddress = ?, isPublic = ? WHERE id = ?",
            arguments: [typed.startsAt, typed.place, typed.onlineAddress, typed.isPublic, assembly.id])
    }

    /// It will not be held; the reason is kept and shown.
    func cancel(_ id: ID<Assembly>, of hub: ID<Hub>, reason: String, actor: Actor, at now: Date) async throws {
        try RefusedForm.check([
            reason.isEmpty ? Refused("Dites pourquoi elle est annulée : les membres le liront.", field: "motif") : nil,
            Refused.tooLong(reason, 1000, field: "motif"),
        ])
        try await database.write { db in
            let assembly = try Self.assembly(id, of: hub, in: db)
            try assembly.state.check(.cancelled)
            try db.execute(
                sql: "UPDATE assembly SET state = 'annulee', cancelReason = ? WHERE id = ?", arguments: [reason, id])
            try Journal.record(
                Event(
                    "assemblee.etat", on: "assemblee/\(id)",
                    ["de": assembly.state.rawValue, "vers": "annulee", "motif": reason]), by: actor, at: now, in: db)
        }
    }
}

extension Assembly {
    init(row: Row) throws {
        let statutes: String? = row["statutes"]
        self.init(
            id: row["id"], hub: row["hubID"], kind: row["kind"], title: row["title"], date: row["date"],
            startsAt: row["startsAt"], place: row["place"], onlineAddress: row["onlineAddress"],
            bodyKey: row["bodyKey"], secondCallOf: row["secondCallOf"], statutesID: row["statutesID"],
            statutes: try statutes.map { try JSONDecoder().decode(Statutes.self, from: Data($0.utf8)) },
            state: row["state"], amendmentsUntil: row["amendmentsUntil"],
            candidaciesUntil: row["candidaciesUntil"], isPublic: row["isPublic"], introduction: row["introduction"],
            convenedOn: row["convenedOn"], overrideReason: row["overrideReason"],
            cancelReason: row["cancelReason"])
    }
}

extension AgendaItem {
    init(row: Row) throws {
        self.init(
            id: row["id"], assembly: row["assemblyID"], position: row["position"], kind: row["kind"],
            title: row["title"], text: row["text"], rulesOf: row["rulesOf"], bodyKey: row["bodyKey"],
            seats: row["seats"], method: row["method"], isSecret: row["isSecret"], minutes: row["minutes"])
    }
}
