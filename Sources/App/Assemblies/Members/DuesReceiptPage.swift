import Domain
import Markup

/// What a receipt says, on the screen as on paper.
func receiptBody(_ receipt: Receipt, isMain: Bool) -> Markup {
    let (hub, account, payment) = (receipt.hub, receipt.account, receipt.payment)
    let cancelled: Markup? = payment.cancellation.map {
        "<p class=\"recu-annule\"><strong>Reçu annulé.</strong> \(sentence: $0)</p>"
    }
    let manager: Markup? =
        hub.governance == .delegated && !hub.manager.isEmpty ? "<br>Gestion : \(hub.manager)" : nil
    let seat: Markup? = receipt.seat.isEmpty ? nil : "<br>\(receipt.seat)"
    let title: Markup = "Reçu de cotisation n° \(payment.receipt)"
    let amount: Markup =
        "<strong>\(payment.amount.french)</strong>, soit \(payment.amount.inWords)"
    let note: Markup? = payment.note.isEmpty ? nil : " (\(payment.note))"
    return """
        <article class="recu-cotisation">\(cancelled)<p class="recu-donneur"><strong>\(hub.name)</strong>\(manager)\(seat)</p>
        \(isMain ? "<h1>\(title)</h1>" : "<h2>\(title)</h2>" as Markup)
        <dl class="definitions"><dt>Reçu de</dt><dd>\(payment.payer)</dd><dt>La somme de</dt><dd>\(amount)</dd>
        <dt>Le</dt><dd>\(time(payment.receivedOn)), par \(payment.means.label)\(note)</dd>
        <dt>Pour</dt><dd>cotisation \(String(account.year)), \(account.label) : \(account.amount.french)</dd></dl>
        <p>\(French.the(hub.name).uppercasedFirst), le \(time(payment.receivedOn)) :</p><p class="recu-signature"></p>
        <p class="indice">Ce reçu constate un versement de cotisation. Ce n’est pas un reçu fiscal.</p></article>
        """
}

/// A receipt to print: at the desk, and on the organisation's own page.
func receiptPage(_ receipt: Receipt, path: String, crumbs: [Crumb], hasPress: Bool) -> PageContent {
    PageContent(
        title: "Reçu \(receipt.payment.receipt)", section: .hubs, breadcrumbs: crumbs,
        body: "\(receiptBody(receipt, isMain: true))\(receiptDoors(path + ".pdf", hasPress: hasPress))",
        isPrivate: true, isNarrow: true)
}

/// How to keep it: as a file, or what to do where none can be made.
func receiptDoors(_ path: String, hasPress: Bool) -> Markup {
    hasPress
        ? "<p class=\"actions sans-papier\"><a class=\"bouton\" href=\"\(path)\">En PDF</a></p>"
        : """
        <div class="sans-papier">\(notice(.information, "<p>Pour le garder : imprimez cette page, ou enregistrez-la en PDF depuis le navigateur.</p><p>Cette machine ne fabrique pas de PDF elle-même. Qui l’administre peut y installer WeasyPrint (paquet Debian <code>weasyprint</code>), puis redémarrer le programme : un bouton paraîtra ici.</p>"))</div>
        """
}

