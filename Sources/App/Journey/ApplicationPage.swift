import Domain
import Markup

/// `/poles/{slug}/recrutements/{id}/candidature`
func applicationFormPage(
    _ view: RecruitmentView, _ state: FormState, maximumUpload: Int, token: String
) -> PageContent {
    let hint: Markup = "Facultatif. PDF de préférence, \(maximumUpload / 1_000_000) Mo au plus."
    return PageContent(
        title: "Se porter candidat·e", section: .hubs,
        breadcrumbs: [
            Crumb("Pôles", "/poles"), Crumb(view.hub.name, "/poles/" + view.hub.slug),
            Crumb(view.post.title, view.publicPath),
        ],
        body: """
            \(heading("Se porter candidat·e", "\(view.post.title), \(view.hub.name)."))
            \(notice(.information, "<p>Le jury seul lit ce que vous envoyez, d’après les critères de l’annonce. N’écrivez rien sur votre âge, votre santé, votre famille, vos opinions : rien de cela ne compte. \(sentence: ApplicationRetention(months: view.post.retention ?? ApplicationRetention.customary).sentence)</p>"))
            \(form(view.publicPath + "/candidature", token: token, state: state, hasFile: true, """
            \(textField("nom", "Votre nom", state, isRequired: true, autocomplete: "name", maximum: 100))
            \(textField("courriel", "Votre adresse électronique", state, hint: "Un accusé de réception y part, avec le lien pour suivre.", type: "email", isRequired: true, autocomplete: "email", maximum: 254))
            \(textField("telephone", "Téléphone", state, hint: "Facultatif.", type: "tel", autocomplete: "tel", maximum: 40))
            \(textArea("message", "Pourquoi ce poste, et ce que vous y apporteriez", state, hint: "Quelques mots suffisent si vous joignez une lettre.", rows: 8))
            \(fileField("cv", "Parcours", state, hint: hint))
            \(fileField("lettre", "Lettre", state, hint: hint))
            \(decoy())
            <p class="actions"><button>Envoyer ma candidature</button> <a href="\(view.publicPath)">Annuler</a></p>
            """))
            """, isPrivate: true, isNarrow: true)
}

func applicationSentencePage(_ title: String, _ lead: String) -> PageContent {
    PageContent(
        title: title, section: .hubs, breadcrumbs: [Crumb("Pôles", "/poles")],
        body: "\(heading("\(title)", "\(lead)"))<p><a href=\"/poles\">Les pôles</a></p>", isPrivate: true,
        isNarrow: true)
}

func applicationThanksPage() -> PageContent {
    applicationSentencePage(
        "C’est bien arrivé",
        "Merci. Un accusé de réception part à votre adresse : gardez son lien, il permet de suivre, d’emporter et d’effacer votre candidature."
    )
}

/// `/candidature?cle=`: what is kept, where it stands, and how to take it away or erase it.
func applicationFollowPage(
    _ hub: Hub, _ post: Recruitment, _ application: JobApplication, key: String, token: String
) -> PageContent {
    let papers: [Markup] = application.papers.map {
        "<li><a href=\"/candidature/pieces/\($0.id)?cle=\(key)\">\($0.name)</a></li>"
    }
    let answered: Markup? = application.answeredOn.map { ", \(time($0))" }
    let message: Markup? =
        application.message.isEmpty ? nil : "<h3>Votre message</h3>\(paragraphs(application.message))"
    return PageContent(
        title: "Votre candidature", section: .hubs,
        breadcrumbs: [Crumb("Pôles", "/poles"), Crumb(hub.name, "/poles/" + hub.slug)],
        body: """
            \(heading("Votre candidature", "\(post.title), \(hub.name) : <strong>\(application.stage.label)</strong>\(answered)."))
            \(notice(.information, "<p>Tout ce qui suit sera effacé au plus tard le <strong>\(time(application.eraseOn))</strong>.</p>"))
            <section><h2>Ce qui est gardé</h2><dl class="definitions"><dt>Nom</dt><dd>\(application.name)</dd><dt>Adresse</dt><dd>\(application.address)</dd><dt>Téléphone</dt><dd>\(application.phone.isEmpty ? "—" : application.phone)</dd><dt>Reçue</dt><dd>\(time(application.receivedOn))</dd></dl>\(message)
            \(papers.isEmpty ? nil : "<h3>Vos documents</h3><ul>\(papers)</ul>" as Markup)
            \(exports([("JSON, avec les notes du jury", "/candidature/donnees.json?cle=\(key)")]))</section>
            <section><h2>Tout effacer</h2><form method="post" action="/candidature/retrait">\(tokenField(token))<input type="hidden" name="cle" value="\(key)"><p>Votre candidature est retirée et rien n’en reste.</p><button class="danger">Retirer et effacer</button></form></section>
            """, isPrivate: true, isNarrow: true)
}
