import Domain
import Foundation
import Testing

@testable import App

/// The conformance cases of `vectors/assemblies`, for tests that play them in the pages of the room.
struct RoomVector<Given: Decodable & Sendable, Expected: Decodable & Sendable>: Decodable, Sendable,
    CustomTestStringConvertible
{
    let nom: String
    let donnees: Given
    let attendu: Expected
    var testDescription: String { nom }

    private struct File: Decodable { let cas: [RoomVector] }

    static func cases(_ name: String) throws -> [RoomVector] {
        let data = try Data(contentsOf: Repository.root.appending(path: "vectors/assemblies/\(name).json"))
        return try JSONDecoder().decode(File.self, from: data).cas
    }
}

/// Members of a case whom a hub can have: all alike, or alike but for their college.
struct RoomMembers: Decodable, Sendable {
    /// Nil when a case says more of a member than these tests put in the database.
    let colleges: [String?]?

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let count = try? container.decode(Int.self) {
            colleges = Array(repeating: nil, count: count)
        } else {
            let members = try container.decode([MemberFacts].self)
            let plain = members.enumerated().allSatisfy { index, member in
                let id = ID<Organisation>(rawValue: Int64(index + 1))
                return member
                    == MemberFacts(
                        id, "Organisation \(id)", college: member.college, admittedOn: day("2020-01-15"))
            }
            colleges = plain ? members.map(\.college) : nil
        }
    }
}

struct RoomMajority: Decodable, Sendable {
    struct Given: Decodable, Sendable {
        let regle: MajorityRule
        let colleges: [College]?
        let votes: [CollegeVote]
        let casting: ResolutionResult.Casting?
        enum CodingKeys: String, CodingKey {
            case regle, colleges, votes
            case casting = "voix-preponderante"
        }

        /// What a hall can hold, and what the room counts without more ado.
        var isPossible: Bool {
            let known = Set((colleges ?? []).map(\.key))
            return casting == nil && votes.contains { $0.count.total > 0 }
                && votes.allSatisfy { (vote: CollegeVote) in
                    vote.roll <= 60 && (0...vote.roll).contains(vote.present) && vote.count.isWellFormed
                        && vote.count.total <= vote.present
                        && (vote.college.map(known.contains) ?? (colleges ?? []).isEmpty)
                }
        }
    }
    struct Expected: Decodable, Sendable {
        let adoptee: Bool?
        let phrase: String?
        let refus: String?
    }
}

struct RoomQuorum: Decodable, Sendable {
    struct Given: Decodable, Sendable {
        let membres: RoomMembers
        let colleges: [College]?
        let regle: QuorumRule?
        let presents: Int?
        let presences: [AttendanceChange]?
        let pouvoirs: [Proxy]?
    }
    struct Expected: Decodable, Sendable {
        let points: [Point]
        struct Point: Decodable, Sendable {
            let point: Int
            let atteint: Bool
            let phrase: String?
        }
    }
}

struct RoomProxies: Decodable, Sendable {
    struct Given: Decodable, Sendable {
        let membres: RoomMembers
        let colleges: [College]?
        let regle: ProxyRule
        let plafonds: [Cap]?
        let pouvoirs: [Proxy]
    }
    struct Expected: Decodable, Sendable {
        let acceptes: [Bool]
        let refus: [String?]?
    }
}
