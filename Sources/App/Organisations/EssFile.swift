import Domain

/// `perimetre-ess.json`: the starting version.
struct EssFile: Decodable {
    let titre, source: String
    let depuis: Day
    let certitude: Certainty
    let categories: [Category]
    let activites: [Activity]

    struct Category: Decodable {
        let code, libelle, source: String
        let famille: Family?
        let appartenance: EssTable.Standing
        let certitude: Certainty
    }
    struct Activity: Decodable {
        let nomenclature: Nomenclature
        let prefixe, libelle, source: String
        let certitude: Certainty
    }

    /// What it says, as a version of the perimeter; a prefix that is none of its nomenclature is left out.
    var table: EssTable {
        EssTable(
            categories.map { category in
                EssTable.Category(
                    code: category.code, label: category.libelle, family: category.famille,
                    standing: category.appartenance, source: category.source, certainty: category.certitude)
            },
            exclusions: activites.compactMap { activity in
                ActivityPrefix(activity.prefixe, in: activity.nomenclature).map { prefix in
                    EssTable.Exclusion(
                        prefix: prefix, label: activity.libelle, source: activity.source, certainty: activity.certitude)
                }
            })
    }
}
