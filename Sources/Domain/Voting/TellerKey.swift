/// The public half of a ballot key, whose private half is split among tellers (scrutateurs).
package struct TellerKey: Hashable, Sendable {
    package let name: String
    /// P-256, uncompressed point, base64.
    package let publicKey: String
    /// Ed25519, base64: what each teller signs the opened list with, in the order of their shares.
    package let signingKeys: [String]
    package let threshold: Int

    package init(name: String, publicKey: String, signingKeys: [String], threshold: Int) {
        (self.name, self.publicKey) = (name, publicKey)
        (self.signingKeys, self.threshold) = (signingKeys, threshold)
    }

    package var count: Int { signingKeys.count }

    package var value: JSONValue {
        .object([
            "sorte": .text("cle-de-scrutateurs"), "version": .integer(1), "nom": .text(name), "cle": .text(publicKey),
            "signatures": .texts(signingKeys), "seuil": .integer(threshold),
        ])
    }

    package var fingerprint: String { ScrutinText.hash(value) }

    package init(_ value: JSONValue) throws(AssemblyRefusal) {
        guard value["sorte"]?.text == "cle-de-scrutateurs", value["version"]?.whole == 1 else {
            throw AssemblyRefusal(
                "Ce n’est pas une clé de scrutateurs : donnez le fichier cle-publique.json, jamais une part.")
        }
        guard let name = value["nom"]?.text, let key = value["cle"]?.text,
            let signatures = value["signatures"]?.strings, let threshold = value["seuil"]?.whole,
            (2...SecretSharing.most).contains(signatures.count), (2...signatures.count).contains(threshold),
            Set(signatures).count == signatures.count
        else { throw AssemblyRefusal("La clé des scrutateurs est abîmée : redonnez le fichier tel qu’il a été écrit.") }
        self.init(name: name, publicKey: key, signingKeys: signatures, threshold: threshold)
    }
}

/// What one teller keeps: a share of the private key, and the key that signs in their name.
package struct TellerShare: Hashable, Sendable {
    package let key: String
    package let share: SecretShare
    package let threshold: Int
    package let count: Int
    package let signingKey: [UInt8]

    /// - Parameter key: the fingerprint of the public key that it belongs to.
    package init(key: String, share: SecretShare, threshold: Int, count: Int, signingKey: [UInt8]) {
        (self.key, self.share, self.threshold) = (key, share, threshold)
        (self.count, self.signingKey) = (count, signingKey)
    }

    package var value: JSONValue {
        .object([
            "sorte": .text("part-de-cle"), "version": .integer(1), "cle": .text(key),
            "numero": .integer(Int(share.number)), "seuil": .integer(threshold), "scrutateurs": .integer(count),
            "part": .text(Hex.text(share.bytes)), "signature": .text(Hex.text(signingKey)), "controle": .text(checksum),
        ])
    }

    /// Tells a share that was copied badly before it is used.
    private var checksum: String {
        let text = [key, String(share.number), String(threshold), Hex.text(share.bytes), Hex.text(signingKey)]
        return String(LotHash.hex(text.joined(separator: "\n")).prefix(16))
    }

    /// - Parameter name: what the file is called, for the sentence.
    package init(_ value: JSONValue, from name: String) throws(AssemblyRefusal) {
        guard value["sorte"]?.text == "part-de-cle", value["version"]?.whole == 1 else {
            throw AssemblyRefusal("« \(name) » n’est pas une part de clé.")
        }
        guard let key = value["cle"]?.text, let number = value["numero"]?.whole,
            (1...SecretSharing.most).contains(number),
            let threshold = value["seuil"]?.whole, let count = value["scrutateurs"]?.whole,
            let bytes = value["part"]?.text.flatMap(Hex.bytes), bytes.count == 32,
            let signing = value["signature"]?.text.flatMap(Hex.bytes), signing.count == 32
        else { throw AssemblyRefusal("La part « \(name) » est abîmée : cherchez-en une autre copie.") }
        self.init(
            key: key, share: SecretShare(number: UInt8(number), bytes: bytes), threshold: threshold, count: count,
            signingKey: signing)
        guard value["controle"]?.text == checksum else {
            throw AssemblyRefusal(
                "La part « \(name) » ne correspond pas à son contrôle : elle a été mal copiée. Cherchez-en une autre copie."
            )
        }
    }

    /// Enough shares of this key, or the sentence that says what lacks.
    package static func check(_ shares: [TellerShare], for key: TellerKey) throws(AssemblyRefusal) {
        for share in shares where share.key != key.fingerprint {
            throw AssemblyRefusal(
                "La part n\u{A0}\(share.share.number) vient d’une autre clé que celle de ce scrutin : chaque scrutin a ses parts."
            )
        }
        let numbers = Set(shares.map(\.share.number))
        guard numbers.count == shares.count else {
            throw AssemblyRefusal("La même part est donnée deux fois : il en faut \(key.threshold) différentes.")
        }
        guard numbers.count >= key.threshold else {
            let missing = key.threshold - numbers.count
            throw AssemblyRefusal(
                "Il faut \(key.threshold) parts sur \(key.count), vous en donnez \(numbers.count) : il en manque \(missing). Avec moins, rien ne s’ouvre."
            )
        }
    }
}

/// Bytes as two hexadecimal digits each.
package enum Hex {
    private static let digits = Array("0123456789abcdef".utf8)

    package static func text(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    package static func bytes(_ text: String) -> [UInt8]? {
        let values = text.utf8.map { digits.firstIndex(of: $0) }
        guard values.count % 2 == 0, !values.contains(nil) else { return nil }
        let nibbles = values.compactMap(\.self)
        return stride(from: 0, to: nibbles.count, by: 2).map { UInt8(nibbles[$0] << 4 | nibbles[$0 + 1]) }
    }
}
