import Domain
import Foundation
import GRDB
import Testing

@testable import App

/// An assembly that was convened, ready to open.
struct ConvenedAssembly: Sendable {
    let site: Site
    let hub: ID<Hub>
    let id: ID<Assembly>
    let person: ID<Person>
    let members: [ID<Organisation>]

    var path: String { "/poles/ici/pilotage/assemblees/\(id)" }

    /// - Parameters:
    ///   - colleges: the college of each member, in order; nil: none.
    ///   - agenda: kind, title, text; an election fills the body « conseil ».
    static func make(
        members names: [(name: String, college: String?)], statutes: Statutes, kind: Assembly.Kind = .ordinary,
        agenda: [(kind: AgendaItem.Kind, title: String, method: ElectionMethod?)]
    ) async throws -> ConvenedAssembly {
        let members = names.enumerated().map { index, member in
            MemberFacts(
                ID(rawValue: Int64(index + 1)), member.name, college: member.college, admittedOn: day("2024-01-01"))
        }
        return try await make(members: members, statutes: statutes, kind: kind, agenda: agenda)
    }

    /// - Parameter day: when it is held; nil: today.
    static func make(
        members: [MemberFacts], statutes: Statutes, kind: Assembly.Kind = .ordinary, on day: Day? = nil,
        agenda: [(kind: AgendaItem.Kind, title: String, method: ElectionMethod?)]
    ) async throws -> ConvenedAssembly {
        let site = try Site()
        if let day { site.clock.move(to: day) }
        let hub = try await site.hub("ici", name: "Pôle d’ici")
        let person = try await site.person("Soizic Secrétaire", "soizic@example.org", (.hubCoordinator, .hub(hub)))
        try await site.database.write { db in
            for member in members { try insert(member, in: hub, db) }
        }
        let ids = members.map(\.organisation)
        let today = site.today
        let draft = AssemblyDraft(
            kind: kind, title: "Assemblée d’ici", date: (day ?? today).description, place: "Salle des fêtes")
        let id = try await AssemblyStore(database: site.database).create(draft, in: hub, actor: .program, at: site.now)
        try await site.database.write { db in
            for (index, item) in agenda.enumerated() {
                try db.execute(
                    sql: """
                        INSERT INTO agendaItem (assemblyID, position, kind, title, text, bodyKey, seats, method)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        id, index + 1, item.kind, item.title,
                        item.kind == .information ? "" : "Texte de \(item.title).",
                        item.kind == .election ? "conseil" : nil, item.kind == .election ? 3 : nil, item.method,
                    ])
            }
            try db.execute(
                sql: "UPDATE assembly SET statutes = ?, convenedOn = ?, state = 'convoquee' WHERE id = ?",
                arguments: [try SittingStore.json(statutes), today.adding(days: -20), id])
        }
        return ConvenedAssembly(site: site, hub: hub, id: id, person: person, members: ids)
    }

    /// A member with everything that the case says of it.
    static func insert(_ member: MemberFacts, in hub: ID<Hub>, _ db: GRDB.Database) throws {
        let (id, start) = (member.organisation, member.admittedOn ?? .farPast)
        try db.execute(
            sql: """
                INSERT INTO organisation (id, slug, name, family, siren, origin, createdAt, updatedAt)
                VALUES (?, ?, ?, ?, ?, 'fichier', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')
                """,
            arguments: [
                id, "membre-\(id)", member.name, member.family?.rawValue ?? "cooperative", member.siren ?? "",
            ])
        try db.execute(
            sql: "INSERT INTO hubMember (hubID, organisationID, validFrom, validUntil) VALUES (?, ?, ?, ?)",
            arguments: [hub, id, start, member.leftOn])
        if let college = member.college {
            try db.execute(
                sql: "INSERT INTO memberCollege (hubID, organisationID, validFrom, college) VALUES (?, ?, ?, ?)",
                arguments: [hub, id, start, college])
        }
        if member.isPublicBody || member.group != nil {
            try db.execute(
                sql: "INSERT INTO memberStanding (hubID, organisationID, isPublicBody, affiliates) VALUES (?, ?, ?, ?)",
                arguments: [hub, id, member.isPublicBody, member.group ?? ""])
        }
        for suspension in member.suspensions {
            try db.execute(
                sql: """
                    INSERT INTO memberSuspension (hubID, organisationID, validFrom, validUntil, decidedBy, reason)
                    VALUES (?, ?, ?, ?, 'Le conseil', 'Essai')
                    """, arguments: [hub, id, suspension.from, suspension.until])
        }
        for year in member.duesPaid {
            try db.execute(
                sql: """
                    INSERT INTO duesCall (hubID, organisationID, year, label, amount, calledOn, dueOn)
                    VALUES (?, ?, ?, 'Cotisation', 0, '2020-01-01', '2020-01-01')
                    """, arguments: [hub, id, year])
        }
    }

    /// Signs in the first ones together, as the sheet writes them one by one.
    func seat(_ count: Int) async throws { try await seat(Array(members.prefix(count))) }

    func seat(_ members: [ID<Organisation>]) async throws {
        try await site.database.write { [id] db in
            for member in members {
                try db.execute(
                    sql: """
                        INSERT INTO sittingAttendance (assemblyID, organisation, manner, fromItem, representative, at)
                        VALUES (?, ?, 'present', 0, ?, '2026-06-20T08:00:00Z')
                        """, arguments: [id, member, "Personne \(member)"])
            }
        }
    }

    func record() async throws -> AssemblyRecord {
        try await site.database.read { [id] db in try SittingRecordStore.record(of: id, in: db) }
    }

    func visit(_ work: @escaping @Sendable (Browser) async throws -> Void) async throws {
        let (site, person) = (site, person)
        try await site.visit { browser in
            try await browser.signIn(as: person, on: site)
            try await work(browser)
        }
    }

    func sign(_ index: Int, _ browser: Browser, _ manner: String = "present", from item: Int = 0) async throws -> Answer
    {
        try await browser.post(
            path + "/seance/emargement",
            [
                ("organisation", members[index].description), ("etat", manner), ("depuis", String(item)),
                ("representant", "Personne \(index + 1)"),
            ])
    }
}

extension Site {
    /// Statutes in force since a day: the customary ones, changed.
    func adoptStatutes(
        at hub: ID<Hub>, from start: Day, _ change: @escaping @Sendable (inout Statutes) -> Void
    ) async throws {
        let now = now
        try await database.write { db in
            let id = try StatutesStore.begin(hub, from: .customary, actor: .program, at: now, in: db)
            var rules = try #require(try StatutesStore.version(id, in: db)).rules
            change(&rules)
            try db.execute(
                sql: "UPDATE statutesVersion SET rules = ? WHERE id = ?",
                arguments: [try StatutesStore.json(rules), id])
            let draft = try #require(try StatutesStore.version(id, in: db))
            try StatutesStore.settle(draft, on: start, from: start, reason: "Essai", in: db)
        }
    }
}
