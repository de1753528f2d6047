@testable import App

/// Who gets in where, written by hand and apart from the table that decides: the two must agree.
///
/// One letter per persona (see `Persona`); `*` is everybody, `+` everybody who has signed in.
enum RouteExpectations {
    struct Expected {
        let own: String
        let other: String
    }

    static let all: [String: Expected] = accounts.merging(hubs) { first, _ in first }
        .merging(imports) { first, _ in first }.merging(records) { first, _ in first }
        .merging(directory) { first, _ in first }.merging(openData) { first, _ in first }
        .merging(duplicates) { first, _ in first }.merging(statutes) { first, _ in first }
        .merging(assemblies) { first, _ in first }
        .merging(members) { first, _ in first }
        .merging(sittings) { first, _ in first }
        .merging(voting) { first, _ in first }
        .merging(observatory) { first, _ in first }
        .merging(journey) { first, _ in first }

    private static let observatory: [String: Expected] = [
        "GET /observatoire": both("*"), "GET /observatoire.csv": both("*"), "GET /observatoire/methode": both("*"),
        "GET /observatoire/{slug}": both("*"), "GET /observatoire/{slug}/fichiers/{fichier}": both("*"),
        "GET /observatoire/comparer": both("*"), "GET /observatoire/comparer.csv": both("*"),
        "GET /observatoire/{slug}/imprimer": both("*"), "GET /observatoire/{slug}/panorama.pdf": both("*"),
        "GET /observatoire/{slug}/cadre": both("*"), "GET /observatoire/perimetre": both("*"),
        "GET /api/observatoire/millesimes": both("*"), "GET /api/observatoire/territoires": both("*"),
        "GET /api/observatoire/territoires/{identifiant}": both("*"),
    ]

    /// The own one is represented by O and takes part in the hub of C and B; the other one is theirs in no way.
    private static let records: [String: Expected] = [
        "POST /annuaire/{slug}/confirmation": own("ACBO"),
        "GET /annuaire/{slug}/participation": own("ACBO"), "POST /annuaire/{slug}/participation": own("ACBO"),
        "GET /annuaire/{slug}/acces": both("*"), "POST /annuaire/{slug}/acces": both("*"),
        "POST /annuaire/{slug}/reclamation": both("*"), "GET /annuaire/{slug}/proposition": both("*"),
        "POST /annuaire/{slug}/proposition": both("*"), "GET /propositions/nouvelle": both("*"),
        "POST /propositions": both("*"), "GET /propositions/merci": both("*"),
        "GET /fiche": both("*"), "POST /fiche": both("*"), "GET /fiche/merci": both("*"),
        "GET /fiche/rappels": both("*"), "POST /fiche/rappels": both("*"),
        "GET /reseau/pilotage/moderation": both("A"), "POST /reseau/pilotage/moderation/{id}": both("A"),
        "GET /poles/{slug}/pilotage/moderation": own("ACB"), "POST /poles/{slug}/pilotage/moderation/{id}": own("ACB"),
        "GET /annuaire/{slug}/correction": own("ACBO"), "POST /annuaire/{slug}/correction": own("ACBO"),
        "POST /annuaire/{slug}/historique/{id}/annulation": own("ACBO"),
        "GET /reseau/pilotage/annuaire/nouvelle": both("A"), "POST /reseau/pilotage/annuaire": both("A"),
        "GET /poles/{slug}/pilotage/annuaire/nouvelle": own("ACB"), "POST /poles/{slug}/pilotage/annuaire": own("ACB"),
    ]

