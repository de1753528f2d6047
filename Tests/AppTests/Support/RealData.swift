import Foundation

/// The real public files, when they lie beside the repository; tests that need them are skipped otherwise.
enum RealData {
    static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["MAILLAGE_DONNEES_REELLES"] { return URL(filePath: path) }
        let repository = (0..<4).reduce(URL(filePath: #filePath)) { file, _ in file.deletingLastPathComponent() }
        return repository.deletingLastPathComponent().appending(path: "shared/data")
    }()

    static func isPresent(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: path).path)
    }

}
