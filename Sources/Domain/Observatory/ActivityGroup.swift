/// What establishments do, in the wide groups that panoramas compare the ESS and the whole economy by. They are made of
/// divisions that NAF rév. 2 and NAF 2025 draw alike, so that both are read; older classifications are not.
package enum ActivityGroup: String, Sendable, CaseIterable {
    case agriculture
    case industry = "industrie"
    case construction
    case trade = "commerce"
    case transport = "transports"
    case hospitality = "hebergement-restauration"
    case information
    case finance
    case property = "immobilier"
    case businessServices = "services-entreprises"
    case administration
    case education = "enseignement"
    case health = "sante"
    case socialWork = "action-sociale"
    case culture
    case sport = "sport-loisirs"
    case associations = "vie-associative"
    case households = "menages"
    /// A code of a former classification, or none.
    case unread = "non-lue"

    package init(_ activity: String, _ nomenclature: Nomenclature?) {
        guard let nomenclature, Nomenclature.mapped.contains(nomenclature), let division = Int(activity.prefix(2))
        else {
            self = .unread
            return
        }
        self = Self.allCases.first { $0.divisions?.contains(division) == true } ?? .unread
    }

    private var divisions: ClosedRange<Int>? {
        switch self {
        case .agriculture: 1...3
        case .industry: 5...39
        case .construction: 41...43
        case .trade: 45...47
        case .transport: 49...53
        case .hospitality: 55...56
        case .information: 58...63
        case .finance: 64...66
        case .property: 68...68
        case .businessServices: 69...82
        case .administration: 84...84
        case .education: 85...85
        case .health: 86...86
        case .socialWork: 87...88
        case .culture: 90...92
        case .sport: 93...93
        case .associations: 94...96
        case .households: 97...99
        case .unread: nil
        }
    }

    package var label: String {
        switch self {
        case .agriculture: "Agriculture, forêt, pêche"
        case .industry: "Industrie, énergie, déchets"
        case .construction: "Construction"
        case .trade: "Commerce"
        case .transport: "Transports"
        case .hospitality: "Hébergement, restauration"
        case .information: "Information, communication"
        case .finance: "Banque, assurance"
        case .property: "Immobilier"
        case .businessServices: "Services aux entreprises"
        case .administration: "Administration"
        case .education: "Enseignement"
        case .health: "Santé"
        case .socialWork: "Action sociale, médico-social"
        case .culture: "Arts et spectacles"
        case .sport: "Sports et loisirs"
        case .associations: "Vie associative, autres services"
        case .households: "Ménages, organismes internationaux"
        case .unread: "Activité non lue"
        }
    }
}

/// What the divisions of the NAF are, in few words of our own.
package enum ActivityNames {
    /// « 88.99B » → « action sociale sans hébergement »; nil for a division that does not exist.
    package static func division(of activity: String) -> String? {
        Int(activity.prefix(2)).flatMap { names[$0] }
    }

    private static let names: [Int: String] = [
        1: "culture et élevage", 2: "forêt", 3: "pêche et aquaculture", 5: "houille", 6: "hydrocarbures",
        7: "minerais", 8: "carrières et salines", 9: "soutien à l’extraction", 10: "industrie alimentaire",
        11: "boissons", 12: "tabac", 13: "textile", 14: "habillement", 15: "cuir et chaussure", 16: "bois",
        17: "papier et carton", 18: "imprimerie", 19: "raffinage", 20: "chimie", 21: "pharmacie",
        22: "caoutchouc et plastique", 23: "verre, céramique, béton", 24: "métallurgie", 25: "produits en métal",
        26: "électronique", 27: "équipements électriques", 28: "machines", 29: "automobile",
        30: "autres matériels de transport", 31: "meubles", 32: "autres fabrications", 33: "réparation de machines",
        35: "électricité, gaz, chaleur", 36: "eau", 37: "eaux usées", 38: "déchets et récupération", 39: "dépollution",
        41: "construction de bâtiments", 42: "génie civil", 43: "travaux spécialisés", 45: "commerce automobile",
        46: "commerce de gros", 47: "commerce de détail", 49: "transports terrestres", 50: "transports par eau",
        51: "transports aériens", 52: "entreposage, services des transports", 53: "poste et courrier",
        55: "hébergement", 56: "restauration", 58: "édition", 59: "cinéma, vidéo, musique", 60: "radio et télévision",
        61: "télécommunications", 62: "informatique", 63: "services d’information", 64: "banque", 65: "assurance",
        66: "auxiliaires de la banque et de l’assurance", 68: "immobilier", 69: "droit et comptabilité",
        70: "sièges sociaux, conseil de gestion", 71: "architecture, ingénierie", 72: "recherche",
        73: "publicité, études de marché", 74: "autres activités spécialisées", 75: "vétérinaires", 77: "location",
        78: "emploi, mise à disposition de personnel", 79: "voyages et réservations", 80: "sécurité",
        81: "entretien des bâtiments, paysage", 82: "services administratifs", 84: "administration publique",
        85: "enseignement", 86: "santé", 87: "hébergement médico-social", 88: "action sociale sans hébergement",
        90: "arts et spectacle", 91: "bibliothèques, musées, patrimoine", 92: "jeux d’argent", 93: "sports et loisirs",
        94: "organisations associatives", 95: "réparation de biens", 96: "services personnels",
        97: "emploi à domicile", 98: "activités pour soi des ménages", 99: "organismes internationaux",
    ]
}
