import Domain
import Markup

/// What a hub writes to its members and to those who ask to join.
struct MemberLetters: Sendable {
    let baseURL: String

    func reminder(_ account: DuesAccount, _ hub: Hub) -> Letter {
        let contact = hub.contactEmail.isEmpty ? "" : "\n\nUne question, une difficulté : \(hub.contactEmail)."
        return letter(
            "Cotisation \(account.year) de \(account.name) à \(hub.name)",
            """
            Bonjour,

            La cotisation de \(account.name) à \(hub.name) pour \(account.year) était à régler pour le \(account.dueOn.french) : il reste \(account.rest.french) sur \(account.amount.french).

            Si le règlement est parti ces jours-ci, merci de ne pas tenir compte de ce message.\(contact)
            """)
    }

    func confirm(_ name: String, _ hub: Hub, _ key: Secret) -> Letter {
        letter(
            "Confirmez la demande d’adhésion de \(name) à \(hub.name)",
            """
            Bonjour,

            Une demande d’adhésion de \(name) à \(hub.name) vient d’être écrite avec cette adresse. Pour la transmettre, suivez ce lien dans les sept jours et confirmez :

            \(baseURL)/poles/\(hub.slug)/adherer/suivi?cle=\(key.text)

            Gardez ce message : le même lien montre ensuite où en est la demande, et permet de répondre au pôle.

            Si vous n’avez rien demandé, ne faites rien : la demande ne partira pas.
            """)
    }

    func received(_ name: String, _ hub: Hub, _ key: Secret) -> Letter {
        letter(
            "Demande d’adhésion de \(name) à \(hub.name)",
            """
            Bonjour,

            La demande d’adhésion de \(name) est transmise à \(hub.name). Ce lien montre où elle en est, et permet de répondre au pôle :

            \(baseURL)/poles/\(hub.slug)/adherer/suivi?cle=\(key.text)
            """)
    }

    /// For the hub's own mailbox.
    func waiting(_ name: String, _ hub: Hub) -> Letter {
        letter(
            "Une demande d’adhésion : \(name)",
            """
            Bonjour,

            \(name) demande à adhérer à \(hub.name). La demande attend votre décision :

            \(baseURL)/poles/\(hub.slug)/pilotage/adhesions
            """)
    }

    func asked(_ name: String, _ hub: Hub, question: String) -> Letter {
        letter(
            "Votre demande d’adhésion à \(hub.name) : une précision",
            """
            Bonjour,

            \(hub.name) a lu la demande d’adhésion de \(name) et vous demande :

            \(question)

            Répondez par le lien reçu lors de votre demande.
            """)
    }

    func admitted(_ name: String, _ hub: Hub, by body: String, on day: Day, dues: String, note: String) -> Letter {
        letter(
            "\(name) est membre de \(hub.name)",
            """
            Bonjour,

            \(name) est admise comme membre de \(hub.name) : décision de \(body), \(day.frenchWithArticle).

            \(dues)\(note.isEmpty ? "" : "\n\n" + note)

            \(baseURL)/poles/\(hub.slug)
            """)
    }

    func refused(_ name: String, _ hub: Hub, by body: String, on day: Day, reason: String) -> Letter {
        letter(
            "Votre demande d’adhésion à \(hub.name)",
            """
            Bonjour,

            \(hub.name) n’a pas admis \(name) : décision de \(body), \(day.frenchWithArticle).

            Motif :

            \(reason)

            Les noms et adresses de votre demande viennent d’être effacés de notre côté. Rien n’empêche d’en faire une autre.
            """)
    }

    private func letter(_ subject: String, _ body: String) -> Letter {
        let signature = "\n\n-- \nMaillage, \(baseURL)\n"
        let short = subject.unicodeScalars.count > 150 ? String(subject.prefix(149)) + "…" : subject
        return Letter(subject: Typography.french(short), body: Typography.french(body) + signature)
    }
}
