import Foundation

/// Lets each key do something so many times in a row, then once in a while: a bucket of tokens that fills with time.
actor RateLimiter {
    struct Rule: Sendable {
        /// How many at once.
        let burst: Int
        /// Seconds until one more.
        let interval: TimeInterval

        static func times(_ burst: Int, per seconds: TimeInterval) -> Rule {
            Rule(burst: burst, interval: seconds / Double(max(burst, 1)))
        }
    }

    private struct Bucket {
        var tokens: Double
        var at: Date
    }

    private let rule: Rule
    private let mostKeys: Int
    private var buckets: [String: Bucket] = [:]

    init(_ rule: Rule, mostKeys: Int = 20_000) {
        self.rule = rule
        self.mostKeys = mostKeys
    }

    /// Takes a token, or says that there is none left.
    func allows(_ key: String, at now: Date) -> Bool {
        var bucket = filled(buckets[key], at: now)
        guard bucket.tokens >= 1 else { return false }
        bucket.tokens -= 1
        if buckets[key] == nil { makeRoom(at: now) }
        buckets[key] = bucket
        return true
    }

    /// Whether a token is left, without taking it.
    func hasRoom(_ key: String, at now: Date) -> Bool { filled(buckets[key], at: now).tokens >= 1 }

    /// Forgets what the key did, after a success.
    func forget(_ key: String) { buckets[key] = nil }

    private func filled(_ bucket: Bucket?, at now: Date) -> Bucket {
        guard let bucket else { return Bucket(tokens: Double(rule.burst), at: now) }
        // A clock set back fills nothing and takes nothing away.
        let elapsed = max(0, now.timeIntervalSince(bucket.at))
        return Bucket(tokens: min(Double(rule.burst), bucket.tokens + elapsed / rule.interval), at: now)
    }

    /// Keeps memory bounded: full buckets say nothing and go first, then the fullest ones.
    private func makeRoom(at now: Date) {
        guard buckets.count >= mostKeys else { return }
        let full = Double(rule.burst)
        buckets = buckets.filter { filled($0.value, at: now).tokens < full }
        guard buckets.count >= mostKeys else { return }
        let emptiestFirst = buckets.sorted { filled($0.value, at: now).tokens < filled($1.value, at: now).tokens }
        buckets = Dictionary(uniqueKeysWithValues: emptiestFirst.prefix(mostKeys * 3 / 4).map { ($0.key, $0.value) })
    }

    var keyCount: Int { buckets.count }
}
