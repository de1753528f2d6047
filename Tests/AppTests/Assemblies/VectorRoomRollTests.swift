import AssemblyVectors
import Domain
import Foundation
import HTTPTypes
import Testing

@testable import App

/// The cases on rolls and thresholds, by the page that is read before the opening and the one that is read after.
struct VectorRoomRollTests {
    static let rollCases = Unplayable(
        "listes", of: 20,
        [
            "sans admission enregistrée": "la base ne connaît pas de membre sans jour d’admission",
            "deux fois sur la liste des membres": "une organisation est membre une fois : la base le tient",
        ])

    @Test(arguments: try rollCases.played(RollVector.Case.self))
    func rolls(vector: RollVector.Case) async throws {
        let (given, expected) = (vector.donnees, vector.attendu)
        let assembly = try await VectorRoom.assembly(given.membres.list, given.colleges ?? [], on: given.date) {
            $0.electorate = ElectorateRule(
                dues: given.electorat?.cotisation ?? .none, seniorityDays: given.electorat?.anciennete ?? 0)
        }
        try await assembly.visit { browser in
            let page = VectorRoom.plain(try await browser.get(assembly.path + "/seance").text)
            for (organisation, reason) in expected.ecartes {
                #expect(page.contains("Organisation \(organisation) : \(reason)"), "\(page)")
            }
            let opened = try await browser.post(assembly.path + "/seance/ouverture")
            guard !expected.inscrits.isEmpty else {
                #expect(opened.status == .unprocessableContent)
                return
            }
            #expect(opened.status == .seeOther)
            let roll = Hall(try await assembly.record()).roll
            #expect(roll.entries.map(\.organisation) == expected.inscrits)
            for (organisation, group) in expected.groupes ?? [:] {
                #expect(roll.entries.first { $0.organisation.description == organisation }?.group == group)
            }
            let sheet = VectorRoom.plain(try await browser.get(assembly.path + "/seance/emargement").text)
            for member in given.membres.list {
                #expect(sheet.contains(member.name) == expected.inscrits.contains(member.organisation))
            }
        }
    }

    private static let emptyRoll = "une assemblée ne s’ouvre pas sur une liste vide"
    static let thresholdCases = Unplayable(
        "seuils", of: 18, ["rien à atteindre sur rien": emptyRoll, "plus de la moitié de rien": emptyRoll])

    /// A threshold is a quorum of so many on a roll of so many.
    @Test(arguments: try thresholdCases.played(ThresholdVector.Case.self))
    func thresholds(vector: ThresholdVector.Case) async throws {
        let (given, expected) = (vector.donnees, vector.attendu)
        let assembly = try await VectorRoom.assembly(VectorRoom.members(given.total)) {
            $0.meetings[.ordinary]?.quorum = QuorumRule(given.seuil)
        }
        try await assembly.visit { browser in
            _ = try await browser.post(assembly.path + "/seance/ouverture")
            try await assembly.seat(given.compte)
            let page = VectorRoom.plain(try await browser.get(assembly.path + "/seance").text)
            #expect(page.contains("il en faut au moins \(expected.minimum) ("), "\(page)")
            #expect(page.contains("le quorum \(expected.atteint ? "est" : "n’est pas") atteint"))
        }
    }
}
