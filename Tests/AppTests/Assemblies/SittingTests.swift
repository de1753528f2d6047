import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// The assembly once open: what is frozen, what is refused, what is undone and stays visible.
struct SittingTests {
    private func small(_ change: (inout Statutes) -> Void = { _ in }) async throws -> ConvenedAssembly {
        var statutes = Statutes.customary(inForceFrom: day("2026-01-01"))
        statutes.meetings[.ordinary]?.quorum = QuorumRule(ShareThreshold(.atLeast, .half))
        change(&statutes)
        return try await ConvenedAssembly.make(
            members: (1...6).map { (name: "Membre \($0)", college: nil) }, statutes: statutes,
            agenda: [(.deliberation, "Budget", nil), (.election, "Conseil", .plurality)])
    }

    @Test func whatBecomesOfMembersAfterTheOpeningChangesNothing() async throws {
        let assembly = try await small()
        let store = SittingStore(database: assembly.site.database)
        try await store.open(assembly.id, actor: .program, at: assembly.site.now)
        let before = Hall(try await assembly.record()).roll
        try await assembly.site.database.write { [hub = assembly.hub] db in
            try db.execute(
                sql: "UPDATE hubMember SET validUntil = '2025-01-01' WHERE hubID = ? AND organisationID > 3",
                arguments: [hub])
            try db.execute(sql: "UPDATE organisation SET name = 'Autre nom' WHERE id = 1")
        }
        #expect(Hall(try await assembly.record()).roll == before && before.entries.count == 6)
        await #expect(throws: AssemblyRefusal.self) {
            try await store.open(assembly.id, actor: .program, at: assembly.site.now)
        }
    }

    @Test func withoutQuorumNoVoteOpensAndTheSecondCallIsTold() async throws {
        let assembly = try await small()
        try await assembly.visit { browser in
            let seance = assembly.path + "/seance"
            _ = try await browser.post(seance + "/ouverture")
            for index in 0..<2 { _ = try await assembly.sign(index, browser) }
            #expect(try await browser.get(seance).text.contains("Une seconde convocation"))
            _ = try await browser.post(seance + "/points/1/ouverture")
            let refused = try await browser.post(seance + "/points/1/vote", [("suite", "ouvert")])
            #expect(refused.status == .unprocessableContent && refused.text.contains("le quorum n’est pas atteint"))
            _ = try await assembly.sign(2, browser)
            #expect(try await browser.post(seance + "/points/1/vote", [("suite", "ouvert")]).status == .seeOther)
        }
    }

    @Test func aLineCancelledStaysVisibleAndNoLongerCounts() async throws {
        let assembly = try await small()
        try await assembly.visit { browser in
            let seance = assembly.path + "/seance"
            _ = try await browser.post(seance + "/ouverture")
            _ = try await assembly.sign(0, browser)
            #expect(try await assembly.record().attendance.changes.count == 1)
            #expect(try await browser.post(seance + "/emargement/1/annulation").status == .seeOther)
            #expect(try await assembly.record().attendance.changes.isEmpty)
            let page = try await browser.get(seance + "/emargement").text
            #expect(page.contains("annulée") && page.contains("<del>"))
            #expect(try await browser.post(seance + "/emargement/1/annulation").status == .unprocessableContent)
            #expect(try await assembly.site.journalKinds().contains("assemblee.presence-annulee"))
        }
    }

    @Test func onePersonSpeaksForAsManyAsTheStatutesSay() async throws {
        let assembly = try await small()
        try await assembly.visit { browser in
            let seance = assembly.path + "/seance"
            _ = try await browser.post(seance + "/ouverture")
            _ = try await assembly.sign(0, browser)
            let answer = try await browser.post(
                seance + "/emargement",
                [
                    ("organisation", assembly.members[1].description), ("etat", "present"), ("depuis", "0"),
                    ("representant", "Personne 1"),
                ])
            #expect(
                answer.status == .unprocessableContent && answer.text.contains("Personne 1 représente déjà Membre 1"))
            #expect(answer.text.contains("value=\"Personne 1\"") && HTMLPage(answer.text).allProblems == [])
        }
    }

    @Test func aGapIsExplainedBeforeTheItemIsClosed() async throws {
        let assembly = try await small()
        try await assembly.visit { browser in
            let point = assembly.path + "/seance/points/1"
            _ = try await browser.post(assembly.path + "/seance/ouverture")
            for index in 0..<4 { _ = try await assembly.sign(index, browser) }
            _ = try await browser.post(point + "/ouverture")
            _ = try await browser.post(point + "/vote", [("suite", "ouvert")])
            let voters = (0..<4).map { ("votants", assembly.members[$0].description) }
            #expect(
                try await browser.post(point + "/comptes", [("voie", "papier"), ("pour", "3")] + voters).status
                    == .seeOther)
            let refused = try await browser.post(point + "/fermeture")
            #expect(refused.status == .unprocessableContent && refused.text.contains("Écrivez pourquoi"))
            #expect(
                try await browser.post(point + "/explication", [("explication", "Un bulletin est tombé.")]).status
                    == .seeOther)
            #expect(try await browser.post(point + "/fermeture").status == .seeOther)
            #expect(try await browser.get(point).text.contains("Un bulletin est tombé."))
        }
    }

    @Test func aSecretVoteIsNotTakenByHands() async throws {
        let assembly = try await small()
        try await assembly.visit { browser in
            let point = assembly.path + "/seance/points/1"
            _ = try await browser.post(assembly.path + "/seance/ouverture")
            for index in 0..<4 { _ = try await assembly.sign(index, browser) }
            _ = try await browser.post(point + "/ouverture")
            _ = try await browser.post(point + "/vote", [("suite", "ouvert")])
            #expect(try await browser.post(point + "/secret", [("demandeurs", "1")]).status == .seeOther)
            let hands = [("voie", "main-levee"), ("pour", "4"), ("scrutateur-1", "A"), ("scrutateur-2", "B")]
            let refused = try await browser.post(point + "/comptes", hands)
            #expect(refused.status == .unprocessableContent && refused.text.contains("Le vote est secret sur ce point"))
            #expect(HTMLPage(refused.text).allProblems == [])
            let aloud = try await browser.post(point + "/appel", [("choix-\(assembly.members[0])", "pour")])
            #expect(aloud.status == .unprocessableContent)
            #expect(try await assembly.record().item(1)?.vote?.ways.isEmpty == true)
        }
    }

    @Test func theDatabaseKeepsSealedMinutesAsTheyAre() async throws {
        let assembly = try await small()
        let (site, id) = (assembly.site, assembly.id)
        try await SittingStore(database: site.database).open(id, actor: .program, at: site.now)
        try await SittingStore(database: site.database).appoint(
            id, chair: AssemblyRecord.Officer("Ada"), secretary: AssemblyRecord.Officer("Yann"), actor: .program,
            at: site.now)
        try await SittingStore(database: site.database).close(id, actor: .program, at: site.now)
        let minutes = MinutesStore(database: site.database)
        try await minutes.approve(id, actor: .program, at: site.now)
        try await minutes.reopen(id, actor: .program, at: site.now)
        try await minutes.approve(id, actor: .program, at: site.now)
        try await minutes.seal(id, actor: .program, at: site.now)
        for sql in ["UPDATE minutes SET proof = '{}'", "UPDATE minutes SET hash = NULL", "DELETE FROM minutes"] {
            await #expect(throws: DatabaseError.self) {
                try await site.database.write { db in try db.execute(sql: sql) }
            }
        }
        #expect(try await site.database.read(Journal.verify) > 0)
        let kinds = try await site.journalKinds()
        #expect(kinds.contains("assemblee.scellee"))
    }

    @Test func theScreenOfTheHallTellsNoNameOfAPersonAndNothingWhileCounting() async throws {
        let assembly = try await small()
        let screen = "/poles/ici/assemblees/\(assembly.id)/ecran"
        try await assembly.visit { browser in
            let point = assembly.path + "/seance/points/1"
            _ = try await browser.post(assembly.path + "/seance/ouverture")
            for index in 0..<4 { _ = try await assembly.sign(index, browser) }
            _ = try await browser.post(point + "/ouverture")
            _ = try await browser.post(assembly.path + "/seance/parole", [("qui", "Personne 3")])
            _ = try await browser.post(point + "/vote", [("suite", "ouvert")])
            _ = try await browser.post(
                point + "/comptes",
                [("voie", "main-levee"), ("pour", "4"), ("scrutateur-1", "A"), ("scrutateur-2", "B")])
            let stranger = browser.another()
            let during = try await stranger.get(screen)
            #expect(
                during.status == .ok && during.text.contains("Budget") && during.text.contains("le vote est ouvert"))
            #expect(!during.text.contains("Adoptée") && !during.text.contains("Personne 3"))
            #expect(HTMLPage(during.text).allProblems == [])
            _ = try await browser.post(point + "/fermeture")
            #expect(try await stranger.get(screen).text.contains("Adoptée"))
            try await assembly.site.database.write { db in try db.execute(sql: "UPDATE assembly SET isPublic = 0") }
            #expect(try await stranger.get(screen).status == .notFound)
            #expect(try await browser.get(screen).status == .ok)
        }
    }

    @Test func aPhoneOpensItsAssemblyAndNothingElse() async throws {
        let assembly = try await small()
        let other = try await small()
        try await assembly.visit { browser in
            _ = try await browser.post(assembly.path + "/seance/ouverture")
            for index in 0..<4 { _ = try await assembly.sign(index, browser) }
            _ = try await browser.post(assembly.path + "/seance/points/1/ouverture")
            let made = try await browser.post(
                assembly.path + "/seance/liens", [("organisation", assembly.members[2].description)])
            #expect(HTMLPage(made.text).allProblems == [])
            let start = try #require(made.text.range(of: "/poles/ici/assemblees/\(assembly.id)/telephone?cle="))
            let link = String(made.text[start.lowerBound...].prefix { $0 != "\"" })
            let phone = browser.another()
            let page = try await phone.get(link)
            #expect(page.status == .ok && page.text.contains("Texte de Budget.") && page.text.contains("Membre 3"))
            #expect(HTMLPage(page.text).allProblems == [])
            let key = String(link.split(separator: "=").last ?? "")
            let path = "/poles/ici/assemblees/\(assembly.id)/telephone"
            #expect(try await phone.post(path, [("cle", key)]).status == .seeOther)
            #expect(try await browser.get(assembly.path + "/seance").text.contains("Membre 3 (Personne 3)"))
            #expect(try await phone.post(path, [("cle", key)]).text.contains("est déjà dans la liste"))
            #expect(try await phone.get(path + "?cle=" + key.reversed()).status == .notFound)
            #expect(try await phone.get(assembly.path + "/seance").status == .seeOther)
            // Another link closes the first.
            _ = try await browser.post(
                assembly.path + "/seance/liens", [("organisation", assembly.members[2].description)])
            #expect(try await phone.get(link).status == .notFound)
        }
        try await other.visit { browser in
            let reply = try await browser.get("/poles/ici/assemblees/1/telephone?cle=x")
            #expect(reply.status == .notFound)
        }
    }

    @Test func twoChangesAtOnceBothPassThroughTheRule() async throws {
        let assembly = try await small { $0.proxies = ProxyRule(most: 1) }
        let (site, id) = (assembly.site, assembly.id)
        try await SittingStore(database: site.database).open(id, actor: .program, at: site.now)
        let store = SittingAttendanceStore(database: site.database)
        let now = site.now
        let given = await withTaskGroup(of: Bool.self) { group in
            for giver in 1..<6 {
                let proxy = Proxy(from: assembly.members[giver], to: assembly.members[0])
                group.addTask { (try? await store.give(proxy, at: id, actor: .program, at: now)) != nil }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(given == 1)
        #expect(try await assembly.record().proxies.count == 1)
    }
}
