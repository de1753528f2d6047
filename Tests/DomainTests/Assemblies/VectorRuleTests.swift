import AssemblyVectors
import Domain
import Foundation
import Testing

/// The cases on rolls, notices, proxies, quorums, majorities, reconciliation and concentration.
struct VectorRuleTests {
    @Test(arguments: try Vectors.cases("seuils") as [ThresholdVector.Case])
    func thresholds(vector: ThresholdVector.Case) {
        let (given, expected) = (vector.donnees, vector.attendu)
        #expect(given.seuil.isReached(by: given.compte, of: given.total) == expected.atteint)
        #expect(given.seuil.least(of: given.total) == expected.minimum)
    }

    @Test(arguments: try Vectors.cases("delais") as [NoticeVector.Case])
    func notices(vector: NoticeVector.Case) {
        let (given, expected) = (vector.donnees, vector.attendu)
        #expect(given.delai.isKept(sentOn: given.envoi, meeting: given.assemblee) == expected.respecte)
        #expect(given.delai.lastSendingDay(for: given.assemblee) == expected.last)
        #expect(given.delai.firstMeetingDay(sentOn: given.envoi) == expected.first)
    }

    @Test(arguments: try Vectors.cases("listes") as [RollVector.Case])
    func rolls(vector: RollVector.Case) {
        let (given, expected) = (vector.donnees, vector.attendu)
        let rule = ElectorateRule(
            dues: given.electorat?.cotisation ?? .none, seniorityDays: given.electorat?.anciennete ?? 0)
        let roll = given.membres.roll(on: given.date, colleges: given.colleges ?? [], electorate: rule)
        #expect(roll.entries.map(\.organisation) == expected.inscrits)
        let reasons = Dictionary(roll.leftOut.map { ("\($0.organisation)", Vectors.plain($0.reason)) }) { first, _ in
            first
        }
        #expect(reasons == expected.ecartes)
        if let groups = expected.groupes {
            let found = Dictionary(roll.entries.map { ("\($0.organisation)", $0.group) }) { first, _ in first }
            #expect(found == groups)
        }
    }

    @Test(arguments: try Vectors.cases("pouvoirs") as [ProxyVector.Case])
    func proxies(vector: ProxyVector.Case) {
        let given = vector.donnees
        let roll = given.membres.roll(colleges: given.colleges ?? [])
        var register = ProxyRegister(roll: roll, rule: given.regle, caps: given.plafonds ?? [])
        var refusals: [String?] = []
        for proxy in given.pouvoirs {
            do throws(AssemblyRefusal) {
                try register.accept(proxy)
                refusals.append(nil)
            } catch { refusals.append(Vectors.plain(error.sentence)) }
        }
        #expect(refusals.map { $0 == nil } == vector.attendu.acceptes, "\(refusals)")
        if let sentences = vector.attendu.refus { #expect(refusals == sentences) }
        #expect(register.proxies.count == vector.attendu.acceptes.filter(\.self).count)
    }

    @Test(arguments: try Vectors.cases("quorum") as [QuorumVector.Case])
    func quorums(vector: QuorumVector.Case) {
        let given = vector.donnees
        let roll = given.membres.roll(colleges: given.colleges ?? [])
        let attendance = VectorPresence(given.presences, count: given.presents).attendance
        for expected in vector.attendu.points {
            let floor = Floor(roll, attendance, given.pouvoirs ?? [], at: expected.point)
            let answer = QuorumAnswer(given.regle, roll: roll, floor: floor, colleges: given.colleges ?? [])
            #expect(answer.isReached == expected.atteint, "\(expected.point) : \(answer.sentence)")
            if let counted = expected.comptes { #expect(answer.parts.first?.counted == counted) }
            if let needed = expected.necessaires { #expect(answer.parts.first?.needed == needed) }
            if let sentence = expected.phrase { #expect(Vectors.plain(answer.sentence) == sentence) }
            if let notes = expected.notes { #expect(floor.notes == notes) }
            if let represented = expected.representes {
                let found = Dictionary(floor.represented.map { ("\($0.key)", $0.value) }) { first, _ in first }
                #expect(found == represented)
            }
        }
    }

    @Test(arguments: try Vectors.cases("majorites") as [MajorityVector.Case])
    func majorities(vector: MajorityVector.Case) throws {
        let (given, expected) = (vector.donnees, vector.attendu)
        do throws(AssemblyRefusal) {
            let result = try ResolutionResult(
                given.votes, under: given.regle, colleges: given.colleges ?? [], casting: given.casting)
            #expect(expected.refus == nil && result.isAdopted == expected.adoptee, "\(result.sentence)")
            if let tied = expected.egalite { #expect(result.isTied == tied) }
            if let sentence = expected.phrase { #expect(Vectors.plain(result.sentence) == sentence) }
            #expect(result.sentence.hasSuffix("adoptée.") || result.sentence.hasSuffix("adopté."))
        } catch { #expect(Vectors.plain(error.sentence) == expected.refus) }
    }

    @Test(arguments: try Vectors.cases("rapprochements") as [ReconciliationVector.Case])
    func reconciliations(vector: ReconciliationVector.Case) {
        let given = vector.donnees
        let roll = given.membres.roll()
        let attendance = VectorPresence(given.presences, count: given.presents).attendance
        let floor = Floor(roll, attendance, given.pouvoirs ?? [], at: 1)
        let found = Reconciliation(given.voies, roll: roll, floor: floor, explanation: given.explication ?? "")
        #expect(found.outcome == vector.attendu.issue, "\(found.sentences)")
        #expect(found.mayDeclare == [.agreed, .explained].contains(vector.attendu.issue))
        if let gap = vector.attendu.ecart { #expect(found.gap == gap) }
        if let sentences = vector.attendu.phrases { #expect(found.sentences.map(Vectors.plain) == sentences) }
    }
}
