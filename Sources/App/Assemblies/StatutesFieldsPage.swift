import Domain
import Markup

/// What a chapter's form needs beside what was typed.
struct StatutesFields {
    let chapter: StatutesChapter
    let document: StatutesDocument
    let state: FormState

    /// The fields of the chapter, then the hub's own words.
    var markup: Markup {
        """
        \(chapterFields)
        \(textArea("precisions", "Précisions, avec vos mots", state, hint: "Paraît à la fin de l’article. Ce que vous ajoutez ici ne change aucun calcul.", rows: 3))
        \(wordings)
        <input type="hidden" name="lu" value="\(state["lu"])">
        <datalist id="parts"><option value="1/4"></option><option value="1/3"></option><option value="1/2"></option><option value="2/3"></option><option value="3/4"></option></datalist>
        """
    }

    private var chapterFields: Markup {
        if let kind = chapter.meeting { return meeting(kind) }
        switch chapter {
        case .identity: return identity
        case .management: return management
        case .members: return members
        case .electorate: return electorate
        case .convening: return convening
        case .proxies: return proxies
        case .secretBallot: return secretBallot
        case .bodies: return bodies
        case .caps: return caps
        case .ties: return ties
        case .founding, .ordinary, .extraordinary, .board, .bureau: return ""
        }
    }

    private var identity: Markup {
        """
        \(textField("nom", "Nom du pôle", state, isRequired: true))
        \(textArea("objet", "Objet : à quoi il sert", state, hint: "En phrases entières : elles deviennent l’article.", rows: 5, maximum: 3000))
        \(textField("siege", "Siège", state, hint: "Adresse ou commune."))
        \(whole("duree", "Durée en années", hint: "Vide : sans limite."))
        """
    }

    private var management: Markup {
        let modes: [(value: String, label: Markup)] = GovernanceMode.allCases.map { ($0.rawValue, "\($0.label)") }
        return """
            \(radioGroup("mode", "Qui gère", state, options: modes, hint: "La gouvernance est toujours collective. La gestion peut être confiée à une organisation de l’ESS du territoire qui l’a acceptée et le dit dans ses propres statuts (R13)."))
            <fieldset class="groupe"><legend>Quand la gestion est confiée à un hôte</legend>
            \(textField("hote", "Organisation qui gère", state))
            \(textField("accepte", "Elle a accepté le", state, hint: "Le jour de la décision de son instance, comme 2026-03-01.", maximum: 10))
            \(textArea("clause", "La clause de ses statuts, mot pour mot", state, rows: 3, maximum: 2000))
            \(whole("preavis", "Préavis pour y mettre fin, en mois"))
            \(checkbox("comptes", "Les comptes du pôle sont tenus à part de ceux de l’hôte", state))</fieldset>
            """
    }

    private var electorate: Markup {
        """
        \(selectField("reference", "On regarde qui est membre", state, options: [("jour-de-l-assemblee", "le jour de l’assemblée"), ("jour-de-la-convocation", "le jour où part la convocation")]))
        \(selectField("cotisation", "Cotisation demandée pour voter", state, options: [("aucune", "aucune"), ("annee-en-cours", "celle de l’année en cours"), ("annee-precedente", "celle de l’année précédente"), ("annee-en-cours-ou-precedente", "celle de l’une ou de l’autre")]))
        \(whole("anciennete", "Ancienneté demandée, en jours", hint: "0 : aucune."))
        \(whole("par-personne", "Organisations qu’une même personne représente, au plus", hint: "Vide : sans limite."))
        """
    }

    private var convening: Markup {
        let who: [Markup] = ConveningRule.Convener.allCases.map { convener in
            checkbox("qui-" + convener.rawValue, "\(convener.label)", state)
        }
        let how: [Markup] = ConveningRule.Means.allCases.map { means in
            checkbox("comment-" + means.rawValue, "\(means.label)", state)
        }
        return """
            <fieldset class="groupe"><legend>Qui peut convoquer une assemblée</legend>\(who)</fieldset>
            \(share("part-membres", "Part des membres qui peut la faire convoquer", hint: "Comme 1/4. Vide : les membres ne le peuvent pas."))
            <fieldset class="groupe"><legend>Comment la convocation est envoyée</legend>\(how)</fieldset>
            \(whole("par-an", "Assemblées ordinaires par an, au moins"))
            """
    }

    private var proxies: Markup {
        """
        \(checkbox("admis", "Une organisation absente peut donner pouvoir à une autre", state))
        \(whole("au-plus", "Pouvoirs portés par une organisation présente, au plus", hint: "Vide : sans limite, comme quand les statuts n’en disent rien."))
        \(checkbox("meme-college", "Donneur et porteur sont du même collège", state))
        \(selectField("en-blanc", "Pouvoirs qui ne nomment personne", state, options: [("refuses", "ils sont refusés"), ("presidence", "ils vont à l’organisation qui préside"), ("partages", "ils sont répartis entre les présents")]))
        """
    }

    private var secretBallot: Markup {
        """
        \(checkbox("personnes", "Les votes qui portent sur des personnes sont secrets", state))
        \(whole("demandeurs", "Organisations présentes qui doivent demander le secret", hint: "1 : il suffit d’une. Vide : personne ne peut le demander."))
        """
    }

    private var ties: Markup {
        let ranks = ["D’abord", "Sinon", "Sinon encore", "Ensuite", "Enfin"]
        let options = [(value: "", label: "— rien —")] + TieRule.allCases.map { (value: $0.rawValue, label: $0.label) }
        let shown = max(3, document.rules.ties.count)
        let fields: [Markup] = ranks.prefix(shown).enumerated().map { index, rank in
            selectField("depart-\(index + 1)", "\(rank)", state, options: options)
        }
        return "\(fields)"
    }

    func whole(_ name: String, _ label: Markup, hint: Markup? = nil) -> Markup {
        textField(name, label, state, hint: hint, maximum: 6, inputmode: "numeric")
    }

    func share(_ name: String, _ label: Markup, hint: Markup? = nil) -> Markup {
        textField(name, label, state, hint: hint, maximum: 20, list: "parts")
    }
}
