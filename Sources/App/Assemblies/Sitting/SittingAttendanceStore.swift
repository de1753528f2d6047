import Domain
import Foundation
import GRDB

/// Who is there, who holds whose proxy, who asks to speak.
struct SittingAttendanceStore {
    let database: any DatabaseWriter
    private var sitting: SittingStore { SittingStore(database: database) }

    init(database: any DatabaseWriter) { self.database = database }

    /// Signs an organisation in, out, or excuses it, from an item on.
    func record(_ change: AttendanceChange, at id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        if let refusal = change.representative.flatMap({ Refused.tooLong($0, 100, field: "representant") }) {
            throw refusal
        }
        try await sitting.change(id, actor: actor, at: now) { hall, db in
            try Self.check(change.fromItem, hall)
            var attendance = hall.attendance
            do throws(AssemblyRefusal) {
                try attendance.record(change, on: hall.roll, hall.statutes.electorate)
            } catch { throw Refused(error.sentence, field: "representant") }
            try db.execute(
                sql: """
                    INSERT INTO sittingAttendance (assemblyID, organisation, manner, fromItem, representative, at, personID)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, change.organisation, change.manner, change.fromItem, change.representative,
                    now.formatted(.iso8601), actor.personID,
                ])
            return SittingStore.event(
                "presence", id,
                [
                    "organisation": change.organisation.description, "etat": change.manner.rawValue,
                    "depuis": String(change.fromItem),
                ])
        }
    }

    /// A line entered by mistake: it stays, cancelled.
    func cancel(line: Int64, at id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await sitting.change(id, actor: actor, at: now) { _, db in
            try db.execute(
                sql: """
                    UPDATE sittingAttendance SET cancelledAt = ? WHERE id = ? AND assemblyID = ? AND cancelledAt IS NULL
                    """, arguments: [now.formatted(.iso8601), line, id])
            guard db.changesCount == 1 else { throw Refused("Cette ligne est déjà annulée.") }
            return SittingStore.event("presence-annulee", id, ["ligne": String(line)])
        }
    }

    /// Every line, cancelled ones too, the latest first.
    static func lines(of id: ID<Assembly>, in db: GRDB.Database) throws -> [AttendanceLine] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM sittingAttendance WHERE assemblyID = ? ORDER BY id DESC", arguments: [id]
        ).map { row in
            AttendanceLine(
                id: row["id"],
                change: AttendanceChange(
                    row["organisation"], row["manner"], fromItem: row["fromItem"], representative: row["representative"]
                ),
                at: row["at"], isCancelled: (row["cancelledAt"] as String?) != nil)
        }
    }

    func give(_ proxy: Proxy, at id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await sitting.change(id, actor: actor, at: now) { hall, db in
            try Self.check(proxy.since, hall)
            var register = ProxyRegister(roll: hall.roll, rule: hall.statutes.proxies, caps: hall.statutes.caps)
            for other in hall.proxies { try register.accept(other) }
            try register.accept(proxy)
            var dealt = proxy
            if proxy.holder == nil {
                let floor = hall.floor(at: proxy.since)
                let here = floor.present.union(floor.online).sorted { $0.rawValue < $1.rawValue }
                _ = register.dealBlank(chair: hall.record.chair?.organisation, present: here)
                dealt = register.proxies.last { $0.giver == proxy.giver && $0.since == proxy.since } ?? proxy
            }
            try SittingStore.insert(dealt, id, actor: actor, at: now, in: db)
            return SittingStore.event(
                "pouvoir", id,
                ["de": dealt.giver.description, "a": dealt.holder?.description, "depuis": String(dealt.since)])
        }
    }

    /// From an item on; what it did before stays.
    func withdraw(proxyOf giver: ID<Organisation>, from item: Int, at id: ID<Assembly>, actor: Actor, at now: Date)
        async throws
    {
        try await sitting.change(id, actor: actor, at: now) { hall, db in
            try Self.check(item, hall)
            var register = ProxyRegister(roll: hall.roll, rule: hall.statutes.proxies, caps: hall.statutes.caps)
            for proxy in hall.proxies { try register.accept(proxy) }
            try register.withdraw(from: giver, at: item)
            try db.execute(
                sql: """
                    UPDATE sittingProxy SET withdrawnFrom = max(since, ?) WHERE id =
                        (SELECT max(id) FROM sittingProxy WHERE assemblyID = ? AND giver = ? AND cancelledAt IS NULL
                            AND (withdrawnFrom IS NULL OR withdrawnFrom > ?))
                    """, arguments: [item, id, giver, item])
            return SittingStore.event("pouvoir-retire", id, ["de": giver.description, "depuis": String(item)])
        }
    }

    /// Deals the blank proxies that came before the opening, once it is known who is there and who presides.
    func dealBlank(at id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await sitting.change(id, actor: actor, at: now) { hall, db in
            var register = ProxyRegister(roll: hall.roll, rule: hall.statutes.proxies, caps: hall.statutes.caps)
            for proxy in hall.proxies { try register.accept(proxy) }
            let floor = hall.floor(at: 0)
            let left = register.dealBlank(
                chair: hall.record.chair?.organisation,
                present: floor.present.union(floor.online).sorted { $0.rawValue < $1.rawValue })
            let blank = hall.proxies.count { $0.holder == nil }
            guard blank > left.count else {
                throw Refused("Personne ne peut porter ces pouvoirs en blanc dans les limites des statuts.")
            }
            try db.execute(
                sql:
                    "UPDATE sittingProxy SET cancelledAt = ? WHERE assemblyID = ? AND holder IS NULL AND cancelledAt IS NULL",
                arguments: [now.formatted(.iso8601), id])
            let given = register.proxies.filter { !hall.proxies.contains($0) }
            for proxy in given + left { try SittingStore.insert(proxy, id, actor: actor, at: now, in: db) }
            return SittingStore.event(
                "pouvoirs-en-blanc", id, ["confies": String(given.count), "sans-porteur": String(left.count)])
        }
    }

    static func check(_ item: Int, _ hall: Hall) throws {
        guard item == 0 || hall.record.item(item) != nil else {
            throw Refused("Ce point n’est pas à l’ordre du jour.")
        }
    }
}

/// The speaking list.
extension SittingAttendanceStore {
    func askToSpeak(_ speaker: String, item: Int, at id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try RefusedForm.check([
            speaker.isEmpty ? Refused("Écrivez qui demande la parole.", field: "qui") : nil,
            Refused.tooLong(speaker, 200, field: "qui"),
        ])
        try await sitting.change(id, actor: actor, at: now) { hall, db in
            try Self.check(item, hall)
            let isWaiting = try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM sittingSpeaker WHERE assemblyID = ? AND item = ? AND speaker = ?
                        AND spokeAt IS NULL AND leftAt IS NULL)
                    """, arguments: [id, item, speaker])
            if isWaiting == true { throw Refused("\(speaker) est déjà dans la liste.", field: "qui") }
            try db.execute(
                sql: "INSERT INTO sittingSpeaker (assemblyID, item, speaker, askedAt) VALUES (?, ?, ?, ?)",
                arguments: [id, item, speaker, now.formatted(.iso8601)])
            return SittingStore.event("parole-demandee", id, ["point": String(item)])
        }
    }

