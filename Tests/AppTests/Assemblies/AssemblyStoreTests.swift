import Domain
import Foundation
import GRDB
import Testing

@testable import App

/// Assemblies as they are kept: their hub, their steps, what the database itself refuses.
struct AssemblyStoreTests {
    private func site() async throws -> (Site, ID<Hub>, ID<Hub>) {
        let site = try Site()
        return (site, try await site.hub("ici", name: "Ici"), try await site.hub("ailleurs", name: "Ailleurs"))
    }

    private func draft(_ title: String = "Assemblée 2027") -> AssemblyDraft {
        AssemblyDraft(kind: .ordinary, title: title, date: "2027-03-12", startsAt: "18h30", place: "Salle des fêtes")
    }

    @Test func anAssemblyIsReadBackAsItWasPrepared() async throws {
        let (site, here, _) = try await site()
        let store = AssemblyStore(database: site.database)
        let id = try await store.create(draft(), in: here, actor: .program, at: site.now)
        let kept = try await store.assembly(id, of: here)
        #expect(kept.state == .preparation && kept.kind == .ordinary && kept.date == day("2027-03-12"))
        #expect(kept.startsAt?.french == "18\u{A0}h\u{A0}30" && kept.place == "Salle des fêtes" && kept.statutes == nil)
        #expect(try await site.journalKinds().contains("assemblee.creee"))
    }

    @Test func anotherHubDoesNotHaveIt() async throws {
        let (site, here, elsewhere) = try await site()
        let store = AssemblyStore(database: site.database)
        let id = try await store.create(draft(), in: here, actor: .program, at: site.now)
        await #expect(throws: NotFound.self) { try await store.assembly(id, of: elsewhere) }
        #expect(try await store.isThere(id, in: here))
        #expect(try await store.isThere(id, in: elsewhere) == false)
        #expect(try await store.assemblies(of: elsewhere).isEmpty)
    }

    @Test func aStepIsTakenInItsTransactionWithItsLine() async throws {
        let (site, here, _) = try await site()
        let store = AssemblyStore(database: site.database)
        let id = try await store.create(draft(), in: here, actor: .program, at: site.now)
        let now = site.now
        await #expect(throws: AssemblyRefusal.self) {
            try await site.database.write { db in
                try AssemblyStore.setState(.open, of: id, actor: .program, at: now, in: db)
            }
        }
        #expect(try await store.assembly(id, of: here).state == .preparation)
        #expect(try await site.journalKinds().contains("assemblee.etat") == false)
        try await store.cancel(id, of: here, reason: "La salle a brûlé.", actor: .program, at: now)
        #expect(try await store.assembly(id, of: here).state == .cancelled)
        #expect(try await site.journalKinds().contains("assemblee.etat"))
    }

    /// The database does not keep an assembly convened without its rules and its day.
    @Test func nothingIsConvenedWithoutItsRules() async throws {
        let (site, here, _) = try await site()
        let id = try await AssemblyStore(database: site.database).create(
            draft(), in: here, actor: .program, at: site.now)
        let now = site.now
        await #expect(throws: DatabaseError.self) {
            try await site.database.write { db in
                try AssemblyStore.setState(.convened, of: id, actor: .program, at: now, in: db)
            }
        }
    }

    @Test(arguments: [
        (AssemblyDraft(title: "x"), "sorte"), (AssemblyDraft(kind: .ordinary), "titre"),
        (AssemblyDraft(kind: .ordinary, title: "x", date: "demain"), "date"),
        (AssemblyDraft(kind: .ordinary, title: "x", startsAt: "25:00"), "heure"),
        (AssemblyDraft(kind: .ordinary, title: "x", onlineAddress: "javascript:x"), "lien"),
        (AssemblyDraft(kind: .board, title: "x"), "instance"),
        (AssemblyDraft(kind: .ordinary, title: "x", date: "2027-03-12", amendmentsUntil: "2027-03-13"), "amendements"),
    ])
    func whatCannotBeAnAssemblyIsRefusedByItsField(draft: AssemblyDraft, field: String) throws {
        let refusal = #expect(throws: RefusedForm.self) { try draft.checked(today: day("2026-11-24")) }
        #expect(refusal?.refusals.map(\.field) == [field])
    }

    @Test func aProxyIsKeptWithItsItemsAndItsWithdrawal() async throws {
        let (site, here, _) = try await site()
        let id = try await AssemblyStore(database: site.database).create(
            draft(), in: here, actor: .program, at: site.now)
        let giver = try await site.organisation("a", name: "A")
        let holder = try await site.organisation("b", name: "B")
        let now = site.now
        let proxies = try await site.database.write { db in
            let proxy = Proxy(from: giver, to: holder, items: [2, 3])
            try ProxyGrantStore.record(proxy, at: id, way: .paper, actor: .program, at: now, in: db)
            try ProxyGrantStore.withdraw(from: giver, at: id, item: 0, actor: .program, at: now, in: db)
            let blank = Proxy(from: giver, to: nil)
            try ProxyGrantStore.record(blank, at: id, way: .link, actor: .program, at: now, in: db)
            return try ProxyGrantStore.grants(of: id, in: db).map(\.proxy)
        }
        #expect(proxies.map(\.items) == [[2, 3], nil] && proxies.map(\.holder) == [holder, nil])
        #expect(!proxies[0].covers(2) && proxies[1].covers(2))
        #expect(try await site.journalKinds().filter { $0.hasPrefix("assemblee.pouvoir") }.count == 3)
    }
}
