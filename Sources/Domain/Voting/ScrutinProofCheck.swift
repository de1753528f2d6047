/// What was checked in a proof file, point by point, without the database.
package struct ScrutinProofCheck: Sendable {
    package struct Point: Hashable, Sendable {
        package let holds: Bool
        package let sentence: String
    }

    package private(set) var points: [Point] = []
    package private(set) var tally: ScrutinTally?
    package var holds: Bool { !points.isEmpty && points.allSatisfy(\.holds) }

    /// - Parameter verify: whether an Ed25519 signature holds.
    package init(_ file: JSONValue, verify: SignatureCheck) {
        guard file["sorte"]?.text == "scrutin", file["version"]?.whole == 1 else {
            add(false, "Ce fichier n’est pas la preuve d’un scrutin, ou sa version n’est pas connue.")
            return
        }
        do throws(AssemblyRefusal) {
            let manifest = try ScrutinManifest(file["manifeste"] ?? .null)
            checkFingerprints(file, manifest, verify)
            let proof = try ScrutinProof(reading: file, of: manifest)
            checkRoll(file, proof)
            if manifest.isSecret { checkUrn(file, proof, verify) } else { checkVotes(file, proof) }
            let tally = try proof.tally()
            add(file["decompte"] == tally.counts, "Le décompte, refait bulletin par bulletin, est celui du fichier.")
            add(file["resultat"] == tally.outcome, "Le résultat suit du décompte et de la règle.")
            let written = ScrutinText.without(["empreinte", "signature"], file)
            add(
                (try proof.value()) == written,
                "Le fichier ne dit rien d’autre que ce que donnent la liste, l’émargement et les bulletins.")
            self.tally = tally
        } catch {
            add(false, error.sentence)
        }
    }

    private mutating func add(_ holds: Bool, _ sentence: String) {
        points.append(Point(holds: holds, sentence: sentence))
    }

    private mutating func checkFingerprints(
        _ file: JSONValue, _ manifest: ScrutinManifest, _ verify: SignatureCheck
    ) {
        let fingerprint = ScrutinText.hash(ScrutinText.without(["empreinte", "signature"], file))
        add(file["empreinte"]?.text == fingerprint, "L’empreinte du fichier est juste.")
        add(
            verify(file["signature"]?.text ?? "", ScrutinProof.signed(fingerprint), manifest.receiptKey),
            "Le fichier est signé par le serveur qui a tenu le scrutin.")
        let written = ScrutinText.hash(file["manifeste"] ?? .null)
        add(
            file["empreinte-du-manifeste"]?.text == written && manifest.fingerprint == written,
            "L’empreinte du manifeste (question, règle, clés, dates) est juste.")
    }

    private mutating func checkRoll(_ file: JSONValue, _ proof: ScrutinProof) {
        let names = Set(proof.roll.map(\.organisation))
        add(
            proof.manifest.roll == ScrutinText.hash(file["liste-electorale"] ?? .null),
            "La liste électorale est celle qui a été figée à l’ouverture.")
        add(names.count == proof.roll.count, "Chaque organisation figure une fois sur la liste électorale.")
        add(names.isSuperset(of: proof.signatures.keys), "Seules des organisations inscrites ont émargé.")
        let colleges = Set(proof.manifest.rules.colleges.map(\.key))
        if proof.manifest.countsByCollege {
            add(
                proof.roll.allSatisfy { colleges.contains($0.college ?? "") },
                "Chaque organisation est dans un collège du scrutin.")
        }
    }

    private mutating func checkVotes(_ file: JSONValue, _ proof: ScrutinProof) {
        add(
            proof.openVotes.count == Set(proof.openVotes.map(\.organisation)).count,
            "Chaque organisation a voté une fois.")
        add(
            Set(proof.openVotes.map(\.organisation)) == Set(proof.signatures.keys),
            "Les votes sont ceux des organisations qui ont émargé, ni plus ni moins.")
    }

    private mutating func checkUrn(_ file: JSONValue, _ proof: ScrutinProof, _ verify: SignatureCheck) {
        let manifest = proof.manifest
        add(proof.roll.allSatisfy { $0.voices == 1 }, "Chaque organisation a une voix.")
        add(
            proof.urn.count == Set(proof.urn.map(\.id)).count && file["urne"] == .list(proof.urn.map(\.value)),
            "Chaque bulletin de l’urne y figure une fois, à la place que lui donne son numéro.")
        let characters = (BallotPlaintext.sealedLength(manifest.question) + 2) / 3 * 4
        add(
            proof.urn.allSatisfy { $0.sealed.utf8.count == characters },
            "Tous les bulletins chiffrés ont la même longueur.")
        add(
            file["empreinte-de-l-urne"]?.text == Urn.chain(manifest.fingerprint, proof.urn),
            "L’empreinte de l’urne est juste.")
        let colleges = Dictionary(
            proof.roll.filter { proof.signatures[$0.organisation] != nil }.map {
                (manifest.countsByCollege ? $0.college ?? "" : "", 1)
            }, uniquingKeysWith: +)
        let cast = Dictionary(proof.urn.map { ($0.college ?? "", 1) }, uniquingKeysWith: +)
        add(colleges == cast, "Il y a autant de bulletins dans l’urne que d’organisations qui ont émargé.")
        guard let opened = proof.opened else {
            add(false, "La liste ouverte manque.")
            return
        }
        let defects = opened.defects(for: proof.urn, of: manifest, verify: verify)
        add(
            defects.isEmpty,
            defects.isEmpty
                ? "La liste ouverte a autant de lignes que l’urne de bulletins, des codes différents, des choix possibles, et les signatures des scrutateurs."
                : defects.joined(separator: " "))
    }
}
