import Testing

@testable import Domain

/// What waits is shown by how it presses.
struct DutyTests {
    private let today = Day("2026-11-26") ?? .farPast

    private func duty(_ title: String, _ due: String?) -> Duty {
        Duty(.meet(title: title), at: 1, path: "/", due: due.flatMap(Day.init))
    }

    private static let days: [(String?, Urgency)] = [
        ("2026-11-25", .late), ("2026-11-26", .soon), ("2026-12-03", .soon), ("2026-12-04", .later), (nil, .undated),
    ]

    @Test(arguments: days)
    func theDayItselfIsNotLate(_ due: String?, _ urgency: Urgency) {
        #expect(duty("x", due).urgency(on: today) == urgency)
    }

    @Test func theMostPressingComesFirstAndEmptyGroupsAreLeftOut() {
        let groups = Duty.grouped(
            [
                duty("a", nil), duty("b", "2026-12-20"), duty("c", "2026-11-01"), duty("d", nil),
                duty("e", "2026-10-01"),
            ],
            on: today)
        #expect(groups.map(\.urgency) == [.late, .later, .undated])
        #expect(
            groups.map { $0.duties.map(\.sentence) } == [
                ["Réunion : e", "Réunion : c"], ["Réunion : b"], ["Réunion : a", "Réunion : d"],
            ])
    }

    @Test func aSentenceSaysWhatToDo() {
        let meeting = Day("2026-12-22") ?? .farPast
        let convene = Duty(.convene(assembly: "Assemblée d’hiver", meeting: meeting), at: 1, path: "/")
        #expect(convene.sentence == "Convoquer «\u{A0}Assemblée d’hiver\u{A0}», le\u{A0}22\u{A0}décembre\u{A0}2026")
        #expect(Duty(.decideJoining(count: 1), at: 1, path: "/").sentence == "Répondre à 1\u{A0}demande d’adhésion")
        #expect(Duty(.decideJoining(count: 3), at: 1, path: "/").sentence == "Répondre à 3\u{A0}demandes d’adhésion")
    }
}
