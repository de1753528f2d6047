import Domain
import Testing

/// What may follow what, and how hours are read.
struct AssemblyStateTests {
    @Test func anAssemblyGoesFromPreparationToItsSealStepByStep() throws {
        let way: [AssemblyState] = [.preparation, .convened, .open, .closed, .approved, .sealed]
        for (before, after) in zip(way, way.dropFirst()) { try before.check(after) }
        try AssemblyState.approved.check(.closed)
    }

    /// The whole table by hand: what is not here is refused.
    @Test(arguments: AssemblyState.allCases)
    func nothingElseFollows(state: AssemblyState) {
        let allowed: [AssemblyState: Set<AssemblyState>] = [
            .preparation: [.convened, .cancelled], .convened: [.open, .cancelled], .open: [.closed],
            .closed: [.approved], .approved: [.sealed, .closed],
        ]
        for next in AssemblyState.allCases where allowed[state]?.contains(next) != true {
            let refusal = #expect(throws: AssemblyRefusal.self) { try state.check(next) }
            #expect(refusal?.sentence.hasSuffix(".") == true)
        }
    }

    @Test func nothingLeavesTheSealNorACancellation() {
        #expect(AssemblyState.sealed.next.isEmpty && AssemblyState.cancelled.next.isEmpty)
        let refusal = #expect(throws: AssemblyRefusal.self) { try AssemblyState.preparation.check(.open) }
        #expect(refusal?.sentence.contains("il faut d’abord la convoquer") == true)
    }

    @Test(arguments: [
        ("18:30", "18:30"), ("18h30", "18:30"), ("9 h", "09:00"), ("18 H 05", "18:05"), ("0:00", "00:00"),
    ])
    func anHourIsReadAsPeopleTypeIt(typed: String, kept: String) {
        #expect(ClockTime(typed)?.description == kept)
    }

    @Test(arguments: ["", "24:00", "18:60", "18", "18:30:00", "demain", "-1:30", "123:00", "h30"])
    func whatIsNotAnHourIsRefused(typed: String) { #expect(ClockTime(typed) == nil) }

    @Test func aChangeOfStatutesInAMixedAssemblyFollowsTheExtraordinaryRules() {
        let item = AgendaItem(id: 1, assembly: 1, position: 1, kind: .statutes, title: "Statuts", rulesOf: .ordinary)
        #expect(item.meeting(in: .mixed) == .extraordinary)
        #expect(item.meeting(in: .founding) == .founding)
        let budget = AgendaItem(id: 2, assembly: 1, position: 2, kind: .deliberation, title: "Budget")
        #expect(budget.meeting(in: .mixed) == .ordinary && budget.meeting(in: .extraordinary) == .extraordinary)
    }
}
