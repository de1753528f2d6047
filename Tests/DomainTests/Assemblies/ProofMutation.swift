import Domain
import Foundation
import Testing

/// Ways of changing a proof. Most of them compute the fingerprint again, as whoever forges would.
enum ProofMutation: String, CaseIterable, Sendable {
    case countWithoutNewHash, voteCount, namedChoice, adoption, rollEntry, admission, quorumNumber, attendance
    case proxyRemoved, statutesThreshold, ballots, elected, itemRemoved, verdictSentence, unknownKey, sealDetail
    case sealHash, twiceTheSameName, truncated, casting

    func apply(to text: String) throws -> String {
        switch self {
        case .truncated: return String(text.dropLast(40))
        case .twiceTheSameName:
            return text.replacing("{\"empreinte\"", with: "{\"format\":\"maillage-preuve/1\",\"empreinte\"")
        case .countWithoutNewHash: return try changed(text, rehashed: false)
        case .sealDetail, .sealHash: return try changed(text, rehashed: false)
        default: return try changed(text, rehashed: true)
        }
    }

    private func changed(_ text: String, rehashed: Bool) throws -> String {
        guard case .object(var document) = try JSONValue.read(Array(text.utf8)) else { return text }
        let (path, value) = change
        document = try #require(Self.set(.object(document), path[...], value).members)
        guard rehashed else { return try CanonicalJSON.text(.object(document)) }
        // The seal would give it away at once: a forger leaves it out.
        document["sceau"] = nil
        document["empreinte"] = nil
        document["empreinte"] = .text(LotHash.hex(try CanonicalJSON.text(.object(document))))
        if self == .unknownKey { document["note"] = .text("rien à voir") }
        return try CanonicalJSON.text(.object(document))
    }

    private var change: ([String], JSONValue?) {
        switch self {
        case .countWithoutNewHash, .voteCount:
            (["proces-verbal", "points", "0", "vote", "voies", "0", "voix", "pour"], .number(2))
        case .namedChoice:
            (["proces-verbal", "points", "1", "vote", "voies", "0", "choix", "0", "choix"], .text("contre"))
        case .adoption: (["resultats", "points", "0", "resultat", "adoptee"], .bool(false))
        case .rollEntry: (["resultats", "liste", "inscrits", "2", "voix"], .number(3))
        case .admission: (["proces-verbal", "membres", "0", "admise-le"], .text("2026-06-21"))
        case .quorumNumber: (["resultats", "points", "0", "quorum", "detail", "0", "comptes"], .number(6))
        case .attendance: (["proces-verbal", "emargement", "1", "etat"], .text("excusee"))
        case .proxyRemoved: (["proces-verbal", "pouvoirs", "0"], nil)
        case .statutesThreshold:
            (["proces-verbal", "statuts", "reunions", "ordinaire", "quorum", "seuil", "part"], .text("2/3"))
        case .ballots:
            (
                ["proces-verbal", "points", "2", "election", "premier-tour", "bulletins", "0", "choix", "0"],
                .text("Bas")
            )
        case .elected: (["resultats", "points", "2", "depouillement", "elus", "0"], .text("Bas"))
        case .itemRemoved: (["resultats", "points", "1"], nil)
        case .verdictSentence:
            (["resultats", "points", "0", "resultat", "phrase"], .text("La résolution n’est pas adoptée."))
        case .sealDetail: (["sceau", "detail"], .text("{\"empreinte\":\"0\"}"))
        case .sealHash: (["sceau", "empreinte"], .text("0"))
        case .casting: (["proces-verbal", "points", "1", "vote", "voix-preponderante"], .text("contre"))
        case .unknownKey, .twiceTheSameName, .truncated: (["proces-verbal", "reunion", "lieu"], .text(""))
        }
    }

    private static func set(_ value: JSONValue, _ path: ArraySlice<String>, _ new: JSONValue?) -> JSONValue {
        guard let key = path.first else { return value }
        let rest = path.dropFirst()
        if case .list(var items) = value, let index = Int(key), items.indices.contains(index) {
            if rest.isEmpty {
                if let new { items[index] = new } else { items.remove(at: index) }
            } else {
                items[index] = set(items[index], rest, new)
            }
            return .list(items)
        }
        guard case .object(var members) = value else { return value }
        members[key] = rest.isEmpty ? new : set(members[key] ?? .null, rest, new)
        return .object(members)
    }
}

