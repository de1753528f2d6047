import Domain
import Foundation
import GRDB

extension CallOutcome: DatabaseValueConvertible {}

/// A call as recorded.
struct ProspectCall: Sendable {
    let outcome: CallOutcome
    let day: Day
    let again: Day?
    let note: String
    /// The name of who recorded it, while they have an account.
    let author: String?
}

/// An organisation to call, with what is known of it and what calls gave, the latest first.
struct Prospect: Sendable {
    let organisation: PlacedOrganisation
    let gain: HubCoverage.Gain
    let slug: String
    let sheet: OrganisationSheet
    let calls: [ProspectCall]
}

/// Everything the page of who is missing shows.
struct MissingView: Sendable {
    let hub: Hub
    let communes: [TerritoryRecord]
    let sectors: Sectors
    /// Of the communes asked for, or of all.
    let coverage: HubCoverage
    /// By commune, whatever was asked for.
    let byCommune: [String: Presence]
    let prospects: [Prospect]
    let shapes: MapShapes?
}

/// Who is missing in a hub: what the directory knows in its communes, less its members.
struct ProspectStore {
    let database: any DatabaseWriter
    let atlas: Atlas

    func view(_ hub: Hub, commune: String, on day: Day) async throws -> MissingView {
        let atlas = atlas
        return try await database.read { db in
            let communes = try HubPlaces.communes(of: hub.id, on: day, in: db)
            let sectors = try SectorStore.sectors(on: day, in: db)
            let known = try Self.known(in: communes, sectors, db)
            let memberIDs = try Set(MemberStore.members(of: hub.id, on: day, in: db).map(\.id))
            let members = try Self.members(memberIDs, in: communes, sectors, db)
            let others = known.filter { !memberIDs.contains($0.0.id) }
            let whole = HubCoverage(members: members, others: others.map(\.0))
            let asked = commune.isEmpty ? others : others.filter { $0.0.commune == commune }
            let coverage =
                commune.isEmpty
                ? whole
                : HubCoverage(members: members.filter { $0.commune == commune }, others: asked.map(\.0))
            let calls = try Self.calls(of: hub.id, in: db)
            let lines = Dictionary(asked.map { ($0.0.id, $0) }) { first, _ in first }
            // What an organisation fills is judged over the whole hub, even when one commune is looked at.
            let prospects = HubCoverage(members: whole.members, others: whole.others).toCall.compactMap {
                call -> Prospect? in
                guard let line = lines[call.organisation.id] else { return nil }
                return Prospect(
                    organisation: line.0, gain: call.gain, slug: line.slug, sheet: line.sheet,
                    calls: calls[line.0.id] ?? [])
            }
            return MissingView(
                hub: hub, communes: communes, sectors: sectors, coverage: coverage, byCommune: whole.communes,
                prospects: prospects, shapes: try atlas.shapes(.commune, in: db))
        }
    }

    typealias Known = (organisation: PlacedOrganisation, slug: String, sheet: OrganisationSheet)

    /// Active organisations of the directory in these communes, by the commune's code, else by postcode and town.
    static func known(
        in communes: [TerritoryRecord], _ sectors: Sectors, _ db: GRDB.Database
    ) throws -> [Known] {
        let codes = Set(communes.map(\.territory.code))
        let byName = CommuneNames(communes)
        let rows = try Row.fetchCursor(
            db, sql: "SELECT * FROM organisation WHERE publication = 'publiee' AND state = 'active'")
        var found: [Known] = []
        while let row = try rows.next() {
            let commune: String = row["commune"]
            let place = commune.isEmpty ? byName.code(postcode: row["postcode"], town: row["town"]) ?? "" : commune
            guard codes.contains(place) else { continue }
            let sheet = OrganisationReader.sheet(row).disclosed
            found.append((placed(row["id"], sheet, at: place, sectors), row["slug"], sheet))
        }
        return found
    }

    /// The hub's own members count wherever they are, even without an address.
    private static func members(
        _ ids: Set<ID<Organisation>>, in communes: [TerritoryRecord], _ sectors: Sectors, _ db: GRDB.Database
    ) throws -> [PlacedOrganisation] {
        let byName = CommuneNames(communes)
        let list = "[" + ids.map(\.description).joined(separator: ",") + "]"
        return try Row.fetchAll(
            db, sql: "SELECT * FROM organisation WHERE id IN (SELECT value FROM json_each(?))", arguments: [list]
        ).map { row in
            let sheet = OrganisationReader.sheet(row)
            let place =
                sheet[.commune].isEmpty ? byName.code(postcode: sheet[.postcode], town: sheet[.town]) : sheet[.commune]
            return placed(row["id"], sheet, at: place ?? "", sectors)
        }
    }

