/// The number that names one `Entity`, so that a hub's number is never taken for a territory's.
package struct ID<Entity>: RawRepresentable, Hashable, Codable, Sendable, LosslessStringConvertible,
    ExpressibleByIntegerLiteral
{
    package let rawValue: Int64
    @inlinable package init(rawValue: Int64) { self.rawValue = rawValue }
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

    // As would be done without saying, but for the number itself: what is generic over raw values is looked up at each call,
    // which tables keyed by these numbers pay a hundred times.
    @inlinable package static func == (left: Self, right: Self) -> Bool { left.rawValue == right.rawValue }
    @inlinable package func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
    @inlinable package func _rawHashValue(seed: Int) -> Int { rawValue._rawHashValue(seed: seed) }
}
