import Domain
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import App

/// What an assembly decided and that is written elsewhere afterwards: statutes in force, mandates, the birth of a hub.
struct AssemblyEffectTests {
    /// Eight organisations of two families, a perimeter, an initiative, a governance: all that founding a hub asks for.
    private func founding() async throws -> ConvenedAssembly {
        var statutes = Statutes.customary(inForceFrom: day("2026-01-01"))
        statutes.caps = []
        let assembly = try await ConvenedAssembly.make(
            members: (1...8).map { (name: "Membre \($0)", college: nil) }, statutes: statutes, kind: .founding,
            agenda: [(.statutes, "Statuts", nil), (.election, "Premier conseil", .approval)])
        try await assembly.site.database.write { [hub = assembly.hub] db in
            let source = try Source.record(title: "Essai", in: db)
            try db.execute(sql: "INSERT INTO territory (kind, code, slug) VALUES ('pays', 'x', 'ici-meme')")
            let territory = db.lastInsertedRowID
            try db.execute(
                sql: """
                    INSERT INTO territoryName (territoryID, name, shortName, sourceID) VALUES (?, 'Pays d’ici', 'Ici', ?)
                    """, arguments: [territory, source])
            try db.execute(
                sql: "INSERT INTO hubPerimeter (hubID, territoryID, sourceID) VALUES (?, ?, ?)",
                arguments: [hub, territory, source])
            try db.execute(sql: "UPDATE organisation SET family = 'association' WHERE id % 2 = 0")
            try db.execute(sql: "UPDATE hub SET governance = 'structure-ad-hoc' WHERE id = ?", arguments: [hub])
            try db.execute(
                sql: """
                    INSERT INTO milestone (hubID, kind, date, title, certainty, sourceID, recordedAt)
                    VALUES (?, 'initiative', '2024', 'Une initiative', 'etabli', ?, '2024-06-01T00:00:00Z')
                    """, arguments: [hub, source])
        }
        _ = try await StatutesStore(database: assembly.site.database).begin(
            assembly.hub, from: .customary, actor: .program, at: assembly.site.now)
        return assembly
    }

    private func hold(_ assembly: ConvenedAssembly, _ browser: Browser) async throws {
        let seance = assembly.path + "/seance"
        _ = try await browser.post(seance + "/ouverture")
        for index in 0..<6 { _ = try await assembly.sign(index, browser) }
        _ = try await browser.post(seance + "/bureau", [("presidence", "Ada"), ("secretariat", "Yann")])
        let (first, second) = (seance + "/points/1", seance + "/points/2")
        _ = try await browser.post(first + "/ouverture")
        _ = try await browser.post(first + "/vote", [("suite", "ouvert")])
        let hands = [("voie", "main-levee"), ("pour", "6"), ("scrutateur-1", "A"), ("scrutateur-2", "B")]
        #expect(try await browser.post(first + "/comptes", hands).status == .seeOther)
        #expect(try await browser.post(first + "/fermeture").status == .seeOther)
        _ = try await browser.post(second + "/ouverture")
        for index in 0..<3 {
            _ = try await browser.post(
                second + "/candidatures",
                [("organisation", assembly.members[index].description), ("representant-candidat", "P\(index + 1)")])
        }
        let voters = (0..<6).map { ("votants", assembly.members[$0].description) }
        #expect(
            try await browser.post(second + "/scrutin", [("tour", "1"), ("voie", "papier")] + voters).status
                == .seeOther)
        let ballot = [
            ("tour", "1"), ("nombre", "6"), ("sorte", "valable"), ("nom-0", "oui"), ("nom-1", "oui"), ("nom-2", "oui"),
        ]
        #expect(try await browser.post(second + "/bulletins", ballot).status == .seeOther)
        #expect(try await browser.post(second + "/fermeture").status == .seeOther)
        #expect(try await browser.post(seance + "/cloture").status == .seeOther)
    }

    @Test func thoseElectedEnterTheRegisterAndAFoundingAssemblyFoundsItsHub() async throws {
        let assembly = try await founding()
        try await assembly.visit { browser in
            try await hold(assembly, browser)
            let minutes = assembly.path + "/proces-verbal"
            let page = try await browser.get(minutes).text
            #expect(page.contains("3\u{A0}personnes élues au point 2"), "\(page)")
            #expect(!page.contains("peut entrer dans la chronologie"))
            // Nobody sits under statutes that are not in force yet.
            let early = try await browser.post(minutes + "/effets", [("effet", "mandats-2")])
            #expect(early.status == .unprocessableContent)
            #expect(try await browser.post(minutes + "/effets", [("effet", "statuts")]).status == .seeOther)
            #expect(try await browser.post(minutes + "/effets", [("effet", "mandats-2")]).status == .seeOther)
            let mandates = try await assembly.site.database.read { [hub = assembly.hub] db in
                try MandateStore.mandates(of: hub, in: db)
            }
            #expect(mandates.map(\.organisation) == Array(assembly.members.prefix(3)))
            #expect(mandates.allSatisfy { $0.bodyKey == "conseil" && $0.from == assembly.site.today })
            #expect(mandates.map(\.representative) == ["P1", "P2", "P3"])
            let again = try await browser.post(minutes + "/effets", [("effet", "mandats-2")])
            #expect(again.status == .unprocessableContent && again.text.contains("déjà eu son effet"))
            // Sealed, then published: the milestones enter by themselves, each once, and the hub is created.
            _ = try await browser.post(minutes + "/approbation")
            _ = try await browser.post(minutes + "/sceau")
            let hidden = try await browser.post(minutes + "/effets", [("effet", "jalon-assemblee-constitutive")])
            #expect(hidden.status == .unprocessableContent && hidden.text.contains("Publiez d’abord"))
            _ = try await browser.post(minutes + "/publication", [("suite", "publication")])
            #expect(!(try await browser.get(minutes).text.contains("peut entrer dans la chronologie")))
        }
        let kinds = try await assembly.site.strings("SELECT kind FROM milestone ORDER BY id")
        #expect(kinds == ["initiative", "assemblee-constitutive", "pole-cree"])
    }

    @Test func whatWasNotCarriedHasNoEffect() async throws {
        let assembly = try await founding()
        try await assembly.visit { browser in
            let seance = assembly.path + "/seance"
            _ = try await browser.post(seance + "/ouverture")
            for index in 0..<6 { _ = try await assembly.sign(index, browser) }
            _ = try await browser.post(seance + "/bureau", [("presidence", "Ada"), ("secretariat", "Yann")])
            _ = try await browser.post(seance + "/points/1/ouverture")
            _ = try await browser.post(seance + "/points/1/vote", [("suite", "ouvert")])
            let hands = [
                ("voie", "main-levee"), ("pour", "3"), ("contre", "3"), ("scrutateur-1", "A"), ("scrutateur-2", "B"),
            ]
            _ = try await browser.post(seance + "/points/1/comptes", hands)
            _ = try await browser.post(seance + "/points/1/fermeture")
            _ = try await browser.post(seance + "/cloture")
            let page = try await browser.get(assembly.path + "/proces-verbal").text
            #expect(!page.contains("à inscrire au registre") && !page.contains("peut entrer"))
            let refused = try await browser.post(
                assembly.path + "/proces-verbal/effets", [("effet", "jalon-pole-cree")])
            #expect(refused.status == .unprocessableContent)
        }
    }
}
