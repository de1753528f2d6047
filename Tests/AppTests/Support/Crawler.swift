import Foundation
import HTTPTypes

@testable import App

/// Follows every link of ours from a page on, and keeps what it met.
struct Crawler {
    let browser: Browser
    /// Addresses that differ only by their query are visited so many times.
    var queriesPerPath = 3
    /// Path prefixes that are seen on a sample only, because there are tens of the same.
    var sampled: [String: Int] = ["/territoires/": 8]
    private(set) var pages: [(path: String, answer: Answer)] = []
    private(set) var broken: [String] = []

    init(browser: Browser) { self.browser = browser }

    mutating func follow(from start: [String]) async throws {
        var queue = start
        var seen = Set(start)
        var perPath: [String: Int] = [:]
        var perPrefix: [String: Int] = [:]
        while let address = queue.popLast() {
            let path = String(address.prefix { $0 != "?" })
            perPath[path, default: 0] += 1
            guard perPath[path, default: 0] <= queriesPerPath else { continue }
            if let prefix = sampled.keys.first(where: { path.hasPrefix($0) }), perPath[path] == 1 {
                perPrefix[prefix, default: 0] += 1
            }
            if let prefix = sampled.keys.first(where: { path.hasPrefix($0) }),
                perPrefix[prefix, default: 0] > sampled[prefix, default: 0]
            {
                continue
            }
            let answer = try await browser.get(address)
            guard answer.status == .ok || answer.status == .seeOther else {
                broken.append("\(address): \(answer.status.code)")
                continue
            }
            pages.append((address, answer))
            if let location = answer.location, seen.insert(location).inserted { queue.append(location) }
            guard answer.headers[.contentType]?.hasPrefix("text/html") == true else { continue }
            for link in HTMLPage(answer.text).links where link.hasPrefix("/") {
                let target = String(link.prefix { $0 != "#" })
                if seen.insert(target).inserted { queue.append(target) }
            }
        }
    }
}
