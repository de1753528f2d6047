import Domain
import Testing

/// Attendance, proxies and voices as the items go by.
struct FloorTests {
    private func roll(_ members: [MemberFacts]) -> Roll {
        Roll(of: members, on: day("2026-06-20"), under: .customary(inForceFrom: day("2026-01-01")))
    }

    private func member(_ number: Int64, votes: Int = 1, group: String? = nil) -> MemberFacts {
        MemberFacts(
            ID(rawValue: number), "Organisation \(number)", group: group, admittedOn: day("2020-01-01"), votes: votes)
    }

    @Test func onePersonSpeaksForNoMoreThanTheStatutesAllow() throws {
        let roll = roll([member(1), member(2)])
        let rule = ElectorateRule(mostPerPerson: 1)
        var attendance = Attendance()
        try attendance.record(AttendanceChange(1, .present, representative: "Anne"), on: roll, rule)
        #expect(throws: AssemblyRefusal.self) {
            try attendance.record(AttendanceChange(2, .present, representative: "Anne"), on: roll, rule)
        }
        try attendance.record(AttendanceChange(1, .gone, fromItem: 2), on: roll, rule)
        try attendance.record(AttendanceChange(2, .present, fromItem: 2, representative: "Anne"), on: roll, rule)
        #expect(attendance.manner(of: 2, at: 1) == nil && attendance.manner(of: 2, at: 2) == .present)
        #expect(attendance.changes.count == 3)
    }

    @Test func whoeverIsNotOnTheRollLearnsWhy() {
        let roll = roll([member(1), MemberFacts(2, "Tardive", admittedOn: day("2026-07-01"))])
        var attendance = Attendance()
        do throws(AssemblyRefusal) {
            try attendance.record(AttendanceChange(2, .present), on: roll, ElectorateRule())
            Issue.record("accepted")
        } catch {
            #expect(
                error.sentence.hasPrefix("Tardive n’est pas sur la liste électorale : elle n’était pas encore membre"))
        }
    }

    @Test func aHolderVotesForItselfAndForThoseItRepresents() {
        let roll = roll([member(1), member(2, votes: 3), member(3)])
        let proxies = [Proxy(from: 2, to: 1), Proxy(from: 3, to: 1, items: [2])]
        let attendance = Attendance([AttendanceChange(1, .online)])
        let first = Floor(roll, attendance, proxies, at: 1)
        #expect(first.hands(of: 1, on: roll) == 4 && first.voters == [1, 2])
        #expect(Floor(roll, attendance, proxies, at: 2).hands(of: 1, on: roll) == 5)
    }

    @Test func aWithdrawnProxyNoLongerActsAndTheOtherOnesStay() throws {
        let roll = roll([member(1), member(2), member(3)])
        var register = ProxyRegister(roll: roll, rule: ProxyRule())
        try register.accept(Proxy(from: 2, to: 1))
        try register.accept(Proxy(from: 3, to: 1))
        try register.withdraw(from: 2, at: 3)
        let attendance = Attendance([AttendanceChange(1, .present)])
        #expect(Floor(roll, attendance, register.proxies, at: 2).voters == [1, 2, 3])
        #expect(Floor(roll, attendance, register.proxies, at: 3).voters == [1, 3])
        #expect(throws: AssemblyRefusal.self) { try register.withdraw(from: 1, at: 3) }
    }

    @Test func blankProxiesAreSharedAmongThosePresentWithinTheCap() throws {
        let roll = roll((1...6).map { member($0) })
        var register = ProxyRegister(roll: roll, rule: ProxyRule(most: 1, blank: .shared))
        for giver in [3, 4, 5] as [ID<Organisation>] { try register.accept(Proxy(from: giver, to: nil)) }
        let left = register.dealBlank(chair: 1, present: [1, 2])
        #expect(register.proxies.map(\.holder) == [1, 2] && left.map(\.giver) == [5])
        var chaired = ProxyRegister(roll: roll, rule: ProxyRule(most: 2, blank: .chair))
        for giver in [3, 4, 5] as [ID<Organisation>] { try chaired.accept(Proxy(from: giver, to: nil)) }
        #expect(chaired.dealBlank(chair: 1, present: [1, 2]).map(\.giver) == [5])
        #expect(chaired.proxies.map(\.holder) == [1, 1])
    }

    /// Whatever is recorded, an organisation has one voice at most, and holders are always there.
    @Test func nobodyEverVotesTwice() {
        var random = SeededRandom(seed: 41)
        let roll = roll((1...8).map { member($0, group: $0 < 3 ? "G" : nil) })
        for _ in 0..<300 {
            var register = ProxyRegister(roll: roll, rule: ProxyRule(most: 2))
            for _ in 0..<12 {
                let ids = (0..<2).map { _ in ID<Organisation>(rawValue: Int64.random(in: 1...9, using: &random)) }
                let items = Bool.random(using: &random) ? nil : [Int.random(in: 1...3, using: &random)]
                do throws(AssemblyRefusal) { try register.accept(Proxy(from: ids[0], to: ids[1], items: items)) } catch
                {
                    #expect(error.sentence.hasSuffix("."))
                }
            }
            let manners = AttendanceChange.Manner.allCases
            let attendance = Attendance(
                (0..<12).map { _ in
                    AttendanceChange(
                        ID(rawValue: Int64.random(in: 1...8, using: &random)),
                        manners.randomElement(using: &random) ?? .gone,
                        fromItem: Int.random(in: 0...3, using: &random))
                })
            for item in 0...4 {
                let floor = Floor(roll, attendance, register.proxies, at: item)
                let here = floor.present.union(floor.online)
                #expect(Set(floor.represented.values).isSubset(of: here))
                #expect(here.isDisjoint(with: floor.represented.keys) && here.isDisjoint(with: floor.postal))
                #expect(Set(floor.represented.values).isDisjoint(with: floor.represented.keys))
                let hands = here.reduce(0) { $0 + floor.hands(of: $1, on: roll) }
                #expect(hands + floor.postal.count == floor.voters.count)
                let loads = Dictionary(grouping: floor.represented.values) { roll.entry($0)?.group }
                #expect(loads.values.allSatisfy { $0.count <= 2 })
            }
        }
    }

    /// The sentence and its verdict say the same as the definition in whole numbers.
    @Test func theMajorityIsItsDefinition() throws {
        let rules = [
            (ShareThreshold(.moreThan, .half), 1, 2, false), (ShareThreshold(.atLeast, .twoThirds), 2, 3, true),
        ]
        for (threshold, part, over, isAtLeast) in rules {
            for yes in 0...12 {
                for no in 0...12 {
                    let count = VoteCount(yes: yes, no: no, abstentions: 2)
                    let vote = CollegeVote(nil, count, present: 30, roll: 40)
                    let result = try ResolutionResult([vote], under: MajorityRule(threshold))
                    let reached = isAtLeast ? yes * over >= part * (yes + no) : yes * over > part * (yes + no)
                    #expect(result.isAdopted == (reached && yes > no))
                    #expect(result.isAdopted == result.sentence.contains("est adoptée"))
                }
            }
        }
    }

    @Test func diversityIsToldAndOneActorAloneIsNamed() {
        let even = (1...4).map { Holding("O\($0)", 1, marks: [.family: "f\($0)"]) }
        #expect(abs(Concentration.effectiveNumber([1, 1, 1, 1]) - 4) < 1e-9)
        #expect(Concentration.effectiveNumber([]) == 0 && Concentration.effectiveNumber([7, 0]) == 1)
        #expect(Concentration.portrait(even, of: .seats).last?.contains("4,0 familles") == true)
        let alone = [Holding("Genêts", 5), Holding("B", 4)]
        #expect(
            Concentration.portrait(alone, of: .seats) == ["Genêts tient à elle seule plus de la moitié des sièges."])
        #expect(Concentration.portrait([], of: .seats).isEmpty)
    }

    @Test func aCapForOneFamilyOrCollegeIsNamedByItsKeyOrByItsName() {
        let held = [Holding("A", 3, marks: [.family: "cooperative", .college: "usagers"]), Holding("B", 1)]
        let colleges = [College("usagers", name: "Usagers et voisins")]
        for cap in [
            Cap(.seats, per: .family, key: "cooperative", number: 2),
            Cap(.seats, per: .family, key: "Coopérative", number: 2),
            Cap(.seats, per: .college, key: "usagers", number: 2),
            Cap(.seats, per: .college, key: "Usagers et voisins", number: 2),
        ] {
            let found = Concentration.findings(held, of: .seats, caps: [cap], colleges: colleges)
            #expect(found.map(\.outcome) == [.missing], "\(cap)")
            #expect(throws: AssemblyRefusal.self) {
                try Concentration.check(held[0], onTopOf: [], of: .seats, caps: [cap], total: 9, colleges: colleges)
            }
        }
        let other = Cap(.seats, per: .family, key: "mutuelle", number: 0)
        #expect(Concentration.findings(held, of: .seats, caps: [other]).map(\.outcome) == [.met])
    }

    @Test func whatWouldPassACapIsRefusedBeforeTheVote() throws {
        let held = [Holding("A", 2, marks: [.group: "G"]), Holding("B", 1)]
        let caps = [Cap(.seats, per: .group, share: .quarter)]
        try Concentration.check(Holding("B", 1), onTopOf: held, of: .seats, caps: caps, total: 9)
        #expect(throws: AssemblyRefusal.self) {
            try Concentration.check(
                Holding("C", 1, marks: [.group: "G"]), onTopOf: held, of: .seats, caps: caps, total: 9)
        }
    }
}
