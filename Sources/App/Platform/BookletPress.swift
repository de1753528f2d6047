import Foundation
import Subprocess

/// Makes PDF files of booklets with WeasyPrint (Debian's package `weasyprint`), when the machine has it. One at a time: it is
/// the heaviest thing that a stranger can ask for.
actor BookletPress {
    /// Too many people wait already.
    struct Busy: Error {}
    /// The command did not make a file; what it said is for the log.
    struct Fault: Error { let reason: String }

    /// A booklet of a thousand records takes some ten seconds; beyond a minute and a half something is wrong.
    private static let secondsAtMost = 90
    private static let bytesAtMost = 40 << 20
    private static let waitingAtMost = 3

    /// Nil when the program is not there.
    nonisolated let program: String?
    private var waiting = 0
    private var last: Task<[UInt8], any Error>?
    /// The last booklets made, by what they hold.
    private var kept: [(key: String, bytes: [UInt8])] = []

    init(searchPath: String = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin") {
        program = searchPath.split(separator: ":").map { $0 + "/weasyprint" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    nonisolated var isThere: Bool { program != nil }

    /// The PDF of this document; `key` says all that it depends on.
    /// `isTagged`: with the structure that readers of the screen follow (PDF/UA).
    func print(_ html: String, stylesheet: URL, key: String, isTagged: Bool = false) async throws -> [UInt8] {
        if let made = kept.first(where: { $0.key == key }) { return made.bytes }
        guard let program else { throw Fault(reason: "weasyprint is not installed") }
        guard waiting < Self.waitingAtMost else { throw Busy() }
        waiting += 1
        defer { waiting -= 1 }
        let previous = last
        let task = Task {
            _ = try? await previous?.value
            return try await Self.run(program, html, stylesheet, isTagged)
        }
        last = task
        let bytes = try await task.value
        kept.removeAll { $0.key == key }
        kept.append((key, bytes))
        if kept.count > 4 { kept.removeFirst() }
        return bytes
    }

    /// The document has no address to resolve and names no file: nothing is fetched from anywhere.
    private static func run(
        _ program: String, _ html: String, _ stylesheet: URL, _ isTagged: Bool
    ) async throws -> [UInt8] {
        let result = try await Subprocess.run(
            .name("timeout"),
            arguments: .init(
                ["--kill-after=5", String(secondsAtMost), program, "--quiet", "--encoding", "utf-8"]
                    + (isTagged ? ["--pdf-variant", "pdf/ua-1"] : []) + ["--stylesheet", stylesheet.path, "-", "-"]),
            environment: .custom([
                "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "LANG": "C.UTF-8",
                "HOME": FileManager.default.temporaryDirectory.path,
            ]),
            input: .string(html), output: .bytes(limit: bytesAtMost), error: .string(limit: 16_384))
        guard result.terminationStatus.isSuccess, result.standardOutput.starts(with: Array("%PDF-".utf8)) else {
            throw Fault(reason: "\(result.terminationStatus) " + String(result.standardError.suffix(500)))
        }
        return result.standardOutput
    }
}
