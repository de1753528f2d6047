import Foundation
import Subprocess

/// A program of the machine's that makes files of what it is given, when the machine has it. One file at a time: it is the
/// heaviest thing that a stranger can ask for.
actor OutsideProgram {
    /// Too many people wait already.
    struct Busy: Error {}
    /// The command did not make a file; what it said is for the log.
    struct Fault: Error { let reason: String }

    struct Limits: Sendable {
        let seconds, bytes, waiting: Int
        /// How many of the last files made are kept.
        let kept: Int
    }

    /// Nil when it is not there.
    nonisolated let path: String?
    nonisolated let name: String
    private let limits: Limits
    /// How the files that it makes begin.
    private let mark: [UInt8]
    private var waiting = 0
    private var last: Task<[UInt8], any Error>?
    private var kept: [(key: String, bytes: [UInt8])] = []

    init(_ name: String, limits: Limits, mark: [UInt8], searchPath: String?) {
        (self.name, self.limits, self.mark) = (name, limits, mark)
        path = (searchPath ?? Self.searchPath).split(separator: ":").map { $0 + "/" + name }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    private static let searchPath = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"

    nonisolated var isThere: Bool { path != nil }

    /// What it makes of this text; `key` says all that the file depends on.
    func make(_ text: String, _ arguments: [String], key: String) async throws -> [UInt8] {
        if let made = kept.first(where: { $0.key == key }) { return made.bytes }
        guard let path else { throw Fault(reason: "\(name) is not installed") }
        guard waiting < limits.waiting else { throw Busy() }
        waiting += 1
        defer { waiting -= 1 }
        let previous = last
        let task = Task {
            _ = try? await previous?.value
            return try await run(path, arguments, text)
        }
        last = task
        let bytes = try await task.value
        kept.removeAll { $0.key == key }
        kept.append((key, bytes))
        if kept.count > limits.kept { kept.removeFirst() }
        return bytes
    }

    /// What it is given has no address to resolve and names no file: nothing is fetched from anywhere.
    private nonisolated func run(_ path: String, _ arguments: [String], _ text: String) async throws -> [UInt8] {
        let reading = ["sh", "-c", "exec \"$0\" \"$@\" < \"$TEXTE\"", path]
        let command = ["--kill-after=5", String(limits.seconds)] + reading + arguments
        // It reads a file rather than a pipe: one that ends before it has read everything breaks nothing of ours.
        let file = try TemporaryFile(in: FileManager.default.temporaryDirectory)
        defer { withExtendedLifetime(file) {} }
        try Data(text.utf8).write(to: file.url)
        let environment: [Environment.Key: String] = [
            "PATH": Self.searchPath, "LANG": "C.UTF-8", "HOME": FileManager.default.temporaryDirectory.path,
            "TEXTE": file.url.path,
        ]
        do {
            let result = try await Subprocess.run(
                .name("timeout"), arguments: .init(command), environment: .custom(environment),
                input: .none,
                output: .bytes(limit: limits.bytes), error: .string(limit: 16_384))
            guard result.terminationStatus.isSuccess, result.standardOutput.starts(with: mark) else {
                throw Fault(reason: "\(result.terminationStatus) " + String(result.standardError.suffix(500)))
            }
            return result.standardOutput
        } catch let error as SubprocessError {
            // Too long a file, among others.
            throw Fault(reason: "\(error)")
        }
    }
}
