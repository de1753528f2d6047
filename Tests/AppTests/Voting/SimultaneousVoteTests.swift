import Domain
import Foundation
import HTTPTypes
import Testing

@testable import App

/// Two hundred votes at once for one organisation are one vote.
struct SimultaneousVoteTests {
    @Test func twentyRoundsOfTwoHundredGiveOneEach() async throws {
        let voting = try await VotingSite(members: 20)
        try await voting.site.visit { browser in
            let desk = try await voting.desk(browser)
            let path = try await voting.prepare(desk, ["secret": "oui"])
            _ = try await voting.giveKey(desk, path)
            try await desk.post(path + "/ouverture")
        }
        let now = voting.site.now
        let length = BallotPlaintext.sealedLength(try ScrutinQuestion(.resolution, title: "T", text: "T"))
        for member in 1...20 {
            let secret = try #require(Secret(try await voting.key(member)))
            let kept = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<200 {
                    let bytes = Data([4] + BallotCrypto.chance(length - 1))
                    let vote = CastVote(
                        link: secret.hash, content: .sealed(key: Data(BallotCrypto.chance(16)), bytes: bytes), at: now)
                    group.addTask { (try? await voting.site.services.votes.cast(vote)) != nil }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(kept == 1)
        }
        #expect(try await voting.count("scrutinUrn") == 20)
        #expect(try await voting.count("scrutinSignature") == 20)
    }

    /// One that is refused takes nothing of the others with it.
    @Test func aRefusalInTheMiddleOfABatchConcernsItselfAlone() async throws {
        let voting = try await VotingSite(members: 8)
        try await voting.site.visit { browser in
            let desk = try await voting.desk(browser)
            let path = try await voting.prepare(desk)
            try await desk.post(path + "/ouverture")
        }
        let now = voting.site.now
        var links: [Data] = []
        for member in 1...8 { links.append(try #require(Secret(try await voting.key(member))).hash) }
        let answers = await withTaskGroup(of: Bool.self) { group in
            for (index, link) in links.enumerated() {
                let vote = CastVote(link: link, content: .open(index % 2 == 0 ? "pour" : "peut-être"), at: now)
                group.addTask { (try? await voting.site.services.votes.cast(vote)) != nil }
            }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(answers.filter { $0 }.count == 4)
        #expect(try await voting.count("scrutinBallot") == 4)
        #expect(try await voting.count("scrutinSignature") == 4)
    }
}
