/// An open vote, as the proof file shows it.
package struct OpenVote: Hashable, Sendable {
    package let organisation: ID<Organisation>
    package let choice: String
    /// How many times it was changed before closing.
    package let changes: Int

    package init(_ organisation: ID<Organisation>, _ choice: String, changes: Int = 0) {
        (self.organisation, self.choice, self.changes) = (organisation, choice, changes)
    }

    var value: JSONValue {
        .object([
            "organisation": .integer(Int(organisation.rawValue)), "choix": .text(choice),
            "changements": .integer(changes),
        ])
    }

    package static func receipt(_ scrutin: String, _ vote: OpenVote) -> String {
        "recu de vote ouvert\nscrutin \(scrutin)\norganisation \(vote.organisation)\nchoix \(vote.choice)\n"
    }
}

/// Everything by which anybody recounts a vote on line (docs/preuve-de-scrutin.md).
package struct ScrutinProof: Sendable {
    package let manifest: ScrutinManifest
    package let roll: [ScrutinVoter]
    /// Those who voted, with the day.
    package let signatures: [ID<Organisation>: Day]
    package let openVotes: [OpenVote]
    package let urn: [UrnBallot]
    package let opened: OpenedList?

    package init(
        manifest: ScrutinManifest, roll: [ScrutinVoter], signatures: [ID<Organisation>: Day],
        openVotes: [OpenVote] = [],
        urn: [UrnBallot] = [], opened: OpenedList? = nil
    ) {
        self.manifest = manifest
        self.roll = roll.sorted { $0.organisation.rawValue < $1.organisation.rawValue }
        self.signatures = signatures
        self.openVotes = openVotes.sorted { $0.organisation.rawValue < $1.organisation.rawValue }
        (self.urn, self.opened) = (urn.sorted { $0.id < $1.id }, opened)
    }

    /// By college where the statutes count them apart, else for all.
    package var turnout: [ScrutinTurnout] {
        guard manifest.countsByCollege else { return [part(nil, of: roll)] }
        return manifest.rules.colleges.map { college in part(college.key, of: roll.filter { $0.college == college.key })
        }
    }

    private func part(_ college: String?, of voters: [ScrutinVoter]) -> ScrutinTurnout {
        ScrutinTurnout(
            college, roll: voters.reduce(0) { $0 + $1.voices },
            voters: voters.reduce(0) { $0 + (signatures[$1.organisation] == nil ? 0 : $1.voices) })
    }

    /// The count, made again from the ballots.
    package func tally() throws(AssemblyRefusal) -> ScrutinTally {
        if manifest.isSecret {
            return try ScrutinTally(
                manifest.question, opened?.counted(manifest.question) ?? [], nulls: opened?.unreadable ?? [:],
                turnout: turnout, rules: manifest.rules, isPart: manifest.item != nil)
        }
        let voters = Dictionary(roll.map { ($0.organisation, $0) }) { first, _ in first }
        var ballots: [CountedBallot] = []
        for vote in openVotes {
            guard let voter = voters[vote.organisation] else { continue }
            ballots.append(
                CountedBallot(
                    try ScrutinChoice(vote.choice, to: manifest.question), voices: voter.voices,
                    college: manifest.countsByCollege ? voter.college : nil))
        }
        return try ScrutinTally(
            manifest.question, ballots, turnout: turnout, rules: manifest.rules, isPart: manifest.item != nil)
    }

    /// The file, without its fingerprint and signature.
    package func value() throws(AssemblyRefusal) -> JSONValue {
        let tally = try tally()
        let signed: [JSONValue] = roll.compactMap { voter in
            signatures[voter.organisation].map { day in
                .object(["organisation": .integer(Int(voter.organisation.rawValue)), "jour": .text(day.description)])
            }
        }
        return .object([
            "sorte": .text("scrutin"), "version": .integer(1), "manifeste": manifest.value,
            "empreinte-du-manifeste": .text(manifest.fingerprint), "liste-electorale": ScrutinVoter.value(of: roll),
            "emargement": .list(signed), "votes": manifest.isSecret ? .null : .list(openVotes.map(\.value)),
            "urne": manifest.isSecret ? .list(urn.map(\.value)) : .null,
            "empreinte-de-l-urne": manifest.isSecret ? .text(Urn.chain(manifest.fingerprint, urn)) : .null,
            "liste-ouverte": manifest.isSecret ? opened?.value ?? .null : .null, "decompte": tally.counts,
            "resultat": tally.outcome,
        ])
    }

    package static func signed(_ fingerprint: String) -> String { "preuve de scrutin\n\(fingerprint)\n" }

    /// The whole file: what it says, its fingerprint, the signature of it.
    package static func sealed(_ value: JSONValue, sign: (String) throws -> String) rethrows -> JSONValue {
        guard case .object(var members) = value else { return value }
        let fingerprint = ScrutinText.hash(value)
        members["empreinte"] = .text(fingerprint)
        members["signature"] = .text(try sign(signed(fingerprint)))
        return .object(members)
    }
}
