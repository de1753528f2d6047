import Domain
import Tabular

/// The communes of the network, for lines that are not read whole.
struct NearPlaces: Sendable {
    private let communes: CodeIndex
    /// The two first digits of their codes, which postcodes share.
    private let departments: Set<UInt64>
    /// No commune is known: everywhere is near.
    private let isEverywhere: Bool

    init(_ codes: Set<String>) {
        communes = CodeIndex(codes.compactMap(ShortCode.init))
        departments = Set(codes.compactMap { ShortCode(String($0.prefix(2)))?.rawValue })
        isEverywhere = codes.isEmpty
    }

    /// Certain that the place is in none of them; a place that is not told is not elsewhere.
    func isElsewhere(commune: ScannedCell, postcode: ScannedCell) -> Bool {
        if isEverywhere { return false }
        let code = commune.code ?? 0
        if communes.number(of: code) != nil { return false }
        return Self.isCommune(code) || isElsewhere(postcode: postcode)
    }

    func isElsewhere(postcode: ScannedCell) -> Bool {
        guard !isEverywhere, postcode.number != nil, let code = postcode.code, Self.hasFive(code) else { return false }
        return !departments.contains(code & 0xFFFF_0000_0000_0000)
    }

    private static func hasFive(_ code: UInt64) -> Bool { code & 0xFF00_0000 != 0 && code & 0xFF_FFFF == 0 }

    /// Five characters, digits but for the second one of Corsica: as `Identifiers.commune` has it.
    private static func isCommune(_ code: UInt64) -> Bool {
        guard hasFive(code) else { return false }
        for place in 0..<5 {
            let letter = code >> UInt64(56 - 8 * place) & 0xFF
            let isDigit = letter >= 0x30 && letter <= 0x39
            let isCorsican = place == 1 && (letter == 0x41 || letter == 0x42) && code >> 56 == 0x32
            guard isDigit || isCorsican else { return false }
        }
        return true
    }
}

/// Tells from a few cells that a line is outside what the directory is about. It only says so when `ImportParser` would for
/// certain; whatever is unusual (a number that is not one, a name that lacks) is for the parser to judge.
struct ImportSieve: Sendable {
    private let format: ImportFormat
    private let places: NearPlaces
    /// Of units with a place near; for establishments, of units that are kept; nil: of all.
    private let sirens: SirenTable?
    private let perimeter: UnitPerimeter
    private let number, category, flag, name, otherName, commune, postcode: Int

    init(
        _ format: ImportFormat, _ layout: CSVLayout, _ places: NearPlaces, _ perimeter: UnitPerimeter,
        sirens: SirenTable?
    ) {
        (self.format, self.places, self.perimeter, self.sirens) = (format, places, perimeter, sirens)
        func starting(_ prefix: String) -> Int {
            layout.columns.firstIndex { $0.lowercased().hasPrefix(prefix) } ?? -1
        }
        number = layout[format == .sireneEstablishments ? "siret" : "siren"] ?? -1
        category = layout["categorieJuridiqueUniteLegale"] ?? -1
        flag = layout["economieSocialeSolidaireUniteLegale"] ?? -1
        let names: [ImportFormat: Int?] = [
            .sireneUnits: layout["denominationUniteLegale"], .rna: layout["titre"],
            .essFrance: starting("nom ou raison sociale"),
        ]
        name = (names[format] ?? nil) ?? -1
        otherName = layout["denominationUsuelle1UniteLegale"] ?? -1
        commune = layout["adrs_codeinsee"] ?? -1
        postcode = format == .rna ? layout["adrs_codepostal"] ?? -1 : starting("code postal")
    }

    func isOutside(_ row: ScannedRow) -> Bool {
        switch format {
        case .sireneUnits: isOutsideUnit(row)
        case .sireneEstablishments: isOutsideEstablishment(row)
        case .rna:
            row.cell(name).saysSomething
                && places.isElsewhere(commune: row.cell(commune), postcode: row.cell(postcode))
        case .essFrance:
            row.cell(name).saysSomething && row.cell(number).isNumber(digits: 1...9)
                && places.isElsewhere(postcode: row.cell(postcode))
        default: false
        }
    }

    private func isOutsideUnit(_ row: ScannedRow) -> Bool {
        guard row.cell(number).isNumber(digits: 9...9), let form = row.cell(category).code,
            form != 0, form & 0xFFFF_FFFF == 0
        else { return false }
        let category = ShortCode(rawValue: form)
        if UnitPerimeter.isPerson(category) { return true }
        switch row.cell(flag).code {
        case Self.yes: break
        case 0, Self.undisclosed: if !perimeter.includes(category) { return true }
        case Self.no: return true
        default: return false
        }
        guard let sirens, row.cell(name).saysSomething || row.cell(otherName).saysSomething else { return false }
        return row.cell(number).number.map { sirens[$0] == nil } ?? false
    }

    private func isOutsideEstablishment(_ row: ScannedRow) -> Bool {
        let cell = row.cell(number)
        guard let sirens, cell.isNumber(digits: 14...14), let siret = cell.number else { return false }
        let digits = cell.bytes
        return hasKey(digits[..<9]) && sirens[siret / 100_000] == nil
    }

    /// `O`, `N`, `[ND]`.
    private static let yes: UInt64 = 0x4F00_0000_0000_0000
    private static let no: UInt64 = 0x4E00_0000_0000_0000
    private static let undisclosed: UInt64 = 0x5B4E_445D_0000_0000
}

extension ScannedCell {
    /// Neither empty nor `[ND]` nor made of blanks.
    fileprivate var saysSomething: Bool {
        guard !isEmpty, code != 0x5B4E_445D_0000_0000 else { return false }
        return bytes.contains { $0 > 0x20 && $0 < 0x80 }
    }

    /// A number with Luhn's key, which is not zero.
    fileprivate func isNumber(digits: ClosedRange<Int>) -> Bool {
        guard let number, number > 0 else { return false }
        let bytes = self.bytes
        return digits.contains(bytes.count) && hasKey(bytes[...])
    }
}

/// Luhn's key, of digits.
private func hasKey(_ digits: ArraySlice<UInt8>) -> Bool {
    var (sum, isSecond) = (0, false)
    for byte in digits.reversed() {
        let digit = Int(byte) - 0x30
        let doubled = digit > 4 ? digit * 2 - 9 : digit * 2
        sum += isSecond ? doubled : digit
        isSecond.toggle()
    }
    return sum % 10 == 0
}
