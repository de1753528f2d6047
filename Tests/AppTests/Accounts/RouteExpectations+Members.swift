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
            "GET \(desk)/cotisations/recus", "GET \(desk)/cotisations/recus.pdf", "GET \(desk)/cotisations/recus.csv",
            "GET \(desk)/charte/ecrire", "POST \(desk)/charte/ecrire", "POST \(desk)/charte/{numero}/retrait",
            "POST \(desk)/charte/reseau",
        ]
        let open = asking.map { ($0, both("*")) }
        let held = ownPlace.map { ($0, Expected(own: "O", other: "")) }
        let charters: [(String, Expected)] = [
            ("GET /charte", both("*")), ("GET /poles/{slug}/charte", both("*")),
            ("GET \(desk)/charte", own("ACBP")), ("GET \(desk)/charte/comparaison", own("ACBP")),
            ("GET /reseau/pilotage/charte", both("A")), ("GET /reseau/pilotage/charte/comparaison", both("A")),
            ("GET /reseau/pilotage/charte/ecrire", both("A")), ("POST /reseau/pilotage/charte/ecrire", both("A")),
            ("POST /reseau/pilotage/charte/{numero}/retrait", both("A")),
        ]
        let rows = open + working.map { ($0, own("ACB")) } + held + charters
        return Dictionary(rows) { first, _ in first }
    }()

    /// An organisation about its own membership: not even those who look after its hubs.
    private static let ownPlace: [String] = {
        let one = "/annuaire/{slug}/adhesions/{pole}"
        return [
            "GET /annuaire/{slug}/adhesions", "GET \(one)", "GET \(one)/cotisations.csv", "GET \(one)/echanges.csv",
            "GET \(one)/recus/{id}", "GET \(one)/lettres/{id}", "POST \(one)/assemblees/{id}",
            "POST \(one)/representants", "POST \(one)/representants/{personne}/fin", "POST \(one)/charte",
            "POST \(one)/depart", "POST \(one)/depart/retrait",
        ]
    }()
}
