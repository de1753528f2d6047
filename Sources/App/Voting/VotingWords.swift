import Domain

/// Journal lines about votes on line, in plain words: who did what, never what was voted.
func votingSentence(_ line: JournalLine) -> String? {
    let detail = line.details
    switch line.kind {
    case "scrutin.prepare": return "scrutin préparé : \(detail["titre"] ?? "")"
    case "scrutin.corrige": return "scrutin corrigé avant son ouverture : \(detail["titre"] ?? "")"
    case "scrutin.adresses": return "adresses des votantes mises à jour"
    case "scrutin.cle": return "clé publique des scrutateurs déposée (\(detail["empreinte"] ?? ""))"
    case "scrutin.essai": return "urne d’essai ouverte par les scrutateurs (parts \(detail["parts"] ?? ""))"
    case "scrutin.ouvert": return "scrutin ouvert, liste figée (\(detail["empreinte"] ?? ""))"
    case "scrutin.lien":
        switch detail["moyen"] {
        case "papier": return "nouveau lien de vote remis sur papier"
        case "telephone": return "lien de vote ouvert depuis un téléphone de la séance"
        default: return "nouveau lien de vote envoyé"
        }
    case "scrutin.relance": return "relance de \(detail["nombre"] ?? "0") organisations qui n’ont pas voté"
    case "scrutin.vote": return "une organisation a voté"
    case "scrutin.vote-change": return "une organisation a changé son vote"
    case "scrutin.clos": return "scrutin clos : \(detail["bulletins"] ?? "0") bulletins"
    case "scrutin.depouille": return "urne ouverte par les scrutateurs (\(detail["empreinte"] ?? ""))"
    case "scrutin.publie": return "résultat publié (\(detail["empreinte"] ?? ""))"
    case "scrutin.annule": return "scrutin annulé : \(detail["motif"] ?? "")"
    default: return nil
    }
}
