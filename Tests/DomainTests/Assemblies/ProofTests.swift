import Domain
import Foundation
import Testing

/// The program and `tools/verifier.py` agree on what they are given, and refuse what somebody changed.
struct ProofTests {
    /// 1 000 in `make verificateurs`.
    private static let draws = Int(ProcessInfo.processInfo.environment["MAILLAGE_TIRAGES"] ?? "") ?? 150

    @Test func bothVerifiersAgreeOnAssembliesDrawnByChance() throws {
        let folder = try ProofFolder()
        var kinds: [String: Int] = [:]
        for seed in 1...Self.draws {
            var drawing = RandomAssembly(seed: UInt64(seed))
            let record = drawing.record()
            let text = try AssemblyProof(of: record).text()
            let report = ProofReport(Array(text.utf8))
            #expect(report.holds, "\(seed) : \(report.text)")
            #expect(report.record == record)
            for item in record.recount().items {
                if let tally = item.tally { kinds[tally.mode, default: 0] += 1 }
                if let result = item.result { kinds[result.isAdopted ? "adoptée" : "rejetée", default: 0] += 1 }
                if item.refusal != nil { kinds["refus", default: 0] += 1 }
            }
            try folder.write(text, "\(seed).json")
        }
        // Chance has reached every way of deciding.
        for kind in ["adoptée", "rejetée", "refus"] + BallotFile.Mode.allCases.map(\.rawValue) {
            #expect(kinds[kind, default: 0] > 0, "\(kind) \(kinds)")
        }
        let answers = try folder.python()
        #expect(answers.count == Self.draws)
        for (name, answer) in answers where !answer.contains(" : tient") { Issue.record("\(name) : \(answer)") }
    }

    @Test(arguments: ProofMutation.allCases)
    func bothRefuseAProofThatSomebodyChanged(mutation: ProofMutation) throws {
        let folder = try ProofFolder()
        let original = try AssemblyProof(of: ExampleAssembly.record).text(seal: ExampleAssembly.seal())
        #expect(ProofReport(Array(original.utf8)).holds, "\(ProofReport(Array(original.utf8)).text)")
        let changed = try mutation.apply(to: original)
        #expect(changed != original)
        let report = ProofReport(Array(changed.utf8))
        #expect(!report.holds, "\(mutation)")
        #expect(report.text.contains("ne tient pas"))
        try folder.write(original, "original.json")
        try folder.write(changed, "change.json")
        let answers = try folder.python()
        #expect(answers["original.json"]?.contains(" : tient") == true, "\(answers)")
        #expect(answers["change.json"]?.contains("NE TIENT PAS") == true, "\(mutation) \(answers)")
    }

    @Test func theCanonicalWritingIsWhatTheDocumentationSays() throws {
        let value = try JSONValue.read(Array(#"{ "é": [1, -2, true, null], "a\"": "ligne\n\u0001\/€", "Z": {} }"#.utf8))
        #expect(try CanonicalJSON.text(value) == "{\"Z\":{},\"a\\\"\":\"ligne\\n\\u0001/€\",\"é\":[1,-2,true,null]}")
        #expect(throws: AssemblyRefusal.self) { try CanonicalJSON.text(.number(1.5)) }
        #expect(throws: GeometryDefect.self) { try JSONValue.read(Array(#"{"a": 1, "a": 2}"#.utf8), uniqueNames: true) }
    }

    @Test(arguments: ["", "[]", "{\"format\":\"maillage-preuve/1\"}", "{\"format\":\"autre\"}", "{"])
    func whatIsNotAProofIsRefusedInPlainWords(text: String) {
        let report = ProofReport(Array(text.utf8))
        #expect(!report.holds && report.text.contains("NON  "))
    }
}

/// Proof files in a folder of their own, given to the Python verifier at once.
struct ProofFolder {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "preuves-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func write(_ text: String, _ name: String) throws { try Data(text.utf8).write(to: folder.appending(path: name)) }

    /// What it says of each file.
    func python() throws -> [String: String] {
        defer { try? FileManager.default.removeItem(at: folder) }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        let root = (0..<4).reduce(URL(filePath: #filePath)) { file, _ in file.deletingLastPathComponent() }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.currentDirectoryURL = folder
        process.arguments = ["python3", "-B", root.appending(path: "tools/verifier.py").path] + names
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        var answers: [String: String] = [:]
        for line in text.split(separator: "\n") { answers[String(line.prefix { $0 != " " })] = String(line) }
        #expect((process.terminationStatus == 0) == answers.values.allSatisfy { $0.contains(" : tient") })
        return answers
    }
}
