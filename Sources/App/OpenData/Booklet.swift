import Domain
import Foundation

/// A directory to print: its records, put in chapters.
struct Booklet: Sendable {
    enum Format: String, Sendable, CaseIterable {
        case a4, a5
        var label: String { rawValue.uppercased() }
    }

    enum Order: String, Sendable, CaseIterable {
        case commune, secteur, famille
        var label: String {
            switch self {
            case .commune: "par commune"
            case .secteur: "par secteur d’activité"
            case .famille: "par famille"
            }
        }
    }

    struct Chapter: Sendable {
        let title: String
        let lines: [DirectoryLine]
    }

    let query: DirectoryQuery
    let total: Int
    let most: Int
    /// By name.
    let lines: [DirectoryLine]
    let territory: String?
    let hub: String?
    /// The other filters as people say them; empty ones ask for nothing.
    let narrowed: [String]
    let sectors: Sectors
    let origin: OpenOrigin
    let format: Format
    let order: Order
    /// Of a demonstration network: it says so.
    let isFictional: Bool
    /// Whether a PDF can be had here.
    let hasPress: Bool

    var isTooLong: Bool { total > most }

    /// What it is about: « Pays de Morlaix, association ».
    var subject: String {
        let parts =
            [
                territory, hub, query.family?.label, query.size?.label,
                query.text.isEmpty ? nil : French.quote(query.text),
            ].compactMap(\.self) + narrowed.filter { !$0.isEmpty }
        return parts.isEmpty ? origin.network : parts.joined(separator: ", ")
    }

    var chapters: [Chapter] {
        let last = "Sans précision"
        let grouped = Dictionary(grouping: lines) { (line: DirectoryLine) -> String in
            let title: String
            switch order {
            case .commune: title = line.sheet[.town]
            case .secteur: title = sectors.sectors(of: line.sheet).first?.label ?? ""
            case .famille: title = line.sheet.family.label
            }
            return title.isEmpty ? last : title.prefix(1).uppercased() + title.dropFirst()
        }
        let sorted = grouped.sorted { (a, b) in
            (a.key == last ? 1 : 0, French.slug(a.key)) < (b.key == last ? 1 : 0, French.slug(b.key))
        }
        return sorted.map { Chapter(title: $0.key, lines: $0.value) }
    }

    func address(_ path: String = "/annuaire/livret", format: Format, order: Order? = nil) -> String {
        let question = query.with(.sort, "").address(path)
        return question + (question.contains("?") ? "&" : "?")
            + "format=\(format.rawValue)&par=\((order ?? self.order).rawValue)"
    }
}
