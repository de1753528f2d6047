import Domain
import Foundation
import Testing

struct PersonTests {
    @Test(arguments: [
        (" Anne@Example.ORG ", "anne@example.org"), ("a.b+tag@mail.example.org", "a.b+tag@mail.example.org"),
        ("o'neil@example.org", "o'neil@example.org"),
    ])
    func anAddressIsKnownAgainHoweverTyped(typed: String, kept: String) {
        #expect(MailAddress(typed)?.text == kept)
    }

    @Test(arguments: [
        "", "anne", "anne@", "@example.org", "anne@example", "anne@@example.org", "anne@exa mple.org",
        "a..b@example.org",
        ".a@example.org", "anne@-example.org", "anne@example-.org", "anne@example..org", "anne@127.0.0.1",
        "anne@example.org\r\nBcc: x@example.org", "anne@example.org,eve@example.org", "<anne@example.org>",
        "anne@exämple.org", "\u{212A}arl@example.org", "anne\u{0}@example.org", "\"a b\"@example.org",
    ])
    func whatIsNotAnAddressIsRefused(typed: String) {
        #expect(MailAddress(typed) == nil)
    }

    @Test func addressesHaveALength() {
        #expect(MailAddress(String(repeating: "a", count: 64) + "@example.org") != nil)
        #expect(MailAddress(String(repeating: "a", count: 65) + "@example.org") == nil)
        #expect(MailAddress("a@" + String(repeating: "a", count: 64) + ".org") == nil)
        #expect(MailAddress("a@" + String(repeating: "aaa.", count: 70) + "org") == nil)
    }

    @Test func aNameIsOneLineWithLetters() {
        #expect(PersonName("  Anne\n  Le Goff ")?.text == "Anne Le Goff")
        #expect(PersonName("محمد")?.text == "محمد")
        for bad in ["", "   ", "123", "Anne\u{202E}effoG", "Anne\u{0}", String(repeating: "a", count: 101)] {
            #expect(PersonName(bad) == nil)
        }
    }

    /// One accented letter for a reader, 102 code points for the database.
    @Test func aNameIsAsLongAsTheDatabaseCountsIt() {
        let heaped = "e" + String(repeating: "\u{301}", count: 101)
        #expect(heaped.count == 1 && PersonName(heaped) == nil)
        #expect(PersonName(String(repeating: "é", count: 100)) != nil)
    }

    @Test func aLinkWorksOnceAndForAWhile() {
        let now = Date(timeIntervalSince1970: 1_000_000)
        func link(used: Date?, expires: Date) throws -> OneTimeLink {
            let address = try #require(MailAddress("anne@example.org"))
            return OneTimeLink(
                id: 1, purpose: .signIn, address: address, person: 1, name: nil, expiresAt: expires, usedAt: used)
        }
        #expect(throws: Never.self) { try link(used: nil, expires: now + 1).checkUsable(at: now) }
        #expect(throws: LinkRefusal.expired) { try link(used: nil, expires: now).checkUsable(at: now) }
        #expect(throws: LinkRefusal.used) { try link(used: now, expires: now + 1).checkUsable(at: now) }
        for purpose in OneTimeLink.Purpose.allCases where purpose != .invitation {
            #expect(purpose.lifetime <= 30 * 60)
        }
    }

    @Test func aSessionDiesOfIdlenessAndOfAge() {
        let start = Date(timeIntervalSince1970: 0)
        let day: TimeInterval = 24 * 3600
        func session(seen: TimeInterval) -> Session {
            Session(id: 1, person: 1, openedAt: start, lastSeenAt: start + seen, means: .link, browser: "")
        }
        #expect(session(seen: 0).isAlive(at: start + 14 * day - 1))
        #expect(!session(seen: 0).isAlive(at: start + 14 * day))
        #expect(session(seen: 59 * day).isAlive(at: start + 60 * day - 1))
        #expect(!session(seen: 59 * day).isAlive(at: start + 60 * day))
    }

    @Test func aStateFollowsTheDates() {
        var person = Person(id: 1, name: "Anne", address: MailAddress("a@example.org"), createdAt: .distantPast)
        #expect(person.state == .invited)
        person.confirmedAt = .distantPast
        #expect(person.state == .active && person.maySignIn)
        person.suspendedAt = .distantPast
        #expect(person.state == .suspended && !person.maySignIn)
        person.erasedAt = .distantPast
        #expect(person.state == .erased && !person.maySignIn)
    }
}
