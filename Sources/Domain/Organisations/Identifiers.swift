/// The numbers that registers give. What is typed may hold spaces and dots; what is kept does not.
package enum Identifiers {
    /// Nine digits with Luhn's key (INSEE); nil when it is not a SIREN.
    package static func siren(_ typed: String) -> String? {
        let code = compact(typed)
        guard code.utf8.count == 9, let sum = luhn(code), sum % 10 == 0, code != "000000000" else { return nil }
        return code
    }

    /// A SIREN that a spreadsheet has cut the zeros off: « 5410949 » → 005410949.
    package static func sirenFromNumber(_ typed: String) -> String? {
        let code = compact(typed)
        guard (1...9).contains(code.utf8.count) else { return nil }
        return siren(String(repeating: "0", count: 9 - code.utf8.count) + code)
    }

    /// Fourteen digits, of which nine are a SIREN, with Luhn's key. La Poste (356 000 000) numbers its offices so that the
    /// sum of the digits is a multiple of five, its head office apart.
    package static func siret(_ typed: String) -> String? {
        let code = compact(typed)
        guard code.utf8.count == 14, let siren = siren(String(code.prefix(9))), let sum = luhn(code) else { return nil }
        if sum % 10 == 0 { return code }
        let digits = code.utf8.reduce(0) { $0 + Int($1) - 48 }
        return siren == "356000000" && digits % 5 == 0 ? code : nil
    }

    /// `W`, a digit, a digit or (overseas) a letter, seven digits.
    package static func rna(_ typed: String) -> String? {
        let code = compact(typed).uppercased()
        let bytes = Array(code.utf8)
        guard bytes.count == 10, bytes[0] == UInt8(ascii: "W"), isDigit(bytes[1]) else { return nil }
        guard isDigit(bytes[2]) || (0x41...0x5A).contains(bytes[2]) else { return nil }
        return bytes[3...].allSatisfy(isDigit) ? code : nil
    }

    /// INSEE code of a commune: five characters, of which the second may be A or B (Corsica).
    package static func commune(_ typed: String) -> String? {
        let code = compact(typed).uppercased()
        let bytes = Array(code.utf8)
        guard bytes.count == 5, isDigit(bytes[0]), bytes[2...].allSatisfy(isDigit) else { return nil }
        guard isDigit(bytes[1]) || bytes[0] == 0x32 && (bytes[1] == 0x41 || bytes[1] == 0x42) else { return nil }
        return code
    }

    /// Intercommunalités are legal units whose SIREN starts with a 2.
    package static func epci(_ typed: String) -> String? {
        siren(typed).flatMap { $0.hasPrefix("2") ? $0 : nil }
    }

    private static func compact(_ typed: String) -> String {
        if typed.utf8.allSatisfy(isDigit) { return typed }
        let blanks: Set<Unicode.Scalar> = [" ", ".", "\u{A0}", "\u{202F}", "\t"]
        return String(String.UnicodeScalarView(typed.unicodeScalars.filter { !blanks.contains($0) }))
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// The sum of Luhn's algorithm; nil when something is not a digit.
    private static func luhn(_ code: String) -> Int? {
        var sum = 0
        for (position, byte) in code.utf8.reversed().enumerated() {
            guard isDigit(byte) else { return nil }
            var digit = Int(byte) - 48
            if position % 2 == 1 {
                digit *= 2
                if digit > 9 { digit -= 9 }
            }
            sum += digit
        }
        return sum
    }
}
