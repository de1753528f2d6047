import Domain
import Foundation
import GRDB

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
        let site = try Site()
        let hub = try await site.hub("ici", name: "Pôle d’ici")
        let person = try await site.person("Soizic Secrétaire", "soizic@example.org", (.hubCoordinator, .hub(hub)))
        var members: [ID<Organisation>] = []
        for (index, member) in names.enumerated() {
            let id = try await site.organisation("membre-\(index + 1)", name: member.name)
            members.append(id)
            try await site.database.write { db in
                try db.execute(
                    sql: "INSERT INTO hubMember (hubID, organisationID, validFrom) VALUES (?, ?, '2024-01-01')",
                    arguments: [hub, id])
                guard let college = member.college else { return }
                try db.execute(
                    sql: """
                        INSERT INTO memberCollege (hubID, organisationID, validFrom, college) VALUES (?, ?, '2024-01-01', ?)
                        """, arguments: [hub, id, college])
            }
        }
        let today = site.today
        let draft = AssemblyDraft(
            kind: kind, title: "Assemblée d’ici", date: today.description, place: "Salle des fêtes")
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
        return ConvenedAssembly(site: site, hub: hub, id: id, person: person, members: members)
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
