import Domain
import Markup

/// Pages of prose, the same for everybody.
enum Prose: String, CaseIterable {
    case help = "/aide"
    case accessibility = "/accessibilite"
    case privacy = "/confidentialite"

    var page: PageContent {
        switch self {
        case .help: prosePage("Aide", helpText)
        case .accessibility: prosePage("Accessibilité", accessibilityText)
        case .privacy: prosePage("Confidentialité", privacyText)
        }
    }
}

private func prosePage(_ title: String, _ text: Markup) -> PageContent {
    PageContent(title: title, body: "\(heading("\(title)"))<div class=\"prose\">\(text)</div>", isNarrow: true)
}

private let helpText: Markup = """
    <h2>Lire la carte</h2><p>Chaque territoire porte une couleur et un motif, expliqués sous la carte. Sur un petit écran, un numéro remplace le nom ; la liste, plus bas, donne les deux. Choisissez une date : la carte, les chiffres et la liste la suivent.</p>
    <h2>À quel point c’est sûr</h2><p>Chaque fait dit d’où il vient. <strong>Établi</strong> : une source datée le dit. <strong>Déduit</strong> : cela suit de ce que dit une source. <strong>Rapporté</strong> : quelqu’un le dit, sans document. <strong>Inconnu</strong> : rien ne permet de le dire ; on ne devine pas.</p>
    <p>Une date n’est jamais plus précise que sa source. Ce qui est daté d’un mois compte à partir du dernier jour de ce mois.</p>
    <h2>Enregistrer et corriger</h2><p>Connectez-vous, ouvrez la page du pôle, puis « Piloter ce pôle ». Un jalon se corrige par un autre : l’ancien reste dans l’historique, avec votre motif. Quand une étape manque de fondement, le programme dit ce qui manque.</p>
    <h2>Chercher dans l’annuaire</h2><p>Tapez comme cela vient : sans accents, au pluriel, un sigle, une commune, un code postal, un SIRET. Chaque filtre dit combien il laisserait d’organisations ; l’adresse de la page garde la recherche, on peut l’envoyer. <a href="/annuaire/methode">Pourquoi une organisation est dans l’annuaire</a>.</p>
    <h2>Corriger une fiche</h2><p>Au bas de chaque fiche : l’organisation demande un lien, envoyé à sa propre adresse ; tout le monde peut proposer une correction, que le pôle ou le réseau décide champ par champ. Rien ne s’efface : l’histoire de la fiche garde l’avant et l’après.</p>
    <h2>Importer, réunir des doublons</h2><p>Depuis le pilotage du pôle ou du réseau, « Imports » : le fichier est d’abord montré en tas (à créer, à modifier, ressemblant à une fiche, sans changement, refusé et pourquoi). On l’annule ensuite d’un bouton. Deux fiches d’une même organisation se réunissent côte à côte, et se séparent si l’on s’est trompé.</p>
    <h2>Mener une démarche</h2><p>Depuis le pilotage du pôle, « Où en sommes-nous » : le noyau, les six chantiers et leurs tâches, l’enquête, la matrice des besoins, le plan de financement, les partenaires. Le dossier de préfiguration s’écrit d’un bouton, à tout moment ; il nomme ce qui manque.</p>
    <h2>Réutiliser les données</h2><p>Tout ce qui est public se reprend par <a href="/api">l’interface ouverte</a>. La situation existe aussi en <a href="/situation.json">JSON</a>, <a href="/situation.csv">CSV</a>, <a href="/situation.geojson">GeoJSON</a> et <a href="/situation.svg">carte SVG</a>, à toute date : ajoutez <code>?au=2010-03-01</code> à l’adresse.</p>
    <h2>Les pièces dont les pages sont faites</h2><p><a href="/aide/composants">Toutes sur une page</a>.</p>
    """

private let accessibilityText: Markup = """
    <p>Ce site vise la conformité au RGAA et aux WCAG 2.1, niveau AA. Ses pages sont contrôlées par des outils automatiques à chaque version ; aucun audit par un tiers n’a encore été fait, on ne peut donc pas le dire « conforme ».</p>
    <ul><li>Tout se fait au clavier, et sans JavaScript.</li><li>La couleur n’est jamais le seul signe : des motifs et des mots l’accompagnent.</li><li>Chaque carte a sa liste, chaque formulaire dit ce qui ne va pas et où.</li><li>Les pages s’agrandissent à 400 % et se lisent sur un écran de 320 pixels.</li></ul>
    <p>Si quelque chose vous arrête, dites-le à la personne qui anime le réseau : elle vous donnera l’information autrement.</p>
    """

private let privacyText: Markup = """
    <p>On peut tout lire ici sans compte, sans témoin de connexion et sans être suivi : rien ne vient d’un autre site.</p>
    <h2>Si vous avez un compte</h2><ul><li>Sont gardés : votre nom, votre adresse électronique, vos rôles, vos connexions en cours, et ce que vous enregistrez. Les essais de connexion refusés sont comptés par heure, pendant 90 jours, sans ce qui a été écrit.</li><li>Votre nom paraît à côté de ce que vous enregistrez ; votre adresse ne paraît jamais.</li><li>Un témoin (cookie) sert à vous reconnaître ; il disparaît quand vous vous déconnectez. Un autre, posé par la page de connexion jusqu’à la fermeture du navigateur, protège ses formulaires.</li></ul>
    <h2>Si vous recevez les nouveautés d’une recherche</h2><p>Sont gardés : l’adresse que vous avez confirmée (ou votre compte), la recherche et le rythme, jusqu’à ce que vous y mettiez fin par le lien que porte chaque message, ou dans votre compte. Une adresse qui n’a pas confirmé est oubliée après deux jours.</p>
    <h2>Si vous suivez une démarche ou répondez à une enquête</h2><p>Ce que vous dites à une démarche (la suivre, la rejoindre, vouloir un pôle) n’est lu que par qui la pilote, et s’efface par le lien du message. Une réponse d’enquête est celle d’une organisation : elle n’est jamais montrée seule, ni quand on pourrait la déduire ; qui demande à être rappelé laisse son nom à part de ses réponses.</p>
    <h2>Si vous répondez à une annonce d’emploi</h2><p>Seules les personnes que le pôle nomme au jury lisent votre candidature ; ni la personne qui anime le réseau, ni celle qui tient la machine n’y ont de page. Le lien de l’accusé de réception vous la montre, avec les notes du jury, et l’efface. Après une réponse, elle s’efface au jour que le message vous dit, six mois par défaut, deux ans au plus. Vos documents ne sont dans aucune sauvegarde ; ce que vous avez écrit peut rester dans une copie de la base jusqu’à ce qu’elle soit remplacée, et s’efface si l’on s’en sert.</p>
    <h2>Si vous proposez quelque chose pour l’annuaire</h2><p>Votre mot, et l’adresse si vous en laissez une, ne sont lus que par qui décide. Ils sont effacés avec la décision, et au plus tard un an après. Une demande de fiche donne à celle-ci l’adresse de l’organisation, qui devient publique.</p>
    <h2>Vos droits</h2><p>Depuis <a href="/compte">votre compte</a>, vous pouvez tout emporter, corriger votre nom et votre adresse, et effacer votre compte. Après effacement, ce que vous avez enregistré reste public, et votre compte n’y est plus qu’un numéro. Si vous avez écrit votre nom dans un texte, le programme ne peut pas l’y reconnaître : demandez à la personne qui anime le réseau de corriger ce texte ; l’ancienne version reste dans l’historique.</p>
    """
