import Domain
import Foundation

/// What a merge moved and changed, precisely enough to be undone.
struct MergeTrace: Codable, Sendable {
    /// A field of the kept record that took a value of the other.
    struct Field: Codable, Sendable {
        let field: OrganisationField
        let old, new: String
        /// Who had said the old value, when it was not the record's own origin.
        let oldOrigin: FieldOrigin?
        let origin: FieldOrigin
        /// The line of `fieldChange` that tells it.
        let line: Int64
    }

    /// Rows of a table that spoke of the absorbed record and speak of the kept one.
    struct Moved: Codable, Sendable {
        let table, column: String
        let keys: [String]
        let rows: [[Value]]
    }

    /// A stretch of part in a hub.
    struct Part: Codable, Sendable, Hashable {
        let hub: Int64
        let organisation: Int64
        let from: String
        let until: String?
    }

    /// A value of a key.
    enum Value: Codable, Sendable, Hashable {
        case number(Int64)
        case text(String)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int64.self) {
                self = .number(number)
            } else {
                self = .text(try container.decode(String.self))
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .number(let number): try container.encode(number)
            case .text(let text): try container.encode(text)
            }
        }
    }

    var fields: [Field] = []
    /// When the kept record had last changed, and when the merge wrote it.
    var updatedAt = ""
    var writtenAt = ""
    var publication = Publication.published
    var moved: [Moved] = []
    /// Parts in the hubs of the absorbed record, of both, before and after.
    var partsBefore: [Part] = []
    var partsAfter: [Part] = []
    /// The head office of the absorbed record, when it became a place of the kept one.
    var place: Int64?

    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    init() {}
    init(json: String) throws { self = try JSONDecoder().decode(MergeTrace.self, from: Data(json.utf8)) }
}
