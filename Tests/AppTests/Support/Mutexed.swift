import Synchronization

/// A value that closures of a test fill from another task.
final class Mutexed<Value: Sendable>: Sendable {
    private let mutex: Mutex<Value>
    init(_ value: Value) { mutex = Mutex(value) }
    var value: Value { mutex.withLock { $0 } }
    func change(_ work: (inout Value) -> Void) { mutex.withLock { work(&$0) } }
}
