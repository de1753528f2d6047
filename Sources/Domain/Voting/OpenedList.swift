/// The ballots of an urn once opened by the tellers: codes and choices, without numbers, in the order of the codes, so
/// that every opening of the same urn gives the same file.
package struct OpenedList: Hashable, Sendable {
    package struct Line: Hashable, Sendable {
        package let code: String
        package let college: String?
        package let choice: String

        package init(_ code: String, college: String? = nil, _ choice: String) {
            (self.code, self.college, self.choice) = (code, college, choice)
        }

        var value: JSONValue {
            .object(["code": .text(code), "college": .said(college), "choix": .text(choice)])
        }
    }

    package struct Signature: Hashable, Sendable {
        package let teller: Int
        package let signature: String
        package init(_ teller: Int, _ signature: String) { (self.teller, self.signature) = (teller, signature) }
    }

    package let scrutin: String
    package let urn: String
    package let lines: [Line]
    /// Ballots that nothing can be read in, by college (`""`: none): null.
    package let unreadable: [String: Int]
    package var signatures: [Signature] = []

    package init(scrutin: String, urn: String, lines: [Line], unreadable: [String: Int]) {
        (self.scrutin, self.urn, self.unreadable) = (scrutin, urn, unreadable.filter { $0.value > 0 })
        self.lines = lines.sorted { ($0.college ?? "", $0.code) < ($1.college ?? "", $1.code) }
    }

    /// - Parameter open: what a ballot holds once opened; nil when it does not open.
    package init(_ ballots: [UrnBallot], of manifest: ScrutinManifest, open: (UrnBallot) -> [UInt8]?) {
        var lines: [Line] = []
        var unreadable: [String: Int] = [:]
        for ballot in ballots {
            let plain = open(ballot).flatMap {
                BallotPlaintext($0, of: manifest.identity, question: manifest.question)
            }
            if let plain, (try? ScrutinChoice(plain.choice, to: manifest.question))?.text == plain.choice {
                lines.append(Line(plain.code, college: ballot.college, plain.choice))
            } else {
                unreadable[ballot.college ?? "", default: 0] += 1
            }
        }
        // The same code twice would let one line pass for the ballot of two voters: neither counts.
        let counts = Dictionary(lines.map { ($0.code, 1) }, uniquingKeysWith: +)
        for line in lines where counts[line.code, default: 0] > 1 { unreadable[line.college ?? "", default: 0] += 1 }
        self.init(
            scrutin: manifest.fingerprint, urn: Urn.chain(manifest.fingerprint, ballots),
            lines: lines.filter { counts[$0.code] == 1 }, unreadable: unreadable)
    }

    private var bare: JSONValue {
        let nulls = unreadable.sorted { $0.key < $1.key }.map { college, count in
            JSONValue.object(["college": .said(college.isEmpty ? nil : college), "nombre": .integer(count)])
        }
        return .object([
            "sorte": .text("liste-ouverte"), "version": .integer(1), "scrutin": .text(scrutin), "urne": .text(urn),
            "bulletins": .list(lines.map(\.value)), "illisibles": .list(nulls),
        ])
    }

    package var fingerprint: String { ScrutinText.hash(bare) }

    /// What each teller signs.
    package static func signed(_ fingerprint: String) -> String { "liste ouverte\n\(fingerprint)\n" }

    package var value: JSONValue {
        guard case .object(var members) = bare else { return bare }
        members["signatures"] = .list(
            signatures.sorted { $0.teller < $1.teller }.map {
                .object(["scrutateur": .integer($0.teller), "signature": .text($0.signature)])
            })
        return .object(members)
    }

    package init(_ value: JSONValue) throws(AssemblyRefusal) {
        let damaged = AssemblyRefusal("La liste ouverte est abîmée : redonnez le fichier que la commande a écrit.")
        guard value["sorte"]?.text == "liste-ouverte", value["version"]?.whole == 1 else {
            throw AssemblyRefusal(
                "Ce n’est pas une liste ouverte : c’est le fichier qu’écrit « maillage scrutateur ouvrir ».")
        }
        guard let scrutin = value["scrutin"]?.text, let urn = value["urne"]?.text,
            let ballots = value["bulletins"]?.list, let nulls = value["illisibles"]?.list,
            let signatures = value["signatures"]?.list
        else { throw damaged }
        var lines: [Line] = []
        for ballot in ballots {
            guard let code = ballot["code"]?.text, let choice = ballot["choix"]?.text,
                let college = ballot["college"], college == .null || college.text != nil
            else { throw damaged }
            lines.append(Line(code, college: college.text, choice))
        }
        var unreadable: [String: Int] = [:]
        for null in nulls {
            guard let count = null["nombre"]?.whole, (1...1_000_000).contains(count) else { throw damaged }
            unreadable[null["college"]?.text ?? "", default: 0] += count
        }
        self.init(scrutin: scrutin, urn: urn, lines: lines, unreadable: unreadable)
        for signature in signatures {
            guard let teller = signature["scrutateur"]?.whole, let text = signature["signature"]?.text else {
                throw damaged
            }
            self.signatures.append(Signature(teller, text))
        }
        // Written in the only order there is, so that the place of a line says nothing.
        guard ScrutinText.without(["signatures"], value) == bare else { throw damaged }
    }

    /// The tellers whose signature of this list holds.
    package func signers(_ key: TellerKey, verify: SignatureCheck) -> Set<Int> {
        let message = Self.signed(fingerprint)
        let holding = signatures.filter { signature in
            key.signingKeys.indices.contains(signature.teller - 1)
                && verify(signature.signature, message, key.signingKeys[signature.teller - 1])
        }
        return Set(holding.map(\.teller))
    }

    /// What is wrong with this list for an urn; empty when it may be counted.
    package func defects(
        for ballots: [UrnBallot], of manifest: ScrutinManifest, verify: SignatureCheck
    ) -> [String] {
        var defects: [String] = []
        if scrutin != manifest.fingerprint { defects.append("La liste ouverte est celle d’un autre scrutin.") }
        if urn != Urn.chain(manifest.fingerprint, ballots) {
            defects.append("La liste ouverte ne vient pas de cette urne.")
        }
        let cast = Dictionary(ballots.map { ($0.college ?? "", 1) }, uniquingKeysWith: +)
        let opened = Dictionary(lines.map { ($0.college ?? "", 1) }, uniquingKeysWith: +)
            .merging(unreadable, uniquingKeysWith: +)
        if cast != opened {
            defects.append(
                "L’urne a \(French.count(ballots.count, "bulletin", "bulletins")), la liste en a \(opened.values.reduce(0, +)) : il en manque ou il y en a de trop."
            )
        }
        if Set(lines.map(\.code)).count != lines.count { defects.append("Un code de suivi figure deux fois.") }
        if !lines.allSatisfy({ TrackingCode.isWellFormed($0.code) }) {
            defects.append("Un code de suivi est mal formé.")
        }
        let isReadable = lines.allSatisfy { line in
            (try? ScrutinChoice(line.choice, to: manifest.question))?.text == line.choice
        }
        if !isReadable { defects.append("Un choix de la liste n’existe pas dans ce scrutin.") }
        if let key = manifest.tellers {
            let signers = signers(key, verify: verify)
            if signers.count < key.threshold {
                defects.append(
                    "La liste porte \(French.count(signers.count, "signature valable", "signatures valables")) de scrutateurs : il en faut \(key.threshold)."
                )
            }
        } else {
            defects.append("Ce scrutin n’a pas de clé de scrutateurs.")
        }
        return defects
    }

    /// As ballots to be counted, one voice each.
    package func counted(_ question: ScrutinQuestion) throws(AssemblyRefusal) -> [CountedBallot] {
        var ballots: [CountedBallot] = []
        for line in lines {
            ballots.append(CountedBallot(try ScrutinChoice(line.choice, to: question), college: line.college))
        }
        return ballots
    }
}

/// Whether a signature (base64) of a text holds under a public key (Ed25519, base64).
package typealias SignatureCheck = (_ signature: String, _ text: String, _ key: String) -> Bool
