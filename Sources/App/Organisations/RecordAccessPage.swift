import Domain
import Markup

/// `/annuaire/{slug}/acces`: « Vous êtes cette organisation ? » The page does not tell whether the record has an address.
func accessPage(_ slug: String, _ name: String, _ state: FormState, done: String, token: String) -> PageContent {
    let told: Markup? =
        switch done {
        case "lien":
            notice(
                .done,
                "<p>Si cette fiche a une adresse électronique, un lien vient de lui être envoyé. Rien après quelques minutes ? Regardez parmi les indésirables, ou faites la demande ci-dessous.</p>"
            )
        case "demande":
            notice(
                .done,
                "<p>Votre demande est transmise à qui tient l’annuaire. La réponse viendra à l’adresse que vous avez donnée.</p>"
            )
        default: nil
        }
    return PageContent(
        title: "Vous êtes cette organisation ?", section: .directory,
        breadcrumbs: [Crumb("Annuaire", "/annuaire"), Crumb(name, "/annuaire/" + slug)],
        body: """
            \(heading("Vous êtes \(name) ?", "Une organisation tient elle-même sa fiche, sans compte ni mot de passe."))\(told)
            <h2>Recevoir un lien de correction</h2>
            <p>Le lien part à l’adresse électronique de la fiche, et à aucune autre. Il ouvre la fiche pendant trois jours.</p>
            \(form("/annuaire/\(slug)/acces", token: token, "<p class=\"actions\"><button>Envoyer le lien</button></p>"))
            <h2>La fiche n’a pas votre adresse ?</h2>
            <p>Dites qui vous êtes et comment le vérifier. Un pôle ou l’animation du réseau vous répond ; votre adresse devient alors celle de la fiche, donc publique.</p>
            \(form("/annuaire/\(slug)/reclamation", token: token, state: state, """
            \(textField("nom-personne", "Votre nom", state, isRequired: true, autocomplete: "name", maximum: 100))
            \(textField("role", "Votre rôle dans l’organisation", state, hint: "Par exemple : présidente, salarié, bénévole chargée du site.", isRequired: true, maximum: 100))
            \(mailField("courriel", "L’adresse électronique de l’organisation", state, hint: "Une adresse de fonction, comme contact@structure.example.org."))
            \(textArea("verification", "Comment le vérifier", state, hint: "Un numéro à rappeler, une page du site qui cite l’adresse… Ce mot est effacé dès la décision.", isRequired: true, maximum: 2000))
            \(decoy())<p class="actions"><button>Demander la fiche</button></p>
            """))
            """, isPrivate: true, isNarrow: true)
}

/// A field that people neither see nor reach: what fills it is a machine.
func decoy() -> Markup {
    """
    <p class="invisible" aria-hidden="true"><label for="site-web-2">Laissez ce champ vide</label><input id="site-web-2" name="site-web-2" tabindex="-1" autocomplete="off"></p>
    """
}

func recordThanksPage() -> PageContent {
    PageContent(
        title: "Merci",
        body: """
            \(heading("Merci", "Votre fiche est à jour. Le lien a servi : pour corriger encore, redemandez-en un depuis la fiche."))
            <p class="actions"><a class="bouton" href="/annuaire">Voir l’annuaire</a></p>
            """, isPrivate: true, isNarrow: true)
}

func deadRecordLinkPage(_ refusal: any Refusal) -> PageContent {
    PageContent(
        title: "Ce lien ne sert plus",
        body: """
            \(heading("Ce lien ne sert plus", "\(sentence: refusal.sentence)"))
            <p>Un autre se demande depuis la fiche : cherchez l’organisation, puis « Vous êtes cette organisation ? ».</p>
            <p class="actions"><a class="bouton" href="/annuaire">Chercher la fiche</a></p>
            """, isPrivate: true, isNarrow: true)
}

/// One button, because robots that check mail follow links but press no button.
func reminderRefusalPage(_ name: String, key: String, token: String) -> PageContent {
    PageContent(
        title: "Ne plus recevoir de rappels",
        body: """
            \(heading("Ne plus recevoir de rappels", "Au sujet de la fiche de \(name). La fiche reste dans l’annuaire."))
            \(form("/fiche/rappels", token: token, "<input type=\"hidden\" name=\"cle\" value=\"\(key)\"><p class=\"actions\"><button>Ne plus m’écrire</button></p>"))
            """, isPrivate: true, isNarrow: true)
}

func remindersStoppedPage() -> PageContent {
    PageContent(
        title: "C’est noté",
        body: "\(heading("C’est noté", "Plus aucun rappel ne partira à cette adresse au sujet de cette fiche."))",
        isPrivate: true, isNarrow: true)
}
