/// A place of this site to go on to after signing in; anything that could lead elsewhere is nil.
struct LocalPath: Equatable, Sendable {
    let text: String

    init?(_ asked: String?) {
        guard let asked, asked.utf8.count <= 500, asked.hasPrefix("/") else { return nil }
        // `//host`, `/\host` are other sites to a browser; so may be what hides behind an escape or a control character.
        guard !asked.hasPrefix("//"), !asked.contains("\\") else { return nil }
        guard asked.unicodeScalars.allSatisfy({ (0x21...0x7E).contains($0.value) }) else { return nil }
        let lower = asked.lowercased()
        guard !lower.hasPrefix("/%2f"), !lower.hasPrefix("/%5c"), !lower.contains("%0d"), !lower.contains("%0a"),
            !lower.contains("%00"), !lower.contains("/../"), !lower.contains("/./")
        else { return nil }
        text = asked
    }
}
