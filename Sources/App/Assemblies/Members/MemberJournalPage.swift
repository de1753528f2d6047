import Domain

/// What lines about members, dues and requests mean. They name no person.
func memberSentence(_ line: JournalLine) -> String? {
    let detail = line.details
    func day(_ key: String) -> String { Day(detail[key] ?? "")?.frenchWithArticle ?? "à un jour non connu" }
    func by() -> String { detail["instance"].flatMap { $0.isEmpty ? nil : " (\($0))" } ?? "" }
    let sum = Money(cents: Int(detail["centimes"] ?? "") ?? 0).french
    let year = detail["annee"] ?? ""
    switch line.kind {
    case "adherent.college":
        let college = detail["college"] ?? ""
        return college.isEmpty
            ? "hors de tout collège depuis \(day("depuis"))" : "collège « \(college) » depuis \(day("depuis"))"
    case "adherent.situation": return "taille, groupe ou nature publique précisés"
    case "adherent.representation":
        return "nouveau mandat de \(kind(detail["sorte"])) à partir \(from(day("depuis")))"
    case "adherent.representation-finie": return "fin d’un mandat \(day("au"))"
    case "adherent.representation-effacee": return "nom d’une personne effacé"
    case "adherent.suspendu": return "suspendue depuis \(day("depuis"))\(by())"
    case "adherent.suspension-finie": return "suspension levée \(day("au"))"
    case "adherent.suspension-annulee": return "suspension annulée : \(detail["motif"] ?? "")"
    case "adherent.parti":
        let motive = EndMotive(rawValue: detail["sorte"] ?? "")?.label ?? "fin"
        return "\(motive)\(by()) : n’est plus membre \(day("au"))"
    case "adherent.revenu": return "fin annulée : \(detail["motif"] ?? "")"
    case "adherent.echange":
        let direction = MemberExchange.Direction(rawValue: detail["sens"] ?? "")?.label ?? "échange"
        return "inscrit : \(direction), \(day("jour"))"
    case "adherent.echange-annule": return "apport ou bénéfice annulé : \(detail["motif"] ?? "")"
    case "cotisation.bareme": return "barème de \(year) fixé\(by())"
    case "cotisation.tranche": return "barème de \(year) : tranche « \(detail["tranche"] ?? "") » à \(sum)"
    case "cotisation.tranche-retiree": return "barème de \(year) : tranche « \(detail["tranche"] ?? "") » retirée"
    case "cotisation.appelee": return "cotisation de \(year) appelée : \(sum)"
    case "cotisation.appel-retire": return "appel de la cotisation de \(year) retiré"
    case "cotisation.versee": return "cotisation de \(year) : \(sum) reçus, reçu \(detail["recu"] ?? "")"
    case "cotisation.versement-annule": return "reçu \(detail["recu"] ?? "") annulé : \(detail["motif"] ?? "")"
    case "cotisation.exoneree": return "exonérée de cotisation pour \(year)"
    case "cotisation.exoneration-annulee": return "exonération de \(year) annulée"
    case "cotisation.rappels": return "rappels de cotisation \(year) envoyés : \(detail["nombre"] ?? "0")"
    case "adhesion.demandee": return "demande d’adhésion n° \(detail["numero"] ?? "") transmise"
    case "adhesion.retiree": return "demande d’adhésion n° \(detail["numero"] ?? "") retirée"
    case "adhesion.complement": return "demande d’adhésion n° \(detail["numero"] ?? "") : précision demandée"
    case "adhesion.refusee": return "demande d’adhésion n° \(detail["numero"] ?? "") refusée\(by())"
    case "adhesion.admise": return "admise \(day("jour"))\(by())"
    case "adherent.depart-annonce": return "annonce son départ : plus membre \(day("au"))"
    case "adherent.depart-repris": return "revient sur son départ : reste membre"
    case "adherent.charte-signee": return "signe la charte"
    case "charte.ecrite": return "nouvelle version de la charte, en vigueur \(day("depuis"))"
    case "charte.du-reseau": return "suit la charte du réseau à partir \(from(day("depuis")))"
    case "charte.ecartee": return "version de la charte écartée avant d’avoir commencé"
    case "organisation.reprise": return "la fin de la part d’une organisation était une erreur : elle continue"
    default: return nil
    }
}

private func kind(_ text: String?) -> String {
    Representative.Kind(rawValue: text ?? "")?.label ?? "représentant·e"
}

/// « à partir du 3 mars 2026 ».
private func from(_ day: String) -> String {
    day.hasPrefix("le") ? "du" + day.dropFirst(2) : day
}
