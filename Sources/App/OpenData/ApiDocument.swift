import Domain
import Foundation

/// The interface described for programs: OpenAPI 3.1, made from the operations themselves.
struct ApiDocument: Sendable {
    let operations: [ApiOperation]
    let base: String

    var json: JSON {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "Maillage, données ouvertes",
                "version": "1",
                "description":
                    "L’annuaire de l’ESS, les pôles, les territoires et la situation du réseau. Lecture seule, sans compte, depuis toute page (CORS). Chaque réponse a un ETag.",
                "license": ["name": .text(OpenOrigin.licenceName), "url": .text(OpenOrigin.licence)],
            ],
            "servers": [["url": .text(base)]],
            "paths": .object(operations.map { (name: $0.path, value: ["get": get($0)]) }),
            "components": [
                "schemas": .object(schemas),
                "responses": [
                    "Refus": problem("Ce qui est demandé est mal écrit."),
                    "Inconnu": problem("Ce qui est nommé n’existe pas."),
                ],
            ],
        ]
    }

    private func get(_ operation: ApiOperation) -> JSON {
        let schema: JSON = ["$ref": .text("#/components/schemas/" + operation.shape.name)]
        let content: JSON = ["schema": schema]
        let found: JSON = [
            "description": .text(operation.title), "headers": Self.headers,
            "content": .object([(name: operation.mediaType, value: content)]),
        ]
        var responses: [(name: String, value: JSON)] = [("200", found)]
        if operation.mayMove {
            responses.append(("301", ["description": "L’objet a une autre adresse, que dit l’en-tête Location."]))
        }
        responses.append(("304", ["description": "Rien n’a changé depuis l’ETag donné par If-None-Match."]))
        responses.append(("400", ["$ref": "#/components/responses/Refus"]))
        if operation.mayMiss { responses.append(("404", ["$ref": "#/components/responses/Inconnu"])) }
        return [
            "operationId": .text(operation.name), "summary": .text(operation.title),
            "description": .text(operation.description),
            "parameters": .list(operation.parameters.map(\.document)), "responses": .object(responses),
        ]
    }

    private static let headers: JSON = [
        "ETag": ["description": "L’empreinte de la réponse.", "schema": ["type": "string"]],
        "Link": ["description": "L’adresse de la page suivante, rel=\"next\".", "schema": ["type": "string"]],
    ]

    private func problem(_ description: String) -> JSON {
        [
            "description": .text(description),
            "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Probleme"]]],
        ]
    }

    /// Every shape once, by name.
    private var schemas: [(name: String, value: JSON)] {
        var seen: Set<String> = []
        let shapes = (operations.map(\.shape) + [Self.problem]).flatMap(\.all).filter { seen.insert($0.name).inserted }
        return shapes.map { ($0.name, $0.schema) }.sorted { $0.0 < $1.0 }
    }

    private static let problem = ApiShape(
        name: "Probleme", description: "Un refus, comme le décrit la RFC 9457.",
        fields: [
            ("type", .text, "Toujours « about:blank »."), ("title", .text, "Le refus en quelques mots."),
            ("status", .integer, "Le code HTTP."), ("detail", .text, "Quoi faire."),
            ("parametre", .text, "Le paramètre dont il s’agit."),
        ], optional: ["parametre"])
}
