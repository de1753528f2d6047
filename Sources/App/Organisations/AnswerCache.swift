import Domain
import Markup
import Synchronization

/// What was found last, so that what many people look at, and the pages and maps of one question, are searched once.
final class AnswerCache: Sendable {
    private struct Key: Hashable {
        let query: DirectoryQuery
        let map: MapRequest?
    }

    private let maps = Mutex(Remembered<Key, DirectoryMap>(room: 200))
    /// In bytes.
    private let answers = Mutex(Remembered<Key, DirectoryAnswer>(room: 16 << 20))
    private let findings = Mutex(Remembered<DirectoryQuery, DirectoryFindings>(room: 32 << 20))

    /// What stands beside the list, which is the same on every page of it: in bytes.
    private let sides = Mutex(Remembered<DirectoryQuery, Side>(room: 8 << 20))

    struct Side: Sendable {
        let markup: Markup
        let packed: PackedPart?
    }

    func side(of query: DirectoryQuery, _ make: () -> Markup) -> Side {
        var question = query
        question.page = 1
        if let side = sides.withLock({ $0[question] }) { return side }
        let markup = make()
        let side = Side(markup: markup, packed: PackedPart(markup))
        sides.withLock { $0.keep(side, for: question, size: 2 * markup.bytes.count) }
        return side
    }

    func answer(_ query: DirectoryQuery, _ map: MapRequest?, in index: DirectoryIndex) -> DirectoryAnswer {
        let key = Key(query: query, map: map)
        if let answer = answers.withLock({ $0[key] }) { return answer }
        let question = query.question
        var found = findings.withLock { $0[question] }
        if found == nil {
            let made = index.findings(question)
            findings.withLock { $0.keep(made, for: question, size: made.size) }
            found = made
        }
        guard let found else { return index.search(query, map: map) }
        let answer = index.answer(query, from: found, map: map.map { self.map(question, $0, found, index) })
        answers.withLock { $0.keep(answer, for: key, size: answer.size) }
        return answer
    }

    private func map(
        _ question: DirectoryQuery, _ request: MapRequest, _ found: DirectoryFindings, _ index: DirectoryIndex
    ) -> DirectoryMap {
        let key = Key(query: question, map: request)
        if let map = maps.withLock({ $0[key] }) { return map }
        let map = index.map(of: found, request)
        maps.withLock { $0.keep(map, for: key, size: 1) }
        return map
    }
}

extension DirectoryQuery {
    /// Without what only changes how its answers are shown.
    fileprivate var question: DirectoryQuery {
        var question = self
        (question.page, question.sort, question.near, question.nearName) = (1, .relevance, nil, "")
        (question.placeText, question.view) = ("", nil)
        return question
    }
}
