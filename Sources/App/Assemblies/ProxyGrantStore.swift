import Domain
import Foundation
import GRDB

/// A proxy as it was recorded.
struct ProxyGrant: Sendable {
    /// How it came.
    enum Way: String, Sendable, CaseIterable, DatabaseValueConvertible {
        case link = "lien"
        case telephone
        case paper = "papier"
        case session = "seance"
    }

    let id: Int64
    let proxy: Proxy
    let way: Way
    let recordedAt: String
    let recordedBy: ID<Person>?
}

/// Proxies given before the assembly and while it is held; nothing is erased.
enum ProxyGrantStore {
    /// All those of an assembly, withdrawn ones too, in the order in which they came.
    static func grants(of assembly: ID<Assembly>, in db: GRDB.Database) throws -> [ProxyGrant] {
        try Row.fetchAll(db, sql: "SELECT * FROM proxyGrant WHERE assemblyID = ? ORDER BY id", arguments: [assembly])
            .map { row in
                let items: String? = row["items"]
                return ProxyGrant(
                    id: row["id"],
                    proxy: Proxy(
                        from: row["giver"], to: row["holder"],
                        items: try items.map { try JSONDecoder().decode([Int].self, from: Data($0.utf8)) },
                        since: row["since"], withdrawnFrom: row["withdrawnFrom"]), way: row["how"],
                    recordedAt: row["recordedAt"], recordedBy: row["recordedBy"])
            }
    }

    /// Records one that the register has accepted, in the caller's transaction.
    static func record(
        _ proxy: Proxy, at assembly: ID<Assembly>, way: ProxyGrant.Way, actor: Actor, at now: Date,
        in db: GRDB.Database
    ) throws {
        let items = try proxy.items.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        try db.execute(
            sql: """
                INSERT INTO proxyGrant (assemblyID, giver, holder, items, since, how, recordedAt, recordedBy)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                assembly, proxy.giver, proxy.holder, items, proxy.since, way, now.formatted(.iso8601), actor.personID,
            ])
        try Journal.record(
            Event(
                "assemblee.pouvoir", on: "assemblee/\(assembly)",
                [
                    "de": proxy.giver.description, "a": proxy.holder?.description, "points": items,
                    "voie": way.rawValue,
                ]), by: actor, at: now, in: db)
    }

    /// Withdraws what this organisation has given, from an item on (0: before the opening). Nothing to withdraw is no fault.
    static func withdraw(
        from giver: ID<Organisation>, at assembly: ID<Assembly>, item: Int, actor: Actor, at now: Date,
        in db: GRDB.Database
    ) throws {
        try db.execute(
            sql: """
                UPDATE proxyGrant SET withdrawnFrom = max(since, :item)
                WHERE assemblyID = :assembly AND giver = :giver AND (withdrawnFrom IS NULL OR withdrawnFrom > :item)
                """, arguments: ["item": item, "assembly": assembly, "giver": giver])
        guard db.changesCount > 0 else { return }
        try Journal.record(
            Event(
                "assemblee.pouvoir-retire", on: "assemblee/\(assembly)",
                ["de": giver.description, "depuis-le-point": String(item)]), by: actor, at: now, in: db)
    }
}
