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

extension DocumentStore {
    /// Copies an upload among the documents while `work` records it; a refusal or a fault leaves no file behind.
    func keeping(_ upload: Upload?, for work: (Document?) async throws -> Void) async throws {
        guard let upload else { return try await work(nil) }
        guard let type = upload.type else {
            throw Refused(
                "Ce document n’est pas d’une sorte acceptée : PDF, image, texte, CSV ou document bureautique.",
                field: "piece")
        }
        guard upload.size > 0 else { throw Refused("Ce document est vide.", field: "piece") }
        let storedName = Secret().text
        let target = folder.appending(path: storedName)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: upload.url, to: target)
        let document = Document(
            id: 0, name: upload.name, mediaType: type.mediaType, size: upload.size, digest: upload.sha256,
            storedName: storedName)
        do {
            let handle = try FileHandle(forUpdating: target)
            try handle.synchronize()
            try handle.close()
            try FolderSync.synchronize(folder)
            try await work(document)
        } catch {
            try? FileManager.default.removeItem(at: target)
            throw error
        }
    }
}
