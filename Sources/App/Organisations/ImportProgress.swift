import Domain
import Foundation
import Synchronization

/// How far the reading of long files is, on one line that is written over; nothing when nobody watches.
final class ImportProgress: Sendable {
    private struct State {
        var title = ""
        var size = 0
        var start = ContinuousClock.now
        var last: ContinuousClock.Instant?
        var lines = 0
    }

    private let state = Mutex(State())
    private let write: (@Sendable (String) -> Void)?

    init(write: (@Sendable (String) -> Void)?) { self.write = write }

    /// On standard error when it is a terminal.
    static var terminal: ImportProgress {
        guard isatty(STDERR_FILENO) == 1 else { return ImportProgress(write: nil) }
        return ImportProgress { text in FileHandle.standardError.write(Data(text.utf8)) }
    }

    func begin(_ title: String, of size: Int) {
        state.withLock { state in
            state = State()
            (state.title, state.size) = (title, size)
        }
    }

    func count(_ lines: Int) { state.withLock { $0.lines += lines } }

    /// `done` bytes of the file; said at most five times a second.
    func advance(_ done: Int) {
        guard let write else { return }
        let text = state.withLock { state -> String? in
            let now = ContinuousClock.now
            if let last = state.last, now - last < .milliseconds(200) { return nil }
            state.last = now
            return Self.text(state.title, done: done, of: state.size, lines: state.lines, after: now - state.start)
        }
        if let text { write("\r\u{1B}[K" + text) }
    }

    func end() {
        guard let write else { return }
        write("\r\u{1B}[K")
    }

    /// « StockEtablissement.csv : 45 %, 3 200 000 lignes, 1 500 000 par seconde, encore 12 s ».
    static func text(_ title: String, done: Int, of size: Int, lines: Int, after time: Duration) -> String {
        let milliseconds =
            Int(time.components.seconds) * 1000 + Int(time.components.attoseconds / 1_000_000_000_000_000)
        let share = size > 0 ? min(100, done * 100 / size) : 100
        var text = "\(title)\(French.space): \(share)\(French.thin)%, \(French.count(lines, "ligne", "lignes"))"
        guard milliseconds > 0, done > 0 else { return text }
        text += ", \(French.number(lines * 1000 / milliseconds)) par seconde"
        let rest = max(0, size - done) / 1000 * milliseconds / max(1, done / 1000) / 1000
        return text + ", encore " + (rest < 120 ? "\(rest)\(French.space)s" : "\(rest / 60)\(French.space)min")
    }
}
