import NIOCore
import Synchronization

/// The pages given last to passers-by, ready to be sent again: many people look at the same ones. A key says everything that
/// the page depends on. Pages are kept packed, as nearly all browsers take them; the few that do not have them opened.
final class HotPages<Key: Hashable & Sendable>: Sendable {
    private let kept: Mutex<Remembered<Key, Reply>>

    /// `room` in bytes.
    init(room: Int = 24 << 20) { kept = Mutex(Remembered(room: room)) }

    /// The second time a page is asked for, it is packed as tightly as for all the times to come.
    func reply(_ key: Key) -> Reply? {
        guard let reply = kept.withLock({ $0[key] }) else { return nil }
        guard reply.packing == .quick else { return reply }
        let tight = reply.tightened
        kept.withLock { $0.keep(tight, for: key, size: tight.size) }
        return tight
    }

    func keep(_ reply: Reply, for key: Key) {
        let packed = reply.packedAlone
        kept.withLock { $0.keep(packed, for: key, size: packed.size) }
    }
}

/// What was made last, within a room. When the newer half is full, the older one is forgotten: what is asked for again in the
/// meantime stays.
struct Remembered<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry: Sendable {
        let value: Value
        let size: Int
    }

    private var newer: [Key: Entry] = [:]
    private var older: [Key: Entry] = [:]
    private var size = 0
    private let half: Int

    init(room: Int) { half = max(1, room / 2) }

    subscript(key: Key) -> Value? {
        mutating get {
            if let entry = newer[key] { return entry.value }
            guard let entry = older[key] else { return nil }
            keep(entry.value, for: key, size: entry.size)
            return entry.value
        }
    }

    /// Something larger than a half is not kept.
    mutating func keep(_ value: Value, for key: Key, size added: Int) {
        guard added <= half else { return }
        if let known = newer.removeValue(forKey: key) { size -= known.size }
        if size + added > half { (older, newer, size) = (newer, [:], 0) }
        newer[key] = Entry(value: value, size: added)
        size += added
    }
}

extension Reply {
    /// In bytes; some two hundred for what stands around a page.
    fileprivate var size: Int { bytes.storageCapacity + (packed?.storageCapacity ?? 0) + 200 }
}
