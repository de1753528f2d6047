import Domain
import Markup

/// Journal lines in plain words, for a public history: what changed and when, without private details.
func journalItems(_ lines: [JournalLine]) -> [Markup] {
    lines.filter { !$0.kind.hasPrefix("jalon.") }.map { line in
        "<li>\(moment(line.at)) : \(sentence: journalSentence(line))</li>"
    }
}

/// What a kind of line means.
func journalSentence(_ line: JournalLine) -> String {
    let detail = line.details
    func day(_ key: String) -> String { Day(detail[key] ?? "")?.french ?? "jour non connu" }
    switch line.kind {
    case "donnees.initialisees": return "premières données du réseau"
    case "initiative.ouverte": return "ouverture de l’initiative « \(detail["nom"] ?? "") »"
    case "pole.presente": return "présentation mise à jour"
    case "perimetre.etendu":
        let override = detail["passer-outre"].map { ", malgré un autre pôle : \($0)" } ?? ""
        return
            "\(detail["nom"] ?? "un territoire") entre dans le périmètre à partir du \(day("depuis")) (\(detail["preuve"] ?? ""))\(override)"
    case "perimetre.reduit":
        return
            "\(detail["nom"] ?? "un territoire") sort du périmètre à partir du \(day("jusqua")) (\(detail["preuve"] ?? ""))"
    case "perimetre.annule":
        let instead = detail["remplace"] == nil ? "" : ", remplacée par une entrée du \(day("remplace"))"
        return
            "entrée annulée dans le périmètre : \(detail["nom"] ?? "un territoire"), à partir du \(day("depuis"))\(instead) (\(detail["motif"] ?? ""))"
    case "organisation.annulee":
        return
            "entrée annulée : \(detail["nom"] ?? "une organisation"), depuis le \(day("depuis")) (\(detail["motif"] ?? ""))"
    case "organisation.engagee": return "une organisation prend part au pôle depuis le \(day("depuis"))"
    case "organisation.retiree": return "une organisation cesse de prendre part au pôle le \(day("au"))"
    case "proposition.participation": return "demande à prendre part à un pôle depuis le \(day("depuis"))"
    case "proposition.decidee":
        return "proposition n° \(detail["numero"] ?? "") (\(detail["sorte"] ?? "")) : \(detail["decision"] ?? "")"
    case "fiche.rappels-refuses": return "l’organisation ne veut plus de rappels"
    case "fiches.rappels": return "rappels de relecture envoyés : \(detail["nombre"] ?? "0")"
    case "fiche.creee": return "fiche créée : \(detail["nom"] ?? "")"
    case "fiche.modifiee": return "fiche corrigée (\(detail["champs"] ?? ""))"
    case "fiche.annulation": return "changement annulé (\(detail["champs"] ?? ""))"
    case "fiche.confirmee": return "fiche relue et confirmée"
    case "offre.enregistree": return "annonce inscrite : \(detail["objet"] ?? "")"
    case "offre.terminee": return "annonce retirée : \(detail["objet"] ?? "")"
    case "jalon.enregistre": return "jalon « \(detail["titre"] ?? "") » enregistré"
    case "jalon.corrige": return "jalon « \(detail["titre"] ?? "") » corrigé : \(detail["motif"] ?? "")"
    case "jalon.retire": return "jalon retiré : \(detail["motif"] ?? "")"
    case "seuil.fixe":
        return "seuil « \(detail["nom"] ?? "") » fixé à \(detail["valeur"] ?? "") depuis le \(day("depuis"))"
    case "demonstration.installee": return "réseau de démonstration installé"
    case "territoires.importes":
        return
            "territoires importés : \(detail["crees"] ?? "0") créés, \(detail["modifies"] ?? "0") modifiés (\(detail["fichiers"] ?? ""))"
    case "panorama.importe":
        return "panorama de \(detail["millesime"] ?? "") \(detail["effet"] ?? "importé") (\(detail["fichiers"] ?? ""))"
    case "chiffres.importes":
        return
            "chiffres publiés : \(detail["inscrits"] ?? "0") inscrits, \(detail["modifies"] ?? "0") modifiés (\(detail["fichier"] ?? ""))"
    case "annuaire.importe":
        return
            "annuaire : \(detail["crees"] ?? "0") organisations créées, \(detail["modifies"] ?? "0") modifiées (\(detail["fichiers"] ?? ""))"
    case "annuaire.import-annule":
        return
            "import annulé (\(detail["fichiers"] ?? "")) : \(detail["retires"] ?? "0") organisations retirées, \(detail["rendus"] ?? "0") champs rendus, \(detail["laisses"] ?? "0") laissés"
    case "annuaire.fusion":
        return "fiche « \(detail["autre"] ?? "") » réunie à « \(detail["nom"] ?? "") »"
    case "annuaire.fusion-annulee":
        return "fusion annulée : « \(detail["autre"] ?? "") » et « \(detail["nom"] ?? "") » sont de nouveau deux fiches"
    case "annuaire.distinctes": return "\(detail["noms"] ?? "") reconnues distinctes"
    case "alerte.gardee": return "recherche gardée avec une alerte"
    case "alerte.confirmee": return "alerte confirmée par son adresse"
    case "alerte.finie": return "alerte finie"
    case let kind where kind.hasPrefix("assemblee."): return sittingSentence(line) ?? assemblySentence(kind, detail)
    case "reglages.changes": return "réglages du site changés"
    default:
        return sittingSentence(line) ?? votingSentence(line) ?? journeySentence(line) ?? referenceSentence(line)
            ?? statutesSentence(line) ?? memberSentence(line) ?? accountSentence(line)
    }
}
