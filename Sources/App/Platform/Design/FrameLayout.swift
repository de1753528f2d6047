import Domain
import Markup

/// A document without navigation, for a frame on somebody else's page.
func frameLayout(_ page: PageContent, _ frame: Frame) -> String {
    let fiction: Markup? =
        frame.isFictional
        ? "<aside class=\"fiction\" aria-label=\"Démonstration\"><strong>Démonstration</strong> : une fiction.</aside>"
        : nil
    let document: Markup = """
        <!doctype html>
        <html lang="fr">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>\(page.title) · \(frame.networkName)</title>
        <link rel="stylesheet" href="\(frame.files.stylesheet)">
        <link rel="icon" href="/favicon.svg" type="image/svg+xml">
        </head>
        <body class="cadre">
        \(fiction)
        <main id="contenu">
        \(page.body)
        </main>
        </body>
        </html>
        """
    return document.text
}
