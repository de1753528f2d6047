/// Names of hubs and organisations inside a sentence: « du Pôle des Deux Rivières », « aux Ateliers du Gué », « d’Oxalis ».
///
/// An article that begins a name contracts; a name that begins with a common noun takes the article of that noun; any other
/// is a proper name, and « de » is cut before its vowel. Grevisse, *Le Bon Usage*: articles of names of works and houses.
extension French {
    /// « du Pôle … », « de La Passerelle », « d’Oxalis ».
    package static func of(_ name: String) -> String {
        switch NameOpening(name) {
        case .article(.masculine, let rest): "du " + rest
        case .article(.plural, let rest): "des " + rest
        case .noun(.masculine): "du " + name
        case .noun(.feminine): "de la " + name
        case .noun(.elided): "de l’" + name
        case .noun(.plural): "des " + name
        case .proper where isCut(before: name): "d’" + name
        default: "de " + name
        }
    }

    /// « au Pôle … », « à La Passerelle », « à Oxalis ».
    package static func to(_ name: String) -> String {
        switch NameOpening(name) {
        case .article(.masculine, let rest): "au " + rest
        case .article(.plural, let rest): "aux " + rest
        case .noun(.masculine): "au " + name
        case .noun(.feminine): "à la " + name
        case .noun(.elided): "à l’" + name
        case .noun(.plural): "aux " + name
        default: "à " + name
        }
    }

    /// « le Pôle … », « La Passerelle », « Oxalis »: after a verb, or before one inside a sentence.
    package static func the(_ name: String) -> String {
        switch NameOpening(name) {
        case .noun(.masculine): "le " + name
        case .noun(.feminine): "la " + name
        case .noun(.elided): "l’" + name
        case .noun(.plural): "les " + name
        default: name
        }
    }

    private static func isCut(before name: String) -> Bool {
        name.decomposedASCII.lowercased().first.map { "aeiouy".contains($0) } ?? false
    }
}

/// What a name begins with, as far as its article goes.
enum NameOpening: Equatable {
    enum Article: Equatable { case masculine, feminine, elided, plural }

    /// The article is a part of the name.
    case article(Article, rest: String)
    /// The name begins with a common noun, which wants one.
    case noun(Article)
    case proper

    init(_ name: String) {
        let opening = String(name.prefix { !$0.isWhitespace })
        let rest = String(name.dropFirst(opening.count).drop { $0.isWhitespace })
        switch (opening.lowercased(), rest.isEmpty) {
        case ("le", false): self = .article(.masculine, rest: rest)
        case ("la", false): self = .article(.feminine, rest: rest)
        case ("les", false): self = .article(.plural, rest: rest)
        // A noun alone is a name: « Relais » may be one.
        case (_, true): self = .proper
        case (let first, false): self = NameOpening.nouns[first].map(NameOpening.noun) ?? .proper
        }
    }

    /// First words of the names that hubs and organisations of the ESS bear.
    private static let nouns: [String: Article] = {
        let lists: [(Article, String)] = [
            (
                .masculine,
                "pôle pole collectif réseau groupement groupe comité centre club café théâtre cinéma syndicat conseil relais foyer tiers-lieu fonds cercle chantier jardin pays bureau fournil lycée mouvement secours service village"
            ),
            (
                .feminine,
                "mutuelle coopérative fondation fédération confédération maison radio recyclerie ressourcerie banque caisse librairie boulangerie imprimerie crèche communauté commune ville région chambre société blanchisserie régie ligue compagnie brasserie conserverie ferme halle plateforme scic scop cuma cae mjc"
            ),
            (
                .elided,
                "association union agence école épicerie initiative entreprise office atelier agglomération espace institut établissement"
            ),
            (.plural, "ateliers jardins services amis foyers centres compagnons restaurants fermes"),
        ]
        let pairs = lists.flatMap { article, words in words.split(separator: " ").map { (String($0), article) } }
        return Dictionary(pairs) { first, _ in first }
    }()
}
