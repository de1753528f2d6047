import Domain
import Foundation
import HTTPTypes
import Testing

@testable import App

/// Elections said aloud, by consent or without candidate: each step, what it allows, and the same answer years later.
struct ConsentTests {
    private func assembly(_ method: ElectionMethod) async throws -> ConvenedAssembly {
        var statutes = Statutes.customary(inForceFrom: day("2026-01-01"))
        statutes.secretBallot.persons = false
        return try await ConvenedAssembly.make(
            members: (1...5).map { (name: "Membre \($0)", college: nil) }, statutes: statutes,
            agenda: [(.election, "Coordination", method)])
    }

    private func start(_ assembly: ConvenedAssembly, _ browser: Browser) async throws -> String {
        _ = try await browser.post(assembly.path + "/seance/ouverture")
        for index in 0..<3 { _ = try await assembly.sign(index, browser) }
        _ = try await browser.post(assembly.path + "/seance/bureau", [("presidence", "Ada"), ("secretariat", "Yann")])
        let point = assembly.path + "/seance/points/1"
        _ = try await browser.post(point + "/ouverture")
        return point
    }

    private func say(
        _ browser: Browser, _ point: String, _ kind: String, by: ID<Organisation>? = nil, _ name: String = "",
        because reason: String = "Parce que.", new more: [(String, String)] = []
    ) async throws -> Answer {
        let fields = [
            ("etape", kind), ("de-" + kind, by?.description ?? ""), ("pour-" + kind, name), ("motif-" + kind, reason),
        ]
        return try await browser.post(point + "/consentement", fields + more)
    }

