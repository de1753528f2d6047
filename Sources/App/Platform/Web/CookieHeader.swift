/// The `Cookie` header (RFC 6265, 4.2): pairs with semicolons between.
enum CookieHeader {
    /// In bytes; longer than what any browser sends us.
    static let longest = 8_192

    /// The first value of that name that is not empty.
    static func value(_ name: String, in header: String) -> String? {
        guard header.utf8.count <= longest else { return nil }
        for pair in header.split(separator: ";") {
            let halves = pair.split(separator: "=", maxSplits: 1)
            guard halves.count == 2, halves[0].drop(while: { $0 == " " }) == name else { continue }
            return String(halves[1])
        }
        return nil
    }
}