    /// Sectors, perimeter of the ESS, federations, who is missing.
    private static let directory: [String: Expected] = [
        "GET /annuaire/secteurs": both("*"), "GET /annuaire/methode": both("*"),
        "GET /annuaire/methode/desaccords.csv": both("*"),
        "GET /annuaire/{slug}/appartenance": both("A"), "POST /annuaire/{slug}/appartenance": both("A"),
        "GET /reseau/pilotage/secteurs": both("A"), "POST /reseau/pilotage/secteurs": both("A"),
        "POST /reseau/pilotage/secteurs/correspondances": both("A"),
        "POST /reseau/pilotage/secteurs/correspondances/retrait": both("A"),
        "GET /reseau/pilotage/secteurs/{code}": both("A"), "POST /reseau/pilotage/secteurs/{code}": both("A"),
        "POST /reseau/pilotage/secteurs/{code}/retrait": both("A"),
        "POST /reseau/pilotage/secteurs/{code}/retablissement": both("A"),
        "GET /reseau/pilotage/perimetre-ess": both("A"), "POST /reseau/pilotage/perimetre-ess": both("A"),
        "GET /reseau/pilotage/perimetre-ess/{id}": both("A"),
        "GET /reseau/pilotage/perimetre-ess/{id}/comparaison": both("A"),
        "POST /reseau/pilotage/perimetre-ess/{id}/categories": both("A"),
        "POST /reseau/pilotage/perimetre-ess/{id}/categories/retrait": both("A"),
        "POST /reseau/pilotage/perimetre-ess/{id}/activites": both("A"),
        "POST /reseau/pilotage/perimetre-ess/{id}/activites/retrait": both("A"),
        "POST /reseau/pilotage/perimetre-ess/{id}/vigueur": both("A"),
        "GET /annuaire/reseaux": both("*"), "GET /annuaire/reseaux/{code}": both("*"),
        "GET /reseau/pilotage/reseaux": both("A"), "POST /reseau/pilotage/reseaux": both("A"),
        "GET /reseau/pilotage/reseaux/{code}": both("A"), "POST /reseau/pilotage/reseaux/{code}": both("A"),
        "POST /reseau/pilotage/reseaux/{code}/retrait": both("A"),
        "POST /reseau/pilotage/reseaux/{code}/membres": both("A"),
        "POST /reseau/pilotage/reseaux/{code}/membres/retrait": both("A"),
        "GET /annuaire/{slug}/rattachement": own("ACBO"), "POST /annuaire/{slug}/rattachement": own("ACBO"),
        "GET /poles/{slug}/pilotage/manquants": own("ACB"), "GET /poles/{slug}/pilotage/manquants.csv": own("ACB"),
        "GET /poles/{slug}/pilotage/manquants/appels": own("ACB"),
        "GET /poles/{slug}/pilotage/manquants/{organisation}": own("ACB"),
        "POST /poles/{slug}/pilotage/manquants/{organisation}": own("ACB"),
        "POST /reseau/pilotage/perimetre-ess/{id}/abandon": both("A"),
    ]

    /// The same doors at the network's desk and at a hub's.
    private static let imports: [String: Expected] = {
        var rows: [String: Expected] = [:]
        let doors = [
            "GET ", "POST ", "GET /{id}", "GET /{id}/refus.csv", "POST /{id}/colonnes", "POST /{id}/ressemblances",
            "POST /{id}/validation",
            "POST /{id}/abandon", "GET /lots/{lot}", "POST /lots/{lot}/annulation",
        ]
        for door in doors {
            let parts = door.split(separator: " ", omittingEmptySubsequences: false)
            rows["\(parts[0]) /reseau/pilotage/imports\(parts[1])"] = both("A")
            rows["\(parts[0]) /poles/{slug}/pilotage/imports\(parts[1])"] = own("ACB")
        }
        return rows
    }()

