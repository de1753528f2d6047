/// Two texts side by side, word by word, with what differs.
package struct TextChange: Sendable, Hashable {
    package struct Piece: Sendable, Hashable {
        package let text: String
        package let isChanged: Bool
    }

    package let old: [Piece]
    package let new: [Piece]

    /// Above so many words, the whole of each text is said to differ: comparing would cost more than it tells.
    private static let mostWords = 1500

    package init(from old: String, to new: String) {
        let before = TextChange.words(old)
        let after = TextChange.words(new)
        guard before.count <= TextChange.mostWords, after.count <= TextChange.mostWords else {
            self.old = [Piece(text: old, isChanged: true)]
            self.new = [Piece(text: new, isChanged: true)]
            return
        }
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in after.difference(from: before) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        self.old = TextChange.pieces(before, removed)
        self.new = TextChange.pieces(after, inserted)
    }

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    /// Neighbours of the same kind together.
    private static func pieces(_ words: [String], _ changed: Set<Int>) -> [Piece] {
        var pieces: [Piece] = []
        for (index, word) in words.enumerated() {
            let isChanged = changed.contains(index)
            if let last = pieces.last, last.isChanged == isChanged {
                pieces[pieces.count - 1] = Piece(text: last.text + " " + word, isChanged: isChanged)
            } else {
                pieces.append(Piece(text: word, isChanged: isChanged))
            }
        }
        return pieces
    }
}
