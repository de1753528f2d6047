import Foundation

/// The source files, for tests that read them.
enum Repository {
    static let root: URL = (0..<4).reduce(URL(filePath: #filePath)) { file, _ in file.deletingLastPathComponent() }

    /// The Swift files under a folder, by their path from the root.
    static func files(in folder: String) throws -> [(path: String, text: String)] {
        let start = root.appending(path: folder)
        let names = FileManager.default.enumerator(atPath: start.path)?.compactMap { $0 as? String } ?? []
        return try names.filter { $0.hasSuffix(".swift") }.sorted().map { name in
            (folder + "/" + name, try String(contentsOf: start.appending(path: name), encoding: .utf8))
        }
    }
}
