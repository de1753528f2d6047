import Domain
import Foundation
import Hummingbird
import Tabular

/// Territories side by side, as a page and as files.
struct ComparisonRoutes {
    let reader: PanoramaReader

    func add(to table: inout RouteTable) {
        table.get("/observatoire/comparer", .readPublic, use: page)
        table.get("/observatoire/comparer.csv", .readPublic, use: csv)
    }

    @Sendable func page(request: Request, context: WebContext) async throws -> Reply {
        Reply(comparisonPage(try await comparison(request, context)), in: context)
    }

    @Sendable func csv(request: Request, context: WebContext) async throws -> Reply {
        let comparison = try await comparison(request, context)
        let name = request.query("tableau")
        guard
            let table = comparison.tables.first(where: { $0.name == name })
                ?? (name.isEmpty ? comparison.tables.first : nil),
            let vintage = comparison.vintage
        else { throw NotFound() }
        return .download(
            table.csv(vintage, limits: comparison.ask.limits), type: "text/csv; charset=utf-8",
            name: "comparaison-\(table.name)-\(vintage.month).csv")
    }

    private func comparison(_ request: Request, _ context: WebContext) async throws -> Comparison {
        let vintages = try await reader.store.vintages()
        let ask = try PanoramaAsk(request, context)
        guard let vintage = try ask.vintage(among: vintages) else {
            return Comparison(
                views: [], unknown: [], vintages: [], vintage: nil, choices: [], typed: "", ask: ask)
        }
        let geography = try await reader.store.geography(on: ask.limits)
        let counted = try await reader.counted(vintage, geography)
        let typed = request.query("ajout").trimmingCharacters(in: .whitespacesAndNewlines)
        var asked = request.uri.queryParameters.getAll("t")
        var unknown: [String] = []
        if !typed.isEmpty {
            if let found = Self.commune(typed, geography) { asked.append(found) } else { unknown.append(typed) }
        }
        var views: [TerritoryPanorama] = []
        for slug in asked where !views.contains(where: { $0.record.territory.slug == slug }) {
            guard views.count < Comparison.most else { break }
            let isKnown = geography.record(slug: slug).map { counted.contains($0.id) } ?? false
            guard isKnown,
                let view = try await reader.view(slug, ask)
            else {
                unknown.append(String(slug.prefix(80)))
                continue
            }
            views.append(view)
        }
        let kinds: [TerritoryKind] = [.region, .department, .pays, .epci]
        let choices = kinds.map { kind in
            (kind: kind, records: geography.records(kind).filter { counted.contains($0.id) })
        }
        return Comparison(
            views: views, unknown: unknown, vintages: vintages, vintage: vintage,
            choices: choices.filter { !$0.records.isEmpty }, typed: unknown.contains(typed) ? typed : "",
            ask: ask)
    }

    /// The commune of that code or that name; nil when none or several are called so.
    private static func commune(_ typed: String, _ geography: Geography) -> String? {
        let words = French.slug(typed)
        let found = geography.records(.commune).filter {
            $0.territory.code == typed.uppercased() || French.slug($0.name) == words
        }
        return found.count == 1 ? found.first?.territory.slug : nil
    }
}
