import Crypto
import Domain
import Foundation

/// The double envelope: HPKE (RFC 9180) to a key that the server does not hold, Ed25519 for receipts and lists.
enum BallotCrypto {
    private static let suite = HPKE.Ciphersuite.P256_SHA256_AES_GCM_256
    /// Of an uncompressed point of P-256.
    private static let pointLength = 65

    static func seal(
        _ plain: BallotPlaintext, as id: String, college: String?, for manifest: ScrutinManifest
    ) throws -> UrnBallot {
        guard let tellers = manifest.tellers, let key = Data(base64Encoded: tellers.publicKey) else {
            throw AssemblyRefusal("Ce scrutin n’a pas de clé de scrutateurs.")
        }
        var sender = try HPKE.Sender(
            recipientKey: try P256.KeyAgreement.PublicKey(x963Representation: key), ciphersuite: suite,
            info: Data(BallotPlaintext.info(manifest.fingerprint).utf8))
        let sealed = try sender.seal(
            Data(plain.bytes(for: manifest.question)),
            authenticating: Data(BallotPlaintext.associated(id, college: college).utf8))
        return UrnBallot(id: id, college: college, sealed: (sender.encapsulatedKey + sealed).base64EncodedString())
    }

    /// Nil when the ballot was not sealed for this scrutin, under this number.
    static func open(
        _ ballot: UrnBallot, with key: P256.KeyAgreement.PrivateKey, fingerprint: String
    ) -> [UInt8]? {
        guard let bytes = Data(base64Encoded: ballot.sealed), bytes.count > pointLength,
            var recipient = try? HPKE.Recipient(
                privateKey: key, ciphersuite: suite, info: Data(BallotPlaintext.info(fingerprint).utf8),
                encapsulatedKey: bytes.prefix(pointLength)),
            let plain = try? recipient.open(
                Data(bytes.dropFirst(pointLength)),
                authenticating: Data(BallotPlaintext.associated(ballot.id, college: ballot.college).utf8))
        else { return nil }
        return [UInt8](plain)
    }

    static func sign(_ text: String, with key: Curve25519.Signing.PrivateKey) throws -> String {
        try key.signature(for: Data(text.utf8)).base64EncodedString()
    }

    static func isSigned(_ signature: String, _ text: String, _ key: String) -> Bool {
        guard let signature = Data(base64Encoded: signature), let bytes = Data(base64Encoded: key),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
        else { return false }
        return key.isValidSignature(signature, for: Data(text.utf8))
    }

    static func chance(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
