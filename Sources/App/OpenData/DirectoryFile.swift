import Domain
import Foundation
import NIOCore
import Synchronization
import Tabular

/// The directory as a file to reuse, written a few hundred records at a time: only what its pages show, with licence, source
/// and date.
struct DirectoryFile: Sendable {
    enum Format: String, Sendable {
        case csv, geojson, jsonld
        /// What a GoGoCarto map gives away, and takes.
        case elements

        var mediaType: String {
            switch self {
            case .csv: "text/csv; charset=utf-8"
            case .geojson: "application/geo+json; charset=utf-8"
            case .jsonld: "application/ld+json; charset=utf-8"
            case .elements: "application/json; charset=utf-8"
            }
        }
    }

    /// What files say, in the order of the columns. A person's address or phone is not among them.
    static let fields: [OrganisationField] = [
        .name, .acronym, .usualName, .siren, .siret, .rna, .legalCategory, .family, .essSirene, .essList, .labels,
        .activity, .activityNomenclature, .sectors, .summary, .purpose, .presentation, .sizeBand, .sizeYear,
        .employer, .state, .createdOn, .closedOn, .website, .email, .phone, .address, .postcode, .commune, .town,
        .longitude, .latitude, .precision, .federations,
    ]
    /// The columns of the CSV file: those of a record, then what it takes to cite it.
    static let columns =
        ["identifiant"] + fields.map(\.rawValue) + ["poles", "page", "modifie_le", "source", "licence", "date"]

    let format: Format
    let origin: OpenOrigin
    private let begun = Begun()
    /// Made once for all records.
    private let properties: ApiObject<DirectoryLine>
    private let element: ApiObject<DirectoryLine>

    init(_ format: Format, _ origin: OpenOrigin) {
        (self.format, self.origin) = (format, origin)
        properties = ApiResources(base: origin.base).organisation.without(["longitude", "latitude"])
        element = MapElement.object(origin.base)
    }

    /// What comes before the first record.
    var head: String {
        let cited: [(name: String, value: JSON)] = [
            ("licence", .text(OpenOrigin.licence)), ("source", .text(origin.network)),
            ("date", .text(origin.day.description)),
        ]
        switch format {
        case .csv:
            var writer = CSVWriter()
            writer.add(Self.columns.map { .text($0) })
            return writer.text
        case .geojson: return opening([("type", "FeatureCollection")] + cited, list: "features")
        case .jsonld: return opening(LinkedRecord.dataset(origin), list: "@graph")
        case .elements: return opening(cited + [("ontology", "gogofull")], list: "data")
        }
    }

    /// The next records.
    func text(of lines: [DirectoryLine]) -> ByteBuffer {
        var buffer = ByteBuffer()
        if format == .csv {
            buffer.writeString(rows(lines))
            return buffer
        }
        for line in lines {
            buffer.writeString(begun.first() ? "\n" : ",\n")
            item(line).write(to: &buffer)
        }
        return buffer
    }

    /// What comes after the last record.
    var tail: String { format == .csv ? "" : "\n]}\n" }

    /// Everything before the records of a JSON file, its list left open.
    private func opening(_ members: [(name: String, value: JSON)], list: String) -> String {
        String(JSON.object(members).text.dropLast()) + ",\"\(list)\":["
    }

    private func rows(_ lines: [DirectoryLine]) -> String {
        var writer = CSVWriter()
        for line in lines {
            var cells: [CSVWriter.Cell] = [.text(line.slug)]
            cells += Self.fields.map { .text(line.sheet[$0]) }
            cells += [
                .text(line.hubs.map(\.slug).joined(separator: " ")), .text(origin.base + "/annuaire/" + line.slug),
                .text(line.updatedAt), .text(origin.network), .text(OpenOrigin.licence),
                .text(origin.day.description),
            ]
            writer.add(cells)
        }
        return writer.text
    }

    private func item(_ line: DirectoryLine) -> JSON {
        switch format {
        case .csv, .geojson: feature(line)
        case .jsonld: LinkedRecord.thing(line, base: origin.base)
        case .elements: element.known(line)
        }
    }

    /// RFC 7946; an organisation whose place is not known has a null geometry.
    private func feature(_ line: DirectoryLine) -> JSON {
        let geometry: JSON =
            line.sheet.point.map {
                ["type": "Point", "coordinates": [.number($0.longitude), .number($0.latitude)]]
            } ?? .null
        return [
            "type": "Feature", "id": .text(line.slug), "geometry": geometry,
            "properties": properties.known(line),
        ]
    }

    /// Whether a record has been written, so that commas stand between records and nowhere else.
    private final class Begun: Sendable {
        private let done = Mutex(false)
        func first() -> Bool {
            done.withLock { done in
                defer { done = true }
                return !done
            }
        }
    }
}
