import Domain
import NIOCore
import Synchronization

/// The pages given last to passers-by, ready to be sent again: many people look at the same ones.
final class HotPages: Sendable {
    struct Key: Hashable {
        let query: DirectoryQuery
        let version: Int
        let day: Day
        let frame: Frame
    }

    private struct Kept {
        var replies: [Key: Reply] = [:]
        var bytes = 0
    }

    /// In bytes, packed and not.
    private static let room = 24 << 20
    private let kept = Mutex(Kept())

    func reply(_ key: Key) -> Reply? { kept.withLock { $0.replies[key] } }

    func keep(_ reply: Reply, for key: Key) {
        let size = reply.bytes.readableBytes + (reply.packed?.readableBytes ?? 0)
        kept.withLock { (kept: inout Kept) in
            if kept.bytes + size > Self.room { kept = Kept() }
            if kept.replies.updateValue(reply, forKey: key) == nil { kept.bytes += size }
        }
    }
}
