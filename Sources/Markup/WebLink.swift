/// An address that somebody typed and that may become a link: https, http or mailto, nothing else.
package struct WebLink: Sendable, Hashable {
    package let address: String

    package init?(_ typed: String) {
        let address = typed.filter { !$0.isWhitespace }
        guard address.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }), address.utf8.count <= 2000 else { return nil }
        let scheme = address.prefix { $0 != ":" }.lowercased()
        let rest = address.dropFirst(scheme.count)
        switch scheme {
        case "https", "http":
            let host = rest.dropFirst(3).prefix { !"/?#".contains($0) }
            guard rest.hasPrefix("://"), host.contains("."), !host.contains("@"), !host.hasPrefix(".") else {
                return nil
            }
        case "mailto":
            guard rest.contains("@"), rest.utf8.count > 4 else { return nil }
        default: return nil
        }
        self.address = address
    }

    package static func mail(_ box: String) -> WebLink? { WebLink("mailto:" + box) }

    /// The address without its scheme, for people.
    package var readable: String {
        var text = address
        for prefix in ["https://", "http://", "mailto:", "www."] where text.hasPrefix(prefix) {
            text.removeFirst(prefix.count)
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
}
