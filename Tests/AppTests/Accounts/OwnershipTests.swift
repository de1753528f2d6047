import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// A role on one hub reaches nothing of another, even under the first one's address.
struct OwnershipTests {
    @Test func whatBelongsToAnotherHubIsOutOfReachUnderOnesOwnAddress() async throws {
        let peopled = try await PeopledSite()
        let milestone = try await fill(peopled)
        try await peopled.site.visit { browser in
            try await peopled.becomes(.hubCoordinator, browser)
            let desk = "/poles/\(PeopledSite.ownSlug)/pilotage"
            let before = try await peopled.site.database.read { db in db.totalChangesCount }
            for path in ["jalons/\(milestone)/correction", "jalons/\(milestone)/retrait"] {
                let page = try await browser.get("\(desk)/\(path)")
                #expect(page.status != .ok || !page.text.contains("Le secret de l’autre"), "GET \(path)")
            }
            let fields = [
                ("motif", "parce que"), ("titre", "Pris"), ("date", "2010-01-01"), ("sorte", "mention"),
                ("le", "2026-01-01"),
                ("au", "2026-10-01"), ("jusqua", "2026-10-01"), ("depuis", "2026-10-01"), ("preuve", "une preuve"),
                ("certitude", "etabli"), ("source", "une source"),
            ]
            for path in [
                "jalons/\(milestone)/correction", "jalons/\(milestone)/retrait",
                "organisations/\(peopled.foreignOrganisation)/fin", "perimetre/pays-de-l-autre/retrait",
                "perimetre/1/retrait",
            ] {
                let reply = try await browser.post("\(desk)/\(path)", fields)
                #expect([404, 422].contains(reply.status.code), "POST \(path): \(reply.status)")
            }
            #expect(try await peopled.site.database.read { db in db.totalChangesCount } == before)
        }
    }

    /// Gives the other hub a milestone, a territory and a member.
    private func fill(_ peopled: PeopledSite) async throws -> Int64 {
        let (other, organisation) = (peopled.other, peopled.foreignOrganisation)
        return try await peopled.site.database.write { db in
            let source = try Source.record(title: "Essai", in: db)
            try db.execute(sql: "INSERT INTO territory (kind, code, slug) VALUES ('pays', 'x', 'pays-de-l-autre')")
            try db.execute(
                sql: """
                    INSERT INTO territoryName (territoryID, name, shortName, sourceID) VALUES (1, 'Pays de l’autre', 'L’autre', ?)
                    """, arguments: [source])
            try db.execute(
                sql: "INSERT INTO hubPerimeter (hubID, territoryID, sourceID) VALUES (?, 1, ?)",
                arguments: [other, source])
            try db.execute(
                sql: "INSERT INTO hubMember (hubID, organisationID, validFrom) VALUES (?, ?, '2026-01-01')",
                arguments: [other, organisation])
            try db.execute(
                sql: """
                    INSERT INTO milestone (hubID, kind, date, title, certainty, sourceID, recordedAt)
                    VALUES (?, 'mention', '2010', 'Le secret de l’autre', 'etabli', ?, '2026-01-01T00:00:00Z')
                    """, arguments: [other, source])
            return db.lastInsertedRowID
        }
    }
}
