import Domain
import Foundation
import GRDB

/// A milestone with what became of it, for a history.
struct HistoryEntry: Sendable {
    enum Fate: Sendable {
        case current
        case replaced(by: ID<Milestone>, reason: String)
        case withdrawn(at: String, by: String?, reason: String)
    }

    let milestone: Milestone
    let recordedAt: String
    /// The name of who recorded it; nil for the program's first data.
    let recordedBy: String?
    let overrideReason: String?
    let replaces: ID<Milestone>?
    let fate: Fate
}

/// A territory of a perimeter, with its name.
struct PerimeterLine: Sendable {
    let entry: Int64
    let record: TerritoryRecord
    let validity: Validity
    let source: Source
    /// Where its end comes from.
    let endSource: String?
}

/// One hub with everything its pages show.
struct HubView: Sendable {
    let hub: Hub
    let network: SituationView
    let perimeter: [PerimeterLine]
    let history: [HistoryEntry]
    let members: [HubMember]
    /// Those that its present members are in, in the network's order, among how many.
    let sectors: (represented: [Sector], count: Int)
    /// Its statutes are for everybody to read.
    let publishesStatutes: Bool
    /// Somebody sits, or sat, in one of its bodies.
    let hasMandates: Bool
    /// The journal's lines about it, latest first.
    let changes: [JournalLine]

    var id: ID<Hub> { hub.id }
    var standing: Standing { network.situation.hubs[hub.id] ?? .unknown }
    var milestones: [Milestone] { network.facts.milestones.filter { $0.subject == .hub(hub.id) } }
    var territoriesNow: [PerimeterLine] { perimeter.filter { $0.validity.contains(network.day) } }
    var membersNow: [HubMember] { members.filter { $0.validity.contains(network.day) } }
    /// Legal families of its present members.
    var families: Set<Family> { Set(membersNow.map(\.organisation.family)).subtracting([.undetermined]) }
    var headcount: Headcount? { network.facts.headcount(of: hub.id, on: network.day) }
}

struct HubViewStore {
    let database: any DatabaseWriter
    let atlas: Atlas

    func view(slug: String, on day: Day) async throws -> HubView? {
        let atlas = atlas
        return try await database.read { db in
            guard let hub = try Hub.fetchOne(db, sql: "SELECT * FROM hub WHERE slug = ?", arguments: [slug]) else {
                return nil
            }
            let network = try SituationStore.view(on: day, atlas: atlas, in: db)
            return HubView(
                hub: hub, network: network, perimeter: try perimeter(hub.id, on: day, in: db),
                history: try HistoryStore.history("m.hubID = ?", [hub.id], in: db),
                members: try MemberStore.history(of: hub.id, in: db),
                sectors: try SectorStore.represented(in: hub.id, on: day, in: db),
                publishesStatutes: try StatutesStore.inForce(at: hub.id, on: day, in: db)?.isPublic ?? false,
                hasMandates: try Bool.fetchOne(
                    db, sql: "SELECT EXISTS (SELECT 1 FROM mandate WHERE hubID = ? AND cancelledAt IS NULL)",
                    arguments: [hub.id]) ?? false,
                changes: try Journal.lines(about: "pole/\(hub.id)", limit: 200, in: db))
        }
    }

    private func perimeter(_ hub: ID<Hub>, on day: Day, in db: GRDB.Database) throws -> [PerimeterLine] {
        let ids = try ID<Territory>.fetchSet(
            db, sql: "SELECT territoryID FROM hubPerimeter WHERE hubID = ?", arguments: [hub])
        let records = try TerritoryStore.records(among: ids, on: day, includingOthers: true, in: db)
        let byID = Dictionary(records.map { ($0.id, $0) }) { (first: TerritoryRecord, _) in first }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT p.*, s.title AS sourceTitle, s.url AS sourceURL, s.documentID, u.title AS endSource
                FROM hubPerimeter p JOIN source s ON s.id = p.sourceID
                LEFT JOIN source u ON u.id = p.untilSourceID WHERE p.hubID = ? ORDER BY p.validFrom, p.id
                """, arguments: [hub]
        ).compactMap { (row: Row) -> PerimeterLine? in
            let id: ID<Territory> = row["territoryID"]
            return byID[id].map { record in
                PerimeterLine(
                    entry: row["id"], record: record, validity: Validity(row: row), source: Source(row: row),
                    endSource: row["endSource"])
            }
        }
    }
}

/// Histories of milestones: nothing is left out.
enum HistoryStore {
    /// `condition` is written in our own code; its values are arguments.
    static func history(
        _ condition: StaticString, _ arguments: StatementArguments, in db: GRDB.Database
    ) throws -> [HistoryEntry] {
        let rows = try Row.fetchAll(
            db,
            SQLRequest<Row>(
                sql: """
                    SELECT m.*, s.title AS sourceTitle, s.url AS sourceURL, s.documentID, author.name AS author,
                        later.id AS laterID, later.correctionReason AS laterReason,
                        w.withdrawnAt, w.reason AS withdrawalReason, remover.name AS remover
                    FROM milestone m JOIN source s ON s.id = m.sourceID
                    LEFT JOIN person author ON author.id = m.recordedBy
                    LEFT JOIN milestone later ON later.replaces = m.id
                    LEFT JOIN milestoneWithdrawal w ON w.milestoneID = m.id
                    LEFT JOIN person remover ON remover.id = w.withdrawnBy
                    WHERE \(condition.description) ORDER BY m.id DESC
                    """, arguments: arguments))
        return try rows.map { (row: Row) in
            let later: ID<Milestone>? = row["laterID"]
            let withdrawnAt: String? = row["withdrawnAt"]
            let fate: HistoryEntry.Fate
            if let later {
                fate = .replaced(by: later, reason: row["laterReason"] ?? "")
            } else if let withdrawnAt {
                fate = .withdrawn(at: withdrawnAt, by: row["remover"], reason: row["withdrawalReason"] ?? "")
            } else {
                fate = .current
            }
            return HistoryEntry(
                milestone: try Milestone(row: row), recordedAt: row["recordedAt"], recordedBy: row["author"],
                overrideReason: row["overrideReason"], replaces: row["replaces"], fate: fate)
        }
    }
}

/// Histories for the pages that are not a hub's.
struct HistoryReader {
    let database: any DatabaseWriter

    /// Everything recorded about a territory, or about the hubs that ever covered it.
    func history(ofTerritory id: ID<Territory>) async throws -> [HistoryEntry] {
        try await database.read { db in
            try HistoryStore.history(
                "m.territoryID = ? OR m.hubID IN (SELECT hubID FROM hubPerimeter WHERE territoryID = ?)", [id, id],
                in: db)
        }
    }

    func historyOfTheNetwork() async throws -> [HistoryEntry] {
        try await database.read { db in
            try HistoryStore.history("m.hubID IS NULL AND m.territoryID IS NULL", [], in: db)
        }
    }
}
