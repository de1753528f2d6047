import Domain
import Testing

/// Nobody's answer can be read from the results, even by subtracting (what `SurveyDisclosure` promises).
struct SurveyDisclosureTests {
    private let question = SurveyQuestion(
        code: "q", kind: .single, use: .joining, label: "Prêts ?",
        options: [.init(code: "oui", label: "Oui"), .init(code: "non", label: "Non")])

    private func response(
        _ id: Int, _ family: String, _ sector: String = "s", _ commune: String = "c", _ answer: String
    )
        -> SurveyResponse
    {
        SurveyResponse(
            id: Int64(id), groups: [.family: family, .sector: sector, .commune: commune], choices: ["q": [answer]])
    }

    /// So many answers of a family, yes and no in turn.
    private func many(_ count: Int, _ family: String, from first: Int = 0, sector: String = "s") -> [SurveyResponse] {
        (first..<first + count).map { response($0, family, sector, "c", $0.isMultiple(of: 2) ? "oui" : "non") }
    }

    private func breakdown(_ kind: SurveyBreakdown, _ responses: [SurveyResponse]) -> SurveyDisclosure.Breakdown? {
        SurveyDisclosure(question, of: responses, threshold: 5).breakdowns.first { $0.kind == kind }
    }

    @Test func fewerAnswersThanTheThresholdTellNothing() {
        let few = SurveyDisclosure(question, of: many(4, "a"), threshold: 5)
        #expect(!few.isTold && few.base == 4 && few.counts.isEmpty && few.breakdowns.isEmpty)
        #expect(SurveyDisclosure(question, of: many(5, "a"), threshold: 5).counts == ["oui": 3, "non": 2])
    }

    @Test func aThresholdOfOneIsRaised() {
        #expect(!SurveyDisclosure(question, of: many(2, "a"), threshold: 1).isTold)
    }

    @Test func largeGroupsAreTold() throws {
        let told = try #require(breakdown(.family, many(6, "a") + many(8, "b", from: 10)))
        #expect(told.groups.map(\.name) == ["b", "a"] && told.others == nil)
        #expect(told.groups[0].counts == ["oui": 4, "non": 4])
    }

    /// The total less the groups told would be the answers of the one small group.
    @Test func oneSmallGroupTakesAnotherWithItSoThatTheTotalDoesNotTell() throws {
        let responses = many(10, "a") + many(8, "b", from: 20) + [response(90, "mutuelle", "s", "c", "oui")]
        let told = try #require(breakdown(.family, responses))
        #expect(told.groups.map(\.name) == ["a"] && Set(told.hidden) == ["b", "mutuelle"])
        #expect(told.others?.size == 9)
    }

    @Test func smallGroupsThatAreEnoughTogetherHideNobodyElse() throws {
        let responses = many(10, "a") + many(3, "b", from: 20) + many(3, "d", from: 30)
        let told = try #require(breakdown(.family, responses))
        #expect(told.groups.map(\.name) == ["a"] && told.others?.size == 6)
    }

    @Test func aGroupThatAllAnsweredTheSameIsNotTold() throws {
        let same = (50..<56).map { response($0, "mutuelle", "s", "c", "non") }
        let told = try #require(breakdown(.family, many(10, "a") + many(8, "b", from: 20) + same))
        #expect(told.hidden.contains("mutuelle"))
        // Alone among the others, it would be read by subtraction.
        #expect(told.hidden.count == 2)
        let others = try #require(told.others)
        #expect(!others.counts.values.contains(others.size))
    }

    /// A family inside a sector: the sector less the family would be one organisation.
    @Test func twoWaysOfBreakingDownDoNotTellByTheirDifference() {
        var responses = many(6, "a", sector: "culture") + many(6, "b", from: 20, sector: "santé")
        responses.append(response(90, "b", "culture", "c", "oui"))
        let disclosure = SurveyDisclosure(question, of: responses, threshold: 5)
        #expect(disclosure.breakdowns.map(\.kind) == [.family])
    }

    @Test func whoDidNotAnswerTheQuestionIsNotInItsBase() {
        var responses = many(6, "a")
        responses.append(SurveyResponse(id: 99, groups: [.family: "a"], choices: [:]))
        #expect(SurveyDisclosure(question, of: responses, threshold: 5).base == 6)
    }

