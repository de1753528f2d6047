import Domain
import Foundation

/// The elements that a GoGoCarto map gives away (`/api/elements.json`), and those of Transiscope: JSON, in one of two vocabularies.
/// Addresses of electronic mail are left where they are: on such maps many are those of persons.
enum MapElements {
    private static let columns = [
        "nom", "resume", "presentation", "adresse", "code_postal", "ville", "latitude", "longitude", "site",
        "telephone", "siren", "siret", "rna", "famille", "sigle",
    ]

    static func file(_ name: String, _ bytes: [UInt8]) throws -> OrganisationImportFiles.File {
        let found: Any
        do {
            found = try JSONSerialization.jsonObject(with: Data(bytes))
        } catch {
            throw Refused(
                "\(name) : ce n’est pas du JSON lisible, le fichier est peut-être coupé. Rien n’a été changé.")
        }
        let list = found as? [Any] ?? (found as? [String: Any])?["data"] as? [Any]
        guard let list, !list.isEmpty else {
            throw Refused(
                "\(name) : aucun élément de carte. Donnez le fichier que la carte offre à /api/elements.json. Rien n’a été changé."
            )
        }
        let rows = list.enumerated().map { rank, item in
            ImportRow(line: rank + 1, cells: cells(item as? [String: Any] ?? [:]))
        }
        return OrganisationImportFiles.File(
            name: json(name), format: .gogocarto, columns: columns, rows: rows)
    }

    /// A form's upload of JSON is a text, and named as one.
    private static func json(_ name: String) -> String {
        let own = name.hasSuffix(".txt") ? String(name.dropLast(4)) : name
        return own.hasSuffix(".json") ? own : own + ".json"
    }

    private static func cells(_ item: [String: Any]) -> [String] {
        func text(_ holder: [String: Any], _ names: String...) -> String {
            for name in names {
                switch holder[name] {
                case let text as String where !text.isEmpty: return plain(text)
                case let number as NSNumber: return number.stringValue
                default: continue
                }
            }
            return ""
        }
        let address = item["address"] as? [String: Any] ?? [:]
        let point = item["location"] as? [String: Any] ?? item["geo"] as? [String: Any] ?? [:]
        let summary = text(item, "summary", "abstract")
        let words = [summary.count > 100 ? summary : "", text(item, "description")]
        return [
            text(item, "title", "name"), summary.count > 100 ? "" : summary,
            words.filter { !$0.isEmpty }.joined(separator: "\n"),
            text(address, "street", "streetAddress"), text(address, "postalCode"),
            text(address, "city", "addressLocality"), text(point, "lat", "latitude"), text(point, "lon", "longitude"),
            text(item, "website"), text(item, "telephone", "phone"), text(item, "siren"), text(item, "siret"),
            text(item, "rna"), Family(rawValue: text(item, "famille"))?.rawValue ?? "", text(item, "sigle"),
        ]
    }

    /// Without the markup that rich editors leave.
    private static func plain(_ text: String) -> String {
        text.replacing(/<[^>]*>/, with: " ").replacing("&nbsp;", with: " ").replacing("&amp;", with: "&")
            .replacing(/[ \t]+/, with: " ").trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
