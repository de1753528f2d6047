/// The proof of an assembly: its record, what follows from it, and the SHA-256 of both (docs/preuves.md).
package struct AssemblyProof: Sendable {
    package static let format = "maillage-preuve/1"

    /// The journal's line that sealed it, whose hash anybody can compute again.
    package struct Seal: Hashable, Codable, Sendable {
        package var line: Int
        package var previous: String
        package var at: String
        package var actor: String
        package var kind: String
        package var subject: String
        package var detail: String
        package var hash: String

        private enum CodingKeys: String, CodingKey {
            case line = "ligne"
            case previous = "precedente"
            case at = "a"
            case actor = "acteur"
            case kind = "sorte"
            case subject = "sujet"
            case detail
            case hash = "empreinte"
        }

        package init(
            line: Int, previous: String, at: String, actor: String, kind: String, subject: String, detail: String,
            hash: String
        ) {
            (self.line, self.previous, self.at, self.actor) = (line, previous, at, actor)
            (self.kind, self.subject, self.detail, self.hash) = (kind, subject, detail, hash)
        }

        package var expectedHash: String {
            LotHash.hex([previous, String(line), at, actor, kind, subject, detail].joined(separator: "\n"))
        }
    }

    package let hash: String
    private let members: [String: JSONValue]

    package init(of record: AssemblyRecord) throws {
        members = [
            "format": .text(Self.format), "proces-verbal": try CanonicalJSON.value(of: record),
            "resultats": try CanonicalJSON.value(of: record.recount()),
        ]
        hash = LotHash.hex(try CanonicalJSON.text(.object(members)))
    }

    /// The file to keep.
    package func text(seal: Seal? = nil) throws -> String {
        var document = members
        document["empreinte"] = .text(hash)
        if let seal { document["sceau"] = try CanonicalJSON.value(of: seal) }
        return try CanonicalJSON.text(.object(document)) + "\n"
    }

    /// Adds the journal's line to a proof that was kept without it.
    package static func sealed(_ text: String, by seal: Seal) throws -> String {
        guard case .object(var document) = try JSONValue.read(Array(text.utf8), uniqueNames: true) else {
            throw AssemblyRefusal("Cette preuve n’est pas un objet JSON.")
        }
        document["sceau"] = try CanonicalJSON.value(of: seal)
        return try CanonicalJSON.text(.object(document)) + "\n"
    }
}
