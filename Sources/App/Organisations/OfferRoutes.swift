import Domain
import Foundation
import Hummingbird
import Tabular

/// The board of offers and needs.
struct OfferRoutes {
    let offers: OfferStore

    func add(to table: inout RouteTable) {
        table.get("/offres", .readPublic, use: board)
        table.get("/offres.csv", .readPublic, use: file)
    }

    @Sendable private func board(request: Request, context: WebContext) async throws -> Reply {
        let query = query(request)
        let all = try await offers.lines(on: context.today)
        return Reply(offerBoardPage(all.filter(query.keeps), query, all: all), in: context)
    }

    @Sendable private func file(request: Request, context: WebContext) async throws -> Reply {
        let query = query(request)
        var writer = CSVWriter()
        writer.addHeading(["sens", "sorte", "annonce", "precisions", "organisation", "ville", "depuis", "dernier_jour"])
        for line in try await offers.lines(on: context.today).filter(query.keeps) {
            let offer = line.offer
            writer.add(
                [
                    .text(offer.direction.rawValue), .text(offer.kind.rawValue), .text(offer.topic),
                    .text(offer.detail),
                    .text(line.name), .text(line.town), .init(offer.validity.from?.description),
                    .init(offer.validity.until?.adding(days: -1).description),
                ], citedFor: context)
        }
        return Reply.download(writer.text, type: "text/csv; charset=utf-8", name: "offres-et-besoins.csv")
    }

    private func query(_ request: Request) -> OfferQuery {
        OfferQuery(
            text: String(request.query("q").prefix(100)), direction: Offer.Direction(rawValue: request.query("sens")),
            kind: Offer.Kind(rawValue: request.query("sorte")))
    }
}
