import Domain
import Foundation
import GRDB

/// Items of the demonstration that are voted on line, through the same doors as anybody's.
extension SittingDemonstrationStore {
    /// Two in three have voted in an open vote, which goes on; everybody in a secret one, which its tellers have opened.
    func voteOnline(
        _ position: Int, _ id: ID<Assembly>, _ hall: Hall, _ voters: [ID<Organisation>], isSecret: Bool, at moment: Date
    ) throws {
        guard let item = hall.record.item(position) else { return }
        let shares = isSecret ? try giveKey(id) : []
        let opening = ItemBallotOpening(
            draft: ItemBallotDraft(isSecret: isSecret, mayChange: !isSecret, voters: voters), round: 1, item: item,
            assembly: id, hall: hall, now: moment, closing: moment.addingTimeInterval(6 * 3600),
            identity: Hex.text(BallotCrypto.chance(16)))
        let scrutin = try opening.write(actor: .program, in: db)
        let choices = ["pour", "pour", "contre", "pour", "abstention"]
        for (index, voter) in voters.prefix(isSecret ? voters.count : voters.count * 2 / 3).enumerated() {
            let link = try ScrutinStore.renew(scrutin.id, voter, nil, at: moment, in: db)
            let choice = choices[index % choices.count]
            let content = isSecret ? try sealed(choice, scrutin.frozen()) : .open(choice)
            _ = try VoteStore.cast(CastVote(link: link.hash, content: content, at: moment), in: db)
        }
        if isSecret { try openUrn(scrutin, shares, at: moment) }
    }

    /// A key made here and now; nobody keeps its shares.
    private func giveKey(_ id: ID<Assembly>) throws -> [TellerShare] {
        let (key, shares) = try TellerWork.makeKey(name: "Scrutateurs de la démonstration", count: 3, threshold: 2)
        let (trial, print) = try ScrutinStore.trial(of: key)
        try db.execute(
            sql: """
                INSERT INTO assemblyTellers (assemblyID, tellerKey, trial, trialPrint, triedShares) VALUES (?, ?, ?, ?, '1,2')
                """,
            arguments: [id, ScrutinText.canonical(key.value), ScrutinText.canonical(trial), print])
        return shares
    }

    private func sealed(_ choice: String, _ manifest: ScrutinManifest) throws -> CastVote.Content {
        let (key, code) = (BallotCrypto.chance(16), BallotCrypto.chance(TrackingCode.chanceNeeded))
        let plain = BallotPlaintext(scrutin: manifest.identity, choice: choice, code: TrackingCode.make(code))
        let ballot = try BallotCrypto.seal(plain, as: Hex.text(key), college: nil, for: manifest)
        return .sealed(key: Data(key), bytes: Data(base64Encoded: ballot.sealed) ?? Data())
    }

    private func openUrn(_ scrutin: ScrutinRecord, _ shares: [TellerShare], at moment: Date) throws {
        try ScrutinStore.close(scrutin, actor: .program, at: moment, in: db)
        let (manifest, ballots) = (try scrutin.frozen(), try ScrutinStore.urn(scrutin.id, in: db))
        let urn = try ScrutinStore.signed(Urn.file(manifest, ballots), ballots, manifest, sign: scrutin.sign)
        let (_, list) = try TellerWork.open(urn, with: Array(shares.prefix(2)))
        let closed = try ScrutinRecord.one(scrutin.id, in: db)
        try ScrutinStore.acceptList(closed, ScrutinText.canonical(list.value), actor: .program, at: moment, in: db)
        try ScrutinStore.publish(closed, actor: .program, at: moment, in: db)
    }
}
