import Domain
import Foundation
import GRDB

/// Writes a file of facts into a database that has none yet.
struct FactStore {
    let database: any DatabaseWriter

    /// Reads a file of facts; a `Refused` names what is wrong with it and where.
    static func read(_ file: URL) throws -> FactFile {
        do {
            return try JSONDecoder().decode(FactFile.self, from: Data(contentsOf: file))
        } catch let error as DecodingError {
            throw Refused("Le fichier de faits « \(file.lastPathComponent) » ne se lit pas : \(error.place).")
        }
    }

    /// Everything in one transaction; refuses when there already are territories.
    func install(_ facts: FactFile, now: Date) throws {
        try database.write { db in
            guard try Int.fetchOne(db, sql: "SELECT count(*) FROM territory") == 0 else {
                throw Refused("Ces données sont déjà initialisées : rien n’a été changé.")
            }
            var writer = FactWriter(facts: facts, now: now)
            try writer.write(in: db)
            try Journal.record(
                Event("donnees.initialisees", on: "reseau", ["reseau": facts.reseau.nom]), by: .program, at: now, in: db)
        }
    }
}

/// One installation: remembers the numbers that keys were given.
private struct FactWriter {
    let facts: FactFile
    let now: Date
    private var sources: [String: ID<Source>] = [:]
    private var territories: [String: ID<Territory>] = [:]

    init(facts: FactFile, now: Date) { (self.facts, self.now) = (facts, now) }

    mutating func write(in db: GRDB.Database) throws {
        for (key, title) in facts.sources.sorted(by: { $0.key < $1.key }) {
            sources[key] = try Source.record(title: title, in: db)
        }
        try db.execute(sql: "INSERT INTO setting VALUES ('nom', ?)", arguments: [facts.reseau.nom])
        for threshold in facts.seuils {
            try db.execute(
                sql: "INSERT INTO threshold VALUES (?, ?, ?, ?)",
                arguments: [threshold.nom, threshold.depuis, threshold.valeur, threshold.motif])
        }
        for territory in facts.territoires { try write(territory, in: db) }
        for membership in facts.appartenances { try write(membership, in: db) }
        for figure in facts.chiffres {
            try db.execute(
                sql: "INSERT INTO keyFigure VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [
                    try id(figure.territoire), figure.nom, figure.annee, figure.valeur, figure.unite,
                    try source(figure.source),
                ])
        }
        for hub in facts.poles { try write(hub, in: db) }
        for fact in facts.jalonsDesTerritoires {
            try write(fact.jalon, hub: nil, territory: try id(fact.territoire), in: db)
        }
        for fact in facts.jalonsDuReseau { try write(fact, hub: nil, territory: nil, in: db) }
        for count in facts.effectifsDuReseau { try write(count, hub: nil, in: db) }
    }

    private mutating func write(_ fact: FactFile.TerritoryFact, in db: GRDB.Database) throws {
        try db.execute(
            sql: "INSERT INTO territory (kind, code, slug) VALUES (?, ?, ?)",
            arguments: [fact.sorte, fact.code, Territory.slug(fact.sorte, code: fact.code, name: fact.nom)])
        let id = ID<Territory>(rawValue: db.lastInsertedRowID)
        territories[fact.sorte.rawValue + ":" + fact.code] = id
        try db.execute(
            sql: """
                INSERT INTO territoryName (territoryID, name, shortName, validFrom, sourceID) VALUES (?, ?, ?, ?, ?)
                """, arguments: [id, fact.nom, fact.court, fact.depuis, try source(fact.source)])
        if let population = fact.population, let year = fact.annee {
            try db.execute(
                sql: "INSERT INTO population VALUES (?, ?, ?, ?)",
                arguments: [id, year, population, try source(fact.sourcePopulation ?? fact.source)])
        }
    }

    private func write(_ fact: FactFile.MembershipFact, in db: GRDB.Database) throws {
        try db.execute(
            sql: """
                INSERT INTO membership (partID, wholeID, wholeKind, validFrom, validUntil, certainty, sourceID)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                try id(fact.partie), try id(fact.dans), String(fact.dans.prefix { $0 != ":" }), fact.depuis,
                fact.jusqua, fact.certitude, try source(fact.source),
            ])
    }

    private func write(_ fact: FactFile.HubFact, in db: GRDB.Database) throws {
        try db.execute(
            sql: "INSERT INTO hub (slug, name, governance) VALUES (?, ?, ?)",
            arguments: [fact.slug, fact.nom, fact.gouvernance])
        let id = ID<Hub>(rawValue: db.lastInsertedRowID)
        let first = try fact.jalons.first.map { (milestone: FactFile.MilestoneFact) in try source(milestone.source) }
        for code in fact.territoires {
            try db.execute(
                sql: "INSERT INTO hubPerimeter (hubID, territoryID, sourceID) VALUES (?, ?, ?)",
                arguments: [id, try self.id("pays:" + code), first])
        }
        for milestone in fact.jalons { try write(milestone, hub: id, territory: nil, in: db) }
        for count in fact.effectifs ?? [] { try write(count, hub: id, in: db) }
    }

    private func write(
        _ fact: FactFile.MilestoneFact, hub: ID<Hub>?, territory: ID<Territory>?, in db: GRDB.Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO milestone (hubID, territoryID, kind, date, title, detail, certainty, sourceID, recordedAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                hub, territory, fact.sorte, fact.date, fact.titre, fact.detail ?? "", fact.certitude,
                try source(fact.source), now.formatted(.iso8601),
            ])
    }

    private func write(_ fact: FactFile.HeadcountFact, hub: ID<Hub>?, in db: GRDB.Database) throws {
        try db.execute(
            sql: "INSERT INTO headcount (hubID, date, organisations, territories, sourceID) VALUES (?, ?, ?, ?, ?)",
            arguments: [hub, fact.date, fact.organisations, fact.territoires, try source(fact.source)])
    }

    private func source(_ key: String) throws -> ID<Source> {
        guard let id = sources[key] else { throw Refused("Le fichier de faits cite une source qu’il ne donne pas : « \(key) ».") }
        return id
    }

    private func id(_ key: String) throws -> ID<Territory> {
        guard let id = territories[key] else { throw Refused("Le fichier de faits nomme un territoire inconnu : « \(key) ».") }
        return id
    }
}

extension DecodingError {
    /// Where the reading stopped, and why, in a few French words.
    var place: String {
        let context: Context
        switch self {
        case .keyNotFound(let key, let found): return path(found) + " : il manque « \(key.stringValue) »"
        case .typeMismatch(_, let found), .valueNotFound(_, let found), .dataCorrupted(let found): context = found
        @unknown default: return "format inconnu"
        }
        return path(context) + " : " + context.debugDescription
    }

    private func path(_ context: Context) -> String {
        let parts = context.codingPath.map { (key: any CodingKey) in key.intValue.map { String($0 + 1) } ?? key.stringValue }
        return parts.isEmpty ? "au début" : parts.joined(separator: ", ")
    }
}
