import Domain
import Foundation

extension OpenDataSources {
    /// What other programs take as it is.
    var exchangeOperations: [ApiOperation] { [elements, taxonomy, catalogue] }

    private var elements: ApiOperation {
        ApiOperation(
            path: "/api/elements.json", name: "elements", title: "L’annuaire pour une carte GoGoCarto",
            description:
                "Toutes les organisations qui répondent, d’un seul tenant : donnez cette adresse comme source dynamique à une carte GoGoCarto, ou à « maillage importer gogocarto ».",
            parameters: Self.directoryFilters, shape: MapElement.fileShape(base)
        ) { ask, context in
            let question = try await question(ask, context)
            let ids = try await store.listing(question)
            return .file(
                stream(
                    .elements, ids, version: try await store.version(on: context.today), question: [ask.identity],
                    context))
        }
    }

    private var taxonomy: ApiOperation {
        let option = ApiObject<Family>(
            name: "ElementOption", description: "Une catégorie d’une carte GoGoCarto.",
            fields: [
                ApiField("id", .text, "Son code.") { .text($0.rawValue) },
                ApiField("name", .text, "Son nom, que portent les organisations dans « categories ».") {
                    .text($0.label)
                },
            ])
        let list = ApiObject<[Family]>(
            name: "Taxonomie", description: "Les catégories d’une carte GoGoCarto.",
            fields: [
                ApiField("name", .text, "Ce que les catégories disent.") { _ in "Famille" },
                ApiField("options", .list(.object(option.shape)), "Les catégories.") { .list($0.map(option.json)) },
            ])
        return ApiOperation(
            path: "/api/taxonomy.json", name: "taxonomie", title: "Les catégories pour une carte GoGoCarto",
            description: "Les familles de l’ESS, comme options d’une carte GoGoCarto.", shape: list.shape
        ) { _, _ in .document(list.json(Family.allCases)) }
    }

    private var catalogue: ApiOperation {
        let object = OpenCatalogue.object
        return ApiOperation(
            path: "/api/catalogue.jsonld", name: "catalogue", title: "Le catalogue des jeux de données",
            description: "Les jeux de données et leurs fichiers, en DCAT-AP, pour les portails de données ouvertes.",
            shape: object.shape, mediaType: "application/ld+json"
        ) { _, context in
            let publisher = try await settings.legal().publisher
            let catalogue = OpenCatalogue(
                origin: origin(context), publisher: publisher.isEmpty ? context.frame.networkName : publisher)
            return .document(object.json(catalogue))
        }
    }
}
