import Domain

/// What the journal's lines about accounts mean; people are numbers there.
func accountSentence(_ line: JournalLine) -> String {
    switch line.kind {
    case "compte.creation": "compte ouvert"
    case "compte.invitation": "invitation envoyée"
    case "compte.confirmation": "compte confirmé par sa première connexion"
    case "compte.nom": "nom changé"
    case "compte.adresse-demandee": "changement d’adresse demandé"
    case "compte.adresse": "adresse changée"
    case "compte.mot-de-passe": "mot de passe changé"
    case "compte.lien": "lien de connexion envoyé"
    case "compte.suspension": "compte suspendu"
    case "compte.retablissement": "compte rétabli"
    case "compte.effacement": "compte effacé"
    case "session.ouverture": "connexion\(line.details["moyen"] == "lien" ? " par un lien" : " par mot de passe")"
    case "session.fermeture": line.details["portee"] == "toutes" ? "connexions fermées" : "connexion fermée"
    case "role.attribution":
        "rôle donné : \(roleWords(line)), du \(line.details["du"] ?? "")\(line.details["au"].map { " au \($0)" } ?? "")"
    case "role.fin": "rôle terminé : \(roleWords(line)), le \(line.details["au"] ?? "")"
    case "courriel.renvoi": "courriel renvoyé"
    default: line.kind
    }
}

private func roleWords(_ line: JournalLine) -> String {
    let role = line.details["role"] ?? ""
    return RoleKind(rawValue: role)?.label ?? role
}