/// `…/cotisations/recus?annee=`: every receipt of a year in the order of its numbers, for the treasurer.
func receiptYearPage(_ year: ReceiptYear, hasPress: Bool) -> PageContent {
    let path = "/poles/\(year.hub.slug)/pilotage"
    let crumbs = deskCrumbs(year.hub, Crumb("Cotisations", "\(path)/cotisations?annee=\(year.year)"))
    let body: Markup =
        year.receipts.isEmpty
        ? emptyState(
            "Aucun versement n’a été reçu en \(String(year.year)).",
            "Chaque versement inscrit donne un reçu, numéroté à la suite.")
        : """
        \(receiptTable(year, link: "\(path)/recus/"))
        \(exports([("CSV", "\(path)/cotisations/recus.csv?annee=\(year.year)")]))
        \(receiptDoors("\(path)/cotisations/recus.pdf?annee=\(year.year)", hasPress: hasPress))
        <div class="recus-de-l-annee">\(year.receipts.map { receiptBody($0, isMain: false) })</div>
        """
    let known = Set(year.years + [year.year]).sorted()
    let others: [Markup] = known.map { other in
        other == year.year
            ? "<li aria-current=\"true\">\(String(other))</li>"
            : "<li><a href=\"\(path)/cotisations/recus?annee=\(other)\">\(String(other))</a></li>"
    }
    return PageContent(
        title: "Reçus \(year.year)", section: .hubs, breadcrumbs: crumbs,
        body: """
            \(heading("Reçus de \(String(year.year))", "Les versements de cotisation reçus dans l’année, dans l’ordre de leurs numéros, sans trou : un reçu annulé garde le sien."))
            <nav class="onglets petits sans-papier" aria-label="Années"><ul>\(others)</ul></nav>\(body)
            """, isPrivate: true)
}

private func receiptTable(_ year: ReceiptYear, link: String?) -> Markup {
    let rows: [Markup] = year.receipts.map { receipt in
        let payment = receipt.payment
        let number: Markup =
            link.map { "<a href=\"\($0)\(Int(payment.id))\">\(payment.receipt)</a>" } ?? "\(payment.receipt)"
        return """
            <tr><th scope="row">\(number)</th><td data-titre="Reçu le">\(time(payment.receivedOn))</td><td data-titre="De">\(payment.payer)</td><td data-titre="Pour">\(String(receipt.account.year))</td>\
            <td data-titre="Par">\(payment.means.label)</td><td class="nombre" data-titre="Somme">\(payment.cancellation == nil ? "\(payment.amount.french)" : "<del>\(payment.amount.french)</del> annulé" as Markup)</td></tr>
            """
    }
    let total: Markup = """
        <tr><th scope="row"><strong>Ensemble</strong></th><td data-titre="Reçu le"></td><td data-titre="De">\(French.count(year.standing.count, "versement", "versements"))</td><td data-titre="Pour"></td><td data-titre="Par"></td><td class="nombre" data-titre="Somme"><strong>\(year.standing.map(\.payment.amount).total.french)</strong></td></tr>
        """
    let columns = [
        Column("Reçu"), Column("Reçu le"), Column("De"), Column("Pour"), Column("Par"),
        Column("Somme", isNumeric: true),
    ]
    return table(caption: "Reçus de \(String(year.year))", id: "recus", columns: columns, rows: rows + [total])
}

/// The receipts of a year for the press: the list first, then one a sheet.
func receiptYearPaper(_ year: ReceiptYear, isFictional: Bool) -> String {
    let title = "Reçus de \(year.year), \(year.hub.name)"
    let list: Markup =
        "<section class=\"recus-liste\"><h1>Reçus de cotisation de \(String(year.year))</h1><p>\(year.hub.name)</p>\(receiptTable(year, link: nil))</section>"
    return receiptDocument(
        title, isFictional: isFictional, "\(list)\(year.receipts.map { receiptBody($0, isMain: false) })")
}

func receiptPaper(_ receipt: Receipt, isFictional: Bool) -> String {
    receiptDocument(
        "Reçu \(receipt.payment.receipt), \(receipt.hub.name)", isFictional: isFictional,
        receiptBody(receipt, isMain: true))
}

/// A document of its own, without anything to fetch.
private func receiptDocument(_ title: String, isFictional: Bool, _ content: Markup) -> String {
    let document: Markup = """
        <!doctype html>
        <html lang="fr">
        <head>
        <meta charset="utf-8">
        <title>\(title)</title>
        </head>
        <body>
        \(isFictional ? fictionNotice : nil)
        <main>\(content)</main>
        </body>
        </html>
        """
    return document.text
}
