import Domain
import Foundation
import Markup

/// What is written to organisations and to those who propose something about them.
struct RecordLetters: Sendable {
    let networkAddress: String

    func correction(_ name: String, _ secret: Secret) -> Letter {
        letter(
            "Corriger la fiche de \(name)",
            """
            Bonjour,

            Quelqu’un, sans doute de chez vous, a demandé à corriger la fiche de \(name) dans notre annuaire. Ce lien l’ouvre, sans compte. Il sert une seule fois, pendant trois jours :

            \(networkAddress)/fiche?cle=\(secret.text)

            Si vous n’avez rien demandé, ne faites rien : sans ce lien, personne n’écrit en votre nom.
            """)
    }

    func claimAccepted(_ name: String, _ secret: Secret) -> Letter {
        letter(
            "La fiche de \(name) est à vous",
            """
            Bonjour,

            Votre demande est acceptée : cette adresse est désormais celle de la fiche de \(name). Ce lien l’ouvre pour la corriger, sans compte. Il sert une seule fois, pendant trois jours :

            \(networkAddress)/fiche?cle=\(secret.text)

            Ensuite, un nouveau lien se demande sur la fiche : « Vous êtes cette organisation ? ».
            """)
    }

    /// What became of a proposal, for whoever left an address.
    func decided(_ subject: String, _ outcome: String, reason: String) -> Letter {
        let because = reason.isEmpty ? "" : "\n\nLa personne qui a décidé ajoute :\n\n\(reason)"
        return letter(
            "Votre proposition : \(subject)",
            """
            Bonjour,

            Vous aviez proposé quelque chose pour notre annuaire (\(subject)). \(outcome)\(because)

            Votre adresse vient d’être effacée de notre côté : ce message est le seul.
            """)
    }

    /// Asks an organisation to look at its record again; two links, each for one thing.
    func reminder(_ name: String, _ correction: Secret, _ refusal: Secret, number: Int, of most: Int) -> Letter {
        let last =
            number >= most
            ? "C’est notre dernier message à ce sujet." : "Ce message est le \(number)e sur \(most) au plus."
        return letter(
            "La fiche de \(name) est-elle toujours juste ?",
            """
            Bonjour,

            \(name) a une fiche dans notre annuaire, et personne ne l’a relue depuis longtemps. Deux minutes suffisent : ce lien l’ouvre, sans compte, pendant trois jours.

            \(networkAddress)/fiche?cle=\(correction.text)

            \(last.replacingOccurrences(of: "1e sur", with: "premier sur")) Pour ne plus en recevoir :

            \(networkAddress)/fiche/rappels?cle=\(refusal.text)
            """)
    }

    private func letter(_ subject: String, _ body: String) -> Letter {
        let signature = "\n\n-- \nMaillage, \(networkAddress)\n"
        let short = subject.unicodeScalars.count > 150 ? String(subject.prefix(149)) + "…" : subject
        return Letter(subject: Typography.french(short), body: Typography.french(body) + signature)
    }
}
