import Domain
import Markup

/// What is new in a search.
struct AlertNews: Sendable {
    let organisations: [DirectoryLine]
    let offers: [OfferLine]
    /// The search in words.
    let search: String
    /// Its address in the directory.
    let address: String
    let stopKey: String
    let frequency: AlertFrequency
}

/// What alerts write to people.
struct AlertLetters: Sendable {
    let baseURL: String

    func confirmation(_ key: Secret, _ frequency: AlertFrequency) -> Letter {
        letter(
            "Confirmez votre alerte de l’annuaire",
            """
            Bonjour,

            Quelqu’un, sans doute vous, demande à être averti \(frequency.label) des nouveautés d’une recherche de l’annuaire. Pour accepter, suivez ce lien dans les deux jours :

            \(baseURL)/alertes/confirmation?cle=\(key.text)

            Si vous n’avez rien demandé, ne faites rien : vous ne recevrez plus rien.
            """)
    }

    func news(_ news: AlertNews) -> Letter {
        let count = French.count(news.organisations.count, "nouvelle organisation", "nouvelles organisations")
        let offers = French.count(news.offers.count, "nouvelle annonce", "nouvelles annonces")
        let what = [news.organisations.isEmpty ? nil : count, news.offers.isEmpty ? nil : offers].compactMap(\.self)
        var lines = ["Bonjour,", "", "Votre recherche (\(news.search)) a du nouveau : \(French.list(what)).", ""]
        lines += news.organisations.prefix(AlertRounds.shown).flatMap { line in
            ["\(line.sheet[.name]), \(recordLine(line.sheet))", "\(baseURL)/annuaire/\(line.slug)", ""]
        }
        lines += news.offers.prefix(AlertRounds.shown).flatMap { line in
            [
                "\(line.name) \(line.offer.direction.label.lowercasedFirst) : \(line.offer.topic)",
                "\(baseURL)/annuaire/\(line.slug)", "",
            ]
        }
        let rest =
            max(0, news.organisations.count - AlertRounds.shown) + max(0, news.offers.count - AlertRounds.shown)
        if rest > 0 { lines += ["… et \(French.count(rest, "autre", "autres")).", ""] }
        lines += [
            "Revoir la recherche :", baseURL + news.address, "",
            "Vous recevez ce message au plus \(news.frequency.label), et seulement s’il y a du nouveau. Pour ne plus le recevoir :",
            "\(baseURL)/alertes/arret?cle=\(news.stopKey)",
        ]
        return letter("Du nouveau dans l’annuaire : \(French.list(what))", lines.joined(separator: "\n"))
    }

    private func letter(_ subject: String, _ body: String) -> Letter {
        let signature = "\n\n-- \nMaillage, \(baseURL)\n"
        return Letter(subject: Typography.french(subject), body: Typography.french(body) + signature)
    }
}
