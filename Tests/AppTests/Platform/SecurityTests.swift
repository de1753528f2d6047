import Foundation
import HTTPTypes
import Testing

@testable import App

struct SecretTests {
    @Test func secretsAreLongDifferentAndStoredHashed() throws {
        let secrets = Set((0..<1_000).map { _ in Secret().text })
        #expect(secrets.count == 1_000)
        let secret = Secret()
        #expect(secret.text.utf8.count == 43)
        #expect(secret.hash.count == 32 && !secret.hash.contains(Data(secret.text.utf8)))
        #expect(Secret(secret.text)?.hash == secret.hash)
        #expect(secret.derived(for: "a") != secret.derived(for: "b"))
    }

    @Test(arguments: [
        "", "court", String(repeating: "a", count: 44), String(repeating: "é", count: 43),
        String(repeating: "a", count: 42) + "'",
    ])
    func whatCannotBeASecretIsNotLookedUp(text: String) { #expect(Secret(text) == nil) }
}

struct RateLimiterTests {
    let start = Date(timeIntervalSince1970: 1_000)

    @Test func aBurstThenOneAtATime() async {
        let limiter = RateLimiter(.times(3, per: 30))
        for _ in 0..<3 { #expect(await limiter.allows("a", at: start)) }
        #expect(await !limiter.allows("a", at: start + 9))
        #expect(await limiter.allows("b", at: start))
        #expect(await limiter.allows("a", at: start + 10))
        #expect(await !limiter.allows("a", at: start + 10))
        #expect(await !limiter.allows("a", at: start - 1_000))
    }

    @Test func thereAreNoMoreThanTenTriesInAQuarterOfAnHour() async {
        let limiter = RateLimiter(.times(5, per: 15 * 60))
        var allowed = 0
        for second in 0..<900 where await limiter.allows("a", at: start + Double(second)) { allowed += 1 }
        #expect(allowed <= 10)
    }

    @Test func keysAreBoundedAndTheBusiestStay() async {
        let limiter = RateLimiter(.times(2, per: 60), mostKeys: 100)
        for _ in 0..<2 { _ = await limiter.allows("attaque", at: start) }
        for key in 0..<10_000 { _ = await limiter.allows("\(key)", at: start) }
        #expect(await limiter.keyCount <= 100)
        #expect(await !limiter.allows("attaque", at: start))
    }
}

struct PasswordHasherTests {
    let small = PasswordHasher.Cost(logRounds: 4, blockSize: 2, parallelism: 1)

    @Test func aPasswordIsRecognisedAndNoOther() async throws {
        let hasher = PasswordHasher(cost: small)
        let hash = try await hasher.hash("granit pelle vent été")
        #expect(hash.text.hasPrefix("$scrypt$ln=4,r=2,p=1$"))
        let stored = try #require(PasswordHash(hash.text))
        #expect(try await hasher.verify("granit pelle vent été", against: stored))
        #expect(try await hasher.verify("granit pelle vent e\u{301}te\u{301}", against: stored))
        #expect(try await !hasher.verify("granit pelle vent", against: stored))
        #expect(try await !hasher.verify("granit pelle vent", against: nil))
        #expect(try await hasher.hash("granit pelle vent été").text != hash.text)
    }

    @Test func anOldCostStillWorksAndIsSeen() async throws {
        let old = try await PasswordHasher(cost: small).hash("granit pelle vent")
        let hasher = PasswordHasher(cost: .init(logRounds: 5, blockSize: 2, parallelism: 1))
        #expect(try await hasher.verify("granit pelle vent", against: old))
        #expect(await hasher.isOutdated(old))
        #expect(await !PasswordHasher(cost: small).isOutdated(old))
    }

    @Test func theQueueHasAnEnd() async throws {
        let hasher = PasswordHasher(
            cost: .init(logRounds: 12, blockSize: 8, parallelism: 1), atOnce: 2, longestQueue: 3)
        let answers = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 { group.addTask { (try? await hasher.hash("granit pelle vent")) != nil } }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(answers.filter { $0 }.count >= 5)
        #expect(answers.contains(false))
        #expect(try await hasher.verify("x", against: nil) == false)
    }

