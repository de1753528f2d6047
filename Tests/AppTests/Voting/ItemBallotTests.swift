import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// Votes on line held in the room of an assembly: alone, with the paper of the room, open or sealed, and in its proof.
struct ItemBallotTests {
    private func assembly(
        _ method: ElectionMethod = .majorityJudgment, members: Int = 7, allowsOnline: Bool = true
    ) async throws -> RoomBallot {
        var statutes = Statutes.customary(inForceFrom: day("2026-01-01"))
        if !allowsOnline { statutes.onlineVoting = false }
        let assembly = try await ConvenedAssembly.make(
            members: (1...members).map { (name: "Membre \($0)", college: nil) }, statutes: statutes,
            agenda: [(.deliberation, "Budget", nil), (.election, "Conseil", method)])
        return RoomBallot(assembly: assembly)
    }

    /// Three are there, three on line of whom one is represented by another, one is away.
    @Test func anOpenVoteJoinsTheRoomsPaperAndNobodyVotesTwice() async throws {
        let room = try await assembly()
        try await room.assembly.visit { browser in
            try await room.start(browser)
            let point = room.point(1)
            // Neither a stranger nor nobody.
            let absent = try await room.open(browser, 1, secret: false, voters: [6])
            #expect(absent.status == .unprocessableContent && absent.text.contains("Membre 7 n’est ni présente"))
            #expect(HTMLPage(absent.text).allProblems == [])
            #expect(try await room.open(browser, 1, secret: false, voters: []).status == .unprocessableContent)
            let opened = try await room.open(browser, 1, secret: false, voters: [3, 4, 5])
            #expect(opened.location == point, "\(opened.text)")
            let twice = try await room.open(browser, 1, secret: false, voters: [0])
            #expect(twice.status == .unprocessableContent && twice.text.contains("existe déjà"))
            // The phone of the fifth opens its own ballot, and that of the sixth whose proxy it holds.
            let phone = try await room.phone(browser, 4)
            #expect(phone.page.text.contains("Voter pour Membre 5") && phone.page.text.contains("Voter pour Membre 6"))
            #expect(HTMLPage(phone.page.text).allProblems == [])
            #expect(try await room.vote(browser, phone, 4, [("choix", "pour")]).status == .ok)
            #expect(try await room.vote(browser, phone, 5, [("choix", "contre")]).status == .ok)
            let other = try await phone.browser.post(
                phone.path + "/vote", [("cle", phone.key), ("organisation", room.assembly.members[3].description)])
            #expect(other.status == .unprocessableContent && other.text.contains("ne vote pas en ligne"))
            // The wall tells how many, never what.
            let wall = try await browser.get("/poles/ici/assemblees/\(room.assembly.id)/ecran").text
            #expect(wall.contains("Vote en ligne ouvert") && wall.contains("sur 3"))
            let during = try await browser.get(point).text
            #expect(!during.contains("adoptée") && !during.contains("Ce qui est compté"))
            // The vote is not closed before its part on line, and whoever has voted is not called out.
            #expect(!during.contains("Clore le vote</button>"))
            let called = room.assembly.members.filter { during.contains("name=\"choix-\($0)\"") }
            #expect(called.contains(room.assembly.members[3]) && !called.contains(room.assembly.members[4]))
            #expect(HTMLPage(during).allProblems == [])
            // In the room: who has voted on line cannot, hands wait, and the item does not end.
            let again = try await room.paper(browser, 1, [0, 4], "2")
            #expect(again.status == .unprocessableContent && again.text.contains("Membre 5 a déjà voté en ligne"))
            let hands = [("voie", "main-levee"), ("pour", "2"), ("scrutateur-1", "A"), ("scrutateur-2", "B")]
            let waiting = try await browser.post(point + "/comptes", hands)
            #expect(waiting.status == .unprocessableContent && waiting.text.contains("clôturez-le, puis comptez"))
            let early = try await browser.post(point + "/fermeture")
            #expect(early.status == .unprocessableContent && early.text.contains("clôturez-le d’abord"))
            let text = try await browser.post(point + "/notes", [("notes", ""), ("texte", "Autre texte")])
            #expect(text.status == .unprocessableContent && text.text.contains("ne change plus"))
            let gone = try await room.assembly.sign(4, browser, "partie", from: 1)
            #expect(gone.status == .unprocessableContent && gone.text.contains("à partir du point 2"))
            // And the reverse: the fourth votes on paper, its phone is refused.
            #expect(try await room.paper(browser, 1, [0, 1, 3], "3").status == .seeOther)
            let late = try await room.phone(browser, 3)
            let refused = try await room.vote(browser, late, 3, [("choix", "contre")])
            #expect(refused.status == .unprocessableContent && refused.text.contains("a déjà voté dans la salle"))
            #expect(try await browser.post(point + "/vote-en-ligne/cloture").location == point)
            let counted = try await browser.get(point).text
            #expect(counted.contains("la résolution est adoptée"), "\(counted)")
            #expect(HTMLPage(counted).allProblems == [])
            #expect(try await browser.post(point + "/fermeture").status == .seeOther)
            // A public assembly publishes its votes on line with their proof.
            #expect(try await browser.another().get("/poles/ici/scrutins/1/preuve.json").status == .ok)
            let proof = try await room.seal(browser)
            #expect(Program.checkAssembly(Array(proof.utf8)).holds, "\(Program.checkAssembly(Array(proof.utf8)).text)")
            #expect(try Python.verifies(proof))
            let minutes = try await browser.get(room.assembly.path + "/proces-verbal").text
            #expect(minutes.contains("Contre\u{A0}: Membre 6") && minutes.contains("Vote en ligne à découvert"))
            for change in OnlineMutation.allCases {
                let changed = try change.apply(to: proof)
                #expect(!Program.checkAssembly(Array(changed.utf8)).holds, "\(change)")
                #expect(try Python.verifies(changed) == false, "\(change)")
            }
        }
    }

