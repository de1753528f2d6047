import Domain
import Testing

/// Whole numbers of any size and exact fractions: everything that is counted stands on them.
struct ExactNumberTests {
    /// 1 000 003⁴⁰, as another program computes it.
    @Test func numbersBeyondSixtyFourBitsAreExact() throws {
        let large = (0..<40).reduce(Natural.one) { product, _ in product * Natural(1_000_003) }
        #expect(
            large.description
                == "1000120007020266767402749898742219793970297020432528956049530793865219680313442335799796740977248798869240976808292142421700982073722069461150446330334899583118911948842763629030864693933380584918689773987802449535745833592107844509736928801"
        )
        let (quotient, remainder) = try #require((large + Natural(5)).divided(by: large))
        #expect(quotient == .one && remainder == Natural(5))
        #expect(large.int == nil && Natural(Int.max).int == Int.max && Natural(-3).isZero)
        #expect(Natural(12).divided(by: .zero) == nil)
    }

    @Test func divisionGivesBackWhatWasMultiplied() throws {
        var random = SeededRandom(seed: 7)
        for _ in 0..<400 {
            let sizes = (Int.random(in: 0...6, using: &random), Int.random(in: 1...4, using: &random))
            let (left, right) = (number(sizes.0, &random), number(sizes.1, &random) + .one)
            let rest = try #require(number(4, &random).divided(by: right)).remainder
            let (quotient, remainder) = try #require((left * right + rest).divided(by: right))
            #expect(quotient == left && remainder == rest)
            #expect(left + right - right == left)
            let common = Natural.gcd(left * right, right)
            #expect(common == right)
        }
    }

    /// Limbs at the edges (0, 1, 2³² − 1) are where long division goes wrong.
    private func number(_ limbs: Int, _ random: inout SeededRandom) -> Natural {
        let base = Natural(1 << 32)
        return (0..<limbs).reduce(Natural.zero) { sum, _ in
            let edge = [0, 1, Int(UInt32.max), Int(UInt32.max) - 1].randomElement(using: &random) ?? 0
            let limb = Bool.random(using: &random) ? edge : Int.random(in: 0...Int(UInt32.max), using: &random)
            return sum * base + Natural(limb)
        }
    }

    @Test func fractionsAreReducedAndComparedExactly() {
        let third = Rational(Natural(1), over: Natural(3))
        #expect(third + third + third == Rational(1))
        #expect(Rational(Natural(22), over: Natural(6)).description == "11/3")
        #expect(third < Rational(Natural(333_334), over: Natural(1_000_000)))
        #expect(Rational(1) - third * Rational(3) == .zero && (third - Rational(1)).isZero)
        #expect(Rational(7) / Rational(0) == .zero)
        #expect((Rational(7) + third).french == "7 + 1/3" && third.french == "1/3" && Rational(12).french == "12")
        #expect(Rational(Natural(22_003), over: Natural(3001)).french == "environ 7,3318")
    }

    @Test(arguments: [
        ("1/2", "la moitié", "de la moitié"), ("2/3", "les deux tiers", "des deux tiers"),
        ("1/3", "le tiers", "du tiers"), ("3/7", "3/7", "de 3/7"), ("4/4", "la totalité", "de la totalité"),
        ("30/100", "30\u{202F}%", "de 30\u{202F}%"),
    ])
    func aShareHasItsWords(written: String, words: String, withOf: String) throws {
        let fraction = try #require(Fraction(written))
        #expect(fraction.french == words && fraction.frenchWithOf == withOf && fraction.description == written)
    }

    @Test(arguments: ["", "2", "3/2", "1/0", "-1/2", "1/2/3", "a/b", "1/1000001", "0.5"])
    func whatIsNotAShareIsRefused(written: String) { #expect(Fraction(written) == nil) }

    /// Every share, every total up to 40: reached exactly when count × q ≥ (or >) p × total.
    @Test func aThresholdIsItsWholeNumberDefinition() throws {
        var wrong: [String] = []
        for over in 1...8 {
            for part in 0...over {
                let share = try #require(Fraction(part, over: over))
                let (atLeast, moreThan) = (ShareThreshold(.atLeast, share), ShareThreshold(.moreThan, share))
                for total in 0...40 {
                    for count in 0...total {
                        let isWell =
                            atLeast.isReached(by: count, of: total) == (count * over >= part * total)
                            && moreThan.isReached(by: count, of: total) == (count * over > part * total)
                        if !isWell { wrong.append("\(count) \(total) \(share)") }
                    }
                    let (least, more) = (atLeast.least(of: total), moreThan.least(of: total))
                    let isLeast = least * over >= part * total && (least == 0 || (least - 1) * over < part * total)
                    if !isLeast || more * over <= part * total || (more - 1) * over > part * total {
                        wrong.append("\(total) \(share)")
                    }
                }
            }
        }
        #expect(wrong == [])
    }

    @Test func thresholdsOfHugeNumbersDoNotOverflow() {
        let half = ShareThreshold(.atLeast, .half)
        #expect(half.isReached(by: Int.max / 2 + 1, of: Int.max) && !half.isReached(by: Int.max / 2, of: Int.max))
        #expect(half.least(of: Int.max) == Int.max / 2 + 1)
        #expect(half.isReached(by: Rational(Int.max), of: Rational(Int.max) + Rational(Int.max)))
    }

    @Test func theLotIsDrawnWithAnHashThatAnybodyCanCompute() {
        #expect(LotHash.hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(LotHash.hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            LotHash.hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    }

    /// Lengths around a block of 64 bytes, as `sha256sum` gives them.
    @Test(arguments: [
        (55, "9f4390f8d30c2dd9"), (56, "b35439a4ac6f0948"), (63, "7d3e74a05d7db15b"), (64, "ffe054fe7ae0cb6d"),
        (65, "635361c48bb9eab1"), (119, "31eba51c313a5c08"), (120, "2f3d335432c70b58"),
    ])
    func theHashIsRightAtTheEdgesOfBlocks(length: Int, beginning: String) {
        #expect(LotHash.hex(String(repeating: "a", count: length)).hasPrefix(beginning))
    }
}
