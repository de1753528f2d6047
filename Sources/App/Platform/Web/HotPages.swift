import NIOCore
import Synchronization

/// The pages given last to passers-by, ready to be sent again: many people look at the same ones. A key says everything that
/// the page depends on.
final class HotPages<Key: Hashable & Sendable>: Sendable {
    private struct Kept {
        var replies: [Key: Reply] = [:]
        var bytes = 0
    }

    /// In bytes, packed and not.
    private let room: Int
    private let kept = Mutex(Kept())

    init(room: Int = 24 << 20) { self.room = room }

    /// The second time a page is asked for, it is packed as tightly as for all the times to come.
    func reply(_ key: Key) -> Reply? {
        guard let reply = kept.withLock({ $0.replies[key] }) else { return nil }
        guard reply.packing == .quick else { return reply }
        let tight = reply.prepared(.tight)
        kept.withLock { (kept: inout Kept) in
            guard let old = kept.replies.updateValue(tight, forKey: key) else { return kept.bytes += tight.size }
            kept.bytes += tight.size - old.size
        }
        return tight
    }

    func keep(_ reply: Reply, for key: Key) {
        kept.withLock { (kept: inout Kept) in
            if kept.bytes + reply.size > room { kept = Kept() }
            if kept.replies.updateValue(reply, forKey: key) == nil { kept.bytes += reply.size }
        }
    }
}

extension Reply {
    fileprivate var size: Int { bytes.readableBytes + (packed?.readableBytes ?? 0) }
}