    @Test(arguments: [ElectionMethod.majorityJudgment, .transferable, .approval])
    func aSealedElectionIsOpenedByItsTellersAndJoinsThePaper(method: ElectionMethod) async throws {
        let room = try await assembly(method)
        try await room.assembly.visit { browser in
            try await room.start(browser)
            try await room.finishFirst(browser)
            let point = room.point(2)
            #expect(try await browser.post(point + "/ouverture").status == .seeOther)
            for index in 0..<4 {
                _ = try await browser.post(
                    point + "/candidatures",
                    [
                        ("organisation", room.assembly.members[index].description),
                        ("representant-candidat", "P\(index)"),
                    ])
            }
            let named = try await room.open(browser, 2, secret: false, voters: [3, 4, 5])
            #expect(named.status == .unprocessableContent && named.text.contains("doit être secret"))
            let keyless = try await room.open(browser, 2, secret: true, voters: [3, 4, 5])
            #expect(keyless.status == .unprocessableContent && keyless.text.contains("déposent d’abord"))
            let shares = try await room.giveKey(browser)
            let few = try await room.open(browser, 2, secret: true, voters: [3, 4])
            #expect(few.status == .unprocessableContent && few.text.contains("n’est pas secret"))
            #expect(try await room.open(browser, 2, secret: true, voters: [3, 4, 5]).location == point)
            #expect(
                try await browser.post(
                    point + "/candidatures",
                    [("organisation", room.assembly.members[4].description), ("representant-candidat", "P")]
                ).status == .unprocessableContent)
            let choices = method == .majorityJudgment ? ["0,1,2,-", "1,0,-,6", "blanc"] : ["1,2,3", "2,3", "blanc"]
            for (member, choice) in zip([3, 4, 5], choices) {
                let phone = try await room.phone(browser, member == 5 ? 4 : member)
                let answer = try await room.seal(browser, phone, member, choice)
                #expect(answer.status == .ok, "\(answer.text)")
            }
            #expect(try await browser.post(point + "/vote-en-ligne/cloture").location == point)
            let shut = try await browser.get(point).text
            #expect(shut.contains("L’urne est à ouvrir") && !shut.contains("Élus"))
            #expect(HTMLPage(shut).allProblems == [])
            #expect(try await browser.post(point + "/fermeture").status == .unprocessableContent)
            // The paper of the room, in the same box as far as the count goes.
            let signed = [0, 1, 2].map { ("votants", room.assembly.members[$0].description) }
            #expect(
                try await browser.post(point + "/scrutin", [("tour", "1"), ("voie", "papier")] + signed).status
                    == .seeOther)
            let marks: [(String, String)] =
                switch method {
                case .majorityJudgment: [("mention-0", "Bien"), ("mention-1", "Excellent")]
                case .transferable: [("rang-0", "1"), ("rang-1", "2")]
                default: [("nom-0", "oui"), ("nom-1", "oui")]
                }
            #expect(
                try await browser.post(
                    point + "/bulletins", [("tour", "1"), ("nombre", "3"), ("sorte", "valable")] + marks
                ).status == .seeOther)
            try await room.openUrn(browser, 2, shares)
            let told = try await browser.get(point).text
            #expect(told.contains("Élus"), "\(told)")
            #expect(HTMLPage(told).allProblems == [])
            #expect(try await browser.post(point + "/fermeture").status == .seeOther)
            let proof = try await room.seal(browser)
            let report = Program.checkAssembly(Array(proof.utf8))
            #expect(report.holds, "\(report.text)")
            #expect(report.lines.contains { $0.sentence.contains("Le vote en ligne du point 2") })
            #expect(try Python.verifies(proof))
            // Without the signatures' checker, what is signed does not hold.
            #expect(!ProofReport(Array(proof.utf8)).holds)
            #expect(
                try await browser.get(room.assembly.path + "/proces-verbal").text.contains(
                    "par 2\u{A0}scrutateurs sur 3"))
            for change in OnlineMutation.sealed {
                let changed = try change.apply(to: proof)
                #expect(!Program.checkAssembly(Array(changed.utf8)).holds, "\(change)")
                #expect(try Python.verifies(changed) == false, "\(change)")
            }
        }
    }

    @Test func aCancelledVoteOnLineLeavesTheItemToTheRoom() async throws {
        let room = try await assembly()
        try await room.assembly.visit { browser in
            try await room.start(browser)
            let point = room.point(1)
            _ = try await room.open(browser, 1, secret: false, voters: [3, 4, 5])
            let phone = try await room.phone(browser, 4)
            _ = try await room.vote(browser, phone, 4, [("choix", "pour")])
            #expect(try await browser.post(point + "/vote-en-ligne/annulation").status == .unprocessableContent)
            #expect(
                try await browser.post(point + "/vote-en-ligne/annulation", [("motif", "Le réseau est tombé.")])
                    .location
                    == point)
            let hands = [("voie", "main-levee"), ("pour", "5"), ("scrutateur-1", "A"), ("scrutateur-2", "B")]
            #expect(try await browser.post(point + "/comptes", hands).status == .seeOther)
            // Hands are counted: nobody could tell who has voted, so nothing opens on line any more.
            let late = try await room.open(browser, 1, secret: false, voters: [4])
            #expect(late.status == .unprocessableContent && late.text.contains("Des mains ont déjà été comptées"))
            #expect(try await browser.post(point + "/fermeture").status == .seeOther)
        }
    }

    @Test func statutesThatRefuseItLeaveNoDoor() async throws {
        let room = try await assembly(allowsOnline: false)
        try await room.assembly.visit { browser in
            try await room.start(browser)
            #expect(!(try await browser.get(room.point(1)).text.contains("Ouvrir le vote en ligne")))
            let refused = try await room.open(browser, 1, secret: false, voters: [3])
            #expect(
                refused.status == .unprocessableContent && refused.text.contains("ne permettent pas de voter en ligne"))
        }
    }
}