    /// Holding a vote is the hub's work; voting takes a link and no account.
    private static let voting: [String: Expected] = {
        var rows: [String: Expected] = [
            "GET /vote": both("*"), "POST /vote": both("*"), "GET /vote/manifeste.json": both("*"),
            "GET /poles/{slug}/scrutins": both("*"), "GET /poles/{slug}/scrutins/{id}": both("*"),
            "GET /poles/{slug}/scrutins/{id}/preuve.json": both("*"),
        ]
        let doors = [
            "GET ", "POST ", "GET /nouveau", "GET /{id}", "GET /{id}/modification", "POST /{id}/modification",
            "POST /{id}/adresses", "POST /{id}/cle", "GET /{id}/essai.json", "POST /{id}/essai", "POST /{id}/ouverture",
            "POST /{id}/relance", "GET /{id}/liens/{organisation}", "POST /{id}/liens/{organisation}",
            "POST /{id}/cloture", "GET /{id}/urne.json", "POST /{id}/liste", "POST /{id}/publication",
            "POST /{id}/annulation",
        ]
        for door in doors {
            let parts = door.split(separator: " ", omittingEmptySubsequences: false)
            rows["\(parts[0]) /poles/{slug}/pilotage/scrutins\(parts[1])"] = own("ACB")
        }
        return rows
    }()

    static func both(_ letters: String) -> Expected { Expected(own: letters, other: letters) }

    private static let accounts: [String: Expected] = [
        "GET /connexion": both("*"), "POST /connexion": both("*"), "POST /connexion/lien": both("*"),
        "GET /connexion/envoi": both("*"), "GET /inscription": both("*"), "POST /inscription": both("*"),
        "GET /lien": both("*"), "POST /lien": both("*"), "POST /deconnexion": both("+"),
        "GET /compte": both("+"), "POST /compte/nom": both("+"), "POST /compte/courriel": both("+"),
        "POST /compte/mot-de-passe": both("+"), "POST /compte/sessions/fermeture": both("+"),
        "POST /compte/sessions/{id}/fermeture": both("+"), "GET /compte/donnees.json": both("+"),
        "GET /compte/effacement": both("+"), "POST /compte/effacement": both("+"),
        "GET /reseau/pilotage/comptes": both("SA"), "GET /reseau/pilotage/comptes.csv": both("SA"),
        "GET /reseau/pilotage/comptes/invitation": both("SA"), "POST /reseau/pilotage/comptes": both("SA"),
        "GET /reseau/pilotage/comptes/{id}": both("SA"), "POST /reseau/pilotage/comptes/{id}/roles": both("SA"),
        "POST /reseau/pilotage/comptes/{id}/roles/{role}/fin": both("SA"),
        "POST /reseau/pilotage/comptes/{id}/suspension": both("SA"),
        "POST /reseau/pilotage/comptes/{id}/retablissement": both("SA"),
        "POST /reseau/pilotage/comptes/{id}/lien": both("SA"),
        "GET /reseau/pilotage/connexions": both("SA"), "GET /reseau/pilotage/connexions.csv": both("SA"),
        "GET /reseau/pilotage/courriels": both("S"), "GET /reseau/pilotage/courriels/{id}": both("S"),
        "POST /reseau/pilotage/courriels/{id}/renvoi": both("S"),
    ]

