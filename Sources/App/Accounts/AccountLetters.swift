import Domain
import Foundation
import Markup

/// A subject and a text.
struct Letter: Sendable, Equatable {
    let subject: String
    let body: String
}

/// What accounts write to people. Links come from the address in the settings, never from a request.
struct AccountLetters: Sendable {
    let networkAddress: String

    func signIn(_ secret: Secret, then next: LocalPath? = nil) -> Letter {
        letter(
            "Votre lien de connexion",
            """
            Bonjour,

            Ce lien ouvre votre compte. Il sert une seule fois, pendant une demi-heure :

            \(link(secret, then: next))

            Si vous n’avez rien demandé, ne faites rien : sans ce lien, personne n’entre.
            """)
    }

    func signUp(_ name: PersonName, _ secret: Secret) -> Letter {
        letter(
            "Confirmez votre inscription",
            """
            Bonjour \(name.text),

            Ce lien crée votre compte. Il sert une seule fois, pendant une demi-heure :

            \(link(secret))

            Si vous n’avez rien demandé, ne faites rien : aucun compte ne sera créé.
            """)
    }

    func invitation(from inviter: String, as roles: [String], _ secret: Secret) -> Letter {
        letter(
            "Vous êtes invité·e dans le réseau des pôles",
            """
            Bonjour,

            \(inviter) vous ouvre un compte\(roles.isEmpty ? "" : " (\(roles.joined(separator: ", ")))").

            Ce lien vous y fait entrer. Il sert une seule fois, pendant sept jours :

            \(link(secret))

            Si vous ne connaissez pas cette personne, ne faites rien.
            """)
    }

    func unknownAddress() -> Letter {
        letter(
            "Aucun compte à cette adresse",
            """
            Bonjour,

            Quelqu’un, sans doute vous, a demandé un lien de connexion pour cette adresse. Elle n’a pas de compte.

            Vous en avez peut-être un à une autre adresse. Sinon, vous pouvez en créer un ici :

            \(networkAddress)/inscription

            Si vous n’avez rien demandé, ne faites rien.
            """)
    }

    func suspended() -> Letter {
        letter(
            "Votre compte est suspendu",
            """
            Bonjour,

            Quelqu’un, sans doute vous, a demandé un lien de connexion. Votre compte est suspendu pour le moment.

            La personne qui anime le réseau peut vous dire pourquoi et le rétablir.
            """)
    }

    func addressChange(_ secret: Secret) -> Letter {
        letter(
            "Confirmez votre nouvelle adresse",
            """
            Bonjour,

            Ce lien fait de cette adresse celle de votre compte. Il sert une seule fois, pendant une demi-heure :

            \(link(secret))

            Si vous n’avez rien demandé, ne faites rien.
            """)
    }

    func addressChanged(to address: MailAddress) -> Letter {
        letter(
            "L’adresse de votre compte a changé",
            """
            Bonjour,

            Votre compte a désormais une autre adresse : \(Self.hinted(address)). Celle-ci ne sert plus à vous connecter.

            Si ce n’est pas vous, dites-le tout de suite à la personne qui anime le réseau.
            """)
    }

    func passwordChanged() -> Letter {
        letter(
            "Votre mot de passe a changé",
            """
            Bonjour,

            Le mot de passe de votre compte vient de changer. Vos autres connexions sont fermées.

            Si ce n’est pas vous, demandez un lien de connexion et choisissez-en un autre :

            \(networkAddress)/connexion
            """)
    }

    /// « a…@example.org »: enough for its owner to know it, too little for others to write to it.
    static func hinted(_ address: MailAddress) -> String { "\(address.localPart.prefix(1))…@\(address.domain)" }

    /// In the query, which is not logged.
    func link(_ secret: Secret, then next: LocalPath? = nil) -> String {
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "/-_.")
        let path = next?.text.addingPercentEncoding(withAllowedCharacters: allowed)
        return "\(networkAddress)/lien?cle=\(secret.text)\(path.map { "&suite=\($0)" } ?? "")"
    }

    private func letter(_ subject: String, _ body: String) -> Letter {
        let signature = "\n\n-- \nMaillage, \(networkAddress)\n"
        return Letter(subject: Typography.french(subject), body: Typography.french(body) + signature)
    }
}
