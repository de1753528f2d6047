import Domain
import Testing

/// The list that is gone through before convening: what the statutes forbid, what gives way to a reason, what passes.
struct ReadinessTests {
    private func facts(
        _ kind: Assembly.Kind = .ordinary, date: String? = "2027-03-12", today: String = "2027-02-01",
        _ change: (inout ReadinessFacts) -> Void = { _ in }
    ) -> ReadinessFacts {
        let statutes = Statutes.customary(inForceFrom: day("2020-01-01"))
        let members = (1...4).map { number in
            MemberFacts(
                ID(rawValue: Int64(number)), "Organisation \(number)", admittedOn: day("2021-01-01"))
        }
        let assembly = Assembly(
            id: 1, hub: 1, kind: kind, title: "Assemblée", date: date.flatMap { Day($0) }, startsAt: ClockTime("18:30"),
            place: "Salle des fêtes", bodyKey: kind.isOfBody ? "conseil" : nil)
        var facts = ReadinessFacts(
            assembly: assembly, agenda: [item(1, .deliberation, "Comptes", text: "L’assemblée approuve les comptes.")],
            statutes: statutes, hasRecordedStatutes: true, hasDraftStatutes: false,
            roll: Roll(of: members, on: day("2027-03-12"), under: statutes),
            reachedByMail: [1, 2, 3, 4], represented: [1, 2, 3, 4], today: day(today))
        change(&facts)
        return facts
    }

    private func item(
        _ position: Int, _ kind: AgendaItem.Kind, _ title: String, text: String = "", rulesOf: AssemblyKind? = nil,
        body: String? = nil, seats: Int? = nil, method: ElectionMethod? = nil, isSecret: Bool = false
    ) -> AgendaItem {
        AgendaItem(
            id: ID(rawValue: Int64(position)), assembly: 1, position: position, kind: kind, title: title, text: text,
            rulesOf: rulesOf, bodyKey: body, seats: seats, method: method, isSecret: isSecret)
    }

    private func blocking(_ facts: ReadinessFacts) -> [String] { AssemblyReadiness(facts).blocking.map(\.sentence) }

    @Test func whatIsCompletePasses() throws {
        #expect(blocking(facts()) == [])
        try AssemblyReadiness(facts()).check(overrideReason: "")
    }

    @Test func fifteenClearDaysAreCountedToTheDay() {
        // 12 March minus fifteen clear days: 24 February at the latest.
        #expect(blocking(facts(today: "2027-02-24")) == [])
        let late = AssemblyReadiness(facts(today: "2027-02-25")).blocking
        #expect(late.count == 1 && late.first?.mayBeOverridden == true)
        #expect(late.first?.sentence.contains("24\u{A0}février\u{A0}2027") == true)
        #expect(late.first?.sentence.contains("13\u{A0}mars\u{A0}2027") == true)
    }

    @Test func aLateNoticeTakesAWrittenReason() throws {
        let late = AssemblyReadiness(facts(today: "2027-03-01"))
        let refusal = #expect(throws: AssemblyRefusal.self) { try late.check(overrideReason: "") }
        #expect(refusal?.sentence.contains("procès-verbal") == true)
        try late.check(overrideReason: "Tous les membres y consentent.")
    }

    @Test func votingOnLineTakesStatutesThatAllowItAndTellersWhoAreReady() {
        let election = item(2, .election, "Conseil", body: "conseil", seats: 3, method: .approval)
        func sentences(_ isAllowed: Bool?, ready: Bool, place: String = "Salle des fêtes") -> [String] {
            let facts = facts {
                $0.agenda.append(election)
                ($0.assembly.onlineAddress, $0.assembly.place) = ("https://visio.example.org", place)
                ($0.statutes.onlineVoting, $0.areTellersReady) = (isAllowed, ready)
            }
            return AssemblyReadiness(facts).lines.map(\.sentence)
        }
        let has = { (lines: [String], words: String) in lines.contains { $0.contains(words) } }
        #expect(has(sentences(nil, ready: false), "ne disent rien du vote en ligne"))
        #expect(has(sentences(false, ready: true), "ne permettent pas de voter en ligne"))
        #expect(has(sentences(true, ready: false), "que si des scrutateurs déposent et essaient leur clé"))
        #expect(has(sentences(true, ready: true), "en ligne aussi, les scrutateurs sont prêts"))
        #expect(has(sentences(true, ready: true, place: ""), "son vote secret se tient en ligne"))
        #expect(has(sentences(true, ready: false, place: ""), "faites déposer et essayer la clé"))
        #expect(has(sentences(false, ready: true, place: ""), "choisissez un lieu, où l’on vote sur papier"))
    }

