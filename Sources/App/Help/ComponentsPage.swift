import Domain
import Markup

/// `/aide/composants`: every piece that pages are made of, on one page.
func componentsPage(_ view: SituationView) -> PageContent {
    let statuses: [Markup] = Status.allCases.map { "<li>\(badge($0))</li>" }
    let certainties: [Markup] = Certainty.allCases.map { "<li>\(certaintyMark($0)) \($0.explanation)</li>" }
    let refused = FormState(
        values: ["exemple": "12/2009"],
        errors: [
            Refused(
                "« 12/2009 » n’est pas une date : écrivez une année (2009), un mois (2009-06) ou un jour (2009-06-12).",
                field: "exemple")
        ])
    let rows: [Markup] = [
        "<tr><th scope=\"row\">Pays de Morlaix</th><td data-titre=\"Habitants\" class=\"nombre\">130 880</td></tr>",
        "<tr><th scope=\"row\">Pays de Redon</th><td data-titre=\"Habitants\" class=\"nombre\">45 833</td></tr>",
    ]
    let sorting = Sorting("nom", among: ["nom", "habitants"])
    return PageContent(
        title: "Composants", breadcrumbs: [Crumb("Aide", "/aide")],
        body: """
            \(heading("Composants", "Les pièces dont les pages sont faites, toutes sur une page."))
            <h2>Statuts et certitudes</h2><ul>\(statuses)</ul><ul>\(certainties)</ul>
            <h2>Chiffres</h2>\(figures([Figure("21", "territoires"), Figure("4 <small>sur 21</small>", "pôles créés"), Figure("\(French.percent(tenths: 135))", "de l’emploi")]))
            <h2>Avis</h2>\(notice(.information, "<p>Une information.</p>"))\(notice(.warning, "<p>Une mise en garde.</p>"))<div class="avis fait"><p>Une chose faite.</p></div><div class="avis refus"><p>Un refus, qui dit que faire.</p></div>
            <h2>Constats d’une règle</h2>\(findingList([Finding(.met, "Le périmètre est défini.", principle: "R10"), Finding(.missing, "2 organisations engagées : il en faut au moins 3.", principle: "R8"), Finding(.unknown, "Le mode de gouvernance n’est pas renseigné.", principle: "R13")]))
            <h2>Carte et légende</h2>\(map(view))\(legend(view.situation))
            <h2>Temps</h2>\(timeControl(view, path: "/situation"))
            <h2>Chronologie</h2>\(chronology(Array(view.facts.milestones.filter { $0.subject == .network }.prefix(3)), until: nil, subject: view.subject))
            \(table(caption: "Tableau, triable par ses titres", id: "exemple-tableau", columns: [Column("Territoire", key: "nom"), Column("Habitants", key: "habitants", isNumeric: true)], rows: rows, sorting: sorting) { "/aide/composants?tri=\($0)" })
            \(exports([("CSV", "/situation.csv"), ("JSON", "/situation.json")]))
            <h2>Formulaire</h2><form method="get" action="/aide/composants">\(textField("exemple", "Une date", refused, hint: "2009, 2009-06 ou 2009-06-12."))\(textArea("recit", "Récit", FormState()))\
            \(selectField("choix", "Choix", FormState(), options: [(value: "a", label: "Premier"), (value: "b", label: "Second")]))\
            \(radioGroup("certitude", "À quel point est-ce sûr ?", FormState(values: ["certitude": "etabli"]), options: [(value: "etabli", label: "établi"), (value: "deduit", label: "déduit")]))\
            \(checkbox("accord", "J’ai lu la charte", FormState()))<p class="actions"><button>Enregistrer</button> <button type="reset" class="second">Effacer</button></p></form>
            <h2>État vide</h2>\(emptyState("Rien n’est encore enregistré.", "Ce qui paraîtra ici, et comment le faire venir."))
            <h2>Cartons</h2><ul class="cartons">\(card("Réso Solidaire", path: "/poles/reso-solidaire", "<p>\(badge(.created))</p><p>Rennes</p>"))</ul>
            \(pagination(page: 2, total: 250, size: 100) { "/aide/composants?page=\($0)" })
            """)
}
