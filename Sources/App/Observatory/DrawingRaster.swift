/// Makes PNG pictures of drawings with `rsvg-convert` (Debian's package `librsvg2-bin`).
struct DrawingRaster: Sendable {
    typealias Busy = OutsideProgram.Busy
    typealias Fault = OutsideProgram.Fault

    /// Twice what a drawing measures on a screen: sharp when printed over half a page.
    private static let width = 1440
    private static let limits = OutsideProgram.Limits(seconds: 20, bytes: 8 << 20, waiting: 8, kept: 16)
    private let program: OutsideProgram

    init(searchPath: String? = nil) {
        program = OutsideProgram(
            "rsvg-convert", limits: Self.limits, mark: [0x89, 0x50, 0x4E, 0x47], searchPath: searchPath)
    }

    var isThere: Bool { program.isThere }

    /// The picture of a drawing that stands alone.
    func picture(of drawing: String) async throws -> [UInt8] {
        try await program.make(
            drawing,
            ["--format", "png", "--width", String(Self.width), "--keep-aspect-ratio", "--background-color", "white"],
            key: drawing)
    }
}