    @Test func freeTextIsNeverCounted() {
        let text = SurveyQuestion(code: "q", kind: .text, use: .other, label: "Dites")
        #expect(!SurveyDisclosure(text, of: many(10, "a"), threshold: 5).isTold)
    }

    /// The attack itself, by brute force, on random surveys: no sum of told groups of one breakdown, less any sum of told groups
    /// of another, is about fewer answers than the threshold.
    @Test(arguments: 0..<60)
    func noSubtractionOfWhatIsToldIsAboutTooFew(seed: UInt64) throws {
        var chance = SeededRandom(seed: seed + 1)
        let count = Int.random(in: 5...45, using: &chance)
        let families = ["association", "cooperative", "mutuelle", "fondation"]
        let responses = (0..<count).map { id in
            response(
                id, families[min(Int.random(in: 0...8, using: &chance) / 2, 3)],
                "s\(Int.random(in: 0...3, using: &chance))", "c\(Int.random(in: 0...3, using: &chance))",
                Int.random(in: 0...3, using: &chance) == 0 ? "non" : "oui")
        }
        let disclosure = SurveyDisclosure(question, of: responses, threshold: 5)
        var sets: [[Set<Int64>]] = [[Set(responses.map(\.id))]]
        for breakdown in disclosure.breakdowns {
            let told = breakdown.groups.map { group in
                Set(responses.filter { $0.groups[breakdown.kind] == group.name }.map(\.id))
            }
            let hidden = Set(
                responses.filter { breakdown.hidden.contains($0.groups[breakdown.kind] ?? "") }.map(\.id))
            sets.append(told + (hidden.isEmpty ? [] : [hidden]))
            for group in told {
                #expect(group.count >= 5)
                let answers = Set(responses.filter { group.contains($0.id) }.map { $0.choices["q"] })
                #expect(answers.count > 1, "a group told is unanimous")
            }
        }
        let unions = sets.map(Self.unions)
        for (index, left) in unions.enumerated() {
            for right in unions[index...] {
                for one in left {
                    for other in right {
                        let difference = one.symmetricDifference(other).count
                        #expect(difference == 0 || difference >= 5, "seed \(seed): \(difference)")
                    }
                }
            }
        }
    }

    private static func unions(_ sets: [Set<Int64>]) -> [Set<Int64>] {
        (0..<(1 << sets.count)).map { mask in
            sets.indices.filter { mask >> $0 & 1 == 1 }.reduce(into: Set()) { $0.formUnion(sets[$1]) }
        }
    }

    /// Three breakdowns that are safe two by two may still single somebody out together; then the third is not told as it is.
    @Test func noTellingSinglesOutAFewByAllThreeBreakdowns() {
        var exposed = 0
        for seed in 0..<40 {
            var chance = SeededRandom(seed: UInt64(seed + 500))
            let responses = (0..<40).map { id in
                response(
                    id, "f\(Int.random(in: 0...1, using: &chance))", "s\(Int.random(in: 0...1, using: &chance))",
                    "c\(Int.random(in: 0...1, using: &chance))", id.isMultiple(of: 3) ? "oui" : "non")
            }
            if SurveyDisclosure(question, of: responses, threshold: 5).breakdowns.count == 3 { exposed += 1 }
        }
        #expect(exposed > 0, "large even surveys are told in full")
    }
}

struct SurveyRuleTests {
    @Test func theCheapestCutIsFound() {
        // Two triangles of weight 3 joined by one edge of weight 1.
        var weights = Array(repeating: Array(repeating: 0, count: 6), count: 6)
        for (a, b, w) in [(0, 1, 3), (1, 2, 3), (0, 2, 3), (3, 4, 3), (4, 5, 3), (3, 5, 3), (2, 3, 1)] {
            (weights[a][b], weights[b][a]) = (w, w)
        }
        let cut = MinimumCut.of(weights)
        #expect(cut?.weight == 1 && (cut?.side == [0, 1, 2] || cut?.side == [3, 4, 5]))
        #expect(MinimumCut.of([[0]]) == nil)
        #expect(MinimumCut.of([[0, 0], [0, 0]]) == nil)
    }