    @Test(arguments: ["date", "hour", "place", "agenda", "roll", "past"])
    func noReasonReplacesWhatIsNotThere(what: String) {
        let broken = facts {
            switch what {
            case "date": $0.assembly.date = nil
            case "hour": $0.assembly.startsAt = nil
            case "place": $0.assembly.place = ""
            case "agenda": $0.agenda = []
            case "roll": $0.roll = Roll(of: [], on: $0.today, under: $0.statutes)
            default: $0.assembly.date = day("2027-01-31")
            }
        }
        #expect(throws: AssemblyRefusal.self) { try AssemblyReadiness(broken).check(overrideReason: "Parce que.") }
    }

    @Test func statutesDoNotChangeInAnOrdinaryAssembly() {
        let change = [item(1, .statutes, "Statuts", text: "Article 3 nouveau")]
        let ordinary = AssemblyReadiness(facts { $0.agenda = change })
        #expect(ordinary.blocking.map(\.mayBeOverridden) == [false])
        #expect(ordinary.blocking.first?.sentence.contains("extraordinaire ou mixte") == true)
        #expect(blocking(facts(.extraordinary) { $0.agenda = change }) == [])
        #expect(blocking(facts(.mixed) { $0.agenda = change }) == [])
    }

    @Test func statutesAreVotedOnATextOrADraft() {
        let bare = [item(1, .statutes, "Statuts")]
        #expect(blocking(facts(.extraordinary) { $0.agenda = bare }).count == 1)
        #expect(blocking(facts(.extraordinary) { ($0.agenda, $0.hasDraftStatutes) = (bare, true) }) == [])
    }

