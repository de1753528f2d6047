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
}
