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
    switch line.kind {
    case "donnees.initialisees": return "premières données du réseau"
    case "initiative.ouverte": return "ouverture de l’initiative « \(detail["nom"] ?? "") »"
    case "pole.presente": return "présentation mise à jour"
    case "perimetre.etendu":
        return "un territoire entre dans le périmètre à partir du \(detail["depuis"] ?? "") (\(detail["preuve"] ?? ""))"
    case "perimetre.reduit":
        return "un territoire sort du périmètre à partir du \(detail["jusqua"] ?? "") (\(detail["preuve"] ?? ""))"
    case "organisation.engagee": return "une organisation prend part au pôle depuis le \(detail["depuis"] ?? "")"
    case "organisation.retiree": return "une organisation cesse de prendre part au pôle le \(detail["au"] ?? "")"
    case "jalon.enregistre": return "jalon « \(detail["titre"] ?? "") » enregistré"
    case "jalon.corrige": return "jalon « \(detail["titre"] ?? "") » corrigé : \(detail["motif"] ?? "")"
    case "jalon.retire": return "jalon retiré : \(detail["motif"] ?? "")"
    case "seuil.fixe":
        return "seuil « \(detail["nom"] ?? "") » fixé à \(detail["valeur"] ?? "") depuis le \(detail["depuis"] ?? "")"
    default: return accountSentence(line)
    }
}
