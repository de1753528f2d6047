import Domain
import Foundation

/// A territory in a vintage, as lists of the interface name it.
struct CountedTerritory: Sendable {
    let part: TerritoryPanorama.Part
    let vintage: Vintage
    var record: TerritoryRecord { part.record }
    var total: Panorama.Beside { part.total }
}

extension OpenDataSources {
    var observatoryOperations: [ApiOperation] { [vintageList, countedList, onePanorama] }

    private static let month = ApiParameter(
        "millesime", .text(longest: 7), "Le mois des fichiers, AAAA-MM ; sans lui, le dernier importé.",
        example: "2026-01")

    private static let limits = ApiParameter(
        "au", .date,
        "La date des limites de territoires dans lesquelles tout est compté ; une année ou un mois vaut son dernier jour ; sans elle, aujourd’hui.",
        example: "2015-01-01")

    private static func panorama(_ ask: ApiAsk, _ context: WebContext) -> PanoramaAsk {
        PanoramaAsk(
            month: ask["millesime"], limits: ask.date("au", today: context.today), today: context.today)
    }

    private var vintageObject: ApiObject<Vintage> {
        ApiObject<Vintage>(
            name: "Millesime", description: "Un mois du répertoire Sirene, compté.",
            fields: [
                ApiField("mois", .text, "AAAA-MM.") { .text($0.month.description) },
                ApiField("source", .text, "Ce qu’il faut citer.") { .text($0.citation) },
                ApiField("perimetre", .text, "La version du périmètre de l’ESS.") { .text($0.perimeter) },
                ApiField(
                    "territoires", .list(.text), "Ceux auxquels il se limite ; aucun : toutes les communes connues."
                ) {
                    .texts($0.scope)
                },
                ApiField("france", .boolean, "S’il compte aussi le reste de la France.") { .bool($0.hasFrance) },
                ApiField(
                    "date_donnees", .optional(.day), "Le dernier changement au répertoire parmi ce qui est compté."
                ) {
                    $0.treatedOn.map { .text($0.description) } ?? .null
                },
                ApiField("commande", .text, "Ce qui refait les mêmes tableaux.") { .text($0.command) },
                ApiField("empreinte", .text, "SHA-256 des fichiers et de toutes les cases.") { .text($0.digest) },
            ])
    }

    private var vintageList: ApiOperation {
        let object = vintageObject
        let list = ApiObject<[Vintage]>(
            name: "Millesimes", description: "Les mois du répertoire qui sont comptés, le dernier d’abord.",
            fields: [
                ApiField("resultats", .list(.object(object.shape)), "Les millésimes.") { .list($0.map(object.json)) }
            ])
        return ApiOperation(
            path: "/api/observatoire/millesimes", name: "millesimes", title: "Les millésimes de l’observatoire",
            description: "Les mois de Sirene qui ont été comptés, avec leurs fichiers et la commande qui les refait.",
            shape: list.shape
        ) { _, _ in .document(list.json(try await panoramas.store.vintages())) }
    }

    private var countedObject: ApiObject<CountedTerritory> {
        ApiObject<CountedTerritory>(
            name: "TerritoireCompte", description: "Les établissements actifs d’un territoire dans un millésime.",
            fields: [
                ApiField("identifiant", .text, "La fin de son adresse.") { .text($0.record.territory.slug) },
                ApiField("nom", .text, "Son nom.") { .text($0.record.name) },
                ApiField("sorte", .text, "Sa sorte.") { .text($0.record.territory.kind.rawValue) },
                ApiField("code", .text, "Son code.") { .text($0.record.territory.code) },
                ApiField("habitants", .optional(.integer), "Sa population, ou celle de ses communes.") {
                    $0.part.inhabitants.map(JSON.integer) ?? .null
                },
                ApiField("etablissements", .integer, "Tous les établissements actifs.") {
                    .integer(Int($0.total.all.active))
                },
                ApiField("etablissements_ess", .integer, "Ceux de l’ESS.") { .integer(Int($0.total.ess.active)) },
                ApiField("employeurs_ess", .integer, "Ceux de l’ESS qui emploient.") {
                    .integer(Int($0.total.ess.employers))
                },
                ApiField("unites_ess", .integer, "Les unités légales de l’ESS qui y ont leur siège.") {
                    .integer(Int($0.total.ess.seats))
                },
                ApiField("millesime", .text, "Le mois des fichiers.") { .text($0.vintage.month.description) },
                ApiField("panorama", .address, "L’adresse de son panorama.") {
                    .text(base + "/observatoire/" + $0.record.territory.slug)
                },
            ])
    }

