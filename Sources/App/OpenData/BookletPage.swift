import Domain
import Markup

/// A booklet as a document: on the screen with the way to print it, on paper without. The stylesheet is nil for the press,
/// which is given its own.
func bookletDocument(_ booklet: Booklet, stylesheet: String?, isFictional: Bool) -> String {
    // The press fetches nothing from anywhere.
    let link: Markup? = stylesheet.map {
        "<link rel=\"stylesheet\" href=\"\($0)\"><link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">"
    }
    let title = "Annuaire de l’ESS : " + booklet.subject
    let document: Markup = """
        <!doctype html>
        <html lang="fr">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title)</title>
        <meta name="author" content="\(booklet.origin.network)">
        \(link)
        </head>
        <body class="livret \(booklet.format.rawValue)">
        \(stylesheet == nil ? nil : bookletTools(booklet))\(isFictional ? fictionNotice : nil)
        <main>\(booklet.isTooLong ? tooLong(booklet) : content(booklet))</main>
        </body>
        </html>
        """
    return document.text
}

private let fiction: Markup =
    "<aside class=\"fiction\" aria-label=\"Démonstration\"><strong>Démonstration</strong> : une fiction.</aside>"

/// On the screen only.
private func bookletTools(_ booklet: Booklet) -> Markup {
    let formats: [Markup] = Booklet.Format.allCases.map { format in
        format == booklet.format
            ? "<li aria-current=\"true\">\(format.label)</li>"
            : "<li><a href=\"\(booklet.address(format: format))\">\(format.label)</a></li>"
    }
    let orders: [Markup] = Booklet.Order.allCases.map { order in
        order == booklet.order
            ? "<li aria-current=\"true\">\(order.label)</li>"
            : "<li><a href=\"\(booklet.address(format: booklet.format, order: order))\">\(order.label)</a></li>"
    }
    let way: Markup =
        booklet.hasPress && !booklet.isTooLong
        ? "<p><a class=\"bouton\" href=\"\(booklet.address("/annuaire/livret.pdf", format: booklet.format))\">Le livret en PDF</a></p>"
        : "<p>Pour l’imprimer : la commande Imprimer du navigateur, papier \(booklet.format.label), marges par défaut, sans en-têtes ni pieds de page.</p>"
    return """
        <nav class="outils" aria-label="Livret"><p><a href="\(booklet.query.with(.sort, "").address())">Retour à l’annuaire</a></p>
        <p id="papier">Papier</p><ul aria-labelledby="papier">\(formats)</ul><p id="rangement">Rangé</p><ul aria-labelledby="rangement">\(orders)</ul>\(way)</nav>
        """
}

private func tooLong(_ booklet: Booklet) -> Markup {
    """
    \(booklet.isFictional ? fiction : nil)<h1>Ce serait un gros livre</h1><p>Un livret tient \(French.number(booklet.most)) organisations au plus ; cette recherche en trouve \(French.number(booklet.total)). <a href="\(booklet.query.with(.sort, "").address())">Choisissez un territoire, une famille ou un mot</a>, puis revenez.</p>
    """
}

private func content(_ booklet: Booklet) -> Markup {
    let chapters = booklet.chapters
    let summary: [Markup] = chapters.enumerated().map { rank, chapter in
        "<li><a class=\"renvoi\" href=\"#chapitre-\(rank + 1)\">\(chapter.title) <small>\(French.number(chapter.lines.count))</small></a></li>"
    }
    let bodies: [Markup] = chapters.enumerated().map { rank, chapter in bookletChapter(chapter, rank + 1) }
    let index: [Markup] = booklet.lines.map { line in
        "<li><a class=\"renvoi\" href=\"#\(anchor(line))\">\(line.sheet[.name])</a></li>"
    }
    return """
        <section class="couverture">\(booklet.isFictional ? fiction : nil)<p class="rubrique">Annuaire de l’économie sociale et solidaire</p><h1>\(booklet.subject)</h1>
        <p class="compte">\(French.count(booklet.total, "organisation", "organisations"))</p>
        <p class="etat">État au \(time(booklet.origin.day))<br>\(booklet.origin.network)</p></section>
        <section class="sommaire"><h2>Sommaire</h2><ol>\(summary)</ol></section>
        \(bodies)
        <section class="index"><h2>Index</h2><ul>\(index)</ul></section>
        <section class="colophon"><h2>Sources</h2>
        <p>Source : \(booklet.origin.network), annuaire de l’économie sociale et solidaire, \(time(booklet.origin.day)). Chaque fiche dit en ligne d’où vient chacune de ses lignes : répertoires officiels, listes publiques, pôles, organisations elles-mêmes.</p>
        <p>\(booklet.origin.base + booklet.query.with(.sort, "").address())</p>
        <p>Réutilisation libre en citant cette source et cette date (\(OpenOrigin.licenceName)). Une erreur ? Elle se corrige sur la page de l’organisation.</p></section>
        """
}

private func bookletChapter(_ chapter: Booklet.Chapter, _ number: Int) -> Markup {
    let entries: [Markup] = chapter.lines.map(entry)
    return """
        <section class="chapitre"><h2 id="chapitre-\(number)">\(chapter.title)</h2><div class="fiches">\(entries)</div></section>
        """
}

private func entry(_ line: DirectoryLine) -> Markup {
    let sheet = line.sheet
    let acronym: Markup? = sheet[.acronym].isEmpty ? nil : " (\(sheet[.acronym]))"
    let what = [sheet.family.label, sheet[.summary]].filter { !$0.isEmpty }.joined(separator: " · ")
    let town = [sheet[.postcode], sheet[.town]].filter { !$0.isEmpty }.joined(separator: " ")
    let place = [sheet[.address], town].filter { !$0.isEmpty }.joined(separator: ", ")
    let site = sheet[.website].replacing(/^https?:\/\/(www\.)?/, with: "").replacing(/\/$/, with: "")
    let lines: [Markup] = [place, sheet[.phone], sheet[.email], site].filter { !$0.isEmpty }.map { "<p>\($0)</p>" }
    let presentation: Markup? =
        sheet[.presentation].isEmpty ? nil : "<p class=\"presentation\">\(shortened(sheet[.presentation]))</p>"
    let hubs: Markup? =
        line.hubs.isEmpty ? nil : "<p class=\"avec\">\(line.hubs.map(\.name).joined(separator: ", "))</p>"
    return """
        <article id="\(anchor(line))"><h3>\(sheet[.name])\(acronym)</h3><p class="quoi">\(what)</p>\(presentation)\(lines)\(hubs)</article>
        """
}

private func anchor(_ line: DirectoryLine) -> String { "fiche-" + line.slug }

/// A few lines of paper, cut between words.
private func shortened(_ text: String) -> String {
    let most = 280
    guard text.count > most else { return text }
    let words = text.prefix(most)
    return String(words.prefix(upTo: words.lastIndex(of: " ") ?? words.endIndex)) + "…"
}
