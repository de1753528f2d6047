/// What an organisation is recognised as: an agreement of the State, a status, a kind of employer.
package struct Label: Hashable, Sendable {
    /// As records keep it.
    package let code: String
    /// « EI », « Scop »: what people write.
    package let short: String
    package let label: String
    package let definition: String

    private init(_ code: String, _ short: String, _ label: String, _ definition: String) {
        (self.code, self.short, self.label, self.definition) = (code, short, label, definition)
    }

    /// In the order in which they are shown.
    package static let all: [Label] = [
        Label(
            "esus", "ESUS", "entreprise solidaire d’utilité sociale",
            "Agrément de l’État (article 11 de la loi du 31 juillet 2014, article L3332-17-1 du code du travail)."),
        Label(
            "scop", "Scop", "société coopérative et participative",
            "Coopérative de travail : les salariés y sont majoritaires et décident."),
        Label(
            "scic", "Scic", "société coopérative d’intérêt collectif",
            "Coopérative qui associe au moins salariés ou producteurs, bénéficiaires et d’autres (loi du 10 septembre 1947, titre II ter)."
        ),
        Label(
            "cae", "CAE", "coopérative d’activité et d’emploi",
            "Coopérative où des entrepreneurs sont salariés de leur propre activité."),
        Label(
            "cuma", "Cuma", "coopérative d’utilisation de matériel agricole", "Des exploitants partagent du matériel."),
        Label(
            "rup", "RUP", "reconnue d’utilité publique",
            "Association ou fondation reconnue d’utilité publique par décret."),
        Label(
            "siae-ei", "EI", "entreprise d’insertion",
            "Structure de l’insertion par l’activité économique conventionnée par l’État."),
        Label(
            "siae-ai", "AI", "association intermédiaire",
            "Structure de l’insertion par l’activité économique : elle met des personnes à disposition de particuliers, d’associations, d’entreprises."
        ),
        Label(
            "siae-aci", "ACI", "atelier et chantier d’insertion",
            "Structure de l’insertion par l’activité économique : un travail accompagné, d’utilité sociale."),
        Label(
            "siae-etti", "ETTI", "entreprise de travail temporaire d’insertion",
            "Structure de l’insertion par l’activité économique : des missions d’intérim accompagnées."),
        Label(
            "siae-eiti", "EITI", "entreprise d’insertion par le travail indépendant",
            "Structure de l’insertion par l’activité économique qui accompagne des travailleurs indépendants."),
        Label(
            "siae-geiq", "GEIQ", "groupement d’employeurs pour l’insertion et la qualification",
            "Des employeurs réunis embauchent et forment en alternance ; présent sur la liste des SIAE."),
        Label(
            "siae-ea", "EA", "entreprise adaptée", "Emploie surtout des travailleurs en situation de handicap."),
        Label(
            "esat", "Ésat", "établissement ou service d’accompagnement par le travail",
            "Établissement médico-social où travaillent des personnes en situation de handicap."),
    ]

    package static func of(_ code: String) -> Label? { byCode[code] }

    /// The label that a word of a file names, by code, short name or name.
    package static func named(_ text: String) -> Label? {
        if let label = byCode[text.lowercased()] { return label }
        let words = SearchText.words(text)
        return all.first { SearchText.words($0.short) == words || SearchText.words($0.label) == words }
    }

    /// What a legal category is by its name: it needs no list to say so.
    package static func byForm(_ category: String) -> [Label] {
        let code: String? =
            switch category {
            case "5458", "5558", "5658": "scop"
            case "6316": "cuma"
            case "9230": "rup"
            case "9222": "siae-ai"
            default: nil
            }
        return code.flatMap(of).map { [$0] } ?? []
    }

    private static let byCode: [String: Label] = Dictionary(all.map { ($0.code, $0) }) { first, _ in first }
}

extension OrganisationSheet {
    /// Those that somebody or a list said.
    package var labels: [Label] {
        let said = Set(labelCodes)
        return Label.all.filter { said.contains($0.code) }
    }

    /// Those that the legal form alone tells.
    package var labelsByForm: [Label] { Label.byForm(self[.legalCategory]).filter { !labelCodes.contains($0.code) } }
}
