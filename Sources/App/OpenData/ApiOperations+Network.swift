import Domain
import Foundation

extension OpenDataSources {
    var networkOperations: [ApiOperation] { [territoryList, hubList, situationThatDay] }

    private var territoryList: ApiOperation {
        let object = resources.territory
        let parameters = [
            ApiParameter(
                "sorte", .choice(TerritoryKind.allCases.map(\.rawValue)), "Leur sorte ; sans elle, les Pays.",
                example: "commune"),
            ApiParameter("q", .text(longest: 100), "Une partie du nom.", example: "morlaix"), Self.date,
        ]
        return ApiOperation(
            path: "/api/territoires", name: "territoires", title: "Les territoires",
            description: "Ceux d’une sorte qui existent un jour donné.",
            parameters: parameters + [Self.perPage, Self.mark], shape: object.list.shape
        ) { ask, context in
            let kind = TerritoryKind(rawValue: ask["sorte"]) ?? .pays
            let words = French.slug(ask["q"])
            let all = try await territories.list(kind, on: ask.date("au", today: context.today))
            let found = all.filter { words.isEmpty || French.slug($0.record.name).contains(words) }
                .map { TerritoryLine(record: $0.record, pays: $0.pays) }
            return listed(found, as: object, ask, "/api/territoires", context) { $0.record.id.rawValue }
        }
    }

    private var hubList: ApiOperation {
        let object = resources.hub
        let parameters = [
            ApiParameter(
                "statut", .choice(Status.allCases.map(\.rawValue)), "Où ils en sont.", example: "cree"), Self.date,
        ]
        return ApiOperation(
            path: "/api/poles", name: "poles", title: "Les pôles",
            description: "Les pôles de développement de l’ESS, créés ou en chemin, un jour donné.",
            parameters: parameters + [Self.perPage, Self.mark], shape: object.list.shape
        ) { ask, context in
            let view = try await situation.view(on: ask.date("au", today: context.today))
            let status = Status(rawValue: ask["statut"])
            let lines = HubLine.all(view).filter { status == nil || $0.standing.status == status }
            return listed(lines, as: object, ask, "/api/poles", context) { $0.hub.id.rawValue }
        }
    }

    private var situationThatDay: ApiOperation {
        let object = resources.situation
        return ApiOperation(
            path: "/api/situation", name: "situation", title: "La situation du réseau",
            description: "Où en est chaque Pays un jour donné, avec ce qui le dit.", parameters: [Self.date],
            shape: object.shape
        ) { ask, context in
            .document(object.json(try await situation.view(on: ask.date("au", today: context.today))))
        }
    }

    var vocabularyOperations: [ApiOperation] {
        [
            vocabulary(
                "/api/familles", "familles", "Les familles de l’ESS",
                Family.allCases.map { (code: $0.rawValue, label: $0.label) }),
            vocabulary(
                "/api/tailles", "tailles", "Les tailles",
                SizeClass.allCases.map { (code: $0.rawValue, label: $0.label) }),
            sectorList,
        ]
    }

    private func vocabulary(
        _ path: String, _ name: String, _ title: String, _ words: [(code: String, label: String)]
    ) -> ApiOperation {
        let object = resources.word
        let list = ApiObject<[(code: String, label: String)]>(
            name: "Vocabulaire", description: "Les mots d’un filtre.",
            fields: [ApiField("resultats", .list(.object(object.shape)), "Les mots.") { .list($0.map(object.json)) }])
        return ApiOperation(
            path: path, name: name, title: title, description: "Les codes que ce filtre connaît, avec leur libellé.",
            shape: list.shape
        ) { _, _ in .document(list.json(words)) }
    }

    private var sectorList: ApiOperation {
        let object = resources.sector
        let list = ApiObject<[Sector]>(
            name: "Secteurs", description: "Les secteurs d’activité du réseau.",
            fields: [
                ApiField("resultats", .list(.object(object.shape)), "Les secteurs.") { .list($0.map(object.json)) }
            ])
        return ApiOperation(
            path: "/api/secteurs", name: "secteurs", title: "Les secteurs d’activité",
            description: "Ceux que le réseau reconnaît un jour donné.", parameters: [Self.date], shape: list.shape
        ) { ask, context in
            .document(list.json(try await sectors.sectors(on: ask.date("au", today: context.today)).current))
        }
    }
}
