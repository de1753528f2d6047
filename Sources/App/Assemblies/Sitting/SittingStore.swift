import Domain
import Foundation
import GRDB

extension VotingWay: DatabaseValueConvertible {}
extension AttendanceChange.Manner: DatabaseValueConvertible {}
extension RecordedVote.Choice: DatabaseValueConvertible {}
extension ResolutionResult.Casting: DatabaseValueConvertible {}
extension BallotFile.Mode: DatabaseValueConvertible {}
extension MajorityJudgment.Median: DatabaseValueConvertible {}

/// An assembly once open. Everything is in the database at each moment: whoever opens the page next takes over.
struct SittingStore {
    let database: any DatabaseWriter

    /// One change while the assembly is open: facts, rule, write, journal, in one transaction.
    func change(
        _ id: ID<Assembly>, actor: Actor, at now: Date, _ work: @Sendable (Hall, GRDB.Database) throws -> Event
    ) async throws {
        try await database.write { db in
            let state = try AssemblyStore.assembly(id, in: db).state
            guard state == .open else {
                throw Refused("Cette assemblée est \(state.label) : rien ne s’y enregistre plus.")
            }
            let hall = Hall(try SittingRecordStore.record(of: id, in: db))
            let event = try work(hall, db)
            try ItemBallotGuard.check(id, in: db)
            try Self.moved(id, in: db)
            try Journal.record(event, by: actor, at: now, in: db)
        }
    }

    static func event(_ kind: String, _ id: ID<Assembly>, _ detail: [String: String?] = [:]) -> Event {
        Event("assemblee." + kind, on: "assemblee/\(id)", detail)
    }

    /// Live pages see that something changed.
    static func moved(_ id: ID<Assembly>, in db: GRDB.Database) throws {
        try db.execute(sql: "UPDATE sitting SET version = version + 1 WHERE assemblyID = ?", arguments: [id])
    }

    /// How far the assembly has moved; nil while it is not open.
    func version(of id: ID<Assembly>) async throws -> Int? {
        try await database.read { db in
            try Int.fetchOne(db, sql: "SELECT version FROM sitting WHERE assemblyID = ?", arguments: [id])
        }
    }

    static func json(_ thing: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(thing), as: UTF8.self)
    }

    static func read<Thing: Decodable>(_ text: String, as type: Thing.Type) throws -> Thing {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}

/// From the first minute to the last.
extension SittingStore {
    /// What one knows before opening: the roll as it would be frozen, with the reasons of those left out.
    func preview(of id: ID<Assembly>) async throws -> Hall {
        try await database.read { db in Hall(try Self.draft(of: id, in: db)) }
    }

    /// Opens: freezes the members, the statutes and the proxies received.
    func open(_ id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await database.write { db in try Self.open(id, actor: actor, at: now, in: db) }
    }

