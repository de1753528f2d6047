import Domain
import Foundation
import HTTPTypes
import Testing

@testable import App

/// What a room does to vote on line: the chair's screen, the phones, the tellers.
struct RoomBallot: Sendable {
    let assembly: ConvenedAssembly

    struct Phone: Sendable {
        let path: String
        let key: String
        let page: Answer
        /// The telephone itself: forms are drawn for it.
        let browser: Browser
    }

    func point(_ number: Int) -> String { assembly.path + "/seance/points/\(number)" }

    /// Members 1 to 4 are there or on line, 5 too and it speaks for 6; the first item is taken up.
    func start(_ browser: Browser) async throws {
        let seance = assembly.path + "/seance"
        _ = try await browser.post(seance + "/ouverture")
        for index in 0..<3 { _ = try await assembly.sign(index, browser) }
        for index in 3..<5 { _ = try await assembly.sign(index, browser, "en-ligne") }
        let proxy = [
            ("de", assembly.members[5].description), ("a", assembly.members[4].description), ("depuis-pouvoir", "0"),
        ]
        #expect(try await browser.post(seance + "/pouvoirs", proxy).status == .seeOther)
        _ = try await browser.post(
            seance + "/bureau", [("presidence", "Ada"), ("secretariat", "Yann")])
        #expect(try await browser.post(point(1) + "/ouverture").status == .seeOther)
    }

    func finishFirst(_ browser: Browser) async throws {
        _ = try await browser.post(point(1) + "/vote", [("suite", "ouvert")])
        #expect(try await paper(browser, 1, [0, 1, 2], "3").status == .seeOther)
        #expect(try await browser.post(point(1) + "/fermeture").status == .seeOther)
    }

    func open(_ browser: Browser, _ item: Int, secret: Bool, voters: [Int]) async throws -> Answer {
        try await browser.post(
            point(item) + "/vote-en-ligne",
            [("tour", "1"), ("en-ligne-secret", secret ? "oui" : "non"), ("en-ligne-duree", "30")]
                + voters.map { ("en-ligne-votants", assembly.members[$0].description) })
    }

    func paper(_ browser: Browser, _ item: Int, _ voters: [Int], _ yes: String) async throws -> Answer {
        try await browser.post(
            point(item) + "/comptes",
            [("voie", "papier"), ("pour", yes)] + voters.map { ("votants", assembly.members[$0].description) })
    }

    func phone(_ browser: Browser, _ member: Int) async throws -> Phone {
        let given = try await browser.post(
            assembly.path + "/seance/liens", [("organisation", assembly.members[member].description)])
        let start = try #require(given.text.range(of: "telephone?cle="))
        let key = String(given.text[start.upperBound...].prefix(43))
        let path = "/poles/ici/assemblees/\(assembly.id)/telephone"
        let telephone = browser.another()
        return Phone(path: path, key: key, page: try await telephone.get("\(path)?cle=\(key)"), browser: telephone)
    }

    /// The address of the ballot that a phone opens.
    private func door(_ browser: Browser, _ phone: Phone, _ member: Int) async throws -> String {
        let answer = try await phone.browser.post(
            phone.path + "/vote", [("cle", phone.key), ("organisation", assembly.members[member].description)])
        let address = try #require(answer.location, "\(answer.text)")
        let page = try await phone.browser.get(address)
        #expect(page.status == .ok && HTMLPage(page.text).allProblems == [], "\(HTMLPage(page.text).allProblems)")
        return address
    }

