/// Belonging to a hub: anybody asks; what a hub knows of its members is its own.
extension RouteExpectations {
    static let members: [String: Expected] = {
        let desk = "/poles/{slug}/pilotage"
        let card = desk + "/membres/{id}"
        let asking = [
            "GET /poles/{slug}/adherer", "POST /poles/{slug}/adherer", "GET /poles/{slug}/adherer/envoi",
            "GET /poles/{slug}/adherer/suivi", "POST /poles/{slug}/adherer/confirmation",
            "POST /poles/{slug}/adherer/reponse", "POST /poles/{slug}/adherer/pieces",
            "POST /poles/{slug}/adherer/retrait",
        ]
        let working = [
            "GET \(desk)/adhesions", "GET \(desk)/adhesions/{id}", "POST \(desk)/adhesions/{id}/complement",
            "POST \(desk)/adhesions/{id}/admission", "POST \(desk)/adhesions/{id}/refus",
            "GET \(desk)/membres", "GET \(desk)/membres.csv", "GET \(card)", "POST \(card)/college",
            "POST \(card)/situation", "POST \(card)/suspensions", "POST \(card)/suspensions/{suspension}/fin",
            "POST \(card)/suspensions/{suspension}/annulation", "GET \(card)/fin", "POST \(card)/fin",
            "POST \(card)/retour", "POST \(card)/representants", "POST \(card)/representants/{personne}/fin",
            "POST \(card)/representants/{personne}/effacement", "GET \(card)/cotisations",
            "POST \(card)/cotisations", "POST \(card)/cotisations/{appel}/versements",
            "POST \(card)/cotisations/{appel}/exoneration", "POST \(card)/cotisations/{appel}/retrait",
            "POST \(card)/versements/{versement}/annulation", "GET \(card)/echanges",
            "GET \(desk)/cotisations", "GET \(desk)/cotisations.csv", "POST \(desk)/cotisations/bareme",
            "POST \(desk)/cotisations/tranches", "POST \(desk)/cotisations/tranches/{id}/retrait",
            "POST \(desk)/cotisations/appels", "POST \(desk)/cotisations/rappels", "GET \(desk)/recus/{id}",
            "GET \(desk)/echanges", "GET \(desk)/echanges.csv", "POST \(desk)/echanges",
            "POST \(desk)/echanges/{id}/annulation", "GET \(desk)/documents/{id}",
        ]
        let open = asking.map { ($0, both("*")) }
        return Dictionary(open + working.map { ($0, own("ACB")) }) { first, _ in first }
    }()
}
