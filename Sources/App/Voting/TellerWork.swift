import Crypto
import Domain
import Foundation

/// What tellers (scrutateurs) do on their own machines, away from the server and from its data.
enum TellerWork {
    /// Makes a key for one vote and cuts its private half; the whole of it is not kept anywhere.
    static func makeKey(name: String, count: Int, threshold: Int) throws -> (TellerKey, [TellerShare]) {
        let whole = P256.KeyAgreement.PrivateKey()
        let secret = [UInt8](whole.rawRepresentation)
        let chance = BallotCrypto.chance(SecretSharing.chanceNeeded(secret: secret.count, threshold: threshold))
        let shares = try SecretSharing.split(secret, into: count, threshold: threshold, chance: chance)
        let signing = shares.map { _ in Curve25519.Signing.PrivateKey() }
        let key = TellerKey(
            name: name, publicKey: whole.publicKey.x963Representation.base64EncodedString(),
            signingKeys: signing.map { $0.publicKey.rawRepresentation.base64EncodedString() }, threshold: threshold)
        let parts = zip(shares, signing).map { share, signing in
            TellerShare(
                key: key.fingerprint, share: share, threshold: threshold, count: count,
                signingKey: [UInt8](signing.rawRepresentation))
        }
        return (key, parts)
    }

    /// The private key that enough shares give back.
    static func combine(_ shares: [TellerShare], for key: TellerKey) throws -> P256.KeyAgreement.PrivateKey {
        try TellerShare.check(shares, for: key)
        let bytes = try SecretSharing.combine(shares.map(\.share))
        guard let whole = try? P256.KeyAgreement.PrivateKey(rawRepresentation: bytes),
            whole.publicKey.x963Representation.base64EncodedString() == key.publicKey
        else {
            throw AssemblyRefusal(
                "Ces parts ne redonnent pas la clé de ce scrutin : l’une d’elles a été changée. Essayez avec d’autres parts."
            )
        }
        return whole
    }

    /// Opens an urn file; the list is signed in the name of each teller whose share took part.
    static func open(_ file: JSONValue, with shares: [TellerShare]) throws -> (ScrutinManifest, OpenedList) {
        guard file["sorte"]?.text == "urne" else {
            throw AssemblyRefusal(
                "Ce n’est pas un fichier d’urne : téléchargez-le sur la page du scrutin, après la clôture.")
        }
        let manifest = try ScrutinManifest(file["manifeste"] ?? .null)
        let ballots = try Urn.ballots(file, of: manifest)
        let print = Urn.chain(manifest.fingerprint, ballots)
        guard BallotCrypto.isSigned(file["signature"]?.text ?? "", Urn.signed(print), manifest.receiptKey) else {
            throw AssemblyRefusal("L’urne n’est pas signée par le serveur qui a tenu ce scrutin.")
        }
        guard let key = manifest.tellers else { throw AssemblyRefusal("Ce scrutin n’a pas de clé de scrutateurs.") }
        let whole = try combine(shares, for: key)
        var list = OpenedList(ballots, of: manifest) {
            BallotCrypto.open($0, with: whole, fingerprint: manifest.fingerprint)
        }
        let text = OpenedList.signed(list.fingerprint)
        list.signatures = try shares.map { share in
            let signing = try Curve25519.Signing.PrivateKey(rawRepresentation: share.signingKey)
            return OpenedList.Signature(Int(share.share.number), try BallotCrypto.sign(text, with: signing))
        }
        return (manifest, list)
    }
}
