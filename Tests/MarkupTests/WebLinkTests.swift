import Testing

@testable import Markup

/// An address that somebody typed becomes a link only when it can do no harm.
struct WebLinkTests {
    @Test(arguments: [
        "https://example.org", "http://example.org/a?b=c#d", "https://www.example.org:8443/é", "HTTPS://EXAMPLE.ORG",
        "mailto:contact@example.org", "https://example.org/\"onclick=", "  https://example.org  ",
    ])
    func webAddressesAndMailboxesAreAdmitted(address: String) throws {
        #expect(WebLink(address) != nil)
    }

    @Test(arguments: [
        "javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:alert(1)", " javascript:alert(1)",
        "\u{1}javascript:alert(1)",
        "java\tscript:alert(1)//https://example.org", "data:text/html,<script>alert(1)</script>", "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org", "//example.org", "/\\example.org", "example.org", "", ":", "https:", "https:/", "https://",
        "https:///x",
        "https://localhost", "https://.example.org", "https://user@example.org", "https://example.org@evil.example",
        "https:example.org",
        "mailto:", "mailto:x", "blob:https://example.org", "view-source:https://example.org",
        "https://exa\u{0}mple.org",
        "https://\u{7F}example.org", "javascript://example.org/%0aalert(1)", "#", "?x", "tel:0298", "ws://example.org",
        "https\u{FF1A}//example.org", "ｈttps://example.org",
    ])
    func everythingElseIsRefused(address: String) {
        #expect(WebLink(address) == nil)
    }

    @Test func anEndlessAddressIsRefused() {
        #expect(WebLink("https://example.org/" + String(repeating: "a", count: 1980)) != nil)
        #expect(WebLink("https://example.org/" + String(repeating: "a", count: 1981)) == nil)
    }

    @Test func aLinkIsEscapedInItsAttribute() throws {
        let link = try #require(WebLink("https://example.org/\"><script>"))
        let page: Markup = "<a href=\"\(link)\">x</a>"
        #expect(page.text == "<a href=\"https://example.org/&quot;&gt;&lt;script&gt;\">x</a>")
    }

    @Test func peopleReadAnAddressWithoutItsScheme() throws {
        #expect(try #require(WebLink("https://www.example.org/")).readable == "example.org")
        #expect(try #require(WebLink("http://example.org/a/")).readable == "example.org/a")
        #expect(try #require(WebLink.mail("contact@example.org")).readable == "contact@example.org")
        #expect(WebLink.mail("contact") == nil)
    }
}
