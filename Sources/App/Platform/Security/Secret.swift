import Crypto
import Foundation

/// 256 bits that nobody can guess, written so that they fit in an address or a cookie. Only their hash is stored.
struct Secret: Sendable, Equatable {
    let text: String

    init() {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        text = Data(bytes).base64URL
    }

    /// Nil when it cannot be one of ours, before anything is looked up.
    init?(_ presented: String) {
        guard presented.utf8.count == 43, presented.utf8.allSatisfy(Self.isBase64URL) else { return nil }
        text = presented
    }

    /// What is stored, and looked up: whoever reads the database cannot use it.
    var hash: Data { Data(SHA256.hash(data: Data(text.utf8))) }

    /// Another secret that whoever holds this one can work out, and nobody the other way round.
    func derived(for purpose: String) -> String {
        let key = SymmetricKey(data: Data(text.utf8))
        return Data(HMAC<SHA256>.authenticationCode(for: Data(purpose.utf8), using: key)).base64URL
    }

    private static func isBase64URL(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

extension Data {
    /// RFC 4648, section 5, without padding.
    var base64URL: String {
        base64EncodedString().replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
    }
}

/// Compares without telling by its duration where the two differ.
func areEqualInConstantTime(_ one: some Sequence<UInt8>, _ other: some Sequence<UInt8>) -> Bool {
    let (one, other) = (Array(one), Array(other))
    guard one.count == other.count else { return false }
    var difference: UInt8 = 0
    for (left, right) in zip(one, other) { difference |= left ^ right }
    return difference == 0
}
