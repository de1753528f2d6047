/// Size bands of the register; it has no headcount. An unknown code counts as « not told ».
package enum SizeBands {
    package static let codes = [
        "", "00", "01", "02", "03", "11", "12", "21", "22", "31", "32", "41", "42", "51", "52", "53", "NN",
    ]
    /// Numbers codes in their order, which is that of `codes` without the first.
    private static let index = CodeIndex(codes.compactMap(ShortCode.init))

    package static func number(_ code: ShortCode) -> Int { index.number(of: code.rawValue).map { $0 + 1 } ?? 0 }
}

extension Nomenclature {
    /// As Sirene writes it; nil for what is empty or unknown here.
    package init?(_ code: ShortCode) {
        guard let number = Self.index.number(of: code.rawValue), let found = Self.byNumber[number] else { return nil }
        self = found
    }

    private static let index = CodeIndex(allCases.compactMap { ShortCode($0.rawValue) })
    private static let byNumber = index.codes.map { Nomenclature(rawValue: $0.description) }
}
