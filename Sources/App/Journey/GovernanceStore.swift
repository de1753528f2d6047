import Domain
import Foundation
import GRDB

/// What a group chose, and why.
struct GovernanceChoice: Sendable {
    let mode: GovernanceMode
    let host, reason: String
    let decidedOn: Day
}

/// Everything that the page of workstream 4 shows.
struct GovernanceView: Sendable {
    let hub: Hub
    let founders: [PossibleFounder]
    /// Those on whom the drafts are tried.
    let chosen: Set<String>
    /// Tried on the clauses of use rather than on the draft.
    let isCustomary: Bool
    let hasDraft: Bool
    let hasStatutes: Bool
    let host: GovernanceTrial.Host?
    let own, delegated: GovernanceTrial
    /// The latest first.
    let choices: [GovernanceChoice]
    /// Names among which a host may be found.
    let hosts: [String]

    var path: String { "/poles/\(hub.slug)/pilotage/demarche/gouvernance" }
    func trial(_ mode: GovernanceMode) -> GovernanceTrial { mode == .delegated ? delegated : own }

    /// The same trial, with the draft of one situation in full at the end of the page.
    func readingPath(_ mode: GovernanceMode) -> String {
        let founders = chosen.sorted().map { "&fondatrice=" + $0 }.joined()
        let name = (host?.name ?? "").addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let base = isCustomary && hasDraft ? "&base=usage" : ""
        return "\(path)?essai=oui\(founders)&hote-essaye=\(name)\(base)&lire=\(mode.rawValue)#lecture"
    }
}

/// Which of the two situations of R13 a hub to come chooses, tried on those who would found it.
struct GovernanceStore {
    let database: any DatabaseWriter
    let baseURL: String

    /// What somebody wants to try; nil everywhere: what the path knows.
    struct Question: Sendable {
        var founders: Set<String>?
        var host: String?
        var isCustomary = false
    }

    func view(_ hub: Hub, _ question: Question, on day: Day) async throws -> GovernanceView {
        try await database.read { [baseURL] db in
            let founding = try FoundingStore.view(hub, on: day, baseURL: baseURL, in: db)
            return try Self.view(founding, question, on: day, in: db)
        }
    }

    static func view(
        _ founding: FoundingView, _ question: Question, on day: Day, in db: GRDB.Database
    ) throws -> GovernanceView {
        let hub = founding.hub
        let draft = try StatutesStore.draft(of: hub.id, in: db)
        let inForce = try StatutesStore.inForce(at: hub.id, on: day, in: db)
        let base =
            try (question.isCustomary ? nil : draft ?? inForce)?.document
            ?? StatutesStore.customary(for: hub.id, on: day, in: db)
        let known = founding.founders
        let chosen = question.founders?.intersection(known.map(\.key)) ?? founding.proposed
        let places = try HubPlaces.communes(of: hub.id, on: day, in: db)
        let typed = question.host ?? [hub.manager, base.prose.management.host].first { !$0.isEmpty } ?? ""
        let host = typed.isEmpty ? nil : try Self.host(typed, in: places, on: day, db)
        let facts = try Self.facts(known.filter { chosen.contains($0.key) }, of: hub.id, on: day, in: db)
        func trial(_ mode: GovernanceMode) -> GovernanceTrial {
            GovernanceTrial(base, as: mode, host: mode == .delegated ? host : nil, founders: facts, on: day)
        }
        return GovernanceView(
            hub: hub, founders: known, chosen: chosen, isCustomary: question.isCustomary || draft ?? inForce == nil,
            hasDraft: draft != nil, hasStatutes: inForce != nil, host: host, own: trial(.ownStructure),
            delegated: trial(.delegated), choices: try choices(of: hub.id, in: db),
            hosts: known.filter { $0.organisation != nil }.map(\.name))
    }

    static func choices(of hub: ID<Hub>, in db: GRDB.Database) throws -> [GovernanceChoice] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM governanceChoice WHERE hubID = ? ORDER BY id DESC", arguments: [hub]
        ).map { row in
            GovernanceChoice(
                mode: row["mode"], host: row["host"], reason: row["reason"], decidedOn: row["decidedOn"])
        }
    }

    /// What the directory knows of an organisation by its whole name, when only one bears it.
    private static func host(
        _ name: String, in places: [TerritoryRecord], on day: Day, _ db: GRDB.Database
    ) throws -> GovernanceTrial.Host {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM organisation WHERE name = ? COLLATE NOCASE AND publication = 'publiee'
                AND state = 'active' LIMIT 2
                """, arguments: [name])
        guard rows.count == 1, let row = rows.first else { return GovernanceTrial.Host(name) }
        let commune: String = row["commune"]
        let place =
            commune.isEmpty
            ? CommuneNames(places).code(postcode: row["postcode"], town: row["town"]) ?? "" : commune
        var host = GovernanceTrial.Host(row["name"], organisation: row["id"])
        host.isInEss =
            EssPerimeter.verdict(OrganisationReader.sheet(row), in: try EssStore.table(on: day, in: db)).isIn
        host.isOnTerritory = places.contains { $0.territory.code == place }
        return host
    }

    /// Founders as the members that they would be, dues paid and long there: what statutes ask of members is not yet theirs.
    private static func facts(
        _ founders: [PossibleFounder], of hub: ID<Hub>, on day: Day, in db: GRDB.Database
    ) throws -> [MemberFacts] {
        let known = Dictionary(
            try MemberFactStore.facts(of: hub, on: day, in: db).map { ($0.organisation, $0) }
        ) { first, _ in first }
        return try founders.enumerated().map { index, founder in
            // No record stands for it: a number that no record has.
            guard let id = founder.organisation else {
                return MemberFacts(
                    ID(rawValue: Int64(-1 - index)), founder.name, family: founder.family, admittedOn: .farPast,
                    duesPaid: [day.year - 1, day.year])
            }
            let member = known[id]
            let row = try Row.fetchOne(
                db, sql: "SELECT siren, legalCategory FROM organisation WHERE id = ?", arguments: [id])
            let siren: String = row?["siren"] ?? ""
            return MemberFacts(
                id, founder.name, college: member?.college, family: founder.family,
                siren: siren.isEmpty ? nil : siren, group: member?.group,
                isPublicBody: member?.isPublicBody ?? PublicBody.isOne(legalCategory: row?["legalCategory"] ?? ""),
                admittedOn: .farPast, duesPaid: [day.year - 1, day.year])
        }
    }
}
