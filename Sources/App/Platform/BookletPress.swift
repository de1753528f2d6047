import Foundation

/// Makes PDF files of documents with WeasyPrint (Debian's package `weasyprint`).
struct BookletPress: Sendable {
    typealias Busy = OutsideProgram.Busy
    typealias Fault = OutsideProgram.Fault

    /// A booklet of a thousand records takes some ten seconds; beyond a minute and a half something is wrong.
    private static let limits = OutsideProgram.Limits(seconds: 90, bytes: 40 << 20, waiting: 3, kept: 4)
    private let program: OutsideProgram

    init(searchPath: String? = nil) {
        program = OutsideProgram(
            "weasyprint", limits: Self.limits, mark: Array("%PDF-".utf8), searchPath: searchPath)
    }

    var isThere: Bool { program.isThere }

    /// The PDF of this document; `key` says all that it depends on.
    /// `isTagged`: with the structure that readers of the screen follow (PDF/UA).
    func print(_ html: String, stylesheet: URL, key: String, isTagged: Bool = false) async throws -> [UInt8] {
        try await program.make(
            html,
            ["--quiet", "--encoding", "utf-8"] + (isTagged ? ["--pdf-variant", "pdf/ua-1"] : [])
                + ["--stylesheet", stylesheet.path, "-", "-"], key: key)
    }
}
