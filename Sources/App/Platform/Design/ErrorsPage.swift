import Domain
import Markup

func errorPage(title: String, _ sentence: String) -> PageContent {
    PageContent(
        title: title, body: "\(heading("\(title)", "\(sentence: sentence)"))<p><a href=\"/\">Retour au réseau</a></p>",
        isPrivate: true, isNarrow: true)
}

/// A form came after its session was over: what was typed is still in the browser.
func signedOutPage() -> PageContent {
    PageContent(
        title: "Vous n’êtes plus connecté",
        body: """
            \(heading("Vous n’êtes plus connecté", "Rien n’a été enregistré, mais votre texte n’est pas perdu."))
            <ol><li><a href="/connexion" target="_blank" rel="noopener">Connectez-vous dans un autre onglet</a>.</li><li>Ici, revenez à la page précédente avec le bouton Retour du navigateur : ce que vous aviez écrit y est encore. Copiez-le.</li><li>Rechargez cette page, puis envoyez-la de nouveau.</li></ol>
            <p>Vous pouvez aussi <a href="/connexion">vous connecter ici</a>.</p>
            """, isPrivate: true, isNarrow: true)
}

func notFoundPage() -> PageContent {
    PageContent(
        title: "Cette page n’existe pas",
        body: """
            \(heading("Cette page n’existe pas", "L’adresse est peut-être mal recopiée, ou ce qu’elle montrait n’a jamais été publié."))
            <ul><li><a href="/situation">Où en sont les pôles ?</a></li><li><a href="/poles">Tous les pôles</a></li><li><a href="/territoires">Tous les territoires</a></li></ul>
            """, isPrivate: true, isNarrow: true)
}

func faultPage(id: String) -> PageContent {
    PageContent(
        title: "Le serveur s’est trompé",
        body: """
            \(heading("Le serveur s’est trompé", "Ce n’est pas de votre fait. Rien n’a été enregistré de cette demande ; vous pouvez recommencer."))
            <p>Si cela se répète, donnez ce numéro à la personne qui s’occupe du serveur : <code>\(id)</code>.</p>
            """, isPrivate: true, isNarrow: true)
}
