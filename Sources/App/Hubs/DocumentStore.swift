import Domain
import Foundation
import GRDB

/// The documents kept as evidence: random names, outside of anything that is served as it lies.
struct DocumentStore {
    let database: any DatabaseWriter
    let folder: URL
    let maximumUpload: Int

    /// A document that anybody may read: those of one hub have another door.
    func document(_ id: ID<Document>) async throws -> Document? {
        try await database.read { db in
            try Row.fetchOne(
                db,
                sql: "SELECT * FROM document WHERE id = ? AND id NOT IN (SELECT documentID FROM hubDocument)",
                arguments: [id]
            ).map(Document.init(row:))
        }
    }

    /// A document that only those of this hub may read.
    func document(_ id: ID<Document>, of hub: ID<Hub>) async throws -> Document? {
        try await database.read { db in
            try Row.fetchOne(
                db,
                sql: """
                    SELECT d.* FROM document d JOIN hubDocument h ON h.documentID = d.id
                    WHERE d.id = ? AND h.hubID = ?
                    """, arguments: [id, hub]
            ).map(Document.init(row:))
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

extension Document {
    init(row: Row) {
        self.init(
            id: row["id"], name: row["name"], mediaType: row["mediaType"], size: row["size"], digest: row["digest"],
            storedName: row["storedName"])
    }
}
