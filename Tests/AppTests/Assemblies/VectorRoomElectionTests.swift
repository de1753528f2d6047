import AssemblyVectors
import Domain
import Foundation
import HTTPTypes
import Testing

@testable import App

/// The cases on elections, by the forms of the room: who stands, how one votes, what was in the box, the drawing of lots.
struct VectorRoomElectionTests {
    static let left = Unplayable(
        "elections", of: 97,
        [
            "mention absente : une autre":
                "dans la salle, une candidature sans mention est à rejeter, comme le dit le bulletin",
            "décompte trop court": "on y compte des bulletins, pas des totaux par mention",
            "vut : un nom deux fois": "le formulaire a une case par candidature",
        ])

    private static let refusals: [String: Refusal] = [
        "mention inconnue": Refusal(
            "jugement-majoritaire", [("sorte", "valable"), ("mention-0", "Superbe")], "n’est pas une des mentions"),
        "vut : un nom inconnu": Refusal(
            "vut", [("sorte", "valable"), ("rang-0", "1"), ("rang-7", "2")], "qui n’est pas, ou plus, parmi"),
        "un bulletin qui dit deux choses": Refusal(
            "majoritaire", [("sorte", "blanc"), ("nom-0", "oui")], "Un bulletin blanc ne porte rien"),
        "une clé mal écrite n’est pas un vote blanc": Refusal(
            "majoritaire", [("sorte", "blnac")], "Dites si ces bulletins sont valables, blancs ou nuls."),
        "un nombre à virgule": Refusal(
            "majoritaire", [("nombre", "1,5"), ("sorte", "blanc")], "Donnez un nombre de bulletins."),
        "deux candidats du même nom": Refusal(
            "majoritaire", to: "candidatures", [("organisation", "1"), ("representant-candidat", "Pour A")],
            "Cette candidature est déjà inscrite."),
        "sans candidats": Refusal(
            "vut", to: "scrutin", [("voie", "papier"), ("votants", "1")], "Il n’y a pas encore de candidature.",
            stands: false),
        "zéro siège": Refusal(
            "majoritaire", to: "election", [("methode", "majoritaire"), ("sieges", "0")],
            "Donnez un nombre de sièges, de 1 à 1 000."),
        "plus de sièges réservés que de sièges": Refusal(
            "liste", to: "bulletins", [("sorte", "blanc")], "« sieges_par_college »", kept: ["x": 2]),
    ]

    struct Refusal: Sendable {
        let mode: String
        let form: String
        let fields: [(String, String)]
        let sentence: String
        let stands: Bool
        let kept: [String: Int]

        init(
            _ mode: String, to form: String = "bulletins", _ fields: [(String, String)], _ sentence: String,
            stands: Bool = true, kept: [String: Int] = [:]
        ) {
            (self.mode, self.form, self.fields, self.sentence) = (mode, form, fields, sentence)
            (self.stands, self.kept) = (stands, kept)
        }
    }

    private static func played() throws -> [ElectionVector.Case] {
        try left.played(ElectionVector.Case.self).filter { refusals[$0.nom] == nil }
    }

    @Test func everyCaseIsPlayedRefusedOrNamed() throws {
        #expect(try Self.played().count == 85 && Self.refusals.count == 9)
        #expect(try Self.played().allSatisfy { $0.attendu.refus == nil })
    }

    @Test(arguments: try played())
    func elections(vector: ElectionVector.Case) async throws {
        let file = try VectorBallots(vector.donnees.fichier)
        let assembly = try await Self.assembly(file)
        try await assembly.visit { browser in
            let point = try await Self.hold(file, at: assembly, browser)
            if let seed = file.graine {
                #expect(try await browser.post(point + "/tirage", [("graine", seed)]).status == .seeOther)
            }
            let page = VectorRoom.plain(try await browser.get(point).text)
            let record = try await assembly.record()
            let item = try #require(record.item(1))
            let tally = try #require(Hall(record).item(item).tally, "\(page)")
            let expected = vector.attendu
            let elected = try file.graine.map { try Self.drawn(expected, file, $0) } ?? Self.shown(expected.elus ?? [])
            #expect(tally.elected == elected, "\(tally.text)")
            #expect(page.contains(elected.isEmpty ? "Personne n’est élu." : "Élus : \(French.list(elected))."))
            if let ranking = expected.classement {
                #expect(
                    tally.ranking == Dictionary(uniqueKeysWithValues: ranking.map { (Self.shown($0.key), $0.value) }))
            }
            if let equals = expected.egalites { #expect(tally.equals == equals.map(Self.shown)) }
            if let second = expected.second {
                #expect(tally.secondRound == Self.shown(second))
                #expect(second.isEmpty || page.contains("Second tour entre \(French.list(Self.shown(second)))."))
            }
            // A count by grades has a sentence of its own when it is not complete.
            for step in file.decompte == nil ? expected.etapes ?? [] : [] {
                #expect(page.contains(try file.shown(step)), "\(page)")
            }
        }
    }

    private static func shown(_ name: String) -> String { "\(name) (Pour \(name))" }
    private static func shown(_ names: [String]) -> [String] { names.map { shown($0) } }

    /// The lot is drawn on the names as ballots have them: the smallest digest of seed, line feed, name.
    private static func drawn(
        _ expected: ElectionVector.Expected, _ file: VectorBallots, _ seed: String
    ) throws -> [String] {
        let tied = try #require(expected.egalites?.first)
        #expect((file.sieges ?? 1) == 1)
        return Array(shown(tied).sorted { LotHash.hex(seed + "\n" + $0) < LotHash.hex(seed + "\n" + $1) }.prefix(1))
    }

