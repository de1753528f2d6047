import Domain
import Markup

/// What every page of a visit has in common.
struct Frame: Sendable, Hashable {
    var networkName = "Réseau des pôles de l’ESS"
    /// A demonstration network says so on every page.
    var isFictional = false
    var visitorName: String?
    var token = ""
    var files = FrameFiles.none
    var mayReadNetworkDesk = false
    var path = "/"
}

/// Where the files that pages need are: one value for all of them.
final class FrameFiles: Sendable {
    let stylesheet, script, directoryScript, liveScript: String
    let votingScript: VotingScript

    static let none = FrameFiles(votingScript: VotingScript()) { _ in "" }

    /// `path` finds a file by its name.
    init(votingScript: VotingScript, path: (String) -> String) {
        stylesheet = path(Assets.stylesheet)
        script = path("maillage.js")
        directoryScript = path("annuaire.js")
        liveScript = path("seance.js")
        self.votingScript = votingScript
    }
}

extension FrameFiles: Hashable {
    static func == (one: FrameFiles, other: FrameFiles) -> Bool { one === other }
    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// The parts of the site that the navigation names.
enum Section: CaseIterable {
    case network, hubs, directory, territories, observatory, journey

    var title: String {
        switch self {
        case .network: "Le réseau"
        case .hubs: "Pôles"
        case .directory: "Annuaire"
        case .territories: "Territoires"
        case .observatory: "Observatoire"
        case .journey: "Créer un pôle"
        }
    }

    var path: String {
        switch self {
        case .network: "/situation"
        case .hubs: "/poles"
        case .directory: "/annuaire"
        case .territories: "/territoires"
        case .observatory: "/observatoire"
        case .journey: "/demarche"
        }
    }
}

/// What one page adds to the frame.
struct PageContent: Sendable {
    var title: String
    var section: Section?
    var breadcrumbs: [Crumb] = []
    var description: String?
    var body: Markup
    /// Pages that only their reader should find.
    var isPrivate = false
    /// Narrow pages read better for forms and prose.
    var isNarrow = false
    /// The directory searches as one types, and its map moves.
    var usesDirectoryScript = false
    /// What stands in it as in many others, packed already.
    var part: PackedPart?
    /// An assembly being held: parts of the page follow what others do.
    var usesLiveScript = false
    /// A secret ballot is sealed here, or a receipt shown.
    var usesVotingScript = false
}

struct Crumb: Sendable {
    let title: String
    let path: String
    init(_ title: String, _ path: String) { (self.title, self.path) = (title, path) }
}

/// The whole HTML document.
func layout(_ page: PageContent, _ frame: Frame) -> Markup {
    let robots: Markup? = page.isPrivate ? "<meta name=\"robots\" content=\"noindex\">" : nil
    let description: Markup? = page.description.map { "<meta name=\"description\" content=\"\($0)\">" }
    return """
        <!doctype html>
        <html lang="fr">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(page.title) · \(frame.networkName)</title>
        \(description)\(robots)
        <link rel="stylesheet" href="\(frame.files.stylesheet)">
        <link rel="icon" href="/favicon.svg" type="image/svg+xml">
        <script src="\(frame.files.script)" defer></script>\(page.usesDirectoryScript ? directoryScript(frame) : nil)\(page.usesLiveScript ? liveScript(frame) : nil)\(page.usesVotingScript ? votingScript(frame) : nil)
        </head>
        <body>
        <a class="evitement" href="#contenu">Aller au contenu</a>
        \(frame.isFictional ? fictionNotice : nil)
        \(header(page, frame))
        <main id="contenu" class="\(page.isNarrow ? "etroit" : "large")" tabindex="-1">
        \(breadcrumbs(page))
        \(page.body)
        </main>
        \(footer(frame))
        </body>
        </html>
        """
}

private func liveScript(_ frame: Frame) -> Markup { "<script src=\"\(frame.files.liveScript)\" defer></script>" }
private func directoryScript(_ frame: Frame) -> Markup { "<script src=\"\(frame.files.directoryScript)\" defer></script>" }

private func votingScript(_ frame: Frame) -> Markup {
    "<script src=\"\(frame.files.votingScript.path)\" integrity=\"\(frame.files.votingScript.integrity)\" defer></script>"
}

let fictionNotice: Markup = """
    <aside class="fiction" aria-label="Démonstration"><strong>Démonstration.</strong> Ce réseau mêle des faits réels, datés et sourcés d’avant 2019, et une fiction : ce qui cite « Démonstration » comme source est inventé.</aside>
    """

private func header(_ page: PageContent, _ frame: Frame) -> Markup {
    let links: [Markup] = Section.allCases.map { section in
        """
        <li><a href="\(section.path)"\("aria-current", section == page.section ? "true" : nil)>\(section.title)</a></li>
        """
    }
    return """
        <header class="entete">
        <a class="nom" href="/">Maillage<b aria-hidden="true">.</b></a>
        <nav aria-label="Rubriques"><ul>\(links)</ul></nav>
        \(account(frame))
        </header>
        """
}

private func account(_ frame: Frame) -> Markup {
    guard let name = frame.visitorName else {
        return "<p class=\"qui\"><a href=\"/connexion\">Se connecter</a></p>"
    }
    let desk: Markup? = frame.mayReadNetworkDesk ? "<a href=\"/reseau/pilotage\">Pilotage</a> " : nil
    return """
        <div class="qui">\(desk)<a href="/espace">Mon espace</a> <a href="/compte">\(name)</a>
        <form method="post" action="/deconnexion">\(tokenField(frame.token))<button class="lien">Se déconnecter</button></form></div>
        """
}

private func breadcrumbs(_ page: PageContent) -> Markup? {
    guard !page.breadcrumbs.isEmpty else { return nil }
    let links: [Markup] = page.breadcrumbs.map { crumb in "<li><a href=\"\(crumb.path)\">\(crumb.title)</a></li>" }
    return """
        <nav class="fil" aria-label="Vous êtes ici"><ol>\(links)<li aria-current="page">\(page.title)</li></ol></nav>
        """
}

private func footer(_ frame: Frame) -> Markup {
    """
    <footer class="pied">
    <p><b>\(frame.networkName)</b><br>Ce qui n’est pas établi par une source est montré comme inconnu.</p>
    <ul>
    <li><a href="/aide">Aide</a></li>
    <li><a href="/accessibilite">Accessibilité</a></li>
    <li><a href="/confidentialite">Confidentialité</a></li>
    <li><a href="/mentions-legales">Mentions légales</a></li>
    <li><a href="/api">Données ouvertes</a></li>
    </ul>
    </footer>
    """
}
