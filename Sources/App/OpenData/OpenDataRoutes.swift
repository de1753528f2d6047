import Domain
import Foundation
import Hummingbird

/// The open interface: its addresses, what describes them to programs, the page that describes them to people.
struct OpenDataRoutes {
    let operations: [ApiOperation]
    let base: String

    init(_ sources: OpenDataSources) {
        base = sources.base
        operations =
            sources.directoryOperations + sources.networkOperations + sources.vocabularyOperations
            + sources.observatoryOperations + sources.exchangeOperations
    }

    func add(to table: inout RouteTable) {
        for operation in operations {
            let path = operation.path.replacing("{", with: ":").replacing("}", with: "")
            table.get(RouterPath(path), .readPublic) { request, context in
                try await operation.respond(to: request, in: context)
            }
        }
        let document = ApiDocument(operations: operations, base: base)
        table.get("/api/openapi.json", .readPublic) { [json = document.json] _, _ in
            Reply(bytes: json.bytes, type: "application/json; charset=utf-8")
        }
        table.get("/api", .readPublic) { [operations, base] _, context in
            Reply(apiPage(operations, base: base), in: context)
        }
    }
}

/// What the interface reads from.
struct OpenDataSources: Sendable {
    let store: OpenDataStore
    let records: RecordStore
    let offers: OfferStore
    let territories: TerritoryStore
    let situation: SituationStore
    let settings: SettingStore
    let sectors: SectorStore
    let panoramas: PanoramaReader
    let base: String

    var resources: ApiResources { ApiResources(base: base) }

    func origin(_ context: WebContext) -> OpenOrigin {
        OpenOrigin(base: base, network: context.frame.networkName, day: context.today)
    }

    static let perPage = ApiParameter(
        "par_page", .integer(1...500, standard: 50), "Combien par page, de 1 à 500.", example: "100")
    static let mark = ApiParameter(
        "suite", .mark, "Où en est la lecture : la valeur « suite » de la page précédente.", example: "1e")
    static let date = ApiParameter(
        "au", .date, "Le jour demandé ; un mois ou une année valent leur dernier jour. Sans lui, aujourd’hui.",
        example: "2010-03-01")

    /// One page of what is sorted by number.
    func page<Item>(
        _ all: [Item], _ ask: ApiAsk, _ path: String, _ context: WebContext, number: (Item) -> Int64
    ) -> (items: ArraySlice<Item>, mark: PageMark?, next: String?) {
        let size = ask.integer("par_page", otherwise: 50)
        let after = ask.mark?.last ?? -1
        // Dichotomy: the first that comes after the mark.
        var (low, high) = (0, all.count)
        while low < high {
            let middle = (low + high) / 2
            if number(all[middle]) <= after { low = middle + 1 } else { high = middle }
        }
        let items = all[low..<min(low + size, all.count)]
        guard items.endIndex < all.count, let last = items.last else { return (items, nil, nil) }
        let mark = PageMark(after: number(last))
        return (items, mark, ask.address(base + path, with: "suite", mark.text))
    }

    /// A list that is all in memory, as one of its pages.
    func listed<Item: Sendable>(
        _ all: [Item], as object: ApiObject<Item>, _ ask: ApiAsk, _ path: String, _ context: WebContext,
        number: (Item) -> Int64
    ) -> ApiAnswer {
        let sorted = all.sorted { number($0) < number($1) }
        let page = page(sorted, ask, path, context, number: number)
        let content = ApiPageOf(
            total: all.count, items: Array(page.items), mark: page.mark, nextAddress: page.next,
            origin: origin(context))
        return .document(object.list.json(content), next: page.next)
    }
}
