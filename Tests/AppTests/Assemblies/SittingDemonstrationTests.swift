import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// The assemblies of the demonstration.
struct SittingDemonstrationTests {
    @Test func oneAtEachStageAndTheSealedOneHolds() async throws {
        let site = try await Site.brittany()
        let file = try Resources.folder().appending(path: "Facts/demonstration.json")
        try FactStore(database: site.database).install(FactStore.read(file, as: DemonstrationFile.self), now: site.now)
        let now = site.now
        try await site.database.write { db in try SittingDemonstrationStore.install(now: now, in: db) }
        let rows = try await site.database.read { db in
            try Row.fetchAll(db, sql: "SELECT id, state FROM assembly ORDER BY date, id").map { row in
                (row["id"] as ID<Assembly>, row["state"] as String)
            }
        }
        #expect(rows.map(\.1) == ["scellee", "approuvee", "close", "ouverte", "ouverte"])
        // A secret vote on line whose urn is opened and published; an open one that goes on.
        #expect(try await site.strings("SELECT state FROM scrutin ORDER BY isSecret") == ["ouvert", "publie"])
        for (id, state) in rows {
            let record = try await site.database.read { db in try SittingRecordStore.record(of: id, in: db) }
            let recount = record.recount()
            #expect(
                recount.refused == [] && recount.opening.allSatisfy(\.quorum.isReached), "\(state) \(recount.refused)")
            guard state != "ouverte" else { continue }
            #expect(recount.item(2)?.isAdopted == true && recount.item(3)?.result != nil, "\(state)")
            #expect(recount.item(4)?.elected.count == 3, "\(state) \(recount.item(4)?.refusal ?? "")")
        }
        let proof = try #require(await MinutesStore(database: site.database).proof(of: rows[0].0))
        #expect(Program.checkAssembly(Array(proof.utf8)).holds, "\(Program.checkAssembly(Array(proof.utf8)).text)")
        #expect(try Python.verifies(proof))
        #expect(try await site.database.read(Journal.verify) > 0)
    }
}