    @Test func withoutCandidateEachNamesThenNobodyObjects() async throws {
        let assembly = try await assembly(.withoutCandidate)
        try await assembly.visit { browser in
            let point = try await start(assembly, browser)
            let first = try await browser.get(point).text
            #expect(first.contains("Personne n’est candidat") && HTMLPage(first).allProblems == [])
            let (one, two, away) = (assembly.members[0], assembly.members[1], assembly.members[4])
            let lea = [("organisation-nommee", two.description), ("personne", "Léa")]
            let silent = try await say(browser, point, "nomination", by: one, because: " ", new: lea)
            #expect(silent.status == .unprocessableContent && silent.text.contains("c’est la raison qui compte"))
            #expect(HTMLPage(silent.text).allProblems == [])
            let absent = try await say(browser, point, "nomination", by: away, new: lea)
            #expect(absent.status == .unprocessableContent && absent.text.contains("n’est ni présente"))
            #expect(
                try await say(browser, point, "nomination", by: one, because: "Elle écoute.", new: lea).location
                    == point)
            let noah = [("organisation-nommee", one.description), ("personne", "Noah")]
            #expect(try await say(browser, point, "nomination", by: two, new: noah).location == point)
            let again = try await say(browser, point, "nomination", by: two, "Membre 2 (Léa)")
            #expect(again.status == .unprocessableContent && again.text.contains("a déjà nommé"))
            #expect(try await say(browser, point, "changement", by: two, "Membre 2 (Léa)").location == point)
            let early = try await say(browser, point, "adoption")
            #expect(early.status == .unprocessableContent)
            let unnamed = try await say(browser, point, "proposition", "Membre 1 (Noah)")
            #expect(unnamed.status == .unprocessableContent && unnamed.text.contains("qui a été nommé"))
            #expect(try await say(browser, point, "proposition", "Membre 2 (Léa)").location == point)
            #expect(
                try await say(browser, point, "objection", by: one, because: "Elle part en juin.").location == point)
            let held = try await say(browser, point, "adoption")
            #expect(held.status == .unprocessableContent && held.text.contains("Une objection reste"))
            #expect(try await browser.get(point).text.contains("Elle part en juin."))
            #expect(try await say(browser, point, "levee", by: one, because: "Elle reste.").location == point)
            #expect(try await say(browser, point, "adoption").location == point)
            let told = try await browser.get(point).text
            #expect(told.contains("Élus\u{A0}: Membre 2 (Léa)") && HTMLPage(told).allProblems == [])
            // One line too many: it is taken back, and the election with it.
            #expect(try await browser.post(point + "/consentement/annulation").location == point)
            #expect(!(try await browser.get(point).text.contains("Élus")))
            #expect(try await say(browser, point, "adoption").location == point)
            #expect(try await browser.post(point + "/fermeture").status == .seeOther)
            #expect(try await say(browser, point, "nomination", by: one, new: lea).status == .unprocessableContent)
            let proof = try await seal(assembly, browser)
            let minutes = try await browser.get(assembly.path + "/proces-verbal").text
            #expect(minutes.contains("Elle part en juin.") && minutes.contains("n’est pas secrète"))
            let report = Program.checkAssembly(Array(proof.utf8))
            #expect(report.holds, "\(report.text)")
            #expect(try Python.verifies(proof))
            // The objection that stays, the nomination of another: recounted, nobody is elected any more.
            for (before, after) in [
                ("\"etape\":\"levee\"", "\"etape\":\"objection\""),
                ("\"etape\":\"proposition\"", "\"etape\":\"retrait\""),
            ] {
                let changed = try rehashed(proof.replacing(before, with: after))
                #expect(!Program.checkAssembly(Array(changed.utf8)).holds)
                #expect(try Python.verifies(changed) == false)
            }
        }
    }

    private func seal(_ assembly: ConvenedAssembly, _ browser: Browser) async throws -> String {
        _ = try await browser.post(assembly.path + "/seance/cloture")
        _ = try await browser.post(assembly.path + "/proces-verbal/approbation")
        _ = try await browser.post(assembly.path + "/proces-verbal/sceau")
        return try await browser.get(assembly.path + "/preuve.json").text
    }

    private func rehashed(_ proof: String) throws -> String {
        guard case .object(var document) = try JSONValue.read(Array(proof.utf8)) else { return proof }
        (document["sceau"], document["empreinte"]) = (nil, nil)
        document["empreinte"] = .text(LotHash.hex(try CanonicalJSON.text(.object(document))))
        return try CanonicalJSON.text(.object(document))
    }

    @Test func byConsentOneProposesAmongThoseWhoStand() async throws {
        let assembly = try await assembly(.consent)
        try await assembly.visit { browser in
            let point = try await start(assembly, browser)
            _ = try await browser.post(
                point + "/candidatures",
                [("organisation", assembly.members[2].description), ("representant-candidat", "Zoé")])
            let other = try await say(
                browser, point, "nomination", by: assembly.members[0],
                new: [("organisation-nommee", assembly.members[1].description), ("personne", "Léa")])
            #expect(other.status == .unprocessableContent && other.text.contains("parmi les candidatures"))
            #expect(try await say(browser, point, "proposition", "Membre 3 (Zoé)").location == point)
            #expect(try await say(browser, point, "retrait", because: "On réfléchit.").location == point)
            #expect(try await say(browser, point, "proposition", "Membre 3 (Zoé)").location == point)
            #expect(try await say(browser, point, "adoption").location == point)
            #expect(try await browser.get(point).text.contains("Élus\u{A0}: Membre 3 (Zoé)"))
        }
    }

    @Test func statutesThatWantSecretForPersonsRefuseIt() async throws {
        let assembly = try await ConvenedAssembly.make(
            members: (1...4).map { (name: "Membre \($0)", college: nil) },
            statutes: Statutes.customary(inForceFrom: day("2026-01-01")),
            agenda: [(.election, "Coordination", .withoutCandidate)])
        try await assembly.visit { browser in
            let point = try await start(assembly, browser)
            let refused = try await say(
                browser, point, "nomination", by: assembly.members[0],
                new: [("organisation-nommee", assembly.members[1].description), ("personne", "Léa")])
            #expect(
                refused.status == .unprocessableContent && refused.text.contains("choisissez une méthode par bulletins")
            )
        }
    }
}
