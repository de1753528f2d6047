/// A file of facts about a network, each with its source and its certainty: the first data of `maillage initialiser`.
/// Keys are French because those who know the facts write them. Territories are named `sorte:code`.
package struct FactFile: Codable, Sendable {
    package let reseau: Network
    /// By key, the sentence that names each source.
    package let sources: [String: String]
    package let territoires: [TerritoryFact]
    package let appartenances: [MembershipFact]
    package let chiffres: [FigureFact]
    package let poles: [HubFact]
    package let jalonsDesTerritoires: [TerritoryMilestoneFact]
    package let jalonsDuReseau: [MilestoneFact]
    package let effectifsDuReseau: [HeadcountFact]
    package let seuils: [ThresholdFact]

    package enum CodingKeys: String, CodingKey {
        case reseau, sources, territoires, appartenances, chiffres, poles, seuils
        case jalonsDesTerritoires = "jalons_des_territoires"
        case jalonsDuReseau = "jalons_du_reseau"
        case effectifsDuReseau = "effectifs_du_reseau"
    }

    package struct Network: Codable, Sendable { package let nom: String }

    package struct TerritoryFact: Codable, Sendable {
        package let sorte: TerritoryKind
        package let code, nom, court, source: String
        package let depuis: Day?
        package let population: Int?
        /// The year in which that population is in force.
        package let annee: Int?
        package let sourcePopulation: String?

        package enum CodingKeys: String, CodingKey {
            case sorte, code, nom, court, source, depuis, population, annee
            case sourcePopulation = "source_population"
        }
    }

    package struct MembershipFact: Codable, Sendable {
        package let partie, dans, source: String
        package let depuis, jusqua: Day?
        package let certitude: Certainty
    }

    package struct FigureFact: Codable, Sendable {
        package let territoire, nom, unite, source: String
        package let annee, valeur: Int
    }

    package struct HubFact: Codable, Sendable {
        package let slug, nom: String
        /// Codes of Pays.
        package let territoires: [String]
        package let gouvernance: GovernanceMode
        package let jalons: [MilestoneFact]
        package let effectifs: [HeadcountFact]?
        package let presentation, gestionnaire, courriel, telephone, site: String?
        package let organisations: [OrganisationFact]?
        package let cotisation: DuesFact?
        package let demandes: [JoiningFact]?
        package let echanges: [ExchangeFact]?
    }

    package struct OrganisationFact: Codable, Sendable {
        package let nom, activite: String
        package let famille: Family
        package let depuis: Day
        /// Codes of sectors.
        package let secteurs: [String]?
        /// A key of the statutes.
        package let college: String?
        /// The group of affiliated organisations that it declares.
        package let groupe: String?
        package let collectivite: Bool?
        package let salaries: Int?
        package let titulaire, suppleant: SpeakerFact?
        /// Years paid.
        package let cotisations: [Int]?
        package let exoneration: ExemptionFact?
        package let acompte: PartFact?
        package let fin: EndFact?
    }

    package struct MilestoneFact: Codable, Sendable {
        package let sorte: MilestoneKind
        package let date: PartialDate
        package let titre, source: String
        package let detail: String?
        package let certitude: Certainty
    }

    package struct TerritoryMilestoneFact: Codable, Sendable {
        package let territoire: String
        package let jalon: MilestoneFact

        package init(from decoder: any Decoder) throws {
            territoire = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .territoire)
            jalon = try MilestoneFact(from: decoder)
        }
        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(territoire, forKey: .territoire)
            try jalon.encode(to: encoder)
        }
        private enum CodingKeys: String, CodingKey { case territoire }
    }

    package struct HeadcountFact: Codable, Sendable {
        package let date: PartialDate
        package let organisations: Int
        package let territoires: Int?
        package let source: String
    }

    package struct ThresholdFact: Codable, Sendable {
        package let nom, motif: String
        package let depuis: Day
        package let valeur: Int
    }
}

/// A fictional network to put on top of the first facts: hubs at every stage, and people for every role.
package struct DemonstrationFile: Codable, Sendable {
    package let sources: [String: String]
    package let poles: [FactFile.HubFact]
    package let jalonsDuReseau: [FactFile.MilestoneFact]
    package let personnes: [PersonFact]

    package enum CodingKeys: String, CodingKey {
        case sources, poles, personnes
        case jalonsDuReseau = "jalons_du_reseau"
    }

    package struct PersonFact: Codable, Sendable {
        package let nom, courriel: String
        package let roles: [RoleFact]
    }

    /// At the hub or the organisation named by its slug, else for the whole network.
    package struct RoleFact: Codable, Sendable {
        package let sorte: RoleKind
        package let pole, organisation: String?
    }
}
