/// The parts of a dossier de préfiguration, in their order; a comment is about one of them.
package enum DossierSection: String, Codable, Sendable, CaseIterable {
    case territory = "territoire"
    case method = "methode"
    case survey = "enquete"
    case diagnosis = "diagnostic"
    case functions = "fonctions"
    case governance = "gouvernance"
    case partners = "partenariats"
    case finances
    case calendar = "calendrier"

    package var title: String {
        switch self {
        case .territory: "Le territoire"
        case .method: "La méthode et la mobilisation"
        case .survey: "L’enquête d’intérêt"
        case .diagnosis: "Diagnostic et besoins"
        case .functions: "Fonctions et premières actions"
        case .governance: "Gouvernance et gestion"
        case .partners: "Partenariats"
        case .finances: "Architecture financière"
        case .calendar: "Calendrier"
        }
    }

    /// From 1 to 9.
    package var number: Int { (DossierSection.allCases.firstIndex(of: self) ?? 0) + 1 }
}
