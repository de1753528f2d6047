extension OrganisationField {
    /// Why a value cannot be kept, for whoever has to put it right; said of values that were refused.
    package func reason(refusing typed: String) -> String {
        let said = French.quote(String(typed.prefix(60)))
        let digits = typed.unicodeScalars.filter { ("0"..."9").contains($0) }.count
        switch self {
        case .siren:
            return digits == 9
                ? "\(said) n’est pas un SIREN : sa clé de contrôle est fausse, un chiffre est à corriger"
                : "\(said) n’est pas un SIREN : il en faut 9 chiffres"
        case .siret:
            return digits == 14
                ? "\(said) n’est pas un SIRET : sa clé de contrôle est fausse, un chiffre est à corriger"
                : "\(said) n’est pas un SIRET : il en faut 14 chiffres"
        case .rna:
            return "\(said) n’est pas un numéro RNA : un W puis neuf chiffres, comme W291000123"
        case .commune:
            return
                "\(said) n’est pas un code de commune : il en faut cinq caractères, comme 29151 (ce n’est pas le code postal)"
        case .family:
            return "\(said) n’est pas une famille : \(Family.allCases.map(\.rawValue).joined(separator: ", "))"
        case .email:
            return "\(said) n’est pas une adresse électronique"
        default:
            return "\(said) ne convient pas : \(label)"
        }
    }
}
