extension ScrutinProof {
    /// What a proof file says, line by line; whether it holds is for `ScrutinProofCheck` to tell.
    package init(reading file: JSONValue) throws(AssemblyRefusal) {
        try self.init(reading: file, of: ScrutinManifest(file["manifeste"] ?? .null))
    }

    init(reading file: JSONValue, of manifest: ScrutinManifest) throws(AssemblyRefusal) {
        guard let list = file["liste-electorale"]?.list, let signed = file["emargement"]?.list else {
            throw Self.damaged
        }
        let roll = list.compactMap { ScrutinVoter($0) }
        guard roll.count == list.count else { throw Self.damaged }
        let signatures = try Self.signatures(signed)
        guard manifest.isSecret else {
            let votes = try Self.votes(file["votes"]?.list)
            self.init(manifest: manifest, roll: roll, signatures: signatures, openVotes: votes)
            return
        }
        guard let urn = file["urne"]?.list, let opened = file["liste-ouverte"] else { throw Self.damaged }
        let ballots = urn.compactMap { UrnBallot($0) }
        guard ballots.count == urn.count else { throw Self.damaged }
        self.init(
            manifest: manifest, roll: roll, signatures: signatures, urn: ballots, opened: try OpenedList(opened))
    }

    private static let damaged = AssemblyRefusal("Une ligne du fichier ne se lit pas.")

    private static func signatures(_ lines: [JSONValue]) throws(AssemblyRefusal) -> [ID<Organisation>: Day] {
        var signatures: [ID<Organisation>: Day] = [:]
        for line in lines {
            guard let number = line["organisation"]?.whole, let day = line["jour"]?.text.flatMap({ Day($0) }) else {
                throw damaged
            }
            let previous = signatures.updateValue(day, forKey: ID(rawValue: Int64(number)))
            if previous != nil { throw AssemblyRefusal("Une organisation a émargé deux fois.") }
        }
        return signatures
    }

    private static func votes(_ lines: [JSONValue]?) throws(AssemblyRefusal) -> [OpenVote] {
        guard let lines else { throw damaged }
        var votes: [OpenVote] = []
        for line in lines {
            guard let number = line["organisation"]?.whole, let choice = line["choix"]?.text,
                let changes = line["changements"]?.whole
            else { throw damaged }
            votes.append(OpenVote(ID(rawValue: Int64(number)), choice, changes: changes))
        }
        return votes
    }
}
