/// A table that is read piece by piece, whatever it is read from: `ParallelScan` of a plain file, or a packed one.
package protocol RowScan {
    var layout: CSVLayout { get }

    /// `read` makes something of the rows of one piece; `join` adds it to the total, pieces in order.
    func run<Part: Sendable, Total: Sendable>(
        into total: Total, read: @Sendable (inout RowScanner) throws -> Part,
        join: @Sendable (inout Total, Part, ParallelScan.Piece) throws -> Void
    ) throws -> Total
}

extension ParallelScan: RowScan {}
