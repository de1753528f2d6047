/// The names under which files give the same thing, the most precise first; columns of tables and properties of contours
/// alike, in lower case.
enum TerritoryColumns {
    static let names = ["nom", "nom_geo", "libelle", "name"]
    static let populations = ["pop_municipale", "population"]

    /// Names that only codes of this kind bear, then those that any code may bear.
    static func codes(_ kind: TerritoryKind) -> [String] { own(kind) + anyCode }

    static func names(_ kind: TerritoryKind) -> [String] {
        switch kind {
        case .epci: ["epci_nom", "nom_epci"] + names
        case .pays: ["pays_nom", "nom_pays"] + names
        case .region, .department, .commune: names
        }
    }

    /// Where contours may hold their code, whatever their kind.
    static let codes = own(.commune) + anyCode + own(.epci) + own(.pays)

    static let anyCode = ["code_geo", "code"]

    static func own(_ kind: TerritoryKind) -> [String] {
        switch kind {
        case .commune: ["code_insee", "insee", "codgeo"]
        case .epci: ["epci_siren", "siren_epci"]
        case .pays: ["pays_code", "code_pays"]
        case .region, .department: []
        }
    }

    /// What codes that all have the same form are codes of; nil when they tell nothing.
    static func kind(ofCodes codes: [String]) -> TerritoryKind? {
        guard !codes.isEmpty else { return nil }
        if codes.allSatisfy(isCommuneCode) { return .commune }
        if codes.allSatisfy(isSIREN) { return .epci }
        return codes.allSatisfy(isPaysCode) ? .pays : nil
    }
}

/// The Région numbers its Pays from 01 to 21, always with two digits.
private func isPaysCode(_ code: String) -> Bool {
    code.utf8.count == 2 && (Int(code).map { (1...21).contains($0) } ?? false)
}
