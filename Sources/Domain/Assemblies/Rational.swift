/// An exact fraction, zero or more, of numbers of any size; always reduced, so that equal means equal.
package struct Rational: Hashable, Comparable, Sendable {
    package let numerator: Natural
    package let denominator: Natural

    /// A fraction over zero has no meaning and counts as zero.
    package init(_ numerator: Natural, over denominator: Natural = .one) {
        guard !denominator.isZero, !numerator.isZero else {
            (self.numerator, self.denominator) = (.zero, .one)
            return
        }
        let common = Natural.gcd(numerator, denominator)
        self.numerator = numerator.divided(by: common)?.quotient ?? numerator
        self.denominator = denominator.divided(by: common)?.quotient ?? denominator
    }

    package init(_ value: Int) { self.init(Natural(value)) }

    package static let zero = Rational(0)
    package var isZero: Bool { numerator.isZero }

    package static func < (left: Rational, right: Rational) -> Bool {
        left.numerator * right.denominator < right.numerator * left.denominator
    }

    package static func + (left: Rational, right: Rational) -> Rational {
        if left.denominator == right.denominator {
            return Rational(left.numerator + right.numerator, over: left.denominator)
        }
        let numerator = left.numerator * right.denominator + right.numerator * left.denominator
        return Rational(numerator, over: left.denominator * right.denominator)
    }

    /// Never below zero.
    package static func - (left: Rational, right: Rational) -> Rational {
        let taken = right.numerator * left.denominator
        return Rational(left.numerator * right.denominator - taken, over: left.denominator * right.denominator)
    }

    package static func * (left: Rational, right: Rational) -> Rational {
        Rational(left.numerator * right.numerator, over: left.denominator * right.denominator)
    }

    package static func / (left: Rational, right: Rational) -> Rational {
        Rational(left.numerator * right.denominator, over: left.denominator * right.numerator)
    }
}

extension Rational: CustomStringConvertible {
    /// « 12 », « 22/3 »: the exact value.
    package var description: String {
        denominator == .one ? numerator.description : "\(numerator)/\(denominator)"
    }

    /// « 12 », « 7 + 1/3 », « environ 7,3333 » when the exact value would not be readable.
    package var french: String {
        guard let (whole, rest) = numerator.divided(by: denominator) else { return "0" }
        let shown = whole.int.map(French.number) ?? whole.description
        if rest.isZero { return shown }
        if let part = rest.int, let unit = denominator.int, unit < 1000 {
            return (whole.isZero ? "" : shown + " + ") + "\(part)/\(unit)"
        }
        let decimals = (rest * Natural(10_000)).divided(by: denominator)?.quotient.int ?? 0
        return "environ " + shown + "," + String(repeating: "0", count: 4 - String(decimals).count) + String(decimals)
    }
}
