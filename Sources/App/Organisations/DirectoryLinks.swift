import Domain
import Markup

/// The addresses of a page of the directory: the question with one part changed or left out, from its first page. There are
/// some two hundred on a page: what stays is written once.
struct DirectoryLinks: Sendable {
    /// « famille=association », in the order of the keys.
    private let parts: [(key: DirectoryQuery.Key, text: String)]
    private let path: String

    init(_ query: DirectoryQuery, path: String = "/annuaire") {
        parts = query.parts.map { ($0.key, $0.key.rawValue + "=" + $0.value.addressEncoded) }
        self.path = path
    }

    /// What only changes how answers are shown, not what is asked.
    static let showing: Set<DirectoryQuery.Key> = [.sort, .near, .placeText, .view, .page]

    /// The question elsewhere, without some of its parts.
    func address(_ path: String, without keys: Set<DirectoryQuery.Key>) -> String {
        var address = path
        var sign = "?"
        for part in parts where !keys.contains(part.key) {
            address += sign
            address += part.text
            sign = "&"
        }
        return address
    }

    /// The addresses of all the values of a part, which are never empty: what comes before the value, and what comes after it.
    func template(_ key: DirectoryQuery.Key) -> (before: Markup, after: Markup) {
        let rank = Self.rank(key)
        let kept = parts.filter { $0.key != key && !Self.isDropped($0.key, with: key) }
        let before = kept.filter { Self.rank($0.key) < rank }.map(\.text) + [key.rawValue + "="]
        let after = kept.filter { Self.rank($0.key) > rank }.map { "&" + $0.text }
        return ("\(path)?\(before.joined(separator: "&"))", "\(after.joined())")
    }

    /// The same as `query.with(key, value).address(path)`, of a value that makes sense.
    func address(_ key: DirectoryQuery.Key, _ value: String) -> String {
        var address = path
        var sign = "?"
        var isWritten = value.isEmpty
        func add(_ text: String) {
            address += sign
            address += text
            sign = "&"
        }
        let rank = Self.rank(key)
        for part in parts where part.key != key && !Self.isDropped(part.key, with: key) {
            if !isWritten, Self.rank(part.key) > rank {
                add(key.rawValue + "=" + value.addressEncoded)
                isWritten = true
            }
            add(part.text)
        }
        if !isWritten { add(key.rawValue + "=" + value.addressEncoded) }
        return address
    }

    /// Other answers: from their first page, and the map shows where they are.
    private static func isDropped(_ part: DirectoryQuery.Key, with key: DirectoryQuery.Key) -> Bool {
        switch part {
        case .page: ![.page, .view, .placeText].contains(key)
        case .view: ![.view, .page, .placeText, .sort].contains(key)
        case .placeText: key == .territory
        default: false
        }
    }

    private static func rank(_ key: DirectoryQuery.Key) -> Int { ranks[key] ?? 0 }
    private static let ranks = Dictionary(
        uniqueKeysWithValues: DirectoryQuery.Key.allCases.enumerated().map { ($1, $0) })
}