    private static let hubs: [String: Expected] = [
        "GET /sante": both("*"), "GET /": both("*"), "GET /situation": both("*"), "GET /situation.csv": both("*"),
        "GET /situation.json": both("*"), "GET /situation.geojson": both("*"), "GET /situation.svg": both("*"),
        "GET /poles": both("*"), "GET /poles.csv": both("*"), "GET /poles/{slug}": both("*"),
        "GET /poles/{slug}/historique": both("*"), "GET /poles/{slug}/organisations.csv": both("*"),
        "GET /territoires": both("*"), "GET /territoires.csv": both("*"), "GET /territoires/{slug}": both("*"),
        "GET /territoires/{slug}/historique": both("*"), "GET /pieces/{id}": both("*"),
        "GET /demarche": both("*"), "GET /aide": both("*"), "GET /aide/composants": both("*"),
        "GET /accessibilite": both("*"), "GET /confidentialite": both("*"), "GET /mentions-legales": both("*"),
        "GET /demarche/initiatives/nouvelle": both("+"), "POST /demarche/initiatives": both("+"),
        "GET /espace": both("+"),
        "GET /poles/{slug}/pilotage": own("ACBP"),
        "GET /poles/{slug}/pilotage/jalons/nouveau": own("ACB"), "POST /poles/{slug}/pilotage/jalons": own("ACB"),
        "GET /poles/{slug}/pilotage/jalons/{id}/correction": own("ACB"),
        "POST /poles/{slug}/pilotage/jalons/{id}/correction": own("ACB"),
        "GET /poles/{slug}/pilotage/jalons/{id}/retrait": own("ACB"),
        "POST /poles/{slug}/pilotage/jalons/{id}/retrait": own("ACB"),
        "GET /poles/{slug}/pilotage/perimetre": own("ACB"), "POST /poles/{slug}/pilotage/perimetre": own("ACB"),
        "POST /poles/{slug}/pilotage/perimetre/{territoire}/retrait": own("ACB"),
        "POST /poles/{slug}/pilotage/perimetre/entrees/{id}/annulation": own("ACB"),
        "POST /poles/{slug}/pilotage/organisations/{id}/annulation": own("ACB"),
        "GET /poles/{slug}/pilotage/presentation": own("ACB"), "POST /poles/{slug}/pilotage/presentation": own("ACB"),
        "GET /poles/{slug}/pilotage/organisations": own("ACB"), "POST /poles/{slug}/pilotage/organisations": own("ACB"),
        "POST /poles/{slug}/pilotage/organisations/{id}/fin": own("ACB"),
        "GET /annuaire": both("*"), "GET /annuaire.csv": both("*"), "GET /annuaire.geojson": both("*"),
        "GET /annuaire.jsonld": both("*"), "GET /annuaire/{slug}": both("*"),
        "GET /offres": both("*"), "GET /offres.csv": both("*"),
        "GET /poles/{slug}/pilotage/offres": own("ACB"), "POST /poles/{slug}/pilotage/offres": own("ACB"),
        "POST /poles/{slug}/pilotage/offres/{id}/fin": own("ACB"),
        "GET /reseau/pilotage": both("SA"), "GET /reseau/pilotage/journal": both("SA"),
        "GET /reseau/historique": both("*"), "GET /reseau/pilotage/jalons": both("A"),
        "GET /reseau/pilotage/jalons/nouveau": both("A"), "POST /reseau/pilotage/jalons": both("A"),
        "GET /reseau/pilotage/jalons/{id}/correction": both("A"),
        "POST /reseau/pilotage/jalons/{id}/correction": both("A"),
        "GET /reseau/pilotage/jalons/{id}/retrait": both("A"), "POST /reseau/pilotage/jalons/{id}/retrait": both("A"),
        "GET /reseau/pilotage/reglages": both("S"), "POST /reseau/pilotage/reglages": both("S"),
        "GET /reseau/pilotage/seuils": both("A"), "POST /reseau/pilotage/seuils": both("A"),
    ]

    /// These on their own hub; on another one, the network's animator alone.
    static func own(_ letters: String) -> Expected { Expected(own: letters, other: "A") }

    static func name(_ endpoint: Endpoint) -> String { "\(endpoint.method) \(endpoint.path)" }

    static func admits(_ letters: String, _ persona: Persona) -> Bool {
        if letters == "*" { return true }
        if letters == "+" { return persona != .anonymous }
        return letters.contains(persona.rawValue)
    }

    /// The route's address with something in the place of its parameters.
    static func path(_ endpoint: Endpoint, isOwn: Bool = true) -> String {
        let hub = isOwn ? PeopledSite.ownSlug : PeopledSite.otherSlug
        let organisation = isOwn ? PeopledSite.ownOrganisation : PeopledSite.otherOrganisation
        let slug = endpoint.path.hasPrefix("/annuaire/") ? organisation : hub
        let parts = endpoint.path.split(separator: "/", omittingEmptySubsequences: false).map { part -> String in
            if part == "{slug}" { return slug }
            return part.hasPrefix("{") ? "1" : String(part)
        }
        return parts.joined(separator: "/")
    }
}
