/// What stops a scanner, at an offset in the file; which line that is, is counted only then.
package struct ScanDefect: Error, Equatable {
    package enum Kind: Equatable, Sendable {
        case unclosedQuote, textAfterQuote, longRow
        case cells(Int, of: Int)
    }

    package let kind: Kind
    /// From the start of the file.
    package let offset: Int

    package func onLine(_ line: Int) -> TableDefect {
        switch kind {
        case .unclosedQuote: TableDefect(line: line, "un guillemet ouvert ligne \(line) n’est jamais fermé")
        case .textAfterQuote: TableDefect(line: line, "du texte suit le guillemet fermant d’une cellule")
        case .longRow:
            TableDefect(
                line: line,
                "la ligne est plus longue que \(RowScanner.longestRow >> 20) Mo, un guillemet y manque sans doute")
        case .cells(let count, let expected): TableDefect(line: line, "\(count) cellules au lieu de \(expected)")
        }
    }
}
