import Domain
import Markup

/// How sheets are made: on the screen with their tools, or for the press.
struct PaperSheet: Sendable {
    /// Nil for the press, which is given its own.
    let stylesheet: String?
    let isFictional: Bool
    let hasPress: Bool
}

/// A document to print, each section on its own sheet.
func paperDocument(_ title: String, _ sheet: PaperSheet, tools: Markup, _ sections: [Markup]) -> String {
    let link: Markup? = sheet.stylesheet.map {
        "<link rel=\"stylesheet\" href=\"\($0)\"><link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">"
    }
    let document: Markup = """
        <!doctype html>
        <html lang="fr">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>\(title)</title>
        \(link)
        </head>
        <body>
        \(sheet.stylesheet == nil ? nil : tools)\(sheet.isFictional ? fictionNotice : nil)
        <main><h1 class="invisible">\(title)</h1>\(sections)</main>
        </body>
        </html>
        """
    return document.text
}

private func fictionMark(_ sheet: PaperSheet) -> Markup? {
    sheet.isFictional ? "<p class=\"fiction\"><strong>Démonstration</strong> : une fiction.</p>" : nil
}

private func paperTools(_ dossier: AssemblyDossier, _ words: Markup, pdf: Markup? = nil) -> Markup {
    "<nav class=\"outils\" aria-label=\"Impression\"><p><a href=\"\(dossier.path)\">Retour à l’assemblée</a></p>\(pdf)<p>\(words)</p></nav>"
}

/// `…/lettres`: one letter per organisation that no mail reaches.
func assemblyLettersDocument(_ dossier: AssemblyDossier, _ sheet: PaperSheet) -> String {
    let letters: [Markup] = dossier.lettersOnPaper.map { letterSheet($0, dossier, sheet) }
    let none: Markup =
        "<section class=\"feuille\"><h2>Aucune lettre</h2><p>Toutes les organisations qui votent ont une adresse de courriel.</p></section>"
    return paperDocument(
        "Lettres de convocation", sheet,
        tools: paperTools(
            dossier, "Une lettre par organisation sans courriel : la commande Imprimer du navigateur, papier A4."),
        letters.isEmpty ? [none] : letters)
}

private func letterSheet(_ entry: Roll.Entry, _ dossier: AssemblyDossier, _ sheet: PaperSheet) -> Markup {
    let person = dossier.correspondents[entry.organisation]?.first { $0.isRepresentative }
    return """
        <section class="feuille lettre">\(fictionMark(sheet))<p class="expediteur"><strong>\(dossier.hub.name)</strong>\(dossier.hub.contactPhone.isEmpty ? nil : "<br>\(dossier.hub.contactPhone)" as Markup)\(dossier.hub.contactEmail.isEmpty ? nil : "<br>\(dossier.hub.contactEmail)" as Markup)</p>
        <p class="destinataire"><strong>\(entry.name)</strong>\(person.map { "<br>\($0.name)" as Markup })</p>
        <h2>Convocation</h2>\(convocationBody(dossier))
        <p class="coupon">À renvoyer ou à apporter</p>\(answerCoupon(entry.name, dossier))</section>
        """
}

/// What is said in a letter and on the board of the room.
private func convocationBody(_ dossier: AssemblyDossier) -> Markup {
    let text = ConvocationText(dossier)
    let items: [Markup] = dossier.agenda.map { item in
        "<li><strong>\(item.title)</strong> <small>\(item.kind.label)\(agendaDetail(item, dossier))</small>\(item.text.isEmpty ? nil : paragraphs(item.text))</li>"
    }
    let rules: [Markup] = text.rules.map { "<p>\(sentence: $0)</p>" }
    let introduction: Markup? = dossier.assembly.introduction.isEmpty ? nil : paragraphs(dossier.assembly.introduction)
    return """
        <p>Vous êtes convoqués \(dossier.assembly.kind.withTo) : <strong>\(dossier.assembly.title)</strong>, \(sentence: text.whenAndWhere)</p>\(introduction)
        <h3>Ordre du jour</h3><ol class="points">\(items)</ol><div class="regles"><p>\(sentence: text.proxyRule)</p>\(rules)</div>
        """
}

