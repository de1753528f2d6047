import Foundation
import HTTPTypes
import NIOCore
import Testing

@testable import App

struct ClientAddressTests {
    private func key(_ remote: String, _ claimed: [String] = [], trusting proxies: [String] = []) throws -> String {
        var headers = HTTPFields()
        for value in claimed {
            headers.append(HTTPField(name: try #require(HTTPField.Name("X-Forwarded-For")), value: value))
        }
        return ClientAddress.key(
            headers, remote: try SocketAddress(ipAddress: remote, port: 1), trustedProxies: proxies)
    }

    @Test func whatAClientSaysOfItselfIsNotBelieved() throws {
        #expect(try key("192.0.2.1", ["198.51.100.9"]) == "192.0.2.1")
        #expect(try key("192.0.2.1", ["198.51.100.9"], trusting: ["192.0.2.2"]) == "192.0.2.1")
    }

    @Test func ourProxyIsBelievedAboutItsNeighbourOnly() throws {
        #expect(try key("127.0.0.1", ["198.51.100.9"], trusting: ["127.0.0.1"]) == "198.51.100.9")
        #expect(try key("127.0.0.1", ["10.0.0.1, 198.51.100.9"], trusting: ["127.0.0.1"]) == "198.51.100.9")
        #expect(
            try key("127.0.0.1", ["10.0.0.1", "198.51.100.9, 192.0.2.7"], trusting: ["127.0.0.1", "192.0.2.7"])
                == "198.51.100.9")
        #expect(try key("127.0.0.1", [], trusting: ["127.0.0.1"]) == "127.0.0.1")
    }

    @Test(arguments: [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("2001:db8::1", "2001:db8:0:0::/64"),
        ("::1", "0:0:0:0::/64"), ("::ffff:192.0.2.1", "192.0.2.1"), ("192.0.2.1", "192.0.2.1"),
        ("n’importe quoi", "n’importe quoi"),
    ])
    func aHouseholdIsOneKey(address: String, network: String) {
        let found = ClientAddress.network(address)
        #expect(found == network)
    }

    @Test(arguments: [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox sur Linux"),
        (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36",
            "Chrome sur Android"
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1",
            "Safari sur iPhone"
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge sur Windows"
        ),
        ("", "Navigateur inconnu"), ("<script>alert(1)</script>", "Navigateur inconnu"),
    ])
    func aBrowserIsNamedAsItsOwnerWould(agent: String, name: String) {
        #expect(BrowserName.of(agent) == name)
    }
}
