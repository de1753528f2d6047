import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// Tells open pages that an assembly moved (`text/event-stream`). Pages are right without it; it only spares a reload.
actor LiveBoard {
    /// Beyond, a page is refused and goes on without: nobody can hold the server by opening pages.
    static let connectionsAtMost = 400
    /// A stream ends after this, and the browser opens another: nothing stays open for ever.
    static let secondsAtMost = 120

    private let version: @Sendable (ID<Assembly>) async throws -> Int?
    private var open = 0
    /// Asked once for all those who look at the same assembly.
    private var known: [ID<Assembly>: (version: Int?, at: ContinuousClock.Instant)] = [:]

    init(version: @escaping @Sendable (ID<Assembly>) async throws -> Int?) { self.version = version }

    private func enter() -> Bool {
        guard open < Self.connectionsAtMost else { return false }
        open += 1
        return true
    }

    private func leave() { open -= 1 }

    /// Less than a second old.
    private func current(_ id: ID<Assembly>) async throws -> Int? {
        let now = ContinuousClock.now
        if let found = known[id], now - found.at < .milliseconds(700) { return found.version }
        let fresh = try await version(id)
        if known.count > 100 { known = [:] }
        known[id] = (fresh, now)
        return fresh
    }

    /// 204 tells the browser not to come back: there is nothing to follow.
    nonisolated func follow(_ id: ID<Assembly>, isOpen: Bool) async -> Response {
        guard isOpen else { return Response(status: .noContent) }
        guard await enter() else { return Response(status: .serviceUnavailable, headers: [.retryAfter: "60"]) }
        let headers: HTTPFields = [
            .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store",
        ]
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                do {
                    try await self.tell(id, to: &writer)
                    await self.leave()
                } catch {
                    await self.leave()
                    throw error
                }
                try await writer.finish(nil)
            })
    }

    private nonisolated func tell(_ id: ID<Assembly>, to writer: inout any ResponseBodyWriter) async throws {
        var last: Int?
        for second in 0..<Self.secondsAtMost {
            if Task.isCancelled || Task.isShuttingDownGracefully { return }
            guard let now = try await current(id) else { return }
            if now != last {
                try await writer.write(ByteBuffer(string: "data: \(now)\n\n"))
                last = now
            } else if second % 15 == 14 {
                try await writer.write(ByteBuffer(string: ": \n\n"))
            }
            try await Task.sleep(for: .seconds(1))
        }
    }
}
