import Domain
import Foundation

/// What the interface refuses: the sentence names the parameter, so that whoever wrote the address finds it.
struct ApiRefused: Refusal {
    let sentence: String
    let field: String?
    init(_ sentence: String, parameter: String?) { (self.sentence, field) = (sentence, parameter) }
}

/// One parameter of the open interface. What reads it, what refuses it and what describes it are this one value.
struct ApiParameter: Sendable {
    indirect enum Kind: Sendable {
        /// Any text up to so many characters.
        case text(longest: Int)
        /// The last part of a page's address.
        case identifier
        case choice([String])
        case integer(ClosedRange<Int>, standard: Int)
        /// A day.
        case day
        /// A year, a month or a day.
        case date
        case box
        case mark
    }

    let name: String
    let kind: Kind
    let description: String
    /// What a first try may put there.
    let example: String
    var isInPath = false

    init(_ name: String, _ kind: Kind, _ description: String, example: String, isInPath: Bool = false) {
        (self.name, self.kind, self.description) = (name, kind, description)
        (self.example, self.isInPath) = (example, isInPath)
    }

    /// Nil when the text is what it must be, else what to write instead.
    func fault(_ text: String) -> String? {
        switch kind {
        case .text(let longest):
            text.unicodeScalars.count <= longest ? nil : "écrivez \(longest) signes au plus"
        case .identifier:
            text.wholeMatch(of: /[a-z0-9-]{1,100}/) != nil
                ? nil : "écrivez un identifiant : des lettres sans accent, des chiffres et des tirets"
        case .choice(let values): values.contains(text) ? nil : "choisissez parmi " + values.joined(separator: ", ")
        case .integer(let range, _):
            text.wholeMatch(of: /[0-9]{1,9}/) != nil && Int(text).map(range.contains) == true
                ? nil : "écrivez un nombre de \(range.lowerBound) à \(range.upperBound)"
        case .day: Day(text) != nil ? nil : "écrivez un jour, par exemple 2026-03-01"
        case .date:
            PartialDate(text) != nil
                ? nil : "écrivez un jour, un mois ou une année, par exemple 2010-03-01, 2010-03 ou 2010"
        case .box:
            BoundingBox(text) != nil
                ? nil : "écrivez ouest,sud,est,nord en degrés, par exemple -4.2,48.4,-3.5,48.8"
        case .mark: PageMark(text) != nil ? nil : "reprenez la valeur de « suite » de la page précédente"
        }
    }

    /// JSON Schema (2020-12), which says the same as `fault`.
    var schema: JSON {
        switch kind {
        case .text(let longest): ["type": "string", "maxLength": .integer(longest)]
        case .identifier: ["type": "string", "pattern": "^[a-z0-9-]{1,100}$"]
        case .choice(let values): ["type": "string", "enum": .texts(values)]
        case .integer(let range, let standard):
            [
                "type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound),
                "default": .integer(standard),
            ]
        case .day: ["type": "string", "format": "date", "pattern": "^[1-9]"]
        case .date:
            [
                "anyOf": [
                    ["type": "string", "format": "date", "pattern": "^[1-9]"],
                    ["type": "string", "pattern": "^[1-9][0-9]{3}(-(0[1-9]|1[0-2]))?$"],
                ]
            ]
        case .box:
            [
                "type": "array", "minItems": 4, "maxItems": 4,
                "items": ["type": "number", "minimum": -180, "maximum": 180],
                "prefixItems": [Self.longitude, Self.latitude, Self.longitude, Self.latitude],
            ]
        case .mark: ["type": "string", "pattern": "^[0-9a-z]{1,12}$"]
        }
    }

    private static let longitude: JSON = ["type": "number", "minimum": -180, "maximum": 180]
    private static let latitude: JSON = ["type": "number", "minimum": -90, "maximum": 90]

    var document: JSON {
        var members: [(name: String, value: JSON)] = [
            ("name", .text(name)), ("in", isInPath ? "path" : "query"), ("required", .bool(isInPath)),
            ("description", .text(description)), ("schema", schema),
        ]
        switch kind {
        case .box:
            members += [("style", "form"), ("explode", false)]
            members.append(("example", .list(example.split(separator: ",").map { .number(Double($0) ?? 0) })))
        case .integer: members.append(("example", Int(example).map(JSON.integer) ?? .null))
        default: members.append(("example", .text(example)))
        }
        return .object(members)
    }
}

/// A question to the interface, every parameter checked.
struct ApiAsk: Sendable {
    private let values: [String: String]

    /// Reads the query and the path's own parameters. What is unknown, said twice or wrong is refused by its name.
    init(query: String, path: [String: String] = [:], _ parameters: [ApiParameter]) throws {
        var values = path
        let known = parameters.filter { !$0.isInPath }.map(\.name)
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(parts[0]) else {
                throw ApiRefused("L’adresse contient un signe % qui ne code aucune lettre en UTF-8.", parameter: nil)
            }
            guard known.contains(name) else {
                let hint =
                    known.isEmpty ? "cette adresse n’en a aucun" : "elle connaît " + known.joined(separator: ", ")
                throw ApiRefused(
                    "Le paramètre « \(name.prefix(50)) » est inconnu de cette adresse : \(hint).", parameter: name)
            }
            guard let value = Self.decoded(parts.count > 1 ? parts[1] : "") else {
                throw ApiRefused(
                    "Le paramètre « \(name) » contient un signe % qui ne code aucune lettre en UTF-8.", parameter: name)
            }
            guard values.updateValue(value, forKey: name) == nil else {
                throw ApiRefused("Le paramètre « \(name) » est dit deux fois : gardez-en un.", parameter: name)
            }
        }
        for parameter in parameters {
            guard let value = values[parameter.name], let fault = parameter.fault(value) else { continue }
            // A path that cannot be an identifier leads nowhere.
            if parameter.isInPath { throw NotFound() }
            throw ApiRefused("Le paramètre « \(parameter.name) » est mal écrit : \(fault).", parameter: parameter.name)
        }
        self.values = values
    }

    subscript(name: String) -> String { values[name] ?? "" }

    /// What tells it from another question.
    var identity: String {
        values.sorted { $0.key < $1.key }.map { $0.key + "=" + $0.value }.joined(separator: "&")
    }

    /// The same question with one parameter changed.
    func address(_ path: String, with name: String, _ value: String) -> String {
        let all = values.merging([name: value]) { _, new in new }.sorted { $0.key < $1.key }
        return path + "?" + all.map { $0.key + "=" + $0.value.addressEncoded }.joined(separator: "&")
    }

    func day(_ name: String) -> Day? { values[name].flatMap { Day($0) } }
    /// The day a date stands for: a year or a month is its last day.
    func date(_ name: String, today: Day) -> Day { values[name].flatMap { PartialDate($0) }?.latest ?? today }
    func box(_ name: String) -> BoundingBox? { values[name].flatMap { BoundingBox($0) } }
    var mark: PageMark? { values["suite"].flatMap { PageMark($0) } }
    func integer(_ name: String, otherwise standard: Int) -> Int { values[name].flatMap { Int($0) } ?? standard }

    private static func decoded(_ text: Substring) -> String? {
        text.replacing("+", with: " ").removingPercentEncoding
    }
}
