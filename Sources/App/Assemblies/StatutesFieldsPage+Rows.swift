import Domain
import Markup

/// The fields of meetings and of lists.
extension StatutesFields {
    func meeting(_ kind: AssemblyKind) -> Markup {
        let isAlways = kind == .ordinary || kind == .extraordinary
        let comparisons = [
            (value: ShareThreshold.Comparator.atLeast.rawValue, label: "au moins"),
            (value: ShareThreshold.Comparator.moreThan.rawValue, label: "plus de"),
        ]
        return """
            \(isAlways ? nil : checkbox("prevue", "Les statuts prévoient cette réunion", state))
            <fieldset class="groupe"><legend>Délai de convocation</legend>
            \(whole("delai", "Jours avant la réunion, au moins"))
            \(checkbox("francs", "Jours francs : ni le jour de l’envoi ni celui de la réunion ne comptent", state))</fieldset>
            \(quorum(comparisons))
            \(majority(comparisons))
            """
    }

    private func quorum(_ comparisons: [(value: String, label: String)]) -> Markup {
        let counted: [(QuorumRule.Counted, Markup)] = [
            (.present, "présentes"), (.online, "en ligne"), (.represented, "représentées par un pouvoir"),
            (.postal, "qui votent par correspondance"),
        ]
        let boxes: [Markup] = counted.map { checkbox("comptent-" + $0.rawValue, $1, state) }
        return """
            <fieldset class="groupe"><legend>Quorum</legend>
            \(radioGroup("quorum", "Combien doivent être là", state, options: [("aucun", "aucun quorum"), ("exige", "un quorum")]))
            \(selectField("quorum-comparaison", "Il est atteint par", state, options: comparisons))
            \(share("quorum-part", "Part", hint: "Comme 1/4, 1/2 ou 40 %."))
            \(selectField("quorum-base", "De quoi", state, options: [("organisations", "des organisations inscrites"), ("voix", "des voix inscrites")]))
            <fieldset class="groupe"><legend>Comptent celles qui sont…</legend>\(boxes)</fieldset>
            \(checkbox("quorum-par-college", "Exigé dans chaque collège", state))
            \(radioGroup("seconde", "S’il n’est pas atteint", state, options: [("oui", "une seconde réunion, avec ses propres règles"), ("non", "on convoque à nouveau comme la première fois")]))
            \(whole("seconde-delai", "Délai de la seconde convocation, en jours"))
            \(checkbox("seconde-francs", "Jours francs, pour la seconde aussi", state))
            \(selectField("seconde-comparaison", "Quorum de la seconde réunion, atteint par", state, options: comparisons))
            \(share("seconde-part", "Part, pour la seconde réunion", hint: "Vide : aucun quorum."))</fieldset>
            """
    }

    private func majority(_ comparisons: [(value: String, label: String)]) -> Markup {
        let weighings = [
            (value: MajorityRule.Weighing.leftOut.rawValue, label: "ne comptent pas"),
            (value: MajorityRule.Weighing.counted.rawValue, label: "comptent, et pèsent comme un refus"),
        ]
        return """
            <fieldset class="groupe"><legend>Majorité</legend>
            \(selectField("majorite-comparaison", "Une résolution est adoptée par", state, options: comparisons))
            \(share("majorite-part", "Part", hint: "Comme 1/2 ou 2/3."))
            \(selectField("majorite-base", "De quoi", state, options: [("exprimes", "des suffrages exprimés"), ("presents-ou-representes", "des voix présentes ou représentées"), ("inscrits", "des voix inscrites")]))
            \(selectField("abstentions", "Les abstentions", state, options: weighings))
            \(selectField("blancs", "Les votes blancs", state, options: weighings))
            \(selectField("nuls", "Les votes nuls", state, options: weighings))
            \(checkbox("preponderante", "À égalité, la voix de la présidence est prépondérante", state))
            \(selectField("majorite-colleges", "Les collèges", state, options: [("ensemble", "votent tous ensemble"), ("double-majorite", "doivent chacun donner la majorité"), ("poids-proportionnels", "pèsent leur poids, partagé comme leurs voix"), ("poids-au-vainqueur", "pèsent leur poids, tout au côté qui l’emporte")]))
            \(selectField("college-muet", "Un collège où personne ne s’exprime", state, options: [("hors-base", "n’est pas compté"), ("dans-la-base", "compte comme un refus")]))</fieldset>
            """
    }

