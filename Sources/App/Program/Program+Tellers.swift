package import Foundation
package import Domain

/// Commands about votes on line that ask neither the server nor its data.
extension Program {
    /// Makes the key of a vote in `folder`; returns what to do next.
    package static func makeTellerKey(name: String, count: Int, threshold: Int, in folder: URL) throws -> [String] {
        let manager = FileManager.default
        try manager.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        guard try manager.contentsOfDirectory(atPath: folder.path).isEmpty else {
            throw Refused(
                "Le dossier « \(folder.path) » n’est pas vide : une clé n’en remplace jamais une autre. Nommez-en un nouveau."
            )
        }
        let (key, shares) = try TellerWork.makeKey(name: name, count: count, threshold: threshold)
        try write(key.value, to: folder.appending(path: "cle-publique.json"), isPrivate: false)
        for share in shares {
            try write(share.value, to: folder.appending(path: "part-\(share.share.number).json"), isPrivate: true)
        }
        return [
            "Clé faite pour « \(name) » : \(count) parts, il en faudra \(threshold) pour ouvrir l’urne.",
            "Empreinte : \(key.fingerprint)",
            "",
            "1. Déposez cle-publique.json sur la page du scrutin ; elle montrera la même empreinte.",
            "2. Donnez à chaque scrutateur sa part (part-1.json, part-2.json…), sur une clé USB, de la main à la main.",
            "3. Effacez ensuite les parts de cette machine : personne ne doit en tenir \(threshold).",
            "4. Ouvrez ensemble l’urne d’essai avant l’ouverture du vote. Si \(count - threshold + 1) parts se perdent, l’urne ne s’ouvrira plus jamais.",
        ]
    }

    /// Opens an urn with the shares of enough tellers; writes the list, and returns what it says.
    package static func openUrn(_ urn: URL, shares: [URL], to output: URL) throws -> [String] {
        let parts = try shares.map { try TellerShare(read($0), from: $0.lastPathComponent) }
        let (manifest, list) = try TellerWork.open(read(urn), with: parts)
        try write(list.value, to: output, isPrivate: false)
        let nulls = list.unreadable.values.reduce(0, +)
        let counted = Dictionary(list.lines.map { ($0.choice, 1) }, uniquingKeysWith: +)
        let lines = counted.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { choice, count in
            let words = (try? ScrutinChoice(choice, to: manifest.question))?.french(manifest.question) ?? choice
            return "  \(count)  \(words)"
        }
        return [
            "Scrutin : \(manifest.question.title)",
            "\(French.count(list.lines.count + nulls, "bulletin", "bulletins")), dont \(French.count(nulls, "illisible", "illisibles")) :",
        ] + lines + [
            "", "Liste écrite dans « \(output.path) ».", "Empreinte de la liste : \(list.fingerprint)",
            "Chaque scrutateur peut refaire l’ouverture ailleurs : l’empreinte doit être la même.",
        ]
    }

    /// What holds and what does not in the proof of an assembly, its votes on line included.
    package static func checkAssembly(_ bytes: [UInt8]) -> ProofReport {
        ProofReport(bytes, verify: BallotCrypto.isSigned)
    }

    /// What holds and what does not in the proof file of a vote.
    package static func checkScrutin(_ bytes: [UInt8]) throws -> (lines: [String], holds: Bool) {
        let check = ScrutinProofCheck(try read(bytes), verify: BallotCrypto.isSigned)
        var lines = check.points.map { ($0.holds ? "✓ " : "✗ ") + $0.sentence }
        if let tally = check.tally, check.holds {
            lines.append("")
            lines.append("« \(tally.question.title) »")
            if let decision = tally.decision {
                lines.append(decision.sentence)
            } else if let report = tally.report {
                lines += report.steps
                lines.append(report.elected.isEmpty ? "Rien n’est retenu." : "Retenu : \(French.list(report.elected)).")
            } else {
                lines.append(tally.consultationSentence)
            }
        }
        lines.append("")
        lines.append(check.holds ? "La preuve tient." : "La preuve ne tient pas.")
        return (lines, check.holds)
    }

    /// Seals a ballot away from any browser: what the voter pastes on the voting page, and the code to keep.
    package static func sealBallot(_ manifest: URL, college: String?, choice: String) throws -> [String] {
        let file = try read(manifest)
        let manifest = try ScrutinManifest(file["manifeste"] ?? file)
        guard manifest.isSecret else { throw Refused("Ce vote n’est pas secret : il n’y a rien à chiffrer.") }
        let choice = try ScrutinChoice(choice, to: manifest.question)
        let id = Hex.text(BallotCrypto.chance(16))
        let code = TrackingCode.make(BallotCrypto.chance(TrackingCode.chanceNeeded))
        let plain = BallotPlaintext(scrutin: manifest.identity, choice: choice.text, code: code)
        let ballot = try BallotCrypto.seal(
            plain, as: id, college: manifest.countsByCollege ? college : nil, for: manifest)
        return [
            "Vote : \(choice.french(manifest.question))", "Code de suivi, à garder : \(code)",
            "Bulletin, à coller sur la page de vote :", "\(id).\(ballot.sealed)",
        ]
    }

    private static func read(_ file: URL) throws -> JSONValue {
        guard let data = try? Data(contentsOf: file) else {
            throw Refused("Le fichier « \(file.path) » ne s’ouvre pas : vérifiez son nom et vos droits.")
        }
        return try read([UInt8](data))
    }

    private static func read(_ bytes: [UInt8]) throws -> JSONValue {
        do { return try JSONValue.read(bytes) } catch {
            throw Refused("Le fichier ne se lit pas : \(error.description).")
        }
    }

    private static func write(_ value: JSONValue, to file: URL, isPrivate: Bool) throws {
        let data = Data((ScrutinText.canonical(value) + "\n").utf8)
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: isPrivate ? 0o600 : 0o644]
        guard FileManager.default.createFile(atPath: file.path, contents: data, attributes: attributes) else {
            throw Refused("Le fichier « \(file.path) » ne s’écrit pas : vérifiez le dossier et vos droits.")
        }
    }
}
