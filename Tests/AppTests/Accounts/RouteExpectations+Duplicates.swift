/// Duplicates and alerts of the directory.
extension RouteExpectations {
    static let duplicates: [String: Expected] = [
        "GET /ressemblances": both("+"),
        "GET /alertes/nouvelle": both("*"), "POST /alertes": both("*"), "GET /alertes/envoi": both("*"),
        "GET /alertes/confirmation": both("*"), "POST /alertes/confirmation": both("*"),
        "GET /alertes/arret": both("*"), "POST /alertes/arret": both("*"),
        "GET /compte/alertes": both("+"), "POST /compte/alertes/{id}/retrait": both("+"),
        "GET /reseau/pilotage/doublons": both("A"), "GET /reseau/pilotage/doublons.csv": both("A"),
        "GET /reseau/pilotage/doublons/{paire}": both("A"), "POST /reseau/pilotage/doublons/{paire}/fusion": both("A"),
        "POST /reseau/pilotage/doublons/{paire}/distinction": both("A"), "GET /reseau/pilotage/fusions": both("A"),
        "POST /reseau/pilotage/fusions/{id}/annulation": both("A"),
        "GET /poles/{slug}/pilotage/doublons": own("ACB"), "GET /poles/{slug}/pilotage/doublons.csv": own("ACB"),
    ]
}