    var members: Markup {
        let organs = MembershipRule.Organ.allCases.map { (value: $0.rawValue, label: $0.label) }
        let rows: [Markup] = (1...rowCount(document.rules.colleges.count, "college-", "-nom")).map { row in
            let prefix = "college-\(row)-"
            return """
                <fieldset class="groupe"><legend>Collège \(row)</legend><input type="hidden" name="\(prefix)cle" value="\(state[prefix + "cle"])">
                \(textField(prefix + "nom", "Nom", state, maximum: 80))
                \(whole(prefix + "poids", "Poids", hint: "Ne sert que là où une majorité compte les poids des collèges."))
                \(checkbox(prefix + "collectivites", "Les collectivités publiques en sont membres", state))</fieldset>
                """
        }
        return """
            \(selectField("admission", "Qui admet un nouveau membre", state, options: organs))
            \(selectField("cotisation", "Qui fixe les cotisations", state, options: organs))
            \(selectField("exclusion", "Qui prononce une exclusion", state, options: organs))
            \(checkbox("charte", "Les membres signent la charte des principes du réseau", state))
            <h2>Collèges</h2><p class="indice">Sans collège, les membres votent tous ensemble. Pour en retirer un, effacez son nom ; des lignes vides reviennent à chaque enregistrement.</p>\(rows)
            """
    }

    var bodies: Markup {
        let rows: [Markup] = (1...rowCount(document.rules.bodies.count, "instance-", "-nom")).map(body)
        return """
            <p class="indice">Pour retirer une instance, effacez son nom ; une ligne vide revient à chaque enregistrement.</p>\(rows)
            """
    }

    private func body(_ row: Int) -> Markup {
        let prefix = "instance-\(row)-"
        let kept: [Markup] = document.rules.colleges.map { college in
            whole(prefix + "college-" + college.key, "Sièges gardés pour « \(college.name) »")
        }
        return """
            <fieldset class="groupe"><legend>Instance \(row)</legend><input type="hidden" name="\(prefix)cle" value="\(state[prefix + "cle"])">
            \(textField(prefix + "nom", "Nom", state, hint: "Par exemple : Conseil d’administration, Bureau.", maximum: 80))
            \(whole(prefix + "sieges", "Sièges"))
            \(kept)
            \(whole(prefix + "duree", "Durée d’un mandat, en années"))
            \(whole(prefix + "parts", "Renouvelée en combien de parts", hint: "1 : tous ensemble. 3 : par tiers."))
            \(whole(prefix + "mandats", "Mandats de suite, au plus", hint: "Vide : sans limite."))
            \(checkbox(prefix + "parite", "Autant de femmes que d’hommes, à un siège près", state))</fieldset>
            """
    }

    var caps: Markup {
        let subjects =
            [(value: "", label: "— aucun —")]
            + Cap.Subject.allCases.map { (value: $0.rawValue, label: $0.label(2)) }
        // Nobody's record says who funds it: such a cap would limit nobody, and is only shown where it was written.
        let hasFunder = document.rules.caps.contains { $0.per == .funder }
        let pers = Cap.Per.allCases.filter { $0 != .funder || hasFunder }.map {
            (value: $0.rawValue, label: "par " + $0.label)
        }
        let rows: [Markup] = (1...rowCount(document.rules.caps.count, "plafond-", "-de")).map { row in
            let prefix = "plafond-\(row)-"
            return """
                <fieldset class="groupe"><legend>Plafond \(row)</legend>
                \(selectField(prefix + "de", "Limiter le nombre de", state, options: subjects))
                \(selectField(prefix + "par", "Tenus", state, options: pers))
                \(whole(prefix + "nombre", "Au plus", hint: "Un nombre, une part, ou les deux : le plus petit compte."))
                \(share(prefix + "part", "Au plus, en part du tout", hint: "Comme 1/4."))
                \(textField(prefix + "cle", "Seulement pour", state, hint: "Le nom d’une famille, d’un collège. Vide : pour chacun.", maximum: 80))</fieldset>
                """
        }
        return """
            <p class="indice">Les organisations affiliées (même SIREN, même groupe déclaré) comptent pour une seule. Pour retirer un plafond, choisissez « aucun ».</p>\(rows)
            """
    }

    /// Two empty rows after those that are there, kept or typed.
    private func rowCount(_ kept: Int, _ start: String, _ end: String) -> Int {
        let typed = (1...StatutesForm.mostRows).last { !state["\(start)\($0)\(end)"].isEmpty } ?? 0
        return min(max(kept, typed) + 2, StatutesForm.mostRows)
    }
}
