import Domain
import Markup

/// `/annuaire/methode`: why an organisation is in the directory, with the numbers of each reason and where witnesses disagree.
func essMethodPage(_ method: EssStandingStore.Method, mayEdit: Bool) -> PageContent {
    let total = method.count.isIn + method.count.isOut
    let rows: [Markup] = EssPerimeter.Basis.allCases.filter { $0 != .nothing }.map { basis in
        """
        <tr><th scope="row">\(basis.label.prefix(1).uppercased() + basis.label.dropFirst())</th><td data-titre="Organisations" class="nombre">\(French.number(method.count.bases[basis] ?? 0))</td><td data-titre="Ce que cela veut dire">\(sentence: meaning(basis))</td></tr>
        """
    }
    let columns = [Column("Ce qui décide"), Column("Organisations", isNumeric: true), Column("Ce que cela veut dire")]
    let desk: Markup? =
        mayEdit
        ? "<p class=\"actions\"><a class=\"bouton\" href=\"/reseau/pilotage/perimetre-ess\">Tenir le périmètre</a></p>"
        : nil
    let since: Markup? = method.version.validFrom.map { ", en vigueur depuis le \(time($0))" }
    return PageContent(
        title: "Méthode", section: .directory, breadcrumbs: [Crumb("Annuaire", "/annuaire")],
        description: "Pourquoi une organisation est dans l’annuaire de l’ESS.",
        body: """
            \(heading("Pourquoi une organisation est ici", "La loi du 31 juillet 2014 dit ce qu’est l’ESS ; aucune liste ne dit exactement qui en est. L’annuaire écoute plusieurs témoins, dans cet ordre, et montre leurs désaccords."))\(desk)
            \(table(caption: "\(French.count(method.count.isIn, "organisation", "organisations")) dans l’ESS, sur \(French.number(total)) en activité", id: "temoins", columns: columns, rows: rows))
            <p>Pour \(French.count(method.count.isOut, "autre organisation", "autres organisations")) de l’annuaire, aucun témoin ne dit rien ou le premier écouté dit non : leur fiche le montre.</p>
            \(disputes(method))
            <h2>Formes et activités</h2><p>Version : « \(method.version.title) »\(since). \(certaintyMark(method.version.certainty)) \(method.version.source). La famille n’est que suggérée : bien des Scop et des Scic sont immatriculées en SARL ou en SAS.</p>
            \(essCategoryTable(method.table))\(essExclusionTable(method.table))
            """)
}

private func meaning(_ basis: EssPerimeter.Basis) -> String {
    switch basis {
    case .network: "L’animation du réseau l’a décidé pour cette organisation, avec un motif qui paraît sur sa fiche."
    case .registers: "Sirene porte l’indication « ESS », ou la liste tenue par ESS France la nomme."
    case .form: "Aucun registre n’en dit rien, mais sa forme juridique et son activité sont comptées dans l’ESS."
    case .word: "Aucun registre ni aucune forme n’en dit rien : un pôle ou le réseau l’a inscrite avec sa famille."
    case .nothing: "Personne n’en dit rien."
    }
}

private func disputes(_ method: EssStandingStore.Method) -> Markup {
    guard method.count.disputed > 0 else {
        return "<h2>Désaccords</h2><p>Aucun témoin n’en contredit un autre.</p>"
    }
    let rows: [Markup] = method.disputed.map { line in
        """
        <tr><th scope="row"><a href="/annuaire/\(line.slug)">\(line.name)</a></th><td data-titre="Famille">\(line.family.label)</td>\
        <td data-titre="Tenue pour">\(line.verdict.isIn ? "de l’ESS" : "hors de l’ESS")</td><td data-titre="Témoins">\(line.verdict.reasons.map { "<p>\(sentence: $0)</p>" as Markup })</td></tr>
        """
    }
    let columns = ["Organisation", "Famille", "Tenue pour", "Témoins"].map { Column($0) }
    let more: Markup? =
        method.count.disputed > method.disputed.count
        ? "<p>Les \(French.number(method.disputed.count)) premières, par nom ; le fichier les dit toutes.</p>" : nil
    return """
        \(table(caption: "Désaccords : \(French.count(method.count.disputed, "organisation", "organisations"))", id: "desaccords", columns: columns, rows: rows))\(more)\
        \(exports([("CSV", "/annuaire/methode/desaccords.csv")]))
        """
}

/// `/annuaire/{slug}/appartenance`: what the network decides of one organisation.
func essDecisionPage(_ view: RecordView, _ state: FormState, token: String) -> PageContent {
    let sheet = view.line.sheet
    let families = Family.allCases.map { (value: $0.rawValue, label: $0.label) }
    let choices: [(value: String, label: Markup)] = [
        ("", "Comme le disent les registres et la forme juridique"), ("O", "<strong>De l’ESS</strong>, malgré eux"),
        ("N", "<strong>Hors de l’ESS</strong>, malgré eux"),
    ]
    return PageContent(
        title: "Famille et appartenance", section: .directory,
        breadcrumbs: [Crumb("Annuaire", "/annuaire"), Crumb(sheet[.name], "/annuaire/\(view.line.slug)")],
        body: """
            \(heading("\(sheet[.name])", "Sa famille et son appartenance à l’ESS, quand les registres se trompent. Le motif paraît sur la fiche."))
            \(essReasons(view))
            \(form("/annuaire/\(view.line.slug)/appartenance", token: token, state: state, """
            \(selectField("famille", "Famille", state, options: families, isRequired: true))
            \(textField("motif_famille", "Pourquoi cette famille", state, hint: "Par exemple : ses statuts sont ceux d’une Scic.", maximum: 300))
            \(radioGroup("ess_reseau", "Appartenance à l’ESS", state, options: choices))
            \(textField("motif_ess", "Pourquoi", state, hint: "Par exemple : agrément ESUS du 3 mars 2025, vu.", maximum: 300))
            <p class="actions"><button>Enregistrer</button> <a href="/annuaire/\(view.line.slug)">Annuler</a></p>
            """))
            """, isPrivate: true, isNarrow: true)
}

/// On a record: why it is in the ESS, and whether witnesses disagree.
func essReasons(_ view: RecordView, mayDecide: Bool = false) -> Markup {
    let reasons: [Markup] = view.verdict.reasons.map { "<li>\(sentence: $0)</li>" }
    let dispute: Markup? =
        view.verdict.isDisputed
        ? "<p>Ces témoins ne sont pas d’accord : elle est tenue pour \(view.verdict.isIn ? "de l’ESS" : "hors de l’ESS") par \(view.verdict.basis.label).</p>"
        : nil
    let family: Markup? =
        view.line.sheet[.familyReason].isEmpty
        ? nil
        : "<p>Sa famille, \(view.line.sheet.family.label), est dite par le réseau : \(sentence: view.line.sheet[.familyReason])</p>"
    let out: Markup? =
        view.verdict.isIn || view.verdict.isDisputed
        ? nil : "<p>Elle est dans l’annuaire, mais rien ne permet de la tenir pour une organisation de l’ESS.</p>"
    let door: Markup? =
        mayDecide
        ? " · <a href=\"/annuaire/\(view.line.slug)/appartenance\">Décider de sa famille et de son appartenance</a>"
        : nil
    return
        "<h2>Pourquoi elle est ici</h2><ul>\(reasons)</ul>\(dispute)\(out)\(family)<p class=\"preuve\"><a href=\"/annuaire/methode\">Comment l’annuaire décide</a>\(door)</p>"
}
