import Domain
import GRDB
import Testing

@testable import App

/// The fields of a milestone's form, filled well; `changes` replaces some.
func milestoneFields(_ changes: [String: String] = [:]) -> [(String, String)] {
    let fields = [
        ("sorte", "evenement"), ("date", "2026-03-12"), ("titre", "Une rencontre"), ("detail", ""),
        ("preuve", "Compte rendu du 12 mars 2026"), ("lien", ""), ("certitude", "etabli"), ("motif", ""),
        ("passer-outre", ""),
    ]
    return fields.map { ($0.0, changes[$0.0] ?? $0.1) }
}

extension Site {
    /// The number of the milestone of this kind that was recorded last, about a hub or (nil) the network.
    func milestone(_ kind: MilestoneKind, of slug: String?) async throws -> ID<Milestone> {
        let id = try await database.read { db in
            try ID<Milestone>.fetchOne(
                db,
                sql: """
                    SELECT max(m.id) FROM milestone m LEFT JOIN hub ON hub.id = m.hubID
                    WHERE m.kind = ? AND hub.slug IS ?
                    """, arguments: [kind, slug])
        }
        return try #require(id)
    }

    /// The journal's last line.
    func lastLine() async throws -> JournalLine {
        let lines = try await database.read { db in try Journal.lines(limit: 1, in: db) }
        return try #require(lines.first)
    }

    /// Organisations of several families, so that the rule of passage is satisfied.
    func members(of slug: String, count: Int, since from: String = "2026-01-01") async throws {
        let hub = try await hubID(slug)
        let store = MemberStore(database: database)
        for number in 0..<count {
            try await store.add(
                name: "Organisation \(number)", family: number.isMultiple(of: 2) ? .association : .cooperative,
                summary: "", to: hub, from: day(from), actor: .program, at: now)
        }
    }
}
