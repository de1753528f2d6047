import Domain
import Foundation
import Hummingbird
import Tabular

/// The public pages of hubs.
struct HubRoutes {
    let views: HubViewStore
    let hubs: HubStore
    let situation: SituationStore
    let assemblies: AssemblyStore
    let figures: TerritoryFigures
    let balances: BalanceStore

    func add(to table: inout RouteTable) {
        table.get("/poles", .readPublic, use: list)
        table.get("/poles.csv", .readPublic, use: csv)
        table.get("/poles/:slug", .readPublic, use: show)
        table.get("/poles/:slug/historique", .readPublic, use: history)
        table.get("/poles/:slug/organisations.csv", .readPublic, use: members)
    }

    @Sendable func list(request: Request, context: WebContext) async throws -> Reply {
        let query = HubListQuery(
            text: request.query("q"), status: Status(rawValue: request.query("statut")),
            sorting: Sorting(request.query("tri"), among: hubSortKeys))
        let all = HubLine.all(try await situation.view(on: context.today))
        return Reply(hubListPage(HubLine.select(all, query), query, total: all.count), in: context)
    }

    @Sendable func csv(request: Request, context: WebContext) async throws -> Reply {
        var writer = CSVWriter()
        writer.addHeading(["pole", "slug", "statut", "depuis", "certitude", "territoires", "organisations"])
        for line in HubLine.all(try await situation.view(on: context.today)) {
            writer.add(
                [
                    .text(line.hub.name), .text(line.hub.slug), .text(line.standing.status.rawValue),
                    .init(line.standing.since?.description), .text(line.standing.certainty.rawValue),
                    .text(line.territories.joined(separator: ", ")), .number(line.organisations),
                ], citedFor: context)
        }
        return Reply.download(writer.text, type: "text/csv; charset=utf-8", name: "poles.csv")
    }

    @Sendable func show(request: Request, context: WebContext) async throws -> Response {
        let slug = try context.parameter("slug")
        guard let view = try await views.view(slug: slug, on: context.today) else {
            guard let present = try await hubs.present(ofFormer: slug) else { throw NotFound() }
            return .redirect(to: "/poles/" + present, type: .permanent)
        }
        let published = try await assemblies.assemblies(of: view.id).filter(\.isPublished)
        let card = try await figures.card(of: view, on: context.today)
        let page = hubPage(
            view, mayEdit: context.may(.readHubDesk, to: .hub(view.id)), figures: card,
            assemblies: hubAssemblies(view.hub, published, today: context.today),
            balance: balanceHeadline(try await balances.headline(of: view.id, on: context.today), slug: slug))
        return Reply(page, in: context).response(from: request, context: context)
    }

    @Sendable func history(request: Request, context: WebContext) async throws -> Reply {
        let view = try await view(context)
        let page = historyPage(
            title: view.hub.name, section: .hubs,
            crumbs: [Crumb("Pôles", "/poles"), Crumb(view.hub.name, "/poles/" + view.hub.slug)],
            entries: view.history, journal: journalItems(view.changes))
        return Reply(page, in: context)
    }

    @Sendable func members(request: Request, context: WebContext) async throws -> Reply {
        let view = try await view(context)
        var writer = CSVWriter()
        writer.addHeading(["organisation", "famille", "activite", "depuis", "jusqua"])
        for member in view.members {
            writer.add(
                [
                    .text(member.organisation.name), .text(member.organisation.family.label),
                    .text(member.organisation.summary),
                    .init(member.validity.from?.description), .init(member.validity.until?.description),
                ], citedFor: context)
        }
        return Reply.download(writer.text, type: "text/csv; charset=utf-8", name: "organisations-\(view.hub.slug).csv")
    }

    private func view(_ context: WebContext) async throws -> HubView {
        guard let view = try await views.view(slug: context.parameter("slug"), on: context.today) else {
            throw NotFound()
        }
        return view
    }
}

extension HubLine {
    static func all(_ view: SituationView) -> [HubLine] {
        let records = view.territories + view.places.values
        let names = Dictionary(records.map { ($0.id, $0.shortName) }) { first, _ in first }
        let lines = view.hubs.values.map { (hub: Hub) -> HubLine in
            let mine = view.facts.perimeters.filter { $0.hubID == hub.id && $0.validity.contains(view.day) }
            let counted = view.facts.headcount(of: hub.id, on: view.day)?.organisations ?? 0
            return HubLine(
                hub: hub, standing: view.situation.hubs[hub.id] ?? .unknown,
                territories: mine.compactMap { names[$0.territoryID] }.sorted(),
                organisations: max(counted, view.memberCounts[hub.id] ?? 0))
        }
        return lines.sorted { French.slug($0.hub.name) < French.slug($1.hub.name) }
    }

    /// Those that answer the query, in its order. Words are compared without accents.
    static func select(_ lines: [HubLine], _ query: HubListQuery) -> [HubLine] {
        let words = French.slug(query.text).split(separator: "-")
        let found = lines.filter { (line: HubLine) in
            let text = French.slug(line.hub.name + " " + line.territories.joined(separator: " "))
            return words.allSatisfy { text.contains($0) }
                && (query.status == nil || query.status == line.standing.status)
        }
        return query.sorting.sorted(found) { (left: HubLine, right: HubLine) in
            switch query.sorting.key {
            case "statut": left.standing.status.rank > right.standing.status.rank
            case "depuis":
                (left.standing.since?.latest.number ?? Int.max) < (right.standing.since?.latest.number ?? Int.max)
            case "organisations": left.organisations < right.organisations
            default: French.slug(left.hub.name) < French.slug(right.hub.name)
            }
        }
    }
}
