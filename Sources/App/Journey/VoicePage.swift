import Domain
import Markup

/// `/poles/{slug}/demarche/voix`: follow, join, want.
func voiceFormPage(_ hub: Hub, _ state: FormState, token: String) -> PageContent {
    let path = "/poles/\(hub.slug)/demarche"
    let kinds: [(value: String, label: Markup)] = [
        (VoiceKind.follow.rawValue, "<strong>Suivre</strong> : recevoir les nouvelles de la démarche"),
        (VoiceKind.join.rawValue, "<strong>Rejoindre le noyau</strong> : quelqu’un qui pilote vous rappelle"),
        (
            VoiceKind.want.rawValue,
            "<strong>Dire que je veux un pôle ici</strong> : votre voix compte, votre nom n’est pas montré"
        ),
    ]
    return PageContent(
        title: "Suivre ou rejoindre", section: .hubs,
        breadcrumbs: [
            Crumb("Pôles", "/poles"), Crumb(hub.name, "/poles/" + hub.slug), Crumb("Où en sommes-nous", path),
        ],
        body: """
            \(heading("Suivre ou rejoindre", "\(hub.name). Un message part à votre adresse : rien n’est gardé avant que vous ayez suivi son lien."))
            \(form(path + "/voix", token: token, state: state, """
            \(radioGroup("sorte", "Ce que vous voulez", state, options: kinds))
            \(textField("courriel", "Votre adresse électronique", state, hint: "Elle n’est montrée qu’aux personnes qui pilotent la démarche.", type: "email", isRequired: true, autocomplete: "email", maximum: 254))
            \(textField("nom", "Votre nom", state, hint: "Demandé pour rejoindre le noyau.", autocomplete: "name", maximum: 120))
            \(textField("organisation", "Votre organisation", state, hint: "Facultatif.", autocomplete: "organization"))
            \(textArea("message", "Quelques mots", state, hint: "Facultatif.", maximum: 1000))
            <p class="actions"><button>Envoyer</button> <a href="\(path)">Annuler</a></p>
            """))
            """, isPrivate: true, isNarrow: true)
}

/// One sentence, what it is for, and the way back.
func voiceSentencePage(_ title: String, _ lead: String, _ action: Markup? = nil, _ state: FormState = FormState())
    -> PageContent
{
    PageContent(
        title: title, section: .journey, breadcrumbs: [Crumb("Créer un pôle", "/demarche")],
        body: """
            \(heading("\(title)", lead.isEmpty ? nil : "\(lead)"))\(errorSummary(state))\(action)<p><a href="/demarche">Les démarches en cours</a></p>
            """, isPrivate: true, isNarrow: true)
}

func voiceConfirmedPage(_ slug: String) -> PageContent {
    voiceSentencePage(
        "C’est confirmé", "Merci. Vous pourrez le retirer par le lien du même message.",
        "<p class=\"actions\"><a class=\"bouton\" href=\"/poles/\(slug)/demarche\">Où en est la démarche</a></p>")
}

/// `/poles/{slug}/pilotage/demarche/voix`: who follows, who would join; news to them.
func voiceListPage(_ view: JourneyView, _ state: FormState, token: String) -> PageContent {
    let rows: [Markup] = view.voices.map { voice in
        let mail: Markup =
            WebLink.mail(voice.address).map { "<a href=\"\($0)\">\(voice.address)</a>" } ?? "\(voice.address)"
        return """
            <tr><th scope="row">\(voice.kind.label)</th><td data-titre="Qui">\(voice.name.isEmpty ? "—" : voice.name)</td><td data-titre="Organisation">\(voice.organisation.isEmpty ? "—" : voice.organisation)</td>\
            <td data-titre="Adresse">\(mail)</td><td data-titre="Message">\(voice.message.isEmpty ? "—" : voice.message)</td></tr>
            """
    }
    let list: Markup =
        rows.isEmpty
        ? emptyState(
            "Personne ne s’est encore annoncé.", "La page publique de la démarche y invite : partagez son adresse.")
        : table(
            caption: "Voix confirmées par leur adresse", id: "voix",
            columns: ["Ce qu’elle dit", "Qui", "Organisation", "Adresse", "Message"].map { Column($0) }, rows: rows)
    let followers = view.voices.count { $0.kind == .follow }
    let news: [Markup] = view.news.map { "<li><strong>\($0.title)</strong>, \(moment($0.publishedAt))</li>" }
    return PageContent(
        title: "Ceux qui suivent", section: .hubs, breadcrumbs: journeyCrumbs(view, Crumb("Démarche", view.desk)),
        body: """
            \(heading("Ceux qui suivent : \(view.hub.name)", "Ces adresses ne servent qu’à cette démarche. Qui retire sa voix disparaît d’ici."))
            \(list)
            <section><h2>Donner des nouvelles</h2><p>Elles paraissent sur la page publique et partent à \(French.count(followers, "personne qui suit", "personnes qui suivent")).</p>
            \(form(view.desk + "/voix/nouvelles", token: token, state: state, """
            \(textField("titre", "Titre", state, isRequired: true, maximum: 150))
            \(textArea("texte", "Nouvelle", state, isRequired: true, rows: 6))
            <p class="actions"><button>Publier et envoyer</button></p>
            """))\(news.isEmpty ? nil : "<h3>Déjà publiées</h3><ul>\(news)</ul>" as Markup)</section>
            """, isPrivate: true)
}
