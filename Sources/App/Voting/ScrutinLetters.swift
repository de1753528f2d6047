import Domain
import Foundation
import Markup

/// What is written to those who vote.
struct ScrutinLetters: Sendable {
    let networkAddress: String
    /// SHA-256 of the script that seals ballots, so that anybody can compare it with what their browser was given.
    let scriptPrint: String

    func invitation(
        _ record: ScrutinRecord, hub: String, voter: ScrutinVoterLine, _ secret: Secret, isFirst: Bool
    ) -> Letter {
        let what = record.isConsultation ? "une consultation" : "un vote"
        let opening = record.isConsultation ? "Cette consultation est ouverte" : "Ce vote est ouvert"
        let until =
            FranceTime(utc: record.closesAt).map { "\($0.day.frenchWithArticle) à \($0.clock)" } ?? record.closesAt
        let from = FranceTime(utc: record.opensAt).map { "\($0.day.frenchWithArticle) à \($0.clock)" } ?? record.opensAt
        let secrecy =
            record.isSecret
            ? """


            Ce vote est secret : votre navigateur chiffre le bulletin avant de l’envoyer, et les scrutateurs n’ouvrent l’urne qu’après la clôture. Il ne se change pas une fois envoyé. Le programme qui chiffre a pour empreinte (SHA-256) : \(scriptPrint)
            """
            : "\n\nCe vote est à découvert : après la clôture, le vote de chaque organisation est publié."
        let again = isFirst ? "" : "\n\nCe lien remplace celui que vous aviez reçu."
        return letter(
            record.isConsultation ? "Votre avis : \(record.title)" : "Votre vote : \(record.title)",
            """
            Bonjour,

            \(hub) organise \(what) : « \(record.title) ». Vous votez au nom de \(voter.name). \(opening) du \(from.dropping("le\u{A0}")) jusqu’au \(until.dropping("le\u{A0}")).

            Ce lien est celui de \(voter.name) seule, gardez-le pour vous :

            \(networkAddress)/vote?cle=\(secret.text)\(secrecy)\(again)
            """)
    }

    private func letter(_ subject: String, _ body: String) -> Letter {
        let signature = "\n\n-- \nMaillage, \(networkAddress)\n"
        let short = subject.unicodeScalars.count > 150 ? String(subject.prefix(149)) + "…" : subject
        return Letter(subject: Typography.french(short), body: Typography.french(body) + signature)
    }
}

extension String {
    fileprivate func dropping(_ prefix: String) -> Substring { hasPrefix(prefix) ? dropFirst(prefix.count) : self[...] }
}
