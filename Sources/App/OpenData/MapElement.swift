import Domain
import Foundation

/// An organisation as GoGoCarto's maps give and take them (`/api/elements.json`, ontology « gogofull »).
enum MapElement {
    static func json(_ line: DirectoryLine, base: String) -> JSON { object(base).known(line) }

    static func object(_ base: String) -> ApiObject<DirectoryLine> {
        ApiObject(
            name: "Element", description: "Une organisation, dans le vocabulaire des cartes GoGoCarto.",
            fields: [
                ApiField("id", .text, "Son identifiant.") { .text($0.slug) },
                ApiField("name", .text, "Son nom.") { .text($0.sheet[.name]) },
                ApiField("url", .address, "Sa page.") { .text(base + "/annuaire/" + $0.slug) },
                ApiField("abstract", .optional(.text), "Son activité en quelques mots.") { .said($0.sheet[.summary]) },
                ApiField("description", .optional(.text), "Ce qu’elle dit d’elle-même.") {
                    .said($0.sheet[.presentation])
                },
                ApiField("geo", .optional(.object(geo.knownShape)), "Où elle est.") {
                    $0.sheet.point == nil ? .null : geo.known($0)
                },
                ApiField("address", .object(address.knownShape), "Son adresse.") { address.known($0) },
                ApiField("categories", .list(.text), "Sa famille (voir /api/taxonomy.json).") {
                    [.text($0.sheet.family.label)]
                },
                ApiField("website", .optional(.text), "Son site.") { .said($0.sheet[.website]) },
                ApiField("email", .optional(.text), "Son adresse électronique publique.") { .said($0.sheet[.email]) },
                ApiField("telephone", .optional(.text), "Son téléphone.") { .said($0.sheet[.phone]) },
                ApiField("siren", .optional(.text), "SIREN.") { .said($0.sheet[.siren]) },
                ApiField("siret", .optional(.text), "SIRET du siège.") { .said($0.sheet[.siret]) },
                ApiField("rna", .optional(.text), "Numéro RNA.") { .said($0.sheet[.rna]) },
                ApiField("sigle", .optional(.text), "Sigle.") { .said($0.sheet[.acronym]) },
                ApiField("famille", .choice(Family.allCases.map(\.rawValue)), "Sa famille.") {
                    .text($0.sheet.family.rawValue)
                },
                ApiField("updatedAt", .moment, "La dernière fois que sa fiche a changé.") { .text($0.updatedAt) },
            ])
    }

    private static let geo = ApiObject<DirectoryLine>(
        name: "ElementGeo", description: "Un point (WGS 84).",
        fields: [
            ApiField("latitude", .number, "Latitude.") { $0.sheet.point.map { .number($0.latitude) } ?? .null },
            ApiField("longitude", .number, "Longitude.") { $0.sheet.point.map { .number($0.longitude) } ?? .null },
        ])

    private static let address = ApiObject<DirectoryLine>(
        name: "ElementAddress", description: "Une adresse postale.",
        fields: [
            ApiField("streetAddress", .optional(.text), "Rue.") { .said($0.sheet[.address]) },
            ApiField("postalCode", .optional(.text), "Code postal.") { .said($0.sheet[.postcode]) },
            ApiField("addressLocality", .optional(.text), "Ville.") { .said($0.sheet[.town]) },
            ApiField("addressCountry", .text, "Toujours « FR ».") { _ in "FR" },
        ])

    /// The whole file.
    static func fileShape(_ base: String) -> ApiShape {
        ApiShape(
            name: "Elements", description: "Les organisations, pour une carte GoGoCarto.",
            fields: [
                ("licence", .address, "La licence de ces données."), ("source", .text, "Ce qu’il faut citer."),
                ("date", .day, "Le jour de ces données."), ("ontology", .choice(["gogofull"]), "Le vocabulaire."),
                ("data", .list(.object(object(base).knownShape)), "Les organisations."),
            ])
    }
}
