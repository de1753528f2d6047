import Domain
import Markup

/// What a hub writes to its members and to those who ask to join.
struct MemberLetters: Sendable {
    let baseURL: String

    func reminder(_ account: DuesAccount, _ hub: Hub) -> Letter {
        let contact = hub.contactEmail.isEmpty ? "" : "\n\nUne question, une difficulté : \(hub.contactEmail)."
        return letter(
            "Cotisation \(account.year) \(French.of(account.name)) \(French.to(hub.name))",
            """
            Bonjour,

            La cotisation \(French.of(account.name)) \(French.to(hub.name)) pour \(account.year) était à régler pour le \(account.dueOn.french) : il reste \(account.rest.french) sur \(account.amount.french).

            Si le règlement est parti ces jours-ci, merci de ne pas tenir compte de ce message.\(contact)
            """)
    }

    func confirm(_ name: String, _ hub: Hub, _ key: Secret) -> Letter {
        letter(
            "Confirmez la demande d’adhésion \(French.of(name)) \(French.to(hub.name))",
            """
            Bonjour,

            Une demande d’adhésion \(French.of(name)) \(French.to(hub.name)) vient d’être écrite avec cette adresse. Pour la transmettre, suivez ce lien dans les sept jours et confirmez :

            \(baseURL)/poles/\(hub.slug)/adherer/suivi?cle=\(key.text)

            Gardez ce message : le même lien montre ensuite où en est la demande, et permet de répondre au pôle.

            Si vous n’avez rien demandé, ne faites rien : la demande ne partira pas.
            """)
    }

    func received(_ name: String, _ hub: Hub, _ key: Secret) -> Letter {
        letter(
            "Demande d’adhésion \(French.of(name)) \(French.to(hub.name))",
            """
            Bonjour,

            La demande d’adhésion \(French.of(name)) est transmise \(French.to(hub.name)). Ce lien montre où elle en est, et permet de répondre au pôle :

            \(baseURL)/poles/\(hub.slug)/adherer/suivi?cle=\(key.text)
            """)
    }

    /// For the hub's own mailbox.
    func waiting(_ name: String, _ hub: Hub) -> Letter {
        letter(
            "Une demande d’adhésion : \(name)",
            """
            Bonjour,

            \(name) demande à adhérer \(French.to(hub.name)). La demande attend votre décision :

            \(baseURL)/poles/\(hub.slug)/pilotage/adhesions
            """)
    }

    func asked(_ name: String, _ hub: Hub, question: String) -> Letter {
        letter(
            "Votre demande d’adhésion \(French.to(hub.name)) : une précision",
            """
            Bonjour,

            \(French.the(hub.name).uppercasedFirst) a lu la demande d’adhésion \(French.of(name)) et vous demande :

            \(question)

            Répondez par le lien reçu lors de votre demande.
            """)
    }

    /// For the hub's own mailbox.
    func leaving(_ name: String, _ hub: Hub, on day: Day) -> Letter {
        letter(
            "\(name) quitte \(French.the(hub.name))",
            """
            Bonjour,

            \(French.the(name).uppercasedFirst) annonce qu’elle quitte \(French.the(hub.name)) : elle ne sera plus membre \(day.frenchWithArticle). Chaque membre peut se retirer à tout moment (loi du 1er juillet 1901, article 4) ; le pôle l’enregistre :

            \(baseURL)/poles/\(hub.slug)/pilotage/membres
            """)
    }

    /// For the hub's own mailbox.
    func staying(_ name: String, _ hub: Hub) -> Letter {
        letter(
            "\(name) reste membre",
            """
            Bonjour,

            \(French.the(name).uppercasedFirst) revient sur son départ : elle reste membre \(French.of(hub.name)).
            """)
    }

    /// For the hub's own mailbox.
    func represented(_ name: String, _ hub: Hub, by person: String, as kind: String, on day: Day) -> Letter {
        letter(
            "Représentation \(French.of(name))",
            """
            Bonjour,

            \(French.the(name).uppercasedFirst) désigne \(person) comme \(kind), à partir du \(day.french). Sa fiche, avec la lettre de mandat s’il y en a une :

            \(baseURL)/poles/\(hub.slug)/pilotage/membres
            """)
    }

    func admitted(_ name: String, _ hub: Hub, by body: String, on day: Day, dues: String, note: String) -> Letter {
        letter(
            "\(name) est membre \(French.of(hub.name))",
            """
            Bonjour,

            \(name) est admise comme membre \(French.of(hub.name)) : décision de \(body), \(day.frenchWithArticle).

            \(dues)\(note.isEmpty ? "" : "\n\n" + note)

            \(baseURL)/poles/\(hub.slug)
            """)
    }

    func refused(_ name: String, _ hub: Hub, by body: String, on day: Day, reason: String) -> Letter {
        letter(
            "Votre demande d’adhésion \(French.to(hub.name))",
            """
            Bonjour,

            \(French.the(hub.name).uppercasedFirst) n’a pas admis \(French.the(name)) : décision de \(body), \(day.frenchWithArticle).

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
