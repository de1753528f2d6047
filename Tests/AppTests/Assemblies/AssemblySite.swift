import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// A hub with members who can be written to, and a coordinator, for tests of assemblies.
struct AssemblySite: Sendable {
    let site: Site
    let hub: ID<Hub>
    let other: ID<Hub>
    let coordinator: ID<Person>
    let members: [ID<Organisation>]

    static let desk = "/poles/ici/pilotage/assemblees"

    /// The last member has no address.
    init(members count: Int = 4) async throws {
        let site = try Site { configuration in
            configuration.dataFolder = FileManager.default.temporaryDirectory.appending(
                path: "essai-\(UUID().uuidString)")
        }
        self.site = site
        let hub = try await site.hub("ici", name: "Ici")
        self.hub = hub
        other = try await site.hub("ailleurs", name: "Ailleurs")
        coordinator = try await site.person("Cora", "cora@example.org", (.hubCoordinator, .hub(hub)))
        var members: [ID<Organisation>] = []
        for number in 1...count {
            let id = try await site.organisation("membre-\(number)", name: "Membre \(number)")
            let address = number == count ? "" : "membre-\(number)@example.org"
            try await site.database.write { db in
                try db.execute(sql: "UPDATE organisation SET email = ? WHERE id = ?", arguments: [address, id])
                try db.execute(
                    sql: "INSERT INTO hubMember (hubID, organisationID, validFrom) VALUES (?, ?, '2026-01-01')",
                    arguments: [hub, id])
            }
            members.append(id)
        }
        self.members = members
    }

    func day(in days: Int) -> String { site.today.adding(days: days).description }

    /// What the form of an assembly sends.
    func fields(_ changes: [String: String] = [:], in days: Int = 40) -> [(String, String)] {
        var fields = [
            "sorte": "ordinaire", "titre": "Assemblée d’hiver", "date": day(in: days), "heure": "18:30",
            "lieu": "Salle des fêtes", "amendements": day(in: days - 5), "publique": "oui",
        ]
        for (name, value) in changes { fields[name] = value }
        return fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Prepares an assembly with an agenda of three points; returns the address of its desk.
    func prepare(
        _ browser: Browser, _ changes: [String: String] = [:], in days: Int = 40
    ) async throws -> String {
        let created = try await browser.post(Self.desk, fields(changes, in: days))
        let path = try #require(created.location)
        for point in [
            ["sorte": "information", "titre": "Accueil"],
            ["sorte": "deliberation", "titre": "Comptes 2026", "texte": "L’assemblée approuve les comptes."],
            ["sorte": "deliberation", "titre": "Budget 2027", "texte": "L’assemblée adopte le budget."],
        ] {
            let added = try await browser.post(path + "/ordre-du-jour", point.map { ($0.key, $0.value) })
            #expect(added.status == .seeOther)
        }
        return path
    }

    func convene(_ browser: Browser, _ changes: [String: String] = [:]) async throws -> String {
        let path = try await prepare(browser, changes)
        let answer = try await browser.post(path + "/convocation")
        #expect(answer.status == .seeOther, "\(answer.text)")
        return path
    }

    /// The way in of the last letter to a member.
    func link(_ number: Int) async throws -> String {
        let body = try await site.lastLetter(to: "membre-\(number)@example.org").body
        let start = try #require(body.range(of: "/convocation?cle="))
        return String(body[start.lowerBound...].prefix { !$0.isWhitespace })
    }

    /// Answers through the link of a member.
    @discardableResult
    func answer(_ browser: Browser, _ number: Int, _ fields: [(String, String)]) async throws -> Answer {
        let link = try await link(number)
        let key = link.split(separator: "=").last.map(String.init) ?? ""
        try await browser.get(link)
        return try await browser.post("/convocation", [("cle", key)] + fields)
    }
}
