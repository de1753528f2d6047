import Domain
import Markup

/// `/annuaire/{slug}/proposition`: anybody's correction, read by somebody before it shows.
func proposalPage(_ record: RecordForm, _ state: FormState, token: String) -> PageContent {
    PageContent(
        title: "Proposer une correction", section: .directory,
        breadcrumbs: [Crumb("Annuaire", "/annuaire"), Crumb(record.sheet[.name], "/annuaire/" + record.slug)],
        body: """
            \(heading("Proposer une correction", "Pour la fiche de \(record.sheet[.name]). Changez ce qui est faux : un pôle ou l’animation du réseau lira votre proposition avant qu’elle ne paraisse."))
            <p class="actions"><a href="/annuaire/\(record.slug)/acces">Vous êtes cette organisation ?</a></p>
            \(form("/annuaire/\(record.slug)/proposition", token: token, state: state, """
            \(recordFields(record, record.choices, state))\(senderFields(state))
            <p class="actions"><button>Envoyer la proposition</button> <a href="/annuaire/\(record.slug)">Annuler</a></p>
            """))
            """, isPrivate: true, isNarrow: true)
}

/// What a stranger may add to a proposal; all of it is forgotten with the decision.
func senderFields(_ state: FormState) -> Markup {
    """
    <fieldset class="groupe"><legend>De votre part</legend>
    \(textArea("message", "Un mot pour qui lira", state, hint: "D’où vous le savez, ce qui n’entre dans aucun champ. Facultatif.", rows: 3, maximum: 2000))
    \(textField("repondre", "Adresse pour vous répondre", state, hint: "Facultative. Elle ne sert qu’à vous dire ce qui est décidé, puis elle est effacée.", type: "email", autocomplete: "email", maximum: 254))
    \(decoy())</fieldset>
    """
}

func proposalThanksPage() -> PageContent {
    PageContent(
        title: "Merci",
        body: """
            \(heading("Merci", "Votre proposition est transmise. Elle paraîtra quand quelqu’un l’aura lue et retenue ; si vous avez laissé une adresse, vous saurez ce qui est décidé."))
            <p class="actions"><a class="bouton" href="/annuaire">Retour à l’annuaire</a></p>
            """, isPrivate: true, isNarrow: true)
}

/// `/annuaire/{slug}/participation`: the hub approves before anything shows.
func participationPage(_ record: RecordForm, hubs: [Hub], _ state: FormState, token: String) -> PageContent {
    let options = [(value: "", label: "— choisir —")] + hubs.map { (value: $0.id.description, label: $0.name) }
    return PageContent(
        title: "Prendre part à un pôle", section: .directory,
        breadcrumbs: [Crumb("Annuaire", "/annuaire"), Crumb(record.sheet[.name], "/annuaire/" + record.slug)],
        body: """
            \(heading("Prendre part à un pôle", "\(record.sheet[.name]) paraîtra parmi les organisations du pôle quand celui-ci l’aura approuvé. Pour adhérer, avec la charte et une voix, passez par la page du pôle."))
            \(form("/annuaire/\(record.slug)/participation", token: token, state: state, """
            \(selectField("pole", "Pôle", state, options: options, isRequired: true))
            \(textField("depuis", "Depuis le", state, hint: "Un jour : 2026-01-15.", isRequired: true, maximum: 10))
            \(textArea("message", "Un mot pour le pôle", state, hint: "Ce que vous y apportez, ce que vous en attendez. Facultatif.", maximum: 2000))
            <p class="actions"><button>Demander</button> <a href="/annuaire/\(record.slug)">Annuler</a></p>
            """))
            """, isPrivate: true, isNarrow: true)
}
