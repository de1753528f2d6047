import Domain
import Foundation
import GRDB

/// Everything that a dossier de préfiguration is made of, read in one snapshot.
struct DossierMaterial: Sendable {
    let network: String
    let journey: JourneyView
    let territories: [String]
    let inhabitants: Int
    let milestones: [Milestone]
    let survey: SurveyResults?
    let functions: FunctionView
    let partners: [PossiblePartner]
    let study: PrefigurationStudy?
    /// Organisations of the directory in the perimeter, by family.
    let known: [Family: Int]
    let prospects: Int
    let mobilisation: Mobilisation
    let governance: GovernanceView
    /// Hubs whose perimeter touches this one's Pays, with where they stand.
    let neighbours: [(name: String, status: Status)]
    /// Population years and who counts organisations, for the sources.
    let populationYears: [Int]

    var plan: FinancePlan? { journey.facts.plan.flatMap { $0.isEmpty ? nil : $0 } }

    /// Parts that are not there yet, as the dossier names them.
    var missing: [String] {
        var parts: [String] = []
        if territories.isEmpty { parts.append("le territoire : aucun périmètre n’est défini") }
        if journey.core.structures == 0 { parts.append("qui pilote : aucune structure n’est inscrite au noyau") }
        if survey == nil { parts.append("l’enquête d’intérêt : elle n’est pas close") }
        if functions.figures.isEmpty { parts.append("le diagnostic : aucun chiffre n’est réuni") }
        if functions.needs.isEmpty { parts.append("les besoins et la matrice") }
        if functions.weights == nil { parts.append("le poids des fonctions") }
        if functions.actions.isEmpty { parts.append("les premières actions") }
        if journey.hub.governance == .undecided { parts.append("le mode de gouvernance et de gestion") }
        if !governance.hasDraft, !governance.hasStatutes { parts.append("le projet de statuts") }
        if partners.isEmpty { parts.append("les partenaires") }
        if plan == nil { parts.append("le plan de financement") }
        return parts
    }
}

/// A version of the dossier, as listed.
struct DossierVersion: Sendable {
    let id: Int64
    let number, missing: Int
    /// Comments, and those among them that wait for an answer.
    let comments, waiting: Int
    let key, madeAt: String
    let isClosed: Bool
}

/// A version that a key opened.
struct OpenedDossier: Sendable {
    let hub: Hub
    let number: Int
    let body: String
    let madeAt: String
    /// Comments written on it so far.
    let comments: Int
}

/// The dossier de préfiguration: made at any time, kept version by version, opened by a key.
struct DossierStore {
    let database: any DatabaseWriter
    let atlas: Atlas

    func material(_ hub: Hub, on day: Day) async throws -> DossierMaterial {
        let atlas = atlas
        return try await database.read { db in
            let journey = try JourneyStore.view(hub, on: day, in: db)
            let ids = try ID<Territory>.fetchSet(
                db,
                sql: """
                    SELECT territoryID FROM hubPerimeter WHERE hubID = ?
                    AND (validFrom IS NULL OR validFrom <= ?) AND (validUntil IS NULL OR validUntil > ?)
                    """, arguments: [hub.id, day, day])
            let places = try TerritoryStore.records(among: ids, on: day, includingOthers: true, in: db)
            let communes = try HubPlaces.communes(of: hub.id, on: day, in: db)
            let known = try ProspectStore.known(in: communes, journey.sectors, db)
            let survey = try SurveyStore.current(of: hub.id, in: db)
            let name = try String.fetchOne(db, sql: "SELECT value FROM setting WHERE name = 'nom'")
            return DossierMaterial(
                network: name ?? "", journey: journey, territories: places.map(\.name).sorted(),
                inhabitants: places.compactMap(\.population).reduce(0) { $0 + $1.inhabitants },
                milestones: try NetworkStore.milestones(db).filter { $0.subject == .hub(hub.id) }.sorted {
                    Milestone.chronological($0, $1)
                },
                survey: try survey.flatMap { try SurveyAnswerStore.results($0, hub: hub, on: day, in: db) },
                functions: try FunctionStore.view(hub, on: day, in: db),
                partners: try PartnerStore.partners(of: hub.id, in: db),
                study: try PartnerStore.study(of: hub.id, in: db),
                known: Dictionary(grouping: known) { $0.organisation.family }.mapValues(\.count),
                prospects: journey.facts.calls,
                mobilisation: try MobilisationStore.read(
                    hub.id, journey.core, journey.sectors, atlas: atlas, on: day, in: db),
                governance: try GovernanceStore.view(
                    FoundingStore.view(hub, on: day, baseURL: "", in: db), GovernanceStore.Question(), on: day, in: db),
                neighbours: try Self.neighbours(of: hub.id, ids, on: day, in: db),
                populationYears: Set(places.compactMap { $0.population?.year }).sorted())
        }
    }

