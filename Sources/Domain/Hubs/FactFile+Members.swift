/// What a file of facts says of members beside their names.
extension FactFile {
    package struct SpeakerFact: Codable, Sendable { package let nom, courriel: String }

    package struct ExemptionFact: Codable, Sendable {
        package let annee: Int
        package let motif: String
    }

    package struct PartFact: Codable, Sendable { package let annee, euros: Int }

    package struct EndFact: Codable, Sendable {
        package let jour: Day
        package let motif, instance, raison: String
    }

    /// The scale of dues, the same for each of these years.
    package struct DuesFact: Codable, Sendable {
        package let annees: [Int]
        package let instance: String
        package let bandes: [BandFact]
    }

    package struct BandFact: Codable, Sendable {
        package let libelle, base: String
        package let apartir, moins: Int?
        package let euros: Int
    }

    /// A request to join that waits; its answers are by key of the charter's principles.
    package struct JoiningFact: Codable, Sendable {
        package let nom, commune, activite, motivation, apporte, attend, contact, courriel, titulaire: String
        package let famille: Family
        package let depuis: Day
        package let salaries: Int?
        package let reponses: [String: String]
        /// What the hub asked for, when it waits for an answer.
        package let question: String?
    }

    package struct ExchangeFact: Codable, Sendable {
        package let organisation, sens, nature, fonction, quoi: String
        package let jour: Day
        package let minutes, centimes: Int?
    }
}
