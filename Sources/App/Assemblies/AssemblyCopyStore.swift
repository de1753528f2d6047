import Domain
import Foundation
import GRDB

/// Assemblies made from others: next year's from this year's, the second call from the first.
struct AssemblyCopyStore {
    let database: any DatabaseWriter

    /// The same assembly again, without its date, with its agenda.
    func duplicate(_ id: ID<Assembly>, of hub: ID<Hub>, actor: Actor, at now: Date) async throws -> ID<Assembly> {
        try await database.write { db in
            let model = try AssemblyStore.assembly(id, of: hub, in: db)
            let typed = AssemblyDraft.Checked(
                kind: model.kind, title: model.title, date: nil, startsAt: model.startsAt, amendmentsUntil: nil,
                candidaciesUntil: nil,
                place: model.place, onlineAddress: model.onlineAddress, introduction: model.introduction,
                bodyKey: model.bodyKey, isPublic: model.isPublic)
            let copy = try AssemblyStore.create(typed, in: hub, actor: actor, at: now, in: db)
            try AgendaStore.copy(from: id, to: copy, of: hub, actor: actor, at: now, in: db)
            try Self.copySeats(from: id, to: copy, in: db)
            return copy
        }
    }

    /// The same agenda, convened again because the quorum was not reached; its documents follow.
    func secondCall(of id: ID<Assembly>, in hub: ID<Hub>, actor: Actor, at now: Date) async throws -> ID<Assembly> {
        try await database.write { db in
            let first = try AssemblyStore.assembly(id, of: hub, in: db)
            guard first.state != .preparation, first.state != .cancelled else {
                throw Refused("Une seconde convocation suit une première : cette assemblée est \(first.state.label).")
            }
            guard first.secondCallOf == nil else {
                throw Refused("C’est déjà une seconde convocation : préparez plutôt une autre assemblée.")
            }
            let known = try Int64.fetchOne(
                db, sql: "SELECT id FROM assembly WHERE secondCallOf = ?", arguments: [id])
            guard known == nil else { throw Refused("Sa seconde convocation est déjà en préparation.") }
            let typed = AssemblyDraft.Checked(
                kind: first.kind, title: String((first.title + " (seconde convocation)").suffix(200)), date: nil,
                startsAt: first.startsAt, amendmentsUntil: nil, candidaciesUntil: nil, place: first.place,
                onlineAddress: first.onlineAddress, introduction: first.introduction, bodyKey: first.bodyKey,
                isPublic: first.isPublic)
            let second = try AssemblyStore.create(
                typed, in: hub, secondCallOf: id, actor: actor, at: now, in: db)
            try AgendaStore.copy(from: id, to: second, of: hub, actor: actor, at: now, in: db)
            try db.execute(
                sql: """
                    INSERT INTO agendaDocument (itemID, documentID, addedAt, addedBy)
                    SELECT new.id, d.documentID, d.addedAt, d.addedBy FROM agendaDocument d
                    JOIN agendaItem old ON old.id = d.itemID AND old.assemblyID = ?
                    JOIN agendaItem new ON new.position = old.position AND new.assemblyID = ?
                    """, arguments: [id, second])
            try Self.copySeats(from: id, to: second, in: db)
            return second
        }
    }

    private static func copySeats(from id: ID<Assembly>, to copy: ID<Assembly>, in db: GRDB.Database) throws {
        try db.execute(
            sql: """
                INSERT INTO assemblyInvitee (assemblyID, organisationID)
                SELECT ?, organisationID FROM assemblyInvitee WHERE assemblyID = ?
                """, arguments: [copy, id])
    }

    func seat(
        _ organisations: Set<ID<Organisation>>, at id: ID<Assembly>, of hub: ID<Hub>, actor: Actor, at now: Date
    ) async throws {
        try await database.write { db in
            try AssemblyMembersStore.setInvitees(
                organisations, of: AssemblyStore.assembly(id, of: hub, in: db), actor: actor, at: now, in: db)
        }
    }

    /// The hub's members on the day of the meeting, each with whether it sits there.
    func members(
        of assembly: Assembly, on day: Day
    ) async throws -> [(id: ID<Organisation>, name: String, isSeated: Bool)] {
        try await database.read { db in
            let seated = try AssemblyMembersStore.seated(at: assembly, on: assembly.date ?? day, in: db)
            let facts = try MemberFactStore.members(of: assembly.hub, on: day, in: db)
            return facts.map { (id: $0.organisation, name: $0.name, isSeated: seated.contains($0.organisation)) }
                .sorted { ($0.name, $0.id.rawValue) < ($1.name, $1.id.rawValue) }
        }
    }

    /// The bodies that the statutes of a hub name.
    func bodies(of hub: ID<Hub>, on day: Day) async throws -> [GoverningBody] {
        try await database.read { db in
            let draft = Assembly(id: 0, hub: hub, kind: .board, title: "")
            return try AssemblyMembersStore.statutes(of: draft, today: day, in: db).statutes.bodies
        }
    }
}