private func answerCoupon(_ name: String?, _ dossier: AssemblyDossier) -> Markup {
    let items: [Markup] = dossier.agenda.filter(\.kind.isVoted).map { "<span class=\"case\">☐ \($0.position)</span> " }
    let who: Markup = name.map { "<strong>\($0)</strong>" } ?? "<span class=\"ligne\"></span>"
    return """
        <div class="formulaire"><p>Organisation : \(who)</p><p>Représentée par : <span class="ligne"></span></p>
        <p>☐ sera là   ☐ s’excuse   ☐ donne pouvoir à : <span class="ligne"></span></p>
        <p>Pour : ☐ toute l’assemblée   ☐ seulement les points \(items)</p>
        <p class="signature">Fait le <span class="ligne courte"></span> Signature, précédée de « bon pour pouvoir » s’il y a lieu :</p></div>
        """
}

/// `…/papiers`: everything that holds the assembly without a network.
func assemblyKitDocument(_ dossier: AssemblyDossier, _ sheet: PaperSheet) -> String {
    let pdf: Markup? =
        sheet.hasPress
        ? "<p><a class=\"bouton\" href=\"\(dossier.path)/papiers.pdf\">Tout en PDF</a></p>" : nil
    var sections: [Markup] = [coverSheet(dossier, sheet), kitSheet("Convocation", convocationBody(dossier))]
    sections += attendanceSheets(dossier)
    sections.append(proxySheet(dossier))
    sections += dossier.agenda.filter(\.kind.isVoted).flatMap { ballotSheets($0, dossier) }
    sections += dossier.agenda.filter(\.kind.isVoted).map { tallySheet($0, dossier) }
    sections.append(minutesSheet(dossier))
    return paperDocument(
        "Papiers de la salle : \(dossier.assembly.title)", sheet,
        tools: paperTools(
            dossier,
            "Ou la commande Imprimer du navigateur, papier A4. Ce que vous compterez se saisit ensuite : les mêmes règles s’appliquent.",
            pdf: pdf), sections)
}

func kitSheet(_ title: Markup, _ content: Markup) -> Markup {
    "<section class=\"feuille\"><h2>\(title)</h2>\(content)</section>"
}

private func coverSheet(_ dossier: AssemblyDossier, _ sheet: PaperSheet) -> Markup {
    let quorums: [Markup] = dossier.assembly.kind.meetings.compactMap { meeting in
        guard let rules = dossier.statutes.meetings[meeting] else { return nil }
        let quorum = QuorumAnswer(
            rules.quorum(secondCall: dossier.assembly.isSecondCall), roll: dossier.roll,
            floor: Floor(dossier.roll, Attendance(), [], at: 0), colleges: dossier.statutes.colleges)
        let parts: [Markup] = quorum.parts.map { part in
            let college: Markup? = part.college.map { ", collège \($0)" }
            return "<li>\(meeting.label)\(college) : il en faut \(part.needed) sur \(part.total)</li>"
        }
        return parts.isEmpty ? "<li>\(meeting.label) : aucun quorum</li>" : "\(parts)"
    }
    return """
        <section class="feuille couverture">\(fictionMark(sheet))<p class="rubrique">\(dossier.hub.name)</p><h2>\(dossier.assembly.title)</h2>
        <p>\(dossier.assembly.kind.title), \(assemblyMoment(dossier.assembly))</p>
        <h3>Dans cette liasse</h3><ol><li>la convocation</li><li>la feuille d’émargement</li><li>des pouvoirs en blanc</li><li>les bulletins de chaque vote</li><li>les feuilles de dépouillement</li><li>le procès-verbal à remplir</li></ol>
        <h3>Pour délibérer</h3><ul>\(quorums)</ul>
        <p>\(French.count(dossier.roll.entries.count, "organisation est inscrite", "organisations sont inscrites")) sur la liste électorale au \(dossier.roll.date.french).</p></section>
        """
}

extension Assembly.Kind {
    /// « Assemblée générale ordinaire ».
    var title: String { label.prefix(1).uppercased() + label.dropFirst() }

    /// « à l’assemblée générale ordinaire ».
    var withTo: String { isOfBody ? "à la \(label)" : "à l’\(label)" }
}
