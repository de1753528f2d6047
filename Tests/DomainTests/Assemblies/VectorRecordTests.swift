import AssemblyVectors
import Domain
import Testing

/// The conformance cases again, through the record of an assembly: what pages, minutes and proofs compute from.
struct VectorRecordTests {
    private static func record(_ members: [MemberFacts], _ colleges: [College]) -> AssemblyRecord {
        var statutes = Statutes.customary(inForceFrom: day("2026-01-01"))
        statutes.colleges = colleges
        statutes.electorate = ElectorateRule()
        statutes.caps = []
        statutes.proxies = ProxyRule(most: nil, blank: .shared)
        return AssemblyRecord(
            meeting: AssemblyRecord.Meeting(hub: "Pôle", title: "Assemblée", kind: "ordinaire", day: day("2026-06-20")),
            statutes: statutes, members: members, rollDate: day("2026-06-20"))
    }

    @Test(
        arguments: try Vectors.cases("quorum")
            as [QuorumVector.Case])
    func quorums(vector: QuorumVector.Case) {
        let given = vector.donnees
        var record = Self.record(given.membres.list, given.colleges ?? [])
        record.statutes.meetings[.ordinary]?.quorum = given.regle
        record.attendance = VectorPresence(given.presences, count: given.presents).attendance
        record.proxies = given.pouvoirs ?? []
        let last = vector.attendu.points.map(\.point).max() ?? 0
        record.items = (0..<last).map {
            RecordedItem($0 + 1, .deliberation, title: "Point", rules: .ordinary, openedAt: "2026-06-20T08:00:00Z")
        }
        let recount = record.recount()
        for expected in vector.attendu.points {
            let answer = expected.point == 0 ? recount.opening.first?.quorum : recount.item(expected.point)?.quorum
            #expect(
                answer?.isReached == expected.atteint,
                "\(expected.point) : \(answer?.sentence ?? "") \(recount.refused)")
            if let sentence = expected.phrase { #expect(answer.map { Vectors.plain($0.sentence) } == sentence) }
        }
    }

    @Test(
        arguments: try Vectors.cases("pouvoirs")
            as [ProxyVector.Case])
    func proxies(vector: ProxyVector.Case) {
        let given = vector.donnees
        var record = Self.record(given.membres.list, given.colleges ?? [])
        record.statutes.proxies = given.regle
        record.statutes.caps = given.plafonds ?? []
        record.proxies = given.pouvoirs
        let hall = Hall(record)
        #expect(hall.proxies.count == vector.attendu.acceptes.filter(\.self).count, "\(hall.refused)")
        if let refusals = vector.attendu.refus {
            #expect(hall.refused.map(Vectors.plain) == refusals.compactMap(\.self))
        }
    }

    @Test(
        arguments: try Vectors.cases("majorites")
            as [MajorityVector.Case])
    func majorities(vector: MajorityVector.Case) throws {
        let (given, expected) = (vector.donnees, vector.attendu)
        // The record tells colleges in the order of the statutes: here, the order in which the case gives their votes.
        let order = given.votes.map(\.college)
        let colleges = (given.colleges ?? []).sorted { (left: College, right: College) in
            (order.firstIndex(of: left.key) ?? Int.max) < (order.firstIndex(of: right.key) ?? Int.max)
        }
        let known = Set(colleges.map(\.key))
        // What no hall can hold (more present than on the roll, an unknown college, a million members) is left to the rule.
        let isPossible = given.votes.allSatisfy { (vote: CollegeVote) in
            vote.roll <= 120 && vote.present <= vote.roll && vote.present >= 0 && vote.count.isWellFormed
                && (vote.college.map(known.contains) ?? colleges.isEmpty)
        }
        guard isPossible, expected.refus == nil, given.votes.contains(where: { $0.count.total > 0 }) else { return }
        var members: [MemberFacts] = []
        var changes: [AttendanceChange] = []
        var ways: [RecordedVote.Way] = []
        for vote in given.votes {
            for index in 0..<vote.roll {
                let id = ID<Organisation>(rawValue: Int64(members.count + 1))
                members.append(
                    MemberFacts(id, "Organisation \(id)", college: vote.college, admittedOn: day("2020-01-15")))
                if index < vote.present { changes.append(AttendanceChange(id, .present)) }
            }
            ways.append(
                RecordedVote.Way(.hands, college: vote.college, count: vote.count, scrutineers: ["Ada", "Yann"]))
        }
        var record = Self.record(members, colleges)
        record.statutes.meetings[.ordinary]?.quorum = nil
        record.statutes.meetings[.ordinary]?.majority = given.regle
        record.attendance = Attendance(changes)
        record.items = [
            RecordedItem(
                1, .deliberation, title: "Point", rules: .ordinary, openedAt: "2026-06-20T08:00:00Z",
                vote: RecordedVote(ways: ways, casting: given.casting))
        ]
        let found = try #require(record.recount().item(1))
        #expect(found.result?.isAdopted == expected.adoptee, "\(found.result?.sentence ?? found.refusal ?? "")")
        if let sentence = expected.phrase { #expect(found.result.map { Vectors.plain($0.sentence) } == sentence) }
        #expect(ProofReport(Array(try AssemblyProof(of: record).text().utf8)).holds)
    }
}
