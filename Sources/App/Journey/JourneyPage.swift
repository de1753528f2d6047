import Domain
import Markup

/// `/demarche`: what a hub is and how one comes about, in our words, from sections 1 to 3 of the brochure.
func journeyPage(thresholds: NetworkThresholds, open: [HubLine]) -> PageContent {
    PageContent(
        title: "Créer un pôle", section: .journey,
        description:
            "Ce qu’est un pôle de développement de l’ESS et comment il naît, de l’initiative à l’assemblée constitutive.",
        body: """
            \(heading("Créer un pôle", "Un pôle naît quand des acteurs différents d’un même territoire décident d’agir ensemble. Voici ce que c’est, et le chemin qui y mène."))
            <p class="actions"><a class="bouton" href="/demarche/initiatives/nouvelle">Ouvrir une initiative</a> <a href="/situation">Voir où en sont les autres territoires</a></p>
            \(why)\(what)\(path(thresholds))\(openInitiatives(open))
            """)
}

private let why: Markup = """
    <section class="prose"><h2>Pourquoi</h2>
    <p>L’économie sociale et solidaire est bien organisée par métier et par famille : fédérations, unions, têtes de réseau. Sur un territoire, ses organisations se connaissent moins. Un pôle les relie, tous secteurs mêlés : de ces rencontres naissent des projets communs, des activités, des emplois.</p>
    <p>Deux légitimités s’y rencontrent. Les acteurs de l’ESS décident ; les pouvoirs publics soutiennent, peuvent lancer l’idée, financer, siéger à titre consultatif.</p></section>
    """

private let what: Markup = """
    <section class="prose"><h2>Ce qu’est un pôle</h2>
    <ul>
    <li><strong>Un regroupement voulu.</strong> Il n’existe que par la volonté d’organisations diverses : associations, coopératives, mutuelles, fondations, entreprises de l’ESS.</li>
    <li><strong>Sur un territoire cohérent.</strong> Assez grand pour peser, assez proche pour se voir : le Pays d’abord ; plusieurs Pays ou des intercommunalités si les acteurs le choisissent.</li>
    <li><strong>Gouverné ensemble.</strong> Jamais par une seule structure, ni par trop peu. La gestion peut être confiée à une organisation de l’ESS du territoire qui l’accepte et l’inscrit dans ses statuts.</li>
    <li><strong>En complément.</strong> Il ne va pas là où d’autres sont déjà : il fait avec eux.</li>
    </ul>
    <h3>Cinq fonctions, dosées par chaque pôle</h3>
    <ol><li>Élaborer des stratégies pour l’ESS et pour le territoire.</li><li>Rendre visible ce que font ses acteurs.</li><li>Soutenir la création et le développement d’activités.</li><li>Favoriser les projets menés à plusieurs.</li><li>Représenter l’ESS du territoire.</li></ol></section>
    """

private func path(_ thresholds: NetworkThresholds) -> Markup {
    """
    <section><h2>Le chemin</h2><ol class="etapes">
    <li><h3>L’initiative</h3><p>Un ou plusieurs acteurs, une collectivité, un Pays lancent l’idée. Sur la carte : \(badge(.organising)).</p></li>
    <li><h3>Le noyau et la préfiguration</h3><p>Au moins \(thresholds.coreOrganisations) organisations d’au moins \(thresholds.families) familles pilotent six chantiers : élargir le noyau, vérifier l’intérêt des acteurs, choisir les fonctions et les premières actions d’après un diagnostic, décider de la gouvernance et de la gestion, nouer les partenariats, bâtir l’architecture financière. Une étude peut y aider, portée par le Pays ou des acteurs. Sur la carte : \(badge(.prefiguration)).</p></li>
    <li><h3>Le lancement</h3><p>Au moins \(thresholds.foundingOrganisations) organisations valident le projet et l’organisation lors d’une assemblée constitutive. Sur la carte : \(badge(.created)).</p></li>
    <li><h3>La vie du pôle</h3><p>Une personne est embauchée pour conduire le plan d’actions, et le pôle rejoint le réseau régional.</p></li>
    </ol><p class="indice">Ces seuils sont fixés par le réseau, datés et motivés. Un passage qui ne les remplit pas peut être enregistré par la personne qui anime le réseau, avec un motif écrit et public.</p></section>
    """
}

private func openInitiatives(_ open: [HubLine]) -> Markup {
    let items: [Markup] = open.map { line in
        card(
            "\(line.hub.name)", path: "/poles/" + line.hub.slug,
            "<p>\(badge(line.standing.status))</p><p>\(French.list(line.territories))</p>")
    }
    let list: Markup =
        items.isEmpty
        ? emptyState("Aucune démarche n’est en cours.", "La prochaine est peut-être la vôtre.")
        : "<ul class=\"cartons\">\(items)</ul>"
    return
        "<section><h2>Démarches en cours</h2><p>Avant d’en ouvrir une, voyez si vous pouvez en rejoindre une.</p>\(list)</section>"
}
