import Domain
import Markup

/// `/reseau/pilotage/reglages`
func settingPage(_ state: FormState, isDone: Bool, token: String) -> PageContent {
    PageContent(
        title: "Réglages", section: .network, breadcrumbs: deskCrumbs,
        body: """
            \(heading("Réglages", "Ce que la loi demande d’afficher dans les <a href=\"/mentions-legales\">mentions légales</a>."))
            \(isDone ? notice(.done, "<p>C’est enregistré.</p>") : nil)
            \(form("/reseau/pilotage/reglages", token: token, state: state, """
            \(textArea("editeur", "Qui publie ce site", state, hint: "Nom ou raison sociale, adresse, direction de la publication.", maximum: 1000))
            \(textArea("hebergeur", "Qui l’héberge", state, hint: "Nom, adresse, téléphone.", maximum: 1000))
            \(textArea("contact", "Comment joindre le réseau", state, hint: "Une adresse de fonction, un téléphone. Jamais l’adresse d’une personne.", rows: 2, maximum: 1000))
            <p class="actions"><button>Enregistrer</button></p>
            """))
            """, isPrivate: true, isNarrow: true)
}

/// `/mentions-legales`; what is not filled in is said to be so.
func legalPage(_ legal: LegalSettings) -> PageContent {
    func part(_ title: Markup, _ text: String) -> Markup {
        let content: Markup =
            text.isEmpty ? "<p>Le réseau qui a installé ce site ne l’a pas encore indiqué.</p>" : paragraphs(text)
        return "<h2>\(title)</h2>\(content)"
    }
    return PageContent(
        title: "Mentions légales",
        body: """
            \(heading("Mentions légales"))<div class="prose">
            \(part("Qui publie ce site", legal.publisher))\(part("Qui l’héberge", legal.host))\(part("Contact", legal.contact))
            <h2>Logiciel et données</h2><p>Maillage est un logiciel libre, sous licence GNU AGPL version 3.</p>
            <p>Les faits montrés ici portent chacun leur source. Les territoires et leurs codes viennent de l’Insee (Licence Ouverte 2.0) et de la Région ; la carte d’origine est un dessin schématique propre au logiciel.</p></div>
            """, isNarrow: true)
}
