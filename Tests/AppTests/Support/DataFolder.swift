import Foundation

@testable import App

/// A folder of data on the disk that goes away with the test.
final class DataFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "donnees-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// A file beside the data.
    func file(_ name: String) -> String { url.appending(path: name).path }

    func program(_ name: String = "reseau") throws -> Program {
        try Program(environment: ["MAILLAGE_SCRYPT": "4"], dataFolder: file(name))
    }

    func names(_ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: file(folder))) ?? []).sorted()
    }
}
