import Domain
import Markup

/// What is written to those who follow, join or want a hub.
struct VoiceLetters: Sendable {
    let baseURL: String

    func confirmation(_ key: Secret, stop: Secret, _ kind: VoiceKind, _ hub: String) -> Letter {
        let what =
            switch kind {
            case .follow: "à suivre la démarche"
            case .join: "à rejoindre le noyau d’acteurs"
            case .want: "à dire qu’il faut un pôle ici"
            }
        return letter(
            "Confirmez : \(hub)",
            """
            Bonjour,

            Quelqu’un, sans doute vous, demande \(what) : \(hub). Pour confirmer, suivez ce lien dans les deux jours :

            \(baseURL)/demarche/voix/confirmation?cle=\(key.text)

            Pour le retirer plus tard, gardez celui-ci :

            \(baseURL)/demarche/voix/arret?cle=\(stop.text)

            Si vous n’avez rien demandé, ne faites rien : votre adresse sera oubliée.
            """)
    }

    func news(_ title: String, _ body: String, _ hub: Hub, stop: String) -> Letter {
        letter(
            "\(hub.name) : \(title)",
            """
            \(body)

            Où en est la démarche :
            \(baseURL)/poles/\(hub.slug)/demarche

            Vous recevez ce message parce que vous suivez cette démarche. Pour ne plus le recevoir :
            \(baseURL)/demarche/voix/arret?cle=\(stop)
            """)
    }

    private func letter(_ subject: String, _ body: String) -> Letter {
        let signature = "\n\n-- \nMaillage, \(baseURL)\n"
        return Letter(subject: Typography.french(subject), body: Typography.french(body) + signature)
    }
}
