package import Domain
package import Foundation

/// The conformance cases of `vectors/assemblies`, which anybody's program may run too.
package enum Vectors {
    package static let folder: URL = (0..<3).reduce(URL(filePath: #filePath)) { file, _ in
        file.deletingLastPathComponent()
    }
    .appending(path: "vectors/assemblies")

    private struct File<Given: Decodable & Sendable, Expected: Decodable & Sendable>: Decodable {
        let format: String
        let cas: [VectorCase<Given, Expected>]
    }

    package static func cases<Given, Expected>(_ name: String) throws -> [VectorCase<Given, Expected>] {
        let data = try Data(contentsOf: folder.appending(path: name + ".json"))
        let file = try JSONDecoder().decode(File<Given, Expected>.self, from: data)
        guard file.format == "maillage-assemblees/1", !file.cas.isEmpty else { throw CocoaError(.fileReadCorruptFile) }
        return file.cas
    }

    /// Sentences are compared without regard to which kind of space they use.
    package static func plain(_ text: String) -> String {
        String(text.map { $0 == "\u{A0}" || $0 == "\u{202F}" ? " " : $0 })
    }
}

package struct VectorCase<Given: Decodable & Sendable, Expected: Decodable & Sendable>: Decodable, Sendable,
    CustomStringConvertible
{
    package let nom: String
    package let donnees: Given
    package let attendu: Expected
    package var description: String { nom }
}

/// Members as the cases write them: a list, or just how many.
package struct VectorMembers: Decodable, Sendable {
    package let list: [MemberFacts]

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let count = try? container.decode(Int.self) {
            list = (0..<count).map { index in
                let id = ID<Organisation>(rawValue: Int64(index + 1))
                return MemberFacts(id, "Organisation \(id)", admittedOn: Day("2020-01-15"))
            }
        } else {
            list = try container.decode([MemberFacts].self)
        }
    }

    package static let usualDay = Day("2026-06-20") ?? .farPast

    package func roll(
        on date: Day = usualDay, colleges: [College] = [], electorate: ElectorateRule = ElectorateRule()
    ) -> Roll {
        var statutes = Statutes.customary(inForceFrom: Day("2026-01-01") ?? .farPast)
        (statutes.colleges, statutes.electorate) = (colleges, electorate)
        return Roll(of: list, on: date, under: statutes)
    }
}

/// Who is there: changes, or just how many from the first one.
package struct VectorPresence: Sendable {
    package let attendance: Attendance

    package init(_ presences: [AttendanceChange]?, count: Int?) {
        let present = (0..<(count ?? 0)).map { AttendanceChange(ID(rawValue: Int64($0 + 1)), .present) }
        attendance = Attendance(present + (presences ?? []))
    }
}

/// Any JSON, written back as it was read: files of ballots inside a case.
package enum RawJSON: Codable, Sendable {
    case null
    case flag(Bool)
    case whole(Int)
    case number(Double)
    case text(String)
    case list([RawJSON])
    case object([String: RawJSON])

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .flag(value)
        } else if let value = try? container.decode(Int.self) {
            self = .whole(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([RawJSON].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: RawJSON].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .flag(let value): try container.encode(value)
        case .whole(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .list(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}
