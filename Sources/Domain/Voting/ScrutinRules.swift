import Foundation

/// What is needed beside ballots to say what a vote decided.
package struct ScrutinRules: Hashable, Sendable {
    /// Nil for a consultation, which decides nothing, and for a choice among options.
    package var majority: MajorityRule?
    /// Empty when all voices are counted together.
    package var colleges: [College]

    package init(majority: MajorityRule?, colleges: [College] = []) {
        (self.majority, self.colleges) = (majority, colleges)
    }

    /// What the statutes ask of a vote: colleges are counted apart only where the majority looks at them.
    package init(_ majority: MajorityRule, of statutes: Statutes) {
        self.init(majority: majority, colleges: majority.colleges == .together ? [] : statutes.colleges)
    }

    package var majorityValue: JSONValue { majority.map(Self.value) ?? .null }
    package var collegesValue: JSONValue { Self.value(colleges) }

    package init(majority: JSONValue, colleges: JSONValue) throws {
        let decoder = JSONDecoder()
        self.init(
            majority: majority == .null
                ? nil : try decoder.decode(MajorityRule.self, from: Data(ScrutinText.canonical(majority).utf8)),
            colleges: try decoder.decode([College].self, from: Data(ScrutinText.canonical(colleges).utf8)))
    }

    private static func value(_ thing: some Encodable) -> JSONValue {
        guard let data = try? JSONEncoder().encode(thing), let value = try? JSONValue.read([UInt8](data)) else {
            return .null
        }
        return value
    }
}
