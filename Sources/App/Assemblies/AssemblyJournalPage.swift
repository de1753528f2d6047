import Domain

/// What the journal says of assemblies; organisations and people stay numbers there.
func assemblySentence(_ kind: String, _ detail: [String: String]) -> String {
    switch kind {
    case "assemblee.creee": return "assemblée « \(detail["titre"] ?? "") » préparée"
    case "assemblee.modifiee": return "assemblée « \(detail["titre"] ?? "") » modifiée"
    case "assemblee.etat":
        let state = AssemblyState(rawValue: detail["vers"] ?? "")?.label ?? detail["vers"] ?? ""
        return "assemblée \(state)" + (detail["motif"].map { " : \($0)" } ?? "")
    case "assemblee.ordre-du-jour": return "ordre du jour, point \(detail["quoi"] ?? "") : \(detail["titre"] ?? "")"
    case "assemblee.siegent": return "réunion d’une instance : \(detail["nombre"] ?? "0") organisations siègent"
    case "assemblee.envoi": return "lettres d’assemblée parties : \(detail["nombre"] ?? "0")"
    case "assemblee.reponse": return "réponse à une convocation : \(detail["reponse"] ?? "") (\(detail["voie"] ?? ""))"
    case "assemblee.reponse-ouverte": return "page de réponse ouverte depuis l’espace d’une organisation"
    case "assemblee.pouvoir": return "pouvoir donné (\(detail["voie"] ?? ""))"
    case "assemblee.pouvoir-retire": return "pouvoir retiré"
    case "assemblee.amendement": return "amendement reçu"
    case "assemblee.question": return "question écrite reçue"
    case "assemblee.amendement-decide": return "suite donnée à un amendement : \(detail["suite"] ?? "")"
    default: return kind
    }
}
