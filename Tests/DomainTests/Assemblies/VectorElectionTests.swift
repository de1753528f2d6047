import Domain
import Foundation
import Testing

/// The cases on elections, as files of ballots, and on concentration.
struct VectorElectionTests {
    struct ElectionGiven: Decodable, Sendable { let fichier: RawJSON }
    struct ElectionExpected: Decodable, Sendable {
        let elus: [String]?
        let classement: [String: Int]?
        let egalites: [[String]]?
        let second: [String]?
        let etapes: [String]?
        let refus: String?
        enum CodingKeys: String, CodingKey {
            case elus, classement, egalites, etapes, refus
            case second = "second_tour"
        }
    }

    @Test(arguments: try Vectors.cases("elections") as [VectorCase<ElectionGiven, ElectionExpected>])
    func elections(vector: VectorCase<ElectionGiven, ElectionExpected>) throws {
        let expected = vector.attendu
        let bytes = [UInt8](try JSONEncoder().encode(vector.donnees.fichier))
        let file: BallotFile
        do throws(AssemblyRefusal) { file = try BallotFile(bytes, mode: nil) } catch {
            #expect(Vectors.plain(error.sentence) == expected.refus)
            return
        }
        let report = TallyReport(file)
        #expect(expected.refus == nil)
        if let elected = expected.elus { #expect(report.elected == elected, "\(report.text)") }
        if let ranking = expected.classement { #expect(report.ranking == ranking) }
        if let equals = expected.egalites { #expect(report.equals == equals) }
        if let second = expected.second { #expect(report.secondRound == second) }
        let steps = report.steps.map(Vectors.plain)
        for step in expected.etapes ?? [] { #expect(steps.contains(step), "\(steps)") }
    }

    struct HoldingGiven: Decodable, Sendable {
        let nom: String
        let nombre: Int
        let marques: [Cap.Per: String]
    }
    struct ConcentrationGiven: Decodable, Sendable {
        let de: Cap.Subject
        let detentions: [HoldingGiven]
        let plafonds: [Cap]
    }
    struct ConcentrationExpected: Decodable, Sendable {
        let constats: [Finding.Outcome]
        let phrases: [String]?
        let coalition: Int?
    }

    @Test(arguments: try Vectors.cases("concentrations") as [VectorCase<ConcentrationGiven, ConcentrationExpected>])
    func concentrations(vector: VectorCase<ConcentrationGiven, ConcentrationExpected>) {
        let (given, expected) = (vector.donnees, vector.attendu)
        let holdings = given.detentions.map { Holding($0.nom, $0.nombre, marks: $0.marques) }
        let findings = Concentration.findings(holdings, of: given.de, caps: given.plafonds)
        #expect(findings.map(\.outcome) == expected.constats)
        #expect(findings.allSatisfy { $0.principle == "R12" })
        if let sentences = expected.phrases { #expect(findings.map { Vectors.plain($0.sentence) } == sentences) }
        let actors = Concentration.totals(holdings, per: .group).map(\.amount)
        #expect(Concentration.smallestWinningCoalition(actors) == expected.coalition)
    }
}
