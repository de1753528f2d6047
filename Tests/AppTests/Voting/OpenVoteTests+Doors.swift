import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// Who gets to vote, when, and who does not.
extension OpenVoteTests {
    @Test func aLinkOpensItsOwnVoteAndDiesWhenReplaced() async throws {
        let voting = try await VotingSite()
        try await voting.site.visit { browser in
            let desk = try await voting.desk(browser)
            let path = try await voting.prepare(desk)
            try await desk.post(path + "/ouverture")
            let old = try await voting.key(1)
            let organisation = voting.organisations[0]
            let paper = try await desk.post(path + "/liens/\(organisation)", [("moyen", "papier")])
            #expect(paper.plain.contains("/vote?cle="))
            #expect(try await browser.another().get("/vote?cle=\(old)").status == .gone)
            for wrong in ["", "abc", String(repeating: "A", count: 43)] {
                #expect(try await browser.another().get("/vote?cle=\(wrong)").status == .gone)
            }
            try await desk.post(path + "/relance")
            #expect(try await voting.key(2) != old)
            #expect(try await voting.vote(browser, 2, [("choix", "pour")]).status == .ok)
            let stored = try await voting.site.database.read { db in
                try String.fetchAll(db, sql: "SELECT hex(linkHash) FROM scrutinVoter")
            }
            #expect(stored.count == 5)
        }
    }

    /// Who may not vote, on each of the ways in.
    @Test func whoIsNotOnTheRollDoesNotVote() async throws {
        let voting = try await VotingSite()
        try await voting.site.database.write { db in
            try db.execute(
                sql: "UPDATE hubMember SET validUntil = '2021-01-01' WHERE organisationID = ?",
                arguments: [voting.organisations[4]])
        }
        try await voting.site.visit { browser in
            let desk = try await voting.desk(browser)
            let path = try await voting.prepare(desk)
            let page = try await desk.get(path)
            #expect(page.plain.contains("n’est plus membre"))
            // Not open yet: no link at all.
            #expect(try await voting.site.services.outbox.messages().isEmpty)
            try await desk.post(path + "/ouverture")
            #expect(try await voting.site.services.outbox.messages().count == 4)
            let secret = Secret()
            let refusal = await #expect(throws: Refused.self) {
                try await voting.site.services.votes.cast(
                    CastVote(link: secret.hash, content: .open("pour"), at: voting.site.now))
            }
            #expect(refusal?.sentence.contains("n’existe pas") == true)
            // A member who joins once the roll is frozen.
            let late = try await voting.site.organisation("tard", name: "Venue tard")
            try await voting.site.database.write { db in try VotingSite.admit(late, to: voting.hub, in: db) }
            #expect(!(try await desk.get(path)).plain.contains("Venue tard"))
            await #expect(throws: (any Error).self) {
                try await voting.site.database.write { db in
                    try db.execute(
                        sql: "INSERT INTO scrutinVoter (scrutinID, organisationID, name, voices) VALUES (1, ?, 'X', 1)",
                        arguments: [late])
                }
            }
        }
    }

    @Test func aVoteOpensOnlyAtItsHour() async throws {
        let voting = try await VotingSite()
        try await voting.site.visit { browser in
            let desk = try await voting.desk(browser)
            let later = ParisClock.typed((voting.site.now + 7200).stamp)
            let path = try await voting.prepare(desk, ["ouverture": later])
            try await desk.post(path + "/ouverture")
            let early = try await voting.vote(browser, 1, [("choix", "pour")])
            #expect(early.status == .unprocessableContent)
            #expect(early.plain.contains("pas encore ouvert"))
            voting.site.clock.advance(by: 7200)
            #expect(try await voting.vote(browser, 1, [("choix", "pour")]).status == .ok)
            let cancelled = try await desk.post(path + "/annulation", [("motif", "Erreur de texte")])
            #expect(cancelled.location == path)
            #expect(try await voting.vote(browser, 2, [("choix", "pour")]).status == .unprocessableContent)
        }
        #expect(try await voting.count("scrutinBallot") == 1)
    }

    /// An item of an assembly asks for the voices that came on line.
    @Test func anItemReadsTheVoicesThatCameOnLine() async throws {
        let voting = try await VotingSite(members: 3)
        let item: ID<AgendaItem> = try await voting.site.database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO assembly (hubID, kind, title, createdAt) VALUES (?, 'ordinaire', 'AG', '2026-01-01T00:00:00Z')
                    """, arguments: [voting.hub])
            try db.execute(
                sql:
                    "INSERT INTO agendaItem (assemblyID, position, kind, title) VALUES (?, 1, 'deliberation', 'Adhérer')",
                arguments: [db.lastInsertedRowID])
            return ID(rawValue: db.lastInsertedRowID)
        }
        try await voting.site.visit { browser in
            let desk = try await voting.desk(browser)
            let path = try await voting.prepare(desk, ["point": item.description, "clause": ""])
            try await desk.post(path + "/ouverture")
            try await voting.vote(browser, 1, [("choix", "pour")])
            try await voting.vote(browser, 3, [("choix", "abstention")])
            let during = try await voting.ballot()
            #expect(during?.0.signed.count == 2)
            #expect(during?.1 == nil)
            voting.site.clock.advance(by: 3 * 86_400)
            try await desk.post(path + "/cloture")
        }
        let after = try await voting.ballot()
        let ways = try OnlineBallots(try #require(after?.1)).ways()
        let choices: [RecordedVote.Named] = [
            RecordedVote.Named(voting.organisations[0], .yes), RecordedVote.Named(voting.organisations[2], .abstention),
        ]
        #expect(ways == [RecordedVote.Way(.online, choices: choices)])
        let tally = try OnlineBallots(try #require(after?.1)).proof.tally()
        #expect(tally.consultationSentence.contains("s’ajoutent à celles de l’assemblée"))
        #expect(tally.decision == nil)
    }
}

extension VotingSite {
    /// The vote on line of the first item of the first assembly, with its proof file once it is closed.
    func ballot() async throws -> (ItemBallot, JSONValue?)? {
        try await site.database.read { db in
            try ItemBallot.of(1, at: 1, in: db).map { ($0, try $0.file(in: db)) }
        }
    }
}
