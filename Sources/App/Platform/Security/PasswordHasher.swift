import Crypto
import Dispatch
import Foundation
import _CryptoExtras

/// Turns passwords into what may be stored (scrypt), a few at a time: each one takes 32 MiB and a third of a second, on purpose.
actor PasswordHasher {
    struct Cost: Sendable, Equatable {
        /// Power of two of the number of rounds.
        let logRounds: Int
        let blockSize: Int
        let parallelism: Int

        /// On OWASP's list of equivalent settings; measured at 370 ms and 32 MiB.
        static let standard = Cost(logRounds: 15, blockSize: 8, parallelism: 3)
    }

    /// So many are waiting already that it is better to come back later.
    struct Busy: Error {}

    private let cost: Cost
    private let atOnce: Int
    private let longestQueue: Int
    private var running = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(cost: Cost = .standard, atOnce: Int = 2, longestQueue: Int = 100) {
        self.cost = cost
        self.atOnce = atOnce
        self.longestQueue = longestQueue
    }

    func hash(_ password: String) async throws -> PasswordHash {
        let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
        let cost = cost
        return try await inTurn { try PasswordHash(of: password, salt: salt, cost: cost) }
    }

    /// With no hash to compare with (unknown address, no password set), takes as long and answers no.
    func verify(_ password: String, against stored: PasswordHash?) async throws -> Bool {
        let cost = cost
        return try await inTurn {
            let salt = stored?.salt ?? [UInt8](repeating: 0, count: 16)
            let hash = try PasswordHash(of: password, salt: salt, cost: stored?.cost ?? cost)
            guard let stored else { return false }
            return areEqualInConstantTime(hash.digest, stored.digest)
        }
    }

    /// Whether the password should be hashed again, with today's cost, now that it is known.
    func isOutdated(_ stored: PasswordHash) -> Bool { stored.cost != cost }

    private func inTurn<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await enter()
        defer { leave() }
        // Away from the threads that serve requests.
        return try await withCheckedThrowingContinuation { (answer: CheckedContinuation<Value, any Error>) in
            DispatchQueue.global(qos: .utility).async { answer.resume(with: Result { try work() }) }
        }
    }

    private func enter() async throws {
        guard running >= atOnce else {
            running += 1
            return
        }
        guard waiting.count < longestQueue else { throw Busy() }
        await withCheckedContinuation { waiting.append($0) }
    }

    /// Hands the place to the next in line.
    private func leave() {
        if waiting.isEmpty { running -= 1 } else { waiting.removeFirst().resume() }
    }
}

/// A hashed password with all that is needed to check another: `$scrypt$ln=15,r=8,p=3$salt$digest`.
struct PasswordHash: Sendable, Equatable {
    let cost: PasswordHasher.Cost
    let salt: [UInt8]
    let digest: [UInt8]

    fileprivate init(of password: String, salt: [UInt8], cost: PasswordHasher.Cost) throws {
        // The same password typed on another system may use other code points for its accents.
        let bytes = Array(password.precomposedStringWithCanonicalMapping.utf8)
        let key = try KDF.Scrypt.deriveKey(
            from: bytes, salt: salt, outputByteCount: 32, rounds: 1 << cost.logRounds, blockSize: cost.blockSize,
            parallelism: cost.parallelism)
        self.cost = cost
        self.salt = salt
        digest = key.withUnsafeBytes { Array($0) }
    }

    init?(_ text: String) {
        let pieces = text.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
        guard pieces.count == 5, pieces[0].isEmpty, pieces[1] == "scrypt", let cost = Self.cost(pieces[2]),
            let salt = Data(base64Encoded: pieces[3]), let digest = Data(base64Encoded: pieces[4]), digest.count == 32
        else { return nil }
        self.cost = cost
        self.salt = [UInt8](salt)
        self.digest = [UInt8](digest)
    }

    var text: String {
        let parameters = "ln=\(cost.logRounds),r=\(cost.blockSize),p=\(cost.parallelism)"
        return "$scrypt$\(parameters)$\(Data(salt).base64EncodedString())$\(Data(digest).base64EncodedString())"
    }

    private static func cost(_ text: String) -> PasswordHasher.Cost? {
        var values: [String: Int] = [:]
        for pair in text.split(separator: ",") {
            let halves = pair.split(separator: "=")
            guard halves.count == 2, let value = Int(halves[1]) else { return nil }
            values[String(halves[0])] = value
        }
        guard let logRounds = values["ln"], let blockSize = values["r"], let parallelism = values["p"],
            (1...20).contains(logRounds), (1...32).contains(blockSize), (1...16).contains(parallelism)
        else { return nil }
        return PasswordHasher.Cost(logRounds: logRounds, blockSize: blockSize, parallelism: parallelism)
    }
}
