import Domain
import Markup

extension Markup.StringInterpolation {
    /// The number that names something, in an address.
    mutating func appendInterpolation<Entity>(_ id: ID<Entity>) { appendInterpolation(id.rawValue) }
}
