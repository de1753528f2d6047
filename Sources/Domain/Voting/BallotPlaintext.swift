/// What is sealed in a secret ballot: the choice and the code by which its voter finds it in the opened list. Every ballot
/// of a scrutin has the same length, whatever it says.
package struct BallotPlaintext: Hashable, Sendable {
    package let scrutin: String
    package let choice: String
    package let code: String

    package init(scrutin: String, choice: String, code: String) {
        (self.scrutin, self.choice, self.code) = (scrutin, choice, code)
    }

    /// Bytes before sealing: room for the longest choice of the question, then up to a multiple of 32.
    package static func length(_ question: ScrutinQuestion) -> Int {
        let choice = question.options.count * 4 + 16
        let frame = 160
        return (frame + choice + 31) / 32 * 32
    }

    /// Sealed with P-256 and AES-256-GCM: the ephemeral point before, the tag after.
    package static func sealedLength(_ question: ScrutinQuestion) -> Int { 65 + length(question) + 16 }

    package func bytes(for question: ScrutinQuestion) -> [UInt8] {
        let value = JSONValue.object(["scrutin": .text(scrutin), "choix": .text(choice), "code": .text(code)])
        let text = Array(ScrutinText.canonical(value).utf8)
        return text + [UInt8](repeating: 0x20, count: max(0, Self.length(question) - text.count))
    }

    /// Nil when the bytes are not a ballot of this scrutin.
    package init?(_ bytes: [UInt8], of scrutin: String, question: ScrutinQuestion) {
        guard bytes.count == Self.length(question), let value = try? JSONValue.read(bytes),
            value["scrutin"]?.text == scrutin, let choice = value["choix"]?.text, let code = value["code"]?.text,
            TrackingCode.isWellFormed(code)
        else { return nil }
        self.init(scrutin: scrutin, choice: choice, code: code)
    }

    /// HPKE's info and associated data: a ballot opens only as itself, in its own scrutin.
    package static func info(_ fingerprint: String) -> String { "maillage scrutin 1 \(fingerprint)" }
    package static func associated(_ ballot: String, college: String?) -> String { "\(ballot)|\(college ?? "")" }
}

/// 140 bits of chance as seven groups of four, without letters that look like others (Crockford's alphabet).
package enum TrackingCode {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    package static let chanceNeeded = 28

    /// - Parameter chance: one byte for each character; only its five low bits are used, so that all are as likely.
    package static func make(_ chance: [UInt8]) -> String {
        let characters = chance.prefix(chanceNeeded).map { alphabet[Int($0 & 31)] }
        let groups = stride(from: 0, to: characters.count, by: 4).map { characters[$0..<min($0 + 4, characters.count)] }
        return groups.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
    }

    package static func isWellFormed(_ text: String) -> Bool {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        return groups.count == 7 && groups.allSatisfy { $0.utf8.count == 4 && $0.utf8.allSatisfy(alphabet.contains) }
    }
}
