/// What a password must be: long, whatever it is made of, and not one that a guesser tries first.
///
/// Twelve characters and limited attempts pass the 50 bits of CNIL deliberation 2022-100; no composition rule and no
/// periodic change, after OWASP ASVS 6.2.
package struct PasswordRule: Sendable {
    package static let minimumLength = 12
    package static let maximumLength = 128
    /// As many characters as this must be left when words that others would guess are taken out.
    private static let unguessableLength = 8
    private static let fewestDifferentCharacters = 5

    /// Words that say who the person is: name, address, the software's name.
    private let context: [String]

    package init(context: [String] = []) {
        let words = context.flatMap { $0.split { !$0.isLetter && !$0.isNumber } }
        self.context = words.map { CommonWords.folded(String($0)) }.filter { $0.count >= 4 }
    }

    package func flaws(of password: String) -> [PasswordFlaw] {
        guard password.count >= Self.minimumLength else { return [.tooShort] }
        guard password.count <= Self.maximumLength, password.utf8.count <= 4 * Self.maximumLength else {
            return [.tooLong]
        }
        guard !password.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            return [.controlCharacter]
        }
        var flaws: [PasswordFlaw] = []
        if Set(password.lowercased()).count < Self.fewestDifferentCharacters { flaws.append(.repetitive) }
        if CommonWords.isSequence(password) { flaws.append(.sequence) }
        let folded = CommonWords.folded(password)
        if isMostlyContext(folded) {
            flaws.append(.saysWhoYouAre)
        } else if CommonWords.remainder(of: folded) < Self.unguessableLength {
            flaws.append(.common)
        }
        return flaws
    }

    private func isMostlyContext(_ folded: String) -> Bool {
        guard context.contains(where: { folded.contains($0) }) else { return false }
        return CommonWords.remainder(of: folded, without: context) < Self.unguessableLength
    }
}

/// What is wrong with a password, in words for whoever chose it.
package enum PasswordFlaw: Error, Equatable, Sendable, CaseIterable {
    case tooShort, tooLong, controlCharacter, repetitive, sequence, common, saysWhoYouAre

    package var sentence: String {
        switch self {
        case .tooShort: "Choisissez au moins 12 caractères. Une phrase dont vous vous souvenez convient très bien."
        case .tooLong: "Ne dépassez pas 128 caractères."
        case .controlCharacter: "N’employez ni tabulation ni saut de ligne."
        case .repetitive: "Employez au moins cinq caractères différents."
        case .sequence: "Évitez les suites de touches ou de chiffres, comme « azertyuiop » ou « 123456789 »."
        case .common:
            "Ce mot de passe fait partie des premiers qu’un pirate essaierait. Ajoutez-y un ou deux mots sans rapport."
        case .saysWhoYouAre:
            "Ce mot de passe contient surtout votre nom, votre adresse ou le nom du réseau. Ajoutez-y d’autres mots."
        }
    }
}
