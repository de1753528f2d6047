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

    private let drawn = DrawnItems(room: 48 << 20)

    struct Side: Sendable {
        let markup: Markup
        let packed: PackedPart?
    }

    func side(of query: DirectoryQuery) -> Side? { sides.withLock { $0[Self.withoutPage(query)] } }

    func keep(_ markup: Markup, besideAnswersTo query: DirectoryQuery) -> Side {
        let side = Side(markup: markup, packed: PackedPart(markup))
        sides.withLock { $0.keep(side, for: Self.withoutPage(query), size: 2 * markup.bytes.count) }
        return side
    }

    private static func withoutPage(_ query: DirectoryQuery) -> DirectoryQuery {
        var question = query
        question.page = 1
        return question
    }

    /// Those that are drawn already.
    func items(_ ids: [ID<Organisation>], _ drawing: ItemDrawing) -> [ID<Organisation>: Markup] {
        var known: [ID<Organisation>: Markup] = [:]
        known.reserveCapacity(ids.count)
        for id in ids { known[id] = drawn.item(id, drawing.name) }
        return known
    }

    /// All of them, in order, once those that were missing are read.
    func items(
        _ ids: [ID<Organisation>], _ known: [ID<Organisation>: Markup], _ read: [DirectoryItem], _ drawing: ItemDrawing
    ) -> [Markup] {
        guard !read.isEmpty else { return ids.compactMap { known[$0] } }
        var all = known
        for item in read {
            let markup = drawing.draw(item)
            all[item.id] = markup
            drawn.keep(markup, for: item.id, drawing.name)
        }
        return ids.compactMap { all[$0] }
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
