import Foundation
import HTTPTypes
import NIOCore

/// Where a request comes from, for rate limits: what our own proxies say, or the other end of the connection.
enum ClientAddress {
    private static let forwardedFor = HTTPField.Name("X-Forwarded-For")

    static func key(_ headers: HTTPFields, remote: SocketAddress?, trustedProxies: [String]) -> String {
        guard var address = remote?.ipAddress else { return "local" }
        let claimed = forwardedFor.map { headers[values: $0] } ?? []
        var hops = claimed.flatMap { $0.split(separator: ",") }.map { $0.trimmingCharacters(in: .whitespaces) }
        // From the nearest: each hop is believed only as long as the one that reports it is ours.
        while trustedProxies.contains(address), let hop = hops.popLast(), hop.utf8.count <= 45 { address = hop }
        return network(address)
    }

    /// One household: an IPv4 address, or the first half of an IPv6 one.
    private static func network(_ address: String) -> String {
        guard let socket = try? SocketAddress(ipAddress: address, port: 0), case .v6(let six) = socket else {
            return address
        }
        let bytes = withUnsafeBytes(of: six.address.sin6_addr) { Array($0.prefix(8)) }
        return bytes.map { String($0, radix: 16) }.joined(separator: ":") + "::/64"
    }
}