extension JSONValue {
    fileprivate var members: [String: JSONValue]? {
        guard case .object(let members) = self else { return nil }
        return members
    }
}

/// Six organisations, a proxy, a vote by hands, a tie settled by the chair, an election: all that a mutation may touch.
enum ExampleAssembly {
    static var record: AssemblyRecord {
        var statutes = Statutes.customary(inForceFrom: day("2026-01-01"))
        let half = QuorumRule(ShareThreshold(.atLeast, .half))
        statutes.meetings[.ordinary] = MeetingRules(
            notice: NoticeRule(days: 15), quorum: half, secondCall: nil,
            majority: MajorityRule(ShareThreshold(.moreThan, .half), hasCastingVote: true))
        let members = (1...6).map { (index: Int) in
            MemberFacts(ID(rawValue: Int64(index)), "Organisation \(index)", admittedOn: day("2020-01-15"))
        }
        var record = AssemblyRecord(
            meeting: AssemblyRecord.Meeting(
                hub: "Pôle d’essai", title: "Assemblée de juin", kind: "ordinaire", day: day("2026-06-20"),
                convenedOn: day("2026-06-01")),
            statutes: statutes, members: members, rollDate: day("2026-06-20"))
        record.attendance = Attendance(
            (1...3).map { AttendanceChange(ID(rawValue: $0), .present, representative: "Personne \($0)") } + [
                AttendanceChange(4, .online, fromItem: 2)
            ])
        record.proxies = [Proxy(from: 5, to: 1)]
        record.chair = AssemblyRecord.Officer("Personne 1", organisation: 1)
        record.stages = [
            AssemblyRecord.Stage("ouverte", at: "2026-06-20T08:00:00Z"),
            AssemblyRecord.Stage("close", at: "2026-06-20T10:00:00Z"),
        ]
        let hands = RecordedVote.Way(.hands, count: VoteCount(yes: 3, no: 1), scrutineers: ["Ada", "Yann"])
        var choices: [RecordedVote.Named] = [RecordedVote.Named(1, .yes), RecordedVote.Named(2, .yes)]
        choices += [RecordedVote.Named(3, .no), RecordedVote.Named(4, .no)]
        let ballots = ["Haut", "Haut", "Haut", "Bas", "Bas"].map { RecordedElection.Ballot(choices: [$0]) }
        let candidates = [
            RecordedElection.Candidate("Haut", organisation: 1, representative: "H"),
            RecordedElection.Candidate("Bas", organisation: 2, representative: "B"),
        ]
        record.items = [
            RecordedItem(
                1, .deliberation, title: "Rapport moral", text: "Le rapport est approuvé.", rules: .ordinary,
                openedAt: "2026-06-20T08:10:00Z", vote: RecordedVote(ways: [hands])),
            RecordedItem(
                2, .deliberation, title: "Cotisation", rules: .ordinary, openedAt: "2026-06-20T08:20:00Z",
                vote: RecordedVote(ways: [RecordedVote.Way(.rollCall, choices: choices)], casting: .yes)),
            RecordedItem(
                3, .election, title: "Conseil", rules: .ordinary, openedAt: "2026-06-20T08:30:00Z",
                election: RecordedElection(
                    body: "conseil", seats: 1, mode: .plurality, candidates: candidates,
                    first: RecordedElection.Round(.paper, voters: [1, 2, 3, 4, 5], ballots: ballots))),
        ]
        return record
    }

    static func seal() throws -> AssemblyProof.Seal {
        let hash = try AssemblyProof(of: record).hash
        var seal = AssemblyProof.Seal(
            line: 12, previous: "abc", at: "2026-06-21T08:00:00Z", actor: "3", kind: "assemblee.scellee",
            subject: "pole/1", detail: "{\"empreinte\":\"\(hash)\"}", hash: "")
        seal.hash = seal.expectedHash
        return seal
    }
}
