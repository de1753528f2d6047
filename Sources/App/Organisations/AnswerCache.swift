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

    /// In bytes.
    private let steps = Mutex(Remembered<DirectoryQuery, OrderSteps>(room: 4 << 20))

    /// What stands beside the list, which is the same on every page of it: in bytes.
    private let sides = Mutex(Remembered<DirectoryQuery, Side>(room: 8 << 20))

    private let drawn: DrawnItems

    /// For a directory of so many organisations: where the index leaves room, nearly all of them are kept as lists draw them,
    /// so that the whole takes 600 MB at most.
    init(count: Int) { drawn = DrawnItems(room: (count < 400_000 ? 96 : 32) << 20) }

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

    /// Those that are drawn already, in their places.
    func items(_ ids: [ID<Organisation>], _ drawing: ItemDrawing) -> [Markup?] {
        ids.map { drawn.item($0, drawing.name) }
    }

    /// All of them, in order, once those that were missing are read: in order too, but for those that are gone meanwhile.
    func items(
        _ ids: [ID<Organisation>], _ known: [Markup?], _ read: [DirectoryItem], _ drawing: ItemDrawing
    ) -> [Markup] {
        guard !read.isEmpty else { return known.compactMap(\.self) }
        var items: [Markup] = []
        items.reserveCapacity(ids.count)
        var rest = read[...]
        for (id, markup) in zip(ids, known) {
            if let markup {
                items.append(markup)
            } else if let item = rest.first, item.id == id {
                rest.removeFirst()
                let markup = drawing.draw(item)
                items.append(markup)
                drawn.keep(markup, for: id, drawing.name)
            }
        }
        return items
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
        let answer = index.answer(
            query, from: found, map: map.map { self.map(question, $0, found, index) },
            steps: steps(question, query, found, index))
        answers.withLock { $0.keep(answer, for: key, size: answer.size) }
        return answer
    }

    /// Once a page far in a list has been asked for.
    private func steps(
        _ question: DirectoryQuery, _ query: DirectoryQuery, _ found: DirectoryFindings, _ index: DirectoryIndex
    ) -> OrderSteps? {
        guard (query.page - 1) * DirectoryIndex.pageLength >= OrderSteps.stride else { return nil }
        var key = question
        key.sort = query.sort
        if let known = steps.withLock({ $0[key] }) { return known }
        guard let made = index.steps(of: found, by: query.sort) else { return nil }
        steps.withLock { $0.keep(made, for: key, size: made.size) }
        return made
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
