import Domain

/// Lines of the journal about a hub's path, in plain words.
func journeySentence(_ line: JournalLine) -> String? {
    let detail = line.details
    func day(_ key: String) -> String { Day(detail[key] ?? "")?.french ?? "jour non connu" }
    switch line.kind {
    case "noyau.place":
        let name = detail["nom"].map { $0.isEmpty ? "une personne" : $0 } ?? "une organisation"
        return "\(name) entre dans le noyau à partir du \(day("depuis"))"
    case "noyau.depart": return "une place du noyau est libre à partir du \(day("au"))"
    case "demarche.tache-prise": return "tâche prise : \(detail["titre"] ?? "")"
    case "demarche.tache":
        let state = TaskState(rawValue: detail["etat"] ?? "")?.label ?? ""
        return "tâche « \(detail["titre"] ?? "") » : \(state)"
    case "demarche.conseil": return "une étape est conseillée"
    case "demarche.reponse":
        return
            "réponse à un conseil : \((AdviceAnswer(rawValue: detail["reponse"] ?? "")?.label ?? "").lowercasedFirst)"
    case "demarche.echeance": return "l’échéance de l’étape suivante est fixée au \(day("pour"))"
    case "demarche.reunion": return "réunion du noyau notée, \(day("jour"))"
    case "demarche.voix": return "une voix de plus pour la démarche"
    case "demarche.voix-retiree": return "une voix retirée"
    case "demarche.nouvelle": return "nouvelle publiée : \(detail["titre"] ?? "")"
    case "fonctions.chiffre": return "un chiffre s’ajoute au diagnostic"
    case "fonctions.besoin": return "un besoin est inscrit"
    case "fonctions.decision": return "une décision est prise sur un besoin"
    case "fonctions.poids": return "le poids des fonctions est choisi"
    case "fonctions.action": return "une action prioritaire est choisie"
    case "fonctions.retrait": return "un besoin, un chiffre ou une action est ôté"
    case "partenaires.note": return "un partenaire possible est noté"
    case "etude.notee": return "l’étude de préfiguration est décrite"
    case "dossier.fait": return "dossier de préfiguration, version \(detail["numero"] ?? "")"
    case "dossier.ferme": return "le lien d’un dossier est fermé"
    case "dossier.remarque": return "une remarque sur le dossier, version \(detail["numero"] ?? "")"
    case "dossier.reponse":
        return detail["close"] == nil
            ? "réponse à une remarque sur le dossier" : "une remarque sur le dossier est classée"
    case "lettres.texte": return "le texte de la lettre aux absents est changé"
    case "lettres.imprimees": return "lettres préparées à l’impression : \(detail["nombre"] ?? "0")"
    case "lettres.envoyee": return "une lettre envoyée par courriel est notée"
    case "finances.plan": return "plan de financement à partir de \(detail["annee"] ?? "")"
    case "finances.changees": return "plan de financement changé (\(detail["partie"] ?? ""))"
    case "demarche.gouvernance":
        return "voie choisie : \(GovernanceMode(rawValue: detail["gouvernance"] ?? "")?.label ?? "")"
    case "demarche.constitutive":
        return "assemblée constitutive préparée, avec \(detail["fondatrices"] ?? "0") organisations fondatrices"
    case "lancement.date": return "une date ajoutée au calendrier de la première année, \(day("jour"))"
    case "lancement.date-otee": return "une date ôtée du calendrier de la première année"
    case "reseau.demande": return "le pôle demande à entrer dans le réseau"
    case "reseau.reponse":
        return "réponse du réseau : \(detail["reponse"] == "oui" ? "bienvenue" : "pas encore")"
    case "recrutement.decrit": return "un poste est décrit"
    case "recrutement.jury": return "le jury d’un recrutement change"
    case "recrutement.annonce": return "poste annoncé : \(detail["titre"] ?? "")"
    case "recrutement.prolonge": return "une annonce est prolongée"
    case "recrutement.candidature": return "une candidature est arrivée"
    case "recrutement.candidature-effacee": return "une candidature est retirée et effacée"
    case "recrutement.candidatures-effacees":
        return "candidatures effacées à leur jour : \(detail["nombre"] ?? "0")"
    case "recrutement.jury-travail": return "le jury d’un recrutement a travaillé"
    case "recrutement.pourvu": return "un poste est pourvu"
    case "recrutement.abandon": return "recrutement abandonné : \(detail["titre"] ?? "")"
    case "enquete.preparee": return "enquête d’intérêt préparée"
    case "enquete.modifiee": return "enquête d’intérêt modifiée"
    case "enquete.ouverte": return "enquête d’intérêt ouverte"
    case "enquete.close": return "enquête d’intérêt fermée"
    case "enquete.publiee": return "résultats de l’enquête montrés au public"
    case "enquete.retiree": return "résultats de l’enquête retirés du public"
    case "enquete.reponse": return "une réponse à l’enquête"
    case "enquete.invitations": return "invitations à l’enquête : \(detail["nombre"] ?? "0")"
    case "enquete.rappels": return "rappels de l’enquête : \(detail["nombre"] ?? "0")"
    case "enquete.refus": return "une organisation ne veut plus de lettre de l’enquête"
    default: return nil
    }
}
