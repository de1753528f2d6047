import Domain
import Foundation
import GRDB
import Testing

@testable import App

/// Versions of statutes as kept: one draft at a time, and what was adopted never changes.
struct StatutesStoreTests {
    private func site() async throws -> (Site, ID<Hub>, StatutesStore) {
        let site = try Site()
        let hub = try await site.hub("essai", name: "Pôle d’essai")
        return (site, hub, StatutesStore(database: site.database))
    }

    private func adopt(
        _ id: ID<StatutesVersion>, _ adopted: String, from start: String, on site: Site
    ) async throws {
        let now = site.now
        try await site.database.write { db in
            try StatutesStore.adopt(
                id, on: day(adopted), from: day(start), actor: .program, at: now, in: db)
        }
    }

    private func inForce(_ hub: ID<Hub>, _ asked: String, on site: Site) async throws -> Int? {
        try await site.database.read { db in try StatutesStore.inForce(at: hub, on: day(asked), in: db)?.version }
    }

    @Test func aDraftStartsFromTheUsageAndIsReadBackTheSame() async throws {
        let (site, hub, store) = try await site()
        let id = try await store.begin(hub, from: .customary, actor: .program, at: site.now)
        let draft = try #require(try await site.database.read { db in try StatutesStore.draft(of: hub, in: db) })
        #expect(draft.id == id && draft.version == 1 && draft.state == .draft)
        #expect(draft.prose.name == "Pôle d’essai" && draft.rules.adoptedOn == nil)
        #expect(draft.rules.meetings[.extraordinary]?.majority.threshold.share == .twoThirds)
        #expect(try await inForce(hub, "2030-01-01", on: site) == nil, "a draft is never in force")
        await #expect(throws: Refused.self) {
            try await store.begin(hub, from: .customary, actor: .program, at: site.now)
        }
    }

    @Test func anAdoptedVersionIsInForceFromItsDayAndTheNextReplacesIt() async throws {
        let (site, hub, store) = try await site()
        let first = try await store.begin(hub, from: .customary, actor: .program, at: site.now)
        try await adopt(first, "2024-03-18", from: "2024-03-18", on: site)
        let second = try await store.begin(hub, from: .version(first), actor: .program, at: site.now)
        try await adopt(second, "2026-05-02", from: "2027-01-01", on: site)
        #expect(try await inForce(hub, "2024-03-17", on: site) == nil)
        #expect(try await inForce(hub, "2026-12-31", on: site) == 1)
        #expect(try await inForce(hub, "2027-01-01", on: site) == 2)
        let states = try await site.strings("SELECT state FROM statutesVersion ORDER BY version")
        #expect(states == ["remplacee", "adoptee"])
        let rules = try await site.database.read { db in try StatutesStore.version(second, in: db)?.rules }
        #expect(rules?.version == 2 && rules?.inForceFrom == day("2027-01-01"))
        #expect(rules?.adoptedOn == day("2026-05-02"))
        #expect(try await site.journalKinds().filter { $0 == "statuts.adoptes" }.count == 2)
    }

    @Test func adoptionAsksForADraftAndForDaysInOrder() async throws {
        let (site, hub, store) = try await site()
        let id = try await store.begin(hub, from: .customary, actor: .program, at: site.now)
        await #expect(throws: Refused.self) { try await adopt(id, "2026-05-02", from: "2026-05-01", on: site) }
        try await adopt(id, "2026-05-02", from: "2026-05-02", on: site)
        await #expect(throws: Refused.self) { try await adopt(id, "2026-06-02", from: "2026-06-02", on: site) }
    }

    @Test(arguments: [
        "UPDATE statutesVersion SET rules = '{}'", "UPDATE statutesVersion SET prose = '{}'",
        "UPDATE statutesVersion SET adoptedOn = '2020-01-01'", "UPDATE statutesVersion SET state = 'brouillon'",
        "DELETE FROM statutesVersion", "UPDATE statutesVersion SET earlierReason = 'x'",
    ])
    func theDatabaseItselfKeepsWhatWasAdopted(sql: String) async throws {
        let (site, hub, store) = try await site()
        let id = try await store.begin(hub, from: .customary, actor: .program, at: site.now)
        try await adopt(id, "2026-05-02", from: "2026-05-02", on: site)
        await #expect(throws: DatabaseError.self) {
            try await site.database.write { db in try db.execute(sql: sql) }
        }
    }

    @Test func savingAChapterLeavesTheOthersAndSaysWhatChanged() async throws {
        let (site, hub, store) = try await site()
        let id = try await store.begin(hub, from: .customary, actor: .program, at: site.now)
        let draft = try #require(try await site.database.read { db in try StatutesStore.draft(of: hub, in: db) })
        let shown = StatutesText.mark(draft.document, .ordinary)
        var mine = draft.document
        mine.rules.meetings[.ordinary]?.quorum = QuorumRule(ShareThreshold(.atLeast, .half))
        var theirs = draft.document
        theirs.rules.proxies.most = 1
        try await store.save(theirs, as: id, chapter: .proxies, of: hub, actor: .program, at: site.now)
        try await store.save(mine, as: id, chapter: .ordinary, of: hub, shown: shown, actor: .program, at: site.now)
        let now = try #require(try await site.database.read { db in try StatutesStore.draft(of: hub, in: db) })
        #expect(now.rules.proxies.most == 1)
        #expect(now.rules.meetings[.ordinary]?.quorum?.threshold.share == .half)
        let lines = try await site.strings("SELECT detail FROM journal WHERE kind = 'statuts.enregistres' ORDER BY id")
        #expect(lines.count == 2 && lines[1].contains("Quorum") && lines[1].contains("assemblee-ordinaire"))
        // The same again is no change, and leaves no line.
        try await store.save(mine, as: id, chapter: .ordinary, of: hub, actor: .program, at: site.now)
        #expect(try await site.journalKinds().filter { $0 == "statuts.enregistres" }.count == 2)
        // Somebody who still sees the first text is told.
        await #expect(throws: Refused.self) {
            try await store.save(
                draft.document, as: id, chapter: .ordinary, of: hub, shown: shown, actor: .program, at: site.now)
        }
    }

    @Test func anAbandonedDraftStaysReadableAndAnotherMayBegin() async throws {
        let (site, hub, store) = try await site()
        let id = try await store.begin(hub, from: .customary, actor: .program, at: site.now)
        await #expect(throws: RefusedForm.self) {
            try await store.abandon(hub, reason: "", actor: .program, at: site.now)
        }
        try await store.abandon(hub, reason: "Le groupe repart de zéro.", actor: .program, at: site.now)
        let old = try await site.database.read { db in try StatutesStore.version(id, in: db) }
        #expect(old?.state == .abandoned && old?.abandonReason == "Le groupe repart de zéro.")
        let next = try await store.begin(hub, from: .version(id), actor: .program, at: site.now)
        let number = try await site.database.read { db in try StatutesStore.version(next, in: db)?.version }
        #expect(number == 2)
    }

    @Test func statutesAdoptedEarlierComeWithTheirProofUntilAnAssemblyHereHasDecided() async throws {
        let (site, hub, store) = try await site()
        let proof = { (name: String) in
            Document(
                id: 0, name: "pv.pdf", mediaType: "application/pdf", size: 4,
                digest: String(repeating: "0", count: 64), storedName: name)
        }
        try await store.begin(hub, from: .customary, actor: .program, at: site.now)
        let missing = StatutesStore.Earlier(adoptedOn: nil, inForceFrom: nil, reason: "")
        await #expect(throws: RefusedForm.self) {
            try await store.recordEarlier(missing, of: hub, document: nil, actor: .program, at: site.now)
        }
        let earlier = StatutesStore.Earlier(
            adoptedOn: day("2019-06-12"), inForceFrom: nil, reason: "Avant l’arrivée du programme.")
        try await store.recordEarlier(earlier, of: hub, document: proof("un"), actor: .program, at: site.now)
        let kept = try #require(
            try await site.database.read { db in try StatutesStore.inForce(at: hub, on: day("2020-01-01"), in: db) }
        )
        #expect(kept.earlierReason == "Avant l’arrivée du programme." && kept.earlierDocument != nil)
        // An assembly held here adopts the next one; after that nothing is recorded by hand.
        let next = try await store.begin(hub, from: .version(kept.id), actor: .program, at: site.now)
        try await adopt(next, "2026-05-02", from: "2026-05-02", on: site)
        try await store.begin(hub, from: .version(next), actor: .program, at: site.now)
        let late = StatutesStore.Earlier(adoptedOn: day("2026-06-01"), inForceFrom: nil, reason: "Oubli.")
        await #expect(throws: Refused.self) {
            try await store.recordEarlier(late, of: hub, document: proof("deux"), actor: .program, at: site.now)
        }
        // What an assembly decided before that day may still be recorded, and does not come into force again.
        let before = StatutesStore.Earlier(adoptedOn: day("2022-06-01"), inForceFrom: nil, reason: "Oubli.")
        try await store.recordEarlier(before, of: hub, document: proof("trois"), actor: .program, at: site.now)
        #expect(try await inForce(hub, "2023-01-01", on: site) == 3)
        #expect(try await inForce(hub, "2026-11-01", on: site) == 2)
        #expect(try await site.strings("SELECT state FROM statutesVersion ORDER BY version").last == "remplacee")
    }
}
