import Domain
import Foundation
import HTTPTypes
import Testing

@testable import App

/// Who stands before the assembly, and the ballots that are printed with their names.
struct CandidacyTests {
    private func assembly(_ method: ElectionMethod) async throws -> ConvenedAssembly {
        try await ConvenedAssembly.make(
            members: (1...4).map { (name: "Membre \($0)", college: nil) },
            statutes: Statutes.customary(inForceFrom: day("2026-01-01")),
            agenda: [(.deliberation, "Budget", nil), (.election, "Conseil", method)])
    }

    private func stand(
        _ assembly: ConvenedAssembly, _ browser: Browser, _ member: Int, _ person: String, item: Int = 2
    ) async throws -> Answer {
        try await browser.post(
            assembly.path + "/candidatures",
            [
                ("point", String(item)), ("organisation", assembly.members[member].description),
                ("representant-candidat", person),
            ])
    }

    @Test(arguments: [
        (ElectionMethod.majorityJudgment, "<th scope=\"row\" class=\"candidat\">Membre 1 (Léa)</th>"),
        (.transferable, "<span class=\"case-rang\"></span> Membre 1 (Léa)"), (.approval, "☐ Membre 1 (Léa)"),
    ])
    func namesStandOnTheBallotsAsTheMethodHasThem(method: ElectionMethod, printed: String) async throws {
        let assembly = try await assembly(method)
        try await assembly.visit { browser in
            let list = assembly.path + "/candidatures"
            let empty = try await browser.get(list)
            #expect(empty.text.contains("Personne ne s’est encore présenté") && HTMLPage(empty.text).allProblems == [])
            #expect(try await stand(assembly, browser, 0, "Léa").location == list)
            #expect(try await stand(assembly, browser, 1, "Noah").location == list)
            let twice = try await stand(assembly, browser, 0, "Léa")
            #expect(twice.status == .unprocessableContent && twice.text.contains("déjà inscrite"))
            #expect(HTMLPage(twice.text).allProblems == [])
            #expect(try await stand(assembly, browser, 0, "").status == .unprocessableContent)
            #expect(try await stand(assembly, browser, 0, "Zoé", item: 1).status == .unprocessableContent)
            let papers = try await browser.get(assembly.path + "/papiers").text
            #expect(papers.contains(printed), "\(papers)")
            let gone = try await browser.post(
                list + "/retrait", [("point", "2"), ("candidature", "Membre 2 (Noah)")])
            #expect(gone.location == list)
            #expect(!(try await browser.get(assembly.path + "/papiers").text.contains("Noah")))
            // Once open, they are in the election, and the list is kept there.
            _ = try await browser.post(assembly.path + "/seance/ouverture")
            #expect(try await stand(assembly, browser, 2, "Zoé").status == .unprocessableContent)
        }
        let election = try await assembly.record().item(2)?.election
        #expect(election?.running.map(\.name) == ["Membre 1 (Léa)"])
    }
}