    func vote(
        _ browser: Browser, _ phone: Phone, _ member: Int, _ answers: [(String, String)]
    ) async throws -> Answer {
        let address = try await door(browser, phone, member)
        let key = String(address.dropFirst("/vote?cle=".count).prefix(43))
        let answer = try await phone.browser.post("/vote", [("cle", key), ("seance", phone.key)] + answers)
        if answer.status == .ok { #expect(answer.text.contains("Revenir à la séance")) }
        return answer
    }

    /// A ballot sealed as the page's script would.
    func seal(_ browser: Browser, _ phone: Phone, _ member: Int, _ choice: String) async throws -> Answer {
        let address = try await door(browser, phone, member)
        let key = String(address.dropFirst("/vote?cle=".count).prefix(43))
        let file = try await phone.browser.get("/vote/manifeste.json?cle=\(key)")
        let manifest = try ScrutinManifest(JSONValue.read(Array(file.text.utf8)))
        let plain = BallotPlaintext(
            scrutin: manifest.identity, choice: choice,
            code: TrackingCode.make(BallotCrypto.chance(TrackingCode.chanceNeeded)))
        let ballot = try BallotCrypto.seal(plain, as: Hex.text(BallotCrypto.chance(16)), college: nil, for: manifest)
        return try await phone.browser.post("/vote", [("cle", key), ("bulletin", "\(ballot.id).\(ballot.sealed)")])
    }

    private func send(_ browser: Browser, _ path: String, _ field: String, _ value: JSONValue) async throws -> Answer {
        let bytes = Array(ScrutinText.canonical(value).utf8)
        return try await browser.post(path, [], file: SentFile(field: field, name: "f.json", content: bytes))
    }

    /// The key deposited and tried by two of three tellers.
    func giveKey(_ browser: Browser) async throws -> [TellerShare] {
        let path = assembly.path + "/scrutateurs"
        let before = try await browser.get(path)
        #expect(before.text.contains("Aucune clé n’est déposée") && HTMLPage(before.text).allProblems == [])
        let (key, shares) = try TellerWork.makeKey(name: "Essai", count: 3, threshold: 2)
        #expect(try await send(browser, path + "/cle", "cle", key.value).location == path)
        let trial = try await browser.get(path + "/essai.json")
        let (_, list) = try TellerWork.open(JSONValue.read(Array(trial.text.utf8)), with: [shares[0], shares[2]])
        var lone = list
        lone.signatures.removeLast()
        #expect(try await send(browser, path + "/essai", "liste", lone.value).status == .unprocessableContent)
        #expect(try await send(browser, path + "/essai", "liste", list.value).location == path)
        let after = try await browser.get(path)
        #expect(after.text.contains("Les scrutateurs sont prêts") && HTMLPage(after.text).allProblems == [])
        return shares
    }

    func openUrn(_ browser: Browser, _ item: Int, _ shares: [TellerShare]) async throws {
        let page = try await browser.get(point(item)).text
        let start = try #require(page.range(of: "/pilotage/scrutins/"))
        let scrutin = page[start.upperBound...].prefix { $0.isNumber }
        let urn = try await browser.get("/poles/ici/pilotage/scrutins/\(scrutin)/urne.json")
        let (_, list) = try TellerWork.open(JSONValue.read(Array(urn.text.utf8)), with: [shares[1], shares[2]])
        let path = point(item) + "/vote-en-ligne/liste"
        let forged = ScrutinText.canonical(list.value).replacing("\"blanc\"", with: "\"1\"")
        let wrong = try await browser.post(
            path, [], file: SentFile(field: "liste", name: "f.json", content: Array(forged.utf8)))
        #expect(wrong.status == .unprocessableContent)
        #expect(try await send(browser, path, "liste", list.value).location == point(item))
    }

    /// Ends the assembly, seals its minutes and returns the proof.
    func seal(_ browser: Browser) async throws -> String {
        #expect(try await browser.post(assembly.path + "/seance/cloture").status == .seeOther)
        let minutes = assembly.path + "/proces-verbal"
        #expect(try await browser.post(minutes + "/approbation").status == .seeOther)
        #expect(try await browser.post(minutes + "/sceau").status == .seeOther)
        return try await browser.get(assembly.path + "/preuve.json").text
    }
}

/// Ways of changing what came on line in a proof; the fingerprint is computed again, as whoever forges would.
enum OnlineMutation: String, CaseIterable, Sendable {
    /// A choice in the item alone, in the item and in its vote, the voter of another, the question, the vote left out.
    case choiceOfItem, choiceOfBoth, voter, question, otherText
    static let sealed = [OnlineMutation.ballotOfRound, .lineOfList, .secrecy]
    case ballotOfRound, lineOfList, secrecy

    static var allCases: [OnlineMutation] { [.choiceOfItem, .choiceOfBoth, .voter, .question, .otherText] }

    func apply(to proof: String) throws -> String {
        guard case .object(var document) = try JSONValue.read(Array(proof.utf8)),
            var record = document["proces-verbal"]
        else { return proof }
        record.items("points") { points in
            switch self {
            case .choiceOfItem, .choiceOfBoth, .voter, .question, .otherText: change(&points[0])
            case .ballotOfRound, .lineOfList, .secrecy: change(&points[1])
            }
        }
        document["proces-verbal"] = record
        document["sceau"] = nil
        document["empreinte"] = nil
        let read = try JSONDecoder().decode(AssemblyRecord.self, from: Data(try CanonicalJSON.text(record).utf8))
        document["resultats"] = try CanonicalJSON.value(of: read.recount())
        document["empreinte"] = .text(LotHash.hex(try CanonicalJSON.text(.object(document))))
        return try CanonicalJSON.text(.object(document))
    }

    private func change(_ point: inout JSONValue) {
        switch self {
        case .choiceOfItem: way(&point) { $0.first("choix") { $0.set("choix", .text("contre")) } }
        case .choiceOfBoth:
            way(&point) { $0.first("choix") { $0.set("choix", .text("contre")) } }
            scrutin(&point) { $0.first("votes") { $0.set("choix", .text("contre")) } }
        case .voter: way(&point) { $0.first("choix") { $0.set("organisation", .number(4)) } }
        case .question: scrutin(&point) { $0.edit("manifeste") { $0.set("texte", .text("Autre chose")) } }
        case .otherText: point.set("texte", .text("Une autre résolution."))
        case .ballotOfRound: online(&point) { $0.first("bulletins") { $0.set("nombre", .number(2)) } }
        case .lineOfList:
            online(&point) {
                $0.edit("scrutin") {
                    $0.edit("liste-ouverte") { list in
                        list.items("bulletins") { lines in
                            guard let line = lines.firstIndex(where: { $0["choix"]?.text != "blanc" }) else { return }
                            lines[line].set("choix", .text("blanc"))
                        }
                    }
                }
            }
        case .secrecy: online(&point) { $0.set("secret", .bool(false)) }
        }
    }

    private func scrutin(_ point: inout JSONValue, _ change: (inout JSONValue) -> Void) {
        point.edit("vote") { $0.edit("scrutin", change) }
    }

    private func way(_ point: inout JSONValue, _ change: (inout JSONValue) -> Void) {
        point.edit("vote") { vote in
            vote.items("voies") { ways in
                for index in ways.indices where ways[index]["voie"]?.text == "en-ligne" { change(&ways[index]) }
            }
        }
    }

    private func online(_ point: inout JSONValue, _ change: (inout JSONValue) -> Void) {
        point.edit("election") { $0.edit("premier-tour") { $0.edit("en-ligne", change) } }
    }
}
