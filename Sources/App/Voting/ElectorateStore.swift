import Domain
import Foundation
import GRDB

/// Who votes in a hub on a day, and under which rules.
enum ElectorateStore {
    /// The version in force, or that of the assembly whose item is voted; customary rules where nothing was adopted yet.
    static func statutes(of hub: ID<Hub>, item: ID<AgendaItem>?, on day: Day, in db: GRDB.Database) throws -> Statutes {
        let frozen = try String.fetchOne(
            db,
            sql: """
                SELECT a.statutes FROM agendaItem i JOIN assembly a ON a.id = i.assemblyID
                WHERE i.id = ? AND a.hubID = ? AND a.statutes IS NOT NULL
                """, arguments: [item, hub])
        if let frozen { return try JSONDecoder().decode(Statutes.self, from: Data(frozen.utf8)) }
        return try StatutesStore.inForce(at: hub, on: day, in: db)?.rules ?? .customary(inForceFrom: day)
    }

    static func roll(of hub: ID<Hub>, on day: Day, under statutes: Statutes, in db: GRDB.Database) throws -> Roll {
        Roll(of: try MemberFactStore.facts(of: hub, on: day, in: db), on: day, under: statutes)
    }

    /// Where a member's link goes when nobody typed an address: the representative's, else the record's public one.
    static func addresses(of hub: ID<Hub>, on day: Day, in db: GRDB.Database) throws -> [ID<Organisation>: VoterContact]
    {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT DISTINCT o.id, o.email FROM hubMember m JOIN organisation o ON o.id = m.organisationID
                WHERE m.hubID = ? AND o.email <> ''
                """, arguments: [hub])
        let boxes = rows.map { (row: Row) in
            (row["id"] as ID<Organisation>, VoterContact(name: "", address: row["email"]))
        }
        // Titulars come first: a deputy speaks when there is none.
        let people = try RepresentativeStore.representatives(of: hub, on: day, in: db).compactMap { one in
            one.address.map { (one.organisation, VoterContact(name: one.name, address: $0.text)) }
        }
        let named = Dictionary(people) { first, _ in first }
        return Dictionary(boxes) { first, _ in first }.merging(named) { _, representative in representative }
    }
}

/// Who votes for an organisation, and where their link goes.
struct VoterContact: Sendable, Hashable {
    var name: String
    var address: String
}
