import Domain
import Foundation
import Testing

/// The cases on rolls, notices, proxies, quorums, majorities, reconciliation and concentration.
struct VectorRuleTests {
    struct ThresholdGiven: Decodable, Sendable {
        let seuil: ShareThreshold
        let compte: Int
        let total: Int
    }
    struct ThresholdExpected: Decodable, Sendable {
        let atteint: Bool
        let minimum: Int
    }

    @Test(arguments: try Vectors.cases("seuils") as [VectorCase<ThresholdGiven, ThresholdExpected>])
    func thresholds(vector: VectorCase<ThresholdGiven, ThresholdExpected>) {
        let (given, expected) = (vector.donnees, vector.attendu)
        #expect(given.seuil.isReached(by: given.compte, of: given.total) == expected.atteint)
        #expect(given.seuil.least(of: given.total) == expected.minimum)
    }

    struct NoticeGiven: Decodable, Sendable {
        let delai: NoticeRule
        let envoi: Day
        let assemblee: Day
    }
    struct NoticeExpected: Decodable, Sendable {
        let respecte: Bool
        let last: Day
        let first: Day
        enum CodingKeys: String, CodingKey {
            case respecte
            case last = "envoi-au-plus-tard"
            case first = "assemblee-au-plus-tot"
        }
    }

    @Test(arguments: try Vectors.cases("delais") as [VectorCase<NoticeGiven, NoticeExpected>])
    func notices(vector: VectorCase<NoticeGiven, NoticeExpected>) {
        let (given, expected) = (vector.donnees, vector.attendu)
        #expect(given.delai.isKept(sentOn: given.envoi, meeting: given.assemblee) == expected.respecte)
        #expect(given.delai.lastSendingDay(for: given.assemblee) == expected.last)
        #expect(given.delai.firstMeetingDay(sentOn: given.envoi) == expected.first)
    }

    struct RollGiven: Decodable, Sendable {
        let date: Day
        let membres: VectorMembers
        let electorat: Electorate?
        let colleges: [College]?
        struct Electorate: Decodable, Sendable {
            let cotisation: ElectorateRule.Dues?
            let anciennete: Int?
            enum CodingKeys: String, CodingKey {
                case cotisation
                case anciennete = "anciennete-en-jours"
            }
        }
    }
    struct RollExpected: Decodable, Sendable {
        let inscrits: [ID<Organisation>]
        let ecartes: [String: String]
        let groupes: [String: ID<Organisation>]?
    }

    @Test(arguments: try Vectors.cases("listes") as [VectorCase<RollGiven, RollExpected>])
    func rolls(vector: VectorCase<RollGiven, RollExpected>) {
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

    struct ProxyGiven: Decodable, Sendable {
        let membres: VectorMembers
        let colleges: [College]?
        let regle: ProxyRule
        let plafonds: [Cap]?
        let pouvoirs: [Proxy]
    }
    struct ProxyExpected: Decodable, Sendable {
        let acceptes: [Bool]
        let refus: [String?]?
    }

    @Test(arguments: try Vectors.cases("pouvoirs") as [VectorCase<ProxyGiven, ProxyExpected>])
    func proxies(vector: VectorCase<ProxyGiven, ProxyExpected>) {
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

    struct QuorumGiven: Decodable, Sendable {
        let membres: VectorMembers
        let colleges: [College]?
        let regle: QuorumRule?
        let presents: Int?
        let presences: [AttendanceChange]?
        let pouvoirs: [Proxy]?
    }
    struct QuorumExpected: Decodable, Sendable {
        let points: [Point]
        struct Point: Decodable, Sendable {
            let point: Int
            let atteint: Bool
            let comptes: Int?
            let necessaires: Int?
            let representes: [String: ID<Organisation>]?
            let notes: [String]?
            let phrase: String?
        }
    }

    @Test(arguments: try Vectors.cases("quorum") as [VectorCase<QuorumGiven, QuorumExpected>])
    func quorums(vector: VectorCase<QuorumGiven, QuorumExpected>) {
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

    struct MajorityGiven: Decodable, Sendable {
        let regle: MajorityRule
        let colleges: [College]?
        let votes: [CollegeVote]
        let casting: ResolutionResult.Casting?
        enum CodingKeys: String, CodingKey {
            case regle, colleges, votes
            case casting = "voix-preponderante"
        }
    }
    struct MajorityExpected: Decodable, Sendable {
        let adoptee: Bool?
        let egalite: Bool?
        let phrase: String?
        let refus: String?
    }

    @Test(arguments: try Vectors.cases("majorites") as [VectorCase<MajorityGiven, MajorityExpected>])
    func majorities(vector: VectorCase<MajorityGiven, MajorityExpected>) throws {
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

    struct ReconciliationGiven: Decodable, Sendable {
        let membres: VectorMembers
        let presents: Int?
        let presences: [AttendanceChange]?
        let pouvoirs: [Proxy]?
        let voies: [WayCount]
        let explication: String?
    }
    struct ReconciliationExpected: Decodable, Sendable {
        let issue: Reconciliation.Outcome
        let ecart: Int?
        let phrases: [String]?
    }

    @Test(arguments: try Vectors.cases("rapprochements") as [VectorCase<ReconciliationGiven, ReconciliationExpected>])
    func reconciliations(vector: VectorCase<ReconciliationGiven, ReconciliationExpected>) {
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
