import Testing

@testable import Domain

/// What a ballot may say, in each kind of vote.
struct ScrutinChoiceTests {
    private func question(_ kind: ScrutinQuestion.Kind, seats: Int = 1, most: Int? = nil) throws -> ScrutinQuestion {
        try ScrutinQuestion(
            kind, title: "Titre", text: "Texte", options: kind == .resolution ? [] : ["Brest", "Carhaix", "Redon"],
            seats: seats, most: most)
    }

    @Test(arguments: [
        (ScrutinQuestion.Kind.resolution, ["pour", "contre", "abstention", "blanc"]),
        (.choice, ["1", "3", "blanc"]), (.approval, ["1", "1,3", "1,2,3", "blanc"]),
        (.judgment, ["0,3,6", "-,-,2", "blanc"]), (.ranking, ["3,1", "2", "1,2,3", "blanc"]),
    ])
    func itIsReadAndWrittenTheSame(kind: ScrutinQuestion.Kind, texts: [String]) throws {
        let question = try question(kind)
        for text in texts { #expect(try ScrutinChoice(text, to: question).text == text) }
    }

    @Test(arguments: [
        (ScrutinQuestion.Kind.resolution, ["", "Pour", "pour ", "1"]),
        (.choice, ["0", "4", "1,2", "01", "-1", "1 ", "pour"]), (.approval, ["3,1", "1,1", "1,", ",", "0"]),
        (.judgment, ["0,3", "0,3,7", "-,-,-", "0,3,6,1", "0, 3,6", "00,1,2"]), (.ranking, ["1,1", "4", "1,,2"]),
    ])
    func anythingElseIsRefused(kind: ScrutinQuestion.Kind, texts: [String]) throws {
        let question = try question(kind)
        for text in texts {
            #expect(throws: AssemblyRefusal.self, "\(text)") { try ScrutinChoice(text, to: question) }
        }
    }

    @Test func tooManyChoicesAreRefused() throws {
        let question = try question(.approval, seats: 2, most: 2)
        #expect(throws: AssemblyRefusal.self) { try ScrutinChoice("1,2,3", to: question) }
        #expect(try ScrutinChoice("1,3", to: question).french(question) == "Brest et Redon")
    }

    @Test func everySealedBallotOfAVoteHasOneLength() throws {
        let code = TrackingCode.make([UInt8](repeating: 31, count: 28))
        #expect(code == "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ")
        let identity = String(repeating: "a", count: 32)
        for kind in ScrutinQuestion.Kind.allCases {
            let many = (1...40).map { "Option \($0)" }
            let question = try ScrutinQuestion(kind, title: "T", text: "T", options: kind == .resolution ? [] : many)
            let longest =
                kind == .judgment
                ? many.map { _ in "6" }.joined(separator: ",") : (1...40).map { String($0) }.joined(separator: ",")
            let choices = ["blanc", kind == .resolution ? "abstention" : longest]
            for choice in choices {
                let plain = BallotPlaintext(scrutin: identity, choice: choice, code: code)
                let bytes = plain.bytes(for: question)
                #expect(bytes.count == BallotPlaintext.length(question), "\(kind)")
                #expect(BallotPlaintext(bytes, of: identity, question: question) == plain)
                #expect(BallotPlaintext(bytes, of: "autre", question: question) == nil)
            }
        }
    }

    @Test func questionsThatCannotBeAnsweredAreRefused() {
        for (options, seats) in [
            ([], 1), (["A", "A"], 1), (["A", ""], 1), (["A", "B"], 3), (["A", "B"], 0),
        ] {
            #expect(throws: AssemblyRefusal.self) {
                try ScrutinQuestion(.ranking, title: "T", text: "", options: options, seats: seats)
            }
        }
        #expect(throws: AssemblyRefusal.self) { try ScrutinQuestion(.resolution, title: "T", text: "") }
    }

    /// A single candidate for the last seat is elected or not.
    @Test func oneProposalAloneMayBeVotedOn() throws {
        #expect(try ScrutinQuestion(.ranking, title: "T", text: "", options: ["A"]).options == ["A"])
    }

    @Test func votesAreTakenOnlyWhileItIsOpen() {
        var scrutin = Scrutin(
            state: .open, isSecret: true, opensAt: "2026-11-25T08:00:00Z", closesAt: "2026-11-26T18:00:00Z")
        #expect(scrutin.refusal(at: "2026-11-25T08:00:00Z") == nil)
        #expect(scrutin.refusal(at: "2026-11-26T17:59:59Z") == nil)
        #expect(scrutin.refusal(at: "2026-11-25T07:59:59Z") != nil)
        #expect(scrutin.refusal(at: "2026-11-26T18:00:00Z") != nil)
        #expect(scrutin.closingRefusal(at: "2026-11-26T17:00:00Z", haveAllVoted: false) != nil)
        #expect(scrutin.closingRefusal(at: "2026-11-26T17:00:00Z", haveAllVoted: true) == nil)
        #expect(scrutin.closingRefusal(at: "2026-11-26T18:00:00Z", haveAllVoted: false) == nil)
        for state in Scrutin.State.allCases where state != .open {
            scrutin.state = state
            #expect(scrutin.refusal(at: "2026-11-25T12:00:00Z") != nil)
            #expect(scrutin.closingRefusal(at: "2026-11-27T12:00:00Z", haveAllVoted: true) != nil)
        }
    }
}
