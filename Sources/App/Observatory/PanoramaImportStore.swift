import Domain
import Foundation
import GRDB

/// Writes vintages: all of one, with its line of journal, or nothing.
struct PanoramaImportStore {
    let database: any DatabaseWriter

    /// What an import of a vintage changed, or would change.
    enum Effect: String, Sendable { case created = "importé", replaced = "remplacé", unchanged = "inchangé" }

    struct Request: Sendable {
        var month: Month?
        /// Slugs; none for all the communes that the network knows.
        var territories: [String] = []
        var hasFrance = false
    }

    struct Outcome: Sendable {
        let effect: Effect
        let count: PanoramaCount
        let perimeter: String
        let communesAsked: Int
    }

    func bringIn(
        _ files: PanoramaFiles, _ request: Request, isTrial: Bool, actor: Actor, at now: Date
    ) async throws -> Outcome {
        guard let month = request.month ?? files.month else {
            throw Refused(
                "Les noms de ces fichiers ne disent pas de quel mois ils sont : ajoutez --millesime AAAA-MM.")
        }
        guard month.lastDay.year <= now.dayInFrance.year + 1 else {
            throw Refused("\(month.french) est trop loin : un millésime est un mois passé, écrit AAAA-MM.")
        }
        let (codes, perimeter, table) = try await database.read { db in
            let version = try EssStore.inForce(on: month.lastDay, in: db)
            return (
                try Self.communes(request.territories, on: now.dayInFrance, in: db), version,
                try EssStore.table(version.id, in: db)
            )
        }
        let count = try PanoramaCount(
            files, month: month, communes: CodeIndex(codes.compactMap(ShortCode.init)), hasFrance: request.hasFrance,
            perimeter: table)
        let command = Self.command(files, month, request)
        let effect = try await database.write { db -> Effect in
            let known = try Row.fetchOne(
                db, sql: "SELECT id, digest, perimeterID, command FROM panoramaVintage WHERE month = ?",
                arguments: [month.description])
            if let known, known["digest"] == count.digest, known["perimeterID"] == perimeter.id {
                return .unchanged
            }
            let effect = known == nil ? Effect.created : .replaced
            guard !isTrial else { return effect }
            if let known { try Self.remove(known["id"], in: db) }
            try Self.write(count, files, perimeter.id, request, command, at: now, in: db)
            try Journal.record(
                Event(
                    "panorama.importe", on: "panorama/\(month)",
                    [
                        "millesime": month.description, "effet": effect.rawValue, "empreinte": count.digest,
                        "fichiers": "\(files.unitOrigin.name), \(files.establishmentOrigin.name)",
                    ]), by: actor, at: now, in: db)
            return effect
        }
        return Outcome(effect: effect, count: count, perimeter: perimeter.title, communesAsked: codes.count)
    }

    /// Codes of the communes that are, or came to be, in these territories; of all those known when there is none.
    private static func communes(_ slugs: [String], on day: Day, in db: GRDB.Database) throws -> [String] {
        let all = try Territory.fetchAll(db, sql: "SELECT * FROM territory WHERE kind = 'commune' ORDER BY code")
        guard !all.isEmpty else {
            throw Refused(
                "Aucune commune n’est connue : importez d’abord les territoires (maillage importer territoires), puis recommencez."
            )
        }
        guard !slugs.isEmpty else { return all.map(\.code) }
        var wanted: Set<ID<Territory>> = []
        for slug in slugs {
            guard
                let territory = try Territory.fetchOne(
                    db, sql: "SELECT * FROM territory WHERE slug = ?", arguments: [slug])
            else {
                throw Refused(
                    "Aucun territoire ne s’appelle « \(slug) » : écrivez la fin de son adresse, par exemple pays-de-morlaix."
                )
            }
            wanted.insert(territory.id)
        }
        let reader = GeographyReader(Composition(try TerritoryStore.memberships(db)), on: day)
        let codes = all.filter { !reader.wholes(of: $0).isDisjoint(with: wanted) }.map(\.code)
        guard !codes.isEmpty else {
            throw Refused(
                "Aucune commune n’est connue dans \(slugs.joined(separator: ", ")) : importez-en la composition.")
        }
        return codes
    }

    private static func command(_ files: PanoramaFiles, _ month: Month, _ request: Request) -> String {
        var words = ["maillage importer panorama", files.unitOrigin.name, files.establishmentOrigin.name]
        words.append("--millesime \(month)")
        if !request.territories.isEmpty { words.append("--territoires " + request.territories.joined(separator: ",")) }
        if request.hasFrance { words.append("--france") }
        return words.joined(separator: " ")
    }

    private static func remove(_ id: Int64, in db: GRDB.Database) throws {
        try db.execute(sql: "DELETE FROM panoramaVintage WHERE id = ?", arguments: [id])
    }

    private static func write(
        _ count: PanoramaCount, _ files: PanoramaFiles, _ perimeter: Int64, _ request: Request, _ command: String,
        at now: Date, in db: GRDB.Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO panoramaVintage (month, perimeterID, scope, hasFrance, withoutCommune, treatedOn, command,
                    digest, importedAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                count.month.description, perimeter, request.territories.joined(separator: ","), request.hasFrance,
                count.withoutCommune, count.treatedOn, command, count.digest, now.formatted(.iso8601),
            ])
        let id = db.lastInsertedRowID
        let origins = [
            ("unites", files.unitOrigin, count.unitRows, count.unitsKept),
            ("etablissements", files.establishmentOrigin, count.establishmentRows, count.establishmentsKept),
        ]
        for (kind, origin, rows, kept) in origins {
            try db.execute(
                sql: "INSERT INTO panoramaFile VALUES (?, ?, ?, ?, ?, ?, ?)",
                arguments: [id, kind, origin.name, origin.digest, origin.size, rows, kept])
        }
        for commune in count.communes {
            try db.execute(
                sql: "INSERT INTO panoramaCells VALUES (?, ?, ?, ?)",
                arguments: [id, commune.code, Data(commune.cells), Data(commune.years)])
        }
    }
}
