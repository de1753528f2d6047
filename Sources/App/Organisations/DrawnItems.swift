import Domain
import Markup
import Synchronization

/// Organisations as lists draw them: the same stand in many. In some sixty parts, so that what is forgotten at once is little:
/// giving back the memory of tens of thousands of them would keep a visitor waiting for milliseconds.
final class DrawnItems: Sendable {
    private struct Key: Hashable {
        let id: ID<Organisation>
        let drawing: ItemDrawing.Name
    }

    private final class Part: Sendable {
        let kept: Mutex<Remembered<Key, Markup>>
        init(room: Int) { kept = Mutex(Remembered(room: room)) }
    }

    private let parts: [Part]
    private static let count = 64
    /// In bytes, about: what stands around a drawing.
    private static let around = 120

    /// `room` in bytes.
    init(room: Int) { parts = (0..<Self.count).map { _ in Part(room: room / Self.count) } }

    func item(_ id: ID<Organisation>, _ drawing: ItemDrawing.Name) -> Markup? {
        part(id).kept.withLock { $0[Key(id: id, drawing: drawing)] }
    }

    func keep(_ markup: Markup, for id: ID<Organisation>, _ drawing: ItemDrawing.Name) {
        part(id).kept.withLock { kept in
            kept.keep(markup, for: Key(id: id, drawing: drawing), size: markup.bytes.count + Self.around)
        }
    }

    private func part(_ id: ID<Organisation>) -> Part { parts[Int(id.rawValue & Int64(Self.count - 1))] }
}
