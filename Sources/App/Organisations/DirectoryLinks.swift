import Domain

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
