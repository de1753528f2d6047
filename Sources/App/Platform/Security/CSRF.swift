import Foundation
import HTTPTypes

/// Tells a form of ours, sent by whoever it was drawn for, from one that another site makes a browser send.
///
/// Two checks, both needed: what the browser says of the page that sends, and a token that only our page could know.
enum CSRF {
    /// The hidden field that every form carries.
    static let field = "jeton"

    enum Fault: Error, Equatable { case crossSite, unknownOrigin, badToken }

    /// The token to put into forms drawn for whoever holds the cookie `secret`.
    static func token(for secret: Secret) -> String { secret.derived(for: "jeton de formulaire") }

    /// What the form said against what its visitor's cookie gives; a visitor without cookie has an empty one.
    static func checkToken(_ token: String?, expected: String) throws(Fault) {
        guard let token, !expected.isEmpty, areEqualInConstantTime(token.utf8, expected.utf8) else { throw .badToken }
    }

    /// - Parameters:
    ///   - authority: the `Host` asked for.
    ///   - base: the address in the settings.
    ///
    /// `Sec-Fetch-Site` when there is one; else `Origin`, else the origin of `Referer`, must be ours. A request with none is refused.
    static func checkOrigin(_ headers: HTTPFields, authority: String?, base: URL?) throws(Fault) {
        if let site = headers[.secFetchSite] {
            guard site == "same-origin" else { throw .crossSite }
            return
        }
        guard let source = headers[.origin] ?? headers[.referer], let url = URL(string: source),
            let scheme = url.scheme, ["http", "https"].contains(scheme), let asked = Self.authority(of: url)
        else { throw .unknownOrigin }
        if let base, base.scheme == scheme, Self.authority(of: base) == asked { return }
        guard let authority, authority.lowercased() == asked else { throw .crossSite }
    }

    /// `host` or `host:port`, as browsers write it: without the usual port.
    private static func authority(of url: URL) -> String? {
        guard let host = url.host(percentEncoded: false)?.lowercased(), !host.isEmpty else { return nil }
        let name = host.contains(":") ? "[\(host)]" : host
        let usual = url.scheme == "https" ? 443 : 80
        guard let port = url.port, port != usual else { return name }
        return "\(name):\(port)"
    }
}

extension HTTPField.Name {
    static let secFetchSite = constant("Sec-Fetch-Site")
    private static func constant(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .cookie }
}
