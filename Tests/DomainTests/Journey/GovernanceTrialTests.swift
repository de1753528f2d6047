import Testing

@testable import Domain

/// The two situations of R13, tried on those who would found the hub.
struct GovernanceTrialTests {
    private let day = Day(year: 2026, month: 3, day: 1) ?? .farPast

    private func founders(_ count: Int, affiliated: Int = 0) -> [MemberFacts] {
        (1...count).map { number in
            MemberFacts(
                ID(rawValue: Int64(number)), "Organisation \(number)",
                family: [Family.association, .cooperative, .mutual][number % 3],
                group: number <= affiliated ? "Groupe du port" : nil, admittedOn: .farPast, duesPaid: [2026])
        }
    }

    private func trial(
        _ mode: GovernanceMode, _ members: [MemberFacts], host: GovernanceTrial.Host? = nil,
        changing: (inout StatutesDocument) -> Void = { _ in }
    ) -> GovernanceTrial {
        var base = StatutesDocument.customary(inForceFrom: day)
        changing(&base)
        return GovernanceTrial(base, as: mode, host: host, founders: members, on: day)
    }

    private func host(_ number: Int64 = 1, isInEss: Bool = true, isOnTerritory: Bool = true) -> GovernanceTrial.Host {
        var host = GovernanceTrial.Host("Organisation \(number)", organisation: ID(rawValue: number))
        (host.isInEss, host.isOnTerritory) = (isInEss, isOnTerritory)
        return host
    }

    private func sentences(_ findings: [Finding], _ outcome: Finding.Outcome) -> String {
        findings.filter { $0.outcome == outcome }.map(\.sentence).joined(separator: "\n")
    }

    @Test func eachAssemblySaysHowManyDecideAndHowManyBlock() {
        let hurdles = trial(.ownStructure, founders(12)).hurdles
        let ordinary = hurdles.first { $0.kind == .ordinary }
        // A quarter of 12 there, more than half of those; of all 12, 7 decide and 6 against are enough to block.
        #expect(ordinary?.present == 3 && ordinary?.decidingAtQuorum == 2)
        #expect(ordinary?.deciding == 7 && ordinary?.blocking == 6)
        let extraordinary = hurdles.first { $0.kind == .extraordinary }
        // Half there; two thirds of 12 are 8, so 5 block.
        #expect(extraordinary?.present == 6 && extraordinary?.deciding == 8 && extraordinary?.blocking == 5)
    }

    @Test(arguments: 1...60) func whatDecidesAndWhatBlocksLeaveNothingBetween(count: Int) {
        for hurdle in trial(.ownStructure, founders(count)).hurdles {
            // One voice fewer than what blocks leaves exactly what decides.
            #expect(count - (hurdle.blocking - 1) == hurdle.deciding)
            #expect(2 * hurdle.deciding > count && hurdle.present >= 1 && hurdle.present <= count)
        }
    }

    @Test func aHostThatNobodyNamedIsCalledTheHost() {
        let nobody = trial(.delegated, founders(6))
        #expect(nobody.carrying[0].hasPrefix("L’hôte exécute, emploie et signe, et peut refuser un contrat"))
        #expect(sentences(nobody.conditions, .missing).contains("la date à laquelle l’hôte a accepté"))
        let named = trial(.delegated, founders(6), host: host())
        #expect(named.carrying[0].hasPrefix("Organisation 1 exécute, emploie et signe"))
    }

    @Test func aKindWhoseCollegesWeighIsToldByItsSentencesOnly() {
        let tried = trial(.ownStructure, founders(6)) {
            $0.rules.meetings[.ordinary]?.majority.colleges = .proportional
        }
        #expect(!tried.hurdles.contains { $0.kind == .ordinary })
        #expect(tried.hurdles.contains { $0.kind == .extraordinary })
    }

    @Test func onlyWhoManagesDiffersBetweenTheTwoDrafts() {
        let members = founders(8)
        let own = trial(.ownStructure, members).document
        let delegated = trial(.delegated, members, host: host()).document
        #expect(own.rules == delegated.rules)
        #expect(own.prose.management.host.isEmpty && delegated.prose.management.host == "Organisation 1")
    }

    @Test func theAgreementOfOneHostIsNotThatOfAnother() {
        func base(_ document: inout StatutesDocument) {
            document.prose.management.host = "Organisation 1"
            document.prose.management.acceptedOn = Day(year: 2026, month: 2, day: 1)
            document.prose.management.hostClause = "L’association gère des pôles."
        }
        let same = trial(.delegated, founders(8), host: host(1), changing: base)
        #expect(sentences(same.conditions, .missing).isEmpty)
        let other = trial(.delegated, founders(8), host: host(2), changing: base)
        #expect(sentences(other.conditions, .missing).contains("Organisation 2 a accepté la gestion"))
        #expect(sentences(other.conditions, .missing).contains("Recopiez la clause"))
    }

    @Test func aHostIsOfTheESSAndOfTheTerritoryOrThePageSaysSo() {
        let stranger = host(isInEss: false, isOnTerritory: false)
        let missing = sentences(trial(.delegated, founders(8), host: stranger).conditions, .missing)
        #expect(missing.contains("n’est pas de l’ESS") && missing.contains("ne la situe pas sur le territoire"))
        let unknown = trial(.delegated, founders(8), host: GovernanceTrial.Host("Nulle part")).conditions
        #expect(sentences(unknown, .unknown).contains("n’est pas dans l’annuaire"))
    }

    @Test func aHostAndItsAffiliatesThatCouldDecideOrBlockAloneAreNamed() {
        let light = trial(.delegated, founders(12), host: host()).conditions
        #expect(
            sentences(light, .met).contains("1 voix sur 12\u{A0}: pas de quoi")
                || sentences(light, .met).contains("1 voix sur 12 : pas de quoi"))
        let blocking = trial(.delegated, founders(12, affiliated: 5), host: host()).conditions
        #expect(sentences(blocking, .missing).contains("de quoi tout bloquer seule"))
        let deciding = trial(.delegated, founders(12, affiliated: 8), host: host()).conditions
        #expect(sentences(deciding, .missing).contains("de quoi décider seule"))
        let outside = trial(.delegated, founders(12), host: host(99)).conditions
        #expect(sentences(outside, .met).contains("ne vote pas"))
    }

    @Test func aDeclarationNeedsTwoFoundersANameAnObjectAndASeat() {
        let bare = trial(.ownStructure, founders(1)).conditions
        let missing = sentences(bare, .missing)
        #expect(missing.contains("au moins deux fondatrices"))
        #expect(missing.contains("un nom, un objet et un siège"))
        let ready = trial(.ownStructure, founders(2)) {
            ($0.prose.name, $0.prose.object, $0.prose.seat) = ("Le Pôle", "Développer l’ESS.", "Lorient")
        }
        #expect(sentences(ready.conditions, .missing).isEmpty)
    }
}
