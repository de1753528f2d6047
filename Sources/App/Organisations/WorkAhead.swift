import Dispatch
import Synchronization

/// Makes things in their order on another thread, a few thousand ahead of whoever takes them: a database writes on one thread,
/// and what it writes need not be made there.
enum WorkAhead {
    /// Chunks made and not taken yet.
    private static let ahead = 3

    /// Gives `take` each element with what `make` made of it; ends at the first error of `take`.
    static func each<Element: Sendable, Made: Sendable>(
        _ list: [Element], by size: Int = 2000, _ make: @escaping @Sendable (Element) -> Made,
        _ take: (Element, Made) throws -> Void
    ) throws {
        // A handful is not worth a thread.
        guard list.count > size else { return try list.forEach { try take($0, make($0)) } }
        let queue = DispatchQueue(label: "maillage.avance")
        let starts = Array(stride(from: 0, to: list.count, by: size))
        func begin(_ number: Int) -> Chunk<Made>? {
            guard number < starts.count else { return nil }
            return Chunk(list[starts[number]..<min(starts[number] + size, list.count)], make, on: queue)
        }
        var coming = (0..<ahead).compactMap(begin)
        for number in starts.indices {
            let chunk = coming.removeFirst()
            if let next = begin(number + ahead) { coming.append(next) }
            for (place, made) in chunk.wait().enumerated() { try take(list[starts[number] + place], made) }
        }
    }

    private final class Chunk<Made: Sendable>: Sendable {
        private let made = Mutex<[Made]>([])
        private let isReady = DispatchSemaphore(value: 0)

        init<Element: Sendable>(
            _ list: ArraySlice<Element>, _ make: @escaping @Sendable (Element) -> Made, on queue: DispatchQueue
        ) {
            queue.async {
                let made = list.map(make)
                self.made.withLock { $0 = made }
                self.isReady.signal()
            }
        }

        func wait() -> [Made] {
            isReady.wait()
            return made.withLock { $0 }
        }
    }
}
