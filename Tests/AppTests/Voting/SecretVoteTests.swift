import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// A secret vote with three tellers, two of whom open the urn.
struct SecretVoteTests {
    @Test func aWholeSecretVote() async throws {
        let voting = try await VotingSite(members: 6)
        try await voting.site.visit { browser in
            let desk = try await voting.desk(browser)
            let path = try await voting.prepare(desk, ["secret": "oui"])
            // Neither key nor trial: it does not open.
            #expect(try await desk.post(path + "/ouverture").status == .unprocessableContent)
            let shares = try await voting.giveKey(desk, path)
            #expect(try await desk.post(path + "/ouverture").location == path)
            let page = try await browser.another().get("/vote?cle=\(voting.key(1))")
            #expect(page.plain.contains("demande JavaScript"))
            #expect(page.plain.contains("integrity=\"sha384-"))
            // The answers stand outside of every form.
            let form = try #require(page.text.range(of: "<form method=\"post\" action=\"/vote\" id=\"vote-secret\""))
            #expect(page.text[..<form.lowerBound].contains("value=\"contre\""))
            #expect(!page.text[form.lowerBound...].contains("name=\"choix\""))
            let manifest = try await voting.manifest(browser, 1)
            var codes: [String: String] = [:]
            for (member, choice) in [(1, "pour"), (2, "pour"), (3, "contre"), (4, "abstention"), (5, "pour")] {
                let ballot = try voting.sealed(manifest, choice)
                codes[ballot.code] = choice
                let receipt = try await voting.vote(browser, member, [("bulletin", ballot.text)])
                #expect(receipt.status == .ok, "\(receipt.text)")
                #expect(receipt.plain.contains(String(ballot.text.prefix(32))))
                // The same ballot again: the same receipt, one vote.
                let again = try await voting.vote(browser, member, [("bulletin", ballot.text)])
                #expect(again.plain.contains("déjà enregistré"))
                let other = try await voting.vote(
                    browser, member, [("bulletin", voting.sealed(manifest, "contre").text)])
                #expect(other.status == .unprocessableContent)
                #expect(other.plain.contains("a déjà voté"))
            }
            // In the clear, it is refused and written nowhere.
            let clear = try await voting.vote(browser, 6, [("choix", "contre"), ("bulletin", "contre")])
            #expect(clear.status == .unprocessableContent)
            #expect(clear.plain.contains("pas arrivé chiffré"))
            let short = try await voting.vote(browser, 6, [("bulletin", "\(String(repeating: "a", count: 32)).AAAA")])
            #expect(short.status == .unprocessableContent)
            // The urn stays shut while the vote is open.
            #expect(try await desk.get(path + "/urne.json").status == .unprocessableContent)
            voting.site.clock.advance(by: 3 * 86_400)
            try await desk.post(path + "/cloture")
            #expect(try await desk.post(path + "/publication").status == .unprocessableContent)
            let urn = try await desk.get(path + "/urne.json")
            let file = try JSONValue.read(Array(urn.text.utf8))
            #expect(throws: AssemblyRefusal.self) { try TellerWork.open(file, with: [shares[1]]) }
            let (_, list) = try TellerWork.open(file, with: [shares[1], shares[2]])
            #expect(Dictionary(uniqueKeysWithValues: list.lines.map { ($0.code, $0.choice) }) == codes)
            // A list that was changed, or that one teller alone signed, is not taken.
            var lone = list
            lone.signatures.removeLast()
            #expect(
                try await voting.send(desk, path + "/liste", "liste", ScrutinText.canonical(lone.value)).status
                    == .unprocessableContent)
            let forged = ScrutinText.canonical(list.value).replacing("\"contre\"", with: "\"pour\"")
            #expect(try await voting.send(desk, path + "/liste", "liste", forged).status == .unprocessableContent)
            #expect(
                try await voting.send(desk, path + "/liste", "liste", ScrutinText.canonical(list.value)).location
                    == path)
            try await desk.post(path + "/publication")
            let result = try await browser.another().get("/poles/\(voting.slug)/scrutins/1")
            #expect(result.plain.contains("3 pour, 1 contre, 1 abstention"))
            for code in codes.keys { #expect(result.plain.contains(code)) }
            #expect(result.plain.contains("contre l’hébergeur allié"))
            #expect(!result.text.lowercased().contains("cnil"))
            let proof = try await browser.another().get("/poles/\(voting.slug)/scrutins/1/preuve.json")
            #expect(try Program.checkScrutin(Array(proof.text.utf8)).holds)
        }
    }

    /// What the database holds of a secret vote before the urn is opened.
    @Test func theUrnSharesNothingWithTheRoll() async throws {
        let voting = try await VotingSite(members: 3)
        let columns = try await voting.site.database.read { db in
            try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info('scrutinUrn')")
        }
        #expect(columns == ["scrutinID", "ballotKey", "college", "sealed"])
        let sql = try await voting.site.database.read { db in
            try String.fetchOne(db, sql: "SELECT sql FROM sqlite_schema WHERE name = 'scrutinUrn'") ?? ""
        }
        #expect(sql.contains("WITHOUT ROWID"))
        #expect(!sql.contains("AUTOINCREMENT"))
        try await voting.site.visit { browser in
            let desk = try await voting.desk(browser)
            let path = try await voting.prepare(desk, ["secret": "oui"])
            _ = try await voting.giveKey(desk, path)
            try await desk.post(path + "/ouverture")
            let manifest = try await voting.manifest(browser, 1)
            for member in 1...3 {
                try await voting.vote(browser, member, [("bulletin", voting.sealed(manifest, "contre").text)])
            }
        }
        // The journal says that somebody voted, not who; and nothing but the question's own words says « contre ».
        let journal = try await voting.site.database.read { db in
            try String.fetchAll(db, sql: "SELECT detail FROM journal WHERE kind = 'scrutin.vote'")
        }
        #expect(journal == ["{}", "{}", "{}"])
        let lengths = try await voting.site.database.read { db in
            try Int.fetchAll(db, sql: "SELECT DISTINCT length(sealed) FROM scrutinUrn")
        }
        #expect(lengths.count == 1)
        for change in [
            "UPDATE scrutinUrn SET sealed = zeroblob(length(sealed))", "DELETE FROM scrutinUrn",
            "DELETE FROM scrutinSignature", "UPDATE scrutinSignature SET signedOn = '2020-01-01'",
            "UPDATE scrutinVoter SET voices = 9", "UPDATE scrutin SET closesAt = '2030-01-01T00:00:00Z'",
            "UPDATE scrutin SET state = 'preparation'", "UPDATE scrutin SET opened = '{}'",
            "INSERT INTO scrutinBallot SELECT scrutinID, organisationID, 'pour' FROM scrutinVoter",
        ] {
            await #expect(throws: DatabaseError.self, "\(change)") {
                try await voting.site.database.write { db in try db.execute(sql: change) }
            }
        }
    }

    @Test func tooFewOrUnequalVotersMakeNoSecret() async throws {
        let voting = try await VotingSite(members: 2)
        try await voting.site.visit { browser in
            let desk = try await voting.desk(browser)
            let path = try await voting.prepare(desk, ["secret": "oui"])
            _ = try await voting.giveKey(desk, path)
            let refused = try await desk.post(path + "/ouverture")
            #expect(refused.status == .unprocessableContent)
            #expect(refused.plain.contains("un vote n’est pas secret"))
        }
    }

    @Test func keysAndTrialsThatAreNotAreRefused() async throws {
        let voting = try await VotingSite(members: 3)
        try await voting.site.visit { browser in
            let desk = try await voting.desk(browser)
            let path = try await voting.prepare(desk, ["secret": "oui"])
            let (key, shares) = try TellerWork.makeKey(name: "A", count: 3, threshold: 2)
            for text in ["", "{", "{}", ScrutinText.canonical(shares[0].value)] {
                #expect(try await voting.send(desk, path + "/cle", "cle", text).status == .unprocessableContent)
            }
            try await voting.send(desk, path + "/cle", "cle", ScrutinText.canonical(key.value))
            let trial = try await desk.get(path + "/essai.json")
            let (_, list) = try TellerWork.open(JSONValue.read(Array(trial.text.utf8)), with: [shares[0], shares[1]])
            var alone = list
            alone.signatures.removeLast()
            #expect(
                try await voting.send(desk, path + "/essai", "liste", ScrutinText.canonical(alone.value)).status
                    == .unprocessableContent)
            // Another key: the trial must be held again.
            try await voting.send(desk, path + "/essai", "liste", ScrutinText.canonical(list.value))
            let (other, _) = try TellerWork.makeKey(name: "B", count: 3, threshold: 2)
            try await voting.send(desk, path + "/cle", "cle", ScrutinText.canonical(other.value))
            #expect(try await desk.post(path + "/ouverture").status == .unprocessableContent)
            #expect(
                try await voting.send(desk, path + "/essai", "liste", ScrutinText.canonical(list.value)).status
                    == .unprocessableContent)
        }
    }
}
