/// Assemblies once open, their minutes, what they decided.
extension RouteExpectations {
    static let sittings: [String: Expected] = {
        var rows: [String: Expected] = [:]
        let conduct = Expected(own: "ACB", other: "A")
        let path = "/poles/{slug}/pilotage/assemblees/{id}"
        for end in ["", "/emargement", "/pouvoirs", "/points/{point}", "/evenements"] {
            rows["GET \(path)/seance\(end)"] = conduct
        }
        let acts = [
            "ouverture", "bureau", "notes", "cloture", "emargement", "emargement/{ligne}/annulation", "pouvoirs",
            "pouvoirs/retrait", "pouvoirs/blancs", "parole", "parole/{demande}", "liens",
        ]
        let ofItems = [
            "ouverture", "fermeture", "notes", "vote", "secret", "comptes", "comptes/{ligne}/annulation", "appel",
            "explication", "engagements", "election", "candidatures", "candidatures/retrait", "scrutin", "bulletins",
            "bulletins/{ligne}/annulation", "tirage", "vote-en-ligne", "vote-en-ligne/cloture", "vote-en-ligne/liste",
            "vote-en-ligne/annulation", "consentement", "consentement/annulation",
        ]
        for act in acts + ofItems.map({ "points/{point}/" + $0 }) { rows["POST \(path)/seance/\(act)"] = conduct }
        for door in ["GET /candidatures", "POST /candidatures", "POST /candidatures/retrait"] {
            rows[door.replacing(" /", with: " \(path)/")] = conduct
        }
        for page in ["proces-verbal", "proces-verbal/extrait", "proces-verbal.pdf", "preuve.json"] {
            rows["GET \(path)/\(page)"] = conduct
        }
        for act in ["approbation", "reprise", "sceau", "publication", "rectification", "effets"] {
            rows["POST \(path)/proces-verbal/\(act)"] = conduct
        }
        for page in ["decisions", "ecran", "ecran/evenements"] {
            rows["GET /poles/{slug}/assemblees/{id}/\(page)"] = both("*")
        }
        rows["GET /poles/{slug}/assemblees/{id}/telephone"] = both("*")
        rows["POST /poles/{slug}/assemblees/{id}/telephone"] = both("*")
        rows["POST /poles/{slug}/assemblees/{id}/telephone/vote"] = both("*")
        for door in [
            "GET /scrutateurs", "POST /scrutateurs/cle", "GET /scrutateurs/essai.json", "POST /scrutateurs/essai",
        ] {
            rows[door.replacing(" /", with: " \(path)/")] = conduct
        }
        rows["GET /poles/{slug}/pilotage/engagements"] = conduct
        rows["POST /poles/{slug}/pilotage/engagements/{engagement}"] = conduct
        return rows
    }()
}
