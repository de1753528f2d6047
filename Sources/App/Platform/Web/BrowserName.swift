/// A browser as its owner knows it, « Firefox sur Android »: enough to recognise it in a list, too little to follow anyone.
enum BrowserName {
    static func of(_ userAgent: String) -> String {
        let agent = userAgent.prefix(400)
        let browser = browsers.first { agent.contains($0.0) }?.1 ?? "Navigateur inconnu"
        guard let system = systems.first(where: { agent.contains($0.0) })?.1 else { return browser }
        return "\(browser) sur \(system)"
    }

    /// Those that also claim to be others come first.
    private static let browsers: [(String, String)] = [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"), ("Chromium", "Chromium"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ]

    private static let systems: [(String, String)] = [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
        ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ]
}
