import AssemblyVectors
import Foundation
import Testing

/// No case is left out in silence: the tests of the pages play each one, or say why a hub cannot hold it.
struct VectorCensusTests {
    private struct AnyCase: Decodable, Sendable { let nom: String }
    private struct File: Decodable { let cas: [AnyCase] }

    @Test func eachCaseIsPlayedByThePagesOrNamed() throws {
        let files = [
            VectorRoomTests.majorityCases, VectorRoomTests.quorumCases, VectorRoomTests.proxyCases,
            VectorRoomElectionTests.left, VectorRoomReconciliationTests.left, VectorRoomRollTests.rollCases,
            VectorRoomRollTests.thresholdCases, VectorPageTests.noticeCases, VectorPageTests.concentrationCases,
        ]
        let names = try FileManager.default.contentsOfDirectory(atPath: Vectors.folder.path).filter {
            $0.hasSuffix(".json")
        }
        #expect(Set(names) == Set(files.map { $0.file + ".json" }))
        var left = 0
        for file in files {
            let data = try Data(contentsOf: Vectors.folder.appending(path: file.file + ".json"))
            let known = try JSONDecoder().decode(File.self, from: data).cas.map(\.nom)
            #expect(known.count == file.total && Set(known).count == known.count, "\(file.file)")
            #expect(file.reasons.keys.allSatisfy(known.contains), "\(file.file)")
            left += file.reasons.count
        }
        #expect(files.reduce(0) { $0 + $1.total } == 282 && left == 13)
    }
}