    private var countedList: ApiOperation {
        let object = countedObject
        let kind = ApiParameter(
            "sorte", .choice(TerritoryKind.allCases.map(\.rawValue)), "Leur sorte ; sans elle, les Pays.",
            example: "commune")
        return ApiOperation(
            path: "/api/observatoire/territoires", name: "observatoire", title: "L’ESS dans chaque territoire",
            description: "Les établissements actifs des territoires d’une sorte, ceux de l’ESS à côté de tous.",
            parameters: [kind, Self.month, Self.limits, Self.perPage, Self.mark], shape: object.list.shape
        ) { ask, context in
            let vintages = try await panoramas.store.vintages()
            let asked = Self.panorama(ask, context)
            guard let vintage = try? asked.vintage(among: vintages) else {
                // A month that was not imported has counted nothing.
                return listed([], as: object, ask, "/api/observatoire/territoires", context) { _ in 0 }
            }
            let geography = try await panoramas.store.geography(on: asked.limits)
            let overview = try await panoramas.store.overview(vintage)
            let counted = try await panoramas.counted(vintage, geography)
            let lines = geography.records(TerritoryKind(rawValue: ask["sorte"]) ?? .pays)
                .filter { counted.contains($0.id) }.map {
                    CountedTerritory(part: .init($0, overview, geography), vintage: vintage)
                }
            return listed(lines, as: object, ask, "/api/observatoire/territoires", context) { $0.record.id.rawValue }
        }
    }

    private var onePanorama: ApiOperation {
        let object = ApiObject<TerritoryPanorama>(
            name: "Panorama", description: "Tous les tableaux d’un territoire.",
            fields: [
                ApiField("territoire", .text, "La fin de son adresse.") { .text($0.record.territory.slug) },
                ApiField("nom", .text, "Son nom.") { .text($0.name) },
                ApiField("millesime", .text, "Le mois des fichiers.") { .text($0.vintage.month.description) },
                ApiField("source", .text, "Ce qu’il faut citer.") { .text($0.vintage.citation) },
                ApiField("licence", .address, "La licence de ces données.") { _ in .text(OpenOrigin.licence) },
                ApiField("perimetre", .text, "La version du périmètre de l’ESS.") { .text($0.vintage.perimeter) },
                ApiField("limites_au", .day, "Le jour des limites des territoires.") {
                    .text($0.geography.day.description)
                },
                ApiField(
                    "date_donnees", .optional(.day), "Le dernier changement au répertoire parmi ce qui est compté."
                ) { $0.vintage.treatedOn.map { .text($0.description) } ?? .null },
                ApiField("commande", .text, "Ce qui refait les mêmes tableaux.") { .text($0.vintage.command) },
                ApiField("phrases", .list(.text), "Ce que disent les figures, calculé.") {
                    .texts([$0.leadSentence, $0.familySentence, $0.groupSentence])
                },
                ApiField(
                    "tableaux", .list(.foreign),
                    "Chaque tableau : son nom, son titre, ses lignes. « s » : secret statistique."
                ) { .list($0.tables.map(\.json)) },
            ])
        let name = ApiParameter(
            "identifiant", .identifier, "La fin de l’adresse du territoire.", example: "pays-de-morlaix", isInPath: true
        )
        return ApiOperation(
            path: "/api/observatoire/territoires/{identifiant}", name: "panorama", title: "Le panorama d’un territoire",
            description: "Tous les tableaux de sa page, dans un document.",
            parameters: [name, Self.month, Self.limits], shape: object.shape
        ) { ask, context in
            do {
                let view = try await panoramas.view(ask["identifiant"], Self.panorama(ask, context))
                if let view { return .document(object.json(view)) }
            } catch is NotFound {
            } catch is Refused {}
            throw ApiMissing(
                sentence: "Aucun panorama n’est compté pour ce territoire et ce millésime.", parameter: "identifiant")
        }
    }
}