    /// The other hubs and initiatives that reach into the same Pays that day (R10).
    private static func neighbours(
        of hub: ID<Hub>, _ held: Set<ID<Territory>>, on day: Day, in db: GRDB.Database
    ) throws -> [(name: String, status: Status)] {
        let facts = try NetworkStore.facts(db)
        let situation = Situation(of: facts, on: day)
        let pays = Set(held.map { facts.composition.whole(.pays, of: $0, on: day) ?? $0 })
        let others = Set(
            facts.perimeters.filter { entry in
                entry.hubID != hub && entry.validity.contains(day)
                    && pays.contains(
                        facts.composition.whole(.pays, of: entry.territoryID, on: day) ?? entry.territoryID)
            }.map(\.hubID))
        return try others.sorted { $0.rawValue < $1.rawValue }.compactMap { id in
            guard let status = situation.hubs[id]?.status, status.rank > Status.none.rank else { return nil }
            return try Hub.fetchOne(db, key: id).map { ($0.name, status) }
        }
    }

    func versions(of hub: ID<Hub>) async throws -> [DossierVersion] {
        try await database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT d.id, d.number, d.missing, d.key, d.madeAt, d.closedAt, count(c.id) AS comments,
                        total(c.answer = '' AND c.closedAt IS NULL) AS waiting
                    FROM journeyDossier d LEFT JOIN dossierComment c ON c.dossierID = d.id
                    WHERE d.hubID = ? GROUP BY d.id ORDER BY d.number DESC
                    """, arguments: [hub]
            ).map { row in
                DossierVersion(
                    id: row["id"], number: row["number"], missing: row["missing"], comments: row["comments"],
                    waiting: Int(row["waiting"] as Double), key: row["key"], madeAt: row["madeAt"],
                    isClosed: (row["closedAt"] as String?) != nil)
            }
        }
    }

    /// Keeps a version as it was made.
    func keep(
        _ body: String, missing: Int, under key: Secret, of hub: ID<Hub>, actor: Actor, at now: Date
    ) async throws {
        try await database.write { db in
            let number =
                try Int.fetchOne(
                    db, sql: "SELECT coalesce(max(number), 0) + 1 FROM journeyDossier WHERE hubID = ?", arguments: [hub]
                )
                ?? 1
            guard number <= 200 else { throw Refused("Deux cents versions sont gardées : c’est assez.") }
            try db.execute(
                sql: """
                    INSERT INTO journeyDossier (hubID, number, key, body, missing, madeAt, madeBy)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [hub, number, key.text, body, missing, now.formatted(.iso8601), actor.personID])
            try Journal.record(
                Event("dossier.fait", on: "demarche/\(hub)", ["numero": String(number)]), by: actor, at: now, in: db)
        }
    }

    /// The link opens nothing any more; the version stays.
    func close(_ id: Int64, of hub: ID<Hub>, actor: Actor, at now: Date) async throws {
        try await database.write { db in
            try db.execute(
                sql: "UPDATE journeyDossier SET closedAt = ? WHERE id = ? AND hubID = ? AND closedAt IS NULL",
                arguments: [now.formatted(.iso8601), id, hub])
            guard db.changesCount == 1 else { throw NotFound() }
            try Journal.record(Event("dossier.ferme", on: "demarche/\(hub)"), by: actor, at: now, in: db)
        }
    }

    /// What a key opens, as long as its link is not closed.
    func opened(_ key: Secret) async throws -> OpenedDossier? {
        try await database.read { db in
            let row = try Row.fetchOne(
                db, sql: "SELECT * FROM journeyDossier WHERE key = ? AND closedAt IS NULL", arguments: [key.text])
            guard let row, let hub = try Hub.fetchOne(db, key: row["hubID"] as ID<Hub>) else { return nil }
            let comments = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM dossierComment WHERE dossierID = ?", arguments: [row["id"] as Int64])
            return OpenedDossier(
                hub: hub, number: row["number"], body: row["body"], madeAt: row["madeAt"], comments: comments ?? 0)
        }
    }
}
