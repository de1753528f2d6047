import AssemblyVectors
import Domain
import Foundation
import Testing

/// The cases on elections, as files of ballots, and on concentration.
struct VectorElectionTests {
    @Test(arguments: try Vectors.cases("elections") as [ElectionVector.Case])
    func elections(vector: ElectionVector.Case) throws {
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

    @Test(arguments: try Vectors.cases("concentrations") as [ConcentrationVector.Case])
    func concentrations(vector: ConcentrationVector.Case) {
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
