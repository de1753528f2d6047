import Domain
import Foundation
import Hummingbird
import Tabular

/// The public pages of territories; they show hubs, so they stand with them.
struct TerritoryRoutes {
    let territories: TerritoryStore
    let situation: SituationStore
    let histories: HistoryReader
    let figures: TerritoryFigures

    func add(to table: inout RouteTable) {
        table.get("/territoires", .readPublic, use: list)
        table.get("/territoires.csv", .readPublic, use: csv)
        table.get("/territoires/:slug", .readPublic, use: show)
        table.get("/territoires/:slug/historique", .readPublic, use: history)
    }

    @Sendable func list(request: Request, context: WebContext) async throws -> Reply {
        var query = TerritoryListQuery()
        query.kind = TerritoryKind(rawValue: request.query("sorte")) ?? .pays
        query.text = request.query("q").trimmingCharacters(in: .whitespacesAndNewlines)
        query.page = max(1, Int(request.query("page")) ?? 1)
        let words = French.slug(query.text)
        let found = try await territories.list(query.kind, on: context.today).filter { line in
            query.text.isEmpty || !words.isEmpty && French.slug(line.record.name).contains(words)
                || line.record.territory.code.hasPrefix(query.text)
        }
        let size = TerritoryListQuery.pageSize
        query.page = min(query.page, max(1, (found.count + size - 1) / size))
        let shown = Array(found.dropFirst((query.page - 1) * size).prefix(size))
        return Reply(territoryListPage(shown, total: found.count, query), in: context)
    }

    @Sendable func csv(request: Request, context: WebContext) async throws -> Reply {
        let kind = TerritoryKind(rawValue: request.query("sorte")) ?? .pays
        var writer = CSVWriter()
        writer.addHeading(["sorte", "code", "nom", "pays_code", "pays", "habitants", "habitants_annee"])
        for line in try await territories.list(kind, on: context.today) {
            writer.add(
                [
                    .text(kind.rawValue), .text(line.record.territory.code), .text(line.record.name),
                    .init(line.pays?.territory.code), .init(line.pays?.name),
                    .init(line.record.population?.inhabitants),
                    .init(line.record.population?.year),
                ], citedFor: context)
        }
        return Reply.download(writer.text, type: "text/csv; charset=utf-8", name: "\(kind.rawValue).csv")
    }

    @Sendable func show(request: Request, context: WebContext) async throws -> Reply {
        let day = try SituationRoutes.day(request.query("au"), today: context.today)
        guard let view = try await territories.view(slug: context.parameter("slug"), on: day) else { throw NotFound() }
        let network = try await situation.view(on: day)
        let hubs = Set(
            network.facts.perimeters.filter { $0.territoryID == view.record.id }.map { MilestoneSubject.hub($0.hubID) })
        let history = network.facts.milestones.filter { (milestone: Milestone) in
            hubs.contains(milestone.subject) || milestone.subject == .territory(view.record.id)
        }
        let slug = view.record.territory.slug
        let card = try await figures.card([view.record.id], "/observatoire/" + slug, day)
        return Reply(territoryPage(view, network: network, history: history, figures: card), in: context)
    }

    @Sendable func history(request: Request, context: WebContext) async throws -> Reply {
        guard let view = try await territories.view(slug: context.parameter("slug"), on: context.today) else {
            throw NotFound()
        }
        let entries = try await histories.history(ofTerritory: view.record.id)
        let crumbs = [Crumb("Territoires", "/territoires"), Crumb(view.record.name, view.record.path)]
        return Reply(
            historyPage(title: view.record.name, section: .territories, crumbs: crumbs, entries: entries, journal: []),
            in: context)
    }
}
