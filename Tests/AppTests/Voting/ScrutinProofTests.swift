import Crypto
import Domain
import Foundation
import Testing

@testable import App

/// The proof file of a vote: it holds as written, and no longer once anything in it was changed. The independent verifier
/// (`tools/verifier_scrutin.py`) must say the same.
struct ScrutinProofTests {
    @Test(arguments: 0..<20)
    func aWholeVoteHolds(seed: Int) throws {
        for isSecret in [false, true] {
            let file = try ProofCase(seed: UInt64(seed), isSecret: isSecret).file
            let check = try ScrutinProofCheck(readAgain(file), verify: BallotCrypto.isSigned)
            #expect(check.holds, "\(check.points.filter { !$0.holds }.map(\.sentence))")
            #expect(check.points.count >= 9)
        }
    }

    private func readAgain(_ value: JSONValue) throws -> JSONValue {
        try JSONValue.read(Array(ScrutinText.canonical(value).utf8))
    }

    /// Sixty at each run; MAILLAGE_SCRUTINS=1000 for as many as one likes.
    @Test func theOtherVerifierAgreesOnRandomVotes() throws {
        let count = UInt64(ProcessInfo.processInfo.environment["MAILLAGE_SCRUTINS"] ?? "") ?? 60
        let folder = try DataFolder()
        let place = folder.url
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        var files: [String] = []
        for seed in 100..<100 + count {
            let file = place.appending(path: "\(seed).json")
            let value = try ProofCase(seed: seed, isSecret: seed % 4 == 0).file
            try Data(ScrutinText.canonical(value).utf8).write(to: file)
            files.append(file.path)
        }
        let answer = try python(files)
        #expect(answer.code == 0, "\(answer.text)")
        #expect(answer.text.components(separatedBy: "La preuve tient.").count == Int(count) + 1)
    }

    /// Each way of cheating, once as a clumsy hand would (the fingerprint no longer holds), once by whoever holds the
    /// server's key and signs again.
    @Test(arguments: Mutation.allCases, [true, false])
    func everyMutationIsRefusedByBoth(mutation: Mutation, signsAgain: Bool) throws {
        let isSecret = mutation.isOfSecret
        let whole = try ProofCase(seed: 42, isSecret: isSecret, kind: .choice, voters: 12)
        var file = try whole.file
        try mutation.apply(to: &file)
        if signsAgain, mutation != .signature {
            file = try whole.seal(ScrutinText.without(["empreinte", "signature"], file))
        }
        #expect(!ScrutinProofCheck(file, verify: BallotCrypto.isSigned).holds)
        let folder = try DataFolder()
        try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
        let path = folder.url.appending(path: "change.json")
        try Data(ScrutinText.canonical(file).utf8).write(to: path)
        let answer = try python([path.path])
        #expect(answer.code == 1, "\(answer.text)")
    }

    @Test func theCommandSaysWhatDoesNotHold() throws {
        let whole = try ProofCase(seed: 3, isSecret: false)
        let good = try Program.checkScrutin(Array(ScrutinText.canonical(whole.file).utf8))
        #expect(good.holds)
        #expect(good.lines.last == "La preuve tient.")
        var file = try whole.file
        try Mutation.voterTwice.apply(to: &file)
        let bad = try Program.checkScrutin(Array(ScrutinText.canonical(file).utf8))
        #expect(!bad.holds)
        #expect(bad.lines.contains { $0.hasPrefix("✗ ") })
        #expect(throws: (any Error).self) { try Program.checkScrutin(Array("[".utf8)) }
        #expect(try !Program.checkScrutin(Array("{}".utf8)).holds)
    }

    private func python(_ files: [String]) throws -> (code: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", Repository.root.appending(path: "tools/verifier_scrutin.py").path] + files
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}

/// Ways of changing a proof file.
enum Mutation: String, CaseIterable {
    case signature, question, options, closing, rollVoices, rollAdded, voterTwice, voterForgotten, voterStranger
    case choiceChanged, voteAdded, blanks, voices
    case ballotReplaced, ballotRemoved, ballotTwice, lineChanged, lineRemoved, lineAdded, codeTwice
    case tellerSignature, tellerForgotten, urnPrint

