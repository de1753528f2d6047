/// One part of a secret, held by one teller (scrutateur): worth nothing until enough of them are put together.
package struct SecretShare: Hashable, Sendable {
    /// From 1; the place at which the polynomials were read.
    package let number: UInt8
    package let bytes: [UInt8]

    package init(number: UInt8, bytes: [UInt8]) { (self.number, self.bytes) = (number, bytes) }
}

/// A. Shamir, « How to share a secret » (1979), byte by byte in the field of 256 elements of AES: any `threshold` shares
/// give the secret back, fewer say nothing at all about it.
package enum SecretSharing {
    package static let most = 20

    /// How many bytes of chance `split` asks for.
    package static func chanceNeeded(secret length: Int, threshold: Int) -> Int { length * max(0, threshold - 1) }

    /// - Parameter chance: as many bytes as `chanceNeeded` says, that nobody can guess.
    package static func split(
        _ secret: [UInt8], into count: Int, threshold: Int, chance: [UInt8]
    ) throws(AssemblyRefusal) -> [SecretShare] {
        guard (2...most).contains(count), (2...count).contains(threshold) else {
            throw AssemblyRefusal(
                "Il faut de 2 à \(most) scrutateurs, et un seuil d’au moins 2 sans dépasser leur nombre.")
        }
        guard chance.count >= chanceNeeded(secret: secret.count, threshold: threshold) else {
            throw AssemblyRefusal("Le hasard a manqué pour couper la clé : recommencez.")
        }
        return (1...UInt8(count)).map { place in
            let bytes = secret.indices.map { index in
                var value: UInt8 = 0
                // Horner, from the highest degree down to the secret itself.
                for degree in (1..<threshold).reversed() {
                    value = multiply(value ^ chance[index * (threshold - 1) + degree - 1], place)
                }
                return value ^ secret[index]
            }
            return SecretShare(number: place, bytes: bytes)
        }
    }

    /// What the shares give. Too few of them, or some of another secret, give bytes that mean nothing: the caller checks.
    package static func combine(_ shares: [SecretShare]) throws(AssemblyRefusal) -> [UInt8] {
        guard let length = shares.first?.bytes.count, shares.allSatisfy({ $0.bytes.count == length }) else {
            throw AssemblyRefusal("Ces parts n’ont pas la même longueur : elles ne viennent pas de la même clé.")
        }
        guard Set(shares.map(\.number)).count == shares.count else {
            throw AssemblyRefusal("La même part est donnée deux fois : il faut des parts différentes.")
        }
        guard shares.allSatisfy({ $0.number != 0 }) else { throw AssemblyRefusal("Une part porte le numéro 0.") }
        let weights = shares.map { share in
            shares.filter { $0.number != share.number }.reduce(UInt8(1)) { product, other in
                multiply(product, multiply(other.number, inverse(other.number ^ share.number)))
            }
        }
        return (0..<length).map { index in
            zip(shares, weights).reduce(UInt8(0)) { $0 ^ multiply($1.0.bytes[index], $1.1) }
        }
    }

    /// Without branches nor tables that would depend on the bytes.
    static func multiply(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var (product, left) = (UInt8(0), left)
        for bit in 0..<8 {
            product ^= left & (0 &- (right >> bit & 1))
            left = left << 1 ^ (0x1B & (0 &- (left >> 7)))
        }
        return product
    }

    /// x²⁵⁴, which is 1/x in this field.
    static func inverse(_ value: UInt8) -> UInt8 {
        var (result, power) = (UInt8(1), value)
        for _ in 0..<7 {
            power = multiply(power, power)
            result = multiply(result, power)
        }
        return result
    }
}
