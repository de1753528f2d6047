import Domain
import Foundation

/// What a field of an answer may hold.
indirect enum ApiType: Sendable {
    case text, integer, number, boolean, day, moment, address
    case choice([String])
    case list(ApiType)
    case object(ApiShape)
    /// In a vocabulary that is described elsewhere.
    case foreign
    /// A count for each of these.
    case counts([String])
    case optional(ApiType)

    /// JSON Schema (2020-12).
    var schema: JSON {
        switch self {
        case .text: ["type": "string"]
        case .integer: ["type": "integer"]
        case .number: ["type": "number"]
        case .boolean: ["type": "boolean"]
        case .day: ["type": "string", "format": "date"]
        case .moment: ["type": "string", "format": "date-time"]
        case .address: ["type": "string", "format": "uri"]
        case .choice(let values): ["type": "string", "enum": .texts(values)]
        case .list(let item): ["type": "array", "items": item.schema]
        case .object(let shape): ["$ref": .text("#/components/schemas/" + shape.name)]
        case .counts(let names):
            [
                "type": "object", "additionalProperties": false, "required": .texts(names),
                "properties": .object(names.map { (name: $0, value: ["type": "integer", "minimum": 0]) }),
            ]
        case .foreign: [:]
        case .optional(let type): ["anyOf": [type.schema, ["type": "null"]]]
        }
    }

    /// As the page of the interface says it.
    var words: String {
        switch self {
        case .text: "texte"
        case .integer: "entier"
        case .number: "nombre"
        case .boolean: "vrai ou faux"
        case .day: "jour"
        case .moment: "moment (UTC)"
        case .address: "adresse"
        case .choice(let values): values.joined(separator: ", ")
        case .list(let item): "liste : " + item.words
        case .object(let shape): shape.name
        case .counts(let names): "un nombre par " + names.joined(separator: ", ")
        case .foreign: "voir le vocabulaire"
        case .optional(let type): type.words + ", ou null"
        }
    }

    /// The shapes named inside.
    var shapes: [ApiShape] {
        switch self {
        case .object(let shape): shape.all
        case .list(let type), .optional(let type): type.shapes
        default: []
        }
    }
}

/// The fields of an object, as documents describe them.
struct ApiShape: Sendable {
    let name: String
    let description: String
    let fields: [(name: String, type: ApiType, description: String)]
    /// Fields that may be left out: in formats that are not ours to choose.
    var optional: Set<String> = []

    /// Itself and those it names.
    var all: [ApiShape] { [self] + fields.flatMap(\.type.shapes) }

    var schema: JSON {
        [
            "type": "object", "description": .text(description), "additionalProperties": false,
            "required": .texts(fields.map(\.name).filter { !optional.contains($0) }),
            "properties": .object(
                fields.map { field in
                    (name: field.name, value: Self.described(field.type.schema, field.description))
                }),
        ]
    }

    private static func described(_ schema: JSON, _ description: String) -> JSON {
        guard case .object(let members) = schema else { return schema }
        return .object(members + [(name: "description", value: .text(description))])
    }
}

/// One field of an answer: what is written and what describes it are this one value.
struct ApiField<Source>: Sendable {
    let name: String
    let type: ApiType
    let description: String
    let value: @Sendable (Source) -> JSON

    init(_ name: String, _ type: ApiType, _ description: String, _ value: @escaping @Sendable (Source) -> JSON) {
        (self.name, self.type, self.description, self.value) = (name, type, description, value)
    }
}

/// An object of the interface: what is not among its fields leaves the program nowhere.
struct ApiObject<Source>: Sendable {
    let name: String
    let description: String
    let fields: [ApiField<Source>]

    var shape: ApiShape {
        ApiShape(name: name, description: description, fields: fields.map { ($0.name, $0.type, $0.description) })
    }

    /// The same for `known`, which leaves out what is not.
    var knownShape: ApiShape {
        var shape = shape
        shape.optional = Set(
            fields.filter { if case .optional = $0.type { true } else { false } }.map(\.name))
        return shape
    }

    /// Every field, null when it is not known.
    func json(_ source: Source) -> JSON { .object(fields.map { ($0.name, $0.value(source)) }) }

    /// Only what is known, for files where an absent member says the same.
    func known(_ source: Source) -> JSON {
        .object(
            fields.compactMap { field in
                let value = field.value(source)
                if case .null = value { return nil }
                return (field.name, value)
            })
    }

    /// The same with fewer fields.
    func without(_ names: Set<String>) -> ApiObject {
        ApiObject(name: name, description: description, fields: fields.filter { !names.contains($0.name) })
    }
}
