import Domain
import Testing

/// What statutes come to, counted on the members that a hub has.
struct StatutesConsequenceTests {
    private let today = day("2026-11-25")
    private var usual: StatutesDocument { .customary(inForceFrom: day("2026-01-01")) }

    private func members(_ colleges: [(String, Int)], family: Family = .association) -> [MemberFacts] {
        var members: [MemberFacts] = []
        for (college, count) in colleges {
            for _ in 0..<count {
                let id = ID<Organisation>(rawValue: Int64(members.count + 1))
                members.append(
                    MemberFacts(
                        id, "Organisation \(id)", college: college.isEmpty ? nil : college, family: family,
                        admittedOn: day("2024-01-01")))
            }
        }
        return members
    }

    private func said(
        _ chapter: StatutesChapter, _ document: StatutesDocument, _ members: [MemberFacts]
    ) -> String {
        StatutesConsequences(document, members: members, on: today).sentences(chapter).joined(separator: " ")
    }

    @Test func aQuorumIsToldInMembers() {
        let said = said(.extraordinary, usual, members([("", 23)]))
        #expect(said.contains("12 de vos 23\u{A0}membres suffisent"))
        #expect(said.contains("8 voix pour décident"), "two thirds of twelve")
        #expect(said.contains("À la seconde convocation, 1 de vos 23\u{A0}membres suffit"))
        #expect(said.contains("La famille « association » (23 voix sur 23) pourrait décider seule"))
    }

    @Test func withoutMembersNothingIsPretended() {
        let said = said(.ordinary, usual, [])
        #expect(said.contains("Aucun membre n’est encore enregistré") && !said.contains("suffi"))
        // Former and future members do not count either.
        var gone = members([("", 1)])
        gone[0].leftOn = day("2026-11-25")
        #expect(self.said(.ordinary, usual, gone).contains("Aucun membre n’est encore enregistré"))
    }

    @Test func whoWouldNotVoteIsNamedWithTheReason() {
        var document = usual
        document.rules.electorate.dues = .currentYear
        var facts = members([("", 3)])
        facts[0].duesPaid = [2026]
        let said = said(.electorate, document, facts)
        #expect(said.contains("1 de vos 3\u{A0}membres voterait"))
        #expect(said.contains("Organisation 2 n’a pas réglé sa cotisation de 2026."))
        #expect(!said.contains("Organisation 1"))
    }

    @Test func aCollegeThatDecidesAloneIsTold() {
        var document = usual
        document.rules.colleges = [
            College("a", name: "Acteurs", weight: 60), College("b", name: "Usagers", weight: 40),
        ]
        document.rules.meetings[.ordinary]?.majority.colleges = .proportional
        let facts = members([("a", 10), ("b", 2)])
        let votes = said(.ordinary, document, facts)
        #expect(votes.contains("Le collège Acteurs, s’il est unanime, décide seul."))
        #expect(!votes.contains("voix pour décident"), "heads do not tell what weights give")
        let colleges = said(.members, document, facts)
        #expect(
            colleges.contains("Collège Acteurs : 10\u{A0}organisations, 60 voix sur 100 ; à lui seul plus de la moitié")
        )
        #expect(colleges.contains("Une organisation du collège Usagers y pèse autant que 3,3 du collège Acteurs."))
        document.rules.meetings[.ordinary]?.majority.threshold = ShareThreshold(.atLeast, .twoThirds)
        let qualified = said(.ordinary, document, facts)
        #expect(!qualified.contains("décide seul") && qualified.contains("Rien ne passe sans le collège Usagers"))
    }

    @Test func membersWithoutCollegeAreNotForgotten() {
        var document = usual
        document.rules.colleges = [College("a", name: "Acteurs")]
        let said = said(.members, document, members([("a", 2), ("", 1)]))
        #expect(said.contains("Organisation 3 : dans aucun de ces collèges, ce membre ne voterait pas."))
    }

    @Test func proxiesTellHowFewHoldTheRoom() {
        #expect(
            said(.proxies, usual, members([("", 23)])).contains(
                "8\u{A0}organisations présentes suffiraient à porter les voix"))
        #expect(
            said(.proxies, usual, members([("", 23)])).contains("2 dans la salle, chargées de pouvoirs, atteindraient"))
        #expect(said(.proxies, usual, members([("", 6)])).contains("1 dans la salle, chargée de pouvoirs, atteindrait"))
        var free = usual
        free.rules.proxies.most = nil
        #expect(
            said(.proxies, free, members([("", 23)])).contains(
                "Une seule organisation présente pourrait porter les 23 voix"))
    }

    @Test func seatsThatNobodyCouldFillAreTold() {
        var document = usual
        document.rules.colleges = [College("a", name: "Acteurs"), College("b", name: "Usagers")]
        document.rules.bodies[0].seatsByCollege = ["b": 4]
        let said = said(.bodies, document, members([("a", 5), ("b", 1)]))
        #expect(said.contains("4\u{A0}sièges sont gardés pour le collège Usagers, qui n’a que 1\u{A0}organisation"))
        #expect(said.contains("9\u{A0}sièges pour 6\u{A0}membres"))
        document.rules.caps = [Cap(.seats, per: .family, number: 2)]
        let caps = self.said(.caps, document, members([("a", 12)]))
        #expect(caps.contains("7 sièges resteraient vides"))
    }

    @Test func whatIsDangerousInTheWholeIsFound() {
        var document = usual
        document.prose.convening.conveners = []
        document.prose.convening.membersShare = nil
        document.rules.meetings[.extraordinary] = nil
        let missing = document.findings.filter { $0.outcome == .missing }.map(\.sentence)
        #expect(missing.contains { $0.contains("objet") } && missing.contains { $0.contains("qui gère") })
        #expect(missing.contains("Personne ne peut convoquer d’assemblée."))
        #expect(missing.contains { $0.contains("assemblée générale extraordinaire manquent") })
    }
}
