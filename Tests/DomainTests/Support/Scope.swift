import Domain

extension EssTable {
    /// A small version, for tests of what depends on one.
    static let sample = EssTable(
        [
            category("9220", "Association déclarée", .association), category("5458", "SARL Scop", .cooperative),
            category("8210", "Mutuelle", .mutual), category("9300", "Fondation", .foundation),
            category("9240", "Congrégation", nil, .doubtful), category("8410", "Syndicat", nil, .excluded),
        ],
        exclusions: ["94.92Z", "84"].compactMap { text in
            ActivityPrefix(text, in: .nafRev2).map {
                Exclusion(prefix: $0, label: "Exclue", source: "Essai", certainty: .reported)
            }
        })

    static func category(
        _ code: String, _ label: String, _ family: Family?, _ standing: Standing = .included
    ) -> Category {
        Category(code: code, label: label, family: family, standing: standing, source: "Essai", certainty: .reported)
    }
}

extension ImportScope {
    static func sample(communes: Set<String> = []) -> ImportScope {
        ImportScope(
            communes: communes, perimeter: .sample,
            sectors: Sectors(
                [Sector(code: "culture", label: "Culture"), Sector(code: "insertion", label: "Insertion")],
                rules: [], on: day("2026-11-25")),
            federations: ["urscop": "Union régionale des Scop", "ufcv": "UFCV"])
    }
}
