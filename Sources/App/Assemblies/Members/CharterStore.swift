import Domain
import Foundation

/// The charter as it comes with the program.
enum CharterStore {
    private struct CharterFile: Codable { let versions: [Charter] }

    static func charter(on day: Day) throws -> Charter {
        guard let charter = Charter.inForce(try all(), on: day) else { throw NotFound() }
        return charter
    }

    /// The version that a request was made on.
    static func charter(version: Int) throws -> Charter {
        guard let charter = try all().first(where: { $0.version == version }) else { throw NotFound() }
        return charter
    }

    static func all() throws -> [Charter] {
        let file = try Resources.folder().appending(path: "Facts/charte.json")
        return try FactStore.read(file, as: CharterFile.self).versions
    }
}
