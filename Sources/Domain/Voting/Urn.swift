/// A sealed ballot as the urn holds it: under a number made of chance, with nothing of who cast it nor when.
package struct UrnBallot: Hashable, Sendable {
    /// 128 bits of chance, in hexadecimal, made by the voter's browser.
    package let id: String
    /// Only where the statutes count colleges apart.
    package let college: String?
    /// Base64.
    package let sealed: String

    package init(id: String, college: String?, sealed: String) {
        (self.id, self.college, self.sealed) = (id, college, sealed)
    }

    package var value: JSONValue {
        .object(["id": .text(id), "college": .said(college), "chiffre": .text(sealed)])
    }

    package init?(_ value: JSONValue) {
        guard let id = value["id"]?.text, id.utf8.count == 32, Hex.bytes(id) != nil,
            let sealed = value["chiffre"]?.text,
            let college = value["college"], college == .null || college.text != nil
        else { return nil }
        self.init(id: id, college: college.text, sealed: sealed)
    }

    /// What the receipt names.
    package var fingerprint: String { ScrutinText.hash(value) }

    /// The text that the server signs for whoever has just voted.
    package static func receipt(_ scrutin: String, _ ballot: String) -> String {
        "recu de vote\nscrutin \(scrutin)\nbulletin \(ballot)\n"
    }
}

package enum Urn {
    /// Each ballot hashed with what comes before, from the scrutin's fingerprint on, in the order of their numbers: an order
    /// of chance, that says nothing of who came first.
    package static func chain(_ scrutin: String, _ ballots: [UrnBallot]) -> String {
        ballots.sorted { $0.id < $1.id }.reduce(scrutin) { LotHash.hex("\($0)\n\($1.fingerprint)") }
    }

    /// The file that tellers open, as the server wrote it. `signature` is checked by the caller.
    package static func file(_ manifest: ScrutinManifest, _ ballots: [UrnBallot]) -> JSONValue {
        .object([
            "sorte": .text("urne"), "version": .integer(1), "manifeste": manifest.value,
            "bulletins": .list(ballots.sorted { $0.id < $1.id }.map(\.value)),
            "empreinte": .text(chain(manifest.fingerprint, ballots)),
        ])
    }

    /// What signs an urn: with this, tellers know that it comes from the server that held the vote.
    package static func signed(_ fingerprint: String) -> String { "urne\n\(fingerprint)\n" }

    package static func ballots(_ file: JSONValue, of manifest: ScrutinManifest) throws(AssemblyRefusal) -> [UrnBallot]
    {
        guard file["sorte"]?.text == "urne", let list = file["bulletins"]?.list else {
            throw AssemblyRefusal(
                "Ce n’est pas un fichier d’urne : téléchargez-le sur la page du scrutin, après la clôture.")
        }
        let ballots = list.compactMap { UrnBallot($0) }
        guard ballots.count == list.count, Set(ballots.map(\.id)).count == ballots.count else {
            throw AssemblyRefusal("L’urne est abîmée : un bulletin ne se lit pas, ou y figure deux fois.")
        }
        guard file["empreinte"]?.text == chain(manifest.fingerprint, ballots) else {
            throw AssemblyRefusal("L’urne ne correspond pas à son empreinte : elle a été changée depuis la clôture.")
        }
        return ballots
    }
}