    static func open(_ id: ID<Assembly>, actor: Actor, at now: Date, in db: GRDB.Database) throws {
        try AssemblyStore.setState(.open, of: id, actor: actor, at: now, in: db)
        let draft = try draft(of: id, in: db)
        let hall = Hall(draft)
        guard !hall.roll.entries.isEmpty else {
            throw Refused(
                "Personne n’est sur la liste électorale : enregistrez d’abord les membres et leurs cotisations, comme les statuts le demandent."
            )
        }
        try db.execute(
            sql: """
                INSERT INTO sitting (assemblyID, members, statutes, rollDate, convenedOn, openedAt)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id, try json(draft.members), try json(draft.statutes), draft.rollDate, draft.meeting.convenedOn,
                now.formatted(.iso8601),
            ])
        for proxy in hall.proxies { try insert(proxy, id, actor: actor, at: now, in: db) }
        try Journal.record(
            event(
                "ouverte", id,
                [
                    "inscrits": String(hall.roll.entries.count), "ecartes": String(hall.roll.leftOut.count),
                    "pouvoirs": String(hall.proxies.count), "pouvoirs-refuses": String(hall.refused.count),
                ]), by: actor, at: now, in: db)
    }

    /// The record of an assembly that is not open yet, as it would be.
    private static func draft(of id: ID<Assembly>, in db: GRDB.Database) throws -> AssemblyRecord {
        let assembly = try AssemblyStore.assembly(id, in: db)
        guard let statutes = assembly.statutes, let day = assembly.date else {
            throw Refused("Il faut d’abord convoquer l’assemblée : ses statuts et sa date sont figés à ce moment-là.")
        }
        let byConvocation = statutes.electorate.reference == .convocation
        let rollDate = byConvocation ? assembly.convenedOn ?? day : day
        var record = AssemblyRecord(
            meeting: try SittingRecordStore.meeting(assembly, in: db), statutes: statutes,
            members: try SittingMembersStore.members(of: assembly, on: rollDate, in: db), rollDate: rollDate)
        record.items = try AssemblyStore.agenda(of: id, in: db).map { item in
            RecordedItem(
                item.position, RecordedItem.Kind(rawValue: item.kind.rawValue) ?? .information, title: item.title,
                text: item.text, rules: item.meeting(in: assembly.kind))
        }
        let grants = try ProxyGrantStore.grants(of: id, in: db).map(\.proxy).filter { $0.withdrawnFrom != 0 }
        var register = ProxyRegister(
            roll: Roll(of: record.members, on: rollDate, under: statutes), rule: statutes.proxies, caps: statutes.caps)
        var refused: [Proxy] = []
        for proxy in grants {
            do throws(AssemblyRefusal) { try register.accept(proxy) } catch { refused.append(proxy) }
        }
        record.proxies = register.proxies + refused
        return record
    }

    static func insert(_ proxy: Proxy, _ id: ID<Assembly>, actor: Actor, at now: Date, in db: GRDB.Database) throws {
        try db.execute(
            sql: """
                INSERT INTO sittingProxy (assemblyID, giver, holder, items, since, withdrawnFrom, at, personID)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id, proxy.giver, proxy.holder, try proxy.items.map { try json($0) }, proxy.since, proxy.withdrawnFrom,
                now.formatted(.iso8601), actor.personID,
            ])
    }

    /// Who presides and who writes; the chair's organisation holds blank proxies where the statutes say so.
    func appoint(
        _ id: ID<Assembly>, chair: AssemblyRecord.Officer, secretary: AssemblyRecord.Officer, actor: Actor, at now: Date
    ) async throws {
        try RefusedForm.check([
            chair.name.isEmpty ? Refused("Écrivez le nom de la personne qui préside.", field: "presidence") : nil,
            secretary.name.isEmpty
                ? Refused("Écrivez le nom de la personne qui tient le secrétariat.", field: "secretariat") : nil,
            Refused.tooLong(chair.name, 100, field: "presidence"),
            Refused.tooLong(secretary.name, 100, field: "secretariat"),
        ])
        try await change(id, actor: actor, at: now) { _, db in
            try db.execute(
                sql: """
                    UPDATE sitting SET chair = ?, chairOrganisation = ?, secretary = ?, secretaryOrganisation = ?
                    WHERE assemblyID = ?
                    """,
                arguments: [chair.name, chair.organisation, secretary.name, secretary.organisation, id])
            return Self.event(
                "bureau", id,
                ["presidence": chair.organisation?.description, "secretariat": secretary.organisation?.description])
        }
    }

    func note(
        _ id: ID<Assembly>, opening: String, closing: String, actor: Actor, at now: Date
    ) async throws {
        try RefusedForm.check([
            Refused.tooLong(opening, 20_000, field: "notes-ouverture"),
            Refused.tooLong(closing, 20_000, field: "notes-cloture"),
        ])
        try await MinutesStore(database: database).correct(id, actor: actor, at: now) { db in
            try db.execute(
                sql: "UPDATE sitting SET openingNotes = ?, closingNotes = ? WHERE assemblyID = ?",
                arguments: [opening, closing, id])
            return Self.event("notes", id)
        }
    }

    /// Closes: no item may be left open, and the minutes bear two names.
    func close(_ id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await database.write { db in try Self.close(id, actor: actor, at: now, in: db) }
    }

    static func close(_ id: ID<Assembly>, actor: Actor, at now: Date, in db: GRDB.Database) throws {
        let record = try SittingRecordStore.record(of: id, in: db)
        if let open = record.items.first(where: { $0.openedAt != nil && $0.closedAt == nil }) {
            throw Refused("Le point \(open.position) est encore ouvert : fermez-le avant de lever la séance.")
        }
        guard record.chair != nil, record.secretary != nil else {
            throw Refused("Dites d’abord qui préside et qui tient le secrétariat : le procès-verbal porte leurs noms.")
        }
        try AssemblyStore.setState(.closed, of: id, actor: actor, at: now, in: db)
        try db.execute(
            sql: "UPDATE sitting SET closedAt = ? WHERE assemblyID = ?", arguments: [now.formatted(.iso8601), id])
        try moved(id, in: db)
        try Journal.record(event("levee", id), by: actor, at: now, in: db)
    }
}
