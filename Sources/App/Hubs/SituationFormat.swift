import Domain
import Foundation
import Markup
import Tabular

/// The forms in which the situation leaves the program. The content is the table's, whatever the form.
enum SituationFormat: String, CaseIterable, Sendable {
    case texte, csv, json, geojson, svg

    var mediaType: String {
        switch self {
        case .texte: "text/plain; charset=utf-8"
        case .csv: "text/csv; charset=utf-8"
        case .json: "application/json; charset=utf-8"
        case .geojson: "application/geo+json"
        case .svg: "image/svg+xml"
        }
    }

    func text(_ view: SituationView) throws -> String {
        switch self {
        case .texte: return SituationFormat.plainText(view)
        case .csv: return SituationFormat.csv(view)
        case .json: return try SituationFormat.encode(SituationDocument(view))
        case .geojson: return try SituationFormat.encode(SituationCollection(view))
        case .svg: return map(view, isFile: true)?.text ?? ""
        }
    }

    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }

    private static func csv(_ view: SituationView) -> String {
        var writer = CSVWriter()
        writer.add([
            "au", "code", "territoire", "statut", "statut_libelle", "depuis", "certitude", "poles", "en_partie",
            "habitants", "habitants_annee", "source", "licence",
        ])
        for line in view.lines {
            let population = line.record.population
            writer.add([
                .text(view.day.description), .text(line.record.territory.code), .text(line.record.name),
                .text(line.standing.status.rawValue), .text(line.standing.status.label),
                .init(line.standing.since?.description), .text(line.standing.certainty.rawValue), .text(line.hubNames),
                line.situation.isPartial ? "oui" : "non", .init(population?.inhabitants), .init(population?.year),
                .init(line.milestone?.source.title), .text(OpenLicence.address),
            ])
        }
        return writer.text
    }

    private static func plainText(_ view: SituationView) -> String {
        let width = view.lines.map { $0.record.name.count }.max() ?? 0
        var text = "Situation au \(view.day.french)\n\n"
        for line in view.lines {
            let since = line.standing.since.map { " (\($0.french), \(line.standing.certainty.label))" } ?? ""
            let name = line.record.name.padding(toLength: width, withPad: " ", startingAt: 0)
            let hubs = line.hubs.isEmpty ? "" : " · " + line.hubNames
            text += "\(line.record.territory.code)  \(name)  \(line.standing.status.label)\(since)\(hubs)\n"
        }
        text += "\n"
        for status in Status.allCases { text += "\(status.label) : \(view.situation.count(status))\n" }
        return text
    }
}

/// The situation as JSON.
private struct SituationDocument: Encodable {
    struct Line: Encodable {
        let code, territoire, slug, statut, libelle, certitude: String
        let depuis, source: String?
        let poles: [String]
        let enPartie: Bool
        let habitants, habitantsAnnee: Int?

        init(_ line: SituationLine) {
            code = line.record.territory.code
            territoire = line.record.name
            slug = line.record.territory.slug
            statut = line.standing.status.rawValue
            libelle = line.standing.status.label
            certitude = line.standing.certainty.rawValue
            depuis = line.standing.since?.description
            source = line.milestone?.source.title
            poles = line.hubs.map(\.slug)
            enPartie = line.situation.isPartial
            habitants = line.record.population?.inhabitants
            habitantsAnnee = line.record.population?.year
        }

        /// Written out so that what is not known is there, as null.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(code, forKey: .code)
            try container.encode(territoire, forKey: .territoire)
            try container.encode(slug, forKey: .slug)
            try container.encode(statut, forKey: .statut)
            try container.encode(libelle, forKey: .libelle)
            try container.encode(certitude, forKey: .certitude)
            try container.encode(depuis, forKey: .depuis)
            try container.encode(source, forKey: .source)
            try container.encode(poles, forKey: .poles)
            try container.encode(enPartie, forKey: .enPartie)
            try container.encode(habitants, forKey: .habitants)
            try container.encode(habitantsAnnee, forKey: .habitantsAnnee)
        }

        private enum CodingKeys: String, CodingKey {
            case code, territoire, slug, statut, libelle, certitude, depuis, source, poles, enPartie, habitants,
                habitantsAnnee
        }
    }

    let au: String
    let licence = OpenLicence.address
    let statuts: [String: Int]
    let territoires: [Line]

    init(_ view: SituationView) {
        au = view.day.description
        let counts = Status.allCases.map { (status: Status) in (status.rawValue, view.situation.count(status)) }
        statuts = Dictionary(uniqueKeysWithValues: counts)
        territoires = view.lines.map(Line.init)
    }
}

/// The situation as GeoJSON (RFC 7946).
private struct SituationCollection: Encodable {
    struct Geometry: Encodable {
        let type = "MultiPolygon"
        let coordinates: [[[[Double]]]]
    }
    struct Feature: Encodable {
        let type = "Feature"
        let id: String
        let properties: SituationDocument.Line
        let geometry: Geometry?

        /// A feature without outline has the member `geometry` all the same, null (RFC 7946, 3.2).
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(type, forKey: .type)
            try container.encode(id, forKey: .id)
            try container.encode(properties, forKey: .properties)
            try container.encode(geometry, forKey: .geometry)
        }

        private enum CodingKeys: String, CodingKey { case type, id, properties, geometry }
    }
    let type = "FeatureCollection"
    let licence = OpenLicence.address
    let date: String
    let features: [Feature]

    init(_ view: SituationView) {
        date = view.day.description
        features = view.lines.map { (line: SituationLine) in
            let code = line.record.territory.code
            let rings = view.shapes?.topology.coordinates(of: code) ?? []
            return Feature(
                id: code, properties: SituationDocument.Line(line),
                geometry: rings.isEmpty ? nil : Geometry(coordinates: rings))
        }
    }
}