    private static func assembly(_ file: VectorBallots) async throws -> ConvenedAssembly {
        let voters = file.rounds.map { $0.reduce(0) { $0 + ($1.nombre ?? 1) } }.max() ?? 0
        var members = VectorRoom.members(max(file.candidats.count, voters, 1))
        let colleges = Set(file.candidats.compactMap(\.college) + (file.kept ?? [:]).keys).sorted()
        for index in members.indices {
            let candidate = file.candidats.indices.contains(index) ? file.candidats[index] : nil
            members[index].name = candidate?.nom ?? "Votante \(index + 1)"
            members[index].group = candidate?.groupe
            members[index].college = candidate?.college ?? colleges.first
        }
        let seats = file.sieges ?? 1
        return try await VectorRoom.assembly(members, colleges.map { College($0) }, kind: .election) { statutes in
            statutes.bodies = [
                GoverningBody(
                    "conseil", name: "Conseil", seats: seats, seatsByCollege: file.kept ?? [:],
                    wantsParity: file.parite ?? false)
            ]
            statutes.caps = (file.plafonds ?? []).map { Cap(.seats, per: $0.par, number: $0.most, share: $0.part) }
            statutes.ties = file.departage ?? (file.mode == "vut" ? [.order] : [])
        }
    }

    /// From the opening to the last ballot; returns the address of the item.
    private static func hold(
        _ file: VectorBallots, at assembly: ConvenedAssembly, _ browser: Browser
    ) async throws -> String {
        let point = assembly.path + "/seance/points/1"
        _ = try await browser.post(assembly.path + "/seance/ouverture")
        try await assembly.seat(assembly.members.count)
        _ = try await browser.post(point + "/ouverture")
        let setting = [
            ("methode", file.mode), ("sieges", String(file.sieges ?? 1)), ("tours", String(file.tours ?? 1)),
            ("secret", "oui"), ("mediane", file.mediane ?? ""), ("noms-au-plus", file.most.map(String.init) ?? ""),
            ("blancs-exprimes", file.blanks == true ? "oui" : ""),
        ]
        let set = try await browser.post(point + "/election", setting)
        #expect(set.status == .seeOther, "\(VectorRoom.plain(set.text))")
        for (index, candidate) in file.candidats.enumerated() {
            let stood = try await browser.post(
                point + "/candidatures",
                [
                    ("organisation", assembly.members[index].description),
                    ("representant-candidat", "Pour \(candidate.nom)"), ("genre", candidate.genre ?? ""),
                    ("naissance", candidate.naissance ?? ""),
                ])
            #expect(stood.status == .seeOther)
        }
        for (index, ballots) in file.rounds.enumerated() {
            let count = ballots.reduce(0) { $0 + ($1.nombre ?? 1) }
            let voters = assembly.members.prefix(max(1, count)).map { ("votants", $0.description) }
            let round = [("tour", String(index + 1)), ("voie", "papier")]
            let why = count == 0 ? [("explication", "L’urne était vide.")] : []
            let opened = try await browser.post(point + "/scrutin", round + voters + why)
            #expect(opened.status == .seeOther, "\(VectorRoom.plain(opened.text))")
            if index == 1 { try await formOffersOnlyThoseWhoGoOn(file, browser, point) }
            for ballot in ballots {
                let cast = try await browser.post(point + "/bulletins", file.fields(ballot, round: index + 1))
                #expect(cast.status == .seeOther, "\(VectorRoom.plain(cast.text))")
            }
        }
        return point
    }

    /// By the numbers that they have since the first round.
    private static func formOffersOnlyThoseWhoGoOn(
        _ file: VectorBallots, _ browser: Browser, _ point: String
    ) async throws {
        let page = try await browser.get(point).text
        let named = Set((file.second?.bulletins ?? []).flatMap { $0.choix ?? [] })
        for (index, candidate) in file.candidats.enumerated() {
            #expect(page.contains("name=\"nom-\(index)\"") == named.contains(candidate.nom))
        }
    }

    @Test(arguments: refusals.keys.sorted())
    func theFormsRefuseTheOthers(name: String) async throws {
        let refusal = try #require(Self.refusals[name])
        var members = VectorRoom.members(2)
        if !refusal.kept.isEmpty { for index in members.indices { members[index].college = "x" } }
        members[0].name = "A"
        let assembly = try await VectorRoom.assembly(
            members, refusal.kept.keys.map { College($0) }, kind: .election
        ) { $0.bodies = [GoverningBody("conseil", name: "Conseil", seats: 1, seatsByCollege: refusal.kept)] }
        try await assembly.visit { browser in
            let point = assembly.path + "/seance/points/1"
            _ = try await browser.post(assembly.path + "/seance/ouverture")
            try await assembly.seat(2)
            _ = try await browser.post(point + "/ouverture")
            _ = try await browser.post(point + "/election", [("methode", refusal.mode), ("sieges", "1")])
            if refusal.stands {
                _ = try await browser.post(
                    point + "/candidatures", [("organisation", "1"), ("representant-candidat", "Pour A")])
            }
            if refusal.form == "bulletins" {
                let opened = try await browser.post(
                    point + "/scrutin", [("tour", "1"), ("voie", "papier"), ("votants", "1"), ("votants", "2")])
                #expect(opened.status == .seeOther)
            }
            let before = try await assembly.record()
            let fields = refusal.fields.contains { $0.0 == "nombre" } ? [] : [("nombre", "1")]
            let answer = try await browser.post(point + "/" + refusal.form, [("tour", "1")] + fields + refusal.fields)
            #expect(answer.status == .unprocessableContent)
            #expect(VectorRoom.plain(answer.text).contains(refusal.sentence), "\(VectorRoom.plain(answer.text))")
            #expect(HTMLPage(answer.text).allProblems == [])
            let after = try await assembly.record()
            #expect(after == before)
        }
    }
}