    private static func placed(
        _ id: ID<Organisation>, _ sheet: OrganisationSheet, at commune: String, _ sectors: Sectors
    ) -> PlacedOrganisation {
        let size = SizeClass(band: sheet[.sizeBand])
        let isEmployer = sheet[.employer] == "O" || [.small, .medium, .large].contains(size)
        return PlacedOrganisation(
            id: id, name: sheet[.name], family: sheet.family, sectors: sectors.sectors(of: sheet).map(\.code),
            commune: commune, size: size, isEmployer: isEmployer)
    }

    private static func calls(
        of hub: ID<Hub>, in db: GRDB.Database
    ) throws -> [ID<Organisation>: [ProspectCall]] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT c.*, p.name AS author FROM prospectCall c LEFT JOIN person p ON p.id = c.recordedBy
                WHERE c.hubID = ? ORDER BY c.id DESC
                """, arguments: [hub])
        var calls: [ID<Organisation>: [ProspectCall]] = [:]
        for row in rows {
            calls[row["organisationID"], default: []].append(
                ProspectCall(
                    outcome: row["outcome"], day: row["day"], again: row["again"], note: row["note"],
                    author: row["author"]))
        }
        return calls
    }

    /// Remembers what a call gave.
    func record(
        _ organisation: String, outcome: CallOutcome?, on day: Day?, again: String, note: String, for hub: ID<Hub>,
        actor: Actor, at now: Date
    ) async throws {
        let next = again.isEmpty ? nil : Day(again)
        let today = now.dayInFrance
        try RefusedForm.check([
            outcome == nil ? Refused("Dites ce que l’appel a donné.", field: "suite") : nil,
            day == nil ? Refused("Donnez le jour de l’appel, par exemple 2026-03-01.", field: "jour") : nil,
            day.map { $0 > today } == true ? Refused("Ce jour n’est pas encore venu.", field: "jour") : nil,
            Refused.farDay(day, today: today, field: "jour"),
            !again.isEmpty && next == nil
                ? Refused("Donnez le jour où rappeler, par exemple 2026-06-01, ou rien.", field: "rappel") : nil,
            Refused.farDay(next, today: today, field: "rappel"), Refused.tooLong(note, 500, field: "note"),
        ])
        guard let outcome, let day else { return }
        try await database.write { db in
            let found = try Row.fetchOne(
                db, sql: "SELECT id, name FROM organisation WHERE slug = ? AND publication = 'publiee'",
                arguments: [organisation])
            guard let row = found else { throw NotFound() }
            let id: ID<Organisation> = row["id"]
            try db.execute(
                sql: """
                    INSERT INTO prospectCall
                        (hubID, organisationID, outcome, day, again, note, recordedAt, recordedBy)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    hub, id, outcome, day, outcome == .later ? next : nil, note, now.formatted(.iso8601),
                    actor.personID,
                ])
            // The note stays at the hub: the history of a hub is public.
            try Journal.record(
                Event("appel.note", on: "appels/\(hub)", ["organisation": id.description, "suite": outcome.rawValue]),
                by: actor, at: now, in: db)
        }
    }
}

/// Communes by département and name, for records that say a postcode and a town; namesakes are left out.
struct CommuneNames {
    private let codes: [String: String]

    init(_ communes: [TerritoryRecord]) {
        let named = Dictionary(grouping: communes) { Self.key($0.territory.code, $0.name) }
        codes = named.compactMapValues { $0.count == 1 ? $0.first?.territory.code : nil }
    }

    func code(postcode: String, town: String) -> String? { codes[Self.key(postcode, town)] }

    private static func key(_ code: String, _ name: String) -> String {
        let words = SearchText.words(name).map { $0 == "st" ? "saint" : $0 == "ste" ? "sainte" : $0 }
        let kept = words.filter { $0 != "cedex" && $0.contains { !$0.isNumber } }
        return code.prefix(2) + "|" + kept.joined(separator: " ")
    }
}
