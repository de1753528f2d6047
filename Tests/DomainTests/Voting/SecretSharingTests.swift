import Testing

@testable import Domain

/// A key cut among tellers: enough shares give it back, fewer give nothing.
struct SecretSharingTests {
    private func chance(_ count: Int, _ seed: UInt64) -> [UInt8] {
        var generator = SeededRandom(seed: seed)
        return (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    }

    @Test func theFieldIsThatOfAES() {
        #expect(SecretSharing.multiply(0x57, 0x83) == 0xC1)
        #expect(SecretSharing.multiply(0x57, 0x13) == 0xFE)
        for value in UInt8(1)...255 { #expect(SecretSharing.multiply(value, SecretSharing.inverse(value)) == 1) }
    }

    @Test(arguments: 0..<60)
    func anyEnoughSharesGiveTheSecretBack(seed: Int) throws {
        var generator = SeededRandom(seed: UInt64(seed))
        let count = Int.random(in: 2...7, using: &generator)
        let threshold = Int.random(in: 2...count, using: &generator)
        let secret = chance(32, UInt64(seed) + 1000)
        let shares = try SecretSharing.split(
            secret, into: count, threshold: threshold, chance: chance(32 * threshold, UInt64(seed) + 2000))
        let some = Array(shares.shuffled(using: &generator).prefix(threshold))
        #expect(try SecretSharing.combine(some) == secret)
        #expect(try SecretSharing.combine(shares) == secret)
    }

    @Test(arguments: 3...6)
    func oneShareTooFewNeverGivesIt(threshold: Int) throws {
        let secret = chance(32, 7)
        let shares = try SecretSharing.split(
            secret, into: threshold + 1, threshold: threshold, chance: chance(32 * threshold, 8))
        for left in shares.indices {
            let few = shares.indices.filter { $0 != left }.prefix(threshold - 1).map { shares[$0] }
            #expect(try SecretSharing.combine(few) != secret)
        }
    }

    /// With one share fewer than the threshold, every value of the secret is still possible, and equally so: for each one there
    /// is exactly one polynomial that goes through what is known.
    @Test func tooFewSharesSayNothing() throws {
        var seen: [UInt8: Set<UInt8>] = [:]
        for secret in UInt8.min...UInt8.max {
            for coefficient in UInt8.min...UInt8.max {
                let shares = try SecretSharing.split([secret], into: 2, threshold: 2, chance: [coefficient])
                seen[shares[0].bytes[0], default: []].insert(secret)
            }
        }
        #expect(seen.count == 256)
        #expect(seen.values.allSatisfy { $0.count == 256 })
    }

    @Test func aShareIsNotGivenTwice() throws {
        let shares = try SecretSharing.split([1, 2, 3], into: 3, threshold: 2, chance: [9, 9, 9])
        #expect(throws: AssemblyRefusal.self) { try SecretSharing.combine([shares[0], shares[0]]) }
        #expect(throws: AssemblyRefusal.self) {
            try SecretSharing.combine([shares[0], SecretShare(number: 2, bytes: [1])])
        }
    }

    @Test(arguments: [(1, 1), (3, 1), (3, 4), (21, 2)])
    func senselessThresholdsAreRefused(count: Int, threshold: Int) {
        #expect(throws: AssemblyRefusal.self) {
            try SecretSharing.split([1], into: count, threshold: threshold, chance: chance(40, 1))
        }
    }

    @Test func aShareThatWasCopiedBadlyIsTold() throws {
        let key = TellerKey(name: "Essai", publicKey: "AA", signingKeys: ["B", "C", "D"], threshold: 2)
        let share = TellerShare(
            key: key.fingerprint, share: SecretShare(number: 1, bytes: chance(32, 1)), threshold: 2, count: 3,
            signingKey: chance(32, 2))
        #expect(try TellerShare(share.value, from: "part-1.json") == share)
        guard case .object(var members) = share.value else { return }
        members["part"] = .text(Hex.text(chance(32, 3)))
        let refusal = #expect(throws: AssemblyRefusal.self) {
            try TellerShare(.object(members), from: "part-1.json")
        }
        #expect(refusal?.sentence.contains("mal copiée") == true)
        let lacking = #expect(throws: AssemblyRefusal.self) { try TellerShare.check([share], for: key) }
        #expect(lacking?.sentence.contains("il en manque 1") == true)
        let other = TellerKey(name: "Autre", publicKey: "AA", signingKeys: ["B", "C", "D"], threshold: 2)
        let strange = #expect(throws: AssemblyRefusal.self) { try TellerShare.check([share, share], for: other) }
        #expect(strange?.sentence.contains("autre clé") == true)
    }
}
