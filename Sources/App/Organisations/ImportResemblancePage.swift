import Domain
import Markup

/// Lines that look like a record, each with the choice of what becomes of it.
func resemblanceTable(_ path: String, _ page: Int, _ list: [ImportResemblance], token: String) -> Markup {
    let rows: [Markup] = list.enumerated().map { rank, resemblance in
        let read = resemblance.candidate.sheet.disclosed
        let line: Markup? = resemblance.candidate.lines.first.map { "\($0.file), \($0.french)" }
        return """
            <tr><th scope="row">\(read[.name])<br><small class="source">\(recordLine(read))<br>\(line)</small></th>\
            <td data-titre="Fiche">\(resemblance.name)</td><td data-titre="Pourquoi">\(duplicateReasons(resemblance.score))</td>\
            <td data-titre="Décision"><input type="hidden" name="ligne" value="\(resemblance.key)">\(choice(rank, resemblance))</td></tr>
            """
    }
    return """
        <p>Ces lignes n’ont aucun numéro en commun avec l’annuaire, mais elles ressemblent à une fiche. Ce qui est certain est tenu pour elle, le reste serait créé\u{A0}: changez ce qu’il faut.</p>
        <form method="post" action="\(path)/ressemblances">\(tokenField(token))<input type="hidden" name="page" value="\(page)">
        \(table(caption: "Ressemblent à une fiche", id: "ressemblantes", columns: ["Lu dans le fichier", "Fiche de l’annuaire", "Pourquoi", "Décision"].map { Column($0) }, rows: rows))
        <p class="actions"><button class="second">Garder ces choix</button></p></form>
        """
}

private func choice(_ rank: Int, _ resemblance: ImportResemblance) -> Markup {
    let same: Markup = resemblance.saysNothingNew ? "C’est elle (rien de nouveau)" : "C’est elle\u{A0}: la compléter"
    let options: [(ImportDecision, Markup)] = [(.same, same), (.create, "C’est une autre\u{A0}: la créer")]
    let radios: [Markup] = options.map { decision, label in
        """
        <label class="choix"><input type="radio" name="choix-\(rank)" value="\(decision.rawValue)"\("checked", if: decision == resemblance.decision)> <span>\(label)<span class="invisible"> (\(resemblance.candidate.sheet[.name]))</span></span></label>
        """
    }
    return "\(radios)"
}
