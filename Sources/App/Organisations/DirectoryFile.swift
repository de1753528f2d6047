import Domain
import Foundation
import Tabular

/// The directory as files to reuse: only what its pages show, with licence and date.
enum DirectoryFile {
    static let licence = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"

    /// What files say, in the order of the columns. A person's address or phone is not among them.
    static let fields: [OrganisationField] = [
        .name, .acronym, .usualName, .siren, .siret, .rna, .legalCategory, .family, .essSirene, .essList, .labels,
        .activity, .activityNomenclature, .sectors, .summary, .purpose, .presentation, .sizeBand, .sizeYear,
        .employer, .state, .createdOn, .closedOn, .website, .email, .phone, .address, .postcode, .commune, .town,
        .longitude, .latitude, .precision, .federations,
    ]

    static func csv(_ lines: [DirectoryLine], on day: Day) -> String {
        var writer = CSVWriter()
        let names = ["identifiant"] + fields.map(\.rawValue) + ["poles", "licence", "date"]
        writer.add(names.map { .text($0) })
        for line in lines {
            var cells: [CSVWriter.Cell] = [.text(line.slug)]
            cells += fields.map { .text(line.sheet[$0]) }
            cells += [.text(line.hubs.map(\.slug).joined(separator: " ")), .text(licence), .text(day.description)]
            writer.add(cells)
        }
        return writer.text
    }

    /// RFC 7946; an organisation whose place is not known has a null geometry.
    static func geojson(_ lines: [DirectoryLine], base: String, on day: Day) throws -> String {
        let features = lines.map { (line: DirectoryLine) -> Feature in
            var properties: [String: String] = [:]
            for field in fields where !line.sheet[field].isEmpty { properties[field.rawValue] = line.sheet[field] }
            properties["page"] = base + "/annuaire/" + line.slug
            properties["poles"] = line.hubs.map(\.slug).joined(separator: " ")
            return Feature(
                id: line.slug, geometry: point(line.sheet).map { Geometry(coordinates: $0) }, properties: properties)
        }
        return try encoded(Collection(licence: licence, date: day.description, features: features))
    }

    /// schema.org, one Organization each.
    static func jsonld(_ lines: [DirectoryLine], base: String, on day: Day) throws -> String {
        let graph = lines.map { (line: DirectoryLine) in Thing(line, base: base) }
        return try encoded(
            Graph(context: "https://schema.org", license: licence, dateModified: day.description, graph: graph))
    }

    /// Longitude and latitude in degrees, when both are numbers on Earth.
    private static func point(_ sheet: OrganisationSheet) -> [Double]? {
        guard let x = Double(sheet[.longitude]), let y = Double(sheet[.latitude]) else { return nil }
        return abs(x) <= 180 && abs(y) <= 90 ? [x, y] : nil
    }

    private static func encoded(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }

    private struct Collection: Encodable {
        let type = "FeatureCollection"
        let licence, date: String
        let features: [Feature]
    }

    private struct Feature: Encodable {
        let type = "Feature"
        let id: String
        let geometry: Geometry?
        let properties: [String: String]

        enum CodingKeys: CodingKey { case type, id, geometry, properties }
        /// The geometry is written even when it is null: RFC 7946, 3.2.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(type, forKey: .type)
            try container.encode(id, forKey: .id)
            try container.encode(geometry, forKey: .geometry)
            try container.encode(properties, forKey: .properties)
        }
    }

    private struct Geometry: Encodable {
        let type = "Point"
        let coordinates: [Double]
    }

    private struct Graph: Encodable {
        let context, license, dateModified: String
        let graph: [Thing]
        enum CodingKeys: String, CodingKey {
            case license, dateModified
            case context = "@context"
            case graph = "@graph"
        }
    }

    private struct Thing: Encodable {
        let type = "Organization"
        let id, name: String
        let alternateName, identifier, description, url, email, telephone: String?
        let address: Address?

        enum CodingKeys: String, CodingKey {
            case name, alternateName, identifier, description, url, email, telephone, address
            case type = "@type"
            case id = "@id"
        }

        struct Address: Encodable {
            let type = "PostalAddress"
            let streetAddress, postalCode, addressLocality: String?
            let addressCountry = "FR"
            enum CodingKeys: String, CodingKey {
                case streetAddress, postalCode, addressLocality, addressCountry
                case type = "@type"
            }
        }

        init(_ line: DirectoryLine, base: String) {
            func said(_ field: OrganisationField) -> String? { line.sheet[field].isEmpty ? nil : line.sheet[field] }
            id = base + "/annuaire/" + line.slug
            name = line.sheet[.name]
            (alternateName, identifier) = (said(.acronym), said(.siret) ?? said(.siren) ?? said(.rna))
            description = said(.presentation) ?? said(.purpose) ?? said(.summary)
            (url, email, telephone) = (said(.website), said(.email), said(.phone))
            address =
                said(.town) == nil && said(.postcode) == nil
                ? nil
                : Address(streetAddress: said(.address), postalCode: said(.postcode), addressLocality: said(.town))
        }
    }
}
