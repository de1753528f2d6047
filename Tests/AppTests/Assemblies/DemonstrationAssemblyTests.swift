import Domain
import Foundation
import GRDB
import Testing

@testable import App

/// The assemblies of the fictional network: each at its stage, through the same rules as anybody's.
struct DemonstrationAssemblyTests {
    private func site() async throws -> Site {
        let site = try await Site.brittany(hasMap: false)
        let folder = try Resources.folder().appending(path: "Facts")
        try FactStore(database: site.database).install(
            FactStore.read(folder.appending(path: "demonstration.json"), as: DemonstrationFile.self),
            assemblies: FactStore.read(
                folder.appending(path: "demonstration-assemblees.json"), as: DemonstrationAssemblies.self),
            now: site.now)
        return site
    }

    @Test func thereAreAssembliesInPreparationAndConvened() async throws {
        let site = try await site()
        let states = try await site.strings("SELECT DISTINCT state FROM assembly ORDER BY state")
        #expect(states.contains("preparation") && states.contains("convoquee"))
        #expect(try await site.count("SELECT count(*) FROM assemblyAnswer") >= 4)
        #expect(try await site.count("SELECT count(*) FROM proxyGrant WHERE holder IS NOT NULL") >= 1)
        #expect(try await site.count("SELECT count(*) FROM assembly WHERE kind = 'constitutive'") == 1)
        #expect(try await site.count("SELECT count(*) FROM assembly WHERE overrideReason IS NOT NULL") == 0)
    }

    @Test func nobodyRealIsWrittenTo() async throws {
        let site = try await site()
        let addresses = try await site.strings("SELECT recipient FROM outbox")
        #expect(addresses.allSatisfy { $0.hasSuffix("example.org") })
    }

    @Test func theDraftsSayWhatTheyLack() async throws {
        let site = try await site()
        let today = site.today
        let blocking = try await site.database.read { db in
            let drafts = try Row.fetchAll(db, sql: "SELECT * FROM assembly WHERE state = 'preparation' ORDER BY id")
            return try drafts.map { row in
                try AssemblyDossierStore.dossier(of: Assembly(row: row), today: today, in: db).readiness.blocking.count
            }
        }
        #expect(blocking.count >= 2 && blocking.allSatisfy { $0 > 0 })
    }
}