    @Test func anElectionNamesItsBodyItsSeatsAndItsMethod() {
        func problems(_ election: AgendaItem) -> [String] { blocking(facts { $0.agenda = [election] }) }
        #expect(problems(item(1, .election, "Conseil")).first?.contains("quelle instance") == true)
        #expect(
            problems(item(1, .election, "Conseil", body: "directoire")).first?.contains("n’ont pas d’instance") == true)
        #expect(problems(item(1, .election, "Conseil", body: "conseil")).first?.contains("combien de sièges") == true)
        let tooMany = item(1, .election, "Conseil", body: "conseil", seats: 12, method: .approval)
        #expect(problems(tooMany).first?.contains("n’en a que 9") == true)
        #expect(problems(item(1, .election, "Conseil", body: "conseil", seats: 3)).first?.contains("méthode") == true)
        #expect(problems(item(1, .election, "Conseil", body: "conseil", seats: 3, method: .majorityJudgment)) == [])
    }

    @Test func anOpenMethodIsRefusedWhereTheStatutesWantSecrecy() {
        let open = item(1, .election, "Conseil", body: "conseil", seats: 3, method: .withoutCandidate)
        #expect(blocking(facts { $0.agenda = [open] }).first?.contains("n’est pas secret") == true)
        #expect(
            blocking(
                facts {
                    $0.agenda = [open]
                    $0.statutes.secretBallot.persons = false
                }) == [])
    }

    @Test func aSecretVoteTakesARoom() {
        let secret = [item(1, .deliberation, "Confiance", text: "…", isSecret: true)]
        let online = facts {
            $0.agenda = secret
            ($0.assembly.place, $0.assembly.onlineAddress) = ("", "https://visio.example.org")
        }
        #expect(AssemblyReadiness(online).blocking.map(\.mayBeOverridden) == [true])
        #expect(blocking(facts { $0.agenda = secret }) == [])
    }

    @Test func nothingIsVotedUnderAnyOtherBusiness() {
        #expect(blocking(facts { $0.agenda = [item(1, .deliberation, "Questions diverses", text: "x")] }).count == 1)
        #expect(blocking(facts { $0.agenda = [item(1, .information, "Questions diverses")] }) == [])
    }

    @Test func aMixedAssemblySaysUnderWhichRulesEachPointIsVoted() {
        let points = [item(1, .deliberation, "Comptes", text: "x"), item(2, .information, "Nouvelles")]
        #expect(blocking(facts(.mixed) { $0.agenda = points }).count == 1)
        let said = [item(1, .deliberation, "Comptes", text: "x", rulesOf: .ordinary)]
        #expect(blocking(facts(.mixed) { $0.agenda = said }) == [])
    }

    @Test func aMixedAssemblyObeysTheLongerNotice() {
        let mixed = facts(.mixed, today: "2027-02-20") {
            $0.agenda = [item(1, .deliberation, "Comptes", text: "x", rulesOf: .ordinary)]
            $0.statutes.meetings[.extraordinary]?.notice = NoticeRule(days: 30)
        }
        let notice = ConvocationNotice(mixed.assembly, under: mixed.statutes)
        #expect(notice.strictest?.days == 30 && notice.lastSendingDay(for: day("2027-03-12")) == day("2027-02-09"))
        #expect(blocking(mixed).count == 1)
    }

    @Test func aFoundingAssemblyAdoptsStatutes() {
        let bare = facts(.founding) { $0.hasRecordedStatutes = false }
        #expect(blocking(bare).first?.contains("adopte des statuts") == true)
        let whole = facts(.founding) {
            $0.agenda = [
                item(1, .statutes, "Statuts", text: "Les statuts"), item(2, .deliberation, "Budget", text: "x"),
            ]
        }
        #expect(blocking(whole) == [])
    }

    @Test func aSecondCallComesAfterTheFirstWithItsOwnNotice() {
        let first = Assembly(
            id: 9, hub: 1, kind: .ordinary, title: "Première", date: day("2027-03-20"), state: .convened)
        let second = facts(today: "2027-02-26") {
            ($0.assembly.secondCallOf, $0.first) = (9, first)
            $0.statutes.meetings[.ordinary]?.secondCall = .init(notice: NoticeRule(days: 8))
        }
        // Eight clear days are kept where fifteen would not be, but the date comes before the first's.
        #expect(blocking(second).count == 1)
        #expect(blocking(second).first?.contains("vient après la première") == true)
    }

    @Test func remindersStop() {
        func reason(_ answered: Bool, _ sent: Int, _ last: String?, _ today: String) -> String? {
            ConvocationReminder.reason(
                hasAnswered: answered, remindersSent: sent, lastLetter: last.flatMap { Day($0) },
                meeting: day("2027-03-12"), today: day(today))
        }
        #expect(reason(false, 0, "2027-02-01", "2027-02-10") == nil)
        #expect(reason(true, 0, "2027-02-01", "2027-02-10") == "a répondu")
        #expect(reason(false, 2, "2027-02-01", "2027-02-10") != nil)
        #expect(reason(false, 1, "2027-02-08", "2027-02-10") != nil)
        #expect(reason(false, 0, "2027-02-01", "2027-03-12") != nil)
        #expect(reason(false, 0, nil, "2027-02-10") != nil)
    }

    @Test func answersAreTakenUntilTheHourOfTheOpening() throws {
        var assembly = Assembly(
            id: 1, hub: 1, kind: .ordinary, title: "A", date: day("2027-03-12"), startsAt: ClockTime("18:30"),
            state: .convened)
        func reason(_ day: String, _ clock: String) -> String? {
            ClockTime(clock).flatMap { AnswerWindow.reason(assembly, today: DomainTests.day(day), clock: $0) }
        }
        #expect(reason("2027-03-12", "18:29") == nil)
        #expect(reason("2027-03-12", "18:30") != nil && reason("2027-03-13", "09:00") != nil)
        assembly.state = .open
        #expect(reason("2027-03-12", "18:00")?.contains("à l’entrée") == true)
        assembly.state = .preparation
        #expect(reason("2027-03-01", "18:00") != nil)
    }
}
