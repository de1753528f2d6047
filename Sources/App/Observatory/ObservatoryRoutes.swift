import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Tabular

/// The observatory's public pages and files.
struct ObservatoryRoutes {
    let reader: PanoramaReader
    let maps: PanoramaMaps
    let raster: DrawingRaster
    let base: String

    func add(to table: inout RouteTable) {
        table.get("/observatoire", .readPublic, use: list)
        table.get("/observatoire.csv", .readPublic, use: csv)
        table.get("/observatoire/methode", .readPublic, use: method)
        table.get("/observatoire/:slug", .readPublic, use: show)
        table.get("/observatoire/:slug/fichiers/:fichier", .readPublic, use: file)
    }

    @Sendable func list(request: Request, context: WebContext) async throws -> Reply {
        guard let view = try await view(request, context) else {
            let geography = try await reader.store.geography(on: context.today)
            var regions: [(record: TerritoryRecord, figures: [PublishedFigure])] = []
            for record in geography.records.values where record.territory.kind == .region {
                regions.append((record, try await reader.figures.figures(of: record.id)))
            }
            return Reply(emptyObservatoryPage(regions), in: context)
        }
        return Reply(observatoryPage(view), in: context)
    }

    @Sendable func csv(request: Request, context: WebContext) async throws -> Reply {
        guard let view = try await view(request, context) else { throw NotFound() }
        return Reply.download(
            view.table.csv(view.vintage, limits: view.ask.limits), type: "text/csv; charset=utf-8",
            name: "observatoire-\(view.kind.rawValue)-\(view.vintage.month).csv")
    }

    private func view(_ request: Request, _ context: WebContext) async throws -> ObservatoryView? {
        let vintages = try await reader.store.vintages()
        let ask = try PanoramaAsk(request, context)
        guard let vintage = try ask.vintage(among: vintages) else { return nil }
        let geography = try await reader.store.geography(on: ask.limits)
        let counted = try await reader.counted(vintage, geography)
        let kinds: [TerritoryKind] = [.region, .department, .pays, .epci, .commune].filter { kind in
            geography.records(kind).contains { counted.contains($0.id) }
        }
        let asked = TerritoryKind(rawValue: request.query("niveau"))
        let usual = kinds.contains(.pays) ? .pays : kinds.last ?? .region
        let kind = asked.flatMap { kinds.contains($0) ? $0 : nil } ?? usual
        let overview = try await reader.store.overview(vintage)
        let parts = geography.records(kind).filter { counted.contains($0.id) }.map { record in
            TerritoryPanorama.Part(record, overview, geography)
        }
        let sorting = Sorting(request.query("tri"), among: ObservatoryView.sortKeys)
        let query = ask.query(vintage, among: vintages)
        return ObservatoryView(
            kind: kind, kinds: kinds, vintage: vintage, vintages: vintages, lines: sorted(parts, sorting),
            map: try await maps.map(
                parts, kind, query: query, label: "Carte de la part de l’ESS, \(vintage.month.french)"),
            sorting: sorting, ask: ask)
    }

    private func sorted(_ parts: [TerritoryPanorama.Part], _ sorting: Sorting) -> [TerritoryPanorama.Part] {
        sorting.sorted(parts) { left, right in
            switch sorting.key {
            case "ess": left.total.ess.active < right.total.ess.active
            case "employeurs": left.total.ess.employers < right.total.ess.employers
            case "part": left.total.share.isLess(than: right.total.share)
            case "densite":
                Proportion(Int(left.total.ess.active), of: left.inhabitants ?? 0).isLess(
                    than: Proportion(Int(right.total.ess.active), of: right.inhabitants ?? 0))
            default: French.slug(left.record.name) < French.slug(right.record.name)
            }
        }
    }

    @Sendable func show(request: Request, context: WebContext) async throws -> Reply {
        let slug = try context.parameter("slug")
        let ask = try PanoramaAsk(request, context)
        guard let view = try await reader.view(slug, ask) else {
            let geography = try await reader.store.geography(on: ask.limits)
            guard let record = geography.record(slug: slug) else { throw NotFound() }
            let hasVintages = try await !reader.store.vintages().isEmpty
            return Reply(
                emptyPanoramaPage(
                    record, try await reader.figures.figures(of: record.id), ask, hasVintages: hasVintages), in: context
            )
        }
        let map = try await maps.map(
            view.parts, view.partKind, query: view.query,
            label: "Carte de la part de l’ESS, \(view.partKind.label) par \(view.partKind.label)")
        return Reply(
            panoramaPage(view, map: map, formats: ["csv", "svg"] + (raster.isThere ? ["png"] : []), base: base),
            in: context)
    }

    /// « familles.csv », « familles.svg », « familles.png ».
    @Sendable func file(request: Request, context: WebContext) async throws -> Reply {
        let slug = try context.parameter("slug")
        let parts = try context.parameter("fichier").split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2,
            let view = try await reader.view(slug, PanoramaAsk(request, context))
        else { throw NotFound() }
        let name = String(parts[0])
        let title = "\(slug)-\(name)-\(view.vintage.month)"
        switch parts[1] {
        case "csv":
            guard let table = view.table(name) else { throw NotFound() }
            return .download(
                table.csv(view.vintage, limits: view.ask.limits), type: "text/csv; charset=utf-8", name: title + ".csv")
        case "svg":
            guard let chart = view.chart(name) else { throw NotFound() }
            return .download(drawingFile(chart, of: view), type: "image/svg+xml", name: title + ".svg")
        case "png":
            guard let chart = view.chart(name) else { throw NotFound() }
            return try await picture(drawingFile(chart, of: view), name: title + ".png", context)
        default: throw NotFound()
        }
    }

    private func picture(_ drawing: String, name: String, _ context: WebContext) async throws -> Reply {
        guard raster.isThere else {
            throw Refused(
                "Ce serveur n’a pas rsvg-convert, qui fait les images PNG : prenez le dessin en SVG, que les tableurs et les traitements de texte lisent aussi."
            )
        }
        do {
            var reply = Reply(bytes: ByteBuffer(bytes: try await raster.picture(of: drawing)), type: "image/png")
            reply.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
            return reply
        } catch is DrawingRaster.Busy {
            throw Refused("D’autres images sont en cours de fabrication : recommencez dans une minute.")
        } catch let fault as DrawingRaster.Fault {
            Log.fault(fault, id: context.id, path: "png")
            throw Refused("L’image n’a pas pu être fabriquée : prenez le dessin en SVG.")
        }
    }

    @Sendable func method(request: Request, context: WebContext) async throws -> Reply {
        let vintages = try await reader.store.vintages()
        let rule = try await reader.store.secrecy(on: context.today)
        return Reply(observatoryMethodPage(rule, vintages), in: context)
    }
}

extension PanoramaAsk {
    /// `millesime` and `au`.
    init(_ request: Request, _ context: WebContext) throws {
        self.init(
            month: request.query("millesime"),
            limits: try SituationRoutes.day(request.query("au"), today: context.today), today: context.today)
    }
}