    @Test(arguments: [
        "", "$scrypt$", "$scrypt$ln=99,r=8,p=1$AAAA$AAAA", "$scrypt$ln=4$AAAA$AAAA", "$argon2$x$y$z",
        "$scrypt$ln=4,r=2,p=1$AAAA$AAAA",
    ])
    func whatIsNotAHashIsNil(text: String) { #expect(PasswordHash(text) == nil) }

    @Test func theCostInServiceIsTheOneDecided() {
        #expect(PasswordHasher.Cost.standard == .init(logRounds: 15, blockSize: 8, parallelism: 3))
    }
}

struct CSRFTests {
    let base = URL(string: "https://maillage.example.org")
    let secret = Secret()

    private func check(_ fields: HTTPFields, authority: String? = "maillage.example.org") -> CSRF.Fault? {
        do throws(CSRF.Fault) {
            try CSRF.checkOrigin(fields, authority: authority, base: base)
            return nil
        } catch { return error }
    }

    @Test func ourOwnPagesPass() {
        #expect(check([.secFetchSite: "same-origin"]) == nil)
        #expect(check([.origin: "https://maillage.example.org"]) == nil)
        #expect(check([.origin: "https://maillage.example.org:443"]) == nil)
        #expect(check([.referer: "https://maillage.example.org/compte?a=b"]) == nil)
        #expect(check([.origin: "http://192.168.1.4:8080"], authority: "192.168.1.4:8080") == nil)
        #expect(check([.origin: "http://[::1]:8080"], authority: "[::1]:8080") == nil)
    }

    @Test(arguments: ["cross-site", "same-site", "none", "", "Same-Origin, same-origin"])
    func otherSitesDoNot(site: String) {
        #expect(check([.secFetchSite: site, .origin: "https://maillage.example.org"]) == .crossSite)
    }

    @Test(arguments: [
        "https://evil.example.org", "null", "https://maillage.example.org.evil.example.org",
        "http://maillage.example.org:8080",
        "https://evil.example.org/maillage.example.org", "https://maillage.example.org@evil.example.org",
        "javascript:x", "",
    ])
    func foreignOriginsDoNot(origin: String) {
        #expect(check([.origin: origin]) != nil)
        #expect(check([.referer: origin]) != nil)
    }

    @Test func aRequestThatSaysNothingOfItsOriginDoesNot() { #expect(check([:]) == .unknownOrigin) }

    @Test func theTokenIsThatOfTheSession() throws {
        let good = CSRF.token(for: secret)
        #expect(throws: Never.self) { try CSRF.checkToken(good, expected: good) }
        for bad in [nil, "", secret.text, CSRF.token(for: Secret()), good + "a", String(good.dropLast())] {
            #expect(throws: CSRF.Fault.badToken) { try CSRF.checkToken(bad, expected: good) }
        }
        #expect(throws: CSRF.Fault.badToken) { try CSRF.checkToken("", expected: "") }
    }
}

struct LocalPathTests {
    @Test(arguments: ["/", "/compte", "/situation?au=2010-03-01", "/annuaire?q=a%20b", "/poles/a//b"])
    func pathsOfThisSiteAreKept(path: String) { #expect(LocalPath(path)?.text == path) }

    @Test(arguments: [
        "", "compte", "//evil.example.org", "/\\evil.example.org", "https://evil.example.org", "javascript:alert(1)",
        "/%2fevil.example.org", "/%5Cevil.example.org", "/\t/evil.example.org", "/ /evil", "\\\\evil", "/a\\b",
        "/a\r\nSet-Cookie: x", "/a%0d%0aSet-Cookie:x", "/../x", "/a/../../x", "/é", " /compte", "///evil.example.org",
        "/a%00b", "/a/./b", "http:/evil",
    ])
    func addressesThatCouldLeadElsewhereAreNot(path: String) { #expect(LocalPath(path) == nil) }
}
