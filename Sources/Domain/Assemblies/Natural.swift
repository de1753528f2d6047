/// A whole number of any size: the fractions of a transferable vote outgrow 64 bits after a few transfers.
package struct Natural: Hashable, Comparable, Sendable {
    /// Base 2³², least significant first, without leading zeros: zero is empty.
    private let limbs: [UInt32]

    private init(limbs: [UInt32]) {
        let kept = limbs.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
        self.limbs = kept == limbs.count ? limbs : Array(limbs.prefix(kept))
    }

    /// A negative number counts as zero: votes are never negative.
    package init(_ value: Int) {
        let positive = UInt64(max(0, value))
        self.init(limbs: [UInt32(truncatingIfNeeded: positive), UInt32(positive >> 32)])
    }

    package static let zero = Natural(0)
    package static let one = Natural(1)
    package var isZero: Bool { limbs.isEmpty }

    /// The same number as an `Int`, when it fits.
    package var int: Int? {
        guard limbs.count <= 2 else { return nil }
        let value = limbs.reversed().reduce(UInt64(0)) { $0 << 32 | UInt64($1) }
        return Int(exactly: value)
    }

    package static func < (left: Natural, right: Natural) -> Bool {
        guard left.limbs.count == right.limbs.count else { return left.limbs.count < right.limbs.count }
        for index in left.limbs.indices.reversed() where left.limbs[index] != right.limbs[index] {
            return left.limbs[index] < right.limbs[index]
        }
        return false
    }

    package static func + (left: Natural, right: Natural) -> Natural {
        let (long, short) =
            left.limbs.count >= right.limbs.count ? (left.limbs, right.limbs) : (right.limbs, left.limbs)
        var sum = long
        var carry: UInt64 = 0
        for index in long.indices {
            if index >= short.count, carry == 0 { break }
            let total = UInt64(long[index]) + (index < short.count ? UInt64(short[index]) : 0) + carry
            sum[index] = UInt32(truncatingIfNeeded: total)
            carry = total >> 32
        }
        if carry > 0 { sum.append(UInt32(carry)) }
        return Natural(limbs: sum)
    }

    /// Never below zero: what is missing is not owed.
    package static func - (left: Natural, right: Natural) -> Natural {
        guard left > right else { return .zero }
        var rest = left.limbs
        var borrow: Int64 = 0
        for index in rest.indices {
            if index >= right.limbs.count, borrow == 0 { break }
            var value = Int64(rest[index]) - (index < right.limbs.count ? Int64(right.limbs[index]) : 0) - borrow
            borrow = value < 0 ? 1 : 0
            if value < 0 { value += 1 << 32 }
            rest[index] = UInt32(value)
        }
        return Natural(limbs: rest)
    }

    package static func * (left: Natural, right: Natural) -> Natural {
        guard !left.isZero, !right.isZero else { return .zero }
        var product = [UInt32](repeating: 0, count: left.limbs.count + right.limbs.count)
        for (index, limb) in left.limbs.enumerated() {
            var carry: UInt64 = 0
            for (offset, other) in right.limbs.enumerated() {
                let total = UInt64(limb) * UInt64(other) + UInt64(product[index + offset]) + carry
                product[index + offset] = UInt32(truncatingIfNeeded: total)
                carry = total >> 32
            }
            product[index + right.limbs.count] = UInt32(carry)
        }
        return Natural(limbs: product)
    }

    /// Quotient and remainder; nil when dividing by zero.
    package func divided(by divisor: Natural) -> (quotient: Natural, remainder: Natural)? {
        guard !divisor.isZero else { return nil }
        guard self >= divisor else { return (.zero, self) }
        if divisor.limbs.count == 1 { return divided(byLimb: divisor.limbs[0]) }
        return divided(byLong: divisor)
    }

    private func divided(byLimb divisor: UInt32) -> (quotient: Natural, remainder: Natural) {
        var quotient = limbs
        var rest: UInt64 = 0
        for index in limbs.indices.reversed() {
            let value = rest << 32 | UInt64(limbs[index])
            quotient[index] = UInt32(value / UInt64(divisor))
            rest = value % UInt64(divisor)
        }
        return (Natural(limbs: quotient), Natural(limbs: [UInt32(rest)]))
    }

    /// Knuth's algorithm D: each digit of the quotient is guessed from the two first limbs, then mended.
    private func divided(byLong divisor: Natural) -> (quotient: Natural, remainder: Natural) {
        let shift = UInt32(divisor.limbs[divisor.limbs.count - 1].leadingZeroBitCount)
        let low = divisor.shiftedLeft(by: shift)
        var rest = shiftedLeft(by: shift)
        if rest.count == limbs.count { rest.append(0) }
        let size = divisor.limbs.count
        var quotient = [UInt32](repeating: 0, count: rest.count - size)
        let (top, second) = (UInt64(low[size - 1]), UInt64(low[size - 2]))
        for place in quotient.indices.reversed() {
            let head = UInt64(rest[place + size]) << 32 | UInt64(rest[place + size - 1])
            var guess = head / top
            var left = head % top
            while guess >> 32 != 0 || guess * second > left << 32 | UInt64(rest[place + size - 2]) {
                guess -= 1
                left += top
                if left >> 32 != 0 { break }
            }
            if Natural.subtract(low, times: guess, from: &rest, at: place) {
                guess -= 1
                Natural.add(low, to: &rest, at: place)
            }
            quotient[place] = UInt32(truncatingIfNeeded: guess)
        }
        return (Natural(limbs: quotient), Natural(limbs: Natural.shiftedRight(rest, by: shift)))
    }

    private func shiftedLeft(by shift: UInt32) -> [UInt32] {
        guard shift > 0 else { return limbs }
        var result: [UInt32] = []
        var carry: UInt32 = 0
        for limb in limbs {
            result.append(limb << shift | carry)
            carry = limb >> (32 - shift)
        }
        if carry > 0 { result.append(carry) }
        return result
    }

    private static func shiftedRight(_ limbs: [UInt32], by shift: UInt32) -> [UInt32] {
        guard shift > 0 else { return limbs }
        return limbs.indices.map { index in
            let high = index + 1 < limbs.count ? limbs[index + 1] << (32 - shift) : 0
            return limbs[index] >> shift | high
        }
    }

    /// True when too much was taken away.
    private static func subtract(_ low: [UInt32], times guess: UInt64, from rest: inout [UInt32], at place: Int) -> Bool
    {
        var carry: UInt64 = 0
        var borrow: Int64 = 0
        for index in 0...low.count {
            let product = (index < low.count ? guess * UInt64(low[index]) : 0) + carry
            carry = product >> 32
            let value = Int64(rest[place + index]) - borrow - Int64(product & 0xFFFF_FFFF)
            borrow = value < 0 ? 1 : 0
            rest[place + index] = UInt32(truncatingIfNeeded: value)
        }
        return borrow > 0
    }

    private static func add(_ low: [UInt32], to rest: inout [UInt32], at place: Int) {
        var carry: UInt64 = 0
        for index in 0...low.count {
            let total = UInt64(rest[place + index]) + (index < low.count ? UInt64(low[index]) : 0) + carry
            rest[place + index] = UInt32(truncatingIfNeeded: total)
            carry = total >> 32
        }
    }

    /// Greatest common divisor, by Euclid's divisions.
    package static func gcd(_ left: Natural, _ right: Natural) -> Natural {
        var (large, small) = left > right ? (left, right) : (right, left)
        while let rest = large.divided(by: small)?.remainder { (large, small) = (small, rest) }
        return large
    }
}

extension Natural: CustomStringConvertible {
    /// In base ten.
    package var description: String {
        var groups: [String] = []
        var rest = self
        while !rest.isZero {
            let (quotient, digits) = rest.divided(byLimb: 1_000_000_000)
            let text = String(digits.int ?? 0)
            groups.append(quotient.isZero ? text : String(repeating: "0", count: 9 - text.count) + text)
            rest = quotient
        }
        return groups.isEmpty ? "0" : groups.reversed().joined()
    }
}
