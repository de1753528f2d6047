import Domain
import Markup

/// `/observatoire/methode`: what is counted, how, what is kept secret and why, what each file says.
func observatoryMethodPage(_ rule: SecrecyRule, _ vintages: [Vintage]) -> PageContent {
    let list: [Markup] = vintages.map { "<h3>\($0.month.french.capitalizedFirst)</h3>\(vintageSources($0))" }
    return PageContent(
        title: "Méthode de l’observatoire", section: .observatory, breadcrumbs: observatoryCrumbs,
        description: "Ce que l’observatoire compte, comment, et ce qu’il garde secret.",
        body: """
            \(heading("Méthode", "Ce que l’observatoire compte, d’où, comment, et ce qu’il garde secret."))
            <div class="prose">\(counting)\(comparing)\(secrecy(rule))\(publishing)</div>
            <section><h2>Millésimes</h2>\(list.isEmpty ? [noVintage] : list)</section>
            """, isNarrow: true)
}

private let counting: Markup = """
    <h2>Ce qui est compté</h2>
    <p>Les <strong>établissements actifs</strong> du répertoire Sirene de l’Insee, dans la commune où ils sont. Un établissement est un lieu : une association qui en a trois compte trois fois ; ses <strong>sièges</strong>, une fois par unité légale. Un <strong>employeur</strong> est un établissement que le répertoire dit tel.</p>
    <p>Est de l’ESS ce dont l’unité légale porte l’indication « économie sociale et solidaire » du répertoire ; quand il ne dit rien, sa forme juridique décide, sauf si son activité en est exclue. C’est le <a href="/annuaire/methode">périmètre du réseau</a>, daté : la version en vigueur au mois des fichiers. La famille vient de la forme juridique ; une SCOP inscrite comme SARL ou SAS y paraît donc parmi les sociétés.</p>
    <p>Les activités sont lues en NAF rév. 2 et en NAF 2025. Un code d’une nomenclature plus ancienne est compté, et dit « non lu » : les mêmes chiffres y désignent autre chose.</p>
    <p><strong>Sirene ne connaît pas les effectifs.</strong> Il en donne une tranche : un nombre d’emplois est donc toujours un encadrement, entre la somme des bornes basses et celle des bornes hautes. Les emplois et les salaires eux-mêmes ne sont montrés que d’après des sources qui les publient, au niveau où elles les publient.</p>
    <p>Les naissances viennent de la date de création ; les fermetures, du début de la dernière période de ce qui est fermé. Les années anciennes ne gardent que ce que le répertoire a gardé.</p>
    """

private let comparing: Markup = """
    <h2>Comparer</h2>
    <p>Tous les millésimes sont lus dans les mêmes limites, celles d’aujourd’hui ou du jour que l’on choisit : une commune fusionnée est comptée dans celle qui l’a reprise. Quand le périmètre de l’ESS ou les communes comptées changent d’un millésime à l’autre, la courbe s’interrompt et dit pourquoi.</p>
    <p>L’<strong>indice de spécialisation</strong> est une part d’ici divisée par la même part dans la région. Les parts sont des fractions exactes, arrondies seulement pour être écrites.</p>
    """

private func secrecy(_ rule: SecrecyRule) -> Markup {
    """
    <h2 id="secret">Le secret</h2>
    <p>Combien d’établissements, de quelle famille, avec quelle activité : le répertoire est public, et ces nombres le sont ici en entier. La <strong>taille d’un employeur</strong> est autre chose : un tableau qui en montre un ou deux dans une case la dit à qui les connaît. Dans les tableaux de tailles, une case est laissée en blanc (<abbr title="secret statistique">s</abbr>) :</p>
    <ul><li>quand elle compte moins de \(rule.least) employeurs, sans être vide ;</li>
    <li>quand un seul employeur pourrait réunir plus de \(rule.dominance)\u{202F}% des emplois de sa ligne, lui au plus haut de sa tranche et tous les autres au plus bas ;</li>
    <li>quand il le faut pour qu’aucune des premières ne se retrouve par soustraction.</li></ul>
    <p>Le dernier point est vérifié comme le ferait quelqu’un qui a tous les tableaux : ceux de la région, des départements, des Pays et des intercommunalités ensemble, par encadrements successifs et en combinant leurs sommes. Ce qu’un grand territoire contient hors de ses parties, et ce que deux territoires ont en commun, est protégé aussi. Une case laissée en blanc un mois le reste les mois suivants : il manque donc les mêmes à deux millésimes mis côte à côte, qui ne disent rien de plus qu’un seul. Les communes n’ont pas de tableau de tailles, et les tailles ne sont montrées que dans les limites d’aujourd’hui. Les encadrements d’emplois ne sont calculés que sur ce qui est montré : ils n’apprennent rien de plus.</p>
    <p>Les <strong>plus grands employeurs</strong> ne viennent pas de ces tableaux mais de l’annuaire : des organisations dont la fiche est publique, que le répertoire diffuse en entier, avec leur tranche et jamais un nombre.</p>
    <p>Ces deux seuils sont décidés par le réseau, datés, et se changent dans ses réglages.</p>
    """
}

private let publishing: Markup = """
    <h2>Chiffres publiés par d’autres</h2>
    <p><code>maillage importer chiffres FICHIER</code> lit un CSV d’une ligne par chiffre. Colonnes nécessaires : <code>territoire</code> (la fin de son adresse, comme pays-de-brest), <code>indicateur</code> (etablissements, salaries, part-emploi en pour cent, masse-salariale en euros), <code>annee</code>, <code>valeur</code>, <code>source</code>. Facultatives : <code>perimetre</code>, <code>licence</code>, <code>adresse</code>, <code>publication</code>, <code>famille</code>, <code>secteur</code> et <code>taille</code> (tels que la source les nomme : les chiffres se croisent alors en un tableau), <code>note</code>, <code>rupture</code> (pourquoi il ne se compare pas à l’année d’avant). Une valeur « s » est un secret gardé par la source. Une ligne refusée est dite avec sa colonne et la raison ; les autres sont gardées. Un fichier d’une ligne par département (<code>departement</code>, <code>poids_es_2014_pct</code>…) est lu aussi ; il ne dit pas sa source : <code>--source</code> la donne.</p>
    <p>Les séries de sources différentes (CLAP, FLORES, URSSAF…) ne mesurent pas la même chose : elles ne sont jamais mises bout à bout. Un chiffre n’est montré que pour le territoire où il a été publié.</p>
    """
