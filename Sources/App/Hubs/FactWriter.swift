import Domain
import Foundation
import GRDB

/// One installation: remembers the numbers that keys were given.
struct FactWriter {
    let now: Date
    private var sources: [String: ID<Source>] = [:]
    private var territories: [String: ID<Territory>] = [:]

    init(now: Date) { self.now = now }

    mutating func write(_ facts: FactFile, in db: GRDB.Database) throws {
        try cite(facts.sources, in: db)
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
                sql: """
                    INSERT INTO keyFigure (territoryID, name, year, value, unit, sourceID) VALUES (?, ?, ?, ?, ?, ?)
                    """,
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

    /// On top of territories that are already there.
    mutating func write(_ facts: DemonstrationFile, in db: GRDB.Database) throws {
        try cite(facts.sources, in: db)
        for row in try Row.fetchAll(db, sql: "SELECT id, kind, code FROM territory") {
            territories[(row["kind"] as String) + ":" + (row["code"] as String)] = row["id"]
        }
        for hub in facts.poles { try write(hub, in: db) }
        for fact in facts.jalonsDuReseau { try write(fact, hub: nil, territory: nil, in: db) }
    }

    private mutating func cite(_ titles: [String: String], in db: GRDB.Database) throws {
        for (key, title) in titles.sorted(by: { $0.key < $1.key }) {
            sources[key] = try Source.record(title: title, in: db)
        }
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
            sql: """
                INSERT INTO hub (slug, name, governance, presentation, manager, contactEmail, contactPhone, website)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                fact.slug, fact.nom, fact.gouvernance, fact.presentation ?? "", fact.gestionnaire ?? "",
                fact.courriel ?? "", fact.telephone ?? "", fact.site ?? "",
            ])
        let id = ID<Hub>(rawValue: db.lastInsertedRowID)
        let first = try fact.jalons.first.map { (milestone: FactFile.MilestoneFact) in try source(milestone.source) }
        for code in fact.territoires {
            try db.execute(
                sql: "INSERT INTO hubPerimeter (hubID, territoryID, sourceID) VALUES (?, ?, ?)",
                arguments: [id, try self.id("pays:" + code), first])
        }
        for milestone in fact.jalons { try write(milestone, hub: id, territory: nil, in: db) }
        for count in fact.effectifs ?? [] { try write(count, hub: id, in: db) }
        for organisation in fact.organisations ?? [] {
            let member = try MemberStore.organisation(
                name: organisation.nom, family: organisation.famille, summary: organisation.activite, actor: .program,
                at: now, in: db)
            try db.execute(
                sql: "INSERT INTO hubMember (hubID, organisationID, validFrom) VALUES (?, ?, ?)",
                arguments: [id, member, organisation.depuis])
            try MemberFactWriter(hub: id, since: founded(fact), now: now).write(organisation, member, in: db)
        }
        try MemberFactWriter(hub: id, since: founded(fact), now: now).write(
            fact.demandes ?? [], fact.echanges ?? [], in: db)
        if let scale = fact.cotisation { try MemberFactWriter.write(scale, of: id, fact, in: db) }
    }

    /// Colleges exist from the founding assembly on.
    private func founded(_ fact: FactFile.HubFact) -> Day? {
        fact.jalons.first { $0.sorte == .foundingAssembly }?.date.earliest
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
        guard let id = sources[key] else {
            throw Refused("Le fichier de faits cite une source qu’il ne donne pas : « \(key) ».")
        }
        return id
    }

    private func id(_ key: String) throws -> ID<Territory> {
        guard let id = territories[key] else {
            throw Refused("Le fichier de faits nomme un territoire inconnu : « \(key) ».")
        }
        return id
    }
}
