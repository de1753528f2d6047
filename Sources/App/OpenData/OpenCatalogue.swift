import Domain
import Foundation

/// The catalogue of what can be reused, as data portals harvest it: DCAT-AP, in JSON-LD.
struct OpenCatalogue: Sendable {
    let origin: OpenOrigin
    /// Who publishes the site, as the legal notice says.
    let publisher: String

    private struct Dataset {
        let name, title, description: String
        let keywords: [String]
        /// The page that shows the same.
        let page: String
        let files: [(path: String, format: String, media: String)]
    }

    static let object = ApiObject<OpenCatalogue>(
        name: "Catalogue", description: "Le catalogue, dans les vocabulaires DCAT et Dublin Core.",
        fields: [
            ApiField("@context", .foreign, "Les vocabulaires.") { _ in context },
            ApiField("@id", .address, "L’adresse de ce catalogue.") { $0.origin.page("/api/catalogue.jsonld") },
            ApiField("@type", .text, "Toujours « dcat:Catalog ».") { _ in "dcat:Catalog" },
            ApiField("dct:title", .foreign, "Son titre.") { french("Données ouvertes : " + $0.origin.network) },
            ApiField("dct:description", .foreign, "Ce qu’il contient.") { _ in
                french("L’annuaire de l’économie sociale et solidaire, ses pôles et ses territoires.")
            },
            ApiField("dct:publisher", .foreign, "Qui le publie.") { $0.agent },
            ApiField("dct:language", .foreign, "Sa langue.") { _ in link(authority + "language/FRA") },
            ApiField("dct:license", .foreign, "Sa licence.") { _ in link(OpenOrigin.licence) },
            ApiField("dct:modified", .foreign, "Son jour.") { $0.day },
            ApiField("foaf:homepage", .foreign, "La page qui le présente.") { link($0.origin.base + "/api") },
            ApiField("dcat:dataset", .list(.foreign), "Les jeux de données.") { .list($0.datasets) },
            ApiField("dcat:service", .list(.foreign), "L’interface pour les programmes.") { [$0.service] },
        ])

    fileprivate static let authority = "http://publications.europa.eu/resource/authority/"
    private static let context: JSON = [
        "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    ]

    private static func french(_ text: String) -> JSON { ["@language": "fr", "@value": .text(text)] }
    private static func link(_ address: String) -> JSON { ["@id": .text(address)] }

    private var day: JSON { ["@type": "xsd:date", "@value": .text(origin.day.description)] }
    private var agent: JSON { ["@type": "foaf:Agent", "foaf:name": .text(publisher)] }

    private static let sets = [
        Dataset(
            name: "annuaire", title: "Annuaire de l’ESS",
            description:
                "Les organisations de l’économie sociale et solidaire : identifiants, activité, adresse, pôles.",
            keywords: ["économie sociale et solidaire", "associations", "coopératives", "annuaire"], page: "/annuaire",
            files: [
                ("/annuaire.csv", "CSV", "text/csv"), ("/annuaire.geojson", "GEOJSON", "application/geo+json"),
                ("/annuaire.jsonld", "JSON_LD", "application/ld+json"),
                ("/api/elements.json", "JSON", "application/json"),
            ]),
        Dataset(
            name: "situation", title: "Situation du réseau des pôles de l’ESS",
            description: "Où en est chaque Pays : pôle créé, préfiguration, organisation, rien d’engagé, non connu.",
            keywords: ["économie sociale et solidaire", "pôles", "territoires"], page: "/situation",
            files: [
                ("/situation.csv", "CSV", "text/csv"), ("/situation.json", "JSON", "application/json"),
                ("/situation.geojson", "GEOJSON", "application/geo+json"),
            ]),
        Dataset(
            name: "offres", title: "Offres et besoins des organisations de l’ESS",
            description: "Ce que les organisations proposent et cherchent : compétences, lieux, matériel, services.",
            keywords: ["économie sociale et solidaire", "coopération", "mutualisation"], page: "/offres",
            files: [("/offres.csv", "CSV", "text/csv"), ("/api/offres", "JSON", "application/json")]),
        Dataset(
            name: "territoires", title: "Territoires et pôles",
            description: "Les Pays, intercommunalités et communes du réseau, et les pôles de développement de l’ESS.",
            keywords: ["territoires", "Pays", "intercommunalités", "pôles"], page: "/territoires",
            files: [
                ("/territoires.csv", "CSV", "text/csv"), ("/poles.csv", "CSV", "text/csv"),
                ("/api/territoires", "JSON", "application/json"),
            ]),
    ]

    private var datasets: [JSON] { Self.sets.map(dataset) }

    private func dataset(_ set: Dataset) -> JSON {
        [
            "@id": origin.page("/api#" + set.name), "@type": "dcat:Dataset", "dct:title": Self.french(set.title),
            "dct:description": Self.french(set.description), "dct:identifier": .text(set.name), "dct:publisher": agent,
            "dct:license": Self.link(OpenOrigin.licence), "dct:modified": day,
            "dct:accrualPeriodicity": Self.link(Self.authority + "frequency/CONT"),
            "dct:language": Self.link(Self.authority + "language/FRA"),
            "dct:spatial": Self.link(Self.authority + "country/FRA"),
            "dcat:theme": Self.link(Self.authority + "data-theme/SOCI"),
            "dcat:keyword": .list(set.keywords.map(Self.french)),
            "dcat:landingPage": Self.link(origin.base + set.page),
            "dcat:distribution": .list(set.files.map(distribution)),
        ]
    }

    private func distribution(_ file: (path: String, format: String, media: String)) -> JSON {
        let address = origin.base + file.path
        return [
            "@id": .text(address), "@type": "dcat:Distribution", "dct:title": Self.french(file.format),
            "dcat:accessURL": Self.link(address), "dcat:downloadURL": Self.link(address),
            "dct:format": Self.link(Self.authority + "file-type/" + file.format),
            "dcat:mediaType": Self.link("https://www.iana.org/assignments/media-types/" + file.media),
            "dct:license": Self.link(OpenOrigin.licence),
        ]
    }

    private var service: JSON {
        [
            "@id": origin.page("/api"), "@type": "dcat:DataService", "dct:title": Self.french("Interface de lecture"),
            "dcat:endpointURL": Self.link(origin.base + "/api"),
            "dcat:endpointDescription": Self.link(origin.base + "/api/openapi.json"),
            "dcat:servesDataset": .list(Self.sets.map { Self.link(origin.base + "/api#" + $0.name) }),
        ]
    }
}