    /// Gives the floor to somebody of the list, or takes them off it.
    func settle(speaker: Int64, spoke: Bool, at id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        try await sitting.change(id, actor: actor, at: now) { _, db in
            try db.execute(
                sql: """
                    UPDATE sittingSpeaker SET spokeAt = CASE WHEN :spoke THEN :at END, leftAt = CASE WHEN :spoke THEN NULL ELSE :at END
                    WHERE id = :id AND assemblyID = :assembly AND spokeAt IS NULL AND leftAt IS NULL
                    """, arguments: ["spoke": spoke, "at": now.formatted(.iso8601), "id": speaker, "assembly": id])
            guard db.changesCount == 1 else { throw Refused("Cette demande n’est plus dans la liste.") }
            return SittingStore.event(spoke ? "parole-donnee" : "parole-retiree", id, ["demande": String(speaker)])
        }
    }

    /// Those who wait, in the order in which they asked.
    static func waiting(_ id: ID<Assembly>, item: Int, in db: GRDB.Database) throws -> [WaitingSpeaker] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT id, speaker FROM sittingSpeaker
                WHERE assemblyID = ? AND item = ? AND spokeAt IS NULL AND leftAt IS NULL ORDER BY id
                """, arguments: [id, item]
        ).map { WaitingSpeaker(id: $0["id"], speaker: $0["speaker"]) }
    }
}

/// One line of the emargement, as kept.
struct AttendanceLine: Sendable {
    let id: Int64
    let change: AttendanceChange
    let at: String
    let isCancelled: Bool
}

/// Somebody who asked to speak.
struct WaitingSpeaker: Sendable {
    let id: Int64
    let speaker: String
}
