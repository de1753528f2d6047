import Domain
import Markup

/// `…/scrutateurs`: those who will open the urns of an assembly make their key, and show that it opens.
func assemblyTellersPage(
    _ assembly: Assembly, slug: String, _ tellers: AssemblyTellers?, _ state: FormState, token: String
) -> PageContent {
    let path = "/poles/\(slug)/pilotage/assemblees/\(assembly.id)"
    return PageContent(
        title: "Scrutateurs", section: .hubs,
        breadcrumbs: [
            Crumb("Pôles", "/poles"), Crumb("Pilotage", "/poles/\(slug)/pilotage"), Crumb(assembly.title, path),
        ],
        body: """
            \(heading("Les scrutateurs de l’assemblée", "Un scrutin secret en ligne arrive chiffré. Seuls les scrutateurs, à plusieurs, ouvrent l’urne : le serveur n’a pas leur clé. Une clé sert pour tous les votes secrets de cette assemblée."))
            \(readiness(tellers))
            \(tellerSteps(tellers, name: assembly.title, path: path + "/scrutateurs", state, token: token))
            <section><h2>Ce que ce secret vaut</h2>\(secretPromise())</section>
            <p class="actions"><a class="bouton second" href="\(path)">Revenir à l’assemblée</a></p>
            """, isPrivate: true, isNarrow: true)
}

private func readiness(_ tellers: AssemblyTellers?) -> Markup {
    guard let tellers else {
        return notice(.information, "<p>Aucune clé n’est déposée : les votes secrets se tiennent sur papier.</p>")
    }
    guard tellers.isReady else {
        return notice(.warning, "<p>La clé est là ; il reste à ouvrir l’urne d’essai.</p>")
    }
    return notice(.done, "<p>Les scrutateurs sont prêts : un vote secret peut s’ouvrir en ligne.</p>")
}

private func tellerSteps(
    _ tellers: AssemblyTellers?, name: String, path: String, _ state: FormState, token: String
) -> Markup {
    let deposit: Markup = """
        <p>Sur la machine d’un scrutateur, hors du serveur :</p><pre class="exemple">maillage scrutateur cle --scrutateurs 3 --seuil 2 --nom "\(name.replacing("\"", with: ""))" cle-de-l-assemblee</pre>
        <p>Chaque scrutateur emporte sa part ; seule la clé publique vient ici.</p>
        \(form("\(path)/cle", token: token, state: tellers == nil ? state : FormState(), hasFile: true, "\(fileField("cle", "Fichier cle-publique.json", state))<p class=\"actions\"><button>Déposer la clé publique</button></p>"))
        """
    guard let tellers else { return "<section><h2>Déposer la clé</h2>\(deposit)</section>" }
    let shares: [Markup] = (1...max(1, tellers.key.count)).map { number in
        "<li>part n° \(number) : \(tellers.tried.contains(number) ? "essayée" : "pas encore essayée")</li>"
    }
    return """
        <section><h2>La clé</h2><p>\(French.count(tellers.key.count, "scrutateur", "scrutateurs")), il en faut \(tellers.key.threshold) pour ouvrir une urne. Empreinte de la clé : <code>\(tellers.key.fingerprint)</code></p><ul>\(shares)</ul></section>
        <section><h2>L’urne d’essai</h2><p>Ouvrez-la ensemble : elle montre que vos parts fonctionnent avant que quiconque ait voté.</p>
        <p class="actions"><a class="bouton second" href="\(path)/essai.json" download>Télécharger l’urne d’essai</a></p>
        <pre class="exemple">maillage scrutateur ouvrir essai.json part-1.json part-2.json --sortie essai-ouvert.json</pre>
        \(form("\(path)/essai", token: token, state: state, hasFile: true, "\(fileField("liste", "Fichier essai-ouvert.json", state))<p class=\"actions\"><button>Déposer l’essai</button></p>"))
        <details><summary>Remplacer la clé</summary>\(deposit)</details></section>
        """
}
