import Domain
import Foundation
import GRDB

/// The key of those who open the urns of an assembly: one for all its secret votes on line, tried beforehand.
struct AssemblyTellers: Sendable {
    let key: TellerKey
    /// As kept.
    let record: String
    /// Numbers of the shares that have opened the made-up urn.
    let triedShares: String

    var tried: Set<Int> { Set(triedShares.split(separator: ",").compactMap { Int($0) }) }
    var isReady: Bool { tried.count >= key.threshold }

    static func of(_ id: ID<Assembly>, in db: GRDB.Database) throws -> AssemblyTellers? {
        let row = try Row.fetchOne(
            db, sql: "SELECT tellerKey, triedShares FROM assemblyTellers WHERE assemblyID = ?", arguments: [id])
        return try row.map { row in
            let text: String = row["tellerKey"]
            return AssemblyTellers(
                key: try TellerKey(ScrutinRecord.json(text)), record: text, triedShares: row["triedShares"])
        }
    }

    /// The key, or what is missing before a secret vote may open.
    static func ready(for id: ID<Assembly>, in db: GRDB.Database) throws -> AssemblyTellers {
        guard let tellers = try of(id, in: db) else {
            throw Refused(
                "Un scrutin secret en ligne a des scrutateurs : ils font leur clé sur leur machine et la déposent d’abord à la page « Scrutateurs » de l’assemblée.",
                field: "en-ligne-secret")
        }
        guard tellers.isReady else {
            throw Refused(
                "Les scrutateurs doivent d’abord ouvrir l’urne d’essai : une clé perdue, c’est un vote perdu.",
                field: "en-ligne-secret")
        }
        return tellers
    }
}

/// Depositing the key of an assembly's tellers, and trying it.
struct AssemblyTellersStore {
    let database: any DatabaseWriter

    func tellers(of id: ID<Assembly>) async throws -> (assembly: Assembly, tellers: AssemblyTellers?) {
        try await database.read { db in
            (try AssemblyStore.assembly(id, in: db), try AssemblyTellers.of(id, in: db))
        }
    }

    func deposit(_ text: String, at id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        let key = try ScrutinStore.key(text)
        let (file, expected) = try ScrutinStore.trial(of: key)
        try await database.write { db in
            let state = try AssemblyStore.assembly(id, in: db).state
            guard [.preparation, .convened, .open].contains(state) else {
                throw Refused("Cette assemblée est \(state.label) : il n’y a plus de vote à préparer.")
            }
            try db.execute(
                sql: """
                    INSERT INTO assemblyTellers (assemblyID, tellerKey, trial, trialPrint) VALUES (?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET tellerKey = excluded.tellerKey, trial = excluded.trial,
                        trialPrint = excluded.trialPrint, triedShares = ''
                    """,
                arguments: [id, ScrutinText.canonical(key.value), ScrutinText.canonical(file), expected])
            try Journal.record(
                SittingStore.event("scrutateurs", id, ["empreinte": key.fingerprint]), by: actor, at: now, in: db)
        }
    }

    func trialFile(of id: ID<Assembly>) async throws -> String {
        try await database.read { db in
            let sql = "SELECT trial FROM assemblyTellers WHERE assemblyID = ?"
            guard let text = try String.fetchOne(db, sql: sql, arguments: [id]) else { throw NotFound() }
            return text
        }
    }

    func acceptTrial(_ text: String, at id: ID<Assembly>, actor: Actor, at now: Date) async throws {
        let list = try OpenedList(ScrutinRecord.json(text))
        try await database.write { db in
            let tellers = try AssemblyTellers.of(id, in: db)
            let expected = try String.fetchOne(
                db, sql: "SELECT trialPrint FROM assemblyTellers WHERE assemblyID = ?", arguments: [id])
            let tried = try ScrutinStore.tried(list, expected, by: tellers?.key, before: tellers?.triedShares ?? "")
            try db.execute(
                sql: "UPDATE assemblyTellers SET triedShares = ? WHERE assemblyID = ?", arguments: [tried, id])
            try Journal.record(
                SittingStore.event("scrutateurs-essai", id, ["parts": tried]), by: actor, at: now, in: db)
        }
    }
}
