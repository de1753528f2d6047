import Domain
import Markup

/// What is written about a post. Letters wait in the outbox: they name neither the post nor the person.
struct ApplicationLetters: Sendable {
    let baseURL: String

    func receipt(_ key: Secret, _ hub: Hub, _ post: Recruitment) -> Letter {
        letter(
            "\(hub.name) : accusé de réception",
            """
            Bonjour,

            Ce que vous nous avez envoyé est bien arrivé. Gardez ce lien : il montre ce qui est gardé et où nous en sommes, il permet de l’emporter et de tout effacer.

            \(baseURL)/candidature?cle=\(key.text)

            \(ApplicationRetention(months: post.retention ?? ApplicationRetention.customary).sentence) Seules les personnes du jury le lisent.
            """)
    }

    func interview(_ hub: Hub) -> Letter {
        letter(
            "\(hub.name) : suite",
            """
            Bonjour,

            Nous souhaitons vous rencontrer. Quelqu’un du jury vous appelle ou vous écrit pour fixer le moment.
            """)
    }

    func refusal(_ hub: Hub, erasedOn day: Day) -> Letter {
        letter(
            "\(hub.name) : réponse",
            """
            Bonjour,

            Nous vous remercions de votre envoi. Nous n’y donnons pas suite.

            Tout ce que vous nous avez confié sera effacé \(day.frenchWithArticle). Le lien de notre accusé de réception permet de le faire dès maintenant, et de l’emporter.
            """)
    }

    func acceptance(_ hub: Hub, erasedOn day: Day) -> Letter {
        letter(
            "\(hub.name) : réponse",
            """
            Bonjour,

            Nous avons le plaisir de vous dire oui. Quelqu’un du jury vous appelle pour la suite.

            Ce que vous nous avez confié ici sera effacé \(day.frenchWithArticle) ; votre contrat est tenu ailleurs.
            """)
    }

    /// To somebody of the panel: nothing but that there is something to read.
    func arrived(_ slug: String, _ id: ID<Recruitment>) -> Letter {
        letter(
            "Une candidature à lire",
            """
            Bonjour,

            Une candidature est arrivée. Connectez-vous pour la lire :

            \(baseURL)/poles/\(slug)/recrutements/\(id)/candidatures
            """)
    }

    func named(_ slug: String, _ id: ID<Recruitment>) -> Letter {
        letter(
            "Vous êtes d’un jury de recrutement",
            """
            Bonjour,

            Vous êtes nommé·e dans un jury : vous lirez les candidatures, et le jury seul les lit. Il faut un compte à cette adresse.

            \(baseURL)/poles/\(slug)/recrutements/\(id)/candidatures
            """)
    }

    private func letter(_ subject: String, _ body: String) -> Letter {
        let signature = "\n\n-- \nMaillage, \(baseURL)\n"
        return Letter(subject: Typography.french(subject), body: Typography.french(body) + signature)
    }
}
