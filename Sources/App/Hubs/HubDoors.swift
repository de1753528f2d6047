import Domain
import Markup

/// A door of a desk: where it leads, what one does there.
struct Door: Sendable {
    let path: String
    let label: String
    let purpose: String

    init(_ path: String, _ label: String, _ purpose: String) {
        (self.path, self.label, self.purpose) = (path, label, purpose)
    }
}

/// The work on a hub, sorted by what one comes for; `path` is the desk's address.
func hubDoors(_ path: String, waiting: Int) -> Markup {
    let groups: [(title: String, doors: [Door])] = [
        (
            "Ce qui est arrivé",
            [
                Door("/jalons/nouveau", "Enregistrer un jalon", "une étape du pôle, datée, avec sa preuve"),
                Door("/moderation", "À décider (\(waiting))", "ce que d’autres proposent pour l’annuaire"),
            ]
        ),
        (
            "La démarche",
            [
                Door(
                    "/demarche", "Où en sommes-nous",
                    "le noyau, les six chantiers, ce qui manque avant l’étape suivante"),
                Door(
                    "/demarche/lancement", "Le lancement",
                    "assemblée constitutive, embauche, entrée dans le réseau, première année"),
                Door("/recrutements", "Recrutements", "annoncer un poste, nommer le jury"),
            ]
        ),
        (
            "Les membres",
            [
                Door("/membres", "Registre des membres", "collèges, cotisations, qui parle pour qui, à toute date"),
                Door("/adhesions", "Demandes d’adhésion", "lire, demander une précision, décider"),
                Door("/organisations", "Organisations", "qui prend part au pôle, depuis quand"),
                Door("/offres", "Offres et besoins", "ce que chacun propose ou cherche"),
            ]
        ),
        (
            "Les règles et les instances",
            [
                Door("/statuts", "Statuts", "les écrire, voir ce qu’ils donnent, comparer les versions"),
                Door("/instances", "Instances et mandats", "qui siège où, à toute date ; ce qui finit bientôt"),
                Door("/equilibre", "Personne ne domine", "qui pèse combien, et ce qui rétablirait l’équilibre"),
                Door(
                    "/scrutins", "Scrutins en ligne",
                    "voter ou se consulter à distance, à découvert ou au scrutin secret"),
            ]
        ),
        (
            "Assemblées et votes",
            [
                Door("/assemblees", "Assemblées", "préparer, convoquer, recueillir les réponses"),
                Door("/engagements", "Engagements", "ce que les assemblées ont décidé de faire, et où c’en est"),
            ]
        ),
        (
            "L’annuaire",
            [
                Door("/manquants", "Qui manque", "les organisations du territoire à rencontrer"),
                Door("/annuaire/nouvelle", "Inscrire une organisation", "une fiche nouvelle"),
                Door("/imports", "Imports", "un fichier d’organisations, avec aperçu"),
                Door("/doublons", "Doublons", "fiches d’ici qui se ressemblent"),
            ]
        ),
        (
            "Le pôle",
            [
                Door("/perimetre", "Périmètre", "les territoires couverts, à toute date"),
                Door("/presentation", "Présentation et contact", "ce que le public lit"),
            ]
        ),
    ]
    return doorGroups(groups.map { ($0.title, $0.doors.map { Door(path + $0.path, $0.label, $0.purpose) }) })
}

/// Doors in groups, each with its purpose; a group without doors is not shown.
func doorGroups(_ groups: [(title: String, doors: [Door])]) -> Markup {
    let sections: [Markup] = groups.filter { !$0.doors.isEmpty }.map { group in
        let items: [Markup] = group.doors.map {
            "<li><a href=\"\($0.path)\">\($0.label)</a> <span>\($0.purpose)</span></li>"
        }
        return "<section><h2>\(group.title)</h2><ul>\(items)</ul></section>"
    }
    return "<div class=\"travaux\">\(sections)</div>"
}
