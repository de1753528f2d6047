import Foundation

/// The papers of applications: a folder of their own, which nothing serves and no backup copies.
struct ApplicationFiles: Sendable {
    let folder: URL

    /// A paper as it was put away.
    struct Paper: Sendable {
        let name, mediaType, storedName: String
        let size: Int
    }

    init(_ configuration: Configuration) { folder = configuration.dataFolder.appending(path: "candidatures") }

    /// Puts uploads away while `work` records them; a refusal or a fault leaves no file behind.
    func keeping(_ uploads: [(field: String, upload: Upload)], for work: ([Paper]) async throws -> Void) async throws {
        try RefusedForm.check(uploads.map { Self.refusal($0.upload, $0.field) })
        var papers: [Paper] = []
        do {
            for (_, upload) in uploads { papers.append(try put(upload)) }
            try await work(papers)
        } catch {
            for paper in papers { remove(paper.storedName) }
            throw error
        }
    }

    private static func refusal(_ upload: Upload, _ field: String) -> Refused? {
        guard upload.type != nil else {
            return Refused(
                "« \(upload.name) » n’est pas d’une sorte acceptée : PDF, texte, image ou document bureautique.",
                field: field)
        }
        return upload.size > 0 ? nil : Refused("« \(upload.name) » est vide.", field: field)
    }

    private func put(_ upload: Upload) throws -> Paper {
        let storedName = Secret().text
        let target = file(storedName)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try FileManager.default.copyItem(at: upload.url, to: target)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: target.path)
        return Paper(
            name: upload.name, mediaType: upload.type?.mediaType ?? "application/octet-stream", storedName: storedName,
            size: upload.size)
    }

    func file(_ storedName: String) -> URL { folder.appending(path: storedName) }

    func data(_ storedName: String) -> Data? { try? Data(contentsOf: file(storedName)) }

    /// Removed twice is no fault.
    func remove(_ storedName: String) { try? FileManager.default.removeItem(at: file(storedName)) }

    /// Removes the files that no application names any more: one just put away may not be recorded yet.
    func sweep(keeping known: Set<String>, before limit: Date) {
        let manager = FileManager.default
        for name in (try? manager.contentsOfDirectory(atPath: folder.path)) ?? [] where !known.contains(name) {
            let attributes = try? manager.attributesOfItem(atPath: file(name).path)
            let date = attributes?[.modificationDate] as? Date
            if date.map({ $0 < limit }) ?? true { remove(name) }
        }
    }
}
