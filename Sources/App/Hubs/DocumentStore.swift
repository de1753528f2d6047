import Domain
import Foundation
import GRDB

/// The documents kept as evidence: random names, outside of anything that is served as it lies.
struct DocumentStore {
    let database: any DatabaseWriter
    let folder: URL
    let maximumUpload: Int

    func document(_ id: ID<Document>) async throws -> Document? {
        try await database.read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM document WHERE id = ?", arguments: [id]).map { row in
                Document(
                    id: row["id"], name: row["name"], mediaType: row["mediaType"], size: row["size"],
                    digest: row["digest"], storedName: row["storedName"])
            }
        }
    }

    func file(of document: Document) -> URL { folder.appending(path: document.storedName) }
}