    var isOfSecret: Bool {
        switch self {
        case .ballotReplaced, .ballotRemoved, .ballotTwice, .lineChanged, .lineRemoved, .lineAdded, .codeTwice,
            .tellerSignature, .tellerForgotten, .urnPrint:
            true
        default: false
        }
    }

    func apply(to file: inout JSONValue) throws {
        let nobody = try JSONValue.written(
            "{\"organisation\":999999,\"nom\":\"Nulle part\",\"college\":null,\"voix\":1}")
        let stranger = try JSONValue.written("{\"organisation\":999999,\"choix\":\"1\",\"changements\":0}")
        let line = try JSONValue.written(
            "{\"code\":\"ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ\",\"college\":null,\"choix\":\"1\"}")
        let forged = JSONValue.text(Data(repeating: 7, count: 64).base64EncodedString())
        func otherChoice(_ line: inout JSONValue) { line.set("choix", .text(line["choix"]?.text == "1" ? "2" : "1")) }
        switch self {
        case .signature: file.set("signature", forged)
        case .question: file.edit("manifeste") { $0.set("titre", .text("Autre question")) }
        case .options:
            file.edit("manifeste") { manifest in manifest.items("options") { $0.swapAt(0, 1) } }
        case .closing: file.edit("manifeste") { $0.set("cloture", .text("2026-12-31T00:00:00Z")) }
        case .rollVoices: file.first("liste-electorale") { $0.set("voix", .number(9)) }
        case .rollAdded: file.items("liste-electorale") { $0.append(nobody) }
        case .voterTwice: file.items("emargement") { $0.append($0[0]) }
        case .voterForgotten: file.items("emargement") { $0.removeLast() }
        case .voterStranger: file.first("emargement") { $0.set("organisation", .number(999_999)) }
        case .choiceChanged: file.first("votes") { otherChoice(&$0) }
        case .voteAdded: file.items("votes") { $0.append(stranger) }
        case .blanks: file.edit("decompte") { $0.set("blancs", .number(77)) }
        case .voices: file.edit("decompte") { $0.set("voix", .list([.number(50), .number(0)])) }
        case .ballotReplaced:
            file.items("urne") { list in if let other = list[1]["chiffre"] { list[0].set("chiffre", other) } }
        case .ballotRemoved: file.items("urne") { $0.removeLast() }
        case .ballotTwice: file.items("urne") { $0.append($0[0]) }
        case .lineChanged: file.edit("liste-ouverte") { list in list.first("bulletins") { otherChoice(&$0) } }
        case .lineRemoved: file.edit("liste-ouverte") { list in list.items("bulletins") { $0.removeLast() } }
        case .lineAdded: file.edit("liste-ouverte") { list in list.items("bulletins") { $0.append(line) } }
        case .codeTwice:
            file.edit("liste-ouverte") { list in
                list.items("bulletins") { lines in if let code = lines[0]["code"] { lines[1].set("code", code) } }
            }
        case .tellerSignature:
            file.edit("liste-ouverte") { list in list.first("signatures") { $0.set("signature", forged) } }
        case .tellerForgotten: file.edit("liste-ouverte") { list in list.items("signatures") { $0.removeLast() } }
        case .urnPrint: file.set("empreinte-de-l-urne", .text(String(repeating: "0", count: 64)))
        }
    }
}

extension JSONValue {
    static func written(_ text: String) throws -> JSONValue { try JSONValue.read(Array(text.utf8)) }

    mutating func set(_ key: String, _ value: JSONValue) {
        guard case .object(var members) = self else { return }
        members[key] = value
        self = .object(members)
    }

    mutating func edit(_ key: String, _ change: (inout JSONValue) throws -> Void) rethrows {
        guard var part = self[key] else { return }
        try change(&part)
        set(key, part)
    }

    mutating func items(_ key: String, _ change: (inout [JSONValue]) throws -> Void) rethrows {
        guard case .list(var list) = self[key] else { return }
        try change(&list)
        set(key, .list(list))
    }

    mutating func first(_ key: String, _ change: (inout JSONValue) throws -> Void) rethrows {
        try items(key) { list in if !list.isEmpty { try change(&list[0]) } }
    }
}
