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
    static func network(_ address: String) -> String {
        guard address.contains(":") else { return address }
        // `::ffff:192.0.2.1` is an IPv4 address in disguise.
        if let last = address.split(separator: ":").last, last.contains(".") { return String(last) }
        let halves = address.lowercased().components(separatedBy: "::")
        let head = halves[0].split(separator: ":").map(String.init)
        let tail = halves.count > 1 ? halves[1].split(separator: ":").map(String.init) : []
        let zeros = [String](repeating: "0", count: max(0, 8 - head.count - tail.count))
        return (head + zeros + tail).prefix(4).joined(separator: ":") + "::/64"
    }
}
