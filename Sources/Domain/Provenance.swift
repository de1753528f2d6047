/// How surely something is known. What is not supported by a source is shown as unknown, never guessed.
package enum Certainty: String, Codable, Sendable, CaseIterable {
    /// A dated source says it.
    case established = "etabli"
    /// It follows from something a source says.
    case deduced = "deduit"
    /// Someone says it; no document has been seen.
    case reported = "rapporte"
    /// Nobody knows yet.
    case unknown = "inconnu"

    package var label: String {
        switch self {
        case .established: "établi"
        case .deduced: "déduit"
        case .reported: "rapporté"
        case .unknown: "inconnu"
        }
    }

    package var explanation: String {
        switch self {
        case .established: "une source datée le dit"
        case .deduced: "cela se déduit de ce que dit une source"
        case .reported: "quelqu’un le rapporte, aucun document n’a été vu"
        case .unknown: "rien ne permet encore de le dire"
        }
    }
}

/// Where a fact comes from: a publication, a page, a document kept with the data, or somebody's word.
package struct Source: Codable, Sendable, Hashable {
    package let id: ID<Source>
    /// What a reader needs to find it again: author, title, date.
    package let title: String
    /// An https address, when there is one.
    package let url: String?
    /// The document kept as evidence, when one was given.
    package let documentID: ID<Document>?

    package init(id: ID<Source>, title: String, url: String? = nil, documentID: ID<Document>? = nil) {
        (self.id, self.title, self.url, self.documentID) = (id, title, url, documentID)
    }
}

/// A file kept as evidence. Its bytes lie beside the database under a random name.
package struct Document: Codable, Sendable, Hashable {
    package let id: ID<Document>
    package let name: String
    package let mediaType: String
    /// In bytes.
    package let size: Int
    /// SHA-256 of the content, in hexadecimal.
    package let digest: String
    package let storedName: String

    package init(
        id: ID<Document>, name: String, mediaType: String, size: Int, digest: String, storedName: String
    ) {
        (self.id, self.name, self.mediaType) = (id, name, mediaType)
        (self.size, self.digest, self.storedName) = (size, digest, storedName)
    }
}
