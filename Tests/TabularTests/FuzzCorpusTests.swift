import Foundation
import Testing

/// What the fuzzer found worth keeping (`Tests/Fuzz/run`) is read again by every test run.
struct FuzzCorpusTests {
    @Test func theCorpusIsReadTheSameByAllReaders() throws {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let folder = tests.appending(path: "Fuzz/corpus/csv")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names.count > 10)
        for name in names {
            let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
            for choice in UInt8(0)..<32 {
                #expect(ReaderComparison([choice] + bytes.dropFirst()).isRight, "\(name), \(choice)")
            }
        }
    }
}
