import Domain

/// What the journal's lines about assemblies being held mean; nil for others. People are not named there.
func sittingSentence(_ line: JournalLine) -> String? {
    let detail = line.details
    let item = detail["point"].map { "point \($0) : " } ?? ""
    switch line.kind {
    case "assemblee.ouverte":
        return "séance ouverte, \(detail["inscrits"] ?? "0") organisations sur la liste électorale"
    case "assemblee.lien": return "lien fait pour le téléphone d’une organisation"
    case "assemblee.bureau": return "bureau de séance désigné"
    case "assemblee.notes", "assemblee.point-note": return "\(item)notes de séance"
    case "assemblee.levee": return "séance levée"
    case "assemblee.presence": return "émargement : \(detail["etat"] ?? ""), depuis le point \(detail["depuis"] ?? "0")"
    case "assemblee.presence-annulee": return "ligne d’émargement annulée"
    case "assemblee.pouvoirs-en-blanc": return "pouvoirs en blanc confiés : \(detail["confies"] ?? "0")"
    case "assemblee.parole-demandee", "assemblee.parole-donnee", "assemblee.parole-retiree":
        return "\(item)liste de parole"
    case "assemblee.point-ouvert": return "\(item)ouvert"
    case "assemblee.point-ferme": return "\(item)fermé"
    case "assemblee.vote-ouvert": return "\(item)vote ouvert"
    case "assemblee.vote-clos": return "\(item)vote clos"
    case "assemblee.secret-demande": return "\(item)scrutin secret demandé par \(detail["par"] ?? "0")"
    case "assemblee.voix-comptees":
        return
            "\(item)voix comptées (\(detail["voie"] ?? "")), \(detail["pour"] ?? "0") pour, \(detail["contre"] ?? "0") contre"
    case "assemblee.voix-annulees": return "\(item)compte annulé"
    case "assemblee.appel": return "\(item)\(detail["reponses"] ?? "0") réponses à l’appel"
    case "assemblee.vote-explique": return "\(item)écart expliqué ou égalité départagée"
    case "assemblee.engagement": return "\(item)engagement pris"
    case "assemblee.vote-en-ligne":
        return
            "\(item)vote en ligne ouvert\(detail["secret"] == nil ? "" : ", au scrutin secret"), \(detail["inscrites"] ?? "0") organisations sur sa liste"
    case "assemblee.vote-en-ligne-clos": return "\(item)vote en ligne clos, \(detail["votantes"] ?? "0") ont voté"
    case "assemblee.vote-en-ligne-depouille": return "\(item)urne du vote en ligne ouverte par les scrutateurs"
    case "assemblee.vote-en-ligne-annule": return "\(item)vote en ligne annulé"
    case "assemblee.scrutateurs": return "clé publique des scrutateurs déposée (\(detail["empreinte"] ?? ""))"
    case "assemblee.scrutateurs-essai":
        return "urne d’essai ouverte par les scrutateurs (parts \(detail["parts"] ?? ""))"
    case "engagement.suivi": return "engagement suivi : \(detail["etat"] ?? "")"
    default: return electionSentence(line, item) ?? minutesSentence(line)
    }
}

private func electionSentence(_ line: JournalLine, _ item: String) -> String? {
    let detail = line.details
    switch line.kind {
    case "assemblee.election-reglee": return "\(item)élection réglée, \(detail["sieges"] ?? "") sièges"
    case "assemblee.candidature", "assemblee.siege-garde": return "\(item)candidature"
    case "assemblee.candidature-retiree": return "\(item)candidature retirée"
    case "assemblee.scrutin-tenu": return "\(item)dépouillement ouvert, tour \(detail["tour"] ?? "1")"
    case "assemblee.bulletins": return "\(item)bulletins comptés : \(detail["nombre"] ?? "0")"
    case "assemblee.bulletins-annules": return "\(item)bulletins annulés"
    case "assemblee.consentement": return "\(item)élection à voix haute : \(detail["etape"] ?? "")"
    case "assemblee.consentement-annule": return "\(item)élection à voix haute : dernière ligne annulée"
    case "assemblee.tirage": return "\(item)tirage au sort, graine « \(detail["graine"] ?? "") »"
    default: return nil
    }
}

private func minutesSentence(_ line: JournalLine) -> String? {
    switch line.kind {
    case "assemblee.scellee": "procès-verbal scellé, empreinte \(line.details["empreinte"] ?? "")"
    case "assemblee.publiee": "décisions publiées"
    case "assemblee.depubliee": "décisions retirées de la publication"
    case "assemblee.rectifiee": "rectification ajoutée au procès-verbal, empreinte \(line.details["empreinte"] ?? "")"
    default: nil
    }
}
