/// The path of a hub, from an idea to its founding.
extension RouteExpectations {
    private static let desk = "/poles/{slug}/pilotage/demarche"
    private static func team(_ paths: String...) -> [String: Expected] {
        Dictionary(
            paths.map { path in
                let words = path.split(separator: " ")
                return (
                    "\(words[0]) \(desk)\(words.count > 1 ? String(words[1]) : "")", Expected(own: "ACB", other: "A")
                )
            }
        ) { first, _ in first }
    }

    static let journey: [String: Expected] = [
        "GET /poles/{slug}/demarche": both("*"),
        "GET /poles/{slug}/demarche/voix": both("*"), "POST /poles/{slug}/demarche/voix": both("*"),
        "GET /demarche/voix/envoi": both("*"),
        "GET /demarche/voix/confirmation": both("*"), "POST /demarche/voix/confirmation": both("*"),
        "GET /demarche/voix/arret": both("*"), "POST /demarche/voix/arret": both("*"),
        "GET /poles/{slug}/enquete": both("*"), "POST /poles/{slug}/enquete": both("*"),
        "GET /poles/{slug}/enquete/resultats": both("*"), "GET /poles/{slug}/enquete/resultats.csv": both("*"),
        "GET /enquete": both("*"), "POST /enquete": both("*"), "GET /enquete/merci": both("*"),
        "GET /enquete/refus": both("*"), "POST /enquete/refus": both("*"),
        "GET \(desk)/enquete/resultats": Expected(own: "ACBP", other: "A"),
        "GET \(desk)/enquete/resultats.csv": Expected(own: "ACBP", other: "A"),
        "GET /reseau/pilotage/avancement": both("SA"), "GET /reseau/pilotage/avancement.csv": both("SA"),
        "GET /situation/durees": both("*"), "GET /situation/durees.csv": both("*"),
        "GET /dossiers/{cle}": both("*"), "GET /dossiers/{cle}/pdf": both("*"),
        "GET /dossiers/{cle}/remarques": both("*"), "POST /dossiers/{cle}/remarques": both("*"),
        "GET \(desk)/dossier/remarques": Expected(own: "ACBP", other: "A"),
        "POST \(desk)/dossier/remarques": Expected(own: "ACBP", other: "A"),
        "GET \(desk)/fonctions": Expected(own: "ACBP", other: "A"),
        "GET \(desk)/partenaires": Expected(own: "ACBP", other: "A"),
        "GET \(desk)/dossier": Expected(own: "ACBP", other: "A"),
        "GET \(desk)/finances": Expected(own: "ACBP", other: "A"),
        "GET \(desk)/finances/plan.csv": Expected(own: "ACBP", other: "A"),
        "GET \(desk)": Expected(own: "ACBP", other: "A"), "POST \(desk)/conseils": both("A"),
        "GET \(desk)/lancement": Expected(own: "ACBP", other: "A"),
        "GET \(desk)/lancement/calendrier.ics": Expected(own: "ACBP", other: "A"),
        "GET \(desk)/lancement/calendrier.csv": Expected(own: "ACBP", other: "A"),
        "POST \(desk)/lancement/reseau/reponse": both("A"),
    ].merging(
        team(
            "GET /noyau", "POST /noyau", "POST /noyau/{id}/fin", "GET /chantiers/{chantier}",
            "POST /chantiers/{chantier}/taches", "POST /chantiers/{chantier}/propositions", "GET /taches/{id}",
            "POST /taches/{id}", "GET /reunions", "POST /reunions", "GET /reunions/{id}", "POST /reunions/{id}",
            "POST /conseils/{id}", "GET /echeance", "POST /echeance", "GET /voix", "POST /voix/nouvelles",
            "GET /enquete", "POST /enquete", "POST /enquete/texte", "GET /enquete/questions/{code}",
            "POST /enquete/questions/{code}", "POST /enquete/questions/{code}/retrait", "POST /enquete/ouverture",
            "POST /enquete/fermeture", "POST /enquete/invitations", "POST /enquete/rappels", "GET /enquete/papier",
            "GET /enquete/saisie", "POST /enquete/saisie", "POST /enquete/publication",
            "POST /fonctions/chiffres", "POST /fonctions/besoins", "GET /fonctions/besoins/{id}",
            "POST /fonctions/besoins/{id}", "POST /fonctions/poids", "POST /fonctions/actions",
            "POST /fonctions/chiffres/{id}/retrait",
            "POST /fonctions/besoins/{id}/retrait", "POST /fonctions/actions/{id}/retrait", "GET /partenaires/{id}",
            "POST /partenaires/{id}", "GET /etude",
            "GET /gouvernance", "POST /gouvernance", "GET /mobilisation", "GET /mobilisation/texte", "POST /mobilisation/texte", "POST /mobilisation/lettres",
            "GET /mobilisation/lettres/{id}", "GET /mobilisation/organisations/{organisation}",
            "POST /mobilisation/organisations/{organisation}", "POST /dossier/remarques/{id}",
            "POST /etude", "POST /dossier", "POST /dossier/{id}/fermeture",
            "POST /finances", "GET /finances/{partie}/{id}", "POST /finances/{partie}/{id}",
            "POST /finances/{partie}/{id}/retrait", "GET /lancement/constitutive", "POST /lancement/constitutive",
            "POST /lancement/reseau", "POST /lancement/dates", "POST /lancement/dates/{id}/retrait")
    ) { first, _ in first }.merging(recruitments) { first, _ in first }

    private static let posts = "/poles/{slug}/pilotage/recrutements"
    private static let applications = "/poles/{slug}/recrutements/{id}/candidatures"

    /// Whoever has signed in passes the door of the panel's pages, and finds nothing behind it without being of the panel:
    /// `RecruitmentPrivacyTests`.
    private static let recruitments: [String: Expected] = [
        "GET \(posts)": own("ACB"), "GET \(posts)/nouveau": own("ACB"), "POST \(posts)": own("ACB"),
        "GET \(posts)/{id}": own("ACB"), "GET \(posts)/{id}/modification": own("ACB"),
        "POST \(posts)/{id}/modification": own("ACB"), "POST \(posts)/{id}/jury": own("ACB"),
        "POST \(posts)/{id}/jury/retrait": own("ACB"), "POST \(posts)/{id}/annonce": own("ACB"),
        "POST \(posts)/{id}/prolongation": own("ACB"), "POST \(posts)/{id}/abandon": own("ACB"),
        "GET /poles/{slug}/recrutements/{id}": both("*"), "GET /poles/{slug}/recrutements/{id}/candidature": both("*"),
        "POST /poles/{slug}/recrutements/{id}/candidature": both("*"),
        "GET /candidature": both("*"), "GET /candidature/donnees.json": both("*"),
        "GET /candidature/pieces/{id}": both("*"), "POST /candidature/retrait": both("*"),
        "GET /candidature/merci": both("*"),
        "GET \(applications)": both("+"), "GET \(applications)/{candidature}": both("+"),
        "GET \(applications)/{candidature}/pieces/{piece}": both("+"),
        "POST \(applications)/{candidature}/notes": both("+"), "POST \(applications)/{candidature}/suite": both("+"),
        "POST \(applications)/{candidature}/embauche": both("+"),
    ]
}
