import Domain
import Foundation

/// A territory that exists on a day, with the Pays it is in.
struct TerritoryLine: Sendable {
    let record: TerritoryRecord
    let pays: TerritoryRecord?
}

extension ApiResources {
    var territory: ApiObject<TerritoryLine> {
        ApiObject(
            name: "Territoire", description: "Un territoire, avec le Pays dont il fait partie.",
            fields: [
                ApiField("identifiant", .text, "La fin de l’adresse de sa page.") { .text($0.record.territory.slug) },
                ApiField("sorte", .choice(TerritoryKind.allCases.map(\.rawValue)), "Sa sorte.") {
                    .text($0.record.territory.kind.rawValue)
                },
                ApiField("code", .text, "Code officiel de l’Insee, SIREN d’un EPCI, ou numéro d’un Pays.") {
                    .text($0.record.territory.code)
                },
                ApiField("nom", .text, "Son nom ce jour-là.") { .text($0.record.name) },
                ApiField("pays_code", .optional(.text), "Le Pays dont il fait partie.") {
                    $0.pays.map { .text($0.territory.code) } ?? .null
                },
                ApiField("pays", .optional(.text), "Le nom de ce Pays.") { $0.pays.map { .text($0.name) } ?? .null },
                ApiField("habitants", .optional(.integer), "Population municipale.") {
                    $0.record.population.map { .integer($0.inhabitants) } ?? .null
                },
                ApiField("habitants_annee", .optional(.integer), "L’année de cette population.") {
                    $0.record.population.map { .integer($0.year) } ?? .null
                },
                ApiField("page", .address, "Sa page.") { [base] in .text(base + $0.record.path) },
            ])
    }

    var hub: ApiObject<HubLine> {
        ApiObject(
            name: "Pole", description: "Un pôle de développement de l’ESS, créé ou en chemin.",
            fields: [
                ApiField("identifiant", .text, "La fin de l’adresse de sa page.") { .text($0.hub.slug) },
                ApiField("pole", .text, "Son nom.") { .text($0.hub.name) },
                ApiField("statut", Self.status, "Où il en est ce jour-là.") { .text($0.standing.status.rawValue) },
                ApiField("depuis", .optional(.text), "Depuis quand : une année, un mois ou un jour.") {
                    $0.standing.since.map { .text($0.description) } ?? .null
                },
                ApiField("certitude", Self.certainty, "Ce qui permet de le dire.") {
                    .text($0.standing.certainty.rawValue)
                },
                ApiField("territoires", .list(.text), "Les territoires de son périmètre.") { .texts($0.territories) },
                ApiField("organisations", .integer, "Combien d’organisations y prennent part.") {
                    .integer($0.organisations)
                },
                ApiField("presentation", .optional(.text), "Ce qu’il dit de lui.") { .said($0.hub.presentation) },
                ApiField("site", .optional(.text), "Son site.") { .said($0.hub.website) },
                ApiField("page", .address, "Sa page.") { [base] in .text(base + "/poles/" + $0.hub.slug) },
            ])
    }

    /// The whole network on a day.
    var situation: ApiObject<SituationView> {
        ApiObject(
            name: "Situation", description: "Où en est chaque territoire un jour donné.",
            fields: [
                ApiField("au", .day, "Ce jour.") { .text($0.day.description) },
                ApiField(
                    "statuts", .counts(Status.allCases.map(\.rawValue)), "Combien de territoires en sont là."
                ) { view in
                    .object(Status.allCases.map { (name: $0.rawValue, value: .integer(view.situation.count($0))) })
                },
                ApiField("territoires", .list(.object(standing.shape)), "Chaque territoire.") { [standing] in
                    .list($0.lines.map(standing.json))
                },
            ])
    }

    private var standing: ApiObject<SituationLine> {
        ApiObject(
            name: "SituationTerritoire", description: "Où en est un territoire.",
            fields: [
                ApiField("code", .text, "Son numéro.") { .text($0.record.territory.code) },
                ApiField("territoire", .text, "Son nom.") { .text($0.record.name) },
                ApiField("identifiant", .text, "La fin de l’adresse de sa page.") { .text($0.record.territory.slug) },
                ApiField("statut", Self.status, "Où il en est.") { .text($0.standing.status.rawValue) },
                ApiField("statut_libelle", .text, "Le même, en mots.") { .text($0.standing.status.label) },
                ApiField("depuis", .optional(.text), "Depuis quand : une année, un mois ou un jour.") {
                    $0.standing.since.map { .text($0.description) } ?? .null
                },
                ApiField("certitude", Self.certainty, "Ce qui permet de le dire.") {
                    .text($0.standing.certainty.rawValue)
                },
                ApiField("poles", .list(.text), "Identifiants des pôles qui le couvrent.") {
                    .texts($0.hubs.map(\.slug))
                },
                ApiField("en_partie", .boolean, "Vrai quand ils n’en couvrent qu’une partie.") {
                    .bool($0.situation.isPartial)
                },
                ApiField("habitants", .optional(.integer), "Population municipale.") {
                    $0.record.population.map { .integer($0.inhabitants) } ?? .null
                },
                ApiField("habitants_annee", .optional(.integer), "L’année de cette population.") {
                    $0.record.population.map { .integer($0.year) } ?? .null
                },
                ApiField("source", .optional(.text), "Ce qui le dit.") {
                    $0.milestone.map { .text($0.source.title) } ?? .null
                },
            ])
    }

    private static let status = ApiType.choice(Status.allCases.map(\.rawValue))
    private static let certainty = ApiType.choice(Certainty.allCases.map(\.rawValue))
}