    /// Against every way of parting small random graphs.
    @Test(arguments: 0..<30)
    func theCheapestCutIsAsCheapAsCanBe(seed: UInt64) {
        var chance = SeededRandom(seed: seed + 7)
        let size = Int.random(in: 2...7, using: &chance)
        var weights = Array(repeating: Array(repeating: 0, count: size), count: size)
        for a in 0..<size {
            // A ring keeps it in one piece.
            for b in 0..<size where a < b {
                let ring = b == a + 1 || (a == 0 && b == size - 1)
                let weight = Int.random(in: (ring ? 1 : 0)...5, using: &chance)
                (weights[a][b], weights[b][a]) = (weight, weight)
            }
        }
        var slow = Int.max
        for mask in 1..<(1 << size) - 1 {
            var weight = 0
            for a in 0..<size where mask >> a & 1 == 1 {
                for b in 0..<size where mask >> b & 1 == 0 { weight += weights[a][b] }
            }
            slow = min(slow, weight)
        }
        #expect(MinimumCut.of(weights)?.weight == slow)
    }

    @Test func aQuestionTakesOnlyItsOwnOptions() {
        let options = [SurveyQuestion.Option(code: "a", label: "A"), .init(code: "b", label: "B")]
        let one = SurveyQuestion(code: "q", kind: .single, use: .need, label: "?", options: options)
        let many = SurveyQuestion(code: "q", kind: .multiple, use: .need, label: "?", options: options)
        #expect(one.accepted(["b", "a"]) == ["b"] && one.accepted(["x"]) == [])
        #expect(many.accepted(["b", "a", "x"]) == ["a", "b"])
        #expect(SurveyQuestion(code: "q", kind: .single, use: .need, label: "?", options: [options[0]]).problem != nil)
    }

    @Test func remindersAreFewFarApartAndStop() throws {
        let first = try #require(Day("2026-03-01"))
        func due(_ sent: [Day], _ day: String, answered: Bool = false, refused: Bool = false, closes: String? = nil)
            throws -> Bool
        {
            SurveyReminder.isDue(
                sent: sent, hasAnswered: answered, hasRefused: refused, closesOn: closes.flatMap { Day($0) },
                on: try #require(Day(day)))
        }
        #expect(try !due([first], "2026-03-10"))
        #expect(try due([first], "2026-03-11"))
        #expect(try !due([first], "2026-03-11", answered: true))
        #expect(try !due([first], "2026-03-11", refused: true))
        #expect(try !due([first], "2026-03-11", closes: "2026-03-11"))
        #expect(try !due([], "2026-03-11"))
        let second = try #require(Day("2026-03-11"))
        let third = try #require(Day("2026-03-21"))
        #expect(try due([first, second], "2026-03-21"))
        #expect(try !due([first, second, third], "2027-01-01"))
    }

    @Test func aSurveyOpenedAgainForOneAnswerStillTellsTheOldOnes() {
        #expect(SurveyCounting.counted(before: 0, now: 12, threshold: 5) == 12)
        #expect(SurveyCounting.counted(before: 12, now: 13, threshold: 5) == 12)
        #expect(SurveyCounting.counted(before: 12, now: 17, threshold: 5) == 17)
        #expect(SurveyCounting.counted(before: 12, now: 11, threshold: 5) == 11)
    }

    @Test func whoIsSilentAndWhoIsLoudIsSaid() {
        let told = Representativeness([
            .init(name: "association", known: 80, answered: 10), .init(name: "coopérative", known: 10, answered: 10),
            .init(name: "mutuelle", known: 8, answered: 0), .init(name: "fondation", known: 2, answered: 0),
        ])
        #expect(told.known == 100 && told.answered == 20 && told.rate == 200)
        #expect(told.silent.map(\.name) == ["mutuelle"] && told.loud.map(\.name) == ["coopérative"])
        let sentences = told.findings("cette famille").map(\.sentence)
        #expect(sentences.count == 3 && sentences[0].hasPrefix("20\u{A0}réponses pour 100"))
        #expect(Representativeness([]).findings("elle").first?.outcome == .unknown)
    }
}
