import Domain
import GRDB
import Testing

@testable import App

/// What a merge carries that the schema does not tell by itself.
struct MergeCarrierTests {
    @Test func aBranchFollowsItsParentAndComesBackWithIt() async throws {
        let site = try await Site.brittany()
        let (kept, other) = (
            try await site.organisation("ti-coop", name: "Ti Coop"),
            try await site.organisation("ticoop", name: "Ticoop")
        )
        let now = site.now
        try await site.database.write { db in
            let author = RecordAuthor(origin: .animator, actor: .program, at: now)
            let sheet = OrganisationSheet([.name: "Antenne de Carhaix", .parent: other.description])
            _ = try OrganisationWriter(author: author).create(sheet, in: db)
            var trace = MergeTrace()
            let carrier = MergeCarrier(from: other, to: kept)
            try carrier.carry(headOffice: OrganisationSheet(), trace: &trace, in: db)
            let sql = "SELECT parent FROM organisation WHERE name = 'Antenne de Carhaix'"
            #expect(try String.fetchOne(db, sql: sql) == kept.description)
            #expect(try carrier.giveBack(trace, in: db) == 0)
            #expect(try String.fetchOne(db, sql: sql) == other.description)
        }
    }
}
