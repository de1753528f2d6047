/// The number that names one `Entity`, so that a hub's number is never taken for a territory's.
package struct ID<Entity>: RawRepresentable, Hashable, Codable, Sendable, LosslessStringConvertible,
    ExpressibleByIntegerLiteral
{
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }
    package init(integerLiteral value: Int64) { rawValue = value }
    package init?(_ description: String) {
        guard let value = Int64(description) else { return nil }
        rawValue = value
    }
    package init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(Int64.self)
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
    package var description: String { String(rawValue) }
}
