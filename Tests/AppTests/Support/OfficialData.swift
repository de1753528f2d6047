import Foundation
import Tabular

/// The real public files, when they lie beside the repository; tests that need them are skipped otherwise.
enum OfficialData {
    static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["MAILLAGE_DONNEES_REELLES"] { return URL(filePath: path) }
        return Repository.root.deletingLastPathComponent().appending(path: "shared/data")
    }()

    static func isPresent(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: path).path)
    }

    /// The cells of one column of a CSV file.
    static func column(_ name: String, of path: String) throws -> [String] {
        let table = try Table([UInt8](Data(contentsOf: folder.appending(path: path))))
        return table.rows.compactMap { $0[name] }
    }
}
