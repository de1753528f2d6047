import Domain

/// What lines about the directory's tables mean: sectors, perimeter of the ESS, federations, prospects.
func referenceSentence(_ line: JournalLine) -> String? {
    let detail = line.details
    let name = "« \(detail["nom"] ?? "") »"
    let day = Day(detail["au"] ?? "")?.french ?? "jour non connu"
    let moved = French.count(
        Int(detail["organisations"] ?? "") ?? 0, "organisation déplacée", "organisations déplacées")
    switch line.kind {
    case "secteur.ajoute": return "secteur ajouté : \(name) (\(detail["preuve"] ?? ""))"
    case "secteur.change":
        return detail["ancien"].map { "secteur « \($0) » renommé \(name)" } ?? "secteur \(name) revu"
    case "secteur.retire": return "secteur retiré : \(name), à partir du \(day) (\(detail["motif"] ?? ""))"
    case "secteur.retabli": return "secteur rétabli : \(name) (\(detail["motif"] ?? ""))"
    case "secteur.correspondance":
        let target = detail["nom"] == nil ? "aucun secteur en particulier" : name
        return
            "activités « \(detail["prefixe"] ?? "") » (\(detail["nomenclature"] ?? "")) rangées dans \(target) : \(moved) (\(detail["preuve"] ?? ""))"
    case "secteur.correspondance-otee":
        return "correspondance « \(detail["prefixe"] ?? "") » (\(detail["nomenclature"] ?? "")) ôtée : \(moved)"
    case "perimetre-ess.prepare": return "version du périmètre de l’ESS préparée : \(name)"
    case "perimetre-ess.categorie":
        return "périmètre de l’ESS : forme \(detail["code"] ?? "") \(name), \(detail["valeur"] ?? "")"
    case "perimetre-ess.categorie-otee": return "périmètre de l’ESS : forme \(detail["code"] ?? "") ôtée"
    case "perimetre-ess.activite": return "périmètre de l’ESS : activité \(detail["code"] ?? "") \(name) comptée dehors"
    case "perimetre-ess.activite-otee": return "périmètre de l’ESS : activité \(detail["code"] ?? "") réadmise"
    case "perimetre-ess.en-vigueur":
        return "version \(name) du périmètre de l’ESS en vigueur à partir du \(day) (\(detail["preuve"] ?? ""))"
    case "perimetre-ess.abandonne": return "version du périmètre de l’ESS abandonnée : \(name)"
    case "fiche.appartenance":
        let belonging = detail["valeur"].map { $0 == "O" ? ", de l’ESS" : ", hors de l’ESS" } ?? ""
        return "\(name) : \(detail["famille"] ?? "")\(belonging) (\(detail["motif"] ?? ""))"
    case "reseau.ajoute": return "tête de réseau ajoutée : \(name) (\(detail["preuve"] ?? ""))"
    case "reseau.change": return "tête de réseau \(name) revue"
    case "reseau.retire": return "tête de réseau retirée : \(name), à partir du \(day)"
    case "reseau.retabli": return "tête de réseau rétablie : \(name)"
    case "reseau.membre": return "\(name) : membre de « \(detail["valeur"] ?? "") »"
    case "reseau.membre-ote": return "\(name) : n’est plus membre de « \(detail["valeur"] ?? "") »"
    case "fiche.rattachement": return "\(name) : rattachement et forme d’existence revus"
    case "appel.note": return "appel d’un pôle noté"
    default: return nil
    }
}
