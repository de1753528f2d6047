import Foundation
import Testing

/// What the fuzzer found worth keeping is read again by every test run.
struct FuzzedParserTests {
    @Test(arguments: FuzzedParser.allCases) func theCorpusOfEachParserHoldsWhatItMust(parser: FuzzedParser) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Fuzz/corpus/" + parser.rawValue)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names.count > 5)
        for name in names {
            let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
            #expect(parser.defect(bytes) == nil, "\(name)")
        }
    }
}
