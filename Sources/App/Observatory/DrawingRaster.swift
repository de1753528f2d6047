import Foundation
import Subprocess

/// Makes PNG pictures of drawings with `rsvg-convert` (Debian's package `librsvg2-bin`), when the machine has it. One at a
/// time, as whatever a stranger may ask for.
actor DrawingRaster {
    /// Too many people wait already.
    struct Busy: Error {}
    /// The command did not make a picture; what it said is for the log.
    struct Fault: Error { let reason: String }

    /// Twice what a drawing measures on a screen: sharp when printed over half a page.
    private static let width = 1440
    private static let secondsAtMost = 20
    private static let bytesAtMost = 8 << 20
    private static let waitingAtMost = 8
    private static let keptAtMost = 16

    /// Nil when the program is not there.
    nonisolated let program: String?
    private var waiting = 0
    private var last: Task<[UInt8], any Error>?
    private var kept: [(drawing: String, bytes: [UInt8])] = []

    init(searchPath: String = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin") {
        program = searchPath.split(separator: ":").map { $0 + "/rsvg-convert" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    nonisolated var isThere: Bool { program != nil }

    /// The picture of a drawing that stands alone.
    func picture(of drawing: String) async throws -> [UInt8] {
        if let made = kept.first(where: { $0.drawing == drawing }) { return made.bytes }
        guard let program else { throw Fault(reason: "rsvg-convert is not installed") }
        guard waiting < Self.waitingAtMost else { throw Busy() }
        waiting += 1
        defer { waiting -= 1 }
        let previous = last
        let task = Task {
            _ = try? await previous?.value
            return try await Self.run(program, drawing)
        }
        last = task
        let bytes = try await task.value
        kept.append((drawing, bytes))
        if kept.count > Self.keptAtMost { kept.removeFirst() }
        return bytes
    }

    /// The drawing names no file and no address: nothing is fetched from anywhere.
    private static func run(_ program: String, _ drawing: String) async throws -> [UInt8] {
        let result = try await Subprocess.run(
            .name("timeout"),
            arguments: .init([
                "--kill-after=5", String(secondsAtMost), program, "--format", "png", "--width", String(width),
                "--keep-aspect-ratio", "--background-color", "white",
            ]),
            environment: .custom([
                "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "LANG": "C.UTF-8",
                "HOME": FileManager.default.temporaryDirectory.path,
            ]),
            input: .string(drawing), output: .bytes(limit: bytesAtMost), error: .string(limit: 16_384))
        guard result.terminationStatus.isSuccess, result.standardOutput.starts(with: [0x89, 0x50, 0x4E, 0x47]) else {
            throw Fault(reason: "\(result.terminationStatus) " + String(result.standardError.suffix(500)))
        }
        return result.standardOutput
    }
}
