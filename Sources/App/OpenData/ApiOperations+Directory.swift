import Domain
import Foundation

extension OpenDataSources {
    /// What narrows the directory: its page's own filters, and what a program also needs.
    static let directoryFilters: [ApiParameter] =
        DirectoryQuery.Key.allCases.filter { !shown.contains($0) }.map(parameter) + [since]

    /// What only changes how the page shows its answers.
    private static let shown: [DirectoryQuery.Key] = [.sort, .near, .placeText, .view, .page]

    static let since = ApiParameter(
        "depuis", .day, "Seulement les fiches qui ont changé ce jour-là ou après.", example: "2026-01-01")
    static let box = ApiParameter(
        "emprise", .box,
        "Seulement ce qui est situé dans ce rectangle : ouest, sud, est, nord, en degrés. Un ouest plus grand que l’est passe par le méridien 180.",
        example: "-4.5,48.2,-3.2,48.9")

    private static func parameter(_ key: DirectoryQuery.Key) -> ApiParameter {
        let name = key.rawValue
        switch key {
        case .text:
            return ApiParameter(
                name, .text(longest: 100), "Des mots : nom, activité, commune, SIREN, SIRET, RNA.",
                example: "ressourcerie")
        case .family:
            return ApiParameter(
                name, .choice(Family.allCases.map(\.rawValue)), "La famille de l’ESS (voir /api/familles).",
                example: "association")
        case .territory:
            return ApiParameter(
                name, .identifier, "L’identifiant d’un territoire, de la région à la commune (voir /api/territoires).",
                example: "pays-de-morlaix")
        case .hub:
            return ApiParameter(name, .identifier, "L’identifiant d’un pôle (voir /api/poles).", example: "bras")
        case .size:
            return ApiParameter(
                name, .choice(SizeClass.allCases.map(\.rawValue)), "La taille (voir /api/tailles).", example: "10-49")
        case .ceased:
            return ApiParameter(
                name, .choice(["actives", "toutes"]), "« toutes » ajoute les organisations qui ont cessé.",
                example: "toutes")
        case .sector:
            return ApiParameter(
                name, .identifier, "Le code d’un secteur d’activité (voir /api/secteurs).", example: "culture")
        case .label:
            return ApiParameter(
                name, .identifier, "Le code d’un agrément ou d’une qualité, comme l’annuaire le montre.",
                example: "esus")
        case .federation:
            return ApiParameter(
                name, .identifier, "L’identifiant d’une tête de réseau ou d’une fédération.", example: "les-scop")
        case .offer:
            return ApiParameter(
                name, .identifier, "Ce que l’organisation propose ou cherche : le sens, puis au besoin la sorte.",
                example: "propose-lieu")
        case .months:
            return ApiParameter(
                name, .choice(DirectoryQuery.monthChoices.map(String.init)),
                "Modifiée ou confirmée depuis moins de tant de mois.", example: "12")
        case .box: return box
        case .sort, .near, .placeText, .view, .page:
            return ApiParameter(name, .text(longest: 100), "Change l’affichage de la page.", example: "")
        }
    }

    var directoryOperations: [ApiOperation] { [organisations, organisation, offerList] }

    private var organisations: ApiOperation {
        let object = resources.organisation
        return ApiOperation(
            path: "/api/organisations", name: "organisations", title: "Les organisations de l’annuaire",
            description: "Celles que l’annuaire montre, avec ses filtres, dans l’ordre de leur inscription.",
            parameters: Self.directoryFilters + [Self.perPage, Self.mark], shape: object.list.shape
        ) { ask, context in
            let ids = try await store.listing(try await question(ask, context))
            let page = page(ids, ask, "/api/organisations", context) { $0.rawValue }
            let content = ApiPageOf(
                total: ids.count, items: try await records.lines(Array(page.items), on: context.today),
                mark: page.mark, nextAddress: page.next, origin: origin(context))
            return .document(object.list.json(content), next: page.next)
        }
    }

    /// The question, once the territory and the hub it names are known.
    func question(_ ask: ApiAsk, _ context: WebContext) async throws -> OpenDataStore.Question {
        var query = DirectoryQuery { ask[$0] }
        // A program asks for places that are known, and may cross the 180th meridian.
        query.box = nil
        let directory = try await store.directory(on: context.today)
        if !query.territory.isEmpty, directory.territories.record(query.territory) == nil {
            throw ApiMissing(
                sentence:
                    "Aucun territoire n’a l’identifiant « \(query.territory) » : cherchez-le dans /api/territoires.",
                parameter: DirectoryQuery.Key.territory.rawValue)
        }
        if !query.hub.isEmpty, !directory.hubs.contains(where: { $0.slug == query.hub }) {
            throw ApiMissing(
                sentence: "Aucun pôle n’a l’identifiant « \(query.hub) » : cherchez-le dans /api/poles.",
                parameter: DirectoryQuery.Key.hub.rawValue)
        }
        return OpenDataStore.Question(
            query: query, since: ask.day("depuis"), box: ask.box("emprise"), day: context.today)
    }

    private var organisation: ApiOperation {
        let object = resources.record
        let slug = ApiParameter(
            "slug", .identifier, "L’identifiant de l’organisation.", example: "recyclerie-du-meandre", isInPath: true)
        return ApiOperation(
            path: "/api/organisations/{slug}", name: "organisation", title: "Une organisation",
            description: "Sa fiche entière. L’ancien identifiant d’une fiche mène à celui d’aujourd’hui.",
            parameters: [slug], shape: object.shape, mayMove: true
        ) { ask, context in
            if let view = try await records.view(slug: ask["slug"], on: context.today) {
                return .document(object.json(view))
            }
            guard let present = try await records.present(ofFormer: ask["slug"]) else {
                throw ApiMissing(
                    sentence: "Aucune organisation n’a l’identifiant « \(ask["slug"]) ».", parameter: "slug")
            }
            return .moved("/api/organisations/" + present)
        }
    }

    private var offerList: ApiOperation {
        let object = resources.offer
        let parameters = [
            ApiParameter("q", .text(longest: 100), "Des mots de l’annonce.", example: "salle"),
            ApiParameter(
                "sens", .choice(Offer.Direction.allCases.map(\.rawValue)), "Ce qui est proposé ou ce qui est cherché.",
                example: "propose"),
            ApiParameter(
                "sorte", .choice(Offer.Kind.allCases.map(\.rawValue)), "De quoi il s’agit.", example: "lieu"),
        ]
        return ApiOperation(
            path: "/api/offres", name: "offres", title: "Ce que les organisations proposent et cherchent",
            description: "Les annonces qui tiennent aujourd’hui, dans l’ordre de leur inscription.",
            parameters: parameters + [Self.perPage, Self.mark], shape: object.list.shape
        ) { ask, context in
            let query = OfferQuery(
                text: ask["q"], direction: Offer.Direction(rawValue: ask["sens"]),
                kind: Offer.Kind(rawValue: ask["sorte"]))
            let lines = try await offers.lines(on: context.today).filter(query.keeps)
            return listed(lines, as: object, ask, "/api/offres", context) { $0.offer.id.rawValue }
        }
    }
}
